/** Leading the eye to a place of a page that may only just have been opened. */
import { nextTick, shallowRef } from "vue";
import type { Tab } from "./step";

/** The unit that was asked for from elsewhere; the balance goes to it. */
export const wantedUnit = shallowRef<string | null>(null);

/** What a page shows for how long its outline is told apart, ms. */
const SHOWN = 1600;

/** Puts the keyboard on an element once it is there, and marks it for a moment. */
export async function pointAt(testid: string) {
  // A page is drawn with the next tick; what it asks Rust for comes a little later.
  for (let tries = 0; tries < 20; tries += 1) {
    await nextTick();
    const found = document.querySelector<HTMLElement>(`[data-testid="${CSS.escape(testid)}"]`);
    if (found) return mark(found);
    await new Promise((done) => setTimeout(done, 50));
  }
}

function mark(element: HTMLElement) {
  element.scrollIntoView({ block: "center", inline: "nearest" });
  const takes = element.matches("a, button, input, select, textarea, summary, [tabindex]")
    ? element
    : element.querySelector<HTMLElement>("a, button, input, select, textarea, [tabindex]");
  takes?.focus({ preventScroll: true });
  element.classList.add("is-pointed");
  setTimeout(() => element.classList.remove("is-pointed"), SHOWN);
}

/** A place: a step of the diagnosis, and what to look at there. */
export type Place = { tab: Tab; testid: string };
