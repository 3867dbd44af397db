//! Sheets of a workbook of forms that this program computed. They come back with a corrected
//! file and hold no data of their own: what they say follows from the other sheets.

use crate::workbook::{Cell, Sheet};

/// What the second row of such a sheet ends with.
pub const DERIVED: &str = "（程序计算结果，导入时不读取）";

/// True for a sheet that says of itself that it was computed.
pub fn is_derived(sheet: &Sheet) -> bool {
    matches!(sheet.cell(1, 0), Some(Cell::Text(text)) if text.ends_with(DERIVED))
}
