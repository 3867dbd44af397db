/** Copying and pasting blocks of cells. */
import { both } from "../language";

export const blockWords = both(
  {
    block: {
      copied: (rows: number, columns: number) =>
        `已复制 ${rows} 行 × ${columns} 列，可粘贴到 Excel 或 WPS。`,
      copyTable: "复制表格",
      source: "原表",
      picked: (rows: number, columns: number) => `已选 ${rows} 行 × ${columns} 列`,
      fieldOf: (row: number, column: string) => `第 ${row} 行${column}`,
      wrong: (row: number, column: string, text: string, why: string) =>
        `第 ${row} 行“${column}”：“${text}”（${why.replace(/。$/, "")}）`,
      outside: (text: string) => `“${text}”超出表格范围`,
      refused: (cells: string[]) => ({
        message: `未粘贴，数据没有变化。${cells.slice(0, 5).join("；")}${cells.length > 5 ? `；等 ${cells.length} 处` : ""}。`,
        fix: "请修正这些单元格，或只选择需要的区域，重新复制后粘贴。",
      }),
    },
  },
  {
    block: {
      copied: (rows: number, columns: number) =>
        `Copied ${rows} rows × ${columns} columns, to be pasted into Excel or WPS.`,
      copyTable: "Copy table",
      source: "Source table",
      picked: (rows: number, columns: number) => `${rows} rows × ${columns} columns selected`,
      fieldOf: (row: number, column: string) => `row ${row}, ${column}`,
      wrong: (row: number, column: string, text: string, why: string) =>
        `row ${row}, “${column}”: “${text}” (${why.replace(/\.$/, "")})`,
      outside: (text: string) => `“${text}” lies outside the table`,
      refused: (cells: string[]) => ({
        message: `Not pasted; the data are unchanged. ${cells.slice(0, 5).join("; ")}${cells.length > 5 ? `; ${cells.length} cells in all` : ""}.`,
        fix: "Correct these cells, or select only the range you need, copy again and paste.",
      }),
    },
  },
);
