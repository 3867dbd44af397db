//! F1, the sources of water (取水水源情况表), with live sums.

use super::super::page::{Cell, Look, Page, Written, head, letter};
use super::{cells, derived, note};
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{Days, Diagnosis};
use shuiheng_report::sources;

/// The columns of the flow of a day, of a year, and of its share.
const DAILY: usize = 3;
const YEARLY: usize = 4;
const SHARE: usize = 5;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, look: &Look, diagnosis: &Diagnosis) -> Written {
    let heads = [
        head("序号", 6.0),
        head("水源类别", 16.0),
        head("水源性质", 14.0),
        head("日取水量\nm³/d", 13.0),
        head("年取水量\n万m³/a", 13.0),
        head("占取水量比例\n%", 13.0),
        head("一级水表编号", 24.0),
    ];
    let form = sources(diagnosis);
    let caption = derived(diagnosis);
    let title = ("取水水源情况表", form.title, caption.as_str());
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 2)?;
    let days = diagnosis.case.profile.period.operating_days.map(Days::value);
    let first = page.row + 1;
    let total = page.row + u32::try_from(form.rows.len()).unwrap_or(0);
    for of in &form.rows {
        let daily = format!("D{}", page.row + 1);
        let live = |at: usize, formula: String, digits: u32| {
            Cell::Formula(formula, of.cells[at].value(), digits)
        };
        let mut cells = cells(of);
        if let Some(days) = days {
            let formula = format!("IF(ISNUMBER({daily}),{daily}*{days}/10000,\"\")");
            cells[YEARLY] = live(YEARLY, formula, 4);
        }
        if of.is_total {
            let column = letter(3);
            let own = format!("{column}{first}:{column}{}", total - 1);
            let formula = format!("IF(COUNTBLANK({own})>0,\"\",SUM({own}))");
            cells[DAILY] = live(DAILY, formula, 1);
            page.total(&cells)?;
        } else {
            let formula =
                format!("IF(AND(ISNUMBER({daily}),N(D{total})>0),{daily}/D{total}*100,\"\")");
            cells[SHARE] = live(SHARE, formula, 2);
            page.line(&cells)?;
        }
    }
    if form.rows.is_empty() {
        page.line(&vec![Cell::Empty; heads.len()])?;
    }
    page.note(&note(
        &form.notes,
        "空格表示不详，取水能力、管径、水质等按取水许可文件和检测报告补填。",
    ))?;
    page.end(true)
}
