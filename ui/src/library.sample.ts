/** Rows of a library as Rust would tell them, for tests. */
import type { LibraryDetail } from "./bindings/LibraryDetail";
import type { LibraryList } from "./bindings/LibraryList";
import type { LibraryRow } from "./bindings/LibraryRow";
import type { Quota } from "./bindings/Quota";
import type { QuotaImport } from "./bindings/QuotaImport";
import type { QuotaImportRow } from "./bindings/QuotaImportRow";
import { draft, quotaOf } from "./quota";

export function quotaSample(change: Partial<Quota> = {}): Quota {
  const entry = draft("甲布");
  Object.assign(entry.texts, { standard: "示例标准 1-2020", unit: "m³/t", source: "示例" });
  entry.levels.general = "2";
  const quota = quotaOf(entry);
  if (!quota) throw new Error("sample");
  return { ...quota, id: "Q1", kind_name: "取水定额", ...change };
}

export const rowOf = (id: string, change: Partial<LibraryRow> = {}): LibraryRow => ({
  table: "quotas",
  id,
  table_name: "用水定额",
  kind: "quota",
  kind_name: "取水定额",
  name: `产品${id}`,
  document: "示例标准 1-2020",
  title: "示例",
  industry: "棉印染精加工",
  condition: "",
  values: "通用值 2",
  unit: "m³/t",
  standing: "",
  state: "unconfirmed",
  state_name: "未核实",
  confirmed: "",
  origin: "own",
  origin_name: "本工作区录入",
  example: false,
  ...change,
});

export const listOf = (rows: LibraryRow[]): LibraryList => ({
  rows,
  tables: [
    { code: "quotas", name: "用水定额" },
    { code: "limits", name: "指标限值与目标" },
  ],
  total: rows.length,
  confirmed: rows.filter((row) => row.state === "confirmed").length,
  by: "审核员甲",
  today: "2024-10-08",
  undo: null,
  redo: null,
});

export const detailOf = (row: LibraryRow, change: Partial<LibraryDetail> = {}): LibraryDetail => ({
  row,
  fields: [{ name: "标准号", value: row.document }],
  quota: row.table === "quotas" ? quotaSample({ id: row.id }) : null,
  confirmations: [],
  versions: [],
  ...change,
});

export const importRow = (line: number, change: Partial<QuotaImportRow> = {}): QuotaImportRow => ({
  line,
  quota: quotaSample({ id: `Q${line}`, product: `产品${line}` }),
  state: "new",
  state_name: "新增",
  sound: true,
  doubts: [],
  changes: [],
  ...change,
});

export const importOf = (rows: QuotaImportRow[]): QuotaImport => ({
  token: "quotas-1",
  name: "粘贴的表格",
  sheets: ["表"],
  sheet: "表",
  head: [1, 1],
  columns: [
    {
      col: 0,
      letter: "A",
      header: "产品名称",
      field: "product",
      field_name: "产品",
      unit: "",
      chosen: false,
      samples: ["产品1"],
    },
    {
      col: 1,
      letter: "B",
      header: "数一",
      field: "",
      field_name: "",
      unit: "",
      chosen: false,
      samples: ["2"],
    },
  ],
  meanings: [
    { code: "product", name: "产品" },
    { code: "v_general", name: "通用值" },
    { code: "std_no", name: "标准号" },
  ],
  common: {},
  remembered: false,
  rows,
  skipped: [],
  sound: rows.filter((row) => row.sound).length,
  same: 0,
  blocked: rows.filter((row) => row.state === "blocked").length,
});
