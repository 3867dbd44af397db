/** What a grid says below itself: what is wrong with the cell of the keyboard, and which keys there are. */
import { computed, type Ref } from "vue";
import { edges, type Range } from "../../block";
import type { Place } from "../../grid";
import { messages } from "../../messages";
import type { useCells } from "./cells";
import type { Face, Reject } from "./columns";

const m = messages.grid;

export function useStatus<Row>(
  face: () => Face<Row>,
  cells: ReturnType<typeof useCells<Row>>,
  now: {
    at: Ref<Place>;
    picked: Ref<Range | null>;
    rejects: Ref<Record<string, Reject>>;
    /** Whether Esc has just given Tab back. */
    leaving: Ref<boolean>;
  },
) {
  return {
    fault: computed(() => {
      const cell = cells.cellAt(now.at.value);
      const refused = now.rejects.value[cells.nameOf(now.at.value)];
      if (!cell || refused) return refused ? m.wrong(refused.text, refused.why) : "";
      return face().fault?.(cell.row, cell.column) ?? "";
    }),
    hint: computed(() => {
      if (now.picked.value === null) {
        if (now.leaving.value) return m.leaving;
        return face().readOnly ? m.keysReading : m.keys;
      }
      const { top, bottom, left, right } = edges(now.picked.value);
      return m.picked(bottom - top + 1, right - left + 1);
    }),
  };
}
