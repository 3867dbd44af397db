/** Puts text and tables on the clipboard, and takes what is pasted. */
import { asHtml, asText } from "./block";
import { messages } from "./messages";
import { announce } from "./work";

export async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    put(text, "");
  }
  announce(messages.copied);
}

/** Copies a block of cells in the two forms that spreadsheet programs take. */
export function copyCells(rows: string[][]) {
  put(asText(rows), asHtml(rows));
  announce(messages.block.copied(rows.length, rows[0]?.length ?? 0));
}

/** A field out of sight, in which every web view lets copying and pasting happen. */
function hiddenField(text: string): HTMLTextAreaElement {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  field.setAttribute("aria-hidden", "true");
  document.body.append(field);
  field.focus({ preventScroll: true });
  field.select();
  return field;
}

function put(text: string, html: string) {
  const before = document.activeElement;
  const field = hiddenField(text);
  const fill = (event: ClipboardEvent) => {
    if (!event.clipboardData || html === "") return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    event.clipboardData.setData("text/html", html);
  };
  document.addEventListener("copy", fill);
  document.execCommand("copy");
  document.removeEventListener("copy", fill);
  field.remove();
  giveBack(before);
}

/** How long a web view may take from the keys to the paste, in ms. */
const SOON = 500;

/** Takes what the keys that are just being pressed paste, wherever the keyboard is. */
export function catchPaste(took: (text: string, html: string) => void) {
  const before = document.activeElement;
  const field = hiddenField("");
  const end = () => {
    window.clearTimeout(waiting);
    if (!field.isConnected) return;
    field.remove();
    giveBack(before);
  };
  const waiting = window.setTimeout(end, SOON);
  field.addEventListener("paste", (event) => {
    event.preventDefault();
    const held = event.clipboardData;
    end();
    if (held) took(held.getData("text/plain"), held.getData("text/html"));
  });
}

/** What the clipboard holds, asked for by a button; null where the web view does not tell. */
export async function held(): Promise<{ text: string; html: string } | null> {
  try {
    const items = await navigator.clipboard.read();
    const of = async (type: string) => {
      const item = items.find((each) => each.types.includes(type));
      return item ? (await item.getType(type)).text() : "";
    };
    return { text: await of("text/plain"), html: await of("text/html") };
  } catch {
    return null;
  }
}

function giveBack(before: Element | null) {
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
}
