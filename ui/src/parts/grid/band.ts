/** What each row of a grid shows of the picked range, of the fill handle and of typing. */
import { computed, type Ref } from "vue";
import { edges, type Range } from "../../block";
import type { Place } from "../../grid";
import type { Typing } from "./columns";

/** A grid as its rows have to know it. */
export type Marked = {
  at: Ref<Place>;
  picked: Ref<Range | null>;
  range: Ref<Range>;
  /** The row to which the fill handle is drawn; null where it is not. */
  drawnTo: Ref<number | null>;
  typing: Ref<Typing | null>;
  /** Whether the range can be filled from its last cell. */
  canFill: (last: Place) => boolean;
};

export function useBand({ at, picked, range, drawnTo, typing, canFill }: Marked) {
  const band = computed(() => {
    const all = edges(range.value);
    const to = drawnTo.value;
    return {
      ...all,
      isShown: picked.value !== null || to !== null,
      from: to === null ? all.top : Math.min(all.top, to),
      to: to === null ? all.bottom : Math.max(all.bottom, to),
    };
  });
  const handle = computed(() => {
    const { bottom, right } = band.value;
    return typing.value === null && canFill({ row: bottom, column: right }) ? bottom : -1;
  });
  return {
    /** What a row shows; rows of which nothing is picked get the same every time. */
    partOf(row: number) {
      const { isShown, from, to, top, bottom, left, right } = band.value;
      const isIn = isShown && from <= row && row <= to;
      return {
        focus: at.value.row === row ? at.value.column : -1,
        left: isIn ? left : null,
        right: isIn || handle.value === row ? right : null,
        handle: handle.value === row,
        filling: isIn && (row < top || row > bottom),
        typing: typing.value?.row === row ? typing.value : null,
      };
    },
  };
}
