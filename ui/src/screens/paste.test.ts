import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { computed, defineComponent, h } from "vue";
import { freshTerms } from "../compared";
import { diagnosisOf } from "../diagnosis.sample";
import { step } from "../journey";
import { lastBasis } from "../lastBasis";
import { entered } from "../step";
import { ids } from "../testids";
import { answering } from "../wire.sample";
import { notices } from "../work";
import BalanceScreen from "./BalanceScreen.vue";
import FilesScreen from "./FilesScreen.vue";
import ProductTable from "./profile/ProductTable.vue";

let shown: VueWrapper | null = null;
let clipboard = new Map<string, string>();

/** What stands for the web view's clipboard: copying fills it. */
beforeEach(() => {
  clipboard = new Map();
  document.execCommand = () => {
    const event = new Event("copy", { bubbles: true, cancelable: true });
    const clipboardData = { setData: (type: string, text: string) => clipboard.set(type, text) };
    document.dispatchEvent(Object.assign(event, { clipboardData }));
    return true;
  };
});
afterEach(() => {
  shown?.unmount();
  notices.value = [];
  vi.useRealTimers();
});

const part = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
};

async function press(key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement?.dispatchEvent(event);
  await flushPromises();
}

/** Pastes where the keyboard is, as a web view does behind Ctrl+V. */
async function paste(text: string, html = "") {
  await press("v", { ctrlKey: true });
  const event = new Event("paste", { bubbles: true, cancelable: true });
  const clipboardData = { getData: (type: string) => (type === "text/html" ? html : text) };
  document.activeElement?.dispatchEvent(Object.assign(event, { clipboardData }));
  await flushPromises();
}

async function show(screen: typeof BalanceScreen | typeof FilesScreen, tab: "balance" | "files") {
  step.value = entered(diagnosisOf(), tab);
  const diagnosis = computed(() =>
    step.value.name === "diagnosis" ? step.value.diagnosis : diagnosisOf(),
  );
  const page = defineComponent(
    () => () => h(screen, { diagnosis: diagnosis.value, preview: null }),
  );
  shown = mount(page, { attachTo: document.body });
  await flushPromises();
}

/** The balance with the keyboard in 染色机's 地表水; 卷染机 is below, the site's total beneath. */
async function balance() {
  await show(BalanceScreen, "balance");
  part(ids.unitName(0)).focus();
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight"]) await press(key);
}

const surface = "withdrawal.surface";

test("a range is picked with Shift and copied with every digit, as text and as a web table", async () => {
  await balance();
  await press("ArrowDown", { shiftKey: true });
  expect(part(ids.unitCell(2, surface)).getAttribute("aria-selected")).toBe("true");
  expect(part(ids.unitCell(0, surface)).getAttribute("aria-selected")).toBe("false");
  await press("c", { ctrlKey: true });
  expect(clipboard.get("text/plain")).toBe("100\r\n50");
  expect(clipboard.get("text/html")).toBe(
    "<table><tr><td>100</td></tr><tr><td>50</td></tr></table>",
  );
  await press("ArrowUp");
  expect(part(ids.unitCell(2, surface)).getAttribute("aria-selected")).toBe("false");
});

test("Ctrl+A picks all, names and totals included; what is not known is a dash", async () => {
  await balance();
  await press("a", { ctrlKey: true });
  await press("c", { ctrlKey: true });
  const rows = (clipboard.get("text/plain") ?? "").split("\r\n");
  expect(rows).toHaveLength(4);
  expect(rows[2]).toMatch(/^卷染机\t主要生产\t50\t/);
  expect(rows[2]?.split("\t")).toContain("—");
  expect(rows[3]).toMatch(/^全厂合计\t/);
});

test("the mouse picks a range by dragging, and with Shift", async () => {
  await balance();
  const mouse = (type: string, id: string, more: MouseEventInit = {}) =>
    part(id).dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, ...more }));
  mouse("mousedown", ids.unitCell(1, surface));
  mouse("mousemove", ids.unitCell(2, surface), { buttons: 1 });
  await flushPromises();
  expect(part(ids.unitCell(2, surface)).getAttribute("aria-selected")).toBe("true");
  await press("c", { ctrlKey: true });
  expect(clipboard.get("text/plain")).toBe("100\r\n50");
  mouse("mousedown", ids.unitCell(0, surface), { shiftKey: true });
  await flushPromises();
  expect(part(ids.unitCell(0, surface)).getAttribute("aria-selected")).toBe("true");
});

