import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { Diagnosis } from "../bindings/Diagnosis";
import type { Profile } from "../bindings/Profile";
import { fieldsShown, freshTerms, toggled } from "../compared";
import { comparisonOf, limitOf, wholeOf } from "../compared.sample";
import { diagnosisOf } from "../diagnosis.sample";
import { step } from "../journey";
import { freshProduct } from "../products";
import { entered } from "../step";
import { ids } from "../testids";
import { type Asked, answering, refusing } from "../wire.sample";
import { notices } from "../work";
import IndicatorsScreen from "./IndicatorsScreen.vue";
import ScopeCard from "./profile/ScopeCard.vue";

let shown: VueWrapper | null = null;
let asked: Asked[] = [];

const profile = (): Profile => ({
  ...diagnosisOf().profile,
  products: [
    { ...freshProduct(), id: "p1", name: "染色布", share: 0.9 },
    { ...freshProduct(), id: "p2", name: "功能面料", share: 0.1 },
  ],
});
const offer = {
  rule: "ADJ-HEAT",
  name: "供热修正",
  kind: "per_quantity",
  kind_name: "按数量附加",
  quantity_unit: "GJ",
  asks_value: true,
  condition: "热电联产",
  source: "示例",
};
const diagnosis = (more: Partial<Diagnosis> = {}): Diagnosis => ({
  ...diagnosisOf(),
  profile: profile(),
  comparisons: [comparisonOf({ asks: ["width_cm"], offered: [offer] }), comparisonOf()],
  whole: wholeOf(),
  limits: [limitOf(), limitOf({ name: "废水回用率", is_reuse: false, without_cooling: null })],
  references: [
    {
      ...limitOf(),
      id: "A",
      value: null,
      without_cooling: null,
      operator: "=",
      limit: 92.9,
      reason: "average",
      reason_name: "平均水平，仅供参考",
      missing: ["取水量不详"],
    },
  ],
  ...more,
});

async function show(of: Diagnosis) {
  step.value = entered(of, "indicators");
  const held = computed(() => (step.value.name === "diagnosis" ? step.value.diagnosis : of));
  const page = defineComponent(() => () => h(IndicatorsScreen, { diagnosis: held.value }));
  shown = mount(page, { attachTo: document.body });
  await flushPromises();
}

const find = (id: string) => document.querySelector<HTMLInputElement>(`[data-testid="${id}"]`);
function part(id: string) {
  const found = find(id);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
}
const said = (id: string) => part(id).textContent.replace(/\s+/g, " ").trim();

async function press(id: string) {
  part(id).click();
  await flushPromises();
}

async function type(id: string, text: string) {
  const field = part(id);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new FocusEvent("blur"));
  await flushPromises();
}

/** The profile that was last sent to be kept. */
const sent = () => asked.at(-1)?.given.profile as Profile;

beforeEach(() => {
  asked = answering({
    edit_profile: (given) => diagnosis({ profile: given.profile as Profile }),
  });
});
afterEach(() => {
  shown?.unmount();
  notices.value = [];
});

test("every level says where the product stands and what is left", async () => {
  await show(diagnosis());
  expect(said(ids.quotaLevel(0, "general"))).toMatch(
    /通用值.*应达到.*1\.6.*公布值.*1\.5.*× 未达到/,
  );
  expect(said(ids.quotaLevel(0, "general"))).toMatch(/−0\.134\s*-8\.37 %\s*7\.83 万m³\/a/);
  expect(said(ids.quotaLevel(0, "new_build"))).toMatch(/○ 不作判定/);
});

test("the way from the intake to what counts opens its cells", async () => {
  await show(diagnosis());
  expect(said(ids.countedTerm(0, "passed_on"))).toMatch(/扣除外供水量\s*−120\.0.*P21/);
  expect(said(ids.counted(0))).toMatch(/定额口径取水量\s*2949\.9/);
  expect(said(ids.counted(0))).toMatch(/GB\/T 18820 通行口径\s*△ 未核实/);
  expect(said(ids.counted(0))).toMatch(/2949\.9×0\.9 = 2654\.91/);
  expect(said(ids.counted(0))).toMatch(/宽幅修正：各级定额值×1\.2/);
});

test("all products together, and shares that do not add up are marked", async () => {
  await show(diagnosis());
  expect(said(ids.whole)).toMatch(/已判定 1 种（共 2 种）.*86\.48 %/);
  expect(said(ids.wholeLevel("general"))).toMatch(
    /79\.78 万m³\/a\s*87\.61 万m³\/a\s*-7\.83 万m³\/a/,
  );
  expect(said(ids.wholeLevel("general"))).toMatch(/功能面料无此等级/);
  expect(said(ids.wholeShares)).not.toMatch(/△/);
  shown?.unmount();
  await show(diagnosis({ whole: wholeOf({ allotted_pct: 110 }) }));
  expect(said(ids.wholeShares)).toMatch(/110\.00 % △ 不等于 100 %/);
});

