/** Which cells a pasted block, a fill or a deletion writes; rows that are not shown are left alone. */
import { edges, type Range, spread } from "../../block";
import type { Write } from "./columns";

/** The rows of a grid as shown: their places among all, and how many there are of those. */
export type View = { shown: number[]; rows: number };

/** The row that is shown in a place; behind the shown ones the foot follows, then new rows. */
export const storedAt = ({ shown, rows }: View, at: number): number =>
  shown[at] ?? rows + (at - shown.length);

/** A block put over a range; one value fills all of it, and heads that came along are left out. */
export const pasting = (view: View, range: Range, cells: string[][], labels: string[]): Write[] => {
  const { top, left } = edges(range);
  const isHead = (line: string[] | undefined) =>
    line !== undefined &&
    line.length > 1 &&
    line.every((text, across) => labels[left + across] === text.trim());
  return spread(range, isHead(cells[0]) ? cells.slice(1) : cells).flatMap((line, down) =>
    line.map((text, across) => ({
      row: storedAt(view, top + down),
      column: left + across,
      text,
    })),
  );
};

const steps = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

/** An empty text for every cell of a range. */
export function clearing(view: View, range: Range): Write[] {
  const { top, bottom, left, right } = edges(range);
  return steps(top, bottom).flatMap((row) =>
    steps(left, right).map((column) => ({ row: storedAt(view, row), column, text: "" })),
  );
}

/** The first row of a range repeated in all below it; of a single row, the row above it. */
export function fillingDown(
  view: View,
  range: Range,
  textOf: (row: number, column: number) => string,
): Write[] {
  const { top, bottom, left, right } = edges(range);
  const source = top === bottom ? top - 1 : top;
  if (source < 0) return [];
  return repeated(view, { source: [source, source], target: [source + 1, bottom] }, textOf, [
    left,
    right,
  ]);
}

/** A range drawn on by its handle to another row, below or above it: its rows are repeated there. */
export function fillingTo(
  view: View,
  range: Range,
  row: number,
  textOf: (row: number, column: number) => string,
): Write[] {
  const { top, bottom, left, right } = edges(range);
  if (row >= top && row <= bottom) return [];
  const target: [number, number] = row > bottom ? [bottom + 1, row] : [row, top - 1];
  return repeated(view, { source: [top, bottom], target }, textOf, [left, right]);
}

function repeated(
  view: View,
  { source, target }: { source: [number, number]; target: [number, number] },
  textOf: (row: number, column: number) => string,
  [left, right]: [number, number],
): Write[] {
  const high = source[1] - source[0] + 1;
  return steps(...target).flatMap((row) => {
    const by = (((row - source[0]) % high) + high) % high;
    const like = storedAt(view, source[0] + by);
    return steps(left, right).map((column) => ({
      row: storedAt(view, row),
      column,
      text: textOf(source[0] + by, column),
      like,
    }));
  });
}
