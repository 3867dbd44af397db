//! Tables of days and figures whose headers do not say what was counted.

use super::super::grid::{Grid, is_figure};
use crate::workbook::Cell;
use shuiheng_audit::Text;

/// Rows from which on days with figures are a table.
const ROWS: usize = 3;

/// True for a sheet whose rows give a day and figures beside it.
pub(super) fn is_dated(grid: &Grid<'_>) -> bool {
    let with_figures = grid.lines.iter().filter(|line| {
        line.cells.iter().any(|(_, cell)| is_figure(cell) && !matches!(cell, Cell::Moment(_)))
    });
    let begins_with_a_day = |cell: Option<(u32, &Cell)>| matches!(cell, Some((_, Cell::Moment(_))));
    let (mut dated, mut all) = (0_usize, 0_usize);
    for line in with_figures {
        all += 1;
        dated += usize::from(begins_with_a_day(line.cells.first()));
    }
    dated >= ROWS && dated * 3 > all * 2
}

/// Why such a sheet is not read.
pub(super) fn reason() -> Text {
    Text::new(
        "各行为日期和数字，但表头没有写明是取水量、用水量还是抄表读数",
        "days and figures, and no header that says whether they are water taken, used or read",
    )
}

/// What to do about it.
pub(super) const FIX: (&str, &str) = (
    "如为本企业的用水，请将表头写为“日期”和“取水量（m³）”等后重新导入；供水企业的供水量、水位、水质等无需采用。",
    "If it is the enterprise's own use, give it headers such as 日期 and 取水量（m³） and import again; what a waterworks supplied, levels and the like are not needed.",
);
