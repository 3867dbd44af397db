import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { Diagnosis } from "../bindings/Diagnosis";
import type { Meter } from "../bindings/Meter";
import { diagnosisOf } from "../diagnosis.sample";
import { step } from "../journey";
import { freshMeter } from "../meters";
import { entered } from "../step";
import { ids } from "../testids";
import { type Asked, answering } from "../wire.sample";
import { notices } from "../work";
import MetersScreen from "./MetersScreen.vue";

let shown: VueWrapper | null = null;
let asked: Asked[] = [];
let clipboard = "";

const meter = (number: string): Meter => ({ ...freshMeter(), id: number, number, level: 2 });
const withMeters = (meters: Meter[]): Diagnosis => ({ ...diagnosisOf(), meters });

beforeEach(async () => {
  asked = answering({
    edit_meters: (given) => withMeters(given.meters as Meter[]),
  });
  document.execCommand = () => {
    const event = new Event("copy", { bubbles: true, cancelable: true });
    const setData = (type: string, text: string) => {
      if (type === "text/plain") clipboard = text;
    };
    document.dispatchEvent(Object.assign(event, { clipboardData: { setData } }));
    return true;
  };
  step.value = entered(withMeters([meter("甲"), meter("乙")]), "meters");
  const diagnosis = computed(() =>
    step.value.name === "diagnosis" ? step.value.diagnosis : diagnosisOf(),
  );
  const page = defineComponent(() => () => h(MetersScreen, { diagnosis: diagnosis.value }));
  shown = mount(page, { attachTo: document.body });
  await flushPromises();
});
afterEach(() => {
  shown?.unmount();
  notices.value = [];
});

const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
function part(id: string) {
  const found = find(id);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
}
const field = (row: number, name: string) => part(ids.rowField("meter", row, name));
const sent = () => asked.map(({ given }) => given.meters as Meter[]);

/** The field in the cell of the keyboard: it waits for what is typed, or holds it. */
function typingField() {
  const found = document.querySelector<HTMLInputElement>(".grid-editor input");
  if (!found) throw new Error("no cell is typed into");
  return found;
}

/** Puts the keyboard into a cell of words or figures. */
async function goTo(row: number, name: string) {
  field(row, name).focus();
  await flushPromises();
}

async function type(text: string) {
  const input = typingField();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await flushPromises();
}

async function write(row: number, name: string, text: string) {
  await goTo(row, name);
  await type(text);
  await press("Enter");
}

async function press(key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement?.dispatchEvent(event);
  await flushPromises();
}

/** Pastes where the keyboard is, as a web view does behind Ctrl+V. */
async function paste(text: string) {
  await press("v", { ctrlKey: true });
  const event = new Event("paste", { bubbles: true, cancelable: true });
  const clipboardData = { getData: () => text };
  document.activeElement?.dispatchEvent(Object.assign(event, { clipboardData }));
  await flushPromises();
}
const textOf = (row: number, name: string) =>
  field(row, name).querySelector(".grid-text")?.textContent;

test("a field is saved with all other meters as they are", async () => {
  await write(1, "valid_until", "2026/6/30");
  expect(sent()).toEqual([[meter("甲"), { ...meter("乙"), valid_until: "2026-06-30" }]]);
  expect(textOf(1, "valid_until")).toBe("2026-06-30");
});

test("a level that there is not is refused where it is typed", async () => {
  await write(0, "level", "四级");
  expect(asked).toEqual([]);
  expect(typingField().getAttribute("aria-invalid")).toBe("true");
  expect(part(ids.gridEditor).parentElement?.textContent).toContain("应为一级、二级或三级");
});

