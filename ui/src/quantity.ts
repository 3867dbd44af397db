/** The columns of the balance: which quantities there are and in which order the standard lists them. */
import type { Diagnosis } from "./bindings/Diagnosis";
import { messages } from "./messages";

/** A column of the balance table: a given quantity, or a sum that Rust formed. */
export type Column = { code: string; kind: "item" | "sum"; label: string; symbol: string };

const order: [string, Column["kind"]][] = [
  ["withdrawal.tap", "item"],
  ["withdrawal.surface", "item"],
  ["withdrawal.ground", "item"],
  ["withdrawal.steam", "item"],
  ["withdrawal.reclaimed", "item"],
  ["withdrawal.rain", "item"],
  ["withdrawal.other", "item"],
  ["withdrawal.unspecified", "item"],
  ["withdrawal_total", "sum"],
  ["distributed_in", "item"],
  ["carried_in", "item"],
  ["recirculated", "item"],
  ["series_in", "item"],
  ["reuse", "item"],
  ["condensate", "item"],
  ["treatment_in", "item"],
  ["recycled", "sum"],
  ["total_use", "sum"],
  ["series_out", "item"],
  ["reuse_out", "item"],
  ["distributed_out", "item"],
  ["consumption", "item"],
  ["discharge", "item"],
  ["leakage", "item"],
  ["supplied", "item"],
  ["storage_gain", "item"],
];

/** The name of a quantity on screen; its code where it has none. */
export const nameOf = (code: string): string => messages.quantity[code]?.[0] ?? code;

/** Its symbol; empty where it has none. */
export const symbolOf = (code: string): string => messages.quantity[code]?.[1] ?? "";

/** What a table's own total row calls a sum differently. */
const statedCodes: Record<string, string> = { recycled: "recycled_total" };

/** What the table's own total row states for a column; undefined where it says nothing. */
export const statedOf = (diagnosis: Diagnosis, code: string): number | undefined =>
  diagnosis.site.stated[statedCodes[code] ?? code];

/** The columns that a diagnosis needs; `all` offers the others as well, to be filled in. */
export function columnsOf(diagnosis: Diagnosis, all: boolean): Column[] {
  const used = new Set(diagnosis.units.flatMap((unit) => Object.keys(unit.figures)));
  const always = new Set(["withdrawal_total", "total_use"]);
  const unlisted = [...used].filter((code) => !order.some(([known]) => known === code)).sort();
  return [...order, ...unlisted.map((code): [string, "item"] => [code, "item"])]
    .filter(([code]) => all || used.has(code) || always.has(code) || states(diagnosis, code))
    .map(([code, kind]) => ({ code, kind, label: nameOf(code), symbol: symbolOf(code) }));
}

const states = (diagnosis: Diagnosis, code: string) => statedOf(diagnosis, code) !== undefined;

const withdrawals = order.map(([code]) => code).filter((code) => code.startsWith("withdrawal."));

/** What a sum is made of. */
export const partsOf: Record<string, string[]> = {
  withdrawal_total: withdrawals,
  recycled: ["recirculated", "series_in", "reuse", "condensate"],
  total_use: [
    "withdrawal_total",
    "distributed_in",
    "recirculated",
    "series_in",
    "reuse",
    "condensate",
  ],
  inflow: [
    ...withdrawals,
    "distributed_in",
    "carried_in",
    "series_in",
    "reuse",
    "condensate",
    "treatment_in",
  ],
  outflow: [
    "series_out",
    "reuse_out",
    "distributed_out",
    "consumption",
    "discharge",
    "leakage",
    "supplied",
    "storage_gain",
  ],
};
