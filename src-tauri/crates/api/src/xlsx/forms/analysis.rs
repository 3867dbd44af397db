//! F6, the analysis of water use (用水分析表): by category, live over the balance table.

use super::super::page::{Cell, Look, Page, Written, head};
use super::balance::{Balance, Of};
use super::derived;
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{Category, Diagnosis, Item};

const COLUMNS: [(&str, Of); 7] = [
    ("取水量\nm³/d", Of::Intake),
    ("重复利用水量\nm³/d", Of::Recycled),
    ("用水量\nm³/d", Of::Used),
    ("耗水量\nm³/d", Of::Item(Item::Consumption)),
    ("排水量\nm³/d", Of::Item(Item::Discharge)),
    ("漏失水量\nm³/d", Of::Item(Item::Leakage)),
    ("不平衡量\nm³/d", Of::Imbalance),
];

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    look: &Look,
    (diagnosis, balance): (&Diagnosis, &Balance),
) -> Written {
    let mut heads = vec![head("分析项目", 16.0)];
    heads.extend(COLUMNS.iter().map(|(text, _)| head(*text, 12.0)));
    heads.extend([head("取水量占比\n%", 11.0), head("重复利用率\n%", 11.0)]);
    let caption = derived(diagnosis);
    let mut page = Page::begin(sheet, look, ("用水分析表", "企业用水分析表", &caption), &heads)?;
    page.heads(&heads, 1)?;
    let categories = Category::ALL.map(Some).into_iter().chain([None]);
    let used =
        |category: &Option<Category>| balance.lines.iter().any(|line| line.category == *category);
    let rows: Vec<Option<Category>> = categories.filter(used).collect();
    let first = page.row + 1;
    let total_row = first + u32::try_from(rows.len()).unwrap_or(0);
    let whole = balance.total(Of::Intake).map(|(_, value)| value);
    for category in &rows {
        let name = category.map_or("未分类", Category::zh);
        let mut cells = vec![Cell::text(name)];
        for (_, of) in COLUMNS {
            cells.push(part(balance, of, *category));
        }
        let row = page.row + 1;
        cells.push(ratio(("B", row), ("B", total_row), cells[1].value(), whole));
        cells.push(ratio(("C", row), ("D", row), cells[2].value(), cells[3].value()));
        page.line(&cells)?;
    }
    let mut cells = vec![Cell::text("合计")];
    for (_, of) in COLUMNS {
        cells.push(match balance.total(of) {
            Some((cell, value)) => Cell::Formula(cell, Some(value), 1),
            None => Cell::Empty,
        });
    }
    cells.push(ratio(("B", total_row), ("B", total_row), whole, whole));
    cells.push(ratio(("C", total_row), ("D", total_row), cells[2].value(), cells[3].value()));
    page.total(&cells)?;
    page.note("注：各数由水平衡统计表汇总；空格表示其中有水量不详。评价指标和对标结论见“评价指标”“定额对标”。")?;
    page.end(true)
}

/// The rows of a category, added; a part that is not known leaves the sum empty.
fn part(balance: &Balance, of: Of, category: Option<Category>) -> Cell {
    let lines = balance.lines.iter().filter(|line| line.category == category && line.counted());
    let value = |line| match of {
        Of::Item(_) => balance.item_or_zero(line, of),
        _ => balance.value(line, of),
    };
    let result = lines.map(value).sum::<Option<f64>>();
    let Some((own, categories, units)) = balance.ranges(of) else { return Cell::Empty };
    let wanted = category.map_or("", Category::zh);
    let gap = format!(
        "COUNTIFS({categories},\"{wanted}\",{own},\"未测\")+COUNTIFS({categories},\"{wanted}\",{units},\"<>其中*\",{units},\"<>\",{own},\"\")>0"
    );
    let sum = format!("ROUND(SUMIFS({own},{categories},\"{wanted}\",{units},\"<>其中*\"),6)");
    let formula = format!("IF({gap},\"\",{sum})");
    Cell::Formula(formula, result.map(|value| (value * 1e6).round() / 1e6), 1)
}

fn ratio(
    (part, at): (&str, u32),
    (whole, of): (&str, u32),
    value: Option<f64>,
    among: Option<f64>,
) -> Cell {
    let formula =
        format!("IF(AND(ISNUMBER({part}{at}),N({whole}{of})>0),{part}{at}/{whole}{of}*100,\"\")");
    let result = value.zip(among).filter(|(_, whole)| *whole > 0.0);
    Cell::Formula(formula, result.map(|(part, whole)| part / whole * 100.0), 2)
}
