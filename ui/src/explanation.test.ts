import { expect, test } from "vitest";
import { diagnosisOf } from "./diagnosis.sample";
import type { Subject } from "./explain";
import { explanation } from "./explanation";

const told = (subject: Subject) => explanation(diagnosisOf(), subject);
const names = (subject: Subject) => told(subject)?.parts.map((part) => part.name);

test("a figure tells its value, how it was obtained and its cell", () => {
  const figure = told({ kind: "figure", unit: "卷染机", code: "withdrawal.surface" });
  expect(figure).toMatchObject({ title: "卷染机 · 地表水", value: "50.00 m³/d" });
  expect(figure?.notes).toContainEqual(["取得方式", "计量"]);
  expect(figure?.cells.map((cell) => cell.a1)).toEqual(["D7"]);
});

test("a figure of a workshop is the sum of the units below it", () => {
  const subject: Subject = { kind: "figure", unit: "染色车间", code: "withdrawal.surface" };
  expect(names(subject)).toEqual(["染色机", "卷染机"]);
});

test("what is not known stays unknown in an explanation", () => {
  expect(told({ kind: "figure", unit: "卷染机", code: "leakage" })?.value).toBe("— m³/d");
  const sum = told({ kind: "site", code: "leakage" });
  expect(sum?.value).toBe("— m³/d");
  expect(sum?.substituted).toBe("");
});

test("a sum shows its parts and their sum", () => {
  const sum = told({ kind: "figure", unit: "卷染机", code: "withdrawal_total" });
  expect(sum?.substituted).toBe("50.00 = 50.00");
  expect(sum?.parts.map((part) => part.name)).toEqual(["地表水"]);
});

test("an imbalance is what flows in less what flows out", () => {
  const imbalance = told({ kind: "imbalance", unit: "卷染机" });
  expect(imbalance?.substituted).toBe("50.00 − 40.00 = 10.00");
  expect(imbalance?.missing).toEqual(["漏失水量"]);
  expect(imbalance?.parts.map((part) => part.name)).toEqual([
    "输入水量",
    "地表水",
    "输出水量",
    "排水量",
    "漏失水量",
  ]);
});

test("the site's quantity is made of the units that are counted", () => {
  expect(names({ kind: "site", code: "discharge" })).toEqual(["染色机", "卷染机"]);
});

test("what is gone has no explanation", () => {
  expect(told({ kind: "imbalance", unit: "不存在" })).toBeNull();
  expect(told({ kind: "indicator", code: "reuse_rate", of: "" })).toBeNull();
  expect(told({ kind: "comparison", index: 0 })).toBeNull();
});
