/** What the user can do, one function an intention. Every change gives the whole diagnosis anew. */
import { shallowRef } from "vue";
import * as api from "./api";
import type { Diagnosis } from "./bindings/Diagnosis";
import type { ImportChoices } from "./bindings/ImportChoices";
import type { ImportDecision } from "./bindings/ImportDecision";
import type { ImportPreview } from "./bindings/ImportPreview";
import type { Picked } from "./bindings/Picked";
import { closeExplanation } from "./explain";
import { closeLog } from "./history";
import { messages } from "./messages";
import { changed, entered, previewed, type Step, shown, type Tab, wrote } from "./step";
import { announce, asFailure, attempt, isLong, underWay } from "./work";

export const step = shallowRef<Step>({ name: "opening" });

const m = messages.work;

/** Opens the first page, or, after the page was loaded anew, the place it was left at. */
export async function open() {
  step.value = { name: "opening" };
  try {
    if ((await api.settings()).first) {
      step.value = { name: "welcome" };
      return;
    }
    // A first start may fill the workspace with samples, which takes long.
    step.value = { name: "start", start: await underWay(m.starting, api.start, true) };
    // For whoever measures: from here on the first page can be used.
    requestAnimationFrame(() => performance.mark("usable"));
    await comeBack();
  } catch (thrown) {
    step.value = { name: "failed", failure: asFailure(thrown) };
  }
}

/** Where the user was when the page was loaded anew, for another language. */
export const PLACE = "place";

async function comeBack() {
  const kept = sessionStorage.getItem(PLACE);
  if (kept === null) return;
  sessionStorage.removeItem(PLACE);
  const { id, tab } = JSON.parse(kept) as { id: string; tab: Tab };
  const diagnosis = await attempt(m.opening, () => api.openDiagnosis(id));
  if (diagnosis) step.value = entered(diagnosis, tab);
}

export async function backToStart() {
  settle();
  await pending;
  const start = await attempt(m.starting, api.start);
  if (start) enter({ name: "start", start });
}

/** Asks anew what the first page shows, where it still is shown. */
export async function refreshStart() {
  const start = await attempt(m.starting, api.start);
  if (start && step.value.name === "start") step.value = { name: "start", start };
}

export async function loadSamples() {
  if (isLong()) return;
  const start = await attempt(m.samples, api.loadSamples, true);
  if (start && step.value.name === "start") step.value = { name: "start", start };
}

export async function newDiagnosis(name: string): Promise<boolean> {
  const diagnosis = await attempt(m.creating, () => api.newDiagnosis(name));
  if (diagnosis) enter(entered(diagnosis, "files"));
  return diagnosis !== undefined;
}

export async function openDiagnosis(id: string) {
  const diagnosis = await attempt(m.opening, () => api.openDiagnosis(id));
  if (diagnosis) enter(entered(diagnosis, diagnosis.units.length > 0 ? "balance" : "files"));
}

export async function removeDiagnosis(id: string) {
  const start = await attempt(m.removing, () => api.removeDiagnosis(id));
  if (start) step.value = { name: "start", start };
}

/** Opens a page beside the diagnoses; one that is left for it is come back to. */
async function openBeside(name: "library" | "program") {
  settle();
  await pending;
  const at = step.value;
  const back = at.name === "diagnosis" ? { id: at.diagnosis.id, tab: at.tab } : null;
  enter({ name, back });
}

export const openLibrary = () => openBeside("library");
export const openProgram = () => openBeside("program");

/** Back to where the page was opened from, with what it says now. */
export async function leaveBeside() {
  settle();
  const at = step.value;
  const isBeside = at.name === "library" || at.name === "program";
  if (!isBeside || at.back === null) return backToStart();
  const { id, tab } = at.back;
  const diagnosis = await attempt(m.opening, () => api.openDiagnosis(id));
  if (diagnosis) enter(entered(diagnosis, tab));
}

export function show(tab: Tab) {
  settle();
  closeLog();
  step.value = shown(step.value, tab);
}

let pending: Promise<unknown> = Promise.resolve();

/** Changes the diagnosis. Changes wait for each other, so that each starts from the last. */
export function change(
  what: string,
  call: (diagnosis: Diagnosis) => Promise<Diagnosis>,
): Promise<boolean> {
  const next = pending.then(async () => {
    const at = step.value;
    if (at.name !== "diagnosis") return false;
    const diagnosis = await attempt(what, () => call(at.diagnosis));
    if (diagnosis) step.value = changed(step.value, diagnosis);
    return diagnosis !== undefined;
  });
  pending = next;
  return next;
}

export function undo() {
  settle();
  return change(m.undoing, (at) => (at.undo === null ? Promise.resolve(at) : api.undo(at.id)));
}

export function redo() {
  settle();
  return change(m.redoing, (at) => (at.redo === null ? Promise.resolve(at) : api.redo(at.id)));
}

export async function chooseWorkbook() {
  if (isLong()) return;
  settle();
  const picked = await attempt(m.choosing, api.chooseWorkbook);
  if (picked) await readWorkbook(picked);
}

/** Reads a table that was pasted, and shows what it would change. */
export async function pasteTable(text: string, html: string) {
  const at = step.value;
  if (at.name !== "diagnosis" || isLong() || (text.trim() === "" && html === "")) return;
  const id = at.diagnosis.id;
  const preview = await attempt(m.reading, () => api.previewPasted(id, text, html), true);
  if (preview) step.value = previewed(step.value, id, preview);
}

