/** A made-up dyehouse: its units and figures. Only for looking at the page in a browser. */
import type { Cell } from "../src/bindings/Cell";
import type { Figure } from "../src/bindings/Figure";
import type { SiteTotals } from "../src/bindings/SiteTotals";
import type { Unit } from "../src/bindings/Unit";
import { partsOf } from "../src/quantity";

export const FILE = "5e1c0a7be2".padEnd(64, "0");
const SHEET = "水平衡统计表";

export const cell = (a1: string, sheet = SHEET): Cell => {
  const [, letters = "A", row = "1"] = /^([A-Z]+)(\d+)/.exec(a1) ?? [];
  return { file: FILE, sheet, a1, row: Number(row) - 1, col: letters.charCodeAt(0) - 65 };
};

const letters: Record<string, string> = {
  "withdrawal.tap": "D",
  "withdrawal.surface": "E",
  "withdrawal.steam": "F",
  recirculated: "H",
  series_in: "I",
  reuse: "J",
  series_out: "L",
  consumption: "M",
  discharge: "N",
  leakage: "O",
};

const bases: Record<string, string> = {
  metered: "计量",
  measured: "实测",
  estimated: "估算",
  computed: "计算",
  stated: "企业填报",
};

export function figure(value: number | null, basis: string, code: string, row: number): Figure {
  const a1 = `${letters[code] ?? "P"}${row}`;
  return {
    value,
    basis: value === null ? "" : basis,
    basis_name: bases[basis] ?? "",
    origin: value === null ? "" : `${SHEET}!${a1}`,
    origin_kind: value === null ? "" : "cells",
    cells: [cell(a1)],
  };
}

type Given = [
  name: string,
  depth: number,
  category: string,
  figures: Record<string, number | null>,
];

const given: Given[] = [
  ["前处理车间", 0, "main", {}],
  [
    "退浆煮练联合机",
    1,
    "main",
    {
      "withdrawal.surface": 404.6,
      "withdrawal.steam": 63.2,
      series_in: 100.6,
      reuse: 43.8,
      consumption: 134.7,
      discharge: 472.6,
      leakage: 4.9,
    },
  ],
  [
    "丝光机",
    1,
    "main",
    {
      "withdrawal.surface": 212.4,
      "withdrawal.steam": 20.5,
      recirculated: 640,
      series_out: 100.6,
      consumption: 28.4,
      discharge: 101.9,
      leakage: 2,
    },
  ],
  ["染色车间", 0, "main", {}],
  [
    "高温高压染色机（一号至十二号机台，含化料及清洗用水）",
    1,
    "main",
    {
      "withdrawal.surface": 1320.5,
      "withdrawal.steam": 180.6,
      reuse: 220,
      recirculated: 3360,
      consumption: 246.1,
      discharge: 1330,
      leakage: 12.5,
    },
  ],
  [
    "卷染机",
    1,
    "main",
    {
      "withdrawal.surface": 305.2,
      "withdrawal.tap": 12,
      consumption: 40.1,
      discharge: 268.05,
      leakage: null,
    },
  ],
  ["其中：打样间", 1, "main", { "withdrawal.tap": 12, consumption: 1.2, discharge: 10.8 }],
  [
    "印花车间",
    0,
    "main",
    {
      "withdrawal.surface": 186,
      "withdrawal.tap": 4.5,
      consumption: 22.5,
      discharge: 160.5,
      leakage: 1.5,
    },
  ],
  [
    "后整理车间",
    0,
    "main",
    {
      "withdrawal.surface": 96.4,
      "withdrawal.steam": 58.8,
      consumption: 120.2,
      discharge: 33.4,
      leakage: 1.6,
    },
  ],
  [
    "循环冷却水系统",
    0,
    "auxiliary",
    { "withdrawal.surface": 268, recirculated: 19200, consumption: 214.4, discharge: 45.6 },
  ],
  [
    "软化水站",
    0,
    "auxiliary",
    { "withdrawal.surface": 82, consumption: 0, discharge: 79.5, leakage: 0.5 },
  ],
  [
    "空压站",
    0,
    "auxiliary",
    { "withdrawal.surface": 14.2, recirculated: 480, consumption: 11.4, discharge: 2.8 },
  ],
  ["办公及食堂", 0, "attached", { "withdrawal.tap": 46.8, consumption: 9.4, discharge: 37.4 }],
  ["绿化及冲洗", 0, "attached", { "withdrawal.tap": 18.2, consumption: 18.2, discharge: 0 }],
];

