/** Addresses of cells as spreadsheets write them. */
import type { Cell } from "./bindings/Cell";
import type { SheetPiece } from "./bindings/SheetPiece";

/** A block of cells, counted from 0, both ends included. */
export type Region = { top: number; left: number; bottom: number; right: number };

/** The letters of a column, counted from 0. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** The cells that an address names: one, or a block such as `B5:H5`. */
export function regionOf({ row, col, to }: Cell): Region {
  const [bottom, right] = to ?? [row, col];
  return { top: row, left: col, bottom, right };
}

/** True where a block reaches further than the piece of its sheet that is shown. */
export const isCut = ({ top, left, rows }: SheetPiece, { bottom, right }: Region): boolean =>
  bottom >= top + rows.length || right >= left + (rows[0]?.length ?? 0);
