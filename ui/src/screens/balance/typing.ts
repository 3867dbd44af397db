/** What was typed into a figure of the balance. */
import type { FlowEdit } from "../../bindings/FlowEdit";

/** The change, its text, and its words for telling of it. */
export type Typed = { edit: FlowEdit; text: string; label: string };

/** A key that empties the cell, to be told from none. */
export const CLEAR = " ";
