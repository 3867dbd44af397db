/** Help on the page that is shown, and the glossary it rests on. */
import { computed, ref, shallowRef } from "vue";
import * as api from "../../api";
import type { GlossaryTerm } from "../../bindings/GlossaryTerm";
import { step } from "../../journey";
import { messages } from "../../messages";
import { settingsOpen } from "../../settings";
import { attempt } from "../../work";

export const helpOpen = ref(false);
/** All terms, once they were asked for. */
export const terms = shallowRef<GlossaryTerm[]>([]);

/** The page that help speaks of. */
export const page = computed(() =>
  step.value.name === "diagnosis" ? step.value.tab : step.value.name,
);

export async function loadTerms() {
  if (terms.value.length > 0) return;
  terms.value = (await attempt(messages.help.reading, () => api.glossary(""))) ?? [];
}

export function toggleHelp() {
  helpOpen.value = !helpOpen.value;
  if (helpOpen.value) settingsOpen.value = false;
}

export function toggleSettings() {
  settingsOpen.value = !settingsOpen.value;
  if (settingsOpen.value) helpOpen.value = false;
}

/** The term that a head of a table means: by its words, without its unit. */
export function termOf(head: string, all: GlossaryTerm[]): GlossaryTerm | undefined {
  const plain = (text: string) =>
    text
      .normalize("NFKC")
      .replace(/\(.*\)$|\/.*$/, "")
      .trim()
      .toLowerCase();
  const whole = head.normalize("NFKC").trim().toLowerCase();
  const has = (wanted: string) => (term: GlossaryTerm) =>
    term.heads.some((known) => known.normalize("NFKC").toLowerCase() === wanted);
  return all.find(has(whole)) ?? all.find(has(plain(head)));
}
