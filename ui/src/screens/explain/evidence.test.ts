import { mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import type { MeterFlow } from "../../bindings/MeterFlow";
import type { MeterPoint } from "../../bindings/MeterPoint";
import { diagnosisOf } from "../../diagnosis.sample";
import { freshMeter } from "../../meters";
import { flowsOf, metersOf } from "../../photos";
import { ids } from "../../testids";
import UnitEvidence from "./UnitEvidence.vue";

let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

const flow = (meter: string, volume: number | null): MeterFlow => ({
  meter,
  from: "",
  to: "2024-09-11",
  volume,
  per_day: volume,
  fault: "",
  cells: [],
});
const point = (unit: string | null, meters: string[]): MeterPoint => ({
  level: 2,
  name: "染色车间",
  unit,
  supply: null,
  need: "needed",
  need_name: "应配备",
  reason: "",
  meters,
  equipped: true,
  metered: null,
  online: null,
  cell: null,
  hours: null,
});

function metered() {
  const plain = diagnosisOf();
  return diagnosisOf({
    meters: ["SB-01", "SB-02"].map((number) => ({ ...freshMeter(), id: number, number })),
    metering: { ...plain.metering, points: [point("u1", ["SB-02"]), point(null, ["SB-01"])] },
    ledgers: {
      ...plain.ledgers,
      flows: [flow("SB-01", 9), flow("SB-02", 1204), flow("SB-02", null)],
    },
  });
}

test("a unit has the readings of the meters that measure it, and no others", () => {
  const diagnosis = metered();
  expect(metersOf(diagnosis, "u1").map(({ number }) => number)).toEqual(["SB-02"]);
  expect(flowsOf(diagnosis, "u1").map(({ volume }) => volume)).toEqual([1204, null]);
  expect(flowsOf(diagnosis, "u2")).toEqual([]);
});

test("readings are told with what is not known as not known", () => {
  shown = mount(UnitEvidence, { props: { diagnosis: metered(), unit: "u1" } });
  const rows = shown.findAll(`[data-testid=${ids.explainReadings}] tbody tr`);
  expect(
    rows.map((row) =>
      row
        .findAll("td")
        .map((cell) => cell.text())
        .slice(0, 4),
    ),
  ).toEqual([
    ["SB-02", "不详", "2024-09-11", "1204"],
    ["SB-02", "不详", "2024-09-11", "—"],
  ]);
});

test("a unit without a meter has no table, and still a place for photos", () => {
  shown = mount(UnitEvidence, { props: { diagnosis: metered(), unit: "u2" } });
  expect(shown.find(`[data-testid=${ids.explainReadings}]`).exists()).toBe(false);
  expect(shown.find(`[data-testid=${ids.photoAdd("explain")}]`).exists()).toBe(true);
});
