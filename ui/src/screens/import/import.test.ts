import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { ImportChoices } from "../../bindings/ImportChoices";
import type { ImportRegion } from "../../bindings/ImportRegion";
import { diagnosisOf } from "../../diagnosis.sample";
import { noChoices, pieceOf, previewOf, readingOf } from "../../import.sample";
import { step } from "../../journey";
import { entered, previewed } from "../../step";
import { ids } from "../../testids";
import { type Asked, answering } from "../../wire.sample";
import ImportScreen from "./ImportScreen.vue";

let shown: VueWrapper | null = null;
let asked: Asked[] = [];
let reading = readingOf();

const part = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
};
const isShown = (id: string) => document.querySelector(`[data-testid="${id}"]`) !== null;
const revised = () =>
  asked
    .filter(({ command }) => command === "revise_import")
    .map(({ given }) => given.choices as ImportChoices);

async function press(key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement?.dispatchEvent(event);
  await flushPromises();
}
const status = () => part(ids.importStatus).textContent?.replace(/\s+/g, " ").trim() ?? "";

beforeEach(async () => {
  reading = readingOf();
  asked = answering({
    import_piece: ({ sheet, window }) => pieceOf(String(sheet), window as ImportRegion, reading),
    revise_import: ({ choices }) => {
      reading = readingOf(choices as ImportChoices);
      return previewOf({ reading });
    },
    remember_import: () => previewOf({ reading }),
    accept_import: () => diagnosisOf(),
  });
  step.value = previewed(entered(diagnosisOf(), "files"), diagnosisOf().id, previewOf());
  const page = defineComponent(() => {
    const at = computed(() => (step.value.name === "diagnosis" ? step.value : null));
    return () =>
      at.value?.preview
        ? h(ImportScreen, { diagnosis: at.value.diagnosis, preview: at.value.preview })
        : null;
  });
  shown = mount(page, { attachTo: document.body });
  await flushPromises();
});
afterEach(() => shown?.unmount());

test("the sheet begins at the table and the keyboard moves about in it", async () => {
  expect(document.activeElement?.getAttribute("data-testid")).toBe(ids.importGrid);
  expect(status()).toContain("A4表头");
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]) await press(key);
  // A merged header is left on its other side.
  expect(status()).toContain("D6水量");
  await press("End");
  expect(status()).toContain("N6");
  await press("Home");
  expect(status()).toContain("A6");
  await press("ArrowDown", { ctrlKey: true });
  expect(status()).toContain("A46");
  await press("ArrowUp", { ctrlKey: true });
  expect(status()).toContain("A4");
  await press("PageDown");
  expect(status()).not.toContain("A4表头");
});

test("a column that is pointed at in the sheet is pointed at in the list, and back", async () => {
  await press("ArrowRight");
  expect(part(ids.importColumn(1)).classList).toContain("is-at");
  part(ids.importColumn(5)).querySelector("button")?.click();
  await flushPromises();
  expect(status()).toContain("F5");
  expect(part(ids.importColumn(5)).classList).toContain("is-at");
});

test("F2 finds a meaning by typing, which is read at once, and Ctrl+Z takes it back", async () => {
  part(ids.importColumn(5)).querySelector("button")?.click();
  await flushPromises();
  part(ids.importGrid).focus();
  await press("F2");
  const search = part(ids.choiceSearch) as HTMLInputElement;
  search.value = "再生";
  search.dispatchEvent(new Event("input", { bubbles: true }));
  await flushPromises();
  await press("Enter");
  expect(revised().at(-1)?.tables[0]?.columns).toEqual([
    { col: 5, meaning: "withdrawal.reclaimed", unit: null },
  ]);
  expect(part(ids.importMeaning(5)).textContent).toContain("再生水");
  expect(part(ids.importCount("closure")).textContent).toContain("不平衡");
  expect(document.activeElement?.getAttribute("data-testid")).toBe(ids.importGrid);

  await press("z", { ctrlKey: true });
  expect(revised().at(-1)).toEqual(noChoices);
  expect(part(ids.importMeaning(5)).textContent).toContain("未识别");
  await press("y", { ctrlKey: true });
  expect(revised().at(-1)?.tables).toHaveLength(1);
});

test("Delete leaves a column out, Alt and the arrow reach its unit", async () => {
  part(ids.importColumn(5)).querySelector("button")?.click();
  await flushPromises();
  part(ids.importGrid).focus();
  await press("Delete");
  expect(revised().at(-1)?.tables[0]?.columns[0]).toMatchObject({ col: 5, meaning: "unused" });
  part(ids.importGrid).focus();
  await press("ArrowDown", { altKey: true });
  expect(document.activeElement?.getAttribute("data-testid")).toBe(ids.importUnit(5));
});

test("a row can be said to be something else", async () => {
  await press("ArrowDown");
  await press("F2", { shiftKey: true });
  const field = part(ids.importRowRole) as HTMLSelectElement;
  expect(document.activeElement).toBe(field);
  field.value = "ignored";
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await flushPromises();
  expect(revised().at(-1)?.tables[0]?.rows).toEqual([{ row: 5, role: "ignored" }]);
});

test("problems that block are told apart, and Enter goes to the cell", async () => {
  expect(part(ids.doubt(0)).textContent).toContain("须处理");
  part(ids.problemFilter("blocking")).click();
  await flushPromises();
  expect(isShown(ids.doubt(1))).toBe(false);
  part(ids.problemFilter("all")).click();
  await flushPromises();
  part(ids.doubt(0)).focus();
  await press("ArrowDown");
  await press("Enter");
  expect(status()).toContain("F5");
  expect(document.activeElement?.getAttribute("data-testid")).toBe(ids.importGrid);
});

test("what must be settled is accepted only when it is said twice, and can be remembered", async () => {
  const field = part(ids.importRemember) as HTMLSelectElement;
  field.value = "enterprise";
  field.dispatchEvent(new Event("change", { bubbles: true }));
  part(ids.importAccept).click();
  await flushPromises();
  expect(asked.some(({ command }) => command === "accept_import")).toBe(false);
  expect(part(ids.importAccept).textContent).toContain("仍要采用");
  part(ids.importAccept).click();
  await flushPromises();
  const commands = asked.map(({ command }) => command);
  expect(commands.indexOf("remember_import")).toBeLessThan(commands.indexOf("accept_import"));
  expect(asked.find(({ command }) => command === "remember_import")?.given.everyone).toBe(false);
});

test("a corrected file is accepted beside its differences", async () => {
  const change = {
    kind: "changed",
    what: "卷染机",
    quantity: "",
    before: "1",
    after: "2",
    cell: null,
  };
  const preview = previewOf({ replaces: true, differences: [change] });
  step.value = previewed(step.value, diagnosisOf().id, preview);
  await flushPromises();
  expect(part(ids.importAccept).textContent).toContain("核对差异");
  part(ids.importAccept).click();
  await flushPromises();
  expect(asked.some(({ command }) => command === "accept_import")).toBe(false);
});

test("a remembered layout is named and can be switched off for this file", async () => {
  expect(part(ids.importRemembered).textContent).toContain(
    "已沿用“嘉兴示例印染有限公司”记住的版式",
  );
  part(ids.importRemembered).querySelector("button")?.click();
  await flushPromises();
  expect(revised().at(-1)?.without).toEqual(["r1"]);
  expect(part(ids.importRemembered).textContent).toContain("本次未用");
});
