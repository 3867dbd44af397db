/** Made-up answers of Rust. Only for looking at the page in a browser. */

import type { Diagnosis } from "../src/bindings/Diagnosis";
import type { Diagram } from "../src/bindings/Diagram";
import type { Doubt } from "../src/bindings/Doubt";
import type { Finding } from "../src/bindings/Finding";
import type { ImportPreview } from "../src/bindings/ImportPreview";
import type { ImportReading } from "../src/bindings/ImportReading";
import type { Indicator } from "../src/bindings/Indicator";
import type { Ledgers } from "../src/bindings/Ledgers";
import type { Quota } from "../src/bindings/Quota";
import type { Scene } from "../src/bindings/Scene";
import type { Shape } from "../src/bindings/Shape";
import type { SheetPiece } from "../src/bindings/SheetPiece";
import type { SheetReport } from "../src/bindings/SheetReport";
import type { Start } from "../src/bindings/Start";
import type { Synonym } from "../src/bindings/Synonym";
import { checksOf } from "../src/checks.sample";
import { freshTerms } from "../src/compared";
import { comparisonOf, limitOf, wholeOf } from "../src/compared.sample";
import { unsaid } from "../src/quota";
import { cell, FILE, many, site } from "./plant";

const doubts: Doubt[] = [
  [
    "error",
    "unit_mismatch",
    "B5",
    "表头注明“万m³/a”，但数值量级与“m³/d”一致；已按 m³/d 读取。",
    "请核对原表的计量单位，若确为万m³/a，请修正表头后重新导入。",
  ],
  [
    "warning",
    "total_mismatch",
    "D21",
    "表中合计 3106.4 m³/d 与各单元之和 3069.9 m³/d 相差 36.5 m³/d。",
    "请核对合计行公式或是否漏列单元。",
  ],
  [
    "warning",
    "unit_not_closed",
    "B10",
    "“高温高压染色机”输入水量大于输出水量 132.5 m³/d（7.70 %），超过允许误差。",
    "请查明漏失或未计量排水，复测后修正。",
  ],
  ["note", "text_number", "E12", "单元格以文本形式保存数字“268”，已按数值 268 读取。", ""],
  [
    "note",
    "assumed_zero",
    "O15",
    "漏失水量为空，同列其他单元均已填写，按零计。",
    "如有漏失，请在水平衡表中填写。",
  ],
].map(([severity, code, at, message, fix]) => ({
  severity: severity ?? "",
  blocking: severity === "error",
  code: code ?? "",
  cells: [cell(at ?? "A1")],
  message: message ?? "",
  fix: fix ?? "",
}));

const column = (column: string, header: string, meaning: string, confidence = 1) => ({
  column,
  header,
  meaning,
  confidence,
});
const sheets: SheetReport[] = [
  {
    name: "水平衡统计表",
    role: "balance",
    role_name: "水平衡表",
    reason: "表头含“取水量”“循环水量”“耗水量”“排水量”，14 行单元，有合计行。",
    unit_of_measure: "m³/d",
    range: "A4:P21",
    columns: [
      column("B", "用水单元", "单元名称"),
      column("D", "取水量 / 自来水", "取水量（自来水）"),
      column("E", "取水量 / 河水", "取水量（地表水）", 0.95),
      column("F", "取水量 / 蒸汽（折水）", "取水量（外购蒸汽）", 0.9),
      column("H", "重复利用水量 / 循环水量", "循环水量"),
      column("P", "备注二（温度）", ""),
    ],
  },
  {
    name: "计量器具",
    role: "meters",
    role_name: "计量器具台账",
    reason: "表头含“器具编号”“准确度等级”。",
    unit_of_measure: "",
    range: "A3:I9",
    columns: [column("A", "器具编号", "编号"), column("C", "安装地点", "安装位置")],
  },
  {
    name: "草稿",
    role: "hidden",
    role_name: "隐藏，未读取",
    reason: "工作表已隐藏。",
    unit_of_measure: "",
    range: "",
    columns: [],
  },
];

const input = (symbol: string, name: string, value: number, unit: string, at: string) => ({
  symbol,
  name,
  value,
  unit,
  cells: [cell(at)],
});
const indicator = (
  code: string,
  symbol: string,
  name: string,
  value: number | null,
  unit: string,
  more: Partial<Indicator> = {},
): Indicator => ({
  code,
  of: "",
  symbol,
  name,
  value,
  plus_minus: value === null ? null : value * 0.03,
  unit,
  digits: 2,
  group: "reuse",
  group_name: "重复利用",
  facts: [],
  pages: value === null ? ["balance"] : [],
  formula: `${symbol}=…`,
  substituted: "",
  inputs: [],
  missing: [],
  source: "GB/T 7119-2018",
  confirmed: false,
  ...more,
});

