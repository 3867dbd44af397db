/** A block of the balance: what is copied out of it, and what a written one changes. */
import { type GridColumn, isEditable } from "../../balance";
import type { Diagnosis } from "../../bindings/Diagnosis";
import type { FlowEdit } from "../../bindings/FlowEdit";
import type { SiteTotals } from "../../bindings/SiteTotals";
import type { Unit } from "../../bindings/Unit";
import { figured } from "../../block";
import { editable, UNKNOWN } from "../../format";
import { messages } from "../../messages";
import type { Write } from "../../parts/grid/columns";

const m = messages.balance;

/** A balance as it stands on screen. */
export type Shown = { diagnosis: Diagnosis; columns: GridColumn[] };

/** A figure with every digit; a dash where it is not known, nothing where there is none. */
const figure = (value: number | null | undefined) =>
  value === undefined ? "" : value === null ? UNKNOWN : editable(value);

/** The text of a cell as it is copied. */
export const textOf = (line: Unit | SiteTotals, column: GridColumn): string =>
  "figures" in line ? ofUnit(line, column) : ofSite(line, column);

function ofUnit(unit: Unit, column: GridColumn): string {
  switch (column.kind) {
    case "name":
      return unit.name;
    case "category":
      return unit.category === null ? UNKNOWN : (m.categories[unit.category] ?? "");
    case "item":
      return figure(unit.figures[column.code]?.value);
    case "sum":
      return figure(unit.sums[column.code] ?? null);
    case "reuse":
      return figure(unit.reuse_rate_pct);
    case "imbalance":
      return figure(unit.imbalance);
    case "closure":
      return m.closures[unit.closure] ?? unit.closure;
  }
}

function ofSite(site: SiteTotals, column: GridColumn): string {
  switch (column.kind) {
    case "name":
      return m.total;
    case "category":
      return "";
    case "item":
    case "sum":
      return figure(site.values[column.code] ?? site.sums[column.code]);
    case "reuse":
      return figure(site.reuse_rate_pct);
    case "imbalance":
      return figure(site.imbalance);
    case "closure":
      return m.closures[site.closure] ?? site.closure;
  }
}

/** What writing changes, the cells for which it cannot be, and how many a fill passes over. */
export type Written = { edits: FlowEdit[]; refused: string[]; skipped: number };

/** What texts for cells change; a typed or pasted figure was obtained like the last one, a filled one like its model. */
export function written(shown: Shown, writes: Write[], basis: string): Written {
  const result: Written = { edits: [], refused: [], skipped: 0 };
  for (const write of writes) {
    if (write.like === undefined) typedInto(shown, write, basis, result);
    else filledInto(shown, write, write.like, result);
  }
  return result;
}

function typedInto(shown: Shown, write: Write, basis: string, result: Written) {
  const { units, site } = shown.diagnosis;
  const [unit, column, text] = [units[write.row], shown.columns[write.column], write.text.trim()];
  if (!column || (!unit && write.row > units.length)) {
    if (text !== "") result.refused.push(messages.block.outside(text));
    return;
  }
  // What stands there already changes nothing: names and sums come along with a block.
  if (text === textOf(unit ?? site, column)) return;
  const name = m.block.cell(unit?.name ?? m.total, headOf(column));
  if (!unit || !isEditable(unit, column)) {
    if (text !== "") result.refused.push(m.block.fixed(name));
    return;
  }
  const number = figured(text);
  const before = unit.figures[column.code];
  if (number.kind === "refused") result.refused.push(m.block.noNumber(name, text));
  else if (number.kind === "number") {
    if (before?.value !== number.value) {
      result.edits.push({ unit: unit.id, item: column.code, value: number.value, basis });
    }
  } else if (before ? before.value !== null : text !== "") {
    result.edits.push({ unit: unit.id, item: column.code, value: null, basis: "" });
  }
}

/** Repeats a figure with how it was obtained; sums and results are passed over. */
function filledInto({ diagnosis, columns }: Shown, write: Write, like: number, result: Written) {
  const [unit, column] = [diagnosis.units[write.row], columns[write.column]];
  if (!column) return;
  if (!unit || !isEditable(unit, column)) {
    result.skipped += 1;
    return;
  }
  const model = diagnosis.units[like]?.figures[column.code];
  const before = unit.figures[column.code];
  const value = model?.value ?? null;
  const isSame =
    (before?.value ?? null) === value && (value === null || before?.basis === model?.basis);
  if (isSame) return;
  const basis = value === null ? "" : (model?.basis ?? "");
  result.edits.push({ unit: unit.id, item: column.code, value, basis });
}

export const headOf = (column: GridColumn): string => {
  switch (column.kind) {
    case "item":
    case "sum":
      return column.label;
    case "name":
      return m.unit;
    case "category":
      return m.category;
    case "reuse":
      return m.reuse;
    case "imbalance":
      return m.imbalance;
    case "closure":
      return m.closure;
  }
};
