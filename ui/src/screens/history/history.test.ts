import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import { diagnosisOf } from "../../diagnosis.sample";
import { subject } from "../../explain";
import { asked, closeLog, everything, openLog } from "../../history";
import { changeOf, logOfSample } from "../../history.sample";
import { show, step } from "../../journey";
import { entered } from "../../step";
import { ids } from "../../testids";
import { answering } from "../../wire.sample";
import DiagnosisScreen from "../DiagnosisScreen.vue";

let shown: VueWrapper | null = null;
afterEach(() => {
  shown?.unmount();
  closeLog();
  subject.value = null;
});

const part = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
};
const isShown = (id: string) => document.querySelector(`[data-testid="${id}"]`) !== null;

async function page() {
  step.value = entered(diagnosisOf(), "profile");
  const at = computed(() => step.value);
  const screen = defineComponent(
    () => () => (at.value.name === "diagnosis" ? h(DiagnosisScreen, { at: at.value }) : null),
  );
  shown = mount(screen, { attachTo: document.body });
  await flushPromises();
}

async function choose(name: string, value: string) {
  const field = part(ids.historyField(name)) as HTMLSelectElement;
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await flushPromises();
}

test("the log tells who changed what from what to what, and what is taken back", async () => {
  answering({ change_log: () => logOfSample() });
  await page();
  openLog();
  await flushPromises();
  const [first, second] = [part(ids.historyEntry(0)), part(ids.historyEntry(1))];
  for (const text of ["2024-09-12 10:20:30", "示例诊断员甲", "60 m³/d", "62.5 m³/d"]) {
    expect(first.textContent).toContain(text);
  }
  expect(first.textContent).not.toContain("已撤销");
  expect(second.textContent).toContain("已撤销");
  expect(second.textContent).toContain("理由：现场复核");
});

test("conditions ask anew, and older changes lengthen the list", async () => {
  const calls = answering({
    change_log: (given) => {
      const { before } = given.query as { before: string | null };
      if (before === null) return logOfSample({ more: true });
      return logOfSample({ changes: [changeOf({ id: "older" })] });
    },
  });
  await page();
  openLog();
  await flushPromises();
  part(ids.historyMore).click();
  await flushPromises();
  expect(isShown(ids.historyEntry(2))).toBe(true);
  expect(isShown(ids.historyMore)).toBe(false);
  await choose("by", "示例诊断员乙");
  expect(isShown(ids.historyEntry(2))).toBe(false);
  await choose("scope", "workspace");
  const logs = calls.filter(({ command }) => command === "change_log");
  expect(logs.map(({ given }) => [given.id, (given.query as { by: string }).by])).toEqual([
    ["d", ""],
    ["d", ""],
    ["d", "示例诊断员乙"],
    [null, ""],
  ]);
});

test("the log of a figure is opened from its explanation and left with its step", async () => {
  const calls = answering({ change_log: () => logOfSample({ subject: "卷染机 地表水" }) });
  await page();
  subject.value = { kind: "figure", unit: "卷染机", code: "withdrawal.surface" };
  await flushPromises();
  part(ids.historyOf).click();
  await flushPromises();
  expect(calls.find(({ command }) => command === "change_log")?.given).toEqual({
    id: "d",
    query: { ...everything(), unit: "卷染机", item: "withdrawal.surface" },
  });
  expect(part(ids.historyTitle).textContent).toContain("更改记录：卷染机 地表水");
  show("profile");
  await flushPromises();
  expect([asked.value, isShown(ids.history)]).toEqual([null, false]);
});
