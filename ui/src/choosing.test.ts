import { expect, test } from "vitest";
import {
  begun,
  chooseAlike,
  chooseColumn,
  chooseHeader,
  chooseRole,
  chooseRow,
  chosen,
  doneAgain,
  takenBack,
  useRemembered,
} from "./choosing";
import { noChoices } from "./import.sample";

const table = { sheet: "表", top: 3, left: 0 };
const other = { sheet: "二车间", top: 2, left: 1 };

test("choices of a column stand together, and taking both back leaves nothing", () => {
  const meaning = chooseColumn(noChoices, table, 5, { meaning: "leakage" });
  const both = chooseColumn(meaning, table, 5, { unit: "m3/h" });
  expect(both.tables[0]?.columns).toEqual([{ col: 5, meaning: "leakage", unit: "m3/h" }]);
  expect(chooseColumn(both, table, 5, { meaning: null, unit: null })).toEqual(noChoices);
});

test("a row and a table are chosen and taken back", () => {
  const ignored = chooseRow(chooseRole(noChoices, table, "summary"), table, 8, "ignored");
  expect(ignored.tables).toHaveLength(1);
  expect(chooseRole(chooseRow(ignored, table, 8, null), table, null)).toEqual(noChoices);
});

test("tables with the same headers get the same columns and keep their own rows", () => {
  const one = chooseColumn(noChoices, table, 5, { meaning: "leakage" });
  const rows = chooseRow(one, other, 9, "total");
  const [, second] = chooseAlike(rows, table, [other]).tables;
  expect(second).toMatchObject({ ...other, columns: one.tables[0]?.columns, rows: [{ row: 9 }] });
});

test("rows below each other make one header, which can be taken back", () => {
  const one = chooseHeader(noChoices, "表", 3, 3);
  const two = chooseHeader(one, "表", 4, 5);
  expect(two.headers).toEqual([{ sheet: "表", top: 3, bottom: 5 }]);
  expect(chooseHeader(two, "表", 4, 4).headers).toEqual([]);
  expect(chooseHeader(two, "表", 9, 9).headers).toHaveLength(2);
});

test("a remembered layout is switched off once, and on again", () => {
  const off = useRemembered(useRemembered(noChoices, "r", false), "r", false);
  expect(off.without).toEqual(["r"]);
  expect(useRemembered(off, "r", true)).toEqual(noChoices);
});

test("the last choice is taken back and made again", () => {
  const next = chooseRole(noChoices, table, "ignored");
  const made = chosen(begun(noChoices), next);
  const back = takenBack(made);
  expect(back.now).toEqual(noChoices);
  expect(takenBack(back)).toBe(back);
  expect(doneAgain(back).now).toEqual(next);
  expect(chosen(back, noChoices).future).toEqual([]);
});
