/* Settings, help and the tour, as a person uses them; Rust is played by a table of answers. */
import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as api from "../../api";
import type { GlossaryTerm } from "../../bindings/GlossaryTerm";
import type { Look } from "../../bindings/Look";
import type { Settings } from "../../bindings/Settings";
import { step } from "../../journey";
import { hold, look, rescale, settingsOpen } from "../../settings";
import { ids } from "../../testids";
import HelpPanel from "../help/HelpPanel.vue";
import { termOf, terms } from "../help/help";
import { at, leaveTour, stops } from "../tour/tour";
import SettingsPanel from "./SettingsPanel.vue";
import WelcomeScreen from "./WelcomeScreen.vue";

vi.mock("../../api");

const set: Settings = {
  look: { language: "zh", theme: "system", scale: 100, tour_seen: false },
  workspaces: [
    { folder: "/案卷/默认", proposed: true, open: true, exists: true },
    { folder: "/案卷/另一处", proposed: false, open: false, exists: true },
  ],
  first: false,
  version: "0.1.0",
};
const term = (name: string, heads: string[], pages: string[]): GlossaryTerm => ({
  id: name,
  name,
  other: "",
  symbol: "",
  unit: "",
  meaning: `${name}的含义。`,
  source: "GB/T 12452",
  confirmed: false,
  heads,
  pages,
});

beforeEach(() => {
  let kept = set;
  vi.mocked(api.settings).mockImplementation(async () => kept);
  vi.mocked(api.keepLook).mockImplementation(async (look: Look) => {
    kept = { ...set, look };
    return kept;
  });
  vi.mocked(api.glossary).mockResolvedValue([]);
  hold(set);
});
afterEach(() => {
  vi.clearAllMocks();
  document.body.replaceChildren();
  terms.value = [];
  at.value = null;
});

const find = (id: string) => `[data-testid="${id}"]`;

test("a theme is chosen, kept and shown at once", async () => {
  const panel = mount(SettingsPanel, { attachTo: document.body });
  await panel.find(find(ids.theme("dark"))).trigger("change");
  await flushPromises();
  expect(api.keepLook).toHaveBeenCalledWith({ ...set.look, theme: "dark" });
  expect(document.documentElement.dataset.theme).toBe("dark");
  panel.unmount();
});

test.each([
  [100, 1, 110],
  [190, 1, 200],
  [110, -1, 100],
  [150, 0, 100],
] as const)("the size of %i % by %i is %i", async (from, by, to) => {
  hold({ ...set, look: { ...set.look, scale: from } });
  rescale(by);
  await flushPromises();
  expect(look().scale).toBe(to);
});

test("the size stays within what can be read and what fits", async () => {
  rescale(-1);
  hold({ ...set, look: { ...set.look, scale: 200 } });
  rescale(1);
  await flushPromises();
  expect(api.keepLook).not.toHaveBeenCalled();
});

test("another workspace is opened by its place in the list", async () => {
  vi.mocked(api.openWorkspace).mockResolvedValue({
    diagnoses: [],
    districts: [],
    workspace: "/案卷/另一处",
    version: "0.1.0",
  } as never);
  settingsOpen.value = true;
  const panel = mount(SettingsPanel, { attachTo: document.body });
  expect(panel.find(find(ids.workspaceOpen(0))).exists()).toBe(false);
  await panel.find(find(ids.workspaceOpen(1))).trigger("click");
  await flushPromises();
  expect(api.openWorkspace).toHaveBeenCalledWith(1);
  expect(settingsOpen.value).toBe(false);
  panel.unmount();
});

test("the first start offers a folder first", () => {
  hold({ ...set, first: true, workspaces: [{ ...set.workspaces[0], open: false } as never] });
  const page = mount(WelcomeScreen);
  expect(page.find(find(ids.workspaceOpen(0))).classes()).toContain("is-main");
  expect(page.find(find(ids.workspaceOther)).exists()).toBe(true);
});

test("help explains the terms of the page that is shown, and finds others", async () => {
  const all = [term("取水量", ["取水量"], ["start"]), term("回收期", ["回收期"], ["findings"])];
  vi.mocked(api.glossary).mockImplementation(async (search) =>
    search === "" ? all : all.filter((each) => each.name.includes(search)),
  );
  step.value = { name: "start", start: { diagnoses: [], districts: [] } as never };
  const panel = mount(HelpPanel, { attachTo: document.body });
  await flushPromises();
  expect(panel.find(find(ids.helpTerms)).text()).toContain("取水量的含义");
  expect(panel.find(find(ids.helpTerms)).text()).toContain("未核实");
  expect(panel.find(find(ids.helpTerms)).text()).not.toContain("回收期");
  await panel.find(find(ids.helpSearch)).setValue("回收");
  await flushPromises();
  expect(panel.find(find(ids.helpTerms)).text()).toContain("回收期的含义");
  panel.unmount();
});

test.each([
  ["取水量", "取水量"],
  ["取水量（m³/d）", "取水量"],
  ["节水量/(m³/a)", "节水量"],
  ["备注", undefined],
])("the head %s means %s", (head, name) => {
  const all = [term("取水量", ["取水量"], []), term("节水量", ["节水量", "节水潜力"], [])];
  expect(termOf(head, all)?.name).toBe(name);
});

test("the tour is short, and once left it is not offered again", async () => {
  expect(stops.length).toBeLessThanOrEqual(8);
  at.value = 3;
  leaveTour();
  await flushPromises();
  expect(at.value).toBeNull();
  expect(api.keepLook).toHaveBeenCalledWith({ ...set.look, tour_seen: true });
});
