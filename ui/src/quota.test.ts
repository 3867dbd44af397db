import { expect, test } from "vitest";
import { draft, quotaOf } from "./quota";

function whole() {
  const entry = draft("棉印染布");
  Object.assign(entry.texts, { standard: "示例标准", unit: "m³/t", source: "第 3 页" });
  entry.levels.general = "1.6";
  return entry;
}

test("an entry gives the values of its kind only", () => {
  const entry = whole();
  entry.levels.limit = "9";
  expect(quotaOf(entry)).toMatchObject({ general: 1.6, leading: null, limit: null, confirmed: "" });
});

test.each(["standard", "product", "unit", "source"] as const)(
  "an entry without %s is refused",
  (name) => {
    const entry = whole();
    entry.texts[name] = " ";
    expect(quotaOf(entry)).toBeNull();
  },
);

test.each(["", "1,6", "0", "-1"])("a quota of “%s” is refused", (value) => {
  const entry = whole();
  entry.levels.general = value;
  expect(quotaOf(entry)).toBeNull();
});
