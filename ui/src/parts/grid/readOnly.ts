/** Grids that are only looked at: searched, sorted, and copied into a spreadsheet program. */
import { UNKNOWN } from "../../format";
import { messages } from "../../messages";
import { tell } from "../../work";
import type { Face, GridColumn } from "./columns";

/** What such a grid asks; its rows have no identity but their place. */
export const readOnly = <Row>(rowId: (at: number) => string): Face<Row> => ({
  readOnly: true,
  keyOf: (_, index) => String(index),
  rowId: (_, at) => rowId(at),
  cellId: (_, at, { code }) => `${rowId(at)}-${code}`,
  typable: () => "no",
  write: async (_, how) => {
    if (how !== "clear") tell({ code: "refused", ...messages.grid.readOnly });
    return false;
  },
});

/** A column of words; empty where they are not known. */
export const words = <Row>(
  code: string,
  label: string,
  of: (row: Row) => string | null,
): GridColumn<Row> => ({
  code,
  label,
  text: (row) => of(row) || UNKNOWN,
  value: (row) => of(row) || null,
});

/** A column of figures, as they are written. */
export const figures = <Row>(
  code: string,
  label: string,
  of: (row: Row) => number | null,
  written: (value: number) => string,
): GridColumn<Row> => ({
  code,
  label,
  align: "number",
  text: (row) => {
    const value = of(row);
    return value === null ? UNKNOWN : written(value);
  },
  value: of,
});

/** A column that the grid is given a drawing of: where a row was read. */
export const links = <Row>(code: string, label: string, width = 12): GridColumn<Row> => ({
  code,
  label,
  width,
  aside: true,
  drawn: true,
  text: () => "",
  value: () => null,
});
