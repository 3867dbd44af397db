import { expect, test } from "vitest";
import { diagnosisOf } from "./diagnosis.sample";
import { creditWrong, fieldGroups, isDate, read, text } from "./profile";

const field = (name: string) => {
  const found = fieldGroups.flatMap((group) => group.fields).find((each) => each.name === name);
  if (!found) throw new Error(name);
  return found;
};
const { profile } = diagnosisOf();

test.each([
  ["", ""],
  ["91330400MA2EXAMP00", "校验位不符，请核对营业执照"],
  ["9133", "应为 18 位大写字母或数字，且不含 I、O、S、V、Z"],
  ["91330400MA2EXAMPIO", "应为 18 位大写字母或数字，且不含 I、O、S、V、Z"],
])("a credit code is checked: %s", (code, wrong) => {
  expect(creditWrong(code)).toBe(wrong);
});

test("the check character is the one that GB 32100 asks for, however the code is typed", () => {
  const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const body = "91330400MA2EXAMP0";
  const right = [...alphabet].filter((last) => creditWrong(body + last) === "");
  expect(right).toHaveLength(1);
  expect(creditWrong(`${body.toLowerCase()} ${right[0]}`)).toBe("");
});

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["2024-9-1", false],
  ["2024-13-01", false],
])("a date names a day that exists: %s", (date, expected) => {
  expect(isDate(date)).toBe(expected);
});

test("an empty field is not known, never zero", () => {
  expect(read(field("operating_days"), "")).toEqual({ operating_days: null });
  expect(read(field("price_water"), " ")).toEqual({ price_water: null });
  expect(read(field("period_from"), "")).toEqual({ period_from: null });
  expect(text(profile, field("employees"))).toBe("");
});

test("money keeps its decimals as typed, days become a number", () => {
  expect(read(field("price_water"), "３.80")).toEqual({ price_water: "3.80" });
  expect(read(field("operating_days"), "330")).toEqual({ operating_days: 330 });
});

test.each([
  ["operating_days", "367", "应大于 0 且不超过 366"],
  ["operating_days", "0", "应大于 0 且不超过 366"],
  ["operating_days", "330", ""],
  ["employees", "1.5", "应为不小于 0 的整数"],
  ["price_water", "3,8", "请输入数字，不要使用千位分隔符"],
])("%s of %s is checked before it is saved", (name, typed, wrong) => {
  expect(field(name).check?.(typed)).toBe(wrong);
});

test("a test that ends before it begins is odd", () => {
  const begun = { ...profile, period_from: "2024-09-10" };
  expect(field("period_to").advise?.("2024-09-09", begun)).toBe("结束日期早于开始日期");
  expect(field("period_to").advise?.("2024-09-12", begun)).toBe("");
});
