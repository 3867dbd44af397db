/** What a person chose of an import, as a value: each change gives the choices anew. */
import type { ImportChoices } from "./bindings/ImportChoices";
import type { ImportHeaderChoice } from "./bindings/ImportHeaderChoice";
import type { ImportTable } from "./bindings/ImportTable";
import type { ImportTableChoice } from "./bindings/ImportTableChoice";

/** A table, by its first cell. */
export type TableKey = Pick<ImportTable, "sheet" | "top" | "left">;

/** What is chosen; null takes the choice back. */
export type Chosen = { meaning?: string | null; unit?: string | null };

export const same = (one: TableKey, two: TableKey): boolean =>
  one.sheet === two.sheet && one.top === two.top && one.left === two.left;

/** What is chosen of a table. */
export const choiceOf = (choices: ImportChoices, table: TableKey): ImportTableChoice =>
  choices.tables.find((choice) => same(choice, table)) ?? {
    sheet: table.sheet,
    top: table.top,
    left: table.left,
    role: null,
    unit: null,
    columns: [],
    rows: [],
  };

const isEmpty = ({ role, unit, columns, rows }: ImportTableChoice): boolean =>
  role === null && unit === null && columns.length === 0 && rows.length === 0;

function withTable(choices: ImportChoices, choice: ImportTableChoice): ImportChoices {
  const others = choices.tables.filter((other) => !same(other, choice));
  return { ...choices, tables: isEmpty(choice) ? others : [...others, choice] };
}

/** Chooses what a table is for. */
export const chooseRole = (choices: ImportChoices, table: TableKey, role: string | null) =>
  withTable(choices, { ...choiceOf(choices, table), role });

/** Chooses the unit of measure of a table. */
export const chooseUnit = (choices: ImportChoices, table: TableKey, unit: string | null) =>
  withTable(choices, { ...choiceOf(choices, table), unit });

/** Chooses the meaning or the unit of a column; what is not named stays. */
export function chooseColumn(choices: ImportChoices, table: TableKey, col: number, to: Chosen) {
  const choice = choiceOf(choices, table);
  const before = choice.columns.find((column) => column.col === col);
  const next = { meaning: null, unit: null, ...before, ...to, col };
  const others = choice.columns.filter((column) => column.col !== col);
  const isChosen = next.meaning !== null || next.unit !== null;
  return withTable(choices, { ...choice, columns: isChosen ? [...others, next] : others });
}

/** Chooses what a row is. */
export function chooseRow(
  choices: ImportChoices,
  table: TableKey,
  row: number,
  role: string | null,
) {
  const choice = choiceOf(choices, table);
  const others = choice.rows.filter((other) => other.row !== row);
  return withTable(choices, {
    ...choice,
    rows: role === null ? others : [...others, { row, role }],
  });
}

/** Takes rows of a sheet for a header, or no longer. What was chosen of the sheet's tables falls away: they are others then. */
export function chooseHeader(choices: ImportChoices, sheet: string, top: number, bottom: number) {
  const touches = (other: ImportHeaderChoice) =>
    other.sheet === sheet && other.top <= bottom + 1 && other.bottom >= top - 1;
  const near = choices.headers.filter(touches);
  const inside = near.find((other) => other.top <= top && other.bottom >= bottom);
  const grown = {
    sheet,
    top: Math.min(top, ...near.map((other) => other.top)),
    bottom: Math.max(bottom, ...near.map((other) => other.bottom)),
  };
  return {
    ...choices,
    tables: choices.tables.filter((table) => table.sheet !== sheet),
    headers: [...choices.headers.filter((other) => !touches(other)), ...(inside ? [] : [grown])],
  };
}

/** Gives other tables with the same headers what was chosen of one and its columns. */
export function chooseAlike(choices: ImportChoices, table: TableKey, others: TableKey[]) {
  const { role, unit, columns } = choiceOf(choices, table);
  return others.reduce(
    (made, { sheet, top, left }) =>
      withTable(made, { ...choiceOf(made, { sheet, top, left }), role, unit, columns }),
    choices,
  );
}

/** Uses a remembered layout for this file, or not. */
export const useRemembered = (choices: ImportChoices, id: string, used: boolean) => ({
  ...choices,
  without: [...choices.without.filter((other) => other !== id), ...(used ? [] : [id])],
});

/** Choices with those before and those that were taken back. */
export type History = { past: ImportChoices[]; now: ImportChoices; future: ImportChoices[] };

export const begun = (now: ImportChoices): History => ({ past: [], now, future: [] });

export const chosen = ({ past, now }: History, next: ImportChoices): History => ({
  past: [...past, now],
  now: next,
  future: [],
});

export function takenBack(history: History): History {
  const now = history.past.at(-1);
  if (!now) return history;
  return { past: history.past.slice(0, -1), now, future: [history.now, ...history.future] };
}

export function doneAgain(history: History): History {
  const [now, ...future] = history.future;
  return now ? { past: [...history.past, history.now], now, future } : history;
}
