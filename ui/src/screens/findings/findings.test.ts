import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { Diagnosis } from "../../bindings/Diagnosis";
import { diagnosisOf } from "../../diagnosis.sample";
import { findingOf, measureOf } from "../../findings.sample";
import { gapsOf } from "../../gaps";
import { step } from "../../journey";
import { savingOf } from "../../measures";
import { entered } from "../../step";
import { ids } from "../../testids";
import { answering } from "../../wire.sample";
import FindingsScreen from "./FindingsScreen.vue";

let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

const part = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
};
const press = async (id: string) => {
  part(id).click();
  await flushPromises();
};
const write = (id: string, text: string) => {
  const field = part(id) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const submit = async () => {
  part(ids.findingForm).dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await flushPromises();
};

async function page(more: Partial<Diagnosis>) {
  step.value = entered(diagnosisOf(more), "findings");
  const diagnosis = computed(() =>
    step.value.name === "diagnosis" ? step.value.diagnosis : diagnosisOf(),
  );
  const screen = defineComponent(() => () => h(FindingsScreen, { diagnosis: diagnosis.value }));
  shown = mount(screen, { attachTo: document.body });
  await flushPromises();
}

const decided = (judgement: string, reason = "") => ({
  judgement,
  reason,
  by: "诊断单位",
  on: "2026-11-30",
  was: "冷却塔浓缩倍数偏低",
  figures: "浓缩倍数=2",
});

test("a finding shows its saving with formula and numbers, or that it has to be shown", async () => {
  await page({
    findings: [findingOf(), findingOf({ key: "other", saving: null, to_be_shown: "冷凝水量不详" })],
  });
  const said = part(ids.finding(0)).textContent;
  for (const piece of ["ΔM=E·", "(50×[2/(2−1)−3/(3−1)])×300", "7500 m³/a", "待确认", "未核实"]) {
    expect(said).toContain(piece);
  }
  expect(part(ids.finding(1)).textContent).toContain("冷凝水量不详");
});

test("a finding is accepted by one press", async () => {
  const asked = answering({
    decide_finding: () =>
      diagnosisOf({
        findings: [
          findingOf({ state: "accepted", state_name: "采纳", decision: decided("accepted") }),
        ],
      }),
  });
  await page({ findings: [findingOf()] });
  expect(gapsOf(diagnosisOf({ findings: [findingOf()] })).map((gap) => gap.text)).toContain(
    "1 项问题尚未处理",
  );
  await press(ids.findingDo("accept", 0));
  expect(asked[0]?.given.edit).toMatchObject({
    key: "low_concentration_ratio@unit:tower",
    judgement: "accepted",
  });
  expect(part(ids.finding(0)).textContent).toContain("诊断单位");
});

test("a rejection asks for a reason, and stays in the log", async () => {
  const rejected = findingOf({ state: "rejected", decision: decided("rejected", "已停用") });
  const asked = answering({
    decide_finding: () => diagnosisOf({ findings: [], rejected: [rejected] }),
  });
  await page({ findings: [findingOf()] });
  await press(ids.findingDo("reject", 0));
  await submit();
  expect(asked).toEqual([]);
  expect(part(ids.findingForm).textContent).toContain("请写明理由");
  write(ids.findingField("reason"), "已停用");
  await submit();
  expect(asked[0]?.given.edit).toMatchObject({ judgement: "rejected", reason: "已停用" });
  expect(part(ids.rejected(0)).textContent).toContain("已停用");
});

test("words and gravity are edited", async () => {
  const asked = answering({ decide_finding: () => diagnosisOf({ findings: [findingOf()] }) });
  await page({ findings: [findingOf()] });
  await press(ids.findingDo("edit", 0));
  write(ids.findingField("title"), "1号塔排污偏大");
  await submit();
  expect(asked[0]?.given.edit).toMatchObject({
    judgement: "accepted",
    title: "1号塔排污偏大",
    gravity: "medium",
  });
});

test("a decision on other figures is told with both", async () => {
  await page({
    findings: [
      findingOf({
        state: "changed",
        state_name: "数据已变化，请复核",
        figures: "浓缩倍数=2.5",
        decision: decided("rejected", "已停用"),
      }),
    ],
  });
  const said = part(ids.finding(0)).textContent;
  for (const piece of ["数据已变化，请复核", "浓缩倍数=2）", "浓缩倍数=2.5", "已停用"]) {
    expect(said).toContain(piece);
  }
});

test("a finding of one's own says what was seen", async () => {
  const asked = answering({ keep_own_finding: () => diagnosisOf() });
  await page({});
  await press(ids.findingOwn);
  await submit();
  expect(asked).toEqual([]);
  write(ids.findingField("title"), "地沟长流水");
  write(ids.findingField("explanation"), "三号车间地沟有清水。");
  await submit();
  expect(asked[0]?.given.edit).toMatchObject({
    key: "",
    title: "地沟长流水",
    explanation: "三号车间地沟有清水。",
  });
});

test("a suggested measure is taken into the table, with what follows", async () => {
  const asked = answering({
    add_measure: () =>
      diagnosisOf({
        findings: [findingOf()],
        measures: [measureOf(), measureOf({ id: "m2", saving: null, overlaps: [1] })],
        measure_totals: {
          saving: 7500,
          unknown_savings: 1,
          overlapping: 0,
          investment: "12.00",
          unknown_investments: 0,
          benefit: "4.28",
          unknown_benefits: 1,
        },
      }),
  });
  await page({ findings: [findingOf()] });
  await press(ids.findingMeasure(0, "blow_down_control"));
  expect(asked[0]?.given).toEqual({
    id: "d",
    finding: "low_concentration_ratio@unit:tower",
    measure: "blow_down_control",
  });
  expect(part(ids.measureResult(0)).textContent).toContain("7500×(3.1+2.6)/10000");
  expect(part(ids.measureResult(1)).textContent).toContain("待论证");
  expect(part(ids.measureResult(1)).textContent).toContain("作用于同一水流");
  expect(part(ids.measureTotal).textContent).toContain("另有 1 项待论证");
});

test("a saving is a number with what it rests on, or nothing", () => {
  const own = measureOf({ finding: "" });
  expect(savingOf(own, "1200；溢流实测")).toMatchObject({
    saving_from: "typed",
    saving: 1200,
    basis: "溢流实测",
  });
  expect(savingOf(own, "")).toMatchObject({ saving_from: "unknown", saving: null });
  expect(savingOf(own, "1200")).toBeUndefined();
  expect(savingOf(own, "自动")).toBeUndefined();
  expect(savingOf(measureOf(), "自动")).toMatchObject({ saving_from: "computed" });
});
