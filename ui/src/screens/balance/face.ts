/** What the grid of a balance asks: which cells are typed into, and what they look like. */
import { reactive, watch } from "vue";
import * as api from "../../api";
import { isEditable } from "../../balance";
import type { Diagnosis } from "../../bindings/Diagnosis";
import type { Doubt } from "../../bindings/Doubt";
import { change } from "../../journey";
import { lastBasis } from "../../lastBasis";
import { messages } from "../../messages";
import { punct } from "../../messages/punctuation";
import type { Face, How, Write } from "../../parts/grid/columns";
import { ids } from "../../testids";
import { announce, tell } from "../../work";
import { written } from "./block";
import { type Line, type Shown, unitOf } from "./columns";

/** The face of the balance that is shown. */
export function faceOf(held: {
  diagnosis: () => Diagnosis;
  shown: () => Shown;
  chosen: () => string;
  /** What is to be mended in a figure by its cell: `sheet!A1`. */
  faults: Map<string, string>;
}): Face<Line> {
  const kindOf = (code: string) => held.shown().of[code];
  return {
    ownEditor: true,
    keyOf: (line) => unitOf(line)?.id ?? "site",
    depthOf: (line) => unitOf(line)?.depth ?? 0,
    rowId: (line, at) => (unitOf(line) ? ids.unitRow(at) : ids.siteRow),
    cellId: (line, at, { code }) => {
      if (unitOf(line) === null) return ids.siteCell(code);
      const kind = kindOf(code)?.kind;
      if (kind === "name") return ids.unitName(at);
      return kind === "closure" ? ids.unitClosure(at) : ids.unitCell(at, code);
    },
    typable: (line, { code }) => {
      const column = kindOf(code);
      return column && isEditable(unitOf(line), column) ? "number" : "no";
    },
    rowLook: (line) => {
      const unit = unitOf(line);
      if (!unit) return "balance-row is-site";
      const isChosen = unit.id === held.chosen() ? " is-chosen" : "";
      return `balance-row is-${unit.closure}${unit.has_children ? " is-parent" : ""}${isChosen}`;
    },
    cellLook: (line, { code }) => {
      const column = kindOf(code);
      const unit = unitOf(line);
      const figure = unit?.figures[code];
      const value = figure ? figure.value : line.sums[code];
      const isZero = unit !== null && value === 0 ? " is-zero" : "";
      const isEntry = column?.kind === "item" && figure?.origin_kind === "entry" ? " is-entry" : "";
      return `is-${column?.kind ?? ""}${isZero}${isEntry}`;
    },
    tip: (line, { code }) => {
      const figure = unitOf(line)?.figures[code];
      return figure ? [figure.basis_name, figure.origin].filter(Boolean).join(punct.gap) : "";
    },
    fault: (line, { code }) => {
      const cells = unitOf(line)?.figures[code]?.cells ?? [];
      const told = cells.map(({ sheet, a1 }) => held.faults.get(`${sheet}!${a1}`)).filter(Boolean);
      return told.join(" ");
    },
    write: (writes, how) => write(held.diagnosis(), held.shown(), writes, how),
  };
}

/** Makes all writes one change; where nothing changes, nothing is asked. */
async function write(
  diagnosis: Diagnosis,
  shown: Shown,
  writes: Write[],
  how: How,
): Promise<boolean> {
  const columns = shown.grid.flatMap(({ code }) => shown.of[code] ?? []);
  const { edits, refused, skipped } = written({ diagnosis, columns }, writes, lastBasis.value);
  if (refused.length > 0) {
    const told = how === "fill" ? messages.grid.notFilled : messages.block.refused;
    tell({ code: "refused", ...told(refused) });
    return false;
  }
  if (edits.length === 0) return true;
  const done = await change(messages.work.saving, ({ id }) => api.editFlows(id, edits));
  if (done && skipped > 0) announce(messages.grid.skipped(skipped));
  return done;
}

/** What is to be mended, by the cell that it is about: `sheet!A1`. What is told of other cells
 * stays as it was, so that only the rows of which something else is told are drawn anew. */
export function useFaults(doubts: () => Doubt[]): Map<string, string> {
  const held = reactive(new Map<string, string>());
  watch(
    doubts,
    (now) => {
      const found = faultsOf(now);
      for (const cell of [...held.keys()]) if (!found.has(cell)) held.delete(cell);
      for (const [cell, told] of found) held.set(cell, told);
    },
    { immediate: true },
  );
  return held;
}

function faultsOf(doubts: Doubt[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { severity, message, fix, cells } of doubts) {
    if (severity !== "error") continue;
    for (const { sheet, a1 } of cells) found.set(`${sheet}!${a1}`, `${message}${fix}`);
  }
  return found;
}
