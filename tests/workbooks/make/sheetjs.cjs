// Cells from standard input through SheetJS: node sheetjs.cjs OUT KIND
const XLSX = require("xlsx");
const fs = require("fs");

const [, , out, kind] = process.argv;
const book = JSON.parse(fs.readFileSync(0, "utf8"));
const ERRORS = { "#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42 };

const cell = (value) => {
  if (typeof value === "number") return { t: "n", v: value };
  if (typeof value === "boolean") return { t: "b", v: value };
  if (typeof value === "string") return { t: "s", v: value };
  if ("error" in value) return { t: "e", v: ERRORS[value.error], w: value.error };
  if ("formula" in value)
    return { t: typeof value.result === "string" ? "s" : "n", f: value.formula, v: value.result ?? 0 };
  return { t: "n", v: value.number, z: value.format };
};

const workbook = XLSX.utils.book_new();
workbook.Workbook = { Sheets: [] };
for (const sheet of book.sheets) {
  const page = {};
  let [height, width] = [1, 1];
  for (const [row, col, value] of sheet.cells) {
    page[XLSX.utils.encode_cell({ r: row - 1, c: col - 1 })] = cell(value);
    [height, width] = [Math.max(height, row), Math.max(width, col)];
  }
  page["!ref"] = `A1:${XLSX.utils.encode_cell({ r: height - 1, c: width - 1 })}`;
  page["!merges"] = sheet.merges.map((range) => XLSX.utils.decode_range(range));
  page["!rows"] = [];
  for (const row of sheet.hidden_rows) page["!rows"][row - 1] = { hidden: true };
  page["!cols"] = [];
  for (const col of sheet.hidden_cols) page["!cols"][XLSX.utils.decode_col(col)] = { hidden: true };
  XLSX.utils.book_append_sheet(workbook, page, sheet.name);
  workbook.Workbook.Sheets.push({ Hidden: sheet.state === "visible" ? 0 : 1 });
}
XLSX.writeFile(workbook, out, { bookType: kind, codepage: 936, bookSST: true, compression: true });
