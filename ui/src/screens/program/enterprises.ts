/** The columns of the enterprises of the program. */
import type { Rollup } from "../../bindings/Rollup";
import type { RollupRow } from "../../bindings/RollupRow";
import { fixed } from "../../format";
import { messages } from "../../messages";
import type { GridColumn } from "../../parts/grid/columns";
import { figures, words } from "../../parts/grid/readOnly";
import { gravities, money } from "../../program";

const m = messages.program;
const labels = m.columns;

type Column = GridColumn<RollupRow>;

const numbers = (
  code: string,
  label: string,
  unit: string,
  of: (row: RollupRow) => number | null,
  digits: number,
): Column => ({ ...figures(code, label, of, (value) => fixed(value, digits)), unit });

/** The key of the row that holds the sums. */
export const ALL = "all";

const products = (row: RollupRow) =>
  row.products
    .map(({ name, verdict_name }) => (name ? m.product(name, verdict_name) : verdict_name))
    .join(m.join);

const said = (row: RollupRow) => {
  if (row.id === ALL) return null;
  return row.reported ? `✓ ${messages.start.reported}` : messages.start.notReported;
};

export const columns: Column[] = [
  {
    ...words<RollupRow>("name", labels.name, (row) => row.name || messages.start.unnamed),
    width: 16,
    drawn: true,
  },
  { ...words<RollupRow>("industry", labels.industry, (row) => row.industry), width: 9 },
  words("district", labels.district, (row) => row.district),
  words("reported", labels.reported, said),
  numbers("intake", labels.intake, m.units.volume, (row) => row.intake, 2),
  numbers("reuse", labels.reuse, m.units.percent, (row) => row.reuse_rate_pct, 2),
  numbers(
    "reuse-without",
    labels.reuseWithout,
    m.units.percent,
    (row) => row.reuse_rate_without_cooling_pct,
    2,
  ),
  numbers("online", labels.online, m.units.percent, (row) => row.online_metering_pct, 2),
  numbers("added", labels.added, m.pieces.added, (row) => row.added_value_intake, 2),
  numbers("units", labels.units, m.pieces.units, (row) => row.units, 0),
  numbers("open-units", labels.openUnits, m.pieces.units, (row) => row.open_units, 0),
  { ...words<RollupRow>("products", labels.products, products), width: 20 },
  ...gravities.map(
    (gravity, at): Column =>
      numbers(
        `findings-${gravity}`,
        messages.findings.gravities[gravity] ?? gravity,
        m.pieces.findings,
        (row) => row.findings[at] ?? null,
        0,
      ),
  ),
  numbers("measures", labels.measures, m.pieces.measures, (row) => row.measures, 0),
  numbers("saving", labels.saving, m.units.volume, (row) => row.saving, 2),
  numbers(
    "unknown-savings",
    labels.unknownSavings,
    m.pieces.measures,
    (row) => row.unknown_savings,
    0,
  ),
  numbers("investment", labels.investment, m.units.money, (row) => money(row.investment), 2),
  numbers(
    "unknown-investments",
    labels.unknownInvestments,
    m.pieces.measures,
    (row) => row.unknown_investments,
    0,
  ),
];

/** The sums of all enterprises as a row; what is no sum stays empty. */
export function totalsRow({ rows, totals }: Rollup): RollupRow {
  return {
    id: ALL,
    name: m.total,
    credit_code: "",
    industry: "",
    district: "",
    reported: false,
    intake: totals.intake.value,
    reuse_rate_pct: totals.reuse_rate_pct,
    reuse_rate_without_cooling_pct: null,
    online_metering_pct: null,
    added_value_intake: null,
    units: rows.reduce((sum, row) => sum + row.units, 0),
    open_units: rows.reduce((sum, row) => sum + row.open_units, 0),
    products: [],
    findings: totals.findings,
    measures: totals.measures,
    saving: totals.saving.value,
    unknown_savings: totals.unknown_savings,
    investment: totals.investment,
    unknown_investments: totals.unknown_investments,
  };
}
