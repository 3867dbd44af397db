/** What a person set for this laptop, and the workspace that is open. */
import { ref, shallowRef } from "vue";
import * as api from "./api";
import type { Look } from "./bindings/Look";
import type { Settings } from "./bindings/Settings";
import { open, PLACE, step } from "./journey";
import { show } from "./look";
import { messages } from "./messages";
import { attempt, isLong } from "./work";

const m = messages.settings;

/** What was set, as Rust told it last; null where it told nothing. */
export const settings = shallowRef<Settings | null>(null);
/** Whether the page of settings is open. */
export const settingsOpen = ref(false);

export const hold = (set: Settings) => {
  settings.value = set;
  show(set.look);
};

const first: Look = { language: "zh", theme: "system", scale: 100, tour_seen: false };
export const look = (): Look => settings.value?.look ?? first;

let asked = 0;
let kept: Promise<unknown> = Promise.resolve();

/** Changes the look and keeps it. Another language loads the page anew, at the same place. */
export async function keepLook(change: Partial<Look>) {
  const before = look();
  const next = { ...before, ...change };
  // At once: what is pressed five times in a second is five steps.
  if (settings.value) settings.value = { ...settings.value, look: next };
  asked += 1;
  const mine = asked;
  // One after the other, so that the last is what is kept.
  const keeping = kept.then(() => attempt(m.keeping, () => api.keepLook(next)));
  kept = keeping;
  const set = await keeping;
  // Of several changes at once the last one counts.
  if (mine !== asked) return;
  if (set) hold(set);
  else if (settings.value) settings.value = { ...settings.value, look: before };
  if (!set) return;
  if (set.look.language === before.language) return;
  const at = step.value;
  if (at.name === "diagnosis") {
    sessionStorage.setItem(PLACE, JSON.stringify({ id: at.diagnosis.id, tab: at.tab }));
  }
  location.reload();
}

const STEP = 10;
const LEAST = 100;
const MOST = 200;

/** Larger or smaller by a step; 0 is the size at first. */
export function rescale(by: -1 | 0 | 1) {
  const now = look().scale;
  const scale = by === 0 ? LEAST : Math.min(MOST, Math.max(LEAST, now + by * STEP));
  if (scale !== now) void keepLook({ scale });
}

/** Reads anew what there is to choose from. */
export async function refreshSettings() {
  const before = asked;
  const set = await attempt(m.reading, api.settings);
  // What was chosen while it was read is newer.
  if (set) hold(before === asked ? set : { ...set, look: look() });
}

/** Opens one of the workspaces that are offered. */
export const openWorkspace = (at: number) => change(() => api.openWorkspace(at));

/** Opens a folder that the person picks. */
export const chooseWorkspace = () => change(api.chooseWorkspace);

async function change(call: () => Promise<unknown>) {
  if (isLong()) return;
  const opened = await attempt(m.opening, call);
  if (!opened) return;
  settingsOpen.value = false;
  await refreshSettings();
  await open();
}
