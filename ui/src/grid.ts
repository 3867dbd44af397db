/** Moving about a table with the keyboard. */

/** A cell of a grid, counted from 0. */
export type Place = { row: number; column: number };

/** How many rows and columns there are, and how many rows a page key passes. */
export type Extent = { rows: number; columns: number; page: number };

/** What a key press asks of a grid. */
export type Move =
  | { kind: "go"; to: Place }
  | { kind: "edit"; first: string }
  | { kind: "clear" }
  | { kind: "explain" }
  | { kind: "none" };

/** The part of a keyboard event that matters. */
export type Press = { key: string; ctrl: boolean; alt: boolean };

/** What a key press in a cell asks for; a place outside the grid is never gone to. */
export function moved(at: Place, press: Press, extent: Extent): Move {
  if (press.alt) return { kind: "none" };
  const to = target(at, press, extent);
  if (to) return { kind: "go", to: within(to, extent) };
  if (press.ctrl) return { kind: "none" };
  if (press.key === "Enter" || press.key === "F2") return { kind: "edit", first: "" };
  if (press.key === "Delete" || press.key === "Backspace") return { kind: "clear" };
  if (press.key === "=" || press.key === "＝") return { kind: "explain" };
  if (/^[0-9.\-０-９]$/.test(press.key)) return { kind: "edit", first: press.key };
  return { kind: "none" };
}

function target({ row, column }: Place, { key, ctrl }: Press, extent: Extent): Place | null {
  const [lastRow, lastColumn] = [extent.rows - 1, extent.columns - 1];
  switch (key) {
    case "ArrowUp":
      return { row: ctrl ? 0 : row - 1, column };
    case "ArrowDown":
      return { row: ctrl ? lastRow : row + 1, column };
    case "ArrowLeft":
      return { row, column: ctrl ? 0 : column - 1 };
    case "ArrowRight":
      return { row, column: ctrl ? lastColumn : column + 1 };
    case "PageUp":
      return { row: row - extent.page, column };
    case "PageDown":
      return { row: row + extent.page, column };
    case "Home":
      return { row: ctrl ? 0 : row, column: 0 };
    case "End":
      return { row: ctrl ? lastRow : row, column: lastColumn };
    default:
      return null;
  }
}

/** The nearest place that a grid of this extent has. */
export const within = ({ row, column }: Place, { rows, columns }: Extent): Place => ({
  row: Math.max(0, Math.min(rows - 1, row)),
  column: Math.max(0, Math.min(columns - 1, column)),
});

/** The cell in which an event happened; null outside the cells. */
export function placeOf(event: Event): Place | null {
  const target = event.target instanceof Element ? event.target : null;
  const cell = target?.closest<HTMLElement>("[data-row]");
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null;
}
