import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DiagnosisRow } from "../../bindings/DiagnosisRow";
import { messages } from "../../messages";
import { ids } from "../../testids";
import { type Asked, answering } from "../../wire.sample";
import { notices } from "../../work";
import PackagePanel from "./PackagePanel.vue";

let shown: VueWrapper;
let asked: Asked[] = [];
const part = (id: string) => shown.get(`[data-testid="${id}"]`);
const sent = (command: string) => asked.filter((each) => each.command === command);
const conflict = {
  key: "r/name",
  kind: "用水单元",
  name: "锅炉房",
  field: "name",
  base: "锅炉房",
  mine: "锅炉间",
  theirs: "动力站",
};

beforeEach(async () => {
  asked = answering({
    export_package: () => ({ path: "/节水诊断.shp", diagnoses: 1, files: 2, bytes: 9 }),
    preview_package: () => ({
      token: "package-1",
      name: "同事.shp",
      written: "2024-10-12T09:00:00",
      version: "0.1.0",
      reports: 0,
      diagnoses: [
        {
          id: "1",
          name: "甲厂",
          presence: "known",
          added: 1,
          taken: 2,
          joined: 3,
          kept: 4,
          conflicts: [conflict],
        },
      ],
    }),
    accept_package: () => ({ added: 0, changed: 1, files: 0, reports: 0, remarks: ["编号重复"] }),
    backup: () => ({ path: "/backups/1", files: 3 }),
    start: () => ({ diagnoses: [], districts: [], workspace: "", version: "" }),
  });
  shown = mount(PackagePanel, { props: { rows: [{ id: "1", name: "甲厂" } as DiagnosisRow] } });
  await flushPromises();
});
afterEach(() => {
  shown.unmount();
  notices.value = [];
});

test("what both changed is shown with both, and nothing is merged before it is decided", async () => {
  await part(ids.packageImport).trigger("click");
  await flushPromises();
  const text = shown.text();
  expect(text).toContain(messages.outputs.changes(1, 2, 3, 4));
  expect(text).toContain(messages.outputs.mine("锅炉间"));
  expect(text).toContain(messages.outputs.theirs("动力站"));
  await part(ids.packageMerge).trigger("click");
  expect(sent("accept_package")).toEqual([]);
  expect(shown.text()).toContain(messages.outputs.undecided);
  await part(ids.packageSide(0, "theirs")).setValue(true);
  await part(ids.packageMerge).trigger("click");
  await flushPromises();
  expect(sent("accept_package")[0]?.given).toEqual({
    token: "package-1",
    decisions: { "r/name": "theirs" },
  });
  const told = notices.value.map((each) => each.message);
  expect(told).toContain(messages.outputs.merged(0, 1));
  expect(told).toContain("编号重复");
});

test("a package is written, and a backup is made", async () => {
  await part(ids.packageExport).trigger("click");
  await flushPromises();
  await part(ids.backup).trigger("click");
  await flushPromises();
  expect(sent("export_package")[0]?.given).toEqual({ ids: ["1"] });
  const told = notices.value.map((each) => each.message);
  expect(told).toContain(messages.outputs.packageWritten(1, "/节水诊断.shp"));
  expect(told).toContain(messages.outputs.backedUp("/backups/1"));
});
