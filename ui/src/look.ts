/** How the window looks: written on the root of the page, for its style sheets. Says nothing, so that it can be loaded before any language is. */
import type { Look } from "./bindings/Look";

/** What is shown: the theme that was chosen, or the system's. */
export function themeOf(chosen: string, wants: (query: string) => boolean): string {
  if (["light", "dark", "contrast"].includes(chosen)) return chosen;
  if (wants("(forced-colors: active)") || wants("(prefers-contrast: more)")) return "contrast";
  return wants("(prefers-color-scheme: dark)") ? "dark" : "light";
}

const QUERIES = [
  "(forced-colors: active)",
  "(prefers-contrast: more)",
  "(prefers-color-scheme: dark)",
];
const wants = (query: string) => globalThis.matchMedia?.(query).matches ?? false;

let chosen = "system";

const paint = () => {
  document.documentElement.dataset.theme = themeOf(chosen, wants);
};

/** Shows a look; the size of everything is the window's own matter. */
export function show(look: Pick<Look, "theme">) {
  chosen = look.theme;
  paint();
}

/** Follows the system where nobody chose. */
export function follow() {
  for (const query of QUERIES) globalThis.matchMedia?.(query).addEventListener("change", paint);
}
