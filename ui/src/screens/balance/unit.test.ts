import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { diagnosisOf, unitOf } from "../../diagnosis.sample";
import { step } from "../../journey";
import { entered } from "../../step";
import { ids } from "../../testids";
import { type Asked, answering } from "../../wire.sample";
import UnitForm from "./UnitForm.vue";

const unit = unitOf("U1", { name: "锅炉房", category: "auxiliary", role: "use", system: null });
const diagnosis = diagnosisOf({ units: [unit] });
let shown: VueWrapper;
let asked: Asked[] = [];
const part = (id: string) => shown.get(`[data-testid="${id}"]`);

beforeEach(() => {
  asked = answering({ edit_unit: () => diagnosis });
  step.value = entered(diagnosis, "balance");
  shown = mount(UnitForm, { props: { unit }, attachTo: document.body });
});
afterEach(() => {
  shown.unmount();
  step.value = { name: "opening" };
});

test("each thing of a unit is saved when it is left, and takes nothing else back", async () => {
  await part(ids.unitField("name")).setValue("一号锅炉房");
  await part(ids.unitField("name")).trigger("blur");
  await flushPromises();
  await part(ids.unitField("category")).setValue("main");
  await flushPromises();
  const changes = asked.map(({ given }) => given.change);
  const { category, role, system, name } = unit;
  expect(changes).toEqual([
    { name: "一号锅炉房", category, role, system },
    { name, category: "main", role, system },
  ]);
});

test("a unit keeps its name where none is typed", async () => {
  await part(ids.unitField("name")).setValue(" ");
  await part(ids.unitField("name")).trigger("blur");
  await flushPromises();
  expect(asked).toEqual([]);
  expect(part(ids.unitField("name")).attributes("aria-invalid")).toBe("true");
});
