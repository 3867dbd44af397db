/** The columns of the balance as a grid takes them. */
import {
  type GridColumn as BalanceColumn,
  basisLetter,
  digitsOfTable,
  gridColumns,
} from "../../balance";
import type { Diagnosis } from "../../bindings/Diagnosis";
import type { SiteTotals } from "../../bindings/SiteTotals";
import type { Unit } from "../../bindings/Unit";
import { known } from "../../format";
import { messages } from "../../messages";
import { bracketed } from "../../messages/punctuation";
import type { GridColumn } from "../../parts/grid/columns";
import { headOf, textOf } from "./block";

const m = messages.balance;

/** A row of the balance: a unit, or the site as a whole. */
export type Line = Unit | SiteTotals;

export const unitOf = (line: Line): Unit | null => ("figures" in line ? line : null);

/** A column of the grid, and what it is of the balance. */
export type Shown = { grid: GridColumn<Line>[]; of: Record<string, BalanceColumn> };

/** The columns of a balance. The same ones are given as before where nothing about them changed. */
export function columnsOf(diagnosis: Diagnosis, all: boolean, before?: Shown & { key: string }) {
  const columns = gridColumns(diagnosis, all);
  const digits = digitsOfTable(diagnosis);
  const key = [digits, ...columns.map(({ code }) => code)].join(" ");
  if (before?.key === key) return before;
  const of = Object.fromEntries(columns.map((column) => [column.code, column]));
  return { key, of, grid: columns.map((column) => asGrid(column, digits)) };
}

function asGrid(column: BalanceColumn, digits: number): GridColumn<Line> {
  const common = {
    code: column.code,
    drawn: true,
    label: headOf(column),
    text: (line: Line) => textOf(line, column),
  };
  switch (column.kind) {
    case "name":
      return { ...common, value: (line) => unitOf(line)?.name ?? null, width: 18 };
    case "category":
      return { ...common, value: (line) => unitOf(line)?.category ?? null };
    case "item":
    case "sum":
      return {
        ...common,
        label: `${column.label} ${column.symbol}`.trim(),
        unit: messages.perDay,
        align: "number",
        value: (line) => valueIn(line, column.code),
        shown: (line) => shownOf(line, column, digits),
      };
    case "reuse":
      return {
        ...common,
        unit: "R %",
        align: "number",
        width: 9,
        value: (line) => line.reuse_rate_pct,
      };
    case "imbalance":
      return {
        ...common,
        unit: `${messages.perDay}${bracketed("%")}`,
        end: true,
        width: 16,
        value: (line) => line.imbalance,
      };
    case "closure":
      return {
        ...common,
        end: true,
        width: 9,
        value: (line) => m.closures[line.closure] ?? line.closure,
        choices: [
          {
            code: "unsettled",
            label: messages.grid.unbalanced,
            test: (line) => line.closure === "open" || line.closure === "attention",
          },
        ],
      };
  }
}

const valueIn = (line: Line, code: string): number | null => {
  const figure = unitOf(line)?.figures[code];
  return figure ? figure.value : (line.sums[code] ?? null);
};

/** The figure as it is read, and the letter that tells how it was obtained. */
function shownOf(line: Line, { kind, code }: BalanceColumn, digits: number): string {
  const unit = unitOf(line);
  if (kind === "sum") return known(line.sums[code], digits);
  const figure = unit?.figures[code];
  if (!figure) return "";
  return `${known(figure.value, digits)}${unit?.has_children ? "" : basisLetter(figure)}`;
}
