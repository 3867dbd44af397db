/** The choices of an import and what they were before; each change is read at once. */
import { ref, shallowRef } from "vue";
import type { ImportChoices } from "../../bindings/ImportChoices";
import { begun, chosen, doneAgain, type History, takenBack } from "../../choosing";
import { reviseImport } from "../../journey";

export function useChoices(first: ImportChoices) {
  const history = shallowRef<History>(begun(first));
  const busy = ref(false);

  async function revise(next: History) {
    const before = history.value;
    if (next === before) return;
    history.value = next;
    busy.value = true;
    const done = await reviseImport(next.now);
    busy.value = false;
    // A refused choice is none: what is shown is what holds.
    if (!done && history.value === next) history.value = before;
  }

  return {
    history,
    busy,
    choose: (next: ImportChoices) => revise(chosen(history.value, next)),
    takeBack: () => revise(takenBack(history.value)),
    again: () => revise(doneAgain(history.value)),
  };
}