const indicators: Indicator[] = [
  indicator("unit_product_intake", "Vui", "单位产品取水量", 1.734, "m³/100m", {
    group: "intake",
    group_name: "取水",
    of: "棉印染布",
    digits: 3,
    formula: "Vui=Vi×d/Q",
    substituted: "3069.9 × 330 ÷ 584200 = 1.734",
    inputs: [
      input("Vi", "取水量", 3069.9, "m³/d", "G21"),
      input("Q", "棉印染布年产量", 584200, "百米", "C4"),
    ],
  }),
  indicator("added_value_intake", "Vvai", "万元工业增加值取水量", null, "m³/万元", {
    group: "intake",
    group_name: "取水",
    pages: ["profile"],
    missing: ["工业增加值"],
  }),
  indicator("reuse_rate", "R", "重复利用率", 88.61, "%", {
    formula: "R=Vr/(Vi+Vr)×100",
    substituted: "24044.4 ÷ (3069.9 + 24044.4) × 100 = 88.68",
    inputs: [
      input("Vr", "重复利用水量", 24044.4, "m³/d", "K21"),
      input("Vi", "取水量", 3069.9, "m³/d", "G21"),
    ],
  }),
  indicator("reuse_rate_without_cooling", "R′", "重复利用率（不含冷却循环水）", 61.2, "%", {
    source: "本程序口径：扣除冷却系统循环水量",
  }),
  indicator("leakage_rate", "Kl", "用水综合漏失率", null, "%", { missing: ["卷染机的漏失水量"] }),
  indicator("wastewater_reuse_rate", "Kw", "废水回用率", 10.4, "%", { confirmed: true }),
  indicator("domestic_per_head", "Vlf", "职工人均生活日新水量", 0.11, "m³/(人·d)"),
  indicator("meter_equipping_rate_1", "Rp1", "水计量器具配备率（用水单位）", 100, "%", {
    source: "GB/T 24789-2022",
  }),
  indicator("meter_equipping_rate_2", "Rp2", "水计量器具配备率（次级用水单位）", 83.33, "%", {
    source: "GB/T 24789-2022",
  }),
  indicator("online_metering_rate", "Ro", "用水在线计量率", null, "%", {
    missing: ["各水源是否在线计量"],
    source: "行动方案指标，企业口径",
  }),
];

const quota = (
  id: string,
  product: string,
  condition: string,
  general: number,
  more: Partial<Quota> = {},
): Quota => ({
  id,
  ...unsaid,
  edition: "2020",
  effective: "2021-01-01",
  superseded: "",
  clause: "表 1",
  industry_code: "1713",
  changed: false,
  kind: "quota",
  kind_name: "取水定额",
  standard: "示例标准 0001-2020",
  title: "取水定额 第4部分：纺织染整产品",
  region: "全国",
  industry: "纺织染整",
  product,
  condition,
  unit: "m³/100m",
  basis: "取水量/合格产品产量",
  leading: null,
  advanced: null,
  new_build: null,
  general,
  grade_1: null,
  grade_2: null,
  grade_3: null,
  limit: null,
  observed: null,
  usage: "direct",
  notes: "示例数据，仅用于界面演示。",
  source: "示例出处，第 3 页",
  example: true,
  own: false,
  confirmed: "",
  ...more,
});
export const quotas: Quota[] = [
  quota("Q-1", "棉印染布", "机织物，幅宽 152 cm", 1.6, {
    leading: 1.0,
    advanced: 1.2,
    new_build: 1.4,
  }),
  quota("Q-2", "化纤染色布", "机织物", 1.4, { confirmed: "示例核实人 2024-08-01 标准正文第 4 页" }),
  quota("Q-3", "针织印染布", "棉、化纤", 85, { unit: "m³/t", usage: "reference_only" }),
  quota("Q-4", "棉印染布", "某企业实绩", 1.9, {
    kind: "observed",
    kind_name: "其他企业实绩（不作限值）",
    general: null,
    observed: 1.31,
    own: true,
  }),
];

