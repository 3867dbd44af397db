import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import type { ProbableFlows } from "../../../bindings/ProbableFlows";
import type { ProbableStream } from "../../../bindings/ProbableStream";
import { diagnosisOf } from "../../../diagnosis.sample";
import { step } from "../../../journey";
import { entered } from "../../../step";
import { ids } from "../../../testids";
import { answering } from "../../../wire.sample";
import ProbablePane from "./ProbablePane.vue";
import { filtered } from "./rows";

let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

const streamOf = (id: string, more: Partial<ProbableStream> = {}): ProbableStream => ({
  id,
  name: `自来水 → ${id}`,
  grade: "A",
  uncertainty_pct: 1.5,
  uncertainty_entered: false,
  raw: 100,
  reconciled: 98.9,
  sd: 1.2,
  change: -1.1,
  change_pct: -1.1,
  class: "redundant",
  class_name: "冗余",
  z: -2.2,
  suspicious: false,
  held: false,
  at_bound: false,
  accepted: null,
  stale: false,
  observable_by: [],
  cells: [],
  ...more,
});

const flowsOf = (streams: ProbableStream[]): ProbableFlows => ({
  refused: null,
  streams,
  test: { chi2: 4.94, dof: 1, critical: 3.84, passed: false, confidence_pct: 95, z_critical: 1.96 },
  suspects: [
    {
      members: [
        { name: "自来水 → 甲", error: 10 },
        { name: "甲 → 排水", error: -10 },
      ],
      z: 2.22,
      significant: true,
      rest_agrees: null,
    },
  ],
  groups: [],
  notes: ["只有一个独立的平衡关系。"],
  indicators: [
    {
      code: "reuse_rate",
      name: "重复利用率",
      unit: "%",
      value: 91.9,
      plus_minus: 0.6,
      meters: [{ name: "甲 → 排水", plus_minus: 0.3, gain_pct: 50 }],
      needs: [],
    },
  ],
  coverage: { factor: 1.96, confidence_pct: 95 },
  in_force: false,
  accepted: 0,
});

const unknown = streamOf("乙", {
  raw: null,
  uncertainty_pct: null,
  reconciled: null,
  sd: null,
  change: null,
  change_pct: null,
  class: "unobservable",
  z: null,
  grade: null,
  observable_by: ["乙 → 耗水"],
});

const part = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
};

async function pane(flows: ProbableFlows) {
  const calls = answering({
    probable_flows: () => flows,
    accept_flows: () => flows,
    set_uncertainty: () => flows,
    hold_flow: () => flows,
    open_diagnosis: () => diagnosisOf(),
  });
  const diagnosis = diagnosisOf();
  step.value = entered(diagnosis, "balance");
  shown = mount(ProbablePane, { props: { diagnosis }, attachTo: document.body });
  await flushPromises();
  return calls;
}

test("raw figure, most probable flow and change stand side by side", async () => {
  await pane(flowsOf([streamOf("甲"), unknown]));
  const text = part(ids.probableRow(0)).textContent ?? "";
  for (const each of ["自来水 → 甲", "100.0", "98.9", "± 2.4", "−1.1", "-2.20"]) {
    expect(text).toContain(each);
  }
  expect(part(ids.probableRow(1)).textContent).toContain("不能确定");
  expect(part(ids.probableSuspect(0)).textContent).toMatch(/自来水 → 甲.*或.*甲 → 排水.*无法区分/s);
  expect(part(ids.probableIndicator("reuse_rate")).textContent).toMatch(/91\.90\s*± 0\.60\s*%/);
});

test("one stream is accepted by its record, and all at once by none", async () => {
  const calls = await pane(flowsOf([streamOf("甲")]));
  part(ids.probableField(0, "accepted")).click();
  await flushPromises();
  part(ids.probableAcceptAll).click();
  await flushPromises();
  const accepted = calls.filter((call) => call.command === "accept_flows");
  expect(accepted.map((call) => call.given.streams)).toEqual([["甲"], []]);
});

test("an uncertainty that is no number is refused, an empty one goes by the grade", async () => {
  const calls = await pane(flowsOf([streamOf("甲")]));
  const cell = () => part(ids.probableCell(0, "uncertainty"));
  for (const text of ["高", "0", "2.5", ""]) {
    cell().focus();
    await flushPromises();
    cell().dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    await flushPromises();
    const field = part(ids.gridEditor) as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    await flushPromises();
    const open = document.querySelector(`[data-testid="${ids.gridEditor}"]`);
    expect(open?.getAttribute("aria-invalid") ?? "false").toBe(String(["高", "0"].includes(text)));
    open?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await flushPromises();
  }
  const sent = calls.filter((call) => call.command === "set_uncertainty");
  expect(sent.map((call) => call.given.percent)).toEqual([2.5, null]);
});

test("what is fixed and accepted is ticked from the keyboard too", async () => {
  const calls = await pane(flowsOf([streamOf("甲")]));
  for (const code of ["held", "accepted"]) {
    part(ids.probableCell(0, code)).focus();
    await flushPromises();
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }),
    );
    await flushPromises();
  }
  expect(calls.filter((call) => call.command === "hold_flow")[0]?.given).toMatchObject({
    stream: "甲",
    held: true,
  });
  expect(calls.filter((call) => call.command === "accept_flows")[0]?.given.streams).toEqual(["甲"]);
});

test("a filter leaves what it names", () => {
  const still = streamOf("丙", { change: 0.01 });
  const streams = [streamOf("甲"), unknown, still, streamOf("丁", { accepted: 98.9 })];
  const names = (filter: Parameters<typeof filtered>[1]) =>
    filtered(streams, filter).map((stream) => stream.id);
  expect(names("changed")).toEqual(["甲", "丁"]);
  expect(names("unknown")).toEqual(["乙"]);
  expect(names("accepted")).toEqual(["丁"]);
});
