/** A table whose cells are fields: what its columns hold, and what a pasted block makes of it. */
import { edges, figured, type Range, spread } from "./block";
import { editable, UNKNOWN } from "./format";
import { messages } from "./messages";

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
};

/** Rows after a change, and the cells that refuse it. */
export type Filled<Row> = { rows: Row[]; refused: string[] };

/** What is wrong with a text in a field; empty where nothing is. */
export function fault<Row>(column: FieldColumn<Row>, row: Row, text: string): string {
  const put = column.put(row, text);
  return "wrong" in put ? put.wrong : "";
}

/** A block put over a range, in new rows where it goes on below the last; heads that came along are left out. */
export function filled<Row>(
  held: { rows: Row[]; columns: FieldColumn<Row>[]; fresh: () => Row },
  range: Range,
  cells: string[][],
): Filled<Row> {
  const { top, left } = edges(range);
  const rows = [...held.rows];
  const refused: string[] = [];
  const block = spread(range, isHead(held.columns, left, cells[0]) ? cells.slice(1) : cells);
  block.forEach((line, down) => {
    const at = top + down;
    if (at >= rows.length && line.every((text) => text.trim() === "")) return;
    line.forEach((text, across) => {
      const column = held.columns[left + across];
      const given = asTyped(text, column?.number ?? false);
      if (!column) {
        if (given !== "") refused.push(m.outside(text));
        return;
      }
      const before = rows[at] ?? held.fresh();
      const put = given === column.text(before) ? { row: before } : column.put(before, given);
      if ("wrong" in put) refused.push(m.wrong(at + 1, column.label, text, put.wrong));
      else rows[at] = put.row;
    });
  });
  return { rows, refused };
}

/** A pasted text as it would be typed: a dash is what is not known, thousands may be parted. */
function asTyped(text: string, isNumber: boolean): string {
  const plain = text.trim();
  if (plain === UNKNOWN) return "";
  const number = isNumber ? figured(plain) : null;
  return number?.kind === "number" ? editable(number.value) : plain;
}

function isHead<Row>(columns: FieldColumn<Row>[], left: number, line: string[] | undefined) {
  return (
    line !== undefined &&
    line.length > 1 &&
    line.every((text, across) => columns[left + across]?.label === text.trim())
  );
}

/** The rows with every field of a range empty. */
export function emptied<Row>(rows: Row[], columns: FieldColumn<Row>[], range: Range): Row[] {
  const { top, bottom, left, right } = edges(range);
  const empty = (row: Row) =>
    columns.slice(left, right + 1).reduce((made, column) => {
      const put = column.put(made, "");
      return "wrong" in put ? made : put.row;
    }, row);
  return rows.map((row, at) => (top <= at && at <= bottom ? empty(row) : row));
}
