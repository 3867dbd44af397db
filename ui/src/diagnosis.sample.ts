/** A small made-up diagnosis for tests: two units below a workshop, one figure not known. */
import type { Diagnosis } from "./bindings/Diagnosis";
import type { Figure } from "./bindings/Figure";
import type { Unit } from "./bindings/Unit";

export const cellOf = (a1: string) => ({ file: "f", sheet: "水平衡表", a1, row: 6, col: 3 });

export const figureOf = (value: number | null, more: Partial<Figure> = {}): Figure => ({
  value,
  basis: value === null ? "" : "stated",
  basis_name: value === null ? "" : "企业填报",
  origin: "水平衡表!D7",
  origin_kind: "cells",
  cells: [cellOf("D7")],
  ...more,
});

export const unitOf = (id: string, more: Partial<Unit> = {}): Unit => ({
  id,
  name: id,
  category: "main",
  role: "use",
  system: null,
  parent: null,
  depth: 0,
  has_children: false,
  of_which: false,
  figures: {},
  sums: { withdrawal_total: 0, total_use: 0, recycled: 0, inflow: 0, outflow: 0 },
  reuse_rate_pct: null,
  imbalance: 0,
  imbalance_pct: 0,
  closure: "closed",
  unknown: [],
  ...more,
});

const units: Unit[] = [
  unitOf("染色车间", {
    has_children: true,
    figures: { "withdrawal.surface": figureOf(150), leakage: figureOf(null) },
    sums: { withdrawal_total: 150, total_use: 150, recycled: 0, inflow: 150, outflow: 140 },
    imbalance: 10,
    imbalance_pct: 6.666,
    closure: "open",
    unknown: ["漏失水量"],
  }),
  unitOf("染色机", {
    parent: "染色车间",
    depth: 1,
    figures: { "withdrawal.surface": figureOf(100), discharge: figureOf(100) },
    sums: { withdrawal_total: 100, total_use: 100, recycled: 0, inflow: 100, outflow: 100 },
  }),
  unitOf("卷染机", {
    parent: "染色车间",
    depth: 1,
    figures: {
      "withdrawal.surface": figureOf(50, { basis: "metered", basis_name: "计量" }),
      discharge: figureOf(40),
      leakage: figureOf(null),
    },
    sums: { withdrawal_total: 50, total_use: 50, recycled: 0, inflow: 50, outflow: 40 },
    imbalance: 10,
    imbalance_pct: 20,
    closure: "open",
    unknown: ["漏失水量"],
  }),
];

export const diagnosisOf = (more: Partial<Diagnosis> = {}): Diagnosis => ({
  id: "d",
  profile: {
    name: "嘉兴示例印染有限公司",
    credit_code: "",
    industry: "",
    industry_code: "",
    district: "秀洲区",
    address: "",
    employees: null,
    output_value: null,
    added_value: null,
    operating_days: 330,
    period_from: null,
    period_to: null,
    auditor: "",
    price_water: null,
    price_discharge: null,
    price_treatment: null,
    products: [],
  },
  files: [],
  units,
  site: {
    values: { "withdrawal.surface": 150, discharge: 140, leakage: null },
    sums: { withdrawal_total: 150, total_use: 150, recycled: 0, inflow: 150, outflow: 140 },
    stated: { withdrawal_total: 160 },
    stated_cell: cellOf("B9"),
    reuse_rate_pct: 0,
    imbalance: 10,
    imbalance_pct: 6.666,
    closure: "open",
  },
  checks: { levels: [], interval_note: "", sums: [], meters: [], checks: [], facts: [] },
  indicators: [],
  trends: [],
  metering: { levels: [], points: [], unlinked: [], requirements: [] },
  comparisons: [],
  limits: [],
  findings: [],
  doubts: [],
  meters: [],
  ledgers: {
    annual: { columns: [], rows: [] },
    monthly: { columns: [], rows: [] },
    months: null,
    flows: [],
    readings: [],
    equipment: [],
    quality: [],
  },
  pairs: [],
  adjusted: 0,
  reliances: [],
  tolerances: {
    unit_warn_pct: 2,
    unit_fail_pct: 5,
    site_warn_pct: 2,
    site_fail_pct: 5,
    source: "",
  },
  undo: null,
  redo: null,
  ...more,
});
