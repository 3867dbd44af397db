import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { SurveyQuestion } from "../../bindings/SurveyQuestion";
import { diagnosisOf } from "../../diagnosis.sample";
import { questionOf } from "../../findings.sample";
import { gapsOf } from "../../gaps";
import { step } from "../../journey";
import { entered } from "../../step";
import { ids } from "../../testids";
import { answering } from "../../wire.sample";
import SurveyScreen from "./SurveyScreen.vue";

let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

const part = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
};

const surveyed = (questions: SurveyQuestion[]) =>
  diagnosisOf({
    survey: [
      {
        id: "network",
        name: "管网",
        answered: questions.filter((one) => one.said !== "").length,
        questions,
      },
    ],
  });

async function page(questions: SurveyQuestion[]) {
  step.value = entered(surveyed(questions), "survey");
  const diagnosis = computed(() =>
    step.value.name === "diagnosis" ? step.value.diagnosis : diagnosisOf(),
  );
  const screen = defineComponent(() => () => h(SurveyScreen, { diagnosis: diagnosis.value }));
  shown = mount(screen, { attachTo: document.body });
  await flushPromises();
}

const press = async (id: string, key: string) => {
  part(id).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  await flushPromises();
};

test("a key answers, and the keyboard goes on to the next question", async () => {
  const two = [questionOf("fire"), questionOf("leak", { sound: "no" })];
  const asked = answering({
    answer_question: () => surveyed([questionOf("fire", { said: "no" }), ...two.slice(1)]),
  });
  await page(two);
  await press(ids.question("fire"), "2");
  expect(asked).toEqual([
    {
      command: "answer_question",
      given: { id: "d", edit: { question: "fire", said: "no", number: null, note: "" } },
    },
  ]);
  expect(document.activeElement).toBe(part(ids.answer("leak", "yes")));
  expect(part(ids.answer("fire", "no")).getAttribute("aria-pressed")).toBe("true");
  expect(part(ids.question("fire")).classList.contains("is-asking")).toBe(true);
  expect(part(ids.surveyProgress).textContent).toContain("已答复 1 项，共 2 项");
});

test("the same answer once more takes it back", async () => {
  const asked = answering({ answer_question: () => surveyed([questionOf("fire")]) });
  await page([questionOf("fire", { said: "yes" })]);
  part(ids.answer("fire", "yes")).click();
  await flushPromises();
  expect(asked[0]?.given.edit).toEqual({ question: "fire", said: "", number: null, note: "" });
});

test("a number is typed, and what is none is refused on the spot", async () => {
  const asked = answering({ answer_question: () => surveyed([questionOf("flow")]) });
  await page([questionOf("flow", { kind: "number", unit: "m³/d", sound: "" })]);
  const field = part(ids.answerNumber("flow")) as HTMLInputElement;
  const enter = async (text: string) => {
    field.dispatchEvent(new FocusEvent("focus"));
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    await flushPromises();
  };
  await enter("很多");
  expect(asked).toEqual([]);
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await enter("２0");
  expect(asked[0]?.given.edit).toEqual({
    question: "flow",
    said: "number",
    number: 20,
    note: "",
  });
});

test("only what is open is shown when asked, and what was not answered is a gap", async () => {
  const two = [questionOf("fire", { said: "yes" }), questionOf("leak")];
  await page(two);
  part(ids.surveyOpen).click();
  await flushPromises();
  expect(document.querySelector(`[data-testid="${ids.question("fire")}"]`)).toBeNull();
  part(ids.question("leak"));
  const gaps = gapsOf(surveyed(two)).filter((gap) => gap.tab === "survey");
  expect(gaps.map((gap) => gap.text)).toEqual(["现场检查 1 项未答复"]);
});

test("an answer says which findings rest on it", async () => {
  await page([questionOf("fire", { said: "no", findings: ["消防管线未铅封"] })]);
  expect(part(ids.question("fire")).textContent).toContain("形成问题：消防管线未铅封");
});
