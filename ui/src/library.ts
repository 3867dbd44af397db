/** What the page knows of rows of the library beside what Rust tells. */
import type { LibraryKey } from "./bindings/LibraryKey";
import type { LibraryRow } from "./bindings/LibraryRow";
import type { Quota } from "./bindings/Quota";
import { typed } from "./format";
import type { Mark } from "./marks";
import { type LevelName, levelNames } from "./quota";

/** A row in one word, for lists of what is selected. */
export const keyOf = (row: LibraryKey): string => `${row.table}/${row.id}`;

const states: Record<string, Mark> = {
  confirmed: { sign: "✓", look: "is-good" },
  changed: { sign: "×", look: "is-bad" },
};

/** How a row's confirmation looks. */
export const stateMark = (state: string): Mark => states[state] ?? { sign: "△", look: "is-warn" };

/** True where every row is of the same document, so that one person with one document in hand can
 * confirm them all. */
export const isOneDocument = (rows: LibraryRow[]): boolean =>
  rows.every((row) => row.document === rows[0]?.document);

/** The texts of a row that can be changed. */
export const editable = [
  "standard",
  "title",
  "edition",
  "issued",
  "effective",
  "superseded",
  "clause",
  "region",
  "industry",
  "industry_code",
  "product",
  "condition",
  "unit",
  "basis",
  "formula",
  "source",
  "notes",
] as const;

/** A row as it is being changed. */
export type Revision = {
  texts: Record<(typeof editable)[number], string>;
  levels: Record<LevelName, string>;
  usage: string;
};

export function revisionOf(quota: Quota): Revision {
  const texts = Object.fromEntries(editable.map((name) => [name, quota[name]]));
  const levels = Object.fromEntries(
    levelNames.map((name) => [name, quota[name]?.toString() ?? ""]),
  );
  return {
    texts: texts as Revision["texts"],
    levels: levels as Revision["levels"],
    usage: quota.usage,
  };
}

/** The row with what was changed; null where a value is no number above zero. */
export function revised(quota: Quota, { texts, levels, usage }: Revision): Quota | null {
  const values: Partial<Record<LevelName, number | null>> = {};
  for (const name of levelNames) {
    const read = typed(levels[name]);
    if (read.kind === "refused" || (read.kind === "number" && read.value <= 0)) return null;
    values[name] = read.kind === "number" ? read.value : null;
  }
  return { ...quota, ...texts, ...values, usage };
}
