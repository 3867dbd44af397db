/** Made-up products against their quotas, for tests and for the page alone. */
import type { Comparison } from "./bindings/Comparison";
import type { Level } from "./bindings/Level";
import type { LimitCheck } from "./bindings/LimitCheck";
import type { WholeSite } from "./bindings/WholeSite";
import { cellOf } from "./diagnosis.sample";

export const levelOf = (code: string, name: string, value: number, more: Partial<Level> = {}) => ({
  code,
  name,
  value,
  published: value,
  state: "not_met",
  state_name: "未达到",
  required: false,
  margin: value - 1.734,
  margin_pct: ((value - 1.734) / value) * 100,
  saving: 0,
  ...more,
});

export const comparisonOf = (more: Partial<Comparison> = {}): Comparison => ({
  product: "染色布",
  value: 1.734,
  plus_minus: 0.052,
  open: false,
  unit: "m³/100m",
  quota: null,
  verdict: "over",
  verdict_name: "超定额",
  excess: 78_303,
  levels: [
    levelOf("advanced", "先进值", 1.2, { saving: 311_963 }),
    levelOf("new_build", "新建值", 1.4, { state: "not_judged", state_name: "不作判定" }),
    levelOf("general", "通用值", 1.6, { published: 1.5, required: true, saving: 78_303 }),
  ],
  counted: {
    rule: "BOUNDARY-DEFAULT",
    source: "GB/T 18820 通行口径",
    confirmed: false,
    changed: false,
    reason: "",
    gross: 3069.9,
    terms: [
      {
        code: "passed_on",
        words: "扣除外供水量",
        weight: 0,
        water: 120,
        change: -120,
        cells: [cellOf("P21")],
      },
    ],
    counted: 2949.9,
  },
  allotment: {
    rule: "share",
    rule_name: "给定比例",
    reason: "按车间分表计量",
    units: [],
    daily: 2654.9,
    share_pct: 90,
    steps: ["给定比例：2949.9×0.9 = 2654.91 m³/d"],
  },
  annual: 876_120,
  conversion: [],
  adjustments: [
    { name: "宽幅修正", substituted: "各级定额值×1.2", source: "示例标准", confirmed: false },
  ],
  offered: [],
  asks: [],
  substituted: "2949.9×330×0.9/584200",
  inputs: [],
  missing: [],
  picture: null,
  ...more,
});

export const wholeOf = (more: Partial<WholeSite> = {}): WholeSite => ({
  intake: 1_013_067,
  judged: 876_120,
  judged_pct: 86.48,
  allotted_pct: 100,
  products: 2,
  judged_products: 1,
  levels: [
    {
      code: "general",
      name: "通用值",
      allowed: 797_817,
      taken: 876_120,
      margin: -78_303,
      state: "not_met",
      state_name: "未达到",
      products: ["染色布"],
      lacking: ["功能面料"],
    },
  ],
  ...more,
});

export const limitOf = (more: Partial<LimitCheck> = {}): LimitCheck => ({
  name: "重复利用率",
  value: 88.61,
  operator: "≥",
  limit: 45,
  unit: "%",
  kind: "criterion",
  kind_name: "行业技术要求",
  met: true,
  open: false,
  margin: 43.61,
  margin_pct: 96.91,
  is_reuse: true,
  without_cooling: 31.2,
  scope: "纺织染整行业",
  source: "工业节水型企业技术考核指标",
  confirmed: false,
  ...more,
});
