import { expect, test } from "vitest";
import { type Move, moved, type Press } from "./grid";

const extent = { rows: 20, columns: 8, page: 5 };
const at = { row: 10, column: 3 };

function check(press: Partial<Press> & { key: string }, expected: Move) {
  expect(moved(at, { ctrl: false, alt: false, ...press }, extent)).toEqual(expected);
}

test.each([
  ["ArrowUp", 9, 3],
  ["ArrowDown", 11, 3],
  ["ArrowLeft", 10, 2],
  ["ArrowRight", 10, 4],
  ["PageUp", 5, 3],
  ["PageDown", 15, 3],
  ["Home", 10, 0],
  ["End", 10, 7],
])("%s goes to its place", (key, row, column) => {
  check({ key }, { kind: "go", to: { row, column } });
});

test.each([
  ["Home", 0, 0],
  ["End", 19, 7],
  ["ArrowUp", 0, 3],
  ["ArrowDown", 19, 3],
  ["ArrowLeft", 10, 0],
  ["ArrowRight", 10, 7],
])("Ctrl+%s goes to the edge", (key, row, column) => {
  check({ key, ctrl: true }, { kind: "go", to: { row, column } });
});

test("no key leads out of the grid", () => {
  const corner = { row: 0, column: 0 };
  for (const key of ["ArrowUp", "ArrowLeft", "PageUp", "Home"]) {
    expect(moved(corner, { key, ctrl: false, alt: false }, extent)).toEqual({
      kind: "go",
      to: corner,
    });
  }
});

test.each(["5", ".", "-", "７"])("typing %s begins with it", (key) => {
  check({ key }, { kind: "edit", first: key });
});

test("keys with a meaning of their own", () => {
  check({ key: "Enter" }, { kind: "edit", first: "" });
  check({ key: "F2" }, { kind: "edit", first: "" });
  check({ key: "Delete" }, { kind: "clear" });
  check({ key: "=" }, { kind: "explain" });
});

test("other keys and shortcuts are left alone", () => {
  check({ key: "a" }, { kind: "none" });
  check({ key: "z", ctrl: true }, { kind: "none" });
  check({ key: "5", ctrl: true }, { kind: "none" });
  check({ key: "3", alt: true }, { kind: "none" });
  check({ key: "Tab" }, { kind: "none" });
});
