import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { computed, defineComponent, h } from "vue";
import { diagnosisOf } from "./diagnosis.sample";
import { recovered, watchDrafts } from "./drafts";
import { step } from "./journey";
import DiagnosisScreen from "./screens/DiagnosisScreen.vue";
import { entered } from "./step";
import { ids } from "./testids";
import { type Asked, answering } from "./wire.sample";
import { notices } from "./work";

let shown: VueWrapper | null = null;
let unwatch = () => {};
let calls: Asked[] = [];
let before: unknown[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  before = [];
  calls = answering({
    people: () => ({ people: [], working: null }),
    profile_offers: () => ({ districts: [], prices: null }),
    drafts: () => before,
    keep_drafts: () => null,
    edit_profile: ({ profile }) => ({ ...diagnosisOf(), profile }),
  });
  step.value = { name: "opening" };
  unwatch = watchDrafts();
});
afterEach(() => {
  shown?.unmount();
  unwatch();
  recovered.value = [];
  notices.value = [];
  vi.useRealTimers();
});

async function page() {
  step.value = entered(diagnosisOf(), "profile");
  const at = computed(() => step.value);
  const screen = defineComponent(
    () => () => (at.value.name === "diagnosis" ? h(DiagnosisScreen, { at: at.value }) : null),
  );
  shown = mount(screen, { attachTo: document.body });
  await flushPromises();
}
function part<T extends HTMLElement = HTMLInputElement>(id: string): T {
  const found = document.querySelector<T>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
}
async function type(id: string, text: string) {
  part(id).focus();
  part(id).value = text;
  part(id).dispatchEvent(new Event("input", { bubbles: true }));
  await flushPromises();
}
async function wait() {
  vi.advanceTimersByTime(1100);
  await flushPromises();
}
const kept = () => calls.filter(({ command }) => command === "keep_drafts").map((one) => one.given);
const address = ids.field("address");
const draft = (text: string) => ({ tab: "profile", field: address, label: "地址", text });

test("what stands half typed for a second is kept, and no more once it is saved", async () => {
  await page();
  await type(address, "南湖区");
  expect(kept()).toEqual([]);
  await wait();
  expect(kept()).toEqual([{ id: "d", drafts: [draft("南湖区")] }]);
  part(address).blur();
  await flushPromises();
  await wait();
  expect(kept().at(-1)).toEqual({ id: "d", drafts: [] });
});

test("what is wrong and was left stays unfinished", async () => {
  await page();
  await type(ids.field("operating_days"), "三百");
  part(ids.field("operating_days")).blur();
  await wait();
  expect(kept().at(-1)).toMatchObject({ drafts: [{ text: "三百" }] });
});

test("after a restart it is put back into its field and saved when that is left", async () => {
  before = [draft("南湖区示例路")];
  await page();
  expect(part(ids.draftText(0)).textContent).toBe("南湖区示例路");
  part(ids.draftBack(0)).click();
  await flushPromises();
  expect(part(address).value).toBe("南湖区示例路");
  expect(document.activeElement).toBe(part(address));
  part(address).blur();
  await flushPromises();
  const saved = calls.find(({ command }) => command === "edit_profile");
  expect(saved?.given).toMatchObject({ profile: { address: "南湖区示例路" } });
  expect(document.querySelector(`[data-testid="${ids.drafts}"]`)).toBeNull();
});

test("what is given up is forgotten by Rust too", async () => {
  before = [draft("甲"), draft("乙")];
  await page();
  part(ids.draftDrop(0)).click();
  await flushPromises();
  expect(kept().at(-1)).toEqual({ id: "d", drafts: [draft("乙")] });
});
