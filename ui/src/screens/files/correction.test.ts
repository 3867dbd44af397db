import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, test } from "vitest";
import type { ImportComparison } from "../../bindings/ImportComparison";
import type { ImportPreview } from "../../bindings/ImportPreview";
import { cellOf, diagnosisOf } from "../../diagnosis.sample";
import { previewOf, readingOf } from "../../import.sample";
import { step } from "../../journey";
import { entered } from "../../step";
import { ids } from "../../testids";
import { type Asked, answering } from "../../wire.sample";
import ImportHead from "../import/ImportHead.vue";
import PreviewCard from "./PreviewCard.vue";

let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

const part = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not shown`);
  return found;
};
const isShown = (id: string) => document.querySelector(`[data-testid="${id}"]`) !== null;

const preview = previewOf({
  token: "t",
  file: { sha256: "n", name: "修正稿.xlsx", imported: "", sheets: [] },
  replaces: true,
  differences: [
    { kind: "changed", what: "卷染机", quantity: "排水量", before: "1", after: "2", cell: null },
  ],
  doubts: [],
  reading: { ...readingOf(), blocking: 0 },
});

const conflict = (key: string, fixed = false) => ({
  key,
  unit: `单元${key}`,
  quantity: "排水量",
  own: "7.5 m³/d",
  file: "8.0 m³/d",
  cell: cellOf("E4"),
  fixed,
});

const comparison: ImportComparison = {
  file_before: "原稿.xlsx",
  not_compared: "",
  sheets: [
    {
      sheet: "水平衡表",
      kind: "changed",
      count: 1,
      cells: [
        {
          before_cell: cellOf("D7"),
          cell: cellOf("D8"),
          row: "卷染机",
          before: "10",
          after: "11",
          feeds: "卷染机 · 地表水",
        },
      ],
    },
  ],
  effects: [
    { group: "total", what: "取水量", before: "10.0", replaced: "11.0", merged: "11.0" },
    { group: "total", what: "耗水量", before: "2.0", replaced: "2.0", merged: "2.0" },
  ],
  conflicts: [conflict("a"), conflict("b"), conflict("c", true)],
  replaced: 4,
  merged: 2,
};

/** The preview of a corrected file, as the window shows it. */
async function corrected(of: Partial<ImportPreview> = {}): Promise<Asked[]> {
  const asked = answering({
    compare_import: () => comparison,
    accept_import: () => diagnosisOf(),
    export_marked: () => null,
  });
  const own = { ...preview, ...of };
  step.value = { ...entered(diagnosisOf(), "files"), preview: own };
  shown = mount(PreviewCard, {
    props: { diagnosis: diagnosisOf(), preview: own },
    attachTo: document.body,
  });
  await flushPromises();
  return asked;
}

const decisionOf = (asked: Asked[]) =>
  asked.find((each) => each.command === "accept_import")?.given.decision;

test("a corrected file is compared, and what changes is told with its cells", async () => {
  await corrected();
  expect(isShown(ids.importAccept)).toBe(false);
  expect(part(ids.cellChange(0, 0)).textContent).toContain("D7 → D8");
  expect(part(ids.cellChange(0, 0)).textContent).toContain("卷染机 · 地表水");
  expect(part(ids.effect(0)).textContent).toContain("11.0");
  expect(isShown(ids.effect(1))).toBe(false);
  part(ids.effectsAll).click();
  await flushPromises();
  expect(part(ids.effect(1)).textContent).toContain("耗水量");
});

test("merging keeps a person's figures but those picked from the file", async () => {
  const asked = await corrected();
  expect((part(ids.conflictOwn(0)) as HTMLInputElement).checked).toBe(true);
  expect((part(ids.conflictFile(2)) as HTMLInputElement).checked).toBe(true);
  expect((part(ids.conflictOwn(2)) as HTMLInputElement).disabled).toBe(true);
  part(ids.conflictFile(1)).click();
  await flushPromises();
  expect(part(ids.correction).textContent).toContain(
    "改变 3 个水量；人工录入保留 1 个，采用文件 2 个",
  );
  part(ids.decide("merge")).click();
  await flushPromises();
  expect(decisionOf(asked)).toEqual({ decision: "merge", from_file: ["b"] });
});

test("a choice for the file can be taken back", async () => {
  const asked = await corrected();
  part(ids.conflictFile(0)).click();
  await flushPromises();
  part(ids.conflictOwn(0)).click();
  await flushPromises();
  part(ids.decide("merge")).click();
  await flushPromises();
  expect(decisionOf(asked)).toEqual({ decision: "merge", from_file: [] });
});

for (const decision of ["replace", "keep"]) {
  test(`${decision} names no single figure`, async () => {
    const asked = await corrected();
    part(ids.conflictFile(0)).click();
    part(ids.decide(decision)).click();
    await flushPromises();
    expect(decisionOf(asked)).toEqual({ decision, from_file: [] });
  });
}

test("figures that are not settled are taken over only when it is said twice", async () => {
  const asked = await corrected({ reading: { ...preview.reading, blocking: 2 } });
  part(ids.decide("merge")).click();
  await flushPromises();
  expect(decisionOf(asked)).toBeUndefined();
  expect(part(ids.decide("merge")).textContent).toContain("有 2 项须处理，仍要合并");
  part(ids.decide("replace")).click();
  await flushPromises();
  expect(decisionOf(asked)).toBeUndefined();
  part(ids.decide("replace")).click();
  await flushPromises();
  expect(decisionOf(asked)).toEqual({ decision: "replace", from_file: [] });
});

test("a file that gives nothing can only be kept", async () => {
  const asked = await corrected({ reading: { ...preview.reading, usable: false } });
  expect((part(ids.decide("replace")) as HTMLButtonElement).disabled).toBe(true);
  expect((part(ids.decide("merge")) as HTMLButtonElement).disabled).toBe(true);
  part(ids.decide("keep")).click();
  await flushPromises();
  expect(decisionOf(asked)).toEqual({ decision: "keep", from_file: [] });
});

test("whose figure is taken is said by each choice itself", async () => {
  await corrected();
  expect(part(ids.conflictOwn(0)).getAttribute("aria-label")).toContain("采用人工录入");
  expect(part(ids.conflictFile(0)).getAttribute("aria-label")).toContain("采用文件");
});

test("the copy with marks is asked for by the preview's token", async () => {
  const asked = await corrected();
  part(ids.exportMarked("t")).click();
  await flushPromises();
  expect(asked.at(-1)).toEqual({ command: "export_marked", given: { id: "d", file: "t" } });
});

test("accepting a corrected file from the view of its reading leads to what it changes", async () => {
  shown = mount(ImportHead, {
    props: { diagnosis: diagnosisOf(), preview, busy: false, remember: "" },
    attachTo: document.body,
  });
  part(ids.importAccept).click();
  await flushPromises();
  expect(shown.emitted("differences")).toHaveLength(1);
  expect(shown.emitted("accept")).toBeUndefined();
});
