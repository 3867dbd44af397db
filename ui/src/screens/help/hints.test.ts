import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { GlossaryTerm } from "../../bindings/GlossaryTerm";
import { ids } from "../../testids";
import { answering } from "../../wire.sample";
import HeadHints from "./HeadHints.vue";
import { terms } from "./help";

const term = {
  name: "重复利用率",
  symbol: "R",
  unit: "%",
  meaning: "重复利用水量占用水量的百分比。",
  source: "GB/T 21534",
  confirmed: false,
  heads: ["重复利用率"],
  pages: [],
} as unknown as GlossaryTerm;

let shown: VueWrapper;
beforeEach(() => {
  vi.useFakeTimers();
  terms.value = [];
  answering({ glossary: () => [term] });
  const table = document.createElement("table");
  const row = table.createTHead().insertRow();
  for (const words of ["重复利用率", "企业"]) {
    const head = document.createElement("th");
    head.textContent = words;
    row.append(head);
  }
  const bar = document.createElement("div");
  bar.dataset.head = "重复利用率";
  bar.append(document.createElement("button"));
  document.body.replaceChildren(table, bar);
  shown = mount(HeadHints, { attachTo: document.body });
});
afterEach(() => {
  shown.unmount();
  document.body.replaceChildren();
  vi.useRealTimers();
});

async function settled() {
  // Something of the page changes, and then nothing more.
  document.body.append(document.createElement("p"));
  await flushPromises();
  await vi.advanceTimersByTimeAsync(1000);
  await flushPromises();
}
const hint = () => document.querySelector(`[data-testid="${ids.headHint}"]`)?.textContent ?? "";

test("the keyboard stops at heads that are explained, and only there", async () => {
  await settled();
  const heads = [...document.querySelectorAll<HTMLElement>("th")];
  expect(heads.map((head) => head.tabIndex)).toEqual([0, -1]);
  heads[0]?.focus();
  await flushPromises();
  expect(hint()).toContain("重复利用水量占用水量的百分比");
  expect(heads[0]?.getAttribute("aria-describedby")).toBe("head-hint");
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  await flushPromises();
  expect(hint()).toBe("");
});

test("a column of a grid is explained where the keyboard sorts and filters it", async () => {
  document.querySelector<HTMLElement>("[data-head] button")?.focus();
  await flushPromises();
  await flushPromises();
  expect(hint()).toContain("重复利用率");
});

test("where the terms cannot be read that is asked once", async () => {
  const asked = answering({ glossary: () => [] });
  await settled();
  await settled();
  expect(asked.filter(({ command }) => command === "glossary")).toHaveLength(1);
});
