import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { computed, defineComponent, h } from "vue";
import type { Diagnosis } from "../../bindings/Diagnosis";
import type { Indicator } from "../../bindings/Indicator";
import type { MeterPoint } from "../../bindings/MeterPoint";
import type { Requirement } from "../../bindings/Requirement";
import { diagnosisOf } from "../../diagnosis.sample";
import { subject } from "../../explain";
import { explanation } from "../../explanation";
import { step } from "../../journey";
import { entered } from "../../step";
import { ids } from "../../testids";
import { type Asked, answering, refusing } from "../../wire.sample";
import { notices } from "../../work";
import IndicatorsScreen from "../IndicatorsScreen.vue";
import MetersScreen from "../MetersScreen.vue";

let shown: VueWrapper | null = null;
let asked: Asked[] = [];

const indicator = (code: string, more: Partial<Indicator> = {}): Indicator => ({
  code,
  of: "",
  symbol: "R",
  name: code,
  value: 91.845,
  plus_minus: 0.5,
  unit: "%",
  digits: 2,
  group: "reuse",
  group_name: "重复利用",
  facts: [],
  pages: [],
  formula: "R=…",
  substituted: "1/2",
  inputs: [],
  missing: [],
  source: "GB/T 7119-2018",
  confirmed: false,
  ...more,
});

const row = (more: Partial<Requirement> = {}): Requirement => ({
  id: "GB24789-EQ-2",
  code: "equipping_rate",
  name: "水计量器具配备率",
  level: 2,
  applies: "次级用水单位",
  operator: "≥",
  value: 95,
  unit: "%",
  found: 60,
  met: false,
  notes: "",
  source: "GB/T 24789-2022",
  own: false,
  confirmed: false,
  ...more,
});

const point = (name: string, more: Partial<MeterPoint> = {}): MeterPoint => ({
  level: 3,
  name,
  supply: 48,
  need: "needed",
  need_name: "应配备",
  reason: "2 ≥ 1 m³/h",
  meters: [],
  unit: null,
  equipped: false,
  metered: false,
  online: null,
  cell: null,
  hours: null,
  ...more,
});

const fact = {
  unit: "",
  of: "全厂",
  code: "compliant_discharge",
  name: "达标排放水量",
  symbol: "Vd′",
  measure: "m³/d",
  value: null,
};

const world = (more: Partial<Diagnosis> = {}): Diagnosis =>
  diagnosisOf({
    indicators: [
      indicator("reuse_rate"),
      indicator("compliant_discharge_rate", {
        value: null,
        plus_minus: null,
        group: "drainage",
        group_name: "排水与漏失",
        missing: ["达标排放水量不详"],
        facts: [fact],
      }),
      indicator("added_value_intake", {
        value: null,
        plus_minus: null,
        group: "intake",
        group_name: "取水",
        missing: ["工业增加值不详"],
        pages: ["profile"],
      }),
      indicator("meter_equipping_rate_2", { group: "metering", group_name: "计量", value: 60 }),
    ],
    trends: [
      {
        code: "intake",
        of: "",
        name: "年取水量",
        unit: "m³",
        digits: 0,
        years: [
          {
            year: 2022,
            value: 300000,
            change_pct: null,
            substituted: "300000",
            inputs: [],
            missing: [],
          },
          {
            year: 2023,
            value: 270000,
            change_pct: -10,
            substituted: "270000",
            inputs: [],
            missing: [],
          },
        ],
        picture: null,
      },
      {
        code: "leakage_rate",
        of: "",
        name: "漏失率",
        unit: "%",
        digits: 2,
        years: [2022, 2023].map((year) => ({
          year,
          value: null,
          change_pct: null,
          substituted: "",
          inputs: [],
          missing: [`${year}年漏失水量不详`],
        })),
        picture: null,
      },
    ],
    metering: {
      levels: [
        {
          level: 2,
          name: "次级用水单位（二级）",
          needed: 5,
          equipped: 3,
          undecided: 1,
          installed: 3,
          indicators: ["meter_equipping_rate_2"],
        },
      ],
      points: [
        point("水洗机"),
        point("染色机", { equipped: true, meters: ["SB-1"] }),
        point("打样机", {
          need: "undecided",
          need_name: "待定",
          supply: 8,
          hours: {
            ...fact,
            unit: "打样机",
            of: "打样机",
            code: "running_hours",
            name: "日运行时间",
          },
        }),
      ],
      unlinked: ["SB-9"],
      requirements: [row(), row({ id: "X", value: null, met: null, found: null })],
    },
    ...more,
  });

async function open(tab: "meters" | "indicators") {
  step.value = entered(world(), tab);
  const diagnosis = computed(() =>
    step.value.name === "diagnosis" ? step.value.diagnosis : diagnosisOf(),
  );
  const host = defineComponent(
    () => () =>
      tab === "meters"
        ? h(MetersScreen, { diagnosis: diagnosis.value })
        : h(IndicatorsScreen, { diagnosis: diagnosis.value }),
  );
  shown = mount(host, { attachTo: document.body });
  await flushPromises();
}

