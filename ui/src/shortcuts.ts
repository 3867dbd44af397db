/** The keys that work everywhere, from the table of what can be done. */
import { deeds } from "./deeds";
import { isPressed } from "./keys";
import { rescale } from "./settings";

/** What the web view would do by itself and must not: printing the page is no report. */
const NEVER = ["Ctrl+P", "Ctrl+K"];

/** Acts on a key press; true where it was meant for the program. */
export function shortcut(event: KeyboardEvent): boolean {
  // The field that waits in a cell of a grid holds nothing yet that could be undone.
  const inField =
    event.target instanceof Element && event.target.matches("input:not([data-armed]), textarea");
  const deed = deeds.find(
    (each) =>
      each.keys.some((keys) => isPressed(keys, event)) &&
      // In a field, undo belongs to what is being typed.
      !(inField && each.leavesFields) &&
      each.can(),
  );
  if (!deed && !NEVER.some((keys) => isPressed(keys, event))) return false;
  event.preventDefault();
  void deed?.run();
  return true;
}

/** Ctrl with the wheel makes everything larger or smaller, but over a drawing, which zooms itself. */
export function wheel(event: WheelEvent) {
  if (!event.ctrlKey || event.defaultPrevented || event.deltaY === 0) return;
  event.preventDefault();
  rescale(event.deltaY < 0 ? 1 : -1);
}