const text = (
  x: number,
  y: number,
  text: string,
  more: Partial<Extract<Shape, { kind: "text" }>> = {},
): Shape => ({
  kind: "text",
  x,
  y,
  size: 9,
  bold: false,
  anchor: "middle",
  colour: "#17232e",
  text,
  ...more,
});
const path = (d: string, more: Partial<Extract<Shape, { kind: "path" }>> = {}): Shape => ({
  kind: "path",
  d,
  fill: null,
  fill_opacity: 1,
  stroke: "#0b5a84",
  stroke_width: 1,
  dash: [],
  ...more,
});

const picture: Scene = {
  width: 320,
  height: 110,
  title: "棉印染布单位产品取水量与定额等级的比较",
  shapes: [
    path("M20 60H300", { stroke: "#4a5b69" }),
    ...(
      [
        ["领跑值 1.0", 80],
        ["先进值 1.2", 130],
        ["通用值 1.6", 220],
      ] as [string, number][]
    ).flatMap(([name, x]): Shape[] => [path(`M${x} 50V70`), text(x, 84, name)]),
    path("M250 40L245 28H255Z", { fill: "#a61b1b", stroke: null }),
    text(250, 22, "本企业 1.734", { bold: true, colour: "#a61b1b" }),
  ],
};

export function diagram(diagnosis: Diagnosis): Diagram {
  const boxes = diagnosis.units.filter((unit) => !unit.has_children && !unit.of_which);
  const shapes = boxes.map((unit, at): Shape => {
    const [x, y] = [160 + (at % 3) * 200, 20 + Math.floor(at / 3) * 80];
    return {
      kind: "group",
      id: `node/unit-${unit.id}`,
      label: `${unit.name}，取水量 ${unit.sums.withdrawal_total} m³/d`,
      shapes: [
        path(`M${x} ${y}h140v50h-140Z`, { fill: unit.closure === "open" ? "#fdeaea" : "#e8f2f8" }),
        text(x + 70, y + 22, unit.name.slice(0, 11), { bold: true }),
        text(x + 70, y + 40, `Vi ${unit.sums.withdrawal_total}`),
      ],
    };
  });
  const scene = {
    width: 780,
    height: 360,
    title: "全厂水平衡方框图",
    shapes: [
      path("M20 20h90v320h-90Z", { fill: "#d8eaf5" }),
      text(65, 180, "地表水"),
      path("M110 180H160"),
      ...shapes,
    ],
  };
  return { scene, boxes: [], folds: [], arranged: false };
}

/** A finding that nobody has decided on. */
const found = (more: Pick<Finding, "code" | "gravity" | "title"> & Partial<Finding>): Finding => ({
  key: `${more.code}@site`,
  rule: more.code,
  theme: "",
  unit: null,
  gravity_name: "",
  explanation: "",
  suggestion: "",
  evidence: [],
  figures: "",
  volume: null,
  saving: null,
  to_be_shown: "节水量取决于改造方案，需经实测论证",
  measures: [],
  source: "",
  certainty: "",
  state: "undecided",
  state_name: "待确认",
  decision: null,
  ...more,
});

/** A group of the checklist with one question of each kind. */
const survey = (): Diagnosis["survey"] => {
  const question = {
    look: "停产或关阀后读表。",
    unit: "",
    said: "",
    number: null,
    note: "",
    by: "",
    on: null,
    findings: [],
  };
  return [
    {
      id: "network",
      name: "管网",
      answered: 0,
      questions: [
        {
          ...question,
          id: "leak_signs_seen",
          ask: "停产或关阀后水表是否仍走动？",
          kind: "yes_no",
          sound: "no",
        },
        {
          ...question,
          id: "backwash_flow",
          ask: "未回收的反洗水量（实测）？",
          kind: "number",
          unit: "m³/d",
          sound: "",
        },
      ],
    },
  ];
};

