/** What the explaining panel shows: of what the user asked, and the piece of a sheet behind it. */
import { shallowRef } from "vue";
import * as api from "./api";
import type { Cell } from "./bindings/Cell";
import type { SheetPiece } from "./bindings/SheetPiece";
import { messages } from "./messages";
import { attempt } from "./work";

/** Of what an explanation is asked. It names its subject, so that it never shows old figures. */
export type Subject =
  | { kind: "figure"; unit: string; code: string }
  | { kind: "imbalance"; unit: string }
  | { kind: "reuse"; unit: string }
  | { kind: "site"; code: string }
  | { kind: "site_imbalance" }
  | { kind: "site_reuse" }
  | { kind: "indicator"; code: string; of: string }
  | { kind: "trend"; code: string; of: string; year: number }
  | { kind: "comparison"; index: number }
  | { kind: "finding"; index: number }
  | { kind: "cells"; title: string; cells: Cell[] };

export const subject = shallowRef<Subject | null>(null);
export const piece = shallowRef<{ cell: Cell; piece: SheetPiece } | null>(null);

let opener: Element | null = null;

export function explain(asked: Subject) {
  if (subject.value === null) opener = document.activeElement;
  subject.value = asked;
  piece.value = null;
}

/** Closes the panel and gives the keyboard back to where it was asked from. */
export function closeExplanation() {
  if (subject.value === null) return;
  subject.value = null;
  piece.value = null;
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  opener = null;
}

/** Shows a cell with what stands around it in the enterprise's own file. */
export async function showCell(id: string, cell: Cell) {
  const shown = await attempt(messages.work.cell, () => api.sheetPiece(id, cell));
  if (!shown) return;
  if (subject.value === null) {
    explain({ kind: "cells", title: `${cell.sheet}!${cell.a1}`, cells: [cell] });
  }
  piece.value = { cell, piece: shown };
}
