import { expect, test } from "vitest";
import { diagnosisOf } from "./diagnosis.sample";
import { progressOf } from "./progress";

test("an empty diagnosis has begun nothing, and nothing is counted as done", () => {
  const empty = progressOf(diagnosisOf({ units: [], indicators: [], comparisons: [] }));
  expect(empty.files).toEqual({ done: 0, all: 1 });
  expect(empty.balance).toEqual({ done: 0, all: 1 });
  expect(empty.meters).toEqual({ done: 0, all: 1 });
  expect(empty.findings).toEqual({ done: 0, all: 0 });
});

test("units that close and the site count in the balance", () => {
  const diagnosis = diagnosisOf();
  const closed = diagnosis.units.filter(({ closure }) => closure === "closed").length;
  const site = diagnosis.site.closure === "open" ? 0 : 1;
  expect(progressOf(diagnosis).balance).toEqual({
    done: closed + site,
    all: diagnosis.units.length + 1,
  });
});

test("what the report rests on is done when it is confirmed or accepted", () => {
  const reliance = (state: string) => ({
    key: { kind: "quota", id: state },
    kind_name: "",
    name: "",
    judges: "",
    source: "",
    used_for: "",
    state,
    said: "",
  });
  const reliances = ["confirmed", "accepted", "open"].map(reliance);
  expect(progressOf(diagnosisOf({ reliances })).report).toEqual({ done: 2, all: 3 });
});
