/** The cells of a sheet that are drawn: those in sight that hold something, a merged region once. */
import type { ImportCell } from "../../bindings/ImportCell";
import type { Place } from "../../grid";
import type { Region } from "../../sheet";

/** A cell and the room that it takes. */
export type Drawn = Region & { name: string; cell: ImportCell };

/** The numbers from one to another, both included. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

export const point = ({ row, column }: Place): Region => ({
  top: row,
  bottom: row,
  left: column,
  right: column,
});

export const meets = (one: Region, two: Region): boolean =>
  one.top <= two.bottom && one.bottom >= two.top && one.left <= two.right && one.right >= two.left;

const nameOf = (row: number, column: number) => `${row}:${column}`;

/** What is drawn of a region; `first` gives the cell that speaks for a merged region. */
export function drawnCells(
  region: Region,
  merges: Region[],
  cells: ImportCell[],
  first: (row: number, column: number) => ImportCell | undefined,
): Drawn[] {
  const inSight = merges.filter((merge) => meets(merge, region));
  const covered = new Set<string>();
  for (const { top, left, bottom, right } of inSight) {
    // A region may be merged over the whole sheet: only what is in sight counts.
    for (const row of range(Math.max(top, region.top), Math.min(bottom, region.bottom))) {
      for (const column of range(Math.max(left, region.left), Math.min(right, region.right)))
        covered.add(nameOf(row, column));
    }
  }
  const merged = inSight.flatMap((merge): Drawn[] => {
    const cell = first(merge.top, merge.left);
    return cell ? [{ ...merge, name: nameOf(merge.top, merge.left), cell }] : [];
  });
  const single = cells.flatMap((cell): Drawn[] => {
    const [name, place] = [nameOf(cell.row, cell.col), { row: cell.row, column: cell.col }];
    const isShown = meets(point(place), region) && !covered.has(name);
    return isShown ? [{ ...point(place), name, cell }] : [];
  });
  return [...merged, ...single];
}
