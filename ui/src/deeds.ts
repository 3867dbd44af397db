/** What can be done from anywhere: one table for the keys, the palette and the list of keys. */
import { nextTick, ref } from "vue";
import { closeExplanation, subject } from "./explain";
import { asked, closeLog, openLog } from "./history";
import {
  backToStart,
  chooseWorkbook,
  exportReport,
  exportWord,
  exportWorkbook,
  leaveBeside,
  loadSamples,
  openLibrary,
  openProgram,
  redo,
  show,
  step,
  undo,
} from "./journey";
import { messages } from "./messages";
import { exportRollup } from "./program";
import { toggleHelp, toggleSettings } from "./screens/help/help";
import { rescale } from "./settings";
import { type Tab, tabs } from "./step";
import { isLong } from "./work";

/** Something that a person can do. */
export type Deed = {
  id: string;
  label: string;
  /** As they are written: `Ctrl+K`. The first is shown. */
  keys: string[];
  can: () => boolean;
  run: () => unknown;
  /** True where the key belongs to a field as long as one is typed in. */
  leavesFields?: boolean;
  /** True for a step of the diagnosis. */
  isStep?: boolean;
  /** True where it is known by its key alone. */
  isQuiet?: boolean;
};

/** Whether the palette is open. */
export const paletteOpen = ref(false);

const m = messages.palette.deeds;
const inDiagnosis = () => step.value.name === "diagnosis";
const atStart = () => step.value.name === "start";
const inProgram = () => step.value.name === "program";

/** Shows a step and puts the keyboard on its tab, from where Tab leads into it. */
export async function visit(tab: Tab) {
  show(tab);
  await nextTick();
  document.getElementById(`tab-${tab}`)?.focus();
}

/** All of them; `can` tells what can be done now. */
export const deeds: Deed[] = [
  {
    id: "palette",
    label: m.palette,
    keys: ["Ctrl+K"],
    can: () => step.value.name !== "opening" && step.value.name !== "failed",
    run: () => {
      paletteOpen.value = !paletteOpen.value;
    },
    isQuiet: true,
  },
  {
    id: "import",
    label: m.import,
    keys: ["Ctrl+O"],
    can: () => (atStart() || inDiagnosis()) && !isLong(),
    run: chooseWorkbook,
  },
  {
    id: "export",
    label: m.export,
    keys: ["Ctrl+P"],
    can: () => inDiagnosis() && !isLong(),
    run: exportReport,
  },
  {
    id: "word",
    label: m.word,
    keys: [],
    can: () => inDiagnosis() && !isLong(),
    run: exportWord,
  },
  {
    id: "workbook",
    label: messages.outputs.workbook,
    keys: [],
    can: () => inDiagnosis() && !isLong(),
    run: exportWorkbook,
  },
  { id: "undo", label: m.undo, keys: ["Ctrl+Z"], can: inDiagnosis, run: undo, leavesFields: true },
  {
    id: "redo",
    label: m.redo,
    keys: ["Ctrl+Y", "Ctrl+Shift+Z"],
    can: inDiagnosis,
    run: redo,
    leavesFields: true,
  },
  ...tabs.map(
    (tab, at): Deed => ({
      id: `step-${tab}`,
      label: messages.tabs[tab],
      keys: [`Alt+${at + 1}`],
      can: inDiagnosis,
      run: () => visit(tab),
      isStep: true,
    }),
  ),
  { id: "back", label: m.back, keys: ["Alt+Home"], can: inDiagnosis, run: backToStart },
  {
    id: "library",
    label: m.library,
    keys: [],
    can: () => atStart() || inDiagnosis(),
    run: openLibrary,
  },
  {
    id: "leave-library",
    label: m.leaveLibrary,
    keys: [],
    can: () => step.value.name === "library",
    run: leaveBeside,
  },
  {
    id: "program",
    label: messages.program.title,
    keys: ["Alt+P"],
    can: () => atStart() || inDiagnosis(),
    run: openProgram,
  },
  {
    id: "leave-program",
    label: messages.program.leave,
    keys: [],
    can: inProgram,
    run: leaveBeside,
  },
  {
    id: "rollup-pdf",
    label: messages.outputs.rollupPdf,
    keys: [],
    can: () => (atStart() || inProgram()) && !isLong(),
    run: () => exportRollup("pdf"),
  },
  {
    id: "rollup-xlsx",
    label: messages.outputs.rollupXlsx,
    keys: [],
    can: () => (atStart() || inProgram()) && !isLong(),
    run: () => exportRollup("xlsx"),
  },
  {
    id: "samples",
    label: messages.start.samples,
    keys: [],
    can: () => atStart() && !isLong(),
    run: loadSamples,
  },
  {
    id: "history",
    label: messages.history.title,
    keys: ["Ctrl+H"],
    can: inDiagnosis,
    run: () => (asked.value === null ? openLog() : closeLog()),
  },
  { id: "help", label: m.help, keys: ["F1"], can: () => true, run: toggleHelp },
  { id: "settings", label: m.settings, keys: ["Ctrl+,"], can: () => true, run: toggleSettings },
  {
    id: "larger",
    label: m.larger,
    keys: ["Ctrl+=", "Ctrl++", "Ctrl+Shift++"],
    can: () => true,
    run: () => rescale(1),
  },
  { id: "smaller", label: m.smaller, keys: ["Ctrl+-"], can: () => true, run: () => rescale(-1) },
  { id: "plain", label: m.plain, keys: ["Ctrl+0"], can: () => true, run: () => rescale(0) },
  {
    id: "close",
    label: m.close,
    keys: ["Escape"],
    can: () => subject.value !== null && !paletteOpen.value,
    run: closeExplanation,
    isQuiet: true,
  },
  {
    id: "close-history",
    label: m.close,
    keys: ["Escape"],
    can: () => asked.value !== null && !paletteOpen.value,
    run: closeLog,
    isQuiet: true,
  },
];