test("a reuse rate is never shown without the one without cooling", async () => {
  await show(diagnosis());
  expect(said(ids.limit(0))).toMatch(/重复利用率 （不含冷却循环水 31\.20 %）/);
  expect(said(ids.limit(0))).toMatch(/行业技术要求.*符合.*\+43\.61 %/);
  expect(said(ids.limit(1))).not.toMatch(/冷却/);
  expect(said(ids.reference("A"))).toMatch(/不含冷却循环水 —.*平均水平，仅供参考.*取水量不详/);
});

test("a rule and its units are chosen and kept", async () => {
  await show(diagnosis());
  expect(find(ids.terms(0))).toBeNull();
  await press(ids.termsOpen(0));
  const rule = part(ids.termsField(0, "rule"));
  rule.value = "direct";
  rule.dispatchEvent(new Event("change", { bubbles: true }));
  await flushPromises();
  expect(sent().products[0]?.terms.rule).toBe("direct");
  expect(sent().products[1]?.terms).toEqual(freshTerms());
  expect(find(ids.termsField(0, "share"))).toBeNull();
  await press(ids.unitChoice("terms-0", "染色机"));
  expect(sent().products[0]?.terms.units).toEqual(["染色机"]);
  await press(ids.unitChoice("terms-0", "染色机"));
  expect(sent().products[0]?.terms.units).toEqual([]);
});

test("data are asked for only where a conversion needs them", async () => {
  await show(diagnosis());
  await press(ids.termsOpen(0));
  expect(find(ids.termsField(0, "grams_per_m2"))).toBeNull();
  await type(ids.termsField(0, "width_cm"), "160");
  expect(sent().products[0]?.terms.specification.width_cm).toBe(160);
  await type(ids.termsField(0, "share"), "1.2");
  expect(part(ids.terms(0)).textContent).toMatch(/应在 0～1 之间/);
  expect(asked.filter((each) => each.command === "edit_profile")).toHaveLength(1);
});

test("an adjustment of the library is taken over, filled and removed", async () => {
  await show(diagnosis());
  await press(ids.termsOpen(0));
  await press(ids.adjustmentOffer(0, "ADJ-HEAT"));
  expect(sent().products[0]?.terms.adjustments[0]).toMatchObject({
    rule: "ADJ-HEAT",
    kind: "per_quantity",
    quantity_unit: "GJ",
    value: null,
  });
  await type(ids.adjustmentField(0, 0, "value"), "0.05");
  await type(ids.adjustmentField(0, 0, "quantity"), "120000");
  expect(sent().products[0]?.terms.adjustments[0]).toMatchObject({ value: 0.05, quantity: 120000 });
  await press(ids.adjustmentField(0, 0, "remove"));
  expect(sent().products[0]?.terms.adjustments).toEqual([]);
});

test("a boundary that is refused stays to be mended", async () => {
  await show(diagnosis());
  await press(ids.termsOpen(0));
  asked = answering({ edit_profile: refusing("refused", "“取水量口径的依据”无法识别。") });
  await type(ids.termsField(0, "reclaimed"), "0");
  expect(part(ids.termsField(0, "reclaimed")).value).toBe("0");
  expect(part(ids.terms(0)).textContent).toMatch(/未保存/);
});

test("Escape closes the editor", async () => {
  await show(diagnosis());
  await press(ids.termsOpen(0));
  part(ids.termsField(0, "share_rule")).dispatchEvent(
    new KeyboardEvent("keydown", { key: "Escape", bubbles: true }),
  );
  part(ids.terms(0)).dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  await flushPromises();
  expect(find(ids.terms(0))).toBeNull();
});

test("units that do not count are marked in the profile", async () => {
  const of = diagnosis();
  step.value = entered(of, "profile");
  shown = mount(ScopeCard, { attachTo: document.body, props: { diagnosis: of } });
  await press(ids.unitChoice("scope-living", "卷染机"));
  expect(sent().scope).toEqual({ living: ["卷染机"], sea: [], once_through: [] });
});

test("fields are those asked for and those filled; a choice is put in and taken out", () => {
  const { specification } = freshTerms();
  expect(fieldsShown([], specification)).toEqual([]);
  expect(fieldsShown(["layers"], { ...specification, width_cm: 150 })).toEqual([
    "width_cm",
    "layers",
  ]);
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});
