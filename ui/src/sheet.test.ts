import { expect, test } from "vitest";
import type { Cell } from "./bindings/Cell";
import { columnLetters, isCut, regionOf } from "./sheet";
import { panned, whole, zoomed } from "./zoom";

test.each([
  [0, "A"],
  [25, "Z"],
  [26, "AA"],
  [701, "ZZ"],
  [702, "AAA"],
  [16383, "XFD"],
])("column %s is %s", (column, letters) => {
  expect(columnLetters(column)).toBe(letters);
});

test("an address names a cell or a block", () => {
  const cell: Cell = { file: "", sheet: "", a1: "B5", row: 4, col: 1 };
  expect(regionOf(cell)).toEqual({ top: 4, left: 1, bottom: 4, right: 1 });
  const block: Cell = { ...cell, a1: "B5:AA9", to: [8, 26] };
  expect(regionOf(block)).toEqual({ top: 4, left: 1, bottom: 8, right: 26 });
});

test("a block that reaches further than what is shown of it is cut", () => {
  const piece = {
    file: "",
    sheet: "",
    top: 2,
    left: 1,
    rows: [
      ["1", "2"],
      ["3", "4"],
    ],
  };
  const block = { top: 2, left: 1, bottom: 3, right: 2 };
  expect(isCut(piece, block)).toBe(false);
  expect(isCut(piece, { ...block, bottom: 4 })).toBe(true);
  expect(isCut(piece, { ...block, right: 3 })).toBe(true);
});

test("zooming keeps the point that it is about, and has limits", () => {
  const all = whole(800, 400);
  const near = zoomed(all, 2, [0.25, 0.5], all);
  expect(near).toEqual({ x: 100, y: 100, width: 400, height: 200 });
  expect(near.x + near.width * 0.25).toBe(200);
  expect(zoomed(all, 1000, [0, 0], all).width).toBeCloseTo(800 / 12);
  expect(zoomed(all, 0.001, [0, 0], all).width).toBe(1600);
});

test("a drawing cannot be lost by panning", () => {
  const all = whole(800, 400);
  expect(panned(all, 100, 100, all)).toMatchObject({ x: 400, y: 200 });
  expect(panned(all, -100, -100, all)).toMatchObject({ x: -400, y: -200 });
});
