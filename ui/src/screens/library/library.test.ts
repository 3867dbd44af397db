import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import { diagnosisOf } from "../../diagnosis.sample";
import { leaveBeside, openLibrary, step } from "../../journey";
import { detailOf, importOf, importRow, listOf, quotaSample, rowOf } from "../../library.sample";
import { entered } from "../../step";
import { ids } from "../../testids";
import { answering, refusing } from "../../wire.sample";
import { notices } from "../../work";
import QuotaChooser from "../indicators/QuotaChooser.vue";
import QuotaStanding from "../indicators/QuotaStanding.vue";
import LibraryScreen from "../LibraryScreen.vue";

let shown: VueWrapper | null = null;
afterEach(() => {
  shown?.unmount();
  notices.value = [];
});

const part = <T extends HTMLElement = HTMLElement>(id: string) => {
  const found = document.querySelector<T>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
};
const isShown = (id: string) => document.querySelector(`[data-testid="${id}"]`) !== null;
async function press(id: string) {
  part(id).click();
  await flushPromises();
}
async function type(id: string, text: string) {
  const field = part<HTMLInputElement>(id);
  field.value = text;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input"));
  await flushPromises();
}
async function submit(id: string) {
  part(id)
    .closest("form")
    ?.dispatchEvent(new Event("submit", { cancelable: true }));
  await flushPromises();
}
async function show() {
  shown = mount(LibraryScreen, { attachTo: document.body });
  await flushPromises();
}

const rows = [
  rowOf("1"),
  rowOf("2", { state: "confirmed", state_name: "已核实", confirmed: "审核员甲 2024-10-08" }),
  rowOf("3", { state: "changed", state_name: "内容已修改，原核实失效" }),
  rowOf("L", { table: "limits", kind: "criterion", kind_name: "技术要求" }),
];

test("the library is searched in Rust and filtered by table and state", async () => {
  const asked = answering({ list_library: () => listOf(rows) });
  await show();
  expect(part(ids.libraryState(1)).textContent).toContain("已核实");
  expect(part(ids.libraryState(2)).textContent).toContain("原核实失效");
  expect(isShown(ids.libraryRow(3))).toBe(false);
  await type(ids.libraryFilter("state"), "confirmed");
  expect(part(ids.libraryRow(0)).textContent).toContain("产品2");
  await type(ids.libraryFilter("state"), "");
  await type(ids.libraryFilter("table"), "limits");
  expect(part(ids.libraryRow(0)).textContent).toContain("产品L");
  await type(ids.librarySearch, "yr");
  expect(asked.at(-1)).toEqual({ command: "list_library", given: { search: "yr" } });
});

test("rows are ordered by a column, back and forth, and copied as they are shown", async () => {
  answering({ list_library: () => listOf([rowOf("10"), rowOf("2"), rowOf("1")]) });
  await show();
  const names = () =>
    [...document.querySelectorAll(".library-name")].map((name) => name.textContent?.trim());
  expect(names()).toEqual(["产品10", "产品2", "产品1"]);
  await press(ids.librarySort("name"));
  expect(names()).toEqual(["产品1", "产品2", "产品10"]);
  expect(part(ids.librarySort("name")).closest("th")?.getAttribute("aria-sort")).toBe("ascending");
  await press(ids.librarySort("name"));
  expect(names()).toEqual(["产品10", "产品2", "产品1"]);
  let copied = "";
  document.execCommand = () => {
    copied = document.querySelector("textarea")?.value ?? "";
    return true;
  };
  await press(ids.libraryCopy);
  expect(copied.split("\n").map((line) => line.split("\t")[0]?.slice(0, 4).trim())).toEqual([
    "产品或指",
    "产品10",
    "产品2",
    "产品1",
  ]);
  await press(ids.librarySort("name"));
  expect(names()).toEqual(["产品10", "产品2", "产品1"]);
});

test("selected rows are confirmed together, with document and clause", async () => {
  const asked = answering({
    list_library: () => listOf(rows),
    confirm_rows: () => listOf(rows),
  });
  await show();
  await press(ids.librarySelectAll);
  await press(ids.libraryConfirmSelected);
  expect(part<HTMLInputElement>(ids.confirmField("by")).value).toBe("审核员甲");
  expect(part<HTMLInputElement>(ids.confirmField("on")).value).toBe("2024-10-08");
  expect(part<HTMLInputElement>(ids.confirmField("document")).value).toBe("示例标准 1-2020 示例");
  await type(ids.confirmField("clause"), "第 3 页");
  await submit(ids.confirmSave);
  expect(asked.find(({ command }) => command === "confirm_rows")?.given).toEqual({
    form: {
      rows: ["1", "2", "3"].map((id) => ({ table: "quotas", id })),
      by: "审核员甲",
      on: "2024-10-08",
      document: "示例标准 1-2020 示例",
      clause: "第 3 页",
      scan: null,
    },
  });
  expect(isShown(ids.confirmForm)).toBe(false);
});