export function empty(id: string, name: string): Diagnosis {
  return {
    id,
    profile: {
      name,
      credit_code: "",
      industry: "",
      industry_code: "",
      district: "",
      address: "",
      employees: null,
      output_value: null,
      added_value: null,
      operating_days: null,
      period_from: null,
      period_to: null,
      auditor: "",
      price_water: null,
      price_discharge: null,
      price_treatment: null,
      shifts: null,
      shift_hours: null,
      not_known: [],
      products: [],
      scope: { living: [], sea: [], once_through: [] },
    },
    files: [],
    checks: { levels: [], interval_note: "", sums: [], meters: [], checks: [], facts: [] },
    trends: [],
    metering: { levels: [], points: [], unlinked: [], requirements: [] },
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
    indicators: [],
    comparisons: [],
    whole: wholeOf({ judged: null, levels: [], products: 0, judged_products: 0 }),
    choices: [],
    limits: [],
    references: [],
    findings: [],
    rejected: [],
    gone: [],
    survey: [],
    measures: [],
    measure_totals: {
      saving: null,
      unknown_savings: 0,
      overlapping: 0,
      investment: null,
      unknown_investments: 0,
      benefit: null,
      unknown_benefits: 0,
    },
    doubts: [],
    meters: [],
    ledgers: noLedgers,
    photos: [],
    pairs: [],
    adjusted: 0,
    reliances: [],
    tolerances: {
      unit_warn_pct: 2,
      unit_fail_pct: 5,
      site_warn_pct: 2,
      site_fail_pct: 5,
      source: "行业习惯做法，非标准条款（未核实）",
    },
    sign_off: null,
    undo: null,
    redo: null,
  };
}

export function full(id: string): Diagnosis {
  const made = many(Number(new URLSearchParams(location.search).get("times") ?? 1));
  const base = empty(id, "嘉兴示例印染有限公司");
  return {
    ...base,
    profile: {
      ...base.profile,
      industry: "棉印染精加工",
      industry_code: "1713",
      district: "秀洲区",
      employees: 420,
      operating_days: 330,
      period_from: "2024-09-10",
      period_to: "2024-09-12",
      price_water: "3.85",
      products: [
        {
          id: "p1",
          name: "棉印染布",
          output: 584200,
          unit: "百米",
          quota: null,
          quota_reason: "",
          share: 0.9,
          share_rule: "按产量分摊",
          rinses: null,
          terms: freshTerms(),
        },
        {
          id: "p2",
          name: "示例功能面料",
          output: 1200,
          unit: "t",
          quota: "",
          quota_reason: "",
          share: 0.1,
          share_rule: "按产量分摊",
          rinses: null,
          terms: freshTerms(),
        },
      ],
    },
    files: [
      {
        sha256: FILE,
        name: "嘉兴示例印染有限公司水平衡表（2024年9月）.xlsx",
        imported: "2024-09-13T10:22:31",
        sheets,
      },
    ],
    units: made,
    site: site(made),
    checks: checksOf(),
    indicators,
    doubts,
    choices: [],
    comparisons: [
      comparisonOf({
        product: "棉印染布",
        quota: quotas[0] ?? null,
        inputs: [input("Vi", "取水量", 3069.9, "m³/d", "G21")],
        picture,
      }),
      comparisonOf({
        product: "示例功能面料",
        value: 8.4,
        plus_minus: null,
        unit: "m³/t",
        verdict: "none",
        verdict_name: "暂无定额",
        excess: null,
        levels: [],
        adjustments: [],
      }),
    ],
    whole: wholeOf(),
    limits: [
      limitOf(),
      limitOf({
        name: "废水回用率",
        value: 10.4,
        limit: 20,
        met: false,
        open: true,
        margin: -9.6,
        margin_pct: -48,
        is_reuse: false,
        without_cooling: null,
      }),
    ],
    references: [],
    survey: survey(),
    findings: [
      found({
        code: "unaccounted_water",
        gravity: "high",
        gravity_name: "重点",
        title: "高温高压染色机有去向不明水量",
        explanation:
          "“高温高压染色机”输入水量大于输出水量 132.5 m³/d，占输入水量的 7.70 %，超过允许误差，存在未查明的漏失或未计量的用水、排水。",
        suggestion:
          "关闭该单元用水点后观察表计是否走动，分段检漏，检查溢流、常开软管和未登记的用水点；查明后计入漏失水量或相应用水项，复测平衡。",
        evidence: [input("", "高温高压染色机输入水量", 1721.1, "m³/d", "E10")],
        volume: 43_725,
        source: "水平衡方程；允许误差为可编辑数据（未核实）",
      }),
      found({
        code: "over_quota",
        gravity: "high",
        gravity_name: "重点",
        title: "棉印染布单位产品取水量超定额",
        explanation:
          "“棉印染布”单位产品取水量 1.734 m³/100m，高于通用值 1.6 m³/100m（未核实），超出 8.4 %。",
        suggestion: "逐单元核对用水定额执行情况，优先改造用水量大的单元。",
        evidence: [],
        volume: 78_303,
        source: "示例标准 0001-2020（未核实）",
      }),
      found({
        code: "reuse_hidden_by_cooling",
        gravity: "low",
        gravity_name: "提示",
        title: "重复利用率主要来自冷却循环",
        explanation: "重复利用率为 88.61 %，扣除冷却循环水后为 61.20 %。",
        suggestion: "重点挖掘工艺用水的串联和回用潜力。",
        evidence: [],
        volume: null,
        source: "本程序提示，非标准要求",
      }),
    ],
    meters: Array.from({ length: 6 }, (_, at) => ({
      id: `m${at}`,
      number: `SB-0${at + 1}`,
      level: at === 0 ? 1 : 2,
      parent: at === 0 ? null : "SB-01",
      location: at === 0 ? "厂区总进水口" : `车间 ${at} 进水管`,
      measures: "河水",
      accuracy: "2 级",
      valid_until: at === 3 ? null : "2025-06-30",
      online: at === 0 ? true : at === 4 ? null : false,
      state: "在用",
      cell: cell(`A${at + 4}`, "计量器具"),
    })),
    ledgers: somewhat,
    undo: "编辑“卷染机”的漏失水量",
    redo: null,
  };
}

