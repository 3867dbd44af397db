/** Typing a figure into the grid: where, and what becomes of it. */
import { ref } from "vue";
import * as api from "../../api";
import type { FlowEdit } from "../../bindings/FlowEdit";
import type { Place } from "../../grid";
import { change } from "../../journey";
import { messages } from "../../messages";
import { announce } from "../../work";

/** What was typed: the change, its text, and its words for telling of it. */
export type Typed = { edit: FlowEdit; text: string; label: string };

/** The cell that is typed into, and the first key that was pressed there. */
export type Typing = Place & { first: string };

/** A key that empties the cell, to be told from none. */
const CLEAR = " ";

/** The typing of one grid. */
export function useTyping() {
  const typing = ref<Typing | null>(null);

  const close = () => {
    typing.value = null;
  };

  /** Saves what was typed; what was refused is given back to be mended. */
  async function save(typed: Typed) {
    const place = typing.value;
    close();
    if (!place) return;
    const done = await change(messages.work.saving, (at) => api.editFlow(at.id, typed.edit));
    if (done) return;
    if (typing.value === null) typing.value = { ...place, first: typed.text || CLEAR };
    else announce(messages.balance.notSaved(typed.label, typed.text));
  }

  return { typing, save, close };
}
