import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defineComponent, h, shallowRef } from "vue";
import { ids } from "../../testids";
import { notices } from "../../work";
import type { Face, GridColumn, Write } from "./columns";
import DataGrid from "./DataGrid.vue";

type Row = { id: string; name: string; use: number | null; depth?: number };

const columns: GridColumn<Row>[] = [
  { code: "name", label: "名称", text: ({ name }) => name, value: ({ name }) => name },
  {
    code: "use",
    label: "用水量",
    unit: "m³/d",
    align: "number",
    text: ({ use }) => (use === null ? "—" : String(use)),
    value: ({ use }) => use,
    choices: [{ code: "large", label: "大于 20", test: ({ use }) => (use ?? 0) > 20 }],
  },
];

let shown: VueWrapper | null = null;
let written: { writes: Write[]; how: string }[] = [];
/** How often cells were drawn. */
let drawn = 0;
const rows = shallowRef<Row[]>([]);
const tree: { depthOf?: (row: Row) => number } = {};

const face = (): Face<Row> => ({
  keyOf: ({ id }) => id,
  rowId: (_, at) => `row-${at}`,
  cellId: (_, at, { code }) => {
    drawn += 1;
    return `${code}-${at}`;
  },
  typable: (_, { code }) => (code === "use" ? "number" : "text"),
  check: (_, { code }, text) => (code === "use" && /[^0-9.]/.test(text) ? "应为数字" : ""),
  write: async (writes, how) => {
    written.push({ writes, how });
    return true;
  },
  ...tree,
});

async function show(held: Row[]) {
  rows.value = held;
  const own = face();
  const Grid = DataGrid as unknown as ReturnType<typeof defineComponent>;
  const page = defineComponent(
    () => () => h(Grid, { label: "用水", columns, rows: rows.value, face: own }),
  );
  shown = mount(page, { attachTo: document.body });
  await flushPromises();
}

beforeEach(() => {
  written = [];
  tree.depthOf = undefined as never;
  delete tree.depthOf;
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
async function press(key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement?.dispatchEvent(event);
  await flushPromises();
  return event;
}
async function goTo(id: string) {
  part(id).focus();
  await flushPromises();
}
const standsIn = () =>
  document.activeElement?.closest("[data-row]")?.getAttribute("data-testid") ?? "";
const column = (code: string) =>
  [...document.querySelectorAll(`tbody .grid-cell[data-testid^="${code}-"]`)].map(
    (cell) => cell.querySelector(".grid-text")?.textContent ?? "",
  );
async function choose(id: string, value: string, event = "change") {
  const field = part(id) as HTMLInputElement;
  field.value = value;
  field.dispatchEvent(new Event(event, { bubbles: true }));
  await flushPromises();
}

const few: Row[] = [
  { id: "a", name: "染缸", use: 30 },
  { id: "b", name: "皂洗机", use: 10 },
  { id: "c", name: "锅炉", use: null },
  { id: "d", name: "食堂", use: 20 },
];
const many = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ id: `r${at}`, name: `设备 ${at}`, use: at }));

/** Scrolls as a web view does: the offset first, then the event. */
async function scroll(top: number) {
  const frame = document.querySelector<HTMLElement>(".grid-frame");
  if (!frame) throw new Error("no frame");
  frame.scrollTop = top;
  frame.dispatchEvent(new Event("scroll"));
  await flushPromises();
}
const rowsInPage = () => document.querySelectorAll(".grid-row").length;

test("of 5 000 rows those in sight are in the page, and scrolling shows the right ones", async () => {
  await show(many(5000));
  expect(rowsInPage()).toBeLessThan(200);
  expect(column("name")[0]).toBe("设备 0");
  await scroll(3000 * 31);
  expect(rowsInPage()).toBeLessThan(200);
  expect(find("row-3000")).not.toBeNull();
  expect(part("name-3000").textContent).toContain("设备 3000");
  expect(part("row-3000").getAttribute("aria-rowindex")).toBe("3002");
  expect(find("row-2500")).toBeNull();
  // The cell of the keyboard is kept, so that it is not lost by looking elsewhere.
  expect(find("row-0")).not.toBeNull();
  expect(document.querySelector("table")?.getAttribute("aria-rowcount")).toBe("5001");
});

test("what is not in the page takes its room: the rows stand where they belong", async () => {
  await show(many(5000));
  await scroll(3000 * 31);
  const gaps = [...document.querySelectorAll<HTMLElement>(".grid-gap > td")];
  const room = gaps.reduce((sum, gap) => sum + Number.parseFloat(gap.style.height), 0);
  expect(room + rowsInPage() * 31).toBe(5000 * 31);
});

test("scrolling on draws the rows that come, and none of those that stay", async () => {
  await show(many(5000));
  await scroll(1000 * 31);
  drawn = 0;
  await scroll(1004 * 31);
  expect(drawn).toBeGreaterThan(0);
  expect(drawn).toBeLessThanOrEqual(5 * columns.length);
});

test("a changed row is drawn anew, and no other", async () => {
  await show(many(500));
  drawn = 0;
  rows.value = rows.value.map((row, at) => (at === 3 ? { ...row, use: 7 } : row));
  await flushPromises();
  expect(part("use-3").textContent).toContain("7");
  expect(drawn).toBe(columns.length);
});

test("the keyboard goes where it is sent beyond what is in sight", async () => {
  await show(many(5000));
  await goTo("use-0");
  await press("ArrowDown", { ctrlKey: true });
  expect(standsIn()).toBe("use-4999");
});

