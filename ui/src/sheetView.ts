/** A sheet that is too large to be drawn whole: which part is, and where a key leads. */
import type { ImportColumn } from "./bindings/ImportColumn";
import type { ImportSheet } from "./bindings/ImportSheet";
import type { ImportTable } from "./bindings/ImportTable";
import { moved, type Place, type Press, within } from "./grid";
import type { Region } from "./sheet";

/** Height of a row, px. */
export const ROW = 26;

/** What a key asks of the sheet. */
export type SheetMove =
  | { kind: "go"; to: Place }
  | { kind: "meaning" }
  | { kind: "unit" }
  | { kind: "row" }
  | { kind: "unused" }
  | { kind: "header"; top: number; bottom: number }
  | { kind: "sheet"; by: number }
  | { kind: "none" };

type SheetPress = Press & { shift: boolean };

/** The rows and columns that can be gone to: a little more than what holds something. */
export const extentOf = (sheet: ImportSheet) => ({
  rows: Math.max(sheet.rows + 2, 20),
  columns: Math.max(sheet.cols + 1, 8),
});

/** Where a key leads from a cell; `page` is how many rows are seen. */
export function sheetMove(
  at: Place,
  press: SheetPress,
  sheet: ImportSheet,
  around: { tables: ImportTable[]; page: number },
): SheetMove {
  const { key, ctrl, alt, shift } = press;
  const extent = { ...extentOf(sheet), page: around.page };
  if (alt) return key === "ArrowDown" ? { kind: "unit" } : { kind: "none" };
  if (ctrl && (key === "PageUp" || key === "PageDown")) {
    return { kind: "sheet", by: key === "PageUp" ? -1 : 1 };
  }
  if (shift && key === "F2") return { kind: "row" };
  if (!ctrl && key.toLowerCase() === "h") return { kind: "header", top: at.row, bottom: at.row };
  if (ctrl && key.startsWith("Arrow")) {
    return { kind: "go", to: within(edge(at, key, sheet, around.tables), extent) };
  }
  const move = moved(at, press, extent);
  if (move.kind === "go") return move;
  if (move.kind === "clear") return key === "Delete" ? { kind: "unused" } : { kind: "none" };
  return move.kind === "edit" && move.first === "" ? { kind: "meaning" } : { kind: "none" };
}

/** The next edge of a table in a direction, or of the sheet. */
function edge({ row, column }: Place, key: string, sheet: ImportSheet, all: ImportTable[]): Place {
  const tables = all.filter((table) => table.sheet === sheet.name);
  const rows = [0, sheet.rows - 1, ...tables.flatMap(({ top, bottom }) => [top, bottom])];
  const columns = [0, sheet.cols - 1, ...tables.flatMap(({ left, right }) => [left, right])];
  const above = (from: number, stops: number[]) =>
    Math.max(0, ...stops.filter((stop) => stop < from));
  const below = (from: number, stops: number[]) => {
    const next = stops.filter((stop) => stop > from);
    return next.length > 0 ? Math.min(...next) : from;
  };
  if (key === "ArrowUp") return { row: above(row, rows), column };
  if (key === "ArrowDown") return { row: below(row, rows), column };
  if (key === "ArrowLeft") return { row, column: above(column, columns) };
  return { row, column: below(column, columns) };
}

/** The table in which a cell stands. */
export const tableAt = (tables: ImportTable[], sheet: string, at: Place): ImportTable | null =>
  tables.find(
    (table) =>
      table.sheet === sheet &&
      at.row >= table.top &&
      at.row <= table.bottom &&
      at.column >= table.left &&
      at.column <= table.right,
  ) ?? null;

/** The column of a table, which is a row where its units stand across. */
export const columnAt = (table: ImportTable, at: Place): ImportColumn | null =>
  table.columns.find(({ col }) => col === (table.transposed ? at.row : at.column)) ?? null;

/** The line of a table that is no column: its row, or its column where units stand across. */
export const lineAt = (table: ImportTable, at: Place): number =>
  table.transposed ? at.column : at.row;

/** Where the columns begin, px; one more than there are columns. */
export function offsets(widths: number[]): number[] {
  const found = [0];
  for (const width of widths) found.push((found.at(-1) ?? 0) + width);
  return found;
}

/** The first place that does not lie before an offset. */
export function placeAt(begins: number[], offset: number): number {
  let [low, high] = [0, begins.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((begins[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The cells that are seen through a frame. */
export function seen(
  frame: { top: number; left: number; width: number; height: number },
  begins: number[],
  rows: number,
): Region {
  const last = begins.length - 2;
  return {
    top: Math.max(0, Math.floor(frame.top / ROW) - 2),
    bottom: Math.min(rows - 1, Math.ceil((frame.top + frame.height) / ROW) + 2),
    left: Math.min(last, placeAt(begins, frame.left)),
    right: Math.min(last, placeAt(begins, frame.left + frame.width)),
  };
}

/** How wide a column is drawn for the texts that stand in it, px. */
export function widthFor(texts: string[]): number {
  const wide = (text: string) =>
    [...text].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) > 0x2e7f ? 14 : 8), 0);
  const lengths = texts.map((text) => Math.max(...text.split("\n").map(wide), 0));
  lengths.sort((one, two) => one - two);
  // One long remark does not make a column wide.
  const most = lengths[Math.floor((lengths.length - 1) * 0.9)] ?? 0;
  return Math.max(72, Math.min(176, most + 26));
}
