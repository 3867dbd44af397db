/** Which figures would show in part only, because a column that stays in sight or the edge of the
 * grid covers the rest: `467.8` must not be read as `46`. They are covered as a whole. */
import { computed, onBeforeUnmount, onMounted, type Ref, ref, watch } from "vue";
import type { Held } from "./cells";

/** What is seen of a grid between the columns that stay in sight, px from the table's left edge. */
export type Seen = { from: number; to: number };

/** A strip of a column of which the other part is out of sight: where it begins, and how wide it is, px. */
export type Strip = { at: number; width: number };

/** Figures stand so far from the edges of their cells, px: less than that cuts none. */
const SLACK = 7;

/** The cut columns at both edges of what is seen, those that can be misread. */
export function cutAt(
  widths: number[],
  counts: (column: number) => boolean,
  { from, to }: Seen,
): { left: Strip | null; right: Strip | null } {
  const found: { left: Strip | null; right: Strip | null } = { left: null, right: null };
  let start = 0;
  widths.forEach((width, column) => {
    const end = start + width;
    if (counts(column)) {
      if (start < from - SLACK && end > from + SLACK)
        found.left = { at: from, width: Math.min(end, to) - from };
      if (start < to - SLACK && end > to + SLACK)
        found.right = { at: Math.max(start, from), width: to - Math.max(start, from) };
    }
    start = end;
  });
  return found;
}

export function useCut<Row>(
  frame: Ref<HTMLElement | undefined>,
  held: Held<Row>,
  layout: {
    widths: Ref<number[]>;
    stuck: Ref<{ left: number; right: number }>;
    isStuck: (column: number) => boolean;
  },
  /** What else moves or resizes the grid. */
  moved: () => unknown[],
) {
  const view = ref({ left: 0, width: 0, top: 0, head: 0, height: 0, x: 0 });

  function look() {
    const element = frame.value;
    if (!element) return;
    const head = element.querySelector("thead")?.offsetHeight ?? 0;
    const table = element.querySelector("table")?.offsetHeight ?? 0;
    view.value = {
      left: element.scrollLeft,
      width: element.clientWidth,
      top: element.offsetTop + element.clientTop + head,
      head,
      height: Math.max(0, Math.min(element.clientHeight, table) - head),
      x: element.offsetLeft + element.clientLeft,
    };
  }
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(look);
  };
  onMounted(() => {
    frame.value?.addEventListener("scroll", soon, { passive: true });
    soon();
  });
  onBeforeUnmount(() => {
    frame.value?.removeEventListener("scroll", soon);
    cancelAnimationFrame(waiting);
  });
  watch([layout.widths, layout.stuck, () => held.rows.length, moved], soon, { flush: "post" });

  const strips = computed(() => {
    const { left, width, top, height, x } = view.value;
    const { left: first, right: last } = layout.stuck.value;
    const seen = { from: left + first, to: left + width - last };
    if (width === 0 || seen.to <= seen.from) return [];
    const isFigure = (column: number) =>
      held.columns[column]?.align === "number" && !layout.isStuck(column);
    const found = cutAt(layout.widths.value, isFigure, seen);
    return [found.left, found.right].flatMap((strip) =>
      strip === null
        ? []
        : [
            {
              left: `${x + strip.at - left}px`,
              width: `${strip.width}px`,
              top: `${top}px`,
              height: `${height}px`,
            },
          ],
    );
  });
  return { strips, head: computed(() => view.value.head) };
}
