/** Keys as they are written for people, `Ctrl+Shift+Z`, held against what is pressed. */

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** True where a key press is the one that is written. On a Mac ⌘ stands for Ctrl. */
export function isPressed(written: string, press: Press): boolean {
  // The key itself may be a plus.
  const parts = written.replace(/\+\+$/, "+plus").split("+");
  const key = (parts.pop() ?? "").replace("plus", "+");
  const wants = (name: string) => parts.includes(name);
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    (press.ctrlKey || press.metaKey) === wants("Ctrl") &&
    press.altKey === wants("Alt") &&
    press.shiftKey === wants("Shift")
  );
}
