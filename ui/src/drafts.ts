/**
 * What is typed and is not yet a change: told to Rust once it stands for a second, so that a
 * crash loses nothing that was on the screen. One listener on the document serves every field,
 * cell editor and form.
 */
import { nextTick, ref, watch } from "vue";
import * as api from "./api";
import type { UnfinishedText } from "./bindings/UnfinishedText";
import { show, step } from "./journey";
import { type Tab, tabs } from "./step";

/** What was unfinished when the program ended last, until a person puts it back or drops it. */
export const recovered = ref<UnfinishedText[]>([]);

type Field = HTMLInputElement | HTMLTextAreaElement;

const DELAY = 1000;
const live = new Map<Field, UnfinishedText>();
let owner: string | null = null;
let told = "[]";
let timer: ReturnType<typeof setTimeout> | undefined;

const here = () => (step.value.name === "diagnosis" ? step.value : null);

/** A field of a diagnosis that a person types text into; not one that only searches. */
function typedIn(target: EventTarget | null): Field | null {
  const isText = target instanceof HTMLInputElement && ["text", "date"].includes(target.type);
  if (!isText && !(target instanceof HTMLTextAreaElement)) return null;
  const field = target as Field;
  const isSought = field.getAttribute("role") === "combobox" || field.closest("[data-no-draft]");
  return field.dataset.testid && !isSought && field.closest('[role="tabpanel"]') ? field : null;
}

const nameOf = (field: Field) =>
  field.labels?.[0]?.textContent?.trim() || field.getAttribute("aria-label") || field.placeholder;

function typed(event: Event) {
  const at = here();
  const field = typedIn(event.target);
  if (!at || !field) return;
  const testid = field.dataset.testid ?? "";
  live.set(field, { tab: at.tab, field: testid, label: nameOf(field), text: field.value });
  later();
}

/** A form that was sent has no unfinished text; what was refused is one again once it is touched. */
function sent(event: Event) {
  for (const field of live.keys()) if (field.form === event.target) live.delete(field);
  later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(keep, DELAY);
}

/** True as long as what was typed waits for something: to be left, mended, or sent. */
const isUnfinished = (field: Field) =>
  field.isConnected &&
  field.value !== "" &&
  (document.activeElement === field ||
    field.form !== null ||
    field.getAttribute("aria-invalid") === "true");

/** Tells Rust what is unfinished, where that changed. */
function keep() {
  const id = here()?.diagnosis.id ?? null;
  for (const field of live.keys()) if (!isUnfinished(field)) live.delete(field);
  if (id === null || id !== owner) return;
  const drafts = [...recovered.value, ...live.values()];
  const text = JSON.stringify(drafts);
  if (text === told) return;
  told = text;
  // Nothing hangs on it: what is typed stays on the screen, and the next second tries again.
  void api.keepDrafts(id, drafts).catch(() => {
    told = "";
  });
}

/** Listens to the document from now on; gives what ends it. */
export function watchDrafts(): () => void {
  const stop = watch(() => here()?.diagnosis.id ?? null, opened, { immediate: true });
  document.addEventListener("input", typed);
  document.addEventListener("submit", sent);
  document.addEventListener("focusout", later);
  return () => {
    stop();
    void opened(null);
    document.removeEventListener("input", typed);
    document.removeEventListener("submit", sent);
    document.removeEventListener("focusout", later);
    clearTimeout(timer);
  };
}

/** A diagnosis was opened, or left for none: what was unfinished in it is shown. */
async function opened(id: string | null) {
  owner = id;
  live.clear();
  recovered.value = [];
  told = "[]";
  if (id === null) return;
  const found = await api.drafts(id).catch(() => []);
  if (owner !== id) return;
  recovered.value = found ?? [];
  told = JSON.stringify(recovered.value);
}

export function drop(draft: UnfinishedText) {
  recovered.value = recovered.value.filter((other) => other !== draft);
  keep();
}

/** Puts a text back into its field, not yet saved; false where the field is not on the page. */
export async function putBack(draft: UnfinishedText): Promise<boolean> {
  const tab = tabs.find((each): each is Tab => each === draft.tab);
  if (tab) show(tab);
  await nextTick();
  const field = document.querySelector<Field>(`[data-testid="${CSS.escape(draft.field)}"]`);
  if (!field || !typedIn(field)) return false;
  field.focus();
  field.value = draft.text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  drop(draft);
  return true;
}
