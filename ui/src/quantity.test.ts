import { expect, test } from "vitest";
import { barShare, basisLetter, gridColumns, isEditable, subjectOf, unitOfGroup } from "./balance";
import { diagnosisOf, figureOf, unitOf } from "./diagnosis.sample";
import { columnsOf } from "./quantity";

const codes = (all: boolean, diagnosis = diagnosisOf()) =>
  columnsOf(diagnosis, all).map((column) => column.code);

test("the columns are those that exist, sums between them, in the standard's order", () => {
  expect(codes(false)).toEqual([
    "withdrawal.surface",
    "withdrawal_total",
    "total_use",
    "discharge",
    "leakage",
  ]);
});

test("all columns offer what does not exist yet", () => {
  expect(codes(true)).toContain("series_in");
  expect(codes(true).length).toBeGreaterThan(codes(false).length);
});

test("a sum that the table states is shown, and a quantity without a name is not lost", () => {
  const { site } = diagnosisOf();
  const stated = diagnosisOf({ site: { ...site, stated: { recycled_total: 3 } } });
  expect(codes(false, stated)).toContain("recycled");
  const strange = diagnosisOf({ units: [unitOf("a", { figures: { tide: figureOf(1) } })] });
  expect(codes(false, strange)).toContain("tide");
});

test("only a given quantity of a unit without units below it can be typed", () => {
  const [workshop, machine] = diagnosisOf().units;
  const columns = gridColumns(diagnosisOf(), false);
  const kinds = (unit: typeof workshop | null) =>
    columns.filter((column) => isEditable(unit ?? null, column)).map((column) => column.code);
  expect(kinds(machine)).toEqual(["withdrawal.surface", "discharge", "leakage"]);
  expect(kinds(workshop)).toEqual([]);
  expect(kinds(null)).toEqual([]);
});

test("every figure can be asked about, names cannot", () => {
  const [unit] = diagnosisOf().units;
  const asked = gridColumns(diagnosisOf(), false).map(
    (column) => subjectOf(unit ?? null, column)?.kind ?? null,
  );
  expect(asked.slice(0, 3)).toEqual([null, null, "figure"]);
  expect(asked.slice(-3)).toEqual(["reuse", "imbalance", "imbalance"]);
});

test("a cell tells how its figure was obtained", () => {
  expect(basisLetter(figureOf(1))).toBe("");
  expect(basisLetter(figureOf(1, { basis: "metered" }))).toBe("计");
  expect(basisLetter(figureOf(1, { basis: "computed", origin_kind: "assumed" }))).toBe("假");
  expect(basisLetter(figureOf(null))).toBe("");
});

test.each([
  [null, 0],
  [5, 0.5],
  [-10, -1],
  [40, 1],
])("a bar of %s %% with a tolerance of 5 %% reaches %s", (percent, share) => {
  expect(barShare(percent, 5)).toBe(share);
});

test.each([
  ["node/unit-0192f", "0192f"],
  ["frame/unit-0192f", "0192f"],
  ["node/source-tap", null],
  ["link/unit-1→unit-2", "2"],
  ["link/unit-1→sewer", "1"],
  ["link/source-tap→series", null],
  ["bus/unit-1→", null],
])("a group of the diagram %s stands for unit %s", (group, unit) => {
  expect(unitOfGroup(group)).toBe(unit);
});
