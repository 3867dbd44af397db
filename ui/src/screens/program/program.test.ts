import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DiagnosisRow } from "../../bindings/DiagnosisRow";
import { UNKNOWN } from "../../format";
import { step } from "../../journey";
import { behind, lookBehind, ofDistrict, tilesOf } from "../../program";
import { rollupOf, rollupRowOf } from "../../rollup.sample";
import { ids } from "../../testids";
import { type Asked, answering } from "../../wire.sample";
import ProgramScreen from "../ProgramScreen.vue";
import DiagnosisList from "../start/DiagnosisList.vue";
import ProgramBoard from "../start/ProgramBoard.vue";

let shown: VueWrapper[] = [];
let asked: Asked[] = [];
const sum = rollupOf();
const rows = sum.rows.map(
  ({ id, name, district, industry }) =>
    ({
      id,
      name,
      district,
      industry,
      credit_code: "",
      changed: "",
      verdicts: [],
      intake: null,
      reuse_rate_pct: null,
      reuse_rate_without_cooling_pct: null,
      units: 0,
      open_units: 0,
      reported: false,
      signed: "none",
    }) satisfies DiagnosisRow,
);
const put = (wrapper: VueWrapper) => {
  shown.push(wrapper);
  return wrapper;
};

beforeEach(() => {
  asked = answering({
    rollup: () => sum,
    rollup_page: () => ({ sum, charts: [] }),
    find: ({ things }) => (things as unknown[]).map((_, at) => at),
    export_rollup: () => ({ paths: ["/汇总.pdf"], pages: 8 }),
  });
});
afterEach(() => {
  for (const one of shown) one.unmount();
  shown = [];
  behind.value = null;
  step.value = { name: "opening" };
});

test("what is not known is counted beside the sum, and in none", () => {
  const tiles = Object.fromEntries(tilesOf(sum).map((tile) => [tile.key, tile]));
  expect(tiles.progress?.value).toBe("3／14");
  expect(tiles.intake?.value).toBe("127.50");
  expect(tiles.intake?.lack?.label).toBe("1 家不详");
  expect(tiles.online?.value).toBe(UNKNOWN);
  expect(tiles.saving?.about).toBe("占取水量 8.89 %");
  expect(tiles.saving?.lack?.label).toBe("1 项不详");
  expect(tiles.investment?.value).toBe("86.50");
  const none = rollupOf({
    totals: {
      ...sum.totals,
      saving: { value: null, known: 0, unknown: 0 },
      saving_share_pct: null,
    },
  });
  expect(tilesOf(none).find(({ key }) => key === "saving")?.value).toBe(UNKNOWN);
});

test("each figure leads to the diagnoses behind it", () => {
  const found = Object.fromEntries(
    tilesOf(sum).flatMap(({ key, behind: is, lack }) => [
      [key, sum.rows.filter(is.test).map(({ id }) => id)],
      [`no ${key}`, sum.rows.filter(lack?.behind.test ?? (() => false)).map(({ id }) => id)],
    ]),
  );
  expect(found).toEqual({
    progress: ["one", "two", "three"],
    "no progress": ["one"],
    intake: ["one", "two"],
    "no intake": ["three"],
    reuse: ["one", "two"],
    "no reuse": ["three"],
    online: ["one"],
    "no online": ["two", "three"],
    saving: ["one"],
    "no saving": ["one"],
    investment: ["one"],
    "no investment": ["one"],
  });
});

test("an enterprise of no district of the plan is found under the others", () => {
  const names = sum.districts.map(({ name }) => name);
  const row = rollupRowOf({ district: "杭州市" });
  expect(ofDistrict("", names, false).test(row)).toBe(true);
  expect(ofDistrict("秀洲区", names, false).test(row)).toBe(false);
  expect(ofDistrict("", names, true).test(row)).toBe(false);
});

test("a figure of the dashboard filters the list, and gives it back", async () => {
  const board = put(mount(ProgramBoard, { props: { rows } }));
  const list = put(mount(DiagnosisList, { props: { rows } }));
  await flushPromises();
  const lines = () => list.findAll("tbody tr").length;
  expect(lines()).toBe(3);
  await board.get(`[data-testid="${ids.tileLack("intake")}"]`).trigger("click");
  await flushPromises();
  expect(lines()).toBe(1);
  expect(list.text()).toContain("平湖示例食品有限公司");
  expect(list.get(`[data-testid="${ids.behind}"]`).text()).toContain("取水量不详");
  await board.get(`[data-testid="${ids.tileCount("verdicts", "over")}"]`).trigger("click");
  await flushPromises();
  expect(list.text()).toContain("嘉兴示例印染有限公司");
  await list.get(`[data-testid="${ids.behindAll}"]`).trigger("click");
  await flushPromises();
  expect(lines()).toBe(3);
});

test("the page of the program shows enterprises with their sums, and writes them", async () => {
  const page = put(mount(ProgramScreen));
  await flushPromises();
  expect(page.findAll("tbody .grid-row").length).toBeGreaterThanOrEqual(3);
  expect(page.get("tfoot").text()).toContain("127.50");
  expect(page.get(`[data-testid="${ids.programRow(2)}"]`).text()).toContain(UNKNOWN);
  lookBehind({ key: "k", label: "", test: ({ id }) => id === "two" });
  await flushPromises();
  expect(page.text()).toContain("1／3 项");
  await page.get(`[data-testid="${ids.rollupPdf}"]`).trigger("click");
  await flushPromises();
  expect(asked.find(({ command }) => command === "export_rollup")?.given).toEqual({
    format: "pdf",
  });
});