test("a confirmation that names nobody is not sent, and one that is refused stays", async () => {
  const asked = answering({
    list_library: () => listOf(rows),
    confirm_rows: refusing("refused", "不属于同一文件"),
  });
  await show();
  await press(ids.librarySelect(0));
  await press(ids.libraryConfirmSelected);
  await type(ids.confirmField("by"), " ");
  await submit(ids.confirmSave);
  expect(part(ids.confirmForm).textContent).toContain("请填写核实人");
  expect(asked.some(({ command }) => command === "confirm_rows")).toBe(false);
  await type(ids.confirmField("by"), "甲");
  await submit(ids.confirmSave);
  expect(isShown(ids.confirmForm)).toBe(true);
});

test("a row shows where it comes from, who confirmed it and its versions", async () => {
  const confirmation = {
    id: "c1",
    by: "审核员甲",
    on: "2024-10-08",
    document: "示例标准",
    clause: "第 3 页",
    scan: "页.png",
    current: false,
    withdrawn: "",
  };
  const version = { number: 2, by: "乙", on: "2024-10-09T08:00:00", reason: "改正", changes: [] };
  const asked = answering({
    list_library: () => listOf(rows),
    library_row: () =>
      detailOf(rows[2] ?? rowOf("3"), {
        confirmations: [confirmation],
        versions: [
          { ...version, changes: [{ field: "通用值", before: "2", after: "3" }] },
          { ...version, number: 1, reason: "录入" },
        ],
      }),
    open_scan: () => null,
  });
  await show();
  part(ids.libraryRow(2)).querySelector<HTMLElement>(".library-name")?.click();
  await flushPromises();
  expect(part(ids.libraryConfirmation(0)).textContent).toContain("内容已修改，失效");
  expect(part(ids.libraryVersion(2)).textContent).toContain("通用值23");
  part(ids.libraryConfirmation(0)).querySelector<HTMLElement>("button")?.click();
  await flushPromises();
  expect(asked.at(-1)).toEqual({ command: "open_scan", given: { confirmation: "c1" } });
});

test("a row is changed as a new version, with a reason", async () => {
  const asked = answering({
    list_library: () => listOf(rows),
    library_row: () => detailOf(rows[0] ?? rowOf("1")),
    revise_quota: () => listOf(rows),
  });
  await show();
  part(ids.libraryRow(0)).querySelector<HTMLElement>(".library-name")?.click();
  await flushPromises();
  await press(ids.libraryTool("revise"));
  await type(ids.reviseField("general"), "1.9");
  await submit(ids.reviseSave);
  expect(part(ids.reviseForm).textContent).toContain("请写明修改理由");
  await type(ids.reviseField("reason"), "按第 3 页改正");
  await submit(ids.reviseSave);
  const sent = asked.find(({ command }) => command === "revise_quota")?.given;
  expect(sent).toMatchObject({ reason: "按第 3 页改正", quota: { id: "1", general: 1.9 } });
});

test("a pasted table is looked at, its columns said, its sound rows taken", async () => {
  const doubt = { severity: "error", code: "out_of_order", col: null, message: "次序有误" };
  const blocked = importRow(3, { state: "blocked", sound: false, doubts: [doubt] });
  const asked = answering({
    list_library: () => listOf(rows),
    preview_pasted_quotas: () => importOf([importRow(2), blocked]),
    revise_quotas: () => importOf([importRow(2), importRow(3)]),
    accept_quotas: () => listOf(rows),
  });
  await show();
  await press(ids.libraryTool("import"));
  const event = new Event("paste", { bubbles: true, cancelable: true });
  const clipboardData = { getData: (kind: string) => (kind === "text/html" ? "" : "a\tb") };
  part(ids.quotaPaste).dispatchEvent(Object.assign(event, { clipboardData }));
  await flushPromises();
  expect(asked.at(-1)).toEqual({
    command: "preview_pasted_quotas",
    given: { text: "a\tb", html: "" },
  });
  expect(part(ids.quotaRow(3)).textContent).toContain("次序有误");
  expect(part<HTMLInputElement>(ids.quotaTake(3)).disabled).toBe(true);
  expect(part<HTMLInputElement>(ids.quotaTake(2)).checked).toBe(true);
  await type(ids.quotaColumn(1), "v_general");
  expect(asked.at(-1)?.given).toEqual({
    token: "quotas-1",
    choices: { sheet: "", fields: { 1: "v_general" }, common: {} },
  });
  await press(ids.quotaAccept);
  expect(asked.find(({ command }) => command === "accept_quotas")?.given).toEqual({
    token: "quotas-1",
    lines: [2, 3],
  });
});

