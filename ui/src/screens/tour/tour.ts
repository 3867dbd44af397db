/** The guided tour: a few stops over a sample, offered and never forced. */
import { computed, nextTick, ref, watch } from "vue";
import { backToStart, loadSamples, openDiagnosis, show, step } from "../../journey";
import { keepLook, look } from "../../settings";
import type { Tab } from "../../step";
import { ids } from "../../testids";

/** A stop: its words, the page it is on, and the test ids of what it marks, the first that is there. */
export type Stop = { name: string; tab: Tab | null; marks: string[] };

export const stops: Stop[] = [
  { name: "list", tab: null, marks: [ids.diagnosisRow(0), ids.start] },
  { name: "steps", tab: "profile", marks: [ids.tab("profile")] },
  { name: "files", tab: "files", marks: [ids.tab("files")] },
  { name: "balance", tab: "balance", marks: [ids.tab("balance")] },
  { name: "indicators", tab: "indicators", marks: [ids.tab("indicators")] },
  { name: "findings", tab: "findings", marks: [ids.tab("findings")] },
  { name: "report", tab: "report", marks: [ids.tab("report")] },
  { name: "help", tab: "report", marks: [ids.helpOpen] },
];

/** Where the tour is; null where none is going on. */
export const at = ref<number | null>(null);
export const stop = computed(() => (at.value === null ? null : (stops[at.value] ?? null)));

/** Begins at the first stop; an empty workspace gets the samples first. */
export async function startTour() {
  if (step.value.name !== "start") await backToStart();
  if (step.value.name === "start" && step.value.start.diagnoses.length === 0) await loadSamples();
  if (step.value.name !== "start" || step.value.start.diagnoses.length === 0) return;
  await go(0);
}

/** Goes to a stop: to its page, and marks what it speaks of. */
export async function go(to: number) {
  const next = stops[to];
  if (!next) return leaveTour();
  at.value = to;
  if (next.tab === null) {
    if (step.value.name !== "start") await backToStart();
  } else {
    if (step.value.name === "start") await openDiagnosis(step.value.start.diagnoses[0]?.id ?? "");
    show(next.tab);
  }
  await nextTick();
  // Whoever went on meanwhile is at another stop.
  if (at.value === to) mark();
}

/** Ends the tour, seen or left; it is not offered again. */
export function leaveTour() {
  at.value = null;
  unmark();
  if (!look().tour_seen) void keepLook({ tour_seen: true });
}

const HERE = "tourHere";

function unmark() {
  for (const each of document.querySelectorAll<HTMLElement>("[data-tour-here]")) {
    delete each.dataset[HERE];
  }
}

function mark() {
  unmark();
  const found = stop.value?.marks
    .map((id) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`))
    .find((each) => each !== null);
  if (!found) return;
  found.dataset[HERE] = "";
  found.scrollIntoView?.({ block: "nearest", inline: "nearest" });
}

// What is drawn anew loses its mark.
watch(step, async () => {
  if (at.value === null) return;
  await nextTick();
  mark();
});
