/** Blocks of cells: as a spreadsheet program puts them on the clipboard, and as it takes them. */
import { type Typed, typed } from "./format";
import type { Place } from "./grid";

/** A rectangle of cells, from one corner to the other, in any order. */
export type Range = { from: Place; to: Place };

/** Its edges, ends included. */
export const edges = ({ from, to }: Range) => ({
  top: Math.min(from.row, to.row),
  bottom: Math.max(from.row, to.row),
  left: Math.min(from.column, to.column),
  right: Math.max(from.column, to.column),
});

export function holds(range: Range | null, row: number, column: number): boolean {
  if (range === null) return false;
  const { top, bottom, left, right } = edges(range);
  return top <= row && row <= bottom && left <= column && column <= right;
}

/** The text of every cell of a range. */
export function textsOf(range: Range, text: (place: Place) => string): string[][] {
  const { top, bottom, left, right } = edges(range);
  return steps(top, bottom).map((row) => steps(left, right).map((column) => text({ row, column })));
}

/** What is pasted over a range: one value fills all of it. */
export function spread(range: Range, cells: string[][]): string[][] {
  const { top, left, bottom, right } = edges(range);
  const [first] = cells[0] ?? [];
  if (first === undefined || cells.length > 1 || (cells[0]?.length ?? 0) > 1) return cells;
  return steps(top, bottom).map(() => steps(left, right).map(() => first));
}

const steps = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** What a press of keys asks of a block of cells; null where it asks nothing of it. */
export function blockKey(event: KeyboardEvent): "all" | "copy" | "paste" | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (!(ctrlKey || metaKey) || altKey || shiftKey) return null;
  switch (key.toLowerCase()) {
    case "a":
      return "all";
    case "c":
      return "copy";
    case "v":
      return "paste";
    default:
      return null;
  }
}

/** The cells of a block as text: tabs between fields, quotes where a field has a line break. */
export function parsed(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [field, behind] = text[at] === '"' ? quoted(text, at) : plain(text, at);
    row.push(field);
    at = behind;
    const ends = text[at] !== "\t";
    if (ends) {
      rows.push(row);
      row = [];
      if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    }
    at += 1;
    // A tab at the very end has an empty field behind it.
    if (!ends && at >= text.length) rows.push([...row, ""]);
  }
  return rows;
}

function plain(text: string, from: number): [string, number] {
  const end = text.slice(from).search(/[\t\r\n]/);
  return end < 0 ? [text.slice(from), text.length] : [text.slice(from, from + end), from + end];
}

/** A quoted field; one whose quote is never closed, or that goes on behind it, is plain text. */
function quoted(text: string, from: number): [string, number] {
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return plain(text, from);
    if (text[close + 1] === '"') {
      at = close + 2;
      continue;
    }
    const behind = text[close + 1];
    if (behind !== undefined && !/[\t\r\n]/.test(behind)) return plain(text, from);
    return [text.slice(from + 1, close).replaceAll('""', '"'), close + 1];
  }
}

/** A figure as a spreadsheet program shows it: thousands may be parted by commas. */
export function figured(text: string): Typed {
  const plain = text.normalize("NFKC").trim();
  const thousands = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain);
  return typed(thousands ? plain.replaceAll(",", "") : plain);
}

/** Text that no spreadsheet program takes for a formula. Numbers are left as they are. */
export function harmless(text: string): string {
  const isNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text);
  return !isNumber && /^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** The block as text. */
export const asText = (rows: string[][]): string =>
  rows.map((row) => row.map((cell) => field(harmless(cell))).join("\t")).join("\r\n");

const field = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The block as a web table. */
export const asHtml = (rows: string[][]): string => {
  const cells = (row: string[]) => row.map((cell) => `<td>${markup(harmless(cell))}</td>`).join("");
  return `<table>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</table>`;
};

const markup = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/\r?\n/g, "<br>");
