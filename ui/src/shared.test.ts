import { expect, test } from "vitest";
import { diagnosisOf } from "./diagnosis.sample";
import { shared } from "./shared";

test("a diagnosis that came anew as it was is the one that was there", () => {
  const before = diagnosisOf();
  const now = shared(before, structuredClone(before));
  expect(now).toBe(before);
});

test("one changed figure makes its unit anew, and every other part is the one that was there", () => {
  const before = diagnosisOf();
  const after = structuredClone(before);
  const figure = after.units[2]?.figures["withdrawal.surface"];
  if (!figure) throw new Error("sample");
  figure.value = 62.5;
  const expected = structuredClone(after);
  const now = shared(before, after);
  expect(now).toEqual(expected);
  expect(now).not.toBe(before);
  expect(now.units[2]).not.toBe(before.units[2]);
  expect(now.units[2]?.sums).toBe(before.units[2]?.sums);
  expect(now.units[0]).toBe(before.units[0]);
  expect(now.indicators).toBe(before.indicators);
});

test.each([
  [
    [1, 2],
    [1, 2, 3],
  ],
  [
    [1, 2, 3],
    [1, 2],
  ],
  [{ a: 1 }, { a: 1, b: undefined }],
  [{ a: null }, { a: {} }],
  [{ a: [] }, { a: {} }],
  [null, { a: 1 }],
  [
    [[1], [2]],
    [[2], [1]],
  ],
])("%j becomes %j and nothing else", (before, after) => {
  expect(shared(before, structuredClone(after))).toStrictEqual(after);
});
