import { expect, test } from "vitest";
import cases from "../../tests/rounding/cases.csv?raw";
import { fixed } from "./format";

const rows = cases
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","));

test("values are rounded as the core rounds them, case by case", () => {
  expect(rows.length).toBeGreaterThan(20);
  for (const [value, digits, printed, why] of rows) {
    expect(fixed(Number(value), Number(digits)), why ?? "").toBe(printed);
  }
});
