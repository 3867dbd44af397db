//! F7, equipment and fixtures that use water (用水设备表).

use super::super::page::{Cell, Look, Page, Written, head};
use super::{caption, cells};
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::Diagnosis;
use shuiheng_report::equipment;

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
    let form = equipment(diagnosis);
    let caption = caption(diagnosis);
    let title = ("用水设备表", form.title, caption.as_str());
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 1)?;
    for row in &form.rows {
        page.line(&cells(row))?;
    }
    if form.rows.is_empty() {
        page.line(&vec![Cell::Empty; heads.len()])?;
        page.note(&format!("注：{}。", form.none))?;
    }
    page.end(true)
}
