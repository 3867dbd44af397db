import { expect, test } from "vitest";
import { readingOf } from "./import.sample";
import { offsets, placeAt, ROW, seen, sheetMove, widthFor } from "./sheetView";

const reading = readingOf(undefined, 50_000);
const [sheet] = reading.sheets;
const press = (key: string, more = {}) => ({ key, ctrl: false, alt: false, shift: false, ...more });
const around = { tables: reading.tables, page: 15 };

test.each([
  ["ArrowDown", { ctrl: true }, { row: 3, column: 2 }],
  ["PageDown", {}, { row: 15, column: 2 }],
  ["End", {}, { row: 0, column: 13 }],
  ["End", { ctrl: true }, { row: 50_007, column: 13 }],
  ["ArrowUp", {}, { row: 0, column: 2 }],
])("%s %o leads from C1 to %o", (key, more, to) => {
  if (!sheet) throw new Error("no sheet");
  const move = sheetMove({ row: 0, column: 2 }, press(key, more), sheet, around);
  expect(move).toEqual({ kind: "go", to });
});

test.each([
  ["F2", {}, "meaning"],
  ["Enter", {}, "meaning"],
  ["F2", { shift: true }, "row"],
  ["ArrowDown", { alt: true }, "unit"],
  ["Delete", {}, "unused"],
  ["h", {}, "header"],
  ["PageDown", { ctrl: true }, "sheet"],
  ["5", {}, "none"],
  ["z", { ctrl: true }, "none"],
])("%s %o asks for %s", (key, more, kind) => {
  if (!sheet) throw new Error("no sheet");
  expect(sheetMove({ row: 0, column: 2 }, press(key, more), sheet, around).kind).toBe(kind);
});

test("only what is in sight is drawn, of fifty thousand rows too", () => {
  const begins = offsets([100, 50, 200, 80]);
  expect(begins).toEqual([0, 100, 150, 350, 430]);
  expect([
    placeAt(begins, 0),
    placeAt(begins, 99),
    placeAt(begins, 149),
    placeAt(begins, 400),
  ]).toEqual([0, 0, 1, 3]);
  const region = seen({ top: 40_000 * ROW, left: 120, width: 100, height: 260 }, begins, 50_000);
  expect(region).toEqual({ top: 39_998, bottom: 40_012, left: 1, right: 2 });
});

test("a column is as wide as most of its texts", () => {
  expect(widthFor(["1", "2"])).toBe(72);
  expect(widthFor(Array.from({ length: 20 }, () => "高温高压染色机"))).toBe(124);
  expect(widthFor([...Array.from({ length: 20 }, () => "短"), "长".repeat(80)])).toBe(72);
});
