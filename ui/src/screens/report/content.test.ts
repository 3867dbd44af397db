import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { ReportContent } from "../../bindings/ReportContent";
import type { ReportPart } from "../../bindings/ReportPart";
import { contentOf, partOf, templateOf } from "../../content.sample";
import { diagnosisOf } from "../../diagnosis.sample";
import { step } from "../../journey";
import { messages } from "../../messages";
import { entered, type InDiagnosis } from "../../step";
import { ids } from "../../testids";
import { type Asked, answering } from "../../wire.sample";
import { notices } from "../../work";
import ChartsSection from "./ChartsSection.vue";
import ContentSection from "./ContentSection.vue";
import TemplateSection from "./TemplateSection.vue";

let shown: VueWrapper | null = null;
let asked: Asked[] = [];
let held: ReportContent = contentOf();
const unknown = {
  part: "balance",
  section: null,
  after: true,
  line: 2,
  words: "没有名为“甲”的数据。",
};

beforeEach(async () => {
  held = contentOf();
  asked = answering({
    report_content: () => held,
    edit_report_content: ({ content }) => {
      const parts = (content as { parts: ReportPart[] }).parts;
      held = { ...held, parts: parts.length > 0 ? parts : contentOf().parts, chosen: true };
      return diagnosisOf();
    },
    check_report_content: () => [unknown],
    report_charts: () => [{ width: 460, height: 80, title: "漏失和不平衡水量", shapes: [] }],
    report_template: () => templateOf(),
    edit_report_template: ({ fields }) => templateOf(fields as object),
    choose_logo: () => ({ ...templateOf(), logo: "data:image/png;base64,AAAA" }),
    export_template: () => true,
  });
  step.value = entered(diagnosisOf(), "report");
  const at = computed(() => step.value as InDiagnosis);
  const page = defineComponent(() => () => [
    h(ContentSection, { diagnosis: at.value.diagnosis }),
    h(ChartsSection, { diagnosis: at.value.diagnosis }),
    h(TemplateSection),
  ]);
  shown = mount(page, { attachTo: document.body });
  await flushPromises();
});
afterEach(() => {
  shown?.unmount();
  notices.value = [];
});

function part<T extends HTMLElement = HTMLInputElement>(id: string): T {
  const found = document.querySelector<T>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
}
async function click(id: string) {
  part(id).click();
  await flushPromises();
}
async function type(id: string, text: string) {
  const input = part(id);
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await flushPromises();
}
const sent = (command: string) => asked.filter((each) => each.command === command);
function kept(): ReportPart[] {
  const last = sent("edit_report_content").at(-1);
  if (!last) throw new Error("nothing was kept");
  return (last.given.content as { parts: ReportPart[] }).parts;
}

test("a chapter is left out by its box, and what is required has none to tick", async () => {
  expect(part(ids.outlineShow("signatures")).disabled).toBe(true);
  await click(ids.outlineShow("balance"));
  expect(kept().find((each) => each.id === "balance")?.shown).toBe(false);
});

test("chapters and sections are moved by buttons that tell what they move", async () => {
  expect(part<HTMLButtonElement>(ids.outlineUp("overview")).disabled).toBe(true);
  expect(part(ids.outlineUp("balance")).getAttribute("aria-label")).toBe(
    messages.content.up("水平衡测试"),
  );
  await click(ids.outlineUp("balance"));
  expect(
    kept()
      .map((each) => each.id)
      .slice(2, 4),
  ).toEqual(["balance", "overview"]);
  await click(ids.outlineDown("overview.task"));
  expect(
    kept()
      .find((each) => each.id === "overview")
      ?.parts.map((each) => each.id),
  ).toEqual(["scope", "task"]);
});

test("text is checked while it is typed and kept when it is left", async () => {
  await click(ids.outlineEdit("balance"));
  await type(ids.partAfter, "第一行\n{{甲}}");
  expect(sent("check_report_content")).toHaveLength(1);
  expect(document.body.textContent).toContain(messages.content.faultAt(2, unknown.words));
  expect(document.body.textContent).toContain(messages.content.faults(1));
  expect(sent("edit_report_content")).toEqual([]);
  part(ids.partAfter).dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  await flushPromises();
  expect(kept().find((each) => each.id === "balance")?.after).toBe("第一行\n{{甲}}");
});

test("a figure is put where the text was last edited", async () => {
  await click(ids.outlineEdit("balance"));
  await type(ids.partBefore, "取水");
  await click(ids.boundFigure("取水量"));
  expect(part(ids.partBefore).value).toBe("取水{{取水量}}");
});

test("a part of one's own is added, opened and deleted", async () => {
  await click(ids.outlineAdd("body"));
  expect(
    kept()
      .map((each) => each.id)
      .slice(4, 6),
  ).toEqual(["own-1", "conclusion"]);
  expect(part(ids.partEditor)).toBeTruthy();
  await click(ids.outlineRemove("own-1"));
  expect(kept().some((each) => each.own)).toBe(false);
  await click(ids.outlineAddSection("overview"));
  expect(
    kept()
      .find((each) => each.id === "overview")
      ?.parts.at(-1),
  ).toEqual(partOf("own-1", messages.content.newTitle, { shipped_title: "", own: true }));
});

test("the outline comes back as it ships", async () => {
  expect(part<HTMLButtonElement>(ids.outlineRestore).disabled).toBe(true);
  await click(ids.outlineShow("balance"));
  await click(ids.outlineRestore);
  expect(kept()).toEqual([]);
});

test("a field of the template is saved when it is left, and the logo at once", async () => {
  await type(ids.templateField("qualification"), "示例-0001");
  await click(ids.templateChooseLogo);
  expect(part(ids.templateLogo).getAttribute("alt")).toBe(messages.firm.logoShown);
  expect(part(ids.templateField("qualification")).value).toBe("示例-0001");
  part(ids.templateField("qualification")).dispatchEvent(new Event("change", { bubbles: true }));
  // What is typed before the answer comes stays.
  await type(ids.templateField("head"), "项目负责人");
  expect(sent("edit_report_template")[0]?.given.fields).toMatchObject({
    qualification: "示例-0001",
  });
  expect(part(ids.templateField("head")).value).toBe("项目负责人");
});

test("two changes of the outline in a row are both kept", async () => {
  const was = contentOf().parts.findIndex(({ id }) => id === "overview");
  part(ids.outlineShow("balance")).click();
  part(ids.outlineDown("overview")).click();
  await flushPromises();
  const last = sent("edit_report_content").at(-1)?.given.content as { parts: ReportPart[] };
  expect(last.parts.find(({ id }) => id === "balance")?.shown).toBe(false);
  const order = last.parts.map(({ id }) => id);
  expect(order.indexOf("overview")).toBe(was + 1);
});

test("the charts of the report are shown with their names", () => {
  const picture = part(ids.reportCharts).querySelector("svg");
  expect(picture?.getAttribute("aria-label")).toBe("漏失和不平衡水量");
});
