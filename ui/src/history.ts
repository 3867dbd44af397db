/** The log of changes: what of it is asked for, and how it is opened and left. */
import { shallowRef } from "vue";
import type { LogQuery } from "./bindings/LogQuery";
import type { Subject } from "./explain";
import { language } from "./language";

/** Everything, in the language of the window. */
export const everything = (): LogQuery => ({
  lang: language,
  before: null,
  by: "",
  kind: "",
  text: "",
  unit: null,
  item: null,
  record: null,
});

/** What the log is opened with; none while it is closed. */
export const asked = shallowRef<LogQuery | null>(null);

let opener: Element | null = null;

export function openLog(query: Partial<LogQuery> = {}) {
  if (asked.value === null) opener = document.activeElement;
  asked.value = { ...everything(), ...query };
}

/** Closes the log and gives the keyboard back to where it was opened from. */
export function closeLog() {
  if (asked.value === null) return;
  asked.value = null;
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  opener = null;
}

/** The part of the log that is of an explained figure; none where it is no single unit's. */
export function logOf(subject: Subject): Partial<LogQuery> | null {
  if (subject.kind === "figure") return { unit: subject.unit, item: subject.code };
  if (subject.kind === "imbalance" || subject.kind === "reuse") return { unit: subject.unit };
  return null;
}
