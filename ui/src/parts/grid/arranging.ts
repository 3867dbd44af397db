/** How one grid is sorted and filtered, and what is said of it. */
import { computed, type Ref, ref, shallowRef } from "vue";
import { messages } from "../../messages";
import { punct } from "../../messages/punctuation";
import { arranged, asStored, isArranged } from "./arranged";
import type { Held } from "./cells";

const m = messages.grid;

export function useArranging<Row>(held: Held<Row>) {
  const arrangement = shallowRef(asStored());
  /** The column whose order and filter are shown; -1 where none is. */
  const menu = ref(-1);
  const shown: Ref<number[]> = computed((before: number[] | undefined) => {
    const { depthOf } = held.face;
    const now = arranged(held.rows, held.columns, arrangement.value, depthOf);
    const isSame = before?.length === now.length && now.every((row, at) => row === before[at]);
    return isSame ? before : now;
  });
  const order = computed((): string => {
    const { sort, filters } = arrangement.value;
    if (!isArranged(arrangement.value)) return "";
    const labelOf = (code: string) =>
      held.columns.find((each) => each.code === code)?.label ?? code;
    const filtered = Object.keys(filters);
    const isTree = held.face.depthOf !== undefined;
    return [
      ...(filtered.length > 0
        ? [
            m.shown(shown.value.length, held.rows.length),
            m.filtered(filtered.map(labelOf).join(messages.joined)),
            ...(isTree ? [m.parents] : []),
          ]
        : []),
      ...(sort ? [m.sorted(labelOf(sort.code), sort.down), ...(isTree ? [m.branches] : [])] : []),
    ].join(punct.semi);
  });
  const clear = () => {
    arrangement.value = asStored();
  };
  return { arrangement, menu, shown, order, clear };
}
