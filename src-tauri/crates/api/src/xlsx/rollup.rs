//! The sum of a program as a workbook.

use super::page::{Cell, Head, Look, Page, Written, book, head, letter};
use crate::{Error, Result};
use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;
use shuiheng_audit::{KnownSum, Rollup, RollupRow};

const WAN: f64 = 1e4;

/// The workbook: enterprises with live sums, products, districts, targets.
///
/// # Errors
/// It cannot be written: a fault of the program.
pub(crate) fn rollup(sum: &Rollup, date: NaiveDate) -> Result<Vec<u8>> {
    write(sum, date).map_err(|cause| Error::internal("写出汇总工作簿", cause))
}

fn write(sum: &Rollup, date: NaiveDate) -> Written<Vec<u8>> {
    let mut book = book("企业节水诊断汇总")?;
    let look = Look::new();
    let caption = format!("{}　编制日期：{}", crate::report::PROGRAM, date.format("%Y-%m-%d"));
    enterprises(book.add_worksheet(), &look, (sum, &caption))?;
    products(book.add_worksheet(), &look, (sum, &caption))?;
    districts(book.add_worksheet(), &look, (sum, &caption))?;
    targets(book.add_worksheet(), &look, (sum, &caption))?;
    book.save_to_buffer()
}

type Sheet<'s> = &'s mut rust_xlsxwriter::Worksheet;

fn heads(all: &[(&str, f64)]) -> Vec<Head> {
    all.iter().map(|(text, width)| head(*text, *width)).collect()
}

fn enterprises(sheet: Sheet<'_>, look: &Look, (sum, caption): (&Rollup, &str)) -> Written {
    let heads = heads(&[
        ("序号", 6.0),
        ("企业", 28.0),
        ("统一社会信用代码", 21.0),
        ("区域", 10.0),
        ("行业", 18.0),
        ("年取水量\n万m³/a", 11.0),
        ("重复利用率\n%", 11.0),
        ("重复利用率\n（不含冷却循环水）%", 15.0),
        ("在线计量率\n%", 11.0),
        ("万元工业增加值取水量\nm³/万元", 14.0),
        ("用水单元\n个", 9.0),
        ("不平衡单元\n个", 10.0),
        ("重点问题\n项", 9.0),
        ("一般问题\n项", 9.0),
        ("提示\n项", 8.0),
        ("措施\n项", 8.0),
        ("已知节水量\n万m³/a", 11.0),
        ("节水量不详\n项", 10.0),
        ("已知投资\n万元", 11.0),
        ("投资不详\n项", 9.0),
        ("状态", 10.0),
    ]);
    let title = ("企业汇总", "各企业节水诊断汇总表", caption);
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 2)?;
    let first = page.row + 1;
    let lines: Vec<Vec<Cell>> = sum.rows.iter().enumerate().map(line).collect();
    for cells in &lines {
        page.line(cells)?;
    }
    let last = page.row;
    // Columns that are added: volumes, counts, money. A rate is never added.
    let added = |column: u16| matches!(column, 5 | 10..=19);
    let mut cells = vec![Cell::Empty; heads.len()];
    cells[1] = Cell::text("合计（仅已知数）");
    for (column, cell) in (0_u16..).zip(&mut cells).filter(|(column, _)| added(*column)) {
        let at = usize::from(column);
        let known = KnownSum::of(lines.iter().map(|cells| cells[at].value()));
        let digits = if matches!(column, 5 | 16 | 18) { 2 } else { 0 };
        let range = format!("{0}{first}:{0}{last}", letter(column));
        let formula = format!("IF(COUNT({range})=0,\"\",SUM({range}))");
        *cell = Cell::Formula(formula, known.value, digits);
    }
    page.total(&cells)?;
    let intake = sum.totals.intake;
    page.note(&format!(
        "注：合计只加已知数。年取水量已知 {} 家，不详 {} 家；空格表示不详。重复利用率等比率不相加，全部企业合计重复利用率为 {}。",
        intake.known,
        intake.unknown,
        sum.totals.reuse_rate_pct.map_or_else(|| "不详".into(), |rate| format!("{} %", shuiheng_audit::fixed(rate, 2))),
    ))?;
    page.end(true)
}

