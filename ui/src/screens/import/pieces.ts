/** The parts of a sheet that were fetched. A part that is out of date is shown until the new one comes. */
import { shallowRef } from "vue";
import type { ImportCell } from "../../bindings/ImportCell";
import type { ImportPiece } from "../../bindings/ImportPiece";
import type { ImportRow } from "../../bindings/ImportRow";
import type { Region } from "../../sheet";

const [ROWS, COLUMNS, MOST] = [80, 40, 120];

type Part = {
  generation: number;
  cells: Map<string, ImportCell>;
  merges: Region[];
  rows: ImportRow[];
};

const key = (row: number, column: number) => `${row}:${column}`;

/** What was fetched of sheets; `load` fetches a part. */
export function usePieces(
  load: (sheet: string, region: Region) => Promise<ImportPiece | undefined>,
) {
  const parts = shallowRef(new Map<string, Part>());
  const underWay = new Set<string>();
  let generation = 0;

  const names = (sheet: string, region: Region): [string, Region][] => {
    const found: [string, Region][] = [];
    for (let down = Math.floor(region.top / ROWS); down * ROWS <= region.bottom; down++) {
      for (
        let right = Math.floor(region.left / COLUMNS);
        right * COLUMNS <= region.right;
        right++
      ) {
        const [top, left] = [down * ROWS, right * COLUMNS];
        const part = { top, left, bottom: top + ROWS - 1, right: left + COLUMNS - 1 };
        found.push([`${sheet}/${down}/${right}`, part]);
      }
    }
    return found;
  };

  async function fetch(name: string, sheet: string, region: Region) {
    const of = generation;
    underWay.add(`${of} ${name}`);
    const piece = await load(sheet, region);
    underWay.delete(`${of} ${name}`);
    if (!piece || of !== generation) return;
    const next = new Map(parts.value);
    if (next.size >= MOST) next.clear();
    next.set(name, {
      generation: of,
      cells: new Map(piece.cells.map((cell) => [key(cell.row, cell.col), cell])),
      merges: piece.merges,
      rows: piece.rows,
    });
    parts.value = next;
  }

  /** Fetches what is missing or out of date of a region. */
  function want(sheet: string, region: Region) {
    for (const [name, part] of names(sheet, region)) {
      const isFresh = parts.value.get(name)?.generation === generation;
      if (!isFresh && !underWay.has(`${generation} ${name}`)) void fetch(name, sheet, part);
    }
  }

  const of = (sheet: string, region: Region): Part[] =>
    names(sheet, region).flatMap(([name]) => parts.value.get(name) ?? []);

  return {
    want,
    /** Everything fetched so far is out of date. */
    renew() {
      generation += 1;
    },
    cell(sheet: string, row: number, column: number): ImportCell | undefined {
      const [part] = of(sheet, { top: row, bottom: row, left: column, right: column });
      return part?.cells.get(key(row, column));
    },
    /** Cells of a region that hold something. */
    cells: (sheet: string, region: Region): ImportCell[] =>
      of(sheet, region).flatMap((part) => [...part.cells.values()]),
    merges(sheet: string, region: Region): Region[] {
      const found = new Map<string, Region>();
      for (const part of of(sheet, region)) {
        for (const merge of part.merges) found.set(key(merge.top, merge.left), merge);
      }
      return [...found.values()];
    },
    rows: (sheet: string, region: Region): ImportRow[] =>
      of(sheet, region).flatMap((part) => part.rows),
  };
}
