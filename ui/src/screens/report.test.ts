import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { Diagnosis } from "../bindings/Diagnosis";
import type { Reliance } from "../bindings/Reliance";
import { contentOf, templateOf } from "../content.sample";
import { diagnosisOf } from "../diagnosis.sample";
import { step } from "../journey";
import { messages } from "../messages";
import { entered, type InDiagnosis } from "../step";
import { ids } from "../testids";
import { type Asked, answering } from "../wire.sample";
import { notices } from "../work";
import ReportScreen from "./ReportScreen.vue";

let shown: VueWrapper | null = null;
let asked: Asked[] = [];

const reliance = (id: string, state: string): Reliance => ({
  key: { kind: "quota", id },
  kind_name: "用水定额",
  name: `定额${id}`,
  judges: "通用值 4.8 m³/t",
  source: "示例文件",
  used_for: "产品",
  state,
  said: state === "open" ? "" : "待核实（示例机构，2026-05-04）",
});
const resting = (reliances: Reliance[]): Diagnosis => ({ ...diagnosisOf(), reliances });
const file = { path: "报告.pdf", pages: 31, bytes: 400000, missing_characters: "" };

beforeEach(async () => {
  asked = answering({
    issuing: () => ({ next: "2026-002", reports: [] }),
    report_content: () => contentOf(),
    report_charts: () => [],
    report_template: () => templateOf(),
    accept_unconfirmed: () => resting([reliance("甲", "accepted"), reliance("乙", "accepted")]),
    withdraw_acceptance: () => resting([reliance("甲", "open"), reliance("乙", "accepted")]),
    issue_report: () => file,
    verify_report: () => ({ verdict: "altered", words: "已被改动", number: "1", sha256: "" }),
  });
  step.value = entered(resting([reliance("甲", "open"), reliance("乙", "open")]), "report");
  const at = computed(() => step.value as InDiagnosis);
  const page = defineComponent(() => () => h(ReportScreen, { at: at.value, gaps: [] }));
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
async function type(id: string, text: string) {
  const input = part(id);
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await flushPromises();
}
async function click(id: string) {
  part(id).click();
  await flushPromises();
}
const sent = (command: string) => asked.filter((each) => each.command === command);

test("nothing is issued while a value is neither confirmed nor accepted", () => {
  expect(part<HTMLButtonElement>(ids.issueReport).disabled).toBe(true);
  expect(document.body.textContent).toContain(messages.issuing.blocked(2));
});

test("values are accepted together, and only with a reason", async () => {
  await click(ids.relianceAll);
  await click(ids.relianceAccept);
  expect(sent("accept_unconfirmed")).toEqual([]);
  expect(document.body.textContent).toContain(messages.issuing.noteMissing);
  await type(ids.relianceNote, "待核实");
  await click(ids.relianceAccept);
  expect(sent("accept_unconfirmed")[0]?.given).toMatchObject({
    values: [
      { kind: "quota", id: "甲" },
      { kind: "quota", id: "乙" },
    ],
    note: "待核实",
  });
  expect(part<HTMLButtonElement>(ids.issueReport).disabled).toBe(false);
});

test("a report is issued under the number that is proposed, or another", async () => {
  step.value = entered(resting([reliance("甲", "confirmed")]), "report");
  await flushPromises();
  expect(part(ids.issueNumber).value).toBe("2026-002");
  await type(ids.issueNumber, "嘉水诊〔2026〕7号");
  await click(ids.issueReport);
  expect(sent("issue_report")[0]?.given).toMatchObject({ number: "嘉水诊〔2026〕7号" });
  expect(part(ids.reportPages).textContent).toBe(messages.report.pages(31));
});

test("an acceptance is taken back by its row", async () => {
  step.value = entered(resting([reliance("甲", "accepted"), reliance("乙", "accepted")]), "report");
  await flushPromises();
  part(ids.reliance(0)).querySelector("button")?.click();
  await flushPromises();
  expect(sent("withdraw_acceptance")[0]?.given).toMatchObject({
    values: [{ kind: "quota", id: "甲" }],
  });
});

test("a verified file is told in words", async () => {
  await click(ids.verifyReport);
  expect(part(ids.verification).textContent).toContain("已被改动");
});
