/** A made-up workbook in the import view, for tests and for looking at the page in a browser. */
import type { ImportCell } from "./bindings/ImportCell";
import type { ImportChoices } from "./bindings/ImportChoices";
import type { ImportColumn } from "./bindings/ImportColumn";
import type { ImportOffers } from "./bindings/ImportOffers";
import type { ImportPiece } from "./bindings/ImportPiece";
import type { ImportPreview } from "./bindings/ImportPreview";
import type { ImportReading } from "./bindings/ImportReading";
import type { ImportRegion } from "./bindings/ImportRegion";
import { columnLetters } from "./sheet";

export const SHEET = "水平衡统计表";
const FILE = "5e1c0a7be2".padEnd(64, "0");

const heads: [header: string, meaning: string, confidence: number][] = [
  ["序号", "number", 0.95],
  ["用水单元", "name", 0.95],
  ["计量方式", "basis", 0.9],
  ["取水量/自来水", "withdrawal.tap", 0.95],
  ["取水量/河水", "withdrawal.surface", 0.9],
  ["取水量/园区乙水", "", 0],
  ["取水量/小计", "withdrawal_total", 0.95],
  ["重复利用水量/循环水量", "recirculated", 0.95],
  ["重复利用水量/串联水量", "series_in", 0.7],
  ["耗水量", "consumption", 0.95],
  ["排水量", "discharge", 0.45],
  ["漏失水量", "leakage", 0.95],
  ["备注（设备状况、运行班次及测试说明）", "remark", 0.9],
];

export const offers: ImportOffers = {
  meanings: [
    ["name", "用水单元"],
    ["parent", "所属车间"],
    ["number", "序号"],
    ["withdrawal_total", "取水量合计"],
    ["withdrawal.tap", "自来水"],
    ["withdrawal.surface", "地表水"],
    ["withdrawal.reclaimed", "再生水"],
    ["recirculated", "循环水量"],
    ["series_in", "串联水量"],
    ["consumption", "耗水量"],
    ["discharge", "排水量"],
    ["discharge_gross", "排水量（含串联供出）"],
    ["leakage", "漏失水量"],
    ["basis", "计量方式"],
    ["remark", "备注"],
    ["unused", "不采用"],
  ].map(([code = "", name = ""]) => ({ code, name })),
  units: [
    ["m3/d", "m³/d"],
    ["m3/h", "m³/h"],
    ["10^4 m3/a", "万m³/a"],
  ].map(([code = "", name = ""]) => ({ code, name })),
  roles: [
    ["balance", "水平衡表"],
    ["summary", "汇总表（仅校核）"],
    ["meters", "计量器具台账"],
    ["ignored", "未采用"],
  ].map(([code = "", name = ""]) => ({ code, name })),
  row_roles: [
    ["unit", "用水单元"],
    ["section", "分组标题"],
    ["total", "合计（仅校核）"],
    ["ignored", "不采用"],
  ].map(([code = "", name = ""]) => ({ code, name })),
};

export const noChoices: ImportChoices = {
  tables: [],
  headers: [],
  operating_days: null,
  working_hours: null,
  without: [],
};

const flows = ["withdrawal", "recirculated", "series", "consumption", "discharge", "leakage"];
const isFlow = (code: string) => flows.some((flow) => code.startsWith(flow));

function columns(choices: ImportChoices): ImportColumn[] {
  return heads.map(([header, recognised, confidence], col) => {
    const own = choices.tables[0]?.columns.find((each) => each.col === col);
    const meaning = own?.meaning ?? recognised;
    const unit = isFlow(meaning) ? (own?.unit ?? "m3/d") : "";
    const isChosen = own !== undefined;
    return {
      col,
      letter: columnLetters(col),
      header,
      header_row: header.includes("/") ? 4 : 3,
      header_col: col,
      meaning,
      meaning_name: offers.meanings.find(({ code }) => code === meaning)?.name ?? "",
      unit,
      unit_symbol: unit,
      confidence: isChosen ? 1 : confidence,
      reason: isChosen ? "由人工指定" : meaning ? "表头词汇" : "未识别",
      chosen: isChosen,
    };
  });
}

