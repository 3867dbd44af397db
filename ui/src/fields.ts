/** A table whose cells are fields: what its columns hold, and what a pasted block makes of it. */
import { figured } from "./block";
import { editable, typed, UNKNOWN } from "./format";
import { messages } from "./messages";
import type { GridColumn, Write } from "./parts/grid/columns";

const m = messages.block;

/** A column of fields over rows of one kind. */
export type FieldColumn<Row> = {
  name: string;
  label: string;
  number: boolean;
  hint?: string;
  /** What stands in a field; nothing where it is not known. */
  text: (row: Row) => string;
  /** The row with what a text says, or what is wrong with the text. */
  put: (row: Row, text: string) => { row: Row } | { wrong: string };
  /** What is wrong with what stands there beside the other rows; empty where nothing is. */
  fault?: (row: Row, rows: Row[]) => string;
};

/** Rows after a change, and the cells that refuse it. */
export type Filled<Row> = { rows: Row[]; refused: string[] };

/** What is wrong with a text in a field; empty where nothing is. */
export function fault<Row>(column: FieldColumn<Row>, row: Row, text: string): string {
  const put = column.put(row, text);
  return "wrong" in put ? put.wrong : "";
}

/** Texts put into cells, in new rows where they lie below the last; a blank line there makes none. */
export function written<Row>(
  held: { rows: Row[]; columns: FieldColumn<Row>[]; fresh: () => Row },
  writes: Write[],
): Filled<Row> {
  const rows = [...held.rows];
  const refused: string[] = [];
  const lines = new Map<number, Write[]>();
  for (const write of writes) lines.set(write.row, [...(lines.get(write.row) ?? []), write]);
  for (const [at, line] of lines) {
    if (at >= held.rows.length && line.every(({ text }) => text.trim() === "")) continue;
    const place = Math.min(at, rows.length);
    for (const write of line) {
      const column = held.columns[write.column];
      const given = asTyped(write.text, column?.number ?? false);
      if (!column) {
        if (given !== "") refused.push(m.outside(write.text));
        continue;
      }
      const before = rows[place] ?? held.fresh();
      const put = given === column.text(before) ? { row: before } : column.put(before, given);
      if ("wrong" in put) refused.push(m.wrong(at + 1, column.label, write.text, put.wrong));
      else rows[place] = put.row;
    }
  }
  return { rows, refused };
}

/** A pasted text as it would be typed: a dash is what is not known, thousands may be parted. */
function asTyped(text: string, isNumber: boolean): string {
  const plain = text.trim();
  if (plain === UNKNOWN) return "";
  const number = isNumber ? figured(plain) : null;
  return number?.kind === "number" ? editable(number.value) : plain;
}

/** The column as a grid takes it. */
export function asGridColumn<Row>(column: FieldColumn<Row>): GridColumn<Row> {
  const { name, label, number, text } = column;
  const valueIn = (row: Row) => {
    const plain = text(row);
    const figure = number ? typed(plain) : null;
    return figure?.kind === "number" ? figure.value : plain === "" ? null : plain;
  };
  return {
    code: name,
    label,
    ...(number ? { align: "number" as const } : {}),
    text,
    value: valueIn,
  };
}
