/** Ranges of cells in a grid: picked with the keyboard or the mouse. */
import { computed, type Ref, ref } from "vue";
import type { Range } from "../../block";
import { type Extent, type Place, placeOf, within } from "../../grid";

/** The picking of one grid, of which `at` is the cell that the keyboard is in. */
export function usePicking(at: Ref<Place>, extent: Ref<Extent>) {
  const picked = ref<Range | null>(null);
  let start: Place | null = null;

  /** The picked range, or the one cell that the keyboard is in. */
  const range = computed((): Range => picked.value ?? { from: at.value, to: at.value });

  const drop = () => {
    picked.value = null;
  };
  const reach = (to: Place) => {
    picked.value = { from: picked.value?.from ?? at.value, to: within(to, extent.value) };
  };
  const whole = (columns: number) => {
    const to = { row: extent.value.rows - 1, column: columns - 1 };
    picked.value = { from: { row: 0, column: 0 }, to };
  };

  function down(event: MouseEvent) {
    start = null;
    const place = event.button === 0 ? placeOf(event) : null;
    if (!place) return;
    if (event.shiftKey) {
      event.preventDefault();
      reach(place);
    } else start = place;
  }

  function drag(event: MouseEvent) {
    if (start === null || event.buttons !== 1) return;
    const to = placeOf(event);
    if (!to || (picked.value === null && to.row === start.row && to.column === start.column))
      return;
    picked.value = { from: start, to };
  }

  return { picked, range, drop, reach, whole, down, drag };
}