export const start: Start = {
  version: "0.1.0",
  workspace: "D:\\节水诊断\\2024",
  districts: (
    [
      ["南湖区", 5, 2, 1],
      ["秀洲区", 5, 3, 2],
      ["嘉善县", 5, 1, 0],
      ["平湖市", 5, 0, 0],
      ["海盐县", 5, 5, 5],
      ["海宁市", 4, 1, 1],
      ["桐乡市", 6, 2, 0],
      ["经开区", 0, 0, 0],
    ] as [string, number, number, number][]
  ).map(([name, planned, begun, reported]) => ({ name, planned, begun, reported })),
  diagnoses: (
    [
      [
        "嘉兴示例印染有限公司",
        "秀洲区",
        "棉印染精加工",
        14,
        2,
        3069.9,
        88.61,
        ["over", "none"],
        true,
      ],
      [
        "海宁示例化学纤维股份有限公司",
        "海宁市",
        "涤纶纤维制造",
        22,
        0,
        8120.45,
        97.32,
        ["advanced"],
        true,
      ],
      ["桐乡示例造纸有限公司", "桐乡市", "机制纸及纸板制造", 9, 0, 1450, null, [], false],
      ["未完成示例企业", "", "", 0, 0, null, null, [], false],
    ] as [string, string, string, number, number, number | null, number | null, string[], boolean][]
  ).map(
    (
      [name, district, industry, units, open_units, intake, reuse_rate_pct, verdicts, reported],
      at,
    ) => ({
      id: `d${at}`,
      name,
      credit_code: "",
      industry,
      district,
      changed: `2024-09-1${at + 1}T16:05:00`,
      units,
      open_units,
      intake,
      reuse_rate_pct,
      signed: ["none", "stands", "lapsed"][at % 3] ?? "none",
      reuse_rate_without_cooling_pct: null,
      verdicts,
      reported,
    }),
  ),
};

const noLedgers: Ledgers = {
  annual: { columns: [], rows: [] },
  monthly: { columns: [], rows: [] },
  months: null,
  flows: [],
  readings: [],
  equipment: [],
  quality: [],
};

const useColumns = [
  { code: "withdrawal.tap", name: "自来水", unit: "m³", meter: "" },
  { code: "withdrawal.surface", name: "地表水", unit: "m³", meter: "" },
];

const useFigure = (value: number | null, state: string, a1: string) => ({
  value,
  state,
  cells: state === "gap" ? [] : [cell(a1, "用水台账")],
});

/** Bars as Rust draws them, roughly. */
const monthBars: Scene = {
  width: 460,
  height: 12 * 15 + 24,
  title: "逐月取水量（2023-01～2023-12）",
  shapes: Array.from({ length: 12 }, (_, at): Shape[] => {
    const text = (x: number, anchor: string, words: string): Shape => ({
      kind: "text",
      x,
      y: at * 15 + 14,
      size: 7,
      bold: false,
      anchor,
      colour: "#1a1a1a",
      text: words,
    });
    const bar = (x: number, width: number, opacity: number): Shape => ({
      kind: "path",
      d: `M${x} ${at * 15 + 6}h${width}v9h${-width}z`,
      fill: "#0b5a83",
      fill_opacity: opacity,
      stroke: null,
      stroke_width: 0,
      dash: [],
    });
    const isGap = at === 5;
    return [
      text(126, "end", `2023-${String(at + 1).padStart(2, "0")}`),
      ...(isGap ? [] : [bar(132, 22, 0.9)]),
      bar(isGap ? 132 : 154, 220, 0.45),
      text(isGap ? 358 : 380, "start", isGap ? "≥33477.5（自来水缺）" : "35600"),
    ];
  }).flat(),
};

