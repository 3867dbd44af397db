import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deeds, paletteOpen } from "./deeds";
import { diagnosisOf } from "./diagnosis.sample";
import { subject } from "./explain";
import { step } from "./journey";
import { offersOf } from "./palette";
import PaletteDialog from "./parts/PaletteDialog.vue";
import { wantedUnit } from "./pointing";
import { shortcut } from "./shortcuts";
import { entered } from "./step";
import { ids } from "./testids";
import { answering } from "./wire.sample";

let shown: VueWrapper | null = null;
beforeEach(() => {
  answering({
    start: () => ({ diagnoses: [], districts: [], workspace: "", version: "" }),
    // Rust knows pinyin; here a word is enough.
    find: ({ typed, things }) =>
      (things as string[][]).flatMap((texts, at) =>
        texts.some((text) => text.includes(String(typed))) ? [at] : [],
      ),
  });
});
afterEach(() => {
  shown?.unmount();
  subject.value = null;
  wantedUnit.value = null;
  paletteOpen.value = false;
  step.value = { name: "opening" };
});

async function open() {
  step.value = entered(diagnosisOf(), "files");
  paletteOpen.value = true;
  shown = mount(PaletteDialog, { attachTo: document.body });
  await flushPromises();
}
const lines = () => shown?.findAll("[role=option]").map((line) => line.text()) ?? [];
async function type(text: string) {
  await shown?.find("input").setValue(text);
  await flushPromises();
}
const press = (key: string) => shown?.find("input").trigger("keydown", { key });

test("before anything is typed it lists what can be done, each once", async () => {
  await open();
  expect(lines().length).toBe(deeds.filter((deed) => !deed.isQuiet && deed.can()).length);
  expect(lines().some((line) => line.includes("Alt+3"))).toBe(true);
});

test("a unit is found by its name and gone to with the keyboard alone", async () => {
  await open();
  await type("卷染机");
  expect(lines()).toHaveLength(1);
  await press("Enter");
  const unit = diagnosisOf().units.find(({ name }) => name === "卷染机");
  expect(wantedUnit.value).toBe(unit?.id);
  expect(step.value).toMatchObject({ name: "diagnosis", tab: "balance" });
  expect(paletteOpen.value).toBe(false);
});

test("the arrows move about the lines and stay within them", async () => {
  await open();
  const chosen = () => shown?.find("[aria-selected=true]").attributes("data-testid");
  expect(chosen()).toBe(ids.paletteLine(0));
  await press("ArrowUp");
  expect(chosen()).toBe(ids.paletteLine(0));
  await press("ArrowDown");
  expect(chosen()).toBe(ids.paletteLine(1));
});

test("what is not there is said in words", async () => {
  await open();
  await type("并无此物");
  expect(lines()).toHaveLength(0);
  expect(shown?.find("[role=status]").text()).not.toBe("");
});

test("the whole diagnosis can be found by name", () => {
  const diagnosis = diagnosisOf();
  const groups = new Set(offersOf(diagnosis, []).map(({ group }) => group));
  expect(groups).toContain("unit");
  expect(groups).toContain("field");
  const units = offersOf(diagnosis, []).filter(({ group }) => group === "unit");
  expect(units.map(({ name }) => name)).toEqual(diagnosis.units.map(({ name }) => name));
});

test.each([
  ["k", { ctrlKey: true }, true],
  ["p", { ctrlKey: true }, true],
  ["k", {}, false],
  ["F9", {}, false],
])("the key %s with %o is the program's: %s", (key, held, own) => {
  expect(shortcut(new KeyboardEvent("keydown", { key, ...held, cancelable: true }))).toBe(own);
});
