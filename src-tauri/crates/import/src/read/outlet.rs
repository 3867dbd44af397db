//! Where the rows of a large sheet go while calamine is still checking them.

use super::contents::Contents;
use super::grid::uncover;
use crate::workbook::{Row, Workbook};
use serde::{Deserialize, Serialize};
use std::io;

/// Takes what was read before it was checked. It counts only if reading ends by saying so.
pub(crate) trait Outlet: Send {
    /// Takes further rows of the sheet that is read ahead.
    ///
    /// # Errors
    /// Nothing more can be taken.
    fn rows(&mut self, rows: &[Row]) -> io::Result<()>;

    /// Takes all that the file gives besides these rows.
    ///
    /// # Errors
    /// Nothing more can be taken.
    fn offer(&mut self, offer: Offer) -> io::Result<()>;
}

/// A workbook without the rows of one sheet, which went ahead.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Offer {
    /// All else.
    pub(crate) workbook: Workbook,
    /// The number of the sheet without its rows.
    pub(crate) sheet: usize,
    /// How many notes stand before a note on covered cells of that sheet.
    pub(crate) notes: usize,
}

impl Offer {
    /// The workbook with the rows that went ahead; none where it has no such sheet.
    pub(crate) fn complete(self, rows: Vec<Row>) -> Option<Workbook> {
        let mut workbook = self.workbook;
        let sheet = workbook.sheets.get_mut(self.sheet)?;
        sheet.rows = rows;
        if let Some(covered) = uncover(sheet) {
            let at = self.notes.min(workbook.notes.len());
            workbook.notes.insert(at, covered);
        }
        Some(workbook)
    }
}

/// Makes the offer of one file.
pub(crate) struct Offering<'o> {
    outlet: &'o mut dyn Outlet,
    /// Makes the workbook of what its sheets hold.
    workbook: &'o (dyn Fn(Contents) -> Workbook + Sync),
}

impl<'o> Offering<'o> {
    /// An offer through an outlet.
    pub(crate) fn new(
        outlet: &'o mut dyn Outlet,
        workbook: &'o (dyn Fn(Contents) -> Workbook + Sync),
    ) -> Self {
        Self { outlet, workbook }
    }

    /// Where rows go ahead.
    pub(crate) fn outlet(&mut self) -> &mut dyn Outlet {
        self.outlet
    }

    /// Offers what the sheets hold besides the rows that went ahead, which belong to the sheet
    /// that stands at a place among the sheets, and whose notes end at a place among the notes.
    ///
    /// # Errors
    /// Nothing more can be taken.
    pub(crate) fn offer(
        &mut self,
        contents: Contents,
        (sheet, notes): (usize, usize),
    ) -> io::Result<()> {
        self.outlet.offer(Offer { workbook: (self.workbook)(contents), sheet, notes })
    }
}
