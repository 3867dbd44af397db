//! F4, what was measured of each stream (用水单元水平衡测试表): each flow with how it was
//! obtained and where it stands.

use super::super::page::{Look, Page, Written, head};
use super::{cells, derived, note};
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::Diagnosis;
use shuiheng_report::measured;

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
    let form = measured(diagnosis, None);
    let caption = derived(diagnosis);
    let title = ("测试明细表", form.title, caption.as_str());
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 2)?;
    for row in &form.rows {
        page.line(&cells(row))?;
    }
    page.note(&note(&form.notes, "空格表示不详。"))?;
    page.end(true)
}
