import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { Person } from "../../bindings/Person";
import type { SignOff } from "../../bindings/SignOff";
import { diagnosisOf } from "../../diagnosis.sample";
import { step } from "../../journey";
import { people } from "../../people";
import { entered, type InDiagnosis } from "../../step";
import { ids } from "../../testids";
import { answering, refusing } from "../../wire.sample";
import { notices } from "../../work";
import ReportScreen from "../ReportScreen.vue";
import PeopleMenu from "./PeopleMenu.vue";

let shown: VueWrapper | null = null;
afterEach(() => {
  shown?.unmount();
  people.value = null;
  notices.value = [];
});

const one: Person = { id: "1", name: "甲", certificate: "证1", auditor: true, reviewer: false };
const two: Person = { id: "2", name: "乙", certificate: "", auditor: false, reviewer: true };
const signed = (stands: boolean): SignOff => ({
  by: "乙",
  certificate: "",
  at: "2024-09-12T10:20:30",
  remark: "同意",
  stands,
});

function part<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.querySelector<T>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
}
async function type(id: string, text: string) {
  const field = part<HTMLInputElement>(id);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await flushPromises();
}
async function click(id: string) {
  part(id).click();
  await flushPromises();
}

async function report(sign_off: SignOff | null) {
  step.value = entered({ ...diagnosisOf(), sign_off }, "report");
  const at = computed(() => step.value as InDiagnosis);
  const page = defineComponent(() => () => h(ReportScreen, { at: at.value, gaps: [] }));
  shown = mount(page, { attachTo: document.body });
  await flushPromises();
}

test("who works is chosen at the head, and a person is entered there", async () => {
  const calls = answering({
    people: () => ({ people: [one], working: null }),
    keep_person: ({ person }) => ({
      people: [one, { ...(person as Person), id: "2" }],
      working: null,
    }),
    choose_person: ({ id }) => ({ people: [one, two], working: id }),
  });
  shown = mount(PeopleMenu, { attachTo: document.body });
  await flushPromises();
  expect(part(ids.people).textContent).toContain("未指定人员");
  await type(ids.personField("name"), "乙");
  await click(ids.personField("auditor"));
  expect(part<HTMLButtonElement>(ids.personSave).disabled).toBe(true);
  await click(ids.personField("reviewer"));
  await click(ids.personSave);
  expect(calls.at(-1)?.given).toEqual({
    person: { id: "", name: "乙", certificate: "", auditor: false, reviewer: true },
  });
  await click(ids.personUse(1));
  expect(calls.at(-1)).toEqual({ command: "choose_person", given: { id: "2" } });
  expect(part(ids.people).textContent).toContain("乙");
});

test("a reviewer signs, and the sign-off is shown until it lapses", async () => {
  const calls = answering({
    people: () => ({ people: [one, two], working: "1" }),
    issuing: () => ({ next: "2026-002", reports: [] }),
    sign_off: () => ({ ...diagnosisOf(), sign_off: signed(true) }),
  });
  await report(signed(false));
  expect(part(ids.signOff).textContent).toContain("已失效");
  const choices = [...part<HTMLSelectElement>(ids.signOffBy).options].map(({ value }) => value);
  expect(choices).toEqual(["2"]);
  await type(ids.signOffRemark, " 同意 ");
  await click(ids.signOffSign);
  expect(calls.at(-1)?.command === "issuing" ? calls.at(-2)?.given : calls.at(-1)?.given).toEqual({
    id: "d",
    person: "2",
    remark: "同意",
  });
  expect(part(ids.signOff).textContent).toContain("此后数据没有变化");
  expect(document.querySelector(`[data-testid="${ids.issueUnsigned}"]`)).toBeNull();
});

test("what keeps somebody from signing is told, and the remark stays", async () => {
  answering({
    people: () => ({ people: [two], working: "2" }),
    issuing: () => ({ next: "2026-002", reports: [] }),
    sign_off: refusing("refused", "最近一次更改是“乙”所作"),
  });
  await report(null);
  await type(ids.signOffRemark, "同意");
  await click(ids.signOffSign);
  expect(notices.value.map(({ message }) => message)).toEqual(["最近一次更改是“乙”所作"]);
  expect(part<HTMLInputElement>(ids.signOffRemark).value).toBe("同意");
});

test("a final report without a sign-off carries its reason", async () => {
  const calls = answering({
    people: () => ({ people: [one, two], working: "1" }),
    issuing: () => ({ next: "2026-002", reports: [] }),
    issue_report: () => ({ path: "a.pdf", pages: 1, bytes: 1, missing_characters: "" }),
  });
  await report(null);
  await type(ids.issueUnsigned, "复核人出差");
  await click(ids.issueReport);
  const issued = calls.find(({ command }) => command === "issue_report");
  expect(issued?.given).toEqual({ id: "d", number: "2026-002", unsigned: "复核人出差" });
});
