import { expect, test } from "vitest";
import { isPressed } from "./keys";

const press = (key: string, held = "") => ({
  key,
  ctrlKey: held.includes("Ctrl"),
  metaKey: held.includes("Meta"),
  altKey: held.includes("Alt"),
  shiftKey: held.includes("Shift"),
});

test.each([
  ["Ctrl+K", press("k", "Ctrl"), true],
  ["Ctrl+K", press("K", "Ctrl"), true],
  ["Ctrl+K", press("k", "Meta"), true],
  ["Ctrl+K", press("k"), false],
  ["Ctrl+K", press("k", "Ctrl Shift"), false],
  ["Ctrl+Shift+Z", press("Z", "Ctrl Shift"), true],
  ["Ctrl+Z", press("Z", "Ctrl Shift"), false],
  ["Alt+3", press("3", "Alt"), true],
  ["Alt+3", press("3", "Ctrl Alt"), false],
  ["F1", press("F1"), true],
  ["Escape", press("Escape"), true],
])("%s is held against what is pressed", (written, pressed, is) => {
  expect(isPressed(written, pressed)).toBe(is);
});
