//! Formulas whose stored results may be nobody's.
//!
//! Programs that write workbooks without computing them store 0 for every formula. Where a
//! file gives cause for suspicion and no formula of it has any other result, nobody has
//! computed it yet; where one has, somebody did.

use super::contents::Contents;
use crate::workbook::{Cell, Sheet};

/// A formula with the result 0: row, column, text.
pub(super) type Zero = (u32, u32, String);

/// What was seen of a workbook's formulas.
#[derive(Debug, Default)]
pub(super) struct Suspects {
    computed: bool,
    zeros: Vec<(String, Vec<Zero>)>,
}

impl Suspects {
    /// Adds a sheet: its formulas with the result 0, and whether one has another result.
    pub(super) fn seen(&mut self, sheet: &str, zeros: Vec<Zero>, computed: bool) {
        self.computed |= computed;
        if !zeros.is_empty() {
            self.zeros.push((sheet.to_owned(), zeros));
        }
    }

    /// True where a formula has a result that is not 0.
    pub(super) const fn computed(&self) -> bool {
        self.computed
    }

    /// Takes back the zeros of a workbook that nobody has computed.
    pub(super) fn settle(self, contents: &mut Contents) {
        if self.computed {
            return;
        }
        for (name, zeros) in self.zeros {
            let Some(sheet) = contents.sheets.iter_mut().find(|sheet| sheet.name == name) else {
                continue;
            };
            for (row, column, formula) in zeros {
                if let Some(cell) = cell_mut(sheet, row, column) {
                    *cell = Cell::Uncomputed(formula.into());
                }
            }
        }
    }
}

fn cell_mut(sheet: &mut Sheet, row: u32, column: u32) -> Option<&mut Cell> {
    let at = sheet.rows.binary_search_by_key(&row, |row| row.index).ok()?;
    let cells = &mut sheet.rows[at].cells;
    let at = cells.binary_search_by_key(&column, |cell| cell.0).ok()?;
    Some(&mut cells[at].1)
}