const units = ["退浆煮练联合机", "丝光机（2台）", "高温高压染色机", "卷染机", "皂洗机", "定型机"];

/** How the workbook reads under choices; `rows` are those of the table. */
export function readingOf(choices: ImportChoices = noChoices, rows = 40): ImportReading {
  const found = columns(choices);
  const open = found.filter(({ meaning }) => meaning === "").length;
  const role = choices.tables[0]?.role ?? "balance";
  const more = found.some(({ meaning }) => meaning === "withdrawal.reclaimed") ? 200 : 0;
  return {
    sheets: [
      {
        name: SHEET,
        role_name: "水平衡表",
        reason: "含用水单元 36 行",
        visible: true,
        rows: rows + 6,
        cols: 13,
      },
      {
        name: "计量器具",
        role_name: "计量器具台账",
        reason: "表头为水表台账",
        visible: true,
        rows: 9,
        cols: 9,
      },
      {
        name: "草稿",
        role_name: "隐藏（未读取）",
        reason: "隐藏工作表",
        visible: false,
        rows: 0,
        cols: 0,
      },
    ],
    tables: [
      {
        sheet: SHEET,
        top: 3,
        left: 0,
        bottom: rows + 5,
        right: 12,
        range: `A4:M${rows + 6}`,
        transposed: false,
        role,
        role_name: offers.roles.find(({ code }) => code === role)?.name ?? "",
        unit: choices.tables[0]?.unit ?? "m3/d",
        unit_symbol: "m³/d",
        unit_as_written: "m³/d",
        layout: "5f0c",
        columns: found,
        remembered: {
          id: "r1",
          enterprise: "嘉兴示例印染有限公司",
          made: "2024-09-12T09:12:00",
          by: "诊断人员",
          file: "水平衡表.xlsx",
          used: !choices.without.includes("r1"),
        },
      },
    ],
    totals: [
      ["withdrawal_total", "取水量", 3069.9 + more],
      ["recycled", "重复利用水量", 24044.4],
      ["consumption", "耗水量", 412.6],
      ["discharge", "排水量", 2651.3],
      ["leakage", "漏失水量", null],
      ["imbalance", "不平衡量", 6 + more],
      ["imbalance_pct", "不平衡率", 0.2 + more / 30],
    ].map(([code, name, value]) => ({
      code: String(code),
      name: String(name),
      value: typeof value === "number" ? value : null,
    })),
    closure: more > 0 ? "open" : "closed",
    open_units: 2,
    usable: role === "balance",
    blocking: open > 0 ? 1 : 0,
    choices,
    offers,
  };
}

const title = "嘉兴示例印染有限公司水平衡统计表（2024年9月10日～12日测试）";

function textAt(row: number, col: number, rows: number): string {
  if (row === 0) return col === 0 ? title : "";
  if (row === 2) return col === 12 ? "单位：m³/d" : "";
  const [upper = "", lower = ""] = heads[col]?.[0].split("/") ?? [];
  if (row === 3) return col === 4 || col === 5 || col === 6 || col === 8 ? "" : upper;
  if (row === 4) return lower;
  const at = row - 5;
  if (row === rows + 5) return col === 1 ? "合计" : isFlow(heads[col]?.[1] ?? "") ? "3069.9" : "";
  if (at < 0 || row > rows + 5) return "";
  if (col === 0) return String(at + 1);
  if (col === 1) return `${units[at % units.length]}${at >= units.length ? ` ${at + 1}#` : ""}`;
  if (col === 2) return at % 3 === 0 ? "水表" : "估算";
  if (col === 12) return at === 4 ? "停用，未测" : "";
  if (col === 8 && at === 2) return "#DIV/0!";
  return ((at * 37 + col * 11) % 400) % 7 === 0
    ? "0"
    : (((at * 37 + col * 11) % 400) + 0.5).toFixed(1);
}

