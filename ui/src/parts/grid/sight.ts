/** Finds the cells of a grid in the page, and brings one wholly into sight. */
import type { Ref } from "vue";
import type { Place } from "../../grid";

export function useSight(
  frame: Ref<HTMLElement | undefined>,
  isStuck: (column: number) => boolean,
  count: Ref<number>,
) {
  const elementOf = ({ row, column }: Place) =>
    frame.value?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
  return {
    elementOf,
    /** Brings a cell into sight, beside what stays in sight anyway. */
    bring(place: Place) {
      const [cell, around] = [elementOf(place), frame.value];
      if (!cell || !around) return;
      const { scrollLeft, scrollTop } = around;
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
      // What stays in sight needs no scrolling.
      if (isStuck(place.column)) around.scrollLeft = scrollLeft;
      if (place.row >= count.value) around.scrollTop = scrollTop;
    },
  };
}
