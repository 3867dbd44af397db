//! F2, use of water over the years (年用水情况表).

use super::super::page::{Cell, Look, Page, Written, head};
use super::{caption, cells, note};
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::Diagnosis;
use shuiheng_report::{FormHead, years};

/// Writes the sheet: years down, what is counted across.
pub(super) fn write(sheet: &mut Worksheet, look: &Look, diagnosis: &Diagnosis) -> Written {
    let form = years(diagnosis);
    let title = |of: &FormHead| match of.unit.as_str() {
        "" => head(&of.title, 9.0),
        unit => head(format!("{}\n{unit}", of.title), 13.0),
    };
    let heads: Vec<_> = form.heads.iter().map(title).collect();
    let caption = caption(diagnosis);
    let mut page = Page::begin(sheet, look, ("年用水情况表", form.title, &caption), &heads)?;
    page.heads(&heads, 1)?;
    for row in &form.rows {
        page.line(&cells(row))?;
    }
    if form.rows.is_empty() {
        page.line(&vec![Cell::Empty; heads.len()])?;
        page.note(&format!("注：{}。", form.none))?;
    } else {
        page.note(&note(&form.notes, "空格表示不详。"))?;
    }
    page.end(true)
}
