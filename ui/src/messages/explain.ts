/** The panel that explains a figure. */
import { both } from "../language";

export const explainWords = both(
  {
    explain: {
      title: "公式与数据来源",
      none: "点击任一数字，或选中后按“=”，查看公式、数据和原表单元格。",
      formula: "公式",
      substituted: "代入",
      inputs: "数据",
      missing: "缺少",
      source: "来源",
      origin: "数据来源",
      basis: "取得方式",
      cells: "原表单元格",
      fullValue: "未修约值",
      given: "数值",
      piece: (file: string, sheet: string) => `${file} · ${sheet}`,
      pieceCut: (a1: string) => `区域较大，这里只显示前面一部分；全部为 ${a1}。`,
      sumOf: "下级单元之和",
      formulas: {
        withdrawal_total: "Vi = 各水源取水量之和",
        total_use: "Vt = 新水 + Vcy + Vs + Vw",
        imbalance: "不平衡量 = 输入水量 − 输出水量（循环水量两侧相等，不计入）",
        reuse_rate: "R = Vr ÷（Vi + Vr）× 100 %",
      } as Record<string, string>,
    },
  },
  {
    explain: {
      title: "Formula and origin",
      none: "Click any number, or select it and press “=”, to see its formula, data and cells in the source table.",
      formula: "Formula",
      substituted: "With values",
      inputs: "Data",
      missing: "Missing",
      source: "Source",
      origin: "Origin",
      basis: "Obtained by",
      cells: "Cells in the source table",
      fullValue: "Not rounded",
      given: "Value",
      piece: (file: string, sheet: string) => `${file} · ${sheet}`,
      pieceCut: (a1: string) => `A large range: only its first part is shown; the whole is ${a1}.`,
      sumOf: "Sum of the units below",
      formulas: {
        withdrawal_total: "Vi = sum of withdrawals from all sources",
        total_use: "Vt = fresh water + Vcy + Vs + Vw",
        imbalance:
          "imbalance = inflow − outflow (recirculated water is equal on both sides and left out)",
        reuse_rate: "R = Vr ÷ (Vi + Vr) × 100 %",
      } as Record<string, string>,
    },
  },
);
