/** A block of the balance: what is copied out of it, and what a pasted one changes. */
import { type GridColumn, isEditable } from "../../balance";
import type { Diagnosis } from "../../bindings/Diagnosis";
import type { FlowEdit } from "../../bindings/FlowEdit";
import type { Unit } from "../../bindings/Unit";
import { edges, figured, type Range, spread } from "../../block";
import { editable, UNKNOWN } from "../../format";
import type { Place } from "../../grid";
import { messages } from "../../messages";

const m = messages.balance;

/** A balance as it stands on screen. */
export type Shown = { diagnosis: Diagnosis; columns: GridColumn[] };

/** A figure with every digit; a dash where it is not known, nothing where there is none. */
const figure = (value: number | null | undefined) =>
  value === undefined ? "" : value === null ? UNKNOWN : editable(value);

/** The text of a cell as it is copied. */
export function copied({ diagnosis, columns }: Shown, { row, column: index }: Place): string {
  const [unit, column] = [diagnosis.units[row], columns[index]];
  if (!column) return "";
  return unit ? ofUnit(unit, column) : ofSite(diagnosis, column);
}

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

function ofSite({ site }: Diagnosis, column: GridColumn): string {
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

/** What pasting changes, and the cells for which it cannot be. */
export type Pasted = { edits: FlowEdit[]; refused: string[] };

/** What a block changes when it is pasted over a range. One value fills the whole range. */
export function pasted(shown: Shown, range: Range, cells: string[][], basis: string): Pasted {
  const { top, left } = edges(range);
  const result: Pasted = { edits: [], refused: [] };
  spread(range, cells).forEach((row, down) => {
    row.forEach((text, across) => {
      one(shown, { row: top + down, column: left + across }, text.trim(), basis, result);
    });
  });
  return result;
}

function one(shown: Shown, place: Place, text: string, basis: string, result: Pasted) {
  const [unit, column] = [shown.diagnosis.units[place.row], shown.columns[place.column]];
  if (!column || (!unit && place.row > shown.diagnosis.units.length)) {
    if (text !== "") result.refused.push(messages.block.outside(text));
    return;
  }
  // What stands there already changes nothing: names and sums come along with a block.
  if (text === copied(shown, place)) return;
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

const headOf = (column: GridColumn): string => {
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

/** What makes every given figure of a range unknown. */
export function cleared({ diagnosis, columns }: Shown, range: Range): FlowEdit[] {
  const { top, left, bottom, right } = edges(range);
  return diagnosis.units.slice(top, bottom + 1).flatMap((unit) =>
    columns
      .slice(left, right + 1)
      .filter((column) => isEditable(unit, column))
      .filter((column) => (unit.figures[column.code]?.value ?? null) !== null)
      .map((column) => ({ unit: unit.id, item: column.code, value: null, basis: "" })),
  );
}
