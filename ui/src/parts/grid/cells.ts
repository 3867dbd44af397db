/** The cells of one grid by the place in which they are shown. */
import { computed, type Ref } from "vue";
import { edges, type Range, textsOf } from "../../block";
import type { Place } from "../../grid";
import type { Face, GridColumn, Typable } from "./columns";
import { storedAt, type View } from "./writes";

export type Held<Row> = {
  columns: GridColumn<Row>[];
  rows: Row[];
  foot?: Row[] | undefined;
  face: Face<Row>;
};

export function useCells<Row>(held: Held<Row>, shown: Ref<number[]>) {
  const count = computed(() => shown.value.length);
  const foot = computed(() => held.foot ?? []);
  const view = computed((): View => ({ shown: shown.value, rows: held.rows.length }));
  /** The columns that hold data; those behind them hold only what can be pressed. */
  const data = computed(() => held.columns.filter(({ aside }) => !aside).length);

  const rowAt = (row: number): Row | undefined => {
    const stored = shown.value[row];
    return stored === undefined ? foot.value[row - count.value] : held.rows[stored];
  };
  const cellAt = ({ row, column }: Place): { row: Row; column: GridColumn<Row> } | null => {
    const [of, shownIn] = [rowAt(row), held.columns[column]];
    return of === undefined || !shownIn ? null : { row: of, column: shownIn };
  };
  const textAt = (row: number, column: number): string => {
    const cell = cellAt({ row, column });
    return cell ? cell.column.text(cell.row) : "";
  };
  const keyOf = (row: number): string => {
    const of = rowAt(row);
    return of === undefined ? "" : held.face.keyOf(of, storedAt(view.value, row));
  };
  return {
    count,
    foot,
    view,
    data,
    rowAt,
    cellAt,
    textAt,
    keyOf,
    typableAt(place: Place): Typable {
      const cell = cellAt(place);
      return cell ? held.face.typable(cell.row, cell.column) : "no";
    },
    /** The name of a cell that stays its own where rows are sorted. */
    nameOf: ({ row, column }: Place) => `${keyOf(row)} ${held.columns[column]?.code ?? ""}`,
    /** The texts of a range, as they are copied. */
    copied(range: Range): string[][] {
      const { top, bottom, left, right } = edges(range);
      const to = { row: bottom, column: Math.min(right, data.value - 1) };
      return textsOf({ from: { row: top, column: left }, to }, (at) => textAt(at.row, at.column));
    },
  };
}
