/** Where the user is. One state at a time, so that no two can contradict. */
import type { Diagnosis } from "./bindings/Diagnosis";
import type { Failure } from "./bindings/Failure";
import type { ImportPreview } from "./bindings/ImportPreview";
import type { ReportFile } from "./bindings/ReportFile";
import type { Start } from "./bindings/Start";
import { shared } from "./shared";

/** The steps of a diagnosis, in the order of the work. */
export const tabs = [
  "profile",
  "files",
  "balance",
  "checks",
  "meters",
  "indicators",
  "survey",
  "findings",
  "report",
] as const;

export type Tab = (typeof tabs)[number];

/** A report and the state of the diagnosis of which it speaks. */
export type Written = { file: ReportFile; of: Diagnosis };

export type InDiagnosis = {
  name: "diagnosis";
  diagnosis: Diagnosis;
  tab: Tab;
  /** A workbook that was read and is neither taken over nor put aside. */
  preview: ImportPreview | null;
  written: Written | null;
};

/** The library, and the diagnosis that was left for it. */
export type InLibrary = { name: "library"; back: { id: string; tab: Tab } | null };

/** The sums of the program, and the diagnosis that was left for them. */
export type InProgram = { name: "program"; back: InLibrary["back"] };

export type Step =
  | { name: "opening" }
  /** The very first start: no workspace is chosen. */
  | { name: "welcome" }
  | { name: "start"; start: Start }
  | InDiagnosis
  | InLibrary
  | InProgram
  | { name: "failed"; failure: Failure };

/** A diagnosis is opened, at a step. */
export const entered = (diagnosis: Diagnosis, tab: Tab): InDiagnosis => ({
  name: "diagnosis",
  diagnosis,
  tab,
  preview: null,
  written: null,
});

/** The diagnosis changed; whoever has gone elsewhere meanwhile stays there. What is as it was is
 * kept, so that only what changed is drawn anew. */
export const changed = (step: Step, diagnosis: Diagnosis): Step =>
  step.name === "diagnosis" && step.diagnosis.id === diagnosis.id
    ? // The whole is another, also where its parts are all as they were: what is not part of it may have changed.
      { ...step, diagnosis: { ...shared(step.diagnosis, diagnosis) } }
    : step;

/** Another step of the same diagnosis. */
export const shown = (step: Step, tab: Tab): Step =>
  step.name === "diagnosis" ? { ...step, tab } : step;

/** A workbook of that diagnosis was read. */
export const previewed = (step: Step, id: string, preview: ImportPreview | null): Step =>
  step.name === "diagnosis" && step.diagnosis.id === id
    ? { ...step, tab: preview ? "files" : step.tab, preview }
    : step;

/** A report of that diagnosis was written. */
export const wrote = (step: Step, written: Written): Step =>
  step.name === "diagnosis" && step.diagnosis.id === written.of.id
    ? { ...step, tab: "report", written }
    : step;

/** True where the diagnosis changed after its report was written. */
export const isStale = (step: InDiagnosis): boolean =>
  step.written !== null && step.written.of !== step.diagnosis;
