import { expect, test } from "vitest";
import type { Meter } from "./bindings/Meter";
import type { Range } from "./block";
import { written } from "./fields";
import { dayOf, freshMeter, levelOf, meterColumns, yesOf } from "./meters";
import { clearing, pasting } from "./parts/grid/writes";

const levels: [string, number | null | undefined][] = [
  ["一级（用水单位）", 1],
  ["Ⅱ级", 2],
  ["3", 3],
  ["第二级", 2],
  ["", null],
  ["不详", null],
  ["四级", undefined],
  ["12", undefined],
  ["总表", undefined],
];
for (const [text, level] of levels) {
  test(`the level “${text}” is read as ${level}`, () => expect(levelOf(text)).toBe(level));
}

const days: [string, string | null | undefined][] = [
  ["2025-06-30", "2025-06-30"],
  ["2025/6/3", "2025-06-03"],
  ["2025年6月3日", "2025-06-03"],
  ["20250630", "2025-06-30"],
  ["", null],
  ["2025-02-30", undefined],
  ["2025-13-01", undefined],
  ["2025-06", undefined],
  ["45838", undefined],
];
for (const [text, day] of days) {
  test(`the day “${text}” is read as ${day}`, () => expect(dayOf(text)).toBe(day));
}

test("yes and no are read as enterprises write them, and nothing else", () => {
  expect([yesOf("√"), yesOf("否"), yesOf(""), yesOf("部分")]).toEqual([
    true,
    false,
    null,
    undefined,
  ]);
});

const one = { ...freshMeter(), id: "a", number: "SB-01", level: 1, online: true };
const held: { rows: Meter[]; columns: typeof meterColumns; fresh: typeof freshMeter } = {
  rows: [one],
  columns: meterColumns,
  fresh: freshMeter,
};
/** Pastes a block over a range of the register. */
function filled(into: typeof held, range: Range, cells: string[][]) {
  const view = { shown: into.rows.map((_, at) => at), rows: into.rows.length };
  const labels = into.columns.map(({ label }) => label);
  return written(into, pasting(view, range, cells, labels));
}
const at = (row: number, column: number) => ({ from: { row, column }, to: { row, column } });

test("a block goes on in new meters below the last, and blank rows make none", () => {
  const { rows, refused } = filled(held, at(0, 0), [
    ["SB-01", "一级（用水单位）", "", "总进水口"],
    ["SB-02", "二级", "SB-01", "染色车间"],
    ["", "", ""],
  ]);
  expect(refused).toEqual([]);
  expect(rows).toEqual([
    { ...one, location: "总进水口" },
    { ...freshMeter(), number: "SB-02", level: 2, parent: "SB-01", location: "染色车间" },
  ]);
});

test("heads that were copied along are left out, and a dash is what is not known", () => {
  const { rows, refused } = filled(held, at(0, 0), [
    ["编号", "级别"],
    ["SB-01", "—"],
  ]);
  expect([rows, refused]).toEqual([[{ ...one, level: null }], []]);
});

test("every cell that cannot be is named by its row and column", () => {
  const { refused } = filled(held, at(0, 0), [
    ["SB-01", "四级"],
    ["SB-02", "二级", "", "", "", "", "明年", "是", "", "多余"],
  ]);
  expect(refused[0]).toContain("第 1 行“级别”：“四级”（应为一级、二级或三级");
  expect(refused[1]).toContain("第 2 行“检定有效期至”：“明年”");
  expect(refused[2]).toContain("“多余”超出表格范围");
});

test("one value fills a picked range", () => {
  const rows = [one, { ...one, id: "b" }];
  const range = { from: { row: 0, column: 8 }, to: { row: 1, column: 8 } };
  const put = filled({ ...held, rows }, range, [["在用"]]);
  expect(put.rows.map((meter) => meter.state)).toEqual(["在用", "在用"]);
});

test("what is emptied is not known, and everything else stays", () => {
  const range = { from: { row: 0, column: 1 }, to: { row: 0, column: 7 } };
  const { rows } = written(held, clearing({ shown: [0], rows: 1 }, range));
  expect(rows).toEqual([{ ...one, level: null, online: null }]);
});
