/** Stands in for Rust in a browser: answers every command with made-up data. */
import type { AnswerEdit } from "../src/bindings/AnswerEdit";
import type { Cell } from "../src/bindings/Cell";
import type { Diagnosis } from "../src/bindings/Diagnosis";
import type { FindingEdit } from "../src/bindings/FindingEdit";
import type { FlowEdit } from "../src/bindings/FlowEdit";
import type { ImportChoices } from "../src/bindings/ImportChoices";
import type { ImportRegion } from "../src/bindings/ImportRegion";
import type { Look } from "../src/bindings/Look";
import type { Measure } from "../src/bindings/Measure";
import type { Meter } from "../src/bindings/Meter";
import type { PhotoAbout } from "../src/bindings/PhotoAbout";
import type { PhotoEdit } from "../src/bindings/PhotoEdit";
import type { Profile } from "../src/bindings/Profile";
import type { Quota } from "../src/bindings/Quota";
import type { Tolerances } from "../src/bindings/Tolerances";
import type { UnitChange } from "../src/bindings/UnitChange";
import { contentOf, templateOf } from "../src/content.sample";
import { logOfSample } from "../src/history.sample";
import { pieceOf, readingOf } from "../src/import.sample";
import { detailOf, importOf, importRow, listOf, rowOf } from "../src/library.sample";
import { rollupOf } from "../src/rollup.sample";
import { comparison } from "./correction";
import { withMany } from "./many";
import { drawn, withEdited, withPhoto } from "./photos";
import { figure } from "./plant";
import * as world from "./world";

type Arguments = {
  typed: string;
  things: string[][];
  id: string;
  name: string;
  profile: Profile;
  unit: string;
  item: string;
  code: string;
  value: number | null;
  basis: string;
  change: UnitChange;
  look: Look;
  tolerances: Tolerances;
  search: string;
  quota: Quota;
  cell: Cell;
  choices: ImportChoices;
  sheet: string;
  window: ImportRegion;
  header: string;
  edits: FlowEdit[];
  meters: Meter[];
  measures: Measure[];
  edit: FindingEdit & AnswerEdit;
  about: PhotoAbout;
  photo: string;
};
type Answer = (given: Arguments) => unknown;

const query = new URLSearchParams(location.search);
const slow = () => new Promise((done) => setTimeout(done, Number(query.get("slow") ?? 0)));
/** `?units=500&meters=5000` shows a large enterprise. */
const full = (id: string) =>
  withMany(world.full(id), Number(query.get("units") ?? 0), Number(query.get("meters") ?? 0));
let held: Diagnosis = full("d0");
/** `?rows=50000` shows a long sheet. */
const rows = Number(query.get("rows") ?? 40);
let reading = readingOf(undefined, rows);
let synonyms = world.synonyms;

const keep = (next: Diagnosis, undo: string) => {
  held = { ...next, undo };
  return held;
};

const set = {
  look: {
    language: query.get("lang") ?? "zh",
    theme: query.get("theme") ?? "system",
    scale: 100,
    tour_seen: false,
  },
  workspaces: [{ folder: "D:\\节水诊断", proposed: true, open: !query.has("first"), exists: true }],
  first: query.has("first"),
  version: "0.1.0",
};

