import { expect, test } from "vitest";
import { cutAt } from "./cut";
import { kept, settled, stops } from "./widths";

const widths = [100, 60, 60, 60, 60];
const all = () => true;

test("a figure that shows in part only is covered as a whole", () => {
  // The first column stays in sight; the third is cut at the right edge.
  expect(cutAt(widths, (column) => column > 0, { from: 100, to: 190 })).toEqual({
    left: null,
    right: { at: 160, width: 30 },
  });
  // Scrolled by half a column: both edges cut.
  expect(cutAt(widths, (column) => column > 0, { from: 130, to: 250 })).toEqual({
    left: { at: 130, width: 30 },
    right: { at: 220, width: 30 },
  });
});

test("nothing is covered where columns end at the edges, or hold words", () => {
  expect(cutAt(widths, all, { from: 100, to: 220 })).toEqual({ left: null, right: null });
  expect(cutAt(widths, () => false, { from: 130, to: 250 })).toEqual({ left: null, right: null });
});

test("a column wider than what is seen is covered once as far as it is seen", () => {
  const { left, right } = cutAt([400], all, { from: 50, to: 250 });
  expect(left).toEqual({ at: 50, width: 200 });
  expect(right).toEqual({ at: 50, width: 200 });
});

test("before anything is scrolled no column is cut: those that fit share what is left", () => {
  const isStuck = (column: number) => column === 0 || column === 4;
  // 160 px stay in sight; of 90 that are left one column takes 60.
  expect(settled(widths, isStuck, 250)).toEqual([100, 90, 60, 60, 60]);
  const odd = settled(widths, isStuck, 160 + 141);
  expect(odd).toEqual([100, 70, 71, 60, 60]);
  expect(cutAt(odd, (column) => !isStuck(column), { from: 100, to: 241 })).toEqual({
    left: null,
    right: null,
  });
  // All fit, or one would become far wider than it needs.
  expect(settled(widths, isStuck, 400)).toEqual(widths);
  expect(settled([100, 60, 200, 60], (column) => column === 0, 260)).toEqual([100, 60, 200, 60]);
});

test("the last columns stay in sight only where they leave room for the others", () => {
  const isEnd = (column: number) => column === 4;
  expect(kept(widths, 1, isEnd, 400)(4)).toBe(true);
  expect(kept(widths, 1, isEnd, 200)(4)).toBe(false);
  const { left, right } = stops(widths, 1, kept(widths, 1, isEnd, 400));
  expect([left[0], left[1], right[3], right[4]]).toEqual([0, null, null, 0]);
});
