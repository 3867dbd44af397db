import { expect, test } from "vitest";
import { diagnosisOf } from "./diagnosis.sample";
import { previewOf } from "./import.sample";
import { changed, entered, isStale, previewed, type Step, shown, tabs, wrote } from "./step";

const one = diagnosisOf({ id: "one" });
const two = diagnosisOf({ id: "two" });
const file = { path: "report.pdf", pages: 20, bytes: 1, missing_characters: "" };
const start: Step = {
  name: "start",
  start: { diagnoses: [], districts: [], workspace: "", version: "" },
};
const preview = previewOf({ token: "t" });

test("a change of the diagnosis keeps the step", () => {
  const at = changed(entered(one, "balance"), { ...one, undo: "x" });
  expect(at).toMatchObject({ tab: "balance", diagnosis: { undo: "x" } });
});

test("an answer for a diagnosis that was left changes nothing", () => {
  expect(changed(start, one)).toBe(start);
  const at = entered(two, "balance");
  expect(changed(at, one)).toBe(at);
  expect(previewed(at, "one", preview)).toBe(at);
  expect(wrote(at, { file, of: one })).toBe(at);
});

test("a workbook that was read is shown at its step, and stays there over other steps", () => {
  const read = previewed(entered(one, "balance"), "one", preview);
  expect(read).toMatchObject({ tab: "files", preview: { token: "t" } });
  expect(shown(read, "meters")).toMatchObject({ tab: "meters", preview: { token: "t" } });
  expect(previewed(read, "one", null)).toMatchObject({ tab: "files", preview: null });
});

test("a report is of the state it was written from", () => {
  const written = wrote(entered(one, "balance"), { file, of: one });
  expect(written).toMatchObject({ tab: "report" });
  if (written.name !== "diagnosis") throw new Error("left the diagnosis");
  expect(isStale(written)).toBe(false);
  const later = changed(written, { ...one, undo: "x" });
  expect(later.name === "diagnosis" && isStale(later)).toBe(true);
});

test("the steps come in the order of the work", () => {
  expect(tabs[0]).toBe("profile");
  expect(tabs.at(-1)).toBe("report");
});