function cellAt(row: number, col: number, reading: ImportReading, rows: number): ImportCell | null {
  const text = textAt(row, col, rows);
  if (text === "") return null;
  const column = reading.tables[0]?.columns[col];
  const meaning = column?.meaning ?? "";
  const body = isFlow(meaning)
    ? "figure"
    : meaning === "" || meaning === "unused"
      ? "unread"
      : "name";
  const took =
    row === 0
      ? "fact"
      : row === 2
        ? "unit"
        : row <= 4
          ? "header"
          : row === rows + 5
            ? "total"
            : meaning === "withdrawal_total"
              ? "check"
              : body;
  const doubt =
    row === 4 && meaning === ""
      ? "warning"
      : row === 7 && col === 8
        ? "error"
        : row === 9 && col === 12
          ? "note"
          : "";
  return {
    row,
    col,
    text,
    took,
    quantity: body === "figure" ? (column?.meaning_name ?? "") : "",
    doubt,
  };
}

/** A window of the sheet. */
export function pieceOf(
  sheet: string,
  window: ImportRegion,
  reading: ImportReading,
  rows = 40,
): ImportPiece {
  const cells: ImportCell[] = [];
  const last = Math.min(window.bottom, rows + 6);
  for (let row = window.top; row <= last && sheet === SHEET; row++) {
    for (let col = window.left; col <= Math.min(window.right, 12); col++) {
      const cell = cellAt(row, col, reading, rows);
      if (cell) cells.push(cell);
    }
  }
  const merge = (top: number, left: number, bottom: number, right: number) => ({
    top,
    left,
    bottom,
    right,
  });
  const down = [0, 1, 2, 9, 10, 11, 12].map((col) => merge(3, col, 4, col));
  const role = (row: number): [string, string, string] =>
    row === rows + 5 ? ["total", "合计（仅校核）", "行名为合计"] : ["unit", "用水单元", "用水单元"];
  return {
    sheet,
    top: window.top,
    left: window.left,
    cells,
    merges:
      sheet === SHEET ? [merge(0, 0, 0, 12), merge(3, 3, 3, 6), merge(3, 7, 3, 8), ...down] : [],
    rows: Array.from({ length: Math.max(0, last - Math.max(5, window.top) + 1) }, (_, index) => {
      const row = Math.max(5, window.top) + index;
      const own = reading.choices.tables[0]?.rows.find((each) => each.row === row);
      const [code, name, reason] = role(row);
      const chosen = offers.row_roles.find((offer) => offer.code === own?.role);
      return {
        row,
        top: 3,
        left: 0,
        role: chosen?.code ?? code,
        role_name: chosen?.name ?? name,
        reason: chosen ? "由人工指定" : reason,
      };
    }).filter(({ row }) => row <= rows + 5),
  };
}

const cell = (a1: string, row: number, col: number) => ({ file: FILE, sheet: SHEET, a1, row, col });

/** What waits for its answer. */
export function previewOf(more: Partial<ImportPreview> = {}): ImportPreview {
  return {
    token: "t1",
    file: {
      sha256: FILE,
      name: "嘉兴示例印染有限公司水平衡表（修正稿）.xlsx",
      imported: "",
      sheets: [],
    },
    enterprise: "嘉兴示例印染有限公司",
    operating_days: 330,
    units: 36,
    products: 2,
    meters: 6,
    use_periods: 0,
    readings: 0,
    equipment: 0,
    quality: 0,
    intake: 3069.9,
    known: false,
    replaces: false,
    differences: [],
    doubts: [
      {
        severity: "warning",
        blocking: false,
        code: "column_unrecognised",
        cells: [cell("F5", 4, 5)],
        message: "未能识别“取水量/园区乙水”列的含义，该列数值未参与计算。",
        fix: "请指定该列的含义，或修改表头为规范名称。",
      },
      {
        severity: "error",
        blocking: true,
        code: "error_cell",
        cells: [cell("I8", 7, 8)],
        message: "单元格为错误值 #DIV/0!，“高温高压染色机”的串联水量按未知处理。",
        fix: "请在原表中改正公式，或在水平衡页面补填。",
      },
      {
        severity: "note",
        blocking: false,
        code: "assumed_zero",
        cells: [cell("M10", 9, 12)],
        message: "该行备注为“停用，未测”，水量为 0。",
        fix: "",
      },
    ],
    reading: readingOf(),
    ...more,
  };
}
