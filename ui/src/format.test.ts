import { expect, test } from "vitest";
import {
  annual,
  digitsOf,
  editable,
  fixed,
  known,
  percent,
  signed,
  trimmed,
  typed,
} from "./format";

test.each([
  [2.675, 2, "2.68"],
  [2.665, 2, "2.66"],
  [0.5, 0, "0"],
  [1.5, 0, "2"],
  [2.5, 0, "2"],
  [2.5000001, 0, "3"],
  [1.005, 2, "1.00"],
  [9.995, 2, "10.00"],
  [99.95, 1, "100.0"],
  [-0.004, 2, "0.00"],
  [-1.25, 1, "-1.2"],
  [-1.35, 1, "-1.4"],
  [1e21, 0, "1000000000000000000000"],
  [1.5e-7, 7, "0.0000002"],
  [2.5e-7, 7, "0.0000002"],
  [1e-9, 2, "0.00"],
  [0.05, 1, "0.0"],
  [0.15, 1, "0.2"],
  [404.6, 1, "404.6"],
  [23416.8, 0, "23417"],
  [0, 1, "0.0"],
  [12, 3, "12.000"],
])("a value is rounded half to even on its decimals: %s to %s", (value, digits, text) => {
  expect(fixed(value, digits)).toBe(text);
});

test.each([
  [1.6, 4, "1.6"],
  [100, 2, "100"],
  [0, 2, "0"],
  [0.30000000000000004, 9, "0.3"],
])("trailing zeros go: %s", (value, digits, text) => {
  expect(trimmed(value, digits)).toBe(text);
});

test("what is not known is a dash and never zero", () => {
  expect(known(null, 1)).toBe("—");
  expect(percent(undefined)).toBe("—");
  expect(signed(null, 1)).toBe("—");
  expect(annual(null)).toBe("—");
  expect(known(0, 1)).toBe("0.0");
});

test.each([
  [12.34, 1, "+12.3"],
  [-12.35, 1, "−12.4"],
  [0, 1, "0.0"],
  [-0.01, 1, "0.0"],
])("a difference shows its sign: %s", (value, digits, text) => {
  expect(signed(value, digits)).toBe(text);
});

test.each([
  [9_999.5, "10000 m³/a"],
  [10_000, "1.00 万m³/a"],
  [-366_234, "-36.62 万m³/a"],
  [820, "820 m³/a"],
])("a volume of a year takes the unit that reads well: %s", (value, text) => {
  expect(annual(value)).toBe(text);
});

test.each([
  ["12.5", { kind: "number", value: 12.5 }],
  ["１２．５", { kind: "number", value: 12.5 }],
  [" 1 234 ", { kind: "number", value: 1234 }],
  ["−3", { kind: "number", value: -3 }],
  ["", { kind: "empty" }],
  ["—", { kind: "empty" }],
  ["不详", { kind: "empty" }],
  ["1,234", { kind: "refused" }],
  ["12..5", { kind: "refused" }],
  ["abc", { kind: "refused" }],
  ["0", { kind: "number", value: 0 }],
])("a typed number is read or refused, never guessed: %s", (text, expected) => {
  expect(typed(text)).toEqual(expected);
});

test("a column shows two decimals where one of its figures has them", () => {
  expect(digitsOf([404.6, null, 63.2])).toBe(1);
  expect(digitsOf([404.6, 0.05])).toBe(2);
  expect(digitsOf([0.1 + 0.2])).toBe(1);
});

test("what is edited carries every digit that was given", () => {
  expect(editable(404.6125)).toBe("404.6125");
  expect(editable(null)).toBe("");
  expect(typed(editable(0.1 + 0.2))).toEqual({ kind: "number", value: 0.3 });
});
