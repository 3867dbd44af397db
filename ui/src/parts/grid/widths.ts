/** How wide columns are drawn. They are told once, so that none moves while rows scroll by. */
import type { GridColumn } from "./columns";

/** The sides of a cell and the mark behind a figure, in widths of a Chinese character. */
const SIDES = 2.2;
const [NARROWEST, WIDEST] = [4.6, 20];
/** How many rows are looked at; they lie evenly over all. */
const LOOKED_AT = 200;

/** The width of a text in widths of a Chinese character. */
export const wide = (text: string): number =>
  [...text].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.6), 0);

/** The width of each column, in widths of a Chinese character. */
export function widthsOf<Row>(columns: GridColumn<Row>[], rows: Row[]): number[] {
  const step = Math.max(1, Math.ceil(rows.length / LOOKED_AT));
  const looked = rows.filter((_, index) => index % step === 0);
  return columns.map((column) => {
    if (column.width !== undefined) return column.width;
    const text = column.shown ?? column.text;
    const head = Math.max(wide(column.label), wide(column.unit ?? "")) + SIDES + 0.8;
    const body = looked.map((row) => wide(text(row)) + SIDES);
    return Math.max(NARROWEST, head, Math.min(WIDEST, Math.max(0, ...body)));
  });
}

/** The width that texts need in a column that is at least so wide. */
export const needed = (texts: string[], least: number): number =>
  Math.min(Math.max(WIDEST, least), Math.max(least, ...texts.map((text) => wide(text) + SIDES)));

/** The widths in px; where the frame has room, all grow alike. */
export function stretched(widths: number[], em: number, room: number): number[] {
  const sum = widths.reduce((total, each) => total + each * em, 0);
  const by = sum > 0 ? Math.max(1, room / sum) : 1;
  return widths.map((each) => Math.floor(each * em * by));
}

/** Where frozen columns stand: how far the first ones are from the left, and the last ones from the right. */
export function stops(
  widths: number[],
  frozen: number,
  isEnd: (column: number) => boolean,
): { left: (number | null)[]; right: (number | null)[] } {
  let sum = 0;
  const left = widths.map((width, column) => {
    const at = column < frozen ? sum : null;
    sum += width;
    return at;
  });
  sum = 0;
  const right = widths
    .map((_, index) => widths.length - 1 - index)
    .map((column) => {
      const at = isEnd(column) ? sum : null;
      if (isEnd(column)) sum += widths[column] ?? 0;
      return at;
    })
    .reverse();
  return { left, right };
}

/** The share of the frame that columns which stay in sight may take. */
const MOST = 0.6;

/** Which of the last columns stay in sight: none where little room would be left for the others. */
export function kept(
  widths: number[],
  frozen: number,
  isEnd: (column: number) => boolean,
  room: number,
): (column: number) => boolean {
  const stuck = widths.reduce(
    (sum, width, column) => sum + (column < frozen || isEnd(column) ? width : 0),
    0,
  );
  return room > 0 && stuck > room * MOST ? () => false : isEnd;
}

/** At most so much is given to a column for the next one to begin where the room ends, px. */
const SPARE = 48;

/** Widths at which no column is cut before anything is scrolled: those that fit share what is left
 * of the room, so that the next one begins behind it. */
export function settled(
  widths: number[],
  isStuck: (column: number) => boolean,
  room: number,
): number[] {
  const sum = (of: number[]) => of.reduce((total, column) => total + (widths[column] ?? 0), 0);
  const all = widths.map((_, column) => column);
  const free = room - sum(all.filter(isStuck));
  const moving = all.filter((column) => !isStuck(column));
  if (sum(moving) <= free) return widths;
  let left = free;
  const fitting = moving.slice(
    0,
    moving.findIndex((column) => {
      left -= widths[column] ?? 0;
      return left < 0;
    }),
  );
  const spare = free - sum(fitting);
  const each = Math.floor(spare / fitting.length);
  if (fitting.length === 0 || each > SPARE) return widths;
  const last = fitting.at(-1);
  return widths.map((width, column) => {
    if (!fitting.includes(column)) return width;
    return width + (column === last ? spare - each * (fitting.length - 1) : each);
  });
}
