/** What a report consists of, made up for tests and the page without Rust. */
import type { ReportContent } from "./bindings/ReportContent";
import type { ReportPart } from "./bindings/ReportPart";
import type { ReportTemplate } from "./bindings/ReportTemplate";

export const partOf = (
  id: string,
  title: string,
  values: Partial<ReportPart> = {},
): ReportPart => ({
  id,
  place: "body",
  title,
  shipped_title: title,
  shown: true,
  required: false,
  movable: true,
  own: false,
  before: "",
  after: "",
  parts: [],
  ...values,
});

export const contentOf = (values: Partial<ReportContent> = {}): ReportContent => ({
  parts: [
    partOf("signatures", "责任页", { place: "front", required: true, movable: false }),
    partOf("summary", "摘要", { place: "front", movable: false }),
    partOf("overview", "项目概况", {
      parts: [partOf("task", "任务来源"), partOf("scope", "诊断范围")],
    }),
    partOf("balance", "水平衡测试"),
    partOf("conclusion", "结论与建议", { movable: false }),
    partOf("tracing", "数据溯源", { place: "appendix" }),
  ],
  with_data: true,
  chosen: false,
  figures: [
    { name: "取水量", symbol: "Vi", value: "4052.0 m³/d" },
    { name: "漏失水量", symbol: "Vl", value: null },
  ],
  faults: [],
  ...values,
});

export const templateOf = (values: Partial<ReportTemplate["fields"]> = {}): ReportTemplate => ({
  fields: {
    firm: "嘉兴示例节水咨询有限公司",
    qualification: "",
    contact: "",
    clauses: "",
    accent: "blue",
    head: "",
    foot: "",
    ...values,
  },
  logo: null,
  accents: [
    { code: "blue", name: "深蓝" },
    { code: "teal", name: "青绿" },
  ],
});
