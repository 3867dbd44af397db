/** What a grid shows: its columns, and what the rows of one kind look like in it. */
import type { Place } from "../../grid";

/** A filter that a column offers beside text: its code, what it says, and which rows it lets through. */
export type Choice<Row> = { code: string; label: string; test: (row: Row) => boolean };

/** A column over rows of one kind. */
export type GridColumn<Row> = {
  code: string;
  label: string;
  /** The unit of measure, below the label. */
  unit?: string;
  align?: "number";
  /** Whether the slot `cell` draws it; else its text is shown. */
  drawn?: boolean;
  /** Holds no data but a button or a link: is neither copied nor sorted. */
  aside?: boolean;
  /** Stays in sight at the right edge. */
  end?: boolean;
  /** Its width in widths of a Chinese character; told by its texts where it is missing. */
  width?: number;
  /** What stands in a cell with every digit: what is copied, filled and searched. */
  text: (row: Row) => string;
  /** What is read in a cell, where that is shorter. */
  shown?: (row: Row) => string;
  /** What rows are ordered by; null where it is not known. */
  value: (row: Row) => number | string | null;
  choices?: Choice<Row>[];
};

/** How a cell is typed into: not at all, by figures, or by words, which an input method may compose. */
export type Typable = "no" | "number" | "text";

/** A text for a cell; rows beyond the last are those of the foot, then new ones. */
export type Write = Place & {
  text: string;
  /** The row whose cell is repeated here; missing where the text was typed or pasted. */
  like?: number;
};

/** How writes came about: what is told when they are refused depends on it. */
export type How = "paste" | "fill" | "clear" | "type";

/** What a grid asks of whoever shows it. */
export type Face<Row> = {
  keyOf: (row: Row, index: number) => string;
  rowId: (row: Row, at: number) => string;
  cellId: (row: Row, at: number, column: GridColumn<Row>) => string;
  typable: (row: Row, column: GridColumn<Row>) => Typable;
  /** Makes all writes one change, or none of them; false where it was refused. */
  write: (writes: Write[], how: How) => Promise<boolean>;
  /** How far a row is indented; rows below a row of less depth belong to it. */
  depthOf?: (row: Row) => number;
  /** What is wrong with a text that is typed; empty where nothing is. */
  check?: (row: Row, column: GridColumn<Row>, text: string) => string;
  /** What is wrong with what stands in a cell; empty where nothing is. */
  fault?: (row: Row, column: GridColumn<Row>) => string;
  /** A word on a cell that is no fault: how a figure was obtained. */
  tip?: (row: Row, column: GridColumn<Row>) => string;
  /** Whether nothing in it is typed into. */
  readOnly?: boolean;
  /** Whether the slot `editor` is where cells are typed into. */
  ownEditor?: boolean;
  rowLook?: (row: Row) => string;
  cellLook?: (row: Row, column: GridColumn<Row>) => string;
};

/** The cell that is typed into; `first` is what was pressed there, null where it was opened to be edited. */
export type Typing = Place & { first: string | null };

/** Where the keyboard goes when what was typed is saved. */
export type Then = "down" | "up" | "left" | "right" | "stay";

/** What was typed and could not be saved, and why. */
export type Reject = { text: string; why: string };

/** What can be asked of a grid that is shown. */
export type GridHandle = {
  /** Takes the keyboard to a place. */
  go: (to: Place) => Promise<void>;
  /** Takes the keyboard to a cell of a row as it is stored; what hides the row is cleared. */
  find: (row: number, column: number) => Promise<void>;
  /** Brings a row as it is stored into sight, where it is shown. */
  show: (row: number) => Promise<void>;
  /** Takes the keyboard back to the cell where it was. */
  focus: () => Promise<void>;
  /** Opens a cell, as if that text had been typed into it. */
  type: (place: Place, first: string) => void;
  /** Ends typing; what was typed is left to whoever asks. */
  close: () => void;
  typing: () => Typing | null;
};