fn line((at, row): (usize, &RollupRow)) -> Vec<Cell> {
    let of = &row.measures;
    vec![
        Cell::count(at + 1),
        Cell::text(&row.name),
        Cell::text(&row.credit_code),
        Cell::text(&row.district),
        Cell::text(&row.industry),
        Cell::known(row.intake.map(|volume| volume / WAN), 2),
        Cell::known(row.reuse_rate_pct, 2),
        Cell::known(row.reuse_rate_without_cooling_pct, 2),
        Cell::known(row.online_metering_pct, 2),
        Cell::known(row.added_value_intake, 2),
        Cell::count(row.units.0),
        Cell::count(row.units.1),
        Cell::count(row.findings[0]),
        Cell::count(row.findings[1]),
        Cell::count(row.findings[2]),
        Cell::count(of.count),
        Cell::known(of.saving.map(|volume| volume / WAN), 2),
        Cell::count(of.unknown_savings),
        Cell::known(of.investment.and_then(|amount| amount.to_f64()), 2),
        Cell::count(of.unknown_investments),
        Cell::text(if row.reported { "已出报告" } else { "诊断中" }),
    ]
}

fn products(sheet: Sheet<'_>, look: &Look, (sum, caption): (&Rollup, &str)) -> Written {
    let heads = heads(&[
        ("企业", 28.0),
        ("产品", 22.0),
        ("单位产品取水量", 14.0),
        ("单位", 12.0),
        ("定额", 24.0),
        ("判定", 18.0),
        ("定额核实", 10.0),
        ("超定额水量\n万m³/a", 12.0),
    ]);
    let title = ("产品对标", "各企业产品用水定额对标表", caption);
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 2)?;
    for row in &sum.rows {
        for product in &row.products {
            let open = if product.open { "（待定）" } else { "" };
            let confirmed = match (product.judged, product.confirmed) {
                (false, _) => "—",
                (true, true) => "已核实",
                (true, false) => "未核实",
            };
            page.line(&[
                Cell::text(&row.name),
                Cell::text(&product.name),
                Cell::known(product.value, 3),
                Cell::text(crate::present::printed_unit(&product.unit, shuiheng_audit::Lang::Zh)),
                Cell::text(&product.standard),
                Cell::text(format!("{}{open}", product.verdict.zh())),
                Cell::text(confirmed),
                Cell::known(product.excess.map(|volume| volume / WAN), 2),
            ])?;
        }
    }
    page.end(true)
}

fn districts(sheet: Sheet<'_>, look: &Look, (sum, caption): (&Rollup, &str)) -> Written {
    let heads = heads(&[
        ("区（县、市）", 16.0),
        ("计划\n家", 10.0),
        ("已开展\n家", 10.0),
        ("已出报告\n家", 10.0),
    ]);
    let title = ("诊断进展", "各区（县、市）诊断进展", caption);
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 1)?;
    let first = page.row + 1;
    let counts = |of: &shuiheng_audit::RollupDistrict| [of.planned, of.begun, of.reported];
    for of in &sum.districts {
        let name = if of.name.is_empty() { "其他或不详" } else { of.name.as_str() };
        let mut cells = vec![Cell::text(name)];
        cells.extend(counts(of).map(|count| Cell::Number(f64::from(count), 0)));
        page.line(&cells)?;
    }
    let last = page.row;
    let mut cells = vec![Cell::text("合计")];
    for (column, at) in (1_u16..=3).zip(0..) {
        let sum: u32 = sum.districts.iter().map(|of| counts(of)[at]).sum();
        let formula = format!("SUM({0}{first}:{0}{last})", letter(column));
        cells.push(Cell::Formula(formula, Some(f64::from(sum)), 0));
    }
    page.total(&cells)?;
    page.end(false)
}

fn targets(sheet: Sheet<'_>, look: &Look, (sum, caption): (&Rollup, &str)) -> Written {
    let heads = heads(&[
        ("目标", 34.0),
        ("类别", 12.0),
        ("目标值", 12.0),
        ("已诊断企业合计", 14.0),
        ("单位", 10.0),
        ("计入企业\n家", 9.0),
        ("不详企业\n家", 9.0),
        ("情况", 20.0),
        ("说明", 40.0),
    ]);
    let title = ("行动方案目标", "行动方案目标与已诊断企业合计", caption);
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 1)?;
    for of in &sum.targets {
        let target = &of.target;
        let value = shuiheng_audit::trimmed(target.value, 4);
        page.line(&[
            Cell::text(&target.name.zh),
            Cell::text(&target.group.zh),
            Cell::text(format!("{}{value}", target.operator)),
            Cell::known(of.value, 4),
            Cell::text(target.printed_unit()),
            Cell::count(of.counted.0),
            Cell::count(of.counted.1),
            Cell::text(of.state.name().0),
            Cell::text(&of.note.zh),
        ])?;
    }
    page.end(true)
}
