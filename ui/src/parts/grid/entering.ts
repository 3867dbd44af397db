/** What is entered into one grid: typed, pasted, filled or emptied, and handed to whoever shows it. */
import type { Ref } from "vue";
import { parsed, type Range } from "../../block";
import type { Place } from "../../grid";
import { messages } from "../../messages";
import { announce } from "../../work";
import type { Held, useCells } from "./cells";
import type { How, Then, Typing, Write } from "./columns";
import type { useRejects } from "./rejects";
import { clearing, fillingDown, fillingTo, pasting, storedAt } from "./writes";

const m = messages.grid;

export function useEntering<Row>(
  held: Held<Row>,
  grid: {
    cells: ReturnType<typeof useCells<Row>>;
    rejects: ReturnType<typeof useRejects>;
    at: Ref<Place>;
    range: Ref<Range>;
    typing: Ref<Typing | null>;
    /** Makes columns as wide as what was written needs. */
    widen: (writes: Write[]) => void;
    go: (to: Place) => Promise<void>;
    focus: () => Promise<void>;
  },
) {
  const { at, range, typing } = grid;
  const { view, textAt, nameOf } = grid.cells;
  const { keep, forget } = grid.rejects;

  async function write(writes: Write[], how: How): Promise<boolean> {
    if (writes.length === 0) {
      if (how === "fill") announce(m.nothing);
      return false;
    }
    const done = await held.face.write(writes, how);
    if (done) grid.widen(writes);
    return done;
  }

  return {
    /** What is typed has its field already, and goes on in it. */
    begin(row: number, column: number) {
      typing.value = { row, column, first: "" };
    },
    async commit(row: number, column: number, text: string, then: Then) {
      const [name, stored] = [nameOf({ row, column }), storedAt(view.value, row)];
      const isSame = text === textAt(row, column);
      typing.value = null;
      forget(name);
      if (then !== "stay") void grid.go(beside({ row, column }, then));
      if (isSame || (await write([{ row: stored, column, text }], "type"))) return;
      keep(name, text, m.notSaved);
    },
    cancel() {
      forget(nameOf(at.value));
      typing.value = null;
      void grid.focus();
    },
    reject(row: number, column: number, text: string, why: string) {
      keep(nameOf({ row, column }), text, why);
      typing.value = null;
    },
    paste(text: string) {
      const labels = held.columns.map(({ label }) => label);
      void write(pasting(view.value, range.value, parsed(text), labels), "paste");
    },
    empty() {
      forget(nameOf(at.value));
      void write(clearing(view.value, range.value), "clear");
    },
    fill: () => void write(fillingDown(view.value, range.value, textAt), "fill"),
    fillTo: (row: number) => void write(fillingTo(view.value, range.value, row, textAt), "fill"),
  };
}

const beside = ({ row, column }: Place, then: Then): Place => ({
  row: row + (then === "down" ? 1 : then === "up" ? -1 : 0),
  column: column + (then === "right" ? 1 : then === "left" ? -1 : 0),
});
