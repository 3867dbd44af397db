import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import { groupsOf, isLeakage } from "../checks";
import { checkOf, checksOf } from "../checks.sample";
import { diagnosisOf } from "../diagnosis.sample";
import { gapsOf } from "../gaps";
import { step } from "../journey";
import { checkMark } from "../marks";
import { entered } from "../step";
import { ids } from "../testids";
import { answering } from "../wire.sample";
import ChecksScreen from "./ChecksScreen.vue";

let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

const part = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
};

async function page(checks = checksOf()) {
  step.value = entered(diagnosisOf({ checks }), "checks");
  const diagnosis = computed(() =>
    step.value.name === "diagnosis" ? step.value.diagnosis : diagnosisOf(),
  );
  const screen = defineComponent(() => () => h(ChecksScreen, { diagnosis: diagnosis.value }));
  shown = mount(screen, { attachTo: document.body });
  await flushPromises();
}

/** Types into a field and leaves it with Enter. */
async function enter(id: string, text: string) {
  const field = part(id) as HTMLInputElement;
  field.dispatchEvent(new FocusEvent("focus"));
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  await flushPromises();
}

test("checks stand with their unit, those of a meter and of the site on their own", () => {
  const groups = groupsOf(checksOf(), (check) => !isLeakage(check));
  expect(groups.map((group) => [group.of, group.checks.length, group.facts.length])).toEqual([
    ["冷却塔", 2, 1],
    ["全厂", 1, 0],
  ]);
  expect(groupsOf(checksOf(), isLeakage).map((group) => group.of)).toEqual(["SB-01"]);
});

test("a check that raises nothing is no warning, and what cannot be is an error", () => {
  expect(checkMark("within", false).look).toBe("is-good");
  expect(checkMark("above", true).look).toBe("is-warn");
  expect(checkMark("above", false).look).toBe("is-note");
  expect(checkMark("impossible", true).look).toBe("is-bad");
  expect(checkMark("missing", false).look).toBe("");
});

test("the page shows intervals, the formula with its numbers, and what is missing", async () => {
  await page();
  expect(part(ids.closingTable).textContent).toContain("+36.7 至 +43.3");
  expect(part(ids.closingTable).textContent).toContain("有去向不明水量");
  expect(part(ids.meterTree).textContent).toContain("上级表大于下级表之和");
  const ratio = part(ids.check("冷却塔", "concentration_ratio")).textContent;
  for (const said of ["120/43.2", "2.778", "不小于3", "低于范围", "减少排污"]) {
    expect(ratio).toContain(said);
  }
  const lacking = part(ids.check("冷却塔", "make_up_over_evaporation")).textContent;
  expect(lacking).toContain("循环水温差不详");
  expect(lacking).not.toContain("null");
});

test("what is missing is typed right there", async () => {
  const asked = answering({
    edit_fact: () => diagnosisOf({ checks: checksOf({ facts: [] }) }),
  });
  await page();
  await enter(ids.fact("冷却塔", "cooling_range"), "八");
  expect(part(ids.fact("冷却塔", "cooling_range")).getAttribute("aria-invalid")).toBe("true");
  await enter(ids.fact("冷却塔", "cooling_range"), "８.5");
  expect(asked).toEqual([
    {
      command: "edit_fact",
      given: { id: "d", unit: "tower", code: "cooling_range", value: 8.5 },
    },
  ]);
  expect(
    document.querySelector(`[data-testid="${ids.fact("冷却塔", "cooling_range")}"]`),
  ).toBeNull();
});

test("the figures that widen an interval unfold, and another uncertainty is entered", async () => {
  const asked = answering({ edit_uncertainty: () => diagnosisOf({ checks: checksOf() }) });
  await page();
  const level = part(ids.level(0));
  expect(level.getAttribute("aria-expanded")).toBe("false");
  level.click();
  await flushPromises();
  expect(level.getAttribute("aria-expanded")).toBe("true");
  await enter(ids.uncertainty("冷却塔", "withdrawal.tap"), "3");
  expect(asked).toEqual([
    {
      command: "edit_uncertainty",
      given: { id: "d", unit: "tower", item: "withdrawal.tap", percent: 3 },
    },
  ]);
});

test("what a check raises is a gap of the page", () => {
  const gaps = gapsOf(diagnosisOf({ checks: checksOf() })).filter((gap) => gap.tab === "checks");
  expect(gaps.map((gap) => gap.text)).toEqual([
    "冷却塔浓缩倍数（按水量）低于范围",
    "SB-01夜间流量占平均流量高于范围",
    "水表总表与下级表不符",
  ]);
  const calm = diagnosisOf({
    checks: checksOf({ meters: [], checks: [checkOf({ raises: false })] }),
  });
  expect(gapsOf(calm).filter((gap) => gap.tab === "checks")).toEqual([]);
});