const answers: Record<string, Answer> = {
  find: ({ typed, things }) =>
    things.flatMap((texts, at) => (texts.some((text) => text.includes(typed)) ? [at] : [])),
  drafts: () => [],
  keep_drafts: () => null,
  find_industries: () => [
    { code: "1713", name: "棉印染精加工", above: "制造业 › 纺织业 › 棉纺织及印染精加工" },
  ],
  profile_offers: () => ({ districts: ["南湖区", "秀洲区"], prices: null }),
  people: () => ({
    people: [
      { id: "p1", name: "示例诊断员甲", certificate: "SL-2024-01", auditor: true, reviewer: false },
      { id: "p2", name: "示例复核员乙", certificate: "", auditor: true, reviewer: true },
    ],
    working: "p1",
  }),
  change_log: () => logOfSample(),
  settings: () => set,
  keep_look: ({ look }) => {
    set.look = look;
    return set;
  },
  open_workspace: () => world.start,
  choose_workspace: () => null,
  glossary: () => [
    {
      id: "withdrawal",
      name: "取水量",
      other: "withdrawal",
      symbol: "Vi",
      unit: "m³/d",
      meaning: "企业从各种水源取得并用于生产的水量。",
      source: "GB/T 12452",
      confirmed: false,
      heads: ["取水量"],
      pages: ["balance"],
    },
  ],
  start: () => (query.has("empty") ? { ...world.start, diagnoses: [] } : world.start),
  load_samples: () => world.start,
  rollup: () => rollupOf(),
  rollup_page: () => ({ sum: rollupOf(), charts: [] }),
  new_diagnosis: ({ name }) => keep(world.empty("d9", name), "新建诊断"),
  open_diagnosis: ({ id }) => keep(full(id), "编辑“卷染机”的漏失水量"),
  remove_diagnosis: () => world.start,
  choose_workbook: () => ({ handle: "h1", name: "水平衡表（修正稿）.xlsx" }),
  compare_import: async () => comparison,
  export_marked: async () => ({
    path: "D:\\节水诊断\\退回企业\\水平衡表（问题标注）.xlsx",
    name: "水平衡表（问题标注）.xlsx",
    errors: 1,
    warnings: 2,
    notes: 2,
    cells: 5,
    values_only: false,
  }),
  preview_import: async () => {
    await slow();
    reading = readingOf(undefined, rows);
    return world.preview(held, reading);
  },
  preview_pasted: () => world.preview(held, reading),
  accept_import: ({ id }) => keep(world.full(id), "导入工作簿"),
  revise_import: ({ choices }) => {
    reading = readingOf(choices, rows);
    return world.preview(held, reading);
  },
  remember_import: () => world.preview(held, reading),
  import_piece: ({ sheet, window }) => pieceOf(sheet, window, reading, rows),
  list_synonyms: () => synonyms,
  add_synonym: ({ header }) => {
    synonyms = [...synonyms, { ...world.synonym, header }];
    return synonyms;
  },
  remove_synonym: ({ header }) => {
    synonyms = synonyms.filter((each) => each.header !== header);
    return synonyms;
  },
  export_synonyms: () => synonyms.length,
  import_synonyms: () => 0,
  edit_profile: ({ profile }) => {
    if (profile.name === "拒绝")
      throw { code: "refused", message: "企业名称不可用。", fix: "请另取名称。" };
    return keep({ ...held, profile }, "编辑基本信息");
  },
  edit_flow: ({ unit, item, value, basis }) => {
    const units = held.units.map((each) =>
      each.id === unit
        ? {
            ...each,
            figures: {
              ...each.figures,
              [item]: {
                ...figure(value, basis, item, 1),
                origin: "人工录入",
                origin_kind: "entry",
                cells: [],
              },
            },
          }
        : each,
    );
    return keep({ ...held, units }, "编辑数据");
  },
  edit_flows: ({ edits }) => {
    const units = held.units.map((each) => {
      const own = edits.filter((edit) => edit.unit === each.id);
      const set = own.map((edit) => [edit.item, figure(edit.value, edit.basis, edit.item, 1)]);
      return { ...each, figures: { ...each.figures, ...Object.fromEntries(set) } };
    });
    return keep({ ...held, units }, `修改 ${edits.length} 处水量`);
  },
  edit_meters: ({ meters }) =>
    keep(
      { ...held, meters: meters.map((meter, at) => ({ ...meter, id: meter.id || `new${at}` })) },
      "修改计量器具台账",
    ),
  edit_unit: ({ unit, change }) =>
    keep(
      {
        ...held,
        units: held.units.map((each) => (each.id === unit ? { ...each, ...change } : each)),
      },
      "编辑单元",
    ),
  edit_fact: ({ unit, code, value }) =>
    keep(
      {
        ...held,
        checks: {
          ...held.checks,
          facts: held.checks.facts.map((fact) =>
            fact.unit === unit && fact.code === code ? { ...fact, value } : fact,
          ),
        },
      },
      "填写单元参数",
    ),
  edit_uncertainty: () => keep(held, "修改数据不确定度"),
  edit_measures: ({ measures }) =>
    keep(
      { ...held, measures: measures.map((one, at) => ({ ...one, id: one.id || `new${at}` })) },
      "修改节水措施",
    ),
  answer_question: ({ edit }) =>
    keep(
      {
        ...held,
        survey: held.survey.map((group) => {
          const questions = group.questions.map((one) =>
            one.id === edit.question
              ? { ...one, said: edit.said, number: edit.number, note: edit.note }
              : one,
          );
          return { ...group, questions, answered: questions.filter((one) => one.said).length };
        }),
      },
      "现场检查",
    ),
  decide_finding: ({ edit }) =>
    keep(
      {
        ...held,
        findings: held.findings.map((one) =>
          one.key === edit.key ? { ...one, state: edit.judgement || "undecided" } : one,
        ),
      },
      "处理问题",
    ),
  edit_tolerances: ({ tolerances }) => keep({ ...held, tolerances }, "编辑允许误差"),
  edit_requirement: () => held,
  reset_requirement: () => held,
  list_quotas: ({ search }) =>
    world.quotas.filter((quota) =>
      `${quota.product}${quota.industry}${quota.standard}`.includes(search),
    ),
  quota_offers: ({ search }) =>
    world.quotas
      .filter((quota) => `${quota.product}${quota.industry}${quota.standard}`.includes(search))
      .map((quota) => ({
        quota,
        standing: quota.kind === "observed" ? "never" : "open",
        standing_name: "测试期内有效",
        objections: [],
      })),
  choose_quota: () => keep(held, "选用定额"),
  adopt_quota: () => keep(held, "采用定额新版本"),
  list_library: () => listOf(world.quotas.map((quota) => rowOf(quota.id, { name: quota.product }))),
  library_row: ({ id }) => detailOf(rowOf(id)),
  preview_pasted_quotas: () => importOf([importRow(2), importRow(3)]),
  revise_quotas: () => importOf([importRow(2), importRow(3)]),
  enter_quota: ({ quota }) => {
    world.quotas.push({ ...quota, id: "Q-N", kind_name: "取水定额" });
    return world.quotas;
  },
  diagram: () => world.diagram(held),
  sheet_piece: ({ cell }) => world.piece(cell.row, cell.col, cell.sheet),
  export_report: async () => {
    await slow();
    return {
      path: "D:\\节水诊断\\2024\\嘉兴示例印染有限公司节水诊断报告.pdf",
      pages: 26,
      bytes: 486_213,
      missing_characters: "",
    };
  },
  report_content: () => contentOf(),
  report_charts: () => [],
  choose_photo: ({ about }) => keep(withPhoto(held, about), "添加现场照片"),
  photo: () => drawn(),
  edit_photo: ({ photo, edit }) =>
    keep(withEdited(held, photo, edit as unknown as PhotoEdit), "修改现场照片"),
  remove_photo: ({ photo }) =>
    keep({ ...held, photos: held.photos.filter(({ id }) => id !== photo) }, "删除现场照片"),
  edit_report_content: () => keep(held, "修改报告的内容"),
  check_report_content: () => [],
  report_template: () => templateOf(),
  edit_report_template: () => templateOf(),
  choose_logo: () => null,
  remove_logo: () => templateOf(),
  export_template: () => false,
  import_template: () => null,
  report_preview: () => ({
    pages: ["封面", "i", "1"].map((label, at) => ({
      key: `${at}`,
      width: 595,
      height: 842,
      label,
    })),
    chapters: [{ level: 1, label: "1  项目概况", page: 2 }],
    missing_characters: "",
  }),
  // A single white pixel stands for a page.
  report_page: () =>
    Uint8Array.from(
      atob(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTvMMwAAAABJRU5ErkJggg==",
      ),
      (char) => char.charCodeAt(0),
    ).buffer,
  export_workbook: () => ({ path: "D:\\节水诊断\\2024\\水平衡测试及节水诊断表.xlsx" }),
  choose_folder: () => ({ handle: "1", name: "报告" }),
  export_batch: () => ({ folder: "D:\\节水诊断\\报告", files: [], failures: [], left: [] }),
  export_rollup: () => ({ paths: ["D:\\节水诊断\\汇总.pdf"], pages: 8 }),
  export_package: () => ({
    path: "D:\\节水诊断\\节水诊断.shp",
    diagnoses: 7,
    files: 9,
    bytes: 90_000,
  }),
  preview_package: () => null,
  backup: () => ({ path: "D:\\节水诊断\\backups\\2024-10-12", files: 9 }),
  open_report: () => {
    throw {
      code: "not_found",
      message: "找不到报告文件“嘉兴示例印染有限公司节水诊断报告.pdf”。",
      fix: "文件可能已被移动，请重新导出。",
    };
  },
  undo: () => keep({ ...held, redo: "编辑数据" }, ""),
  redo: () => keep({ ...held, redo: null }, "编辑数据"),
  cancel: () => null,
  "plugin:event|listen": () => 1,
};

let tellings = 0;

/** A diagnosis is told whole each time; everything else as it is. */
function told(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null || !("comparisons" in answer)) return answer;
  const { id } = answer as Diagnosis;
  tellings += 1;
  return { id, number: tellings, since: null, whole: JSON.stringify(answer), changes: "" };
}

Object.assign(window, {
  __TAURI_INTERNALS__: {
    transformCallback: () => 1,
    invoke: async (command: string, given: Arguments) => {
      const answer = answers[command];
      if (!answer) throw `unknown command ${command}`;
      return told(structuredClone(await answer(given)));
    },
  },
});

await import("../src/main");