type Values = Record<string, number | null>;

const sum = (values: Values, codes: string[]): number | null => {
  const held = codes.flatMap((code) => (code in values ? [values[code] ?? null] : []));
  return held.includes(null)
    ? null
    : Number(held.reduce((a: number, b) => a + (b ?? 0), 0).toFixed(6));
};

function sums(values: Values) {
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  const withdrawal_total = sum(values, partsOf.withdrawal_total ?? []);
  const recycled = sum(values, partsOf.recycled ?? []);
  const inflow = sum(known, partsOf.inflow ?? []);
  const outflow = sum(known, partsOf.outflow ?? []);
  const total_use =
    withdrawal_total === null || recycled === null ? null : withdrawal_total + recycled;
  const imbalance = Number(((inflow ?? 0) - (outflow ?? 0)).toFixed(6));
  const pct = inflow ? (imbalance / inflow) * 100 : null;
  const size = Math.abs(pct ?? 0);
  return {
    sums: {
      withdrawal_total,
      recycled,
      reuse_total: values.reuse ?? 0,
      total_use,
      inflow,
      outflow,
    },
    reuse_rate_pct: total_use && recycled !== null ? (recycled / total_use) * 100 : null,
    imbalance,
    imbalance_pct: pct,
    closure: size <= 2 ? "closed" : size <= 5 ? "attention" : "open",
  };
}

const basisOf: Record<string, string> = {
  recirculated: "measured",
  leakage: "estimated",
  "withdrawal.tap": "metered",
};

/** The plant several times over, to see how the page bears a large site. */
export const many = (times: number): Unit[] =>
  Array.from({ length: times }, (_, n) =>
    units().map((unit) => ({
      ...unit,
      id: n === 0 ? unit.id : `${unit.id}-${n}`,
      parent: n === 0 ? unit.parent : unit.parent && `${unit.parent}-${n}`,
      name: n === 0 ? unit.name : `${n + 1} 号厂区${unit.name}`,
    })),
  ).flat();

/** The units, each after its parent. */
export function units(): Unit[] {
  let parent: string | null = null;
  const made = given.map(([name, depth, category, figures], at): Unit => {
    const id = `u${at}`;
    const has_children = depth === 0 && (given[at + 1]?.[1] ?? 0) === 1;
    if (depth === 0) parent = id;
    const below = given
      .slice(at + 1, at + 4)
      .filter((each) => each[1] === 1 && !each[0].startsWith("其中"));
    const values: Values = has_children
      ? Object.fromEntries(
          [...new Set(below.flatMap((each) => Object.keys(each[3])))].map((code) => [
            code,
            sum(
              Object.fromEntries(
                below.map((each, n) => [n, each[3][code] ?? (code in each[3] ? null : 0)]),
              ),
              ["0", "1", "2"],
            ),
          ]),
        )
      : figures;
    return {
      id,
      name: name.replace("其中：", ""),
      category,
      role: name === "软化水站" ? "supply_treatment" : "use",
      system: null,
      parent: depth === 1 ? parent : null,
      depth,
      has_children,
      of_which: name.startsWith("其中"),
      figures: Object.fromEntries(
        Object.entries(values).map(([code, value]) => [
          code,
          figure(value, has_children ? "computed" : (basisOf[code] ?? "stated"), code, at + 6),
        ]),
      ),
      unknown: Object.entries(values).flatMap(([code, value]) =>
        value === null && code === "leakage" ? ["漏失水量"] : [],
      ),
      ...sums(values),
    };
  });
  return made;
}

/** The whole of those units. */
export function site(units: Unit[]): SiteTotals {
  const counted = units.filter((unit) => !unit.has_children && !unit.of_which);
  const codes = [...new Set(counted.flatMap((unit) => Object.keys(unit.figures)))];
  const values: Values = Object.fromEntries(
    codes.map((code) => [
      code,
      sum(
        Object.fromEntries(
          counted.map((unit, at) => [
            at,
            unit.figures[code]?.value ?? (code in unit.figures ? null : 0),
          ]),
        ),
        counted.map((_, at) => String(at)),
      ),
    ]),
  );
  const made = sums(values);
  const total = made.sums.withdrawal_total ?? 0;
  return {
    values,
    reuse_rate_without_cooling_pct: null,
    stated: {
      withdrawal_total: total + 36.5,
      recirculated: 23680,
      discharge: values.discharge ?? 0,
    },
    stated_cell: cell("B21"),
    ...made,
    sums: { ...made.sums, external_discharge: 2276.1 },
  };
}
