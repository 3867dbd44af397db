/** Made-up findings, measures and questions for tests. */
import type { Finding } from "./bindings/Finding";
import type { Measure } from "./bindings/Measure";
import type { SurveyQuestion } from "./bindings/SurveyQuestion";
import { freshMeasure } from "./measures";

export const findingOf = (more: Partial<Finding> = {}): Finding => ({
  key: "low_concentration_ratio@unit:tower",
  rule: "low_concentration_ratio",
  code: "low_concentration_ratio",
  theme: "cooling",
  unit: "tower",
  gravity: "medium",
  gravity_name: "一般",
  title: "冷却塔浓缩倍数偏低",
  explanation: "“冷却塔”浓缩倍数为 2.00，低于 3。",
  suggestion: "按电导率自动控制排污。",
  evidence: [{ symbol: "N", name: "浓缩倍数", value: 2, unit: "", cells: [] }],
  figures: "浓缩倍数=2",
  volume: null,
  saving: {
    formula: "ΔM=E·[N1/(N1−1)−N2/(N2−1)]·d",
    substituted: "(50×[2/(2−1)−3/(3−1)])×300",
    per_year: 7500,
    at_most: false,
    inputs: [],
  },
  to_be_shown: "",
  measures: [
    {
      id: "blow_down_control",
      name: "排污自控",
      todo: "按电导率自动排污。",
      conditions: "有补水计量",
      saving: "ΔM",
      data: "补水量",
      source: "GB/T 50050-2017（未核实）",
      taken: false,
    },
  ],
  source: "GB/T 50050-2017（未核实）",
  certainty: "通行做法，未对照原文",
  state: "undecided",
  state_name: "待确认",
  decision: null,
  ...more,
});

export const measureOf = (more: Partial<Measure> = {}): Measure => ({
  ...freshMeasure(),
  id: "m1",
  finding: "low_concentration_ratio@unit:tower",
  place: "冷却塔",
  todo: "按电导率自动排污",
  saving_from: "computed",
  saving: 7500,
  basis: "ΔM = 25×300",
  investment: "6",
  benefit: "4.28",
  benefit_basis: "7500×(3.1+2.6)/10000",
  payback: "1.4",
  counts: true,
  ...more,
});

export const questionOf = (id: string, more: Partial<SurveyQuestion> = {}): SurveyQuestion => ({
  id,
  ask: `${id}？`,
  look: "看现场。",
  kind: "yes_no",
  unit: "",
  sound: "yes",
  said: "",
  number: null,
  note: "",
  by: "",
  on: null,
  findings: [],
  ...more,
});
