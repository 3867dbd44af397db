/** Addresses of cells as spreadsheets write them. */
import type { Cell } from "./bindings/Cell";

/** A block of cells, counted from 0, both ends included. */
export type Region = { top: number; left: number; bottom: number; right: number };

/** The letters of a column, counted from 0. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** The cells that an address names: one, or a block such as `B5:H5`. */
export function regionOf({ a1, row, col }: Cell): Region {
  const end = /:([A-Z]+)(\d+)$/.exec(a1);
  if (!end) return { top: row, left: col, bottom: row, right: col };
  return { top: row, left: col, bottom: Number(end[2]) - 1, right: columnNumber(end[1] ?? "A") };
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
