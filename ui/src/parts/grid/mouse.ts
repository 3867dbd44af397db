/** The mouse in a grid: a click goes, a double click opens, dragging picks, the handle fills. */
import type { Ref } from "vue";
import type { Range } from "../../block";
import { type Place, placeOf } from "../../grid";
import { useSingleClick } from "../../singleClick";

/** True where a press is meant for something in the cell, not for the cell. */
export const isControl = ({ target }: Event) =>
  target instanceof Element && target.closest("button, a, [data-fill]") !== null;

export function useMouse(grid: {
  picked: Ref<Range | null>;
  isTyping: () => boolean;
  isFilling: () => boolean;
  /** Begins to fill; true where the press was on the handle. */
  fill: (event: MouseEvent) => boolean;
  down: (event: MouseEvent) => void;
  drag: (event: MouseEvent) => void;
  /** A range is being picked from that cell. */
  began: (at: Place) => void;
  go: (to: Place) => Promise<void>;
  ask: (at: Place) => void;
  open: (at: Place) => void;
}) {
  // What is asked may open a panel that moves the grid: it must not come between two clicks.
  const single = useSingleClick<Place>(grid.ask);
  return {
    mouseDown(event: MouseEvent) {
      if (!grid.fill(event)) grid.down(event);
    },
    mouseMove(event: MouseEvent) {
      if (grid.isFilling()) return;
      const had = grid.picked.value;
      grid.drag(event);
      const has = grid.picked.value;
      if (had === null && has !== null) grid.began(has.from);
    },
    async click(event: MouseEvent) {
      const place = placeOf(event);
      if (!place || grid.isTyping() || event.detail > 1 || event.shiftKey) return;
      if (isControl(event)) return;
      await grid.go(place);
      single.later(place);
    },
    doubleClick(event: MouseEvent) {
      single.never();
      const place = placeOf(event);
      if (place && !grid.isTyping() && !isControl(event)) grid.open(place);
    },
  };
}
