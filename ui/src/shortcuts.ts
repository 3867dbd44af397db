/** The keys that work everywhere. */
import { nextTick } from "vue";
import { closeExplanation, subject } from "./explain";
import { chooseWorkbook, exportReport, redo, show, step, undo } from "./journey";
import { type Tab, tabs } from "./step";

/** Acts on a key press; true where it was meant for the program. */
export function shortcut(event: KeyboardEvent): boolean {
  const act = action(event);
  if (!act) return false;
  event.preventDefault();
  void act();
  return true;
}

/** Shows a step and puts the keyboard on its tab, from where Tab leads into it. */
async function visit(tab: Tab) {
  show(tab);
  await nextTick();
  document.getElementById(`tab-${tab}`)?.focus();
}

function action(event: KeyboardEvent): (() => unknown) | null {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  const at = step.value;
  const inDiagnosis = at.name === "diagnosis";
  if (key === "Escape" && subject.value !== null) return closeExplanation;
  if (altKey && inDiagnosis && /^[1-9]$/.test(key)) {
    const tab = tabs[Number(key) - 1];
    return tab ? () => visit(tab) : null;
  }
  if (!(ctrlKey || metaKey) || altKey) return null;
  // In a field, undo belongs to what is being typed.
  const inField = event.target instanceof Element && event.target.matches("input, textarea");
  switch (key.toLowerCase()) {
    case "o":
      return at.name === "start" || inDiagnosis ? chooseWorkbook : null;
    case "p":
      return inDiagnosis ? exportReport : () => undefined;
    case "z":
      if (!inDiagnosis || inField) return null;
      return shiftKey ? redo : undo;
    case "y":
      return inDiagnosis && !inField ? redo : null;
    default:
      return null;
  }
}
