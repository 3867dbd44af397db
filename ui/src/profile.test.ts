import { expect, test } from "vitest";
import creditCases from "../../tests/credit/cases.csv?raw";
import { diagnosisOf } from "./diagnosis.sample";
import { canBeNotKnown, creditWrong, fault, fieldGroups, isDate, read, text } from "./profile";

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
  expect(read(field("operating_days"), "", profile)).toMatchObject({ operating_days: null });
  expect(read(field("price_water"), " ", profile)).toMatchObject({ price_water: null });
  expect(read(field("period_from"), "", profile)).toMatchObject({ period_from: null });
  expect(text(profile, field("employees"))).toBe("");
});

test("money keeps its decimals as typed, days become a number", () => {
  expect(read(field("price_water"), "３.80", profile)).toMatchObject({ price_water: "3.80" });
  expect(read(field("operating_days"), "330", profile)).toMatchObject({ operating_days: 330 });
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

test("不详 is typed or chosen, stands apart from empty, and is taken back by a value", () => {
  const staff = field("employees");
  expect([fault(staff, "不详"), fault(staff, "不知道")]).toEqual([
    "",
    "请输入数字，不要使用千位分隔符",
  ]);
  expect(read(staff, " 不详 ", { ...profile, not_known: ["address"] })).toEqual({
    employees: null,
    not_known: ["address", "employees"],
  });
  const unknown = { ...profile, not_known: ["employees"] };
  expect(text(unknown, staff)).toBe("不详");
  expect(read(staff, "310", unknown)).toEqual({ employees: 310, not_known: [] });
  expect(read(staff, "", unknown)).toEqual({ employees: null, not_known: [] });
});

test("the name, the test and the firm are not the enterprise's to know", () => {
  expect(["name", "period_from", "auditor"].map((name) => canBeNotKnown(field(name)))).toEqual([
    false,
    false,
    false,
  ]);
  expect(read(field("name"), "不详", profile)).toMatchObject({ name: "不详" });
});

test.each([
  ["shifts", "3", ""],
  ["shifts", "2.5", "应为 1 至 24 的整数"],
  ["shift_hours", "7.5", ""],
  ["shift_hours", "25", "应大于 0 且不超过 24"],
])("%s of %s is checked", (name, typed, wrong) => {
  expect(field(name).check?.(typed)).toBe(wrong);
});

test("a credit code is judged as Rust judges it", () => {
  const cases = creditCases.trim().split("\n").slice(1);
  const wrong: Record<string, string> = {
    "": "",
    shape: "应为 18 位大写字母或数字，且不含 I、O、S、V、Z",
    check: "校验位不符，请核对营业执照",
  };
  expect(cases.length).toBeGreaterThan(10);
  for (const line of cases) {
    const [code = "", fault = ""] = line.split(",");
    expect([code, creditWrong(code)]).toEqual([code, wrong[fault.trim()]]);
  }
});
