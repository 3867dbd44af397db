import { expect, test } from "vitest";
import { clearing, fillingDown, fillingTo, pasting } from "./writes";

/** Rows 0, 2 and 4 of five are shown, in another order. */
const view = { shown: [4, 0, 2], rows: 5 };
const labels = ["名称", "用水量"];
const range = (top: number, left: number, bottom: number, right: number) => ({
  from: { row: top, column: left },
  to: { row: bottom, column: right },
});
const texts = (row: number, column: number) => `${row}/${column}`;
const cells = (writes: { row: number; column: number; text: string }[]) =>
  writes.map(({ row, column, text }) => `${row},${column}=${text}`);

test("a block is pasted over the rows as they are shown, then behind all of them", () => {
  expect(cells(pasting(view, range(1, 1, 1, 1), [["a"], ["b"], ["c"]], labels))).toEqual([
    "0,1=a",
    "2,1=b",
    "5,1=c",
  ]);
});

test("one value fills a picked range, and only rows that are shown", () => {
  expect(cells(pasting(view, range(0, 0, 1, 1), [["x"]], labels))).toEqual([
    "4,0=x",
    "4,1=x",
    "0,0=x",
    "0,1=x",
  ]);
});

test("heads that were copied along are left out", () => {
  const block = [
    ["名称", "用水量"],
    ["甲", "1"],
  ];
  expect(cells(pasting(view, range(0, 0, 0, 0), block, labels))).toEqual(["4,0=甲", "4,1=1"]);
});

test("a single cell is filled from the one above it; there is none above the first", () => {
  expect(fillingDown(view, range(1, 1, 1, 1), texts)).toEqual([
    { row: 0, column: 1, text: "0/1", like: 4 },
  ]);
  expect(fillingDown(view, range(0, 1, 0, 1), texts)).toEqual([]);
});

test("a range of several rows is repeated in turn where it is drawn on", () => {
  const wide = { shown: [0, 1, 2, 3, 4, 5], rows: 6 };
  expect(cells(fillingTo(wide, range(0, 0, 1, 0), 4, texts))).toEqual([
    "2,0=0/0",
    "3,0=1/0",
    "4,0=0/0",
  ]);
  expect(cells(fillingTo(wide, range(3, 0, 4, 0), 1, texts))).toEqual(["1,0=3/0", "2,0=4/0"]);
  expect(fillingTo(wide, range(0, 0, 2, 0), 1, texts)).toEqual([]);
});

test("what is emptied is told cell by cell", () => {
  expect(cells(clearing(view, range(0, 0, 1, 0)))).toEqual(["4,0=", "0,0="]);
});
