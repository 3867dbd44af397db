/** A made-up comparison of a corrected file. Only for looking at the page in a browser. */
import type { ImportComparison } from "../src/bindings/ImportComparison";
import { cell } from "./plant";

const change = (was: string, is: string, row: string, before: string, after: string) => ({
  before_cell: was === "" ? null : cell(was),
  cell: is === "" ? null : cell(is),
  row,
  before,
  after,
  feeds: is === "" || /^[AB]/.test(is) ? "" : `${row} · 漏失水量`,
});
const effect = (group: string, what: string, before: string, replaced: string, merged: string) => ({
  group,
  what,
  before,
  replaced,
  merged,
});
const conflict = (key: string, unit: string, own: string, file: string, fixed = false) => ({
  key,
  unit,
  quantity: "漏失水量",
  own,
  file,
  cell: cell("O11"),
  fixed,
});

export const comparison: ImportComparison = {
  file_before: "嘉兴示例印染有限公司水平衡表（2024年9月）.xlsx",
  not_compared: "",
  sheets: [
    {
      sheet: "水平衡统计表",
      kind: "changed",
      count: 6,
      cells: [
        change("O11", "O11", "卷染机", "", "3.2"),
        change("", "B14", "印花机二号", "", "印花机二号"),
        change("", "E14", "印花机二号", "", "12"),
        change("B16", "", "打样间", "打样间", ""),
        change("E16", "", "打样间", "12", ""),
        change("G21", "G21", "合计", "3069.9", "3073.1"),
      ],
    },
    { sheet: "说明", kind: "added", count: 0, cells: [] },
  ],
  effects: [
    effect("total", "取水量", "3069.9 m³/d", "3073.1 m³/d", "3073.1 m³/d"),
    effect("total", "漏失水量", "41.0 m³/d", "44.2 m³/d", "46.5 m³/d"),
    effect("total", "循环水量", "21003.1 m³/d", "21003.1 m³/d", "21003.1 m³/d"),
    effect("total", "不平衡量", "132.5 m³/d", "0.0 m³/d", "5.3 m³/d"),
    effect("unit", "高温高压染色机", "不平衡", "平衡", "平衡"),
    effect("indicator", "重复利用率", "88.61 %", "88.60 %", "88.60 %"),
    effect(
      "comparison",
      "棉印染布",
      "超定额（1.73 m³/100m）",
      "超定额（1.74 m³/100m）",
      "超定额（1.74 m³/100m）",
    ),
  ],
  conflicts: [
    conflict("s1", "染色车间 › 高温高压染色机", "5.5 m³/d", "3.2 m³/d"),
    conflict("s2", "染色车间 › 卷染机", "1.0 m³/d", "文件中没有"),
    conflict("s3", "污水处理站", "12.0 m³/d", "8.0 m³/d + 4.5 m³/d", true),
  ],
  replaced: 9,
  merged: 7,
};
