//! F7, equipment and fixtures that use water (用水设备表).

use super::super::page::{Cell, Look, Page, Written, head};
use super::caption;
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::Diagnosis;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, look: &Look, diagnosis: &Diagnosis) -> Written {
    let heads = [
        head("设备名称", 24.0),
        head("型号", 18.0),
        head("数量\n台（套）", 10.0),
        head("安装位置", 18.0),
        head("用水性质", 14.0),
        head("设计用水量", 14.0),
        head("实测用水量", 14.0),
        head("运行时间", 14.0),
        head("是否节水型", 11.0),
        head("是否淘汰", 10.0),
        head("状态", 10.0),
    ];
    let caption = caption(diagnosis);
    let title = ("用水设备表", "主要用水设备（器具）表", caption.as_str());
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 1)?;
    let yes = |value: Option<bool>| match value {
        Some(true) => Cell::text("是"),
        Some(false) => Cell::text("否"),
        None => Cell::Empty,
    };
    let all = &diagnosis.case.ledgers.equipment;
    for of in all {
        let shown = crate::present::equipment(of, shuiheng_audit::Lang::Zh);
        page.line(&[
            Cell::text(&of.name),
            Cell::text(&of.model),
            Cell::known(of.count, 0),
            Cell::text(&of.location),
            Cell::text(&of.purpose),
            Cell::text(shown.design),
            Cell::text(shown.measured),
            Cell::text(&of.hours),
            yes(of.water_saving),
            yes(of.retired),
            Cell::text(&of.state),
        ])?;
    }
    if all.is_empty() {
        page.line(&vec![Cell::Empty; heads.len()])?;
        page.note("注：企业未提供用水设备资料。")?;
    }
    page.end(true)
}
