import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import { diagnosisOf, figureOf } from "../diagnosis.sample";
import { subject } from "../explain";
import { step } from "../journey";
import TextField from "../parts/TextField.vue";
import { entered } from "../step";
import { ids } from "../testids";
import { answering, refusing } from "../wire.sample";
import BalanceScreen from "./BalanceScreen.vue";
import DoubtList from "./files/DoubtList.vue";

let shown: VueWrapper | null = null;
afterEach(() => {
  shown?.unmount();
  subject.value = null;
});

const part = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
};
const isShown = (id: string) => document.querySelector(`[data-testid="${id}"]`) !== null;
const focused = () => document.activeElement?.getAttribute("data-testid");

async function press(key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement?.dispatchEvent(event);
  await flushPromises();
}

async function type(id: string, text: string) {
  const field = part(id) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await flushPromises();
}

/** The balance of the diagnosis that the journey holds, as the window shows it. */
async function balance() {
  step.value = entered(diagnosisOf(), "balance");
  const diagnosis = computed(() =>
    step.value.name === "diagnosis" ? step.value.diagnosis : diagnosisOf(),
  );
  const page = defineComponent(() => () => h(BalanceScreen, { diagnosis: diagnosis.value }));
  shown = mount(page, { attachTo: document.body });
  await flushPromises();
  part(ids.unitName(0)).focus();
}

/** Row 2 is 卷染机; column 2 is 地表水. */
async function toTheFigure() {
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"]) await press(key);
}

const answered = (value: number | null, basis: string) => {
  const made = diagnosisOf();
  const [workshop, machine, jig] = made.units;
  if (!workshop || !machine || !jig) throw new Error("sample");
  const figures = { ...jig.figures, "withdrawal.surface": figureOf(value, { basis }) };
  return { ...made, units: [workshop, machine, { ...jig, figures }] };
};

test("the keyboard goes to a figure, types it and goes on below", async () => {
  const asked = answering({
    edit_flow: ({ value, basis }) => answered(value as number, basis as string),
  });
  await balance();
  await toTheFigure();
  expect(focused()).toBe(ids.unitCell(2, "withdrawal.surface"));
  await press("6");
  expect((part(ids.cellValue) as HTMLInputElement).value).toBe("6");
  await type(ids.cellValue, "62.5");
  await press("Enter");
  expect(asked).toEqual([
    {
      command: "edit_flow",
      given: {
        id: "d",
        unit: "卷染机",
        item: "withdrawal.surface",
        value: 62.5,
        basis: "measured",
      },
    },
  ]);
  expect(part(ids.unitCell(2, "withdrawal.surface")).textContent).toContain("62.5");
  expect(focused()).toBe(ids.siteCell("withdrawal.surface"));
});

test("emptying a figure makes it unknown at once, not zero", async () => {
  const asked = answering({ edit_flows: () => answered(null, "") });
  await balance();
  await toTheFigure();
  await press("Delete");
  const edits = [{ unit: "卷染机", item: "withdrawal.surface", value: null, basis: "" }];
  expect(asked).toEqual([{ command: "edit_flows", given: { id: "d", edits } }]);
  expect(part(ids.unitCell(2, "withdrawal.surface")).textContent).toContain("—");
});

test("looking into a figure and going on changes nothing, not even how it was obtained", async () => {
  const asked = answering({});
  await balance();
  await toTheFigure();
  await press("Enter");
  expect((part(ids.cellBasis) as HTMLSelectElement).value).toBe("metered");
  await press("Enter");
  expect(isShown(ids.cellEditor)).toBe(false);
  expect(asked).toEqual([]);
});

test("Esc leaves a figure as it was and gives the keyboard back to its cell", async () => {
  const asked = answering({});
  await balance();
  await toTheFigure();
  await press("9");
  await press("Escape");
  expect(focused()).toBe(ids.unitCell(2, "withdrawal.surface"));
  expect(asked).toEqual([]);
});

test("what was typed and refused comes back to be mended", async () => {
  answering({ edit_flow: refusing("refused", "数值过大") });
  await balance();
  await toTheFigure();
  await press("9");
  await type(ids.cellValue, "99999999");
  await press("Enter");
  expect((part(ids.cellValue) as HTMLInputElement).value).toBe("99999999");
});

test("what is no number is not sent", async () => {
  const asked = answering({});
  await balance();
  await toTheFigure();
  await press("1");
  await type(ids.cellValue, "1,200");
  await press("Enter");
  expect(part(ids.cellEditor).textContent).toContain("千位分隔符");
  expect(asked).toEqual([]);
});

test("a sum of units cannot be typed: its origin is shown instead", async () => {
  await balance();
  await press("ArrowRight");
  await press("ArrowRight");
  await press("5");
  expect(isShown(ids.cellEditor)).toBe(false);
  expect(subject.value).toEqual({ kind: "figure", unit: "染色车间", code: "withdrawal.surface" });
});

test("the stated total stands beside the computed one where they differ", async () => {
  await balance();
  expect(part(ids.siteCell("withdrawal_total")).textContent).toContain("≠");
  expect(part(ids.statedCell("withdrawal_total")).textContent).toContain("160.0");
  expect(part(ids.siteCell("discharge")).textContent).not.toContain("≠");
});

test("a field saves when it is left, and keeps what was refused", async () => {
  const texts: string[] = [];
  const commit = async (text: string) => {
    texts.push(text);
    return text !== "坏";
  };
  shown = mount(TextField, {
    attachTo: document.body,
    props: { testid: "f", label: "名称", value: "甲", commit, refused: "未保存" },
  });
  const field = part("f") as HTMLInputElement;
  field.focus();
  await type("f", "坏");
  field.blur();
  await flushPromises();
  expect(texts).toEqual(["坏"]);
  expect(field.value).toBe("坏");
  expect(shown.text()).toContain("未保存");
});

test("doubts come by severity and can be filtered", async () => {
  const doubt = (severity: string, message: string) => ({
    severity,
    blocking: severity === "error",
    code: "c",
    cells: [],
    message,
    fix: "",
  });
  const doubts = [doubt("note", "提示甲"), doubt("error", "错误乙"), doubt("warning", "警告丙")];
  shown = mount(DoubtList, {
    attachTo: document.body,
    props: { diagnosis: "d", doubts, kept: [] },
  });
  expect(part(ids.doubt(0)).textContent).toContain("错误乙");
  expect(part(ids.doubt(2)).textContent).toContain("提示甲");
  part(ids.doubtFilter("warning")).click();
  await flushPromises();
  expect(part(ids.doubt(0)).textContent).toContain("警告丙");
  expect(isShown(ids.doubt(1))).toBe(false);
});
