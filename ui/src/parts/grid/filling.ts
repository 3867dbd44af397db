/** The fill handle of a grid: what is picked is drawn on over other rows. */
import { onBeforeUnmount, ref } from "vue";
import { placeOf } from "../../grid";

/** `done` is told the row to which the handle was drawn. */
export function useFilling(done: (row: number) => void) {
  /** The row to which it is drawn; null where it is not. */
  const to = ref<number | null>(null);

  function drag(event: MouseEvent) {
    const place = placeOf(event);
    if (place) to.value = place.row;
  }
  function end() {
    window.removeEventListener("mousemove", drag);
    window.removeEventListener("mouseup", end);
    const row = to.value;
    to.value = null;
    if (row !== null) done(row);
  }
  /** True where the press was on the handle. */
  function start(event: MouseEvent): boolean {
    const isHandle = event.target instanceof Element && event.target.closest("[data-fill]");
    if (!isHandle || event.button !== 0) return false;
    event.preventDefault();
    to.value = placeOf(event)?.row ?? null;
    window.addEventListener("mousemove", drag);
    window.addEventListener("mouseup", end);
    return true;
  }
  onBeforeUnmount(() => {
    window.removeEventListener("mousemove", drag);
    window.removeEventListener("mouseup", end);
  });
  return { to, start };
}