test("what is left wrong stays in its cell with the reason, until it is mended or given up", async () => {
  await goTo(0, "level");
  await type("四级");
  typingField().blur();
  await flushPromises();
  const cell = field(0, "level");
  expect(textOf(0, "level")).toBe("四级");
  expect(cell.getAttribute("aria-invalid")).toBe("true");
  expect(cell.title).toContain("应为一级、二级或三级");
  const told = document.getElementById(cell.getAttribute("aria-describedby") ?? "");
  expect(told?.textContent).toContain("应为一级、二级或三级");
  expect(part(ids.gridFault).textContent).toContain("“四级”未保存");
  await goTo(0, "level");
  await press("Enter");
  expect(typingField().value).toBe("四级");
  await press("Escape");
  expect(textOf(0, "level")).toBe("二级");
  expect(asked).toEqual([]);
});

test("two meters of one number are marked, and one above that is not in the register", async () => {
  await write(1, "number", "甲");
  await write(0, "parent", "丙");
  expect(field(1, "number").title).toBe("编号与另一只水表重复。");
  expect(field(0, "parent").title).toBe("台账中没有此编号的水表。");
});

test("a new meter is no change before something stands in it", async () => {
  part(ids.rowAdd("meter")).click();
  await flushPromises();
  expect(asked).toEqual([]);
  expect(field(2, "number").contains(document.activeElement)).toBe(true);
  await write(2, "number", "丙");
  expect(sent()).toEqual([[meter("甲"), meter("乙"), { ...freshMeter(), number: "丙" }]]);
  expect(find(ids.row("meter", 3))).toBeNull();
});

test("a meter is removed, a new one without a change", async () => {
  part(ids.rowAdd("meter")).click();
  await flushPromises();
  part(ids.rowRemove("meter", 2)).click();
  await flushPromises();
  expect(asked).toEqual([]);
  part(ids.rowRemove("meter", 0)).click();
  await flushPromises();
  expect(sent()).toEqual([[meter("乙")]]);
  expect(textOf(0, "number")).toBe("乙");
});

test("a pasted block is one change or none, and names what cannot be", async () => {
  await goTo(0, "number");
  await paste("甲\t五级\r\n丙\t三级");
  expect(asked).toEqual([]);
  expect(notices.value[0]?.message).toContain("第 1 行“级别”：“五级”");
  await goTo(1, "number");
  await paste("丙\t三级\r\n丁\t一级");
  expect(sent()).toEqual([
    [
      meter("甲"),
      { ...meter("乙"), number: "丙", level: 3 },
      { ...freshMeter(), number: "丁", level: 1 },
    ],
  ]);
  expect(textOf(1, "number")).toBe("丙");
});

test("a range is picked with Shift, copied, filled and emptied", async () => {
  await goTo(0, "number");
  await press("ArrowDown", { shiftKey: true });
  await press("ArrowRight", { shiftKey: true });
  await press("c", { ctrlKey: true });
  expect(clipboard).toBe("甲\t二级\r\n乙\t二级");
  await press("Escape");
  await goTo(0, "state");
  await press("ArrowDown", { shiftKey: true });
  await paste("在用");
  expect(
    sent()
      .at(-1)
      ?.map(({ state }) => state),
  ).toEqual(["在用", "在用"]);
  await goTo(0, "level");
  await press("ArrowDown", { shiftKey: true });
  await press("Delete");
  expect(
    sent()
      .at(-1)
      ?.map(({ level }) => level),
  ).toEqual([null, null]);
});

test("an input method composes from the first key, and its Enter saves nothing", async () => {
  await goTo(0, "location");
  const input = typingField();
  expect(document.activeElement).toBe(input);
  input.dispatchEvent(new Event("compositionstart", { bubbles: true }));
  await flushPromises();
  expect(typingField()).toBe(input);
  input.value = "车间";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await press("Enter", { isComposing: true });
  expect(asked).toEqual([]);
  await press("Enter");
  expect(sent().at(-1)?.[0]?.location).toBe("车间");
});

test("the whole register is copied with its heads", async () => {
  part(ids.rowsCopy("meter")).click();
  expect(clipboard.split("\r\n")[0]).toBe(
    "编号\t级别\t上级水表编号\t安装位置\t计量对象\t准确度\t检定有效期至\t在线\t状态",
  );
  expect(clipboard.split("\r\n")).toHaveLength(3);
});