/** Reads a picked or dropped workbook; on the first page that begins a diagnosis. */
export async function readWorkbook(picked: Picked) {
  if (isLong()) {
    announce(messages.files.busy(picked.name));
    return;
  }
  if (step.value.name === "start" && !(await newDiagnosis(picked.name.replace(/\.[^.]+$/, "")))) {
    return;
  }
  await pending;
  const at = step.value;
  if (at.name !== "diagnosis") return;
  const id = at.diagnosis.id;
  const preview = await attempt(m.reading, () => api.previewImport(id, picked.handle), true);
  if (preview) step.value = previewed(step.value, id, preview);
}

/** Reads the workbook anew under other choices; of several at once the last one counts. */
export const reviseImport = (choices: ImportChoices): Promise<boolean> =>
  rereading(m.revising, (id, token) => api.reviseImport(id, token, choices));

/** Remembers what was chosen, for this enterprise or for everyone. */
export const rememberImport = (everyone: boolean): Promise<boolean> =>
  rereading(m.remembering, (id, token) => api.rememberImport(id, token, everyone));

let rereadings: Promise<unknown> = Promise.resolve();

function rereading(
  what: string,
  call: (id: string, token: string) => Promise<ImportPreview>,
): Promise<boolean> {
  const next = rereadings.then(async () => {
    const at = step.value;
    if (at.name !== "diagnosis" || !at.preview) return false;
    const [id, token] = [at.diagnosis.id, at.preview.token];
    const preview = await attempt(what, () => call(id, token));
    const now = step.value;
    const isStill = now.name === "diagnosis" && now.preview?.token === token;
    if (preview && isStill) step.value = { ...now, preview };
    return preview !== undefined;
  });
  rereadings = next;
  return next;
}

/** Keeps what a header was taken for, for all workbooks. */
export async function keepSynonym(header: string, meaning: string): Promise<boolean> {
  const word = header.split("/").at(-1) ?? header;
  const kept = await attempt(m.synonyms, () => api.addSynonym(word, "", meaning));
  const found = kept?.find((each) => each.header === word);
  if (found) announce(messages.import.wordKept(word, found.meaning_name));
  return kept !== undefined;
}

const replace: ImportDecision = { decision: "replace", from_file: [] };

/** Takes over what was previewed, as a person decided. */
export async function acceptImport(token: string, decision = replace) {
  const done = await change(m.accepting, (at) => api.acceptImport(at.id, token, decision));
  const at = step.value;
  if (!done || at.name !== "diagnosis") return;
  const { accepted, keptOnly } = messages.files;
  const told = decision.decision === "keep" ? keptOnly : accepted;
  if (at.preview) announce(told(at.preview.file.name));
  step.value = previewed(at, at.diagnosis.id, null);
}

export function discardImport() {
  const at = step.value;
  if (at.name === "diagnosis") step.value = previewed(at, at.diagnosis.id, null);
}

/** What the file in preview changes in the diagnosis; none where that could not be told. */
export const compareImport = (id: string, token: string) =>
  attempt(m.comparing, () => api.compareImport(id, token));

/** A copy of a file with its problems marked: of a preview by its token, else by SHA-256. */
export async function exportMarked(file: string) {
  if (isLong()) return;
  const at = step.value;
  if (at.name !== "diagnosis") return;
  const copy = await attempt(m.marking, () => api.exportMarked(at.diagnosis.id, file), true);
  if (copy) announce(messages.files.marked(copy));
}

export async function exportReport() {
  if (isLong()) return;
  settle();
  await pending;
  const at = step.value;
  if (at.name !== "diagnosis") return;
  const file = await attempt(m.exporting, () => api.exportReport(at.diagnosis.id), true);
  if (file) step.value = wrote(step.value, { file, of: at.diagnosis });
}

/** The report as a draft for Word and WPS. */
export async function exportWord() {
  if (isLong()) return;
  settle();
  await pending;
  const at = step.value;
  if (at.name !== "diagnosis") return;
  const words = messages.issuing;
  const file = await attempt(words.wording, () => api.exportWord(at.diagnosis.id), true);
  if (file) announce(words.wordWritten(file.path));
}

/** The forms, indicators, findings and measures as a workbook. */
export async function exportWorkbook() {
  if (isLong()) return;
  settle();
  await pending;
  const at = step.value;
  if (at.name !== "diagnosis") return;
  const words = messages.outputs;
  const file = await attempt(words.workbooking, () => api.exportWorkbook(at.diagnosis.id), true);
  if (file) announce(words.workbookWritten(file.path));
}

/** Issues the report under a number; `unsigned` says why nobody signed it off. */
export async function issueReport(number: string, unsigned: string): Promise<boolean> {
  if (isLong()) return false;
  settle();
  await pending;
  const at = step.value;
  if (at.name !== "diagnosis") return false;
  const file = await attempt(
    messages.issuing.issuingWork,
    () => api.issueReport(at.diagnosis.id, number, unsigned),
    true,
  );
  if (file) step.value = wrote(step.value, { file, of: at.diagnosis });
  return Boolean(file);
}

export const openReport = () => attempt(m.opened, api.openReport);

/** Ends what is being typed, so that it is part of what follows. */
function settle() {
  const active = document.activeElement;
  const isTyped = active?.matches("input:not([data-armed]), select, textarea");
  if (active instanceof HTMLElement && isTyped) active.blur();
}

function enter(next: Step) {
  closeExplanation();
  closeLog();
  step.value = next;
}
