import { expect, test } from "vitest";
import { asHtml, asText, figured, harmless, holds, parsed, textsOf } from "./block";

test.each([
  [
    "1\t2\r\n3\t4\r\n",
    [
      ["1", "2"],
      ["3", "4"],
    ],
  ],
  [
    "1\t2\n3\t",
    [
      ["1", "2"],
      ["3", ""],
    ],
  ],
  ["\t\n", [["", ""]]],
  ["甲", [["甲"]]],
  ["", []],
  ['"行一\n行二"\t"他说""好"""\r\n2', [["行一\n行二", '他说"好"'], ["2"]]],
  ['"没有结束\t1', [['"没有结束', "1"]]],
  ['"3" 管\t1', [['"3" 管', "1"]]],
])("%j falls into its cells", (text, cells) => {
  expect(parsed(text)).toEqual(cells);
});

test("what was copied is read back as it was", () => {
  const cells = [
    ["卷染机", "12.5", "-3"],
    ["行一\n行二", "—", ""],
  ];
  expect(parsed(asText(cells))).toEqual(cells);
});

test.each(["=1+1", "+cmd", "-2+3", "@SUM(A1)", " =A1", "＝A1"])("%s is no formula", (text) => {
  expect(harmless(text)).toBe(`'${text}`);
});

test.each(["-3", "+4.5", "-.5", "12", "—", "甲=乙"])("%s is left as it is", (text) => {
  expect(harmless(text)).toBe(text);
});

test("markup in a name stays text", () => {
  expect(asHtml([["<b>&", "=1"]])).toBe(
    "<table><tr><td>&lt;b&gt;&amp;</td><td>'=1</td></tr></table>",
  );
});

test.each([
  ["1,205.5", { kind: "number", value: 1205.5 }],
  ["１２", { kind: "number", value: 12 }],
  ["-3", { kind: "number", value: -3 }],
  ["", { kind: "empty" }],
  ["—", { kind: "empty" }],
  ["1,2", { kind: "refused" }],
  ["12%", { kind: "refused" }],
  ["约12", { kind: "refused" }],
])("%s as a figure", (text, expected) => {
  expect(figured(text)).toEqual(expected);
});

test("a range is the same from either corner", () => {
  const range = { from: { row: 2, column: 3 }, to: { row: 1, column: 1 } };
  expect(holds(range, 1, 2)).toBe(true);
  expect(holds(range, 0, 2)).toBe(false);
  expect(textsOf(range, ({ row, column }) => `${row}${column}`)).toEqual([
    ["11", "12", "13"],
    ["21", "22", "23"],
  ]);
});