test("a pasted block is one change, and what stood there already is none", async () => {
  const asked = answering({ edit_flows: () => diagnosisOf() });
  await balance();
  await paste("1,100.5\r\n50\r\n");
  const edit = { unit: "染色机", item: surface, value: 1100.5, basis: lastBasis.value };
  expect(asked).toEqual([{ command: "edit_flows", given: { id: "d", edits: [edit] } }]);
});

test("a block with a sum or a word in it is refused by their names, and nothing is sent", async () => {
  const asked = answering({});
  await balance();
  await press("ArrowUp");
  await paste("7\r\n约8\r\n9\r\n10");
  expect(asked).toEqual([]);
  const told = notices.value[0]?.message ?? "";
  for (const name of ["“染色车间”的地表水", "“约8”不是数字", "“全厂合计”"]) {
    expect(told).toContain(name);
  }
});

test("Delete makes all figures of a range unknown in one change", async () => {
  const asked = answering({ edit_flows: () => diagnosisOf() });
  await balance();
  await press("a", { ctrlKey: true });
  await press("Delete");
  const edits = asked[0]?.given.edits as { unit: string; value: null }[];
  expect(edits.map((edit) => edit.unit)).toEqual(["染色机", "染色机", "卷染机", "卷染机"]);
  expect(edits.every((edit) => edit.value === null)).toBe(true);
});

test("a figure is filled down with how it was obtained, as one change; sums are passed over", async () => {
  const asked = answering({ edit_flows: () => diagnosisOf() });
  await balance();
  // The last row of the range is the site's total.
  await press("ArrowDown", { shiftKey: true });
  await press("ArrowDown", { shiftKey: true });
  await press("d", { ctrlKey: true });
  const edit = { unit: "卷染机", item: surface, value: 100, basis: "stated" };
  expect(asked).toEqual([{ command: "edit_flows", given: { id: "d", edits: [edit] } }]);
  expect(notices.value.at(-1)?.message).toContain("1 个汇总或计算得出的单元格保持不变");
});

test("units that do not close are shown with their workshops, by a filter of the judgement", async () => {
  await balance();
  part(ids.gridMenu("closure")).click();
  await flushPromises();
  const filter = part(ids.gridFilter) as HTMLSelectElement;
  filter.value = "unsettled";
  filter.dispatchEvent(new Event("change", { bubbles: true }));
  await flushPromises();
  expect(part(ids.unitName(0)).textContent).toContain("染色车间");
  expect(part(ids.unitName(1)).textContent).toContain("卷染机");
  expect(part(ids.gridOrder).textContent).toContain("上级单元一并显示");
  expect(part(ids.siteRow).textContent).toContain("全厂合计");
});

test("a table pasted on the page of files is previewed with what the clipboard holds", async () => {
  const asked = answering({ preview_pasted: () => undefined });
  await show(FilesScreen, "files");
  await paste("甲\t1", "<table></table>");
  expect(asked).toEqual([
    { command: "preview_pasted", given: { id: "d", text: "甲\t1", html: "<table></table>" } },
  ]);
});

test("a block pasted into the products fills what is beside and below, all or nothing", async () => {
  const asked = answering({ edit_profile: () => diagnosisOf() });
  const product = {
    id: "p",
    name: "布",
    output: 1,
    unit: "t",
    quota: null,
    quota_reason: "",
    share: null,
    share_rule: "",
    rinses: null,
    terms: freshTerms(),
  };
  const diagnosis = diagnosisOf();
  diagnosis.profile = { ...diagnosis.profile, products: [product] };
  step.value = entered(diagnosis, "profile");
  shown = mount(ProductTable, { attachTo: document.body, props: { products: [product] } });
  const into = async (text: string) => {
    part(ids.rowField("product", 0, "name")).focus();
    await flushPromises();
    await paste(text);
  };
  await into("染色布\t多\r\n");
  expect(asked).toEqual([]);
  expect(notices.value[0]?.message).toContain("第 1 行“年产量”：“多”");
  await into("染色布\t1,200\t百米\r\n印花布\t30\t万米\r\n");
  expect(asked[0]?.given.profile).toMatchObject({
    products: [
      { id: "p", name: "染色布", output: 1200, unit: "百米" },
      { id: "", name: "印花布", output: 30, unit: "万米" },
    ],
  });
});
