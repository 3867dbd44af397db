/** A click that is acted on only once it is sure not to become two. */
import { onBeforeUnmount } from "vue";

/** As long as people take between the clicks of a double click, in ms. */
const PAUSE = 250;

/** `later` acts after the pause unless `never` comes first; nothing acts after unmounting. */
export function useSingleClick<T>(act: (on: T) => void) {
  let waiting = 0;
  const never = () => window.clearTimeout(waiting);
  const later = (on: T) => {
    never();
    waiting = window.setTimeout(act, PAUSE, on);
  };
  onBeforeUnmount(never);
  return { later, never };
}