beforeEach(() => {
  asked = answering({
    edit_requirement: () => world({ undo: null }),
    reset_requirement: () => world(),
    edit_fact: () => world(),
  });
});
afterEach(() => {
  shown?.unmount();
  subject.value = null;
  notices.value = [];
});

const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
function part(id: string): HTMLElement {
  const found = find(id);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
}
async function write(id: string, text: string) {
  const input = part(id) as HTMLInputElement;
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("blur"));
  await flushPromises();
}
async function click(id: string) {
  part(id).click();
  await flushPromises();
}

test("indicators stand in groups, each rounded once", async () => {
  await open("indicators");
  const groups = [...document.querySelectorAll("[data-testid^='indicator-group-']")];
  expect(groups.map((group) => group.textContent)).toEqual([
    "取水",
    "重复利用",
    "排水与漏失",
    "计量",
  ]);
  expect(part(ids.indicator("reuse_rate", "")).textContent).toContain("91.84");
});

test("what is missing is typed where it is missed, or its page is opened", async () => {
  await open("indicators");
  await write(ids.fact("全厂", "compliant_discharge"), "950");
  expect(asked).toEqual([
    { command: "edit_fact", given: { id: "d", unit: "", code: "compliant_discharge", value: 950 } },
  ]);
  await click(ids.indicatorPage("added_value_intake", "", "profile"));
  expect(step.value.name === "diagnosis" && step.value.tab).toBe("profile");
});

test("a year of a trend opens its origin; what no year has says what is missing", async () => {
  await open("indicators");
  const section = part(ids.trends);
  expect(section.textContent).toContain("−10.0 %");
  expect(section.textContent).toContain("2023年漏失水量不详");
  await click(ids.trend("intake", "", 2023));
  expect(subject.value).toEqual({ kind: "trend", code: "intake", of: "", year: 2023 });
  const told = subject.value && explanation(world(), subject.value);
  expect(told?.value).toBe("270000 m³");
});

test("points that lack a meter are listed, and the others on demand", async () => {
  await open("meters");
  const names = () =>
    [...document.querySelectorAll("[data-testid^='meter-point-'] th")].map((name) =>
      name.textContent?.trim(),
    );
  expect(names()).toEqual(["水洗机", "打样机"]);
  expect(document.body.textContent).toContain("SB-9");
  expect(part(ids.meteringLevel(2)).textContent).toContain("60.00");
  part(ids.meterPoint(0)).closest("section")?.querySelector("input")?.click();
  await flushPromises();
  expect(names()).toEqual(["水洗机", "染色机", "打样机"]);
});

test("running hours are typed in the table of points, and only hours of a day", async () => {
  await open("meters");
  const cell = ids.fact("打样机", "running_hours");
  for (const text of ["25", "16"]) {
    part(cell).focus();
    await flushPromises();
    part(cell).dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    await flushPromises();
    await write(ids.gridEditor, text);
    for (const key of ["Enter", "Escape"]) {
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      await flushPromises();
    }
  }
  const sent = asked.filter(({ command }) => command === "edit_fact");
  expect(sent.map(({ given }) => [given.unit, given.code, given.value])).toEqual([
    ["打样机", "running_hours", 16],
  ]);
});

test("a requirement is changed with its source, or restored", async () => {
  await open("meters");
  expect(part(ids.requirement("GB24789-EQ-2")).textContent).toContain("未达到");
  expect(part(ids.requirement("X")).textContent).toContain("不作要求");
  await click(ids.requirementEdit("GB24789-EQ-2"));
  await write(ids.requirementField("value"), "101");
  expect((part(ids.requirementSave) as HTMLButtonElement).disabled).toBe(true);
  await write(ids.requirementField("value"), "90");
  await write(ids.requirementField("source"), "企业计量管理制度");
  part(ids.requirementSave).closest("form")?.requestSubmit();
  await flushPromises();
  expect(asked).toEqual([
    {
      command: "edit_requirement",
      given: {
        id: "d",
        edit: { id: "GB24789-EQ-2", value: 90, source: "企业计量管理制度" },
      },
    },
  ]);
  expect(find(ids.requirementSave)).toBeNull();
});

test("a requirement that is refused stays open to be mended", async () => {
  asked = answering({ edit_requirement: refusing("refused", "请填写要求的依据。") });
  await open("meters");
  await click(ids.requirementEdit("X"));
  await write(ids.requirementField("value"), "");
  part(ids.requirementSave).closest("form")?.requestSubmit();
  await flushPromises();
  expect(notices.value[0]?.message).toContain("依据");
  expect(find(ids.requirementSave)).not.toBeNull();
});
