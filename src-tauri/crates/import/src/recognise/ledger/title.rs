//! The words above a table, the nearest first.

use super::super::grid::Grid;
use super::super::text::one_line;
use super::find::Found;

/// The words above a table on its sheet, from it upwards to the table before it, and the
/// words of its corner. `sheet` is the sheet as it stands.
pub(super) fn titles(sheet: &Grid<'_>, found: &Found<'_>) -> Vec<String> {
    let top = found.rows.0;
    let mut words: Vec<String> = Vec::new();
    if let Some(line) = sheet.between(top, top).first() {
        words.extend(line.texts().take(1).map(|(_, text)| one_line(text)));
    }
    if top > 0 && found.floor < top {
        for line in sheet.between(found.floor, top - 1).iter().rev() {
            words.extend(line.texts().map(|(_, text)| one_line(text)));
        }
    }
    words
}
