import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DiagnosisRow } from "../../bindings/DiagnosisRow";
import { messages } from "../../messages";
import { ids } from "../../testids";
import { type Asked, answering } from "../../wire.sample";
import { notices } from "../../work";
import BatchPanel from "./BatchPanel.vue";

let shown: VueWrapper;
let asked: Asked[] = [];
const row = (id: string, name: string) => ({ id, name }) as DiagnosisRow;
const part = (id: string) => shown.get(`[data-testid="${id}"]`);
const sent = (command: string) => asked.filter((each) => each.command === command);

beforeEach(async () => {
  asked = answering({
    choose_folder: () => ({ handle: "7", name: "报告" }),
    export_batch: () => ({
      folder: "/报告",
      files: [{ id: "1", name: "甲厂", path: "/报告/甲厂.pdf", pages: 30 }],
      failures: [
        { id: "2", name: "乙厂", file: "乙厂.pdf", message: "磁盘空间不足。", fix: "清理后重试。" },
      ],
      left: ["丙厂"],
    }),
    start: () => ({ diagnoses: [], districts: [], workspace: "", version: "" }),
    export_rollup: () => ({ paths: ["/汇总.pdf"], pages: 8 }),
  });
  shown = mount(BatchPanel, {
    props: { rows: [row("1", "甲厂"), row("2", "乙厂"), row("3", "丙厂")] },
  });
  await part(ids.batchOpen).trigger("click");
});
afterEach(() => {
  shown.unmount();
  notices.value = [];
});

test("all diagnoses are chosen at first, and the files go into the folder that was picked", async () => {
  await part(ids.batchKind("docx")).setValue(true);
  await part(ids.batchRow(2)).setValue(false);
  await part(ids.batchStart).trigger("click");
  await flushPromises();
  expect(sent("export_batch")[0]?.given).toEqual({
    order: { ids: ["1", "2"], pdf: true, docx: true, xlsx: false, threads: 0 },
    handle: "7",
  });
  const told = part(ids.batchDone).text();
  expect(told).toContain(messages.outputs.done(1, "/报告"));
  expect(told).toContain("乙厂.pdf");
  expect(told).toContain("磁盘空间不足");
  expect(told).toContain(messages.outputs.left("丙厂"));
});

test("nothing is asked for where nothing is chosen", async () => {
  await part(ids.batchAll).setValue(false);
  await part(ids.batchStart).trigger("click");
  await flushPromises();
  expect(sent("choose_folder")).toEqual([]);
  expect(shown.text()).toContain(messages.outputs.nothing);
});

test("a dialog that was left exports nothing", async () => {
  asked = answering({ choose_folder: () => null });
  await part(ids.batchStart).trigger("click");
  await flushPromises();
  expect(sent("export_batch")).toEqual([]);
});

test("the sum of the program is written as PDF and as a workbook", async () => {
  await part(ids.rollupPdf).trigger("click");
  await flushPromises();
  await part(ids.rollupXlsx).trigger("click");
  await flushPromises();
  expect(sent("export_rollup").map((each) => each.given.format)).toEqual(["pdf", "xlsx"]);
  expect(notices.value.map((each) => each.message)).toContain(
    messages.outputs.rollupWritten("/汇总.pdf"),
  );
});
