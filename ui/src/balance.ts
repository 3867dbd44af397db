/** The balance table as a grid: which columns it has, and what stands in a cell. */
import type { Diagnosis } from "./bindings/Diagnosis";
import type { Figure } from "./bindings/Figure";
import type { Unit } from "./bindings/Unit";
import type { Subject } from "./explain";
import { digitsOf } from "./format";
import { messages } from "./messages";
import { type Column, columnsOf } from "./quantity";

/** A column of the grid: the unit's name and category, a quantity, or a result. */
export type GridColumn =
  | { kind: "name" | "category" | "reuse" | "imbalance" | "closure"; code: string }
  | (Column & { kind: "item" | "sum" });

/** All columns of the grid, from the name to the judgement. */
export const gridColumns = (diagnosis: Diagnosis, all: boolean): GridColumn[] => [
  { kind: "name", code: "name" },
  { kind: "category", code: "category" },
  ...columnsOf(diagnosis, all),
  { kind: "reuse", code: "reuse_rate" },
  { kind: "imbalance", code: "imbalance" },
  { kind: "closure", code: "closure" },
];

/** What a click on a cell asks to be explained; null for a name. */
export function subjectOf(unit: Unit | null, column: GridColumn): Subject | null {
  switch (column.kind) {
    case "name":
    case "category":
      return null;
    case "item":
    case "sum":
      return unit
        ? { kind: "figure", unit: unit.id, code: column.code }
        : { kind: "site", code: column.code };
    case "reuse":
      return unit ? { kind: "reuse", unit: unit.id } : { kind: "site_reuse" };
    case "imbalance":
    case "closure":
      return unit ? { kind: "imbalance", unit: unit.id } : { kind: "site_imbalance" };
  }
}

/** True where a figure can be typed: a given quantity of a unit without units below it. */
export const isEditable = (unit: Unit | null, column: GridColumn): boolean =>
  unit !== null && column.kind === "item" && !unit.has_children;

/** The letter that tells how a figure was obtained; none for what the enterprise stated. */
export function basisLetter(figure: Figure): string {
  if (figure.value === null) return "";
  if (figure.origin_kind === "assumed") return messages.balance.bases.assumed?.[0] ?? "";
  if (figure.basis === "stated") return "";
  return messages.balance.bases[figure.basis]?.[0] ?? "";
}

/** The decimals with which the figures of a table are printed. */
export const digitsOfTable = (diagnosis: Diagnosis): number =>
  digitsOf(
    diagnosis.units.flatMap((unit) => Object.values(unit.figures).map((each) => each?.value)),
  );

/** How far a bar reaches from the middle, from −1 to 1: twice the tolerance fills it. */
export function barShare(imbalancePct: number | null, failPct: number): number {
  if (imbalancePct === null || failPct <= 0) return 0;
  return Math.max(-1, Math.min(1, imbalancePct / (2 * failPct)));
}

/** The unit that a group of the diagram stands for: its box, the frame around a workshop, or an
 * arrow, which is of the unit that it leads to, else of the one that it comes from. */
export const unitOfGroup = (group: string): string | null => {
  const [, kind = "", of = ""] = /^(node|frame|link)\/(.+)$/.exec(group) ?? [];
  const ends = kind === "link" ? of.split("→").reverse() : [of];
  return ends.find((end) => end.startsWith("unit-"))?.slice("unit-".length) ?? null;
};