test("what both changed is decided before libraries are merged", async () => {
  const row = {
    id: "Q1",
    name: "甲布",
    made: "乙 2024",
    made_here: "甲 2024",
    changes: [{ field: "通用值", before: "2", after: "3" }],
  };
  const asked = answering({
    list_library: () => listOf(rows),
    choose_library: () => ({ handle: "1", name: "库.json" }),
    preview_merge: () => ({
      token: "merge-1",
      name: "库.json",
      added: [],
      newer: [],
      conflicts: [row],
      same: 1,
      older: 0,
      confirmations: 2,
    }),
    accept_merge: () => listOf(rows),
  });
  await show();
  await press(ids.libraryTool("merge"));
  expect(part<HTMLButtonElement>(ids.mergeAccept).disabled).toBe(true);
  await press(ids.mergeDecide("Q1", "theirs"));
  await press(ids.mergeAccept);
  expect(asked.find(({ command }) => command === "accept_merge")?.given).toEqual({
    token: "merge-1",
    decisions: { Q1: "theirs" },
  });
});

test("the library is opened from a diagnosis and left for it again", async () => {
  answering({ open_diagnosis: () => diagnosisOf() });
  step.value = entered(diagnosisOf(), "indicators");
  await openLibrary();
  expect(step.value).toEqual({ name: "library", back: { id: "d", tab: "indicators" } });
  await leaveBeside();
  expect(step.value).toMatchObject({ name: "diagnosis", tab: "indicators" });
});

test("a row that needs a reason is chosen with one, and one that never judges not at all", async () => {
  const diagnosis = diagnosisOf();
  const offer = (id: string, standing: string, objections: string[]) => ({
    quota: quotaSample({ id }),
    standing,
    standing_name: "",
    objections,
  });
  const asked = answering({
    quota_offers: () => [
      offer("A", "reasoned", ["该版本测试期前已废止"]),
      offer("B", "never", ["不是限值"]),
    ],
    choose_quota: () => diagnosis,
  });
  step.value = entered(diagnosis, "indicators");
  shown = mount(QuotaChooser, { attachTo: document.body, props: { diagnosis, index: 0 } });
  await flushPromises();
  const button = (id: string) =>
    part(ids.quota(id)).querySelector<HTMLButtonElement>("button") as HTMLButtonElement;
  expect(button("B").disabled).toBe(true);
  button("A").click();
  await flushPromises();
  expect(part<HTMLButtonElement>(ids.quotaReasonSave).disabled).toBe(true);
  await type(ids.quotaReason, "委托书指定");
  await submit(ids.quotaReasonSave);
  expect(asked.at(-1)).toEqual({
    command: "choose_quota",
    given: { id: "d", product: 0, quota: "A", reason: "委托书指定" },
  });
});

test("a newer version is told and adopted", async () => {
  const diagnosis = diagnosisOf();
  const asked = answering({ adopt_quota: () => diagnosis });
  step.value = entered(diagnosis, "indicators");
  const choice = {
    id: "Q1",
    proposed: false,
    reason: "",
    standing: "",
    objections: [],
    newer: [{ field: "通用值", before: "2", after: "3" }],
    advice: [],
  };
  shown = mount(QuotaStanding, { attachTo: document.body, props: { choice, index: 0 } });
  expect(part(ids.quotaNewer(0)).textContent).toContain("已有新版本");
  await press(ids.quotaAdopt(0));
  expect(asked.at(-1)).toEqual({ command: "adopt_quota", given: { id: "d", product: 0 } });
});

test("where there is no quota it says what can be done", () => {
  const choice = {
    id: "",
    proposed: true,
    reason: "",
    standing: "",
    objections: [],
    newer: [],
    advice: ["向当地节水管理机构（节水办）查询"],
  };
  shown = mount(QuotaStanding, { attachTo: document.body, props: { choice, index: 0 } });
  expect(part(ids.quotaAdvice(0)).textContent).toContain("节水办");
});
