import { expect, test } from "vitest";
import type { Told } from "./bindings/Told";
import { diagnosisOf } from "./diagnosis.sample";
import { Held } from "./held";

const told = (fields: Partial<Told>): Told => ({
  id: diagnosisOf({}).id,
  number: 1,
  since: null,
  whole: "",
  changes: "",
  ...fields,
});

test("only what changed becomes another object", () => {
  const held = new Held();
  const first = held.hear(told({ whole: JSON.stringify(diagnosisOf({})) }));
  const changes = JSON.stringify([{ op: "replace", path: "/profile/employees", value: 120 }]);
  const second = held.hear(told({ number: 2, since: 1, changes }));
  expect(second?.profile.employees).toBe(120);
  expect(first?.profile.employees).not.toBe(120);
  expect(second?.units).toBe(first?.units);
});

test("changes of something else than is held are not taken", () => {
  const held = new Held();
  held.hear(told({ whole: JSON.stringify(diagnosisOf({})) }));
  const changes = JSON.stringify([{ op: "replace", path: "/profile/employees", value: 120 }]);
  expect(held.hear(told({ number: 5, since: 4, changes }))).toBeNull();
  // What came after is not taken either, until the whole is told again.
  expect(held.hear(told({ number: 6, since: 5, changes }))).toBeNull();
  expect(held.hear(told({ number: 7, whole: JSON.stringify(diagnosisOf({})) }))).not.toBeNull();
});
