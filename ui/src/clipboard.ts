/** Puts text on the clipboard. */
import { messages } from "./messages";
import { announce } from "./work";

export async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Some web views give no clipboard to scripts; a selected field can be copied everywhere.
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  announce(messages.copied);
}
