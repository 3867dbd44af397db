//! F6, the analysis of water use (用水分析表): by category, live over the balance table.

use super::super::page::{Cell, Look, Page, Written, head};
use super::balance::Balance;
use super::derived;
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{Category, Diagnosis};
use shuiheng_report::{ANALYSED, BalanceColumn as Of, FormRow, analysis};

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    look: &Look,
    (diagnosis, balance): (&Diagnosis, &Balance),
) -> Written {
    let mut heads = vec![head("分析项目", 16.0)];
    heads.extend(ANALYSED.iter().map(|(title, _)| head(format!("{title}\nm³/d"), 12.0)));
    heads.extend([head("取水量占比\n%", 11.0), head("重复利用率\n%", 11.0)]);
    let form = analysis(&balance.form);
    let caption = derived(diagnosis);
    let mut page = Page::begin(sheet, look, ("用水分析表", form.title, &caption), &heads)?;
    page.heads(&heads, 1)?;
    let categories = balance.form.categories();
    let total_row = page.row + 1 + u32::try_from(categories.len()).unwrap_or(0);
    for (at, of) in form.rows.iter().enumerate() {
        let row = page.row + 1;
        let mut cells: Vec<Cell> = of.cells.iter().map(super::plain).collect();
        for (column, (_, quantity)) in (1..).zip(ANALYSED) {
            cells[column] = match categories.get(at) {
                Some(category) => part(balance, quantity, (of, column), *category),
                None => match balance.total(quantity) {
                    Some((cell, value)) => Cell::Formula(cell, Some(value), 1),
                    None => Cell::Empty,
                },
            };
        }
        let shares = ANALYSED.len() + 1;
        cells[shares] = ratio(("B", row), ("B", total_row), of.cells[shares].value());
        cells[shares + 1] = ratio(("C", row), ("D", row), of.cells[shares + 1].value());
        if of.is_total {
            page.total(&cells)?
        } else {
            page.line(&cells)?
        };
    }
    if form.rows.is_empty() {
        page.line(&vec![Cell::Empty; heads.len()])?;
    }
    page.note(&super::note(
        &form.notes,
        "空格表示不详。评价指标和对标结论见“评价指标”“定额对标”。",
    ))?;
    page.end(true)
}

/// The rows of a category, added; a part that is not known leaves the sum empty.
fn part(
    balance: &Balance,
    of: Of,
    (row, column): (&FormRow, usize),
    category: Option<Category>,
) -> Cell {
    let Some((own, categories, units)) = balance.ranges(of) else { return Cell::Empty };
    let wanted = category.map_or("", Category::zh);
    let gap = format!(
        "COUNTIFS({categories},\"{wanted}\",{own},\"未测\")+COUNTIFS({categories},\"{wanted}\",{units},\"<>其中*\",{units},\"<>\",{own},\"\")>0"
    );
    let sum = format!("ROUND(SUMIFS({own},{categories},\"{wanted}\",{units},\"<>其中*\"),6)");
    let formula = format!("IF({gap},\"\",{sum})");
    Cell::Formula(formula, row.cells[column].value(), 1)
}

fn ratio((part, at): (&str, u32), (whole, of): (&str, u32), value: Option<f64>) -> Cell {
    let formula =
        format!("IF(AND(ISNUMBER({part}{at}),N({whole}{of})>0),{part}{at}/{whole}{of}*100,\"\")");
    Cell::Formula(formula, value, 2)
}
