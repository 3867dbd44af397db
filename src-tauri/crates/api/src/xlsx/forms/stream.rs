//! F4, what was measured of each stream (用水单元水平衡测试表): each flow with how it was
//! obtained and where it stands.

use super::super::page::{Cell, Look, Page, Written, head};
use super::derived;
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{Diagnosis, Origin, Rate};

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, look: &Look, diagnosis: &Diagnosis) -> Written {
    let heads = [
        head("序号", 6.0),
        head("水流（自何处至何处）", 40.0),
        head("测试结果\nm³/d", 13.0),
        head("取得方法", 11.0),
        head("标准不确定度\n%", 12.0),
        head("资料来源", 44.0),
    ];
    let caption = derived(diagnosis);
    let title = ("测试明细表", "用水单元水平衡测试明细表", caption.as_str());
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 2)?;
    let site = &diagnosis.case.site;
    for (at, stream) in site.streams.iter().enumerate() {
        let figure = stream.figure.as_ref();
        page.line(&[
            Cell::count(at + 1),
            Cell::text(site.stream_name(stream).zh),
            Cell::known(figure.map(|figure| figure.value.value()), 1),
            Cell::text(figure.map_or("不详", |figure| figure.basis.zh())),
            Cell::known(figure.and_then(|figure| figure.uncertainty).map(Rate::to_percent), 2),
            Cell::text(figure.map(|figure| origin(&figure.origin)).unwrap_or_default()),
        ])?;
    }
    page.note("注：同一水流在供出和受入单元各列一次时，以原表为准；不确定度空格表示按取得方法的等级估计。")?;
    page.end(true)
}

fn origin(origin: &Origin) -> String {
    let cells: Vec<String> = origin
        .cells()
        .iter()
        .take(4)
        .map(crate::present::cell)
        .map(|cell| format!("{}!{}", cell.sheet, cell.a1))
        .collect();
    let more = if origin.cells().len() > 4 { "等" } else { "" };
    match origin {
        Origin::Computed { formula, .. } if cells.is_empty() => formula.clone(),
        Origin::Computed { formula, .. } => format!("{formula}（{}{more}）", cells.join("、")),
        _ if cells.is_empty() => "人工录入".into(),
        _ => format!("{}{more}", cells.join("、")),
    }
}
