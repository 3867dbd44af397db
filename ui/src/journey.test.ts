import { beforeEach, expect, test } from "vitest";
import * as api from "./api";
import type { Profile } from "./bindings/Profile";
import { diagnosisOf } from "./diagnosis.sample";
import { change, exportReport, newDiagnosis, readWorkbook, step, undo } from "./journey";
import { entered } from "./step";
import { answering, refusing } from "./wire.sample";
import { notices, underWay, works } from "./work";

beforeEach(() => {
  notices.value = [];
  step.value = entered(diagnosisOf(), "profile");
});

const saved = (given: Record<string, unknown>) =>
  diagnosisOf({ profile: given.profile as Profile });
const edit = (patch: Partial<Profile>) =>
  change("保存", (at) => api.editProfile(at.id, { ...at.profile, ...patch }));
const profile = () => (step.value.name === "diagnosis" ? step.value.diagnosis.profile : null);
const said = () => notices.value.map((notice) => notice.message);

test("two changes made at once both stay", async () => {
  answering({ edit_profile: saved });
  await Promise.all([edit({ address: "示例路1号" }), edit({ auditor: "示例机构" })]);
  expect(profile()).toMatchObject({ address: "示例路1号", auditor: "示例机构" });
});

test("a refused change tells why and leaves all as it was", async () => {
  answering({ edit_profile: refusing("refused", "名称不可用") });
  expect(await edit({ name: "" })).toBe(false);
  expect(said()).toEqual(["名称不可用"]);
  expect(profile()?.name).toBe("嘉兴示例印染有限公司");
  expect(works.value).toEqual([]);
});

test("a change after a refused one is made", async () => {
  answering({ edit_profile: refusing("refused", "名称不可用") });
  const first = edit({ name: "" });
  answering({ edit_profile: saved });
  const second = edit({ auditor: "示例机构" });
  await Promise.all([first, second]);
  expect(profile()?.auditor).toBe("示例机构");
});

test("what was cancelled is no failure", async () => {
  answering({ export_report: refusing("cancelled", "cancelled") });
  await exportReport();
  expect(notices.value.map((notice) => notice.kind)).toEqual(["done"]);
});

test("a save dialog that was left shows nothing", async () => {
  answering({ export_report: () => null });
  await exportReport();
  expect(step.value).toMatchObject({ tab: "profile", written: null });
  expect(notices.value).toEqual([]);
});

test("a report waits for the changes before it", async () => {
  const asked = answering({ edit_profile: saved, export_report: () => null });
  await Promise.all([edit({ auditor: "示例机构" }), exportReport()]);
  expect(asked.map((call) => call.command)).toEqual(["edit_profile", "export_report"]);
});

test("undo without anything to undo asks nothing", async () => {
  const asked = answering({});
  await undo();
  expect(asked).toEqual([]);
});

test("a workbook dropped on the first page begins a diagnosis named after it", async () => {
  step.value = {
    name: "start",
    start: { diagnoses: [], districts: [], workspace: "", version: "" },
  };
  const asked = answering({
    new_diagnosis: () => diagnosisOf({ id: "new" }),
    preview_import: () => ({ token: "t" }),
  });
  await readWorkbook({ handle: "h", name: "水平衡表.2024.xlsx" });
  expect(asked).toEqual([
    { command: "new_diagnosis", given: { name: "水平衡表.2024" } },
    { command: "preview_import", given: { id: "new", handle: "h" } },
  ]);
  expect(step.value).toMatchObject({ tab: "files", preview: { token: "t" } });
});

test("a workbook dropped during long work is not read, and that is said", async () => {
  let end = (_: null) => {};
  const asked = answering({});
  const working = underWay(
    "导出",
    () =>
      new Promise<null>((resolve) => {
        end = resolve;
      }),
    true,
  );
  await readWorkbook({ handle: "h", name: "水平衡表.xlsx" });
  expect(asked).toEqual([]);
  expect(said()).toEqual(["正在进行其他工作，未读取“水平衡表.xlsx”。请在其完成后重新导入。"]);
  end(null);
  await working;
});

test("what Rust did not word is told all the same", async () => {
  Object.assign(window, { __TAURI_INTERNALS__: { invoke: () => Promise.reject("denied") } });
  expect(await newDiagnosis("x")).toBe(false);
  expect(said()).toEqual(["程序内部错误。denied"]);
});
