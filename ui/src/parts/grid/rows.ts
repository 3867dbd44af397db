/** The rows of a grid that are in the page: those in sight and some around them. */
import { type Rect, useVirtualizer } from "@tanstack/vue-virtual";
import { computed, type Ref, ref, watch } from "vue";

/** So many rows are in the page all at once: a short table can be found and read as a whole. */
const WHOLE = 60;
/** Until it is measured, a frame of a usual size stands in. */
const USUAL: Rect = { width: 1200, height: 480 };

/** A row in the page, and the room of those before it that are not, px. */
export type Line = { row: number; gap: number };

/** The rows in the page, of so many of one height; that in which the keyboard is always is among them. */
export function useRows(
  frame: Ref<HTMLElement | undefined>,
  count: Ref<number>,
  height: Ref<number>,
  held: Ref<number>,
) {
  const size = ref(USUAL);
  const virtual = useVirtualizer<HTMLElement, HTMLElement>(
    computed(() => ({
      count: count.value,
      getScrollElement: () => frame.value ?? null,
      estimateSize: () => height.value,
      overscan: 10,
      initialRect: USUAL,
      observeElementRect: (instance, told) =>
        observed(instance.scrollElement, (rect) => {
          size.value = rect;
          told(rect);
        }),
    })),
  );
  watch(height, () => virtual.value.measure());

  const shown = computed((): number[] => {
    const all = count.value;
    const items = virtual.value.getVirtualItems();
    if (all <= WHOLE) return Array.from({ length: all }, (_, row) => row);
    const rows = items.map(({ index }) => index).filter((row) => row < all);
    const kept = held.value;
    if (kept < 0 || kept >= all || rows.includes(kept)) return rows;
    return [...rows, kept].sort((one, other) => one - other);
  });
  return {
    lines: computed((): Line[] =>
      shown.value.map((row, at) => ({
        row,
        gap: (row - (shown.value[at - 1] ?? -1) - 1) * height.value,
      })),
    ),
    /** The room of the rows behind the last in the page, px. */
    rest: computed(() => (count.value - 1 - (shown.value.at(-1) ?? -1)) * height.value),
    /** The width of the frame, px. */
    width: computed(() => size.value.width),
    /** How many rows a page key passes. */
    page: computed(() => Math.max(1, Math.floor(size.value.height / height.value) - 3)),
  };
}

function observed(element: HTMLElement | null, told: (rect: Rect) => void): () => void {
  if (!element) return () => undefined;
  const tell = () => {
    const { clientWidth: width, clientHeight: height } = element;
    told(width > 0 && height > 0 ? { width, height } : USUAL);
  };
  tell();
  const observer = new ResizeObserver(tell);
  observer.observe(element);
  return () => observer.disconnect();
}
