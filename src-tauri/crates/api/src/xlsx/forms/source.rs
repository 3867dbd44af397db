//! F1, the sources of water (取水水源情况表).

use super::super::page::{Cell, Look, Page, Written, head, letter};
use super::derived;
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{DailyVolume, Days, Diagnosis, Item, Source};

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
    let caption = derived(diagnosis);
    let title = ("取水水源情况表", "企业取水水源情况表", caption.as_str());
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 2)?;
    let flows = &diagnosis.balance.site.flows;
    let days = diagnosis.case.profile.period.operating_days.map(Days::value);
    let sources: Vec<Source> =
        Source::ALL.into_iter().filter(|source| flows.has(Item::Withdrawal(*source))).collect();
    let first = page.row + 1;
    let total = first + u32::try_from(sources.len()).unwrap_or(0);
    let whole = flows.intake().map(DailyVolume::value);
    let year = |daily: &str, flow: Option<f64>| match days {
        Some(days) => Cell::Formula(
            format!("IF(ISNUMBER({daily}),{daily}*{days}/10000,\"\")"),
            flow.map(|flow| flow * days / 1e4),
            4,
        ),
        None => Cell::Empty,
    };
    for (at, source) in sources.iter().enumerate() {
        let flow = flows.get(Item::Withdrawal(*source)).map(DailyVolume::value);
        let daily = format!("D{}", page.row + 1);
        let share = flow.zip(whole).filter(|(_, whole)| *whole > 0.0);
        let nature = if source.is_unconventional() { "非常规水源" } else { "常规水源" };
        let nature = if *source == Source::Unspecified { "" } else { nature };
        page.line(&[
            Cell::count(at + 1),
            Cell::text(source.zh()),
            Cell::text(nature),
            Cell::known(flow, 1),
            year(&daily, flow),
            Cell::Formula(
                format!("IF(AND(ISNUMBER({daily}),N(D{total})>0),{daily}/D{total}*100,\"\")"),
                share.map(|(flow, whole)| flow / whole * 100.0),
                2,
            ),
            Cell::text(meters(diagnosis, *source)),
        ])?;
    }
    let range = |column: u16| format!("{0}{first}:{0}{1}", letter(column), total - 1);
    let own = range(3);
    let sum = if sources.is_empty() {
        Cell::Empty
    } else {
        Cell::Formula(format!("IF(COUNTBLANK({own})>0,\"\",SUM({own}))"), whole, 1)
    };
    page.total(&[
        Cell::Empty,
        Cell::text("合计"),
        Cell::Empty,
        sum,
        year(&format!("D{total}"), whole),
        Cell::Empty,
        Cell::Empty,
    ])?;
    page.note("注：日取水量为测试期平均值；空格表示不详，取水能力、管径、水质等按取水许可文件和检测报告补填。")?;
    page.end(true)
}

/// Numbers of the meters of level 1 that name the source.
fn meters(diagnosis: &Diagnosis, source: Source) -> String {
    let of = diagnosis.case.meters.iter().filter(|meter| {
        meter.level == Some(1) && meter.measures.contains(source.zh()) && !meter.number.is_empty()
    });
    of.map(|meter| meter.number.as_str()).collect::<Vec<_>>().join("、")
}
