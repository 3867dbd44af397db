import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import type { UseFigure } from "../../bindings/UseFigure";
import { cellOf, diagnosisOf } from "../../diagnosis.sample";
import { subject } from "../../explain";
import { ids } from "../../testids";
import { answering } from "../../wire.sample";
import ReadingSection from "./ReadingSection.vue";
import UseSection from "./UseSection.vue";

let shown: VueWrapper | null = null;
afterEach(() => {
  shown?.unmount();
  subject.value = null;
});

const figure = (value: number | null, state: string): UseFigure => ({
  value,
  state,
  cells: state === "gap" ? [] : [cellOf("B3")],
});

const table = (period: string, figures: UseFigure[]) => ({
  columns: figures.map((_, at) => ({ code: `c${at}`, name: "自来水", unit: "m³", meter: "" })),
  rows: [{ period, figures }],
});

const ledgers = {
  ...diagnosisOf().ledgers,
  annual: table("2023", [figure(1200, "sum")]),
  monthly: table("2023-01", [figure(0, "given"), figure(null, "gap"), figure(12.5, "shared")]),
};

const textOf = (index: number) =>
  shown?.get(`[data-testid="${ids.useFigure("monthly", "2023-01", index)}"]`).text();

test("a gap is said and is not a zero", () => {
  shown = mount(UseSection, { props: { diagnosis: diagnosisOf({ ledgers }) } });
  expect(textOf(0)).toBe("0");
  expect(textOf(1)).toMatch(/缺.*—/);
  expect(textOf(2)).toMatch(/分摊.*12\.5/);
});

test("months are shown as bars where there are any", () => {
  const months = { width: 460, height: 40, title: "逐月取水量（2023-01～2023-02）", shapes: [] };
  shown = mount(UseSection, { props: { diagnosis: diagnosisOf({ ledgers }) } });
  expect(shown.find(`[data-testid="${ids.useBars}"]`).exists()).toBe(false);
  shown.unmount();
  const drawn = { ...ledgers, months };
  shown = mount(UseSection, { props: { diagnosis: diagnosisOf({ ledgers: drawn }) } });
  expect(shown.get(`[data-testid="${ids.useBars}"]`).text()).toContain("2023-01～2023-02");
});

test("a figure leads to its cell", async () => {
  answering({ sheet_piece: () => ({ file: "", sheet: "表", top: 0, left: 0, rows: [] }) });
  shown = mount(UseSection, { props: { diagnosis: diagnosisOf({ ledgers }) } });
  await shown
    .get(`[data-testid="${ids.useFigure("monthly", "2023-01", 0)}"] button`)
    .trigger("click");
  await flushPromises();
  expect(subject.value).not.toBeNull();
});

test("a meter that ran backwards shows its doubt and no volume", () => {
  const flow = {
    meter: "SB-02",
    from: "2024-09-10",
    to: "2024-09-11",
    volume: null,
    per_day: null,
    fault: "backwards",
    cells: [cellOf("B3")],
  };
  const reading = {
    id: "r1",
    meter: "SB-02",
    at: "2024-09-10",
    value: 5,
    multiplier: null,
    cell: cellOf("B3"),
  };
  const held = { ...diagnosisOf().ledgers, flows: [flow], readings: [reading] };
  shown = mount(ReadingSection, { props: { diagnosis: diagnosisOf({ ledgers: held }) } });
  const row = shown.get(`[data-testid="${ids.meterFlow(0)}"]`);
  expect(row.text()).toContain("读数变小");
  expect(row.findAll("td.number").map((cell) => cell.text())).toEqual(["—", "—"]);
});

test("a reading has photos of its own, shown where they are asked for", async () => {
  const reading = { meter: "SB-01", at: "2024-09-10", value: 5, multiplier: null };
  const readings = [
    { ...reading, id: "r1", cell: cellOf("B3") },
    { ...reading, id: "r2", cell: cellOf("B4") },
  ];
  const photo = {
    id: "p",
    sha256: "s",
    name: "水表.jpg",
    caption: "",
    width: 1,
    height: 1,
    about: { kind: "reading", id: "r2" },
    about_name: "",
  };
  const held = { ...diagnosisOf().ledgers, readings };
  answering({ photo: () => new ArrayBuffer(0) });
  shown = mount(ReadingSection, {
    props: { diagnosis: diagnosisOf({ ledgers: held, photos: [photo] }) },
  });
  expect(shown.get(`[data-testid="${ids.readingPhotos(0)}"]`).text()).toContain("＋");
  await shown.get(`[data-testid="${ids.readingPhotos(1)}"]`).trigger("click");
  expect(shown.find(`[data-testid="${ids.photoSmall("reading", 0)}"]`).exists()).toBe(true);
  expect(shown.get("[data-photos]").attributes("data-photos")).toBe("reading:r2");
  await shown.get(`[data-testid="${ids.readingPhotos(1)}"]`).trigger("click");
  expect(shown.find("[data-photos]").exists()).toBe(false);
});
