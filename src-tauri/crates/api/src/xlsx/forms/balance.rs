//! F5, the balance table (水平衡统计表), with live sums. Other sheets refer to its cells.

use super::super::page::{Cell, Head, Look, Page, Written, head, letter};
use super::{caption, plain};
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{Diagnosis, Item};
use shuiheng_report::{BalanceColumn as Of, BalanceForm, FormCell, in_column};

/// Name of the sheet.
pub(super) const SHEET: &str = "水平衡统计表";
/// Written where a flow exists and nobody knows how much it is.
const UNMEASURED: &str = "未测";

/// The table, and where it stands on its sheet.
pub(super) struct Balance {
    pub(super) form: BalanceForm,
    /// Numbers of the first and the last row, from 1.
    rows: (u32, u32),
    /// Number of the row of sums, from 1.
    total: u32,
}

/// Columns before the quantities: 序号, 用水类别, 车间, 用水单元.
const BEFORE: u16 = 4;
const CATEGORY: u16 = 1;
const UNIT: u16 = 3;

impl Balance {
    fn column(&self, of: Of) -> Option<u16> {
        let at = self.form.columns.iter().position(|column| *column == of)?;
        Some(BEFORE + u16::try_from(at).ok()?)
    }

    /// The cell of a sum as another sheet names it, and what it shows; none where it shows
    /// nothing.
    pub(super) fn total(&self, of: Of) -> Option<(String, f64)> {
        let value = self.form.total(of)?;
        let column = letter(self.column(of)?);
        Some((format!("{SHEET}!${column}${}", self.total), value))
    }

    /// The cells of a column, and of the category and name beside them, as another sheet
    /// names them.
    pub(super) fn ranges(&self, of: Of) -> Option<(String, String, String)> {
        let (first, last) = self.rows;
        let range = |column: u16| {
            let column = letter(column);
            format!("{SHEET}!${column}${first}:${column}${last}")
        };
        Some((range(self.column(of)?), range(CATEGORY), range(UNIT)))
    }
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, look: &Look, diagnosis: &Diagnosis) -> Written<Balance> {
    let balance = BalanceForm::of(diagnosis);
    let form = balance.form();
    let heads = heads(&balance.columns);
    let caption = format!("{}　{}", caption(diagnosis), form.unit);
    let mut page = Page::begin(sheet, look, (SHEET, form.title, &caption), &heads)?;
    page.heads(&heads, UNIT + 1)?;
    let first = page.row + 1;
    let last = page.row + u32::try_from(balance.lines.len()).unwrap_or(0).max(1);
    let balance = Balance { form: balance, rows: (first, last), total: last + 1 };
    if form.rows.is_empty() {
        page.line(&vec![Cell::Empty; heads.len()])?;
        page.total(&vec![Cell::Empty; heads.len()])?;
    }
    for of in &form.rows {
        let row = page.row + 1;
        let cells = of.cells.iter().enumerate().map(|(at, cell)| {
            let column = at.checked_sub(usize::from(BEFORE));
            match column.and_then(|at| balance.form.columns.get(at)) {
                Some(column) if of.is_total => balance.sum(*column, cell.value()),
                Some(column) => balance.cell(cell, *column, row),
                None => plain(cell),
            }
        });
        let cells: Vec<Cell> = cells.collect();
        if of.is_total {
            page.total(&cells)?
        } else {
            page.line(&cells)?
        };
    }
    let mut note = String::from(
        "注：1. “—”表示没有该项水量，“未测”表示有该项水量而数值不详；合计含“未测”的列留空。",
    );
    for (number, own) in (2..).zip(&form.notes) {
        note.push_str(&format!("{number}. {own}"));
    }
    note.push_str(&format!(
        "{}. 平衡情况按诊断时的允许误差判定，改动数据后须重新导入判定。",
        form.notes.len() + 2
    ));
    page.note(&note)?;
    page.end(true)?;
    Ok(balance)
}

