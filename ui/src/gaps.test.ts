import { expect, test } from "vitest";
import { diagnosisOf } from "./diagnosis.sample";
import { differsFromStated, gapsOf } from "./gaps";
import type { Tab } from "./step";

const texts = (tab: Tab, diagnosis = diagnosisOf()) =>
  gapsOf(diagnosis)
    .filter((gap) => gap.tab === tab)
    .map((gap) => gap.text);

test("what the profile lacks is named, what it has is not", () => {
  expect(texts("profile")).toContain("统一社会信用代码");
  expect(texts("profile")).toContain("产品");
  expect(texts("profile")).not.toContain("企业名称");
  expect(texts("profile")).not.toContain("年运行天数");
});

test("units that do not close, unknown flows and a differing total are to be looked at", () => {
  expect(texts("balance")).toEqual([
    "不平衡单元：染色车间、卷染机",
    "2 个单元有未知水量",
    "全厂不平衡",
    "计算合计与表中合计不一致：取水量合计",
  ]);
});

test("an empty diagnosis lacks its workbook, units and meters", () => {
  const empty = diagnosisOf({
    units: [],
    site: {
      values: {},
      sums: {},
      stated: {},
      stated_cell: null,
      reuse_rate_pct: null,
      reuse_rate_without_cooling_pct: null,
      imbalance: null,
      imbalance_pct: null,
      closure: "unknown",
    },
  });
  expect(texts("files", empty)).toEqual(["水平衡工作簿"]);
  expect(texts("balance", empty)).toEqual(["用水单元数据"]);
  expect(texts("meters", empty)).toEqual(["计量器具台账"]);
});

test("a stated total differs where it prints differently, or where the sum is not known", () => {
  const { site } = diagnosisOf();
  const stating = (stated: Record<string, number>) => diagnosisOf({ site: { ...site, stated } });
  expect(differsFromStated(stating({ discharge: 140.04 }), "discharge", 1)).toBe(false);
  expect(differsFromStated(stating({ discharge: 140.06 }), "discharge", 1)).toBe(true);
  expect(differsFromStated(stating({ leakage: 0 }), "leakage", 1)).toBe(true);
  expect(differsFromStated(stating({}), "discharge", 1)).toBe(false);
});