test("Ctrl+D repeats the first row of a range in the rows below, as one change", async () => {
  await show(few);
  await goTo("use-0");
  await press("ArrowDown", { shiftKey: true });
  await press("ArrowDown", { shiftKey: true });
  await press("d", { ctrlKey: true });
  expect(written).toEqual([
    {
      how: "fill",
      writes: [
        { row: 1, column: 1, text: "30", like: 0 },
        { row: 2, column: 1, text: "30", like: 0 },
      ],
    },
  ]);
});

test("the fill handle is drawn down, and what it fills is one change", async () => {
  await show(few);
  await goTo("use-0");
  await press("ArrowDown");
  await press("ArrowUp");
  part(ids.gridFill).dispatchEvent(new MouseEvent("mousedown", { bubbles: true, button: 0 }));
  part("use-3").dispatchEvent(new MouseEvent("mousemove", { bubbles: true, buttons: 1 }));
  await flushPromises();
  expect(part("use-2").classList.contains("is-filled")).toBe(true);
  window.dispatchEvent(new MouseEvent("mouseup"));
  await flushPromises();
  expect(written.map(({ writes }) => writes.map(({ row, text }) => [row, text]))).toEqual([
    [
      [1, "30"],
      [2, "30"],
      [3, "30"],
    ],
  ]);
});

test("a column is sorted from its head, what is not known last, and the stored order comes back", async () => {
  await show(few);
  await goTo("use-1");
  await press("ArrowDown", { altKey: true });
  expect(document.activeElement?.getAttribute("data-testid")).toBe(ids.gridSort("up"));
  part(ids.gridSort("up")).click();
  await flushPromises();
  expect(column("name")).toEqual(["皂洗机", "食堂", "染缸", "锅炉"]);
  expect(document.querySelectorAll("[aria-sort='ascending']")).toHaveLength(1);
  part(ids.gridSort("down")).click();
  await flushPromises();
  expect(column("name")).toEqual(["染缸", "食堂", "皂洗机", "锅炉"]);
  expect(part(ids.gridOrder).textContent).toContain("按“用水量”降序排列");
  await press("Escape");
  // The keyboard is still in the row in which it was.
  expect(standsIn()).toBe("use-2");
  part(ids.gridClear).click();
  await flushPromises();
  expect(column("name")).toEqual(["染缸", "皂洗机", "锅炉", "食堂"]);
});

test("filters hide rows, and what is filled or pasted leaves hidden rows alone", async () => {
  await show(few);
  part(ids.gridMenu("use")).click();
  await flushPromises();
  await choose(ids.gridFilter, "given");
  expect(column("name")).toEqual(["染缸", "皂洗机", "食堂"]);
  expect(part(ids.gridOrder).textContent).toContain("显示 3 / 4 行");
  await goTo("use-1");
  await press("ArrowDown", { shiftKey: true });
  await press("d", { ctrlKey: true });
  expect(written[0]?.writes.map(({ row }) => row)).toEqual([3]);
  await choose(ids.gridFilter, "unknown");
  expect(column("name")).toEqual(["锅炉"]);
  await choose(ids.gridFilter, "large");
  expect(column("name")).toEqual(["染缸"]);
  await choose(ids.gridFilter, "");
  await choose(ids.gridFilterText, "1", "input");
  expect(column("name")).toEqual(["皂洗机"]);
});

test("Tab passes a grid by, goes from cell to cell once one was worked in, and Esc gives it back", async () => {
  await show(few);
  await goTo("use-0");
  expect((await press("Tab")).defaultPrevented).toBe(false);
  await goTo("name-0");
  await press("ArrowRight");
  await press("Tab");
  expect(standsIn()).toBe("name-1");
  await press("Tab", { shiftKey: true });
  expect(standsIn()).toBe("use-0");
  // As WebKitGTK tells of it.
  await press("Unidentified", { shiftKey: true, keyCode: 9 });
  expect(standsIn()).toBe("name-0");
  await press("ArrowRight");
  await press("Escape");
  expect(part(ids.gridHint).textContent).toContain("按 Tab 离开表格");
  expect((await press("Tab")).defaultPrevented).toBe(false);
});

test("a figure is typed over, saved with Enter, and the keyboard goes on below", async () => {
  await show(few);
  await goTo("use-0");
  await press("4");
  const field = part(ids.gridEditor) as HTMLInputElement;
  expect(field.value).toBe("4");
  field.value = "42";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await flushPromises();
  await press("Enter");
  expect(written).toEqual([{ how: "type", writes: [{ row: 0, column: 1, text: "42" }] }]);
  expect(standsIn()).toBe("use-1");
  await press("F2");
  expect((part(ids.gridEditor) as HTMLInputElement).value).toBe("10");
  await press("Tab");
  expect(written).toHaveLength(1);
  expect(find(ids.gridEditor)).toBeNull();
});

test("what is refused is told in words, in the cell and below the grid", async () => {
  await show(few);
  await goTo("use-0");
  await press("4");
  const field = part(ids.gridEditor) as HTMLInputElement;
  field.value = "约4";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await flushPromises();
  await press("Enter");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  field.blur();
  await flushPromises();
  expect(part("use-0").title).toBe("“约4”未保存：应为数字");
  expect(part(ids.gridFault).textContent).toContain("应为数字");
  expect(written).toEqual([]);
});