fn heads(columns: &[Of]) -> Vec<Head> {
    let mut heads =
        vec![head("序号", 5.0), head("用水类别", 9.0), head("车间", 14.0), head("用水单元", 20.0)];
    heads.extend(columns.iter().map(|of| match of {
        Of::Item(item) => head(item.zh(), 9.0),
        Of::Intake => head("取水量小计", 9.5),
        Of::Recycled => head("重复利用水量小计", 10.0),
        Of::Used => head("用水量", 9.5),
        Of::Imbalance => head("不平衡量", 9.0),
        Of::ImbalanceRate => head("不平衡率\n%", 9.0),
        Of::ReuseRate => head("重复利用率\n%", 9.0),
    }));
    heads.push(head("计量方式", 9.0));
    heads.push(head("平衡情况", 10.0));
    heads
}

impl Balance {
    /// A figure of a row: as given, or a formula over what was given.
    fn cell(&self, cell: &FormCell, of: Of, row: u32) -> Cell {
        let result = cell.value();
        match of {
            Of::Item(_) => match cell {
                FormCell::Unknown => Cell::text(UNMEASURED),
                FormCell::Absent => Cell::text("—"),
                cell => plain(cell),
            },
            Of::Intake | Of::Recycled | Of::Used => {
                let cells = self.cells(row, |item| in_column(of, item));
                Cell::Formula(known(&cells, &format!("ROUND(SUM({cells}),6)")), result, 1)
            }
            Of::Imbalance => {
                let (into, out) =
                    (self.cells(row, Item::is_inflow), self.cells(row, Item::is_outflow));
                let sum = format!("ROUND(SUM({into})-SUM({out}),6)");
                Cell::Formula(known(&format!("{into},{out}"), &sum), result, 1)
            }
            Of::ImbalanceRate | Of::ReuseRate => self.rate(of, row, result),
        }
    }

    fn rate(&self, of: Of, row: u32, result: Option<f64>) -> Cell {
        let cell = |of: Of| {
            self.column(of).map_or_else(String::new, |column| format!("{}{row}", letter(column)))
        };
        let (part, whole) = match of {
            Of::ReuseRate => (cell(Of::Recycled), cell(Of::Used)),
            _ => (cell(Of::Imbalance), format!("SUM({})", self.cells(row, Item::is_inflow))),
        };
        let formula = format!("IF(ISNUMBER({part}),IF(N({whole})>0,{part}/{whole}*100,\"\"),\"\")");
        Cell::Formula(formula, result, 2)
    }

    /// The cells of a row whose quantities a test picks, as a list of ranges.
    fn cells(&self, row: u32, pick: impl Fn(Item) -> bool) -> String {
        let mut runs: Vec<(u16, u16)> = Vec::new();
        for (column, of) in (BEFORE..).zip(&self.form.columns) {
            let Of::Item(item) = of else { continue };
            if !pick(*item) {
                continue;
            }
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == column => *last = column,
                _ => runs.push((column, column)),
            }
        }
        let run = |(from, to): &(u16, u16)| format!("{}{row}:{}{row}", letter(*from), letter(*to));
        runs.iter().map(run).collect::<Vec<_>>().join(",")
    }

    /// A cell of the row of sums.
    fn sum(&self, of: Of, result: Option<f64>) -> Cell {
        if matches!(of, Of::ImbalanceRate | Of::ReuseRate) {
            // Rates are of the sums; they are never added.
            return self.rate(of, self.total, result);
        }
        let column = self.column(of).unwrap_or(0);
        let (first, last) = self.rows;
        let range = |column: u16| {
            let column = letter(column);
            format!("{column}${first}:{column}${last}")
        };
        let (own, unit) = (range(column), range(UNIT));
        // An empty result of a formula stands for a part that is not known.
        let gap = format!(
            "COUNTIF({own},\"{UNMEASURED}\")+COUNTIFS({unit},\"<>其中*\",{unit},\"<>\",{own},\"\")>0"
        );
        let formula = format!("IF({gap},\"\",ROUND(SUMIFS({own},{unit},\"<>其中*\"),6))");
        Cell::Formula(formula, result, 1)
    }
}

fn known(cells: &str, value: &str) -> String {
    let gaps: Vec<String> =
        cells.split(',').map(|range| format!("COUNTIF({range},\"{UNMEASURED}\")")).collect();
    format!("IF({}>0,\"\",{value})", gaps.join("+"))
}
