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

const find = (id: string) => document.querySelector<HTMLInputElement>(`[data-testid="${id}"]`);
function part(id: string) {
  const found = find(id);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
}
const field = (row: number, name: string) => part(ids.rowField("meter", row, name));
const sent = () => asked.map(({ given }) => given.meters as Meter[]);

async function write(row: number, name: string, text: string) {
  const input = field(row, name);
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("blur"));
  await flushPromises();
}

async function press(key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement?.dispatchEvent(event);
  await flushPromises();
}

async function paste(into: HTMLElement, text: string) {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  into.dispatchEvent(Object.assign(event, { clipboardData: { getData: () => text } }));
  await flushPromises();
}

test("a field is saved with all other meters as they are", async () => {
  await write(1, "valid_until", "2026/6/30");
  expect(sent()).toEqual([[meter("甲"), { ...meter("乙"), valid_until: "2026-06-30" }]]);
  expect(field(1, "valid_until").value).toBe("2026-06-30");
});

test("a level that there is not is refused where it is typed", async () => {
  await write(0, "level", "四级");
  expect(asked).toEqual([]);
  expect(field(0, "level").getAttribute("aria-invalid")).toBe("true");
});

test("a new meter is no change before something stands in it", async () => {
  part(ids.rowAdd("meter")).click();
  await flushPromises();
  expect(asked).toEqual([]);
  expect(document.activeElement).toBe(field(2, "number"));
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
  expect(field(0, "number").value).toBe("乙");
});

test("a pasted block is one change or none, and names what cannot be", async () => {
  await paste(field(0, "number"), "甲\t五级\r\n丙\t三级");
  expect(asked).toEqual([]);
  expect(notices.value[0]?.message).toContain("第 1 行“级别”：“五级”");
  await paste(field(1, "number"), "丙\t三级\r\n丁\t一级");
  expect(sent()).toEqual([
    [
      meter("甲"),
      { ...meter("乙"), number: "丙", level: 3 },
      { ...freshMeter(), number: "丁", level: 1 },
    ],
  ]);
  expect(field(1, "number").value).toBe("丙");
});

test("a range is picked with Shift, copied, filled and emptied", async () => {
  field(0, "number").focus();
  await press("ArrowDown", { shiftKey: true });
  await press("ArrowRight", { shiftKey: true });
  await press("c", { ctrlKey: true });
  expect(clipboard).toBe("甲\t二级\r\n乙\t二级");
  await press("Escape");
  field(0, "state").focus();
  await press("ArrowDown", { shiftKey: true });
  await paste(field(0, "state"), "在用");
  expect(
    sent()
      .at(-1)
      ?.map(({ state }) => state),
  ).toEqual(["在用", "在用"]);
  field(0, "level").focus();
  await press("ArrowDown", { shiftKey: true });
  await press("Delete");
  expect(
    sent()
      .at(-1)
      ?.map(({ level }) => level),
  ).toEqual([null, null]);
});

test("up and down lead to other meters; copying and pasting inside a field stay its own", async () => {
  field(0, "location").focus();
  await press("ArrowDown");
  expect(document.activeElement).toBe(field(1, "location"));
  clipboard = "";
  await press("c", { ctrlKey: true });
  await paste(field(1, "location"), "车间");
  expect([clipboard, asked]).toEqual(["", []]);
});

test("the whole register is copied with its heads", async () => {
  part(ids.rowsCopy("meter")).click();
  expect(clipboard.split("\r\n")[0]).toBe(
    "编号\t级别\t上级水表编号\t安装位置\t计量对象\t准确度\t检定有效期至\t在线\t状态",
  );
  expect(clipboard.split("\r\n")).toHaveLength(3);
});
