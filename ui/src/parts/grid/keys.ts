/** What a key press asks of a grid, as people know it from spreadsheet programs. */
import { edges, type Range } from "../../block";
import { type Extent, type Move, moved, type Place, type Press } from "../../grid";
import type { Typable } from "./columns";

export type Asked =
  | Move
  /** To another cell of the picked range, which stays. */
  | { kind: "walk"; to: Place }
  | { kind: "reach"; to: Place }
  | { kind: "drop" | "leave" | "menu" | "fill" | "all" | "copy" | "cut" | "paste" };

/** A grid as a key press finds it. */
export type Standing = {
  at: Place;
  picked: Range | null;
  /** Whether Tab goes from cell to cell; else it leads out of the grid. */
  roaming: boolean;
  /** How the cell takes what is typed; printed characters of words are left to it. */
  typable: Typable;
};

export type FullPress = Press & { shift: boolean };

export function asked(press: FullPress, standing: Standing, extent: Extent): Asked {
  const { key, ctrl, alt, shift } = press;
  const { at, picked, roaming } = standing;
  if (alt) return key === "ArrowDown" && !ctrl && !shift ? { kind: "menu" } : { kind: "none" };
  if (ctrl) return withCtrl(press, standing, extent);
  const range = picked !== null && isMany(picked) ? picked : null;
  switch (key) {
    case "Escape":
      return picked !== null ? { kind: "drop" } : roaming ? { kind: "leave" } : { kind: "none" };
    case "Tab":
      if (!roaming) return { kind: "none" };
      if (range) return { kind: "walk", to: across(at, range, shift ? -1 : 1) };
      return beside(at, extent, shift ? -1 : 1);
    case "Enter":
      if (range) return { kind: "walk", to: along(at, range, shift ? -1 : 1) };
      if (shift) return moved(at, { key: "ArrowUp", ctrl: false, alt: false }, extent);
      return { kind: "edit", first: "" };
  }
  if (key.length === 1 && standing.typable === "text") return { kind: "none" };
  return reaching(moved(from(press, standing), press, extent), shift);
}

/** The key of a press. WebKitGTK does not name Tab where Shift is held. */
export const keyOf = ({ key, keyCode }: KeyboardEvent): string =>
  key === "Unidentified" && keyCode === 9 ? "Tab" : key;

/** Keys with Shift go on from the end of what is picked. */
const from = ({ shift }: FullPress, { at, picked }: Standing) => (shift ? (picked?.to ?? at) : at);

const reaching = (move: Move, shift: boolean): Asked =>
  move.kind === "go" && shift ? { kind: "reach", to: move.to } : move;

function withCtrl(press: FullPress, standing: Standing, extent: Extent): Asked {
  if (!press.shift) {
    const kinds = { a: "all", c: "copy", x: "cut", v: "paste", d: "fill" } as const;
    const kind = kinds[press.key.toLowerCase() as keyof typeof kinds];
    if (kind) return { kind };
  }
  return reaching(moved(from(press, standing), press, extent), press.shift);
}

const isMany = ({ from: one, to }: Range) => one.row !== to.row || one.column !== to.column;

/** The next cell of a range, row by row; behind the last the first. */
function across({ row, column }: Place, range: Range, by: number): Place {
  const { top, bottom, left, right } = edges(range);
  const [wide, high] = [right - left + 1, bottom - top + 1];
  const next = around((row - top) * wide + (column - left) + by, wide * high);
  return { row: top + Math.floor(next / wide), column: left + (next % wide) };
}

/** The next cell of a range, column by column; behind the last the first. */
function along({ row, column }: Place, range: Range, by: number): Place {
  const { top, bottom, left, right } = edges(range);
  const [wide, high] = [right - left + 1, bottom - top + 1];
  const next = around((column - left) * high + (row - top) + by, wide * high);
  return { row: top + (next % high), column: left + Math.floor(next / high) };
}

const around = (at: number, count: number) => ((at % count) + count) % count;

/** The next cell of the row, then of the row below; at either end Tab leads out of the grid. */
function beside({ row, column }: Place, { rows, columns }: Extent, by: number): Asked {
  const next = row * columns + column + by;
  if (next < 0 || next >= rows * columns) return { kind: "none" };
  return { kind: "go", to: { row: Math.floor(next / columns), column: next % columns } };
}