const somewhat: Ledgers = {
  annual: {
    columns: useColumns,
    rows: [
      {
        period: "2023",
        figures: [useFigure(31_020, "given", "B3"), useFigure(402_300, "sum", "C3")],
      },
    ],
  },
  monthly: {
    columns: useColumns,
    rows: Array.from({ length: 12 }, (_, at) => ({
      period: `2023-${String(at + 1).padStart(2, "0")}`,
      figures: [
        at === 5 ? useFigure(null, "gap", "") : useFigure(2_600 - at * 11, "given", `B${at + 3}`),
        useFigure(33_000 + at * 95.5, "shared", `C${at + 3}`),
      ],
    })),
  },
  months: monthBars,
  flows: [
    {
      meter: "SB-01",
      from: "2024-09-10 08:00",
      to: "2024-09-11 08:00",
      volume: 1_204,
      per_day: 1_204,
      fault: "",
      cells: [cell("C3", "抄表记录"), cell("C4", "抄表记录")],
    },
    {
      meter: "SB-02",
      from: "2024-09-10",
      to: "2024-09-11",
      volume: null,
      per_day: null,
      fault: "backwards",
      cells: [cell("C5", "抄表记录"), cell("C6", "抄表记录")],
    },
  ],
  readings: [
    {
      id: "reading-1",
      meter: "SB-01",
      at: "2024-09-10 08:00",
      value: 10_200,
      multiplier: null,
      cell: cell("C3", "抄表记录"),
    },
  ],
  equipment: [
    {
      name: "高温溢流染色机",
      model: "GR201",
      count: 12,
      location: "染色车间",
      purpose: "工艺",
      design: "2.5 m³/h",
      measured: "",
      hours: "20 h/d",
      water_saving: true,
      retired: null,
      state: "在用",
      cell: cell("B4", "设备"),
    },
  ],
  quality: [
    {
      point: "循环冷却水",
      date: "2024-09-11",
      name: "氯离子",
      parameter: "chloride",
      written: "270",
      value: 270,
      unit: "mg/L",
      cell: cell("F5", "水质"),
    },
  ],
};

export const synonym: Synonym = {
  header: "园区乙水",
  under: "取水量",
  meaning: "reclaimed",
  meaning_name: "再生水",
  made: "2024-09-12T09:12:00",
  by: "诊断人员",
};
export const synonyms: Synonym[] = [synonym];

export const preview = (held: Diagnosis, reading: ImportReading): ImportPreview => ({
  reading,
  token: "t1",
  file: { sha256: FILE, name: "嘉兴示例印染有限公司水平衡表（修正稿）.xlsx", imported: "", sheets },
  enterprise: "嘉兴示例印染有限公司",
  operating_days: 330,
  units: 14,
  products: 2,
  meters: 6,
  use_periods: 24,
  readings: 0,
  equipment: 0,
  quality: 0,
  intake: 3069.9,
  known: false,
  replaces: held.units.length > 0,
  differences:
    held.units.length === 0
      ? []
      : [
          {
            kind: "changed",
            what: "卷染机",
            quantity: "漏失水量",
            before: "",
            after: "3.2",
            cell: cell("O11"),
          },
          {
            kind: "added",
            what: "印花机二号",
            quantity: "",
            before: "",
            after: "取水量 12.0",
            cell: cell("B14"),
          },
          {
            kind: "removed",
            what: "打样间",
            quantity: "",
            before: "取水量 12.0",
            after: "",
            cell: null,
          },
        ],
  doubts,
});

export const piece = (row: number, col: number, sheet: string): SheetPiece => {
  const [top, left] = [Math.max(0, row - 4), Math.max(0, col - 3)];
  return {
    file: "嘉兴示例印染有限公司水平衡表（2024年9月）.xlsx",
    sheet,
    top,
    left,
    rows: Array.from({ length: 9 }, (_, r) =>
      Array.from({ length: 7 }, (_, c) =>
        left + c < 2 ? `单元 ${top + r + 1}` : ((top + r) * 13.7 + c).toFixed(1),
      ),
    ),
  };
};
