import { expect, test } from "vitest";
import { type Asked, asked, type FullPress, type Standing } from "./keys";

const extent = { rows: 20, columns: 8, page: 5 };
const standing: Standing = {
  at: { row: 10, column: 3 },
  picked: null,
  roaming: true,
  typable: "number",
};
/** Rows 10 and 11, columns 3 and 4. */
const range = { from: { row: 10, column: 3 }, to: { row: 11, column: 4 } };

/** Keys as people write them: Ctrl+Shift+ArrowDown. */
function pressed(written: string): FullPress {
  const parts = written.split("+");
  const has = (name: string) => parts.includes(name);
  return { key: parts.at(-1) ?? "", ctrl: has("Ctrl"), alt: has("Alt"), shift: has("Shift") };
}
const on = (written: string, more: Partial<Standing> = {}): string =>
  said(asked(pressed(written), { ...standing, ...more }, extent));
const said = (move: Asked): string => {
  if ("to" in move) return `${move.kind} ${move.to.row},${move.to.column}`;
  return "first" in move ? `${move.kind} ${move.first}`.trim() : move.kind;
};

test.each([
  ["ArrowDown", "go 11,3"],
  ["Ctrl+ArrowDown", "go 19,3"],
  ["Shift+ArrowDown", "reach 11,3"],
  ["Ctrl+Shift+ArrowRight", "reach 10,7"],
  ["PageDown", "go 15,3"],
  ["Ctrl+Home", "go 0,0"],
  ["Tab", "go 10,4"],
  ["Shift+Tab", "go 10,2"],
  ["Enter", "edit"],
  ["Shift+Enter", "go 9,3"],
  ["F2", "edit"],
  ["7", "edit 7"],
  ["Delete", "clear"],
  ["Backspace", "clear"],
  ["=", "explain"],
  ["Ctrl+a", "all"],
  ["Ctrl+c", "copy"],
  ["Ctrl+x", "cut"],
  ["Ctrl+v", "paste"],
  ["Ctrl+d", "fill"],
  ["Alt+ArrowDown", "menu"],
  ["Escape", "leave"],
  ["Ctrl+z", "none"],
  ["Alt+3", "none"],
  ["a", "none"],
])("%s in a cell of figures: %s", (keys, expected) => {
  expect(on(keys)).toBe(expected);
});

test.each([
  ["Tab", "walk 10,4"],
  ["Shift+Tab", "walk 11,4"],
  ["Enter", "walk 11,3"],
  ["Shift+Enter", "walk 11,4"],
  ["Escape", "drop"],
  ["F2", "edit"],
  ["Shift+ArrowDown", "reach 12,4"],
  ["ArrowDown", "go 11,3"],
])("%s in a picked range: %s", (keys, expected) => {
  expect(on(keys, { picked: range })).toBe(expected);
});

test.each([
  ["7", "none"],
  ["=", "none"],
  ["n", "none"],
  ["Enter", "edit"],
  ["Delete", "clear"],
  ["ArrowUp", "go 9,3"],
])("%s in a cell of words, whose field takes what is printed: %s", (keys, expected) => {
  expect(on(keys, { typable: "text" })).toBe(expected);
});

test.each([
  ["Tab", { row: 10, column: 7 }, "go 11,0"],
  ["Shift+Tab", { row: 10, column: 0 }, "go 9,7"],
  ["Tab", { row: 19, column: 7 }, "none"],
  ["Shift+Tab", { row: 0, column: 0 }, "none"],
])("%s at %j: %s", (keys, at, expected) => {
  expect(on(keys, { at })).toBe(expected);
});

test("who only passes by is led on by Tab", () => {
  expect(on("Tab", { roaming: false })).toBe("none");
  expect(on("Escape", { roaming: false })).toBe("none");
});

test("Tab and Enter come back to the first cell of a range behind its last", () => {
  const at = { row: 11, column: 4 };
  expect(on("Tab", { picked: range, at })).toBe("walk 10,3");
  expect(on("Enter", { picked: range, at })).toBe("walk 10,3");
});
