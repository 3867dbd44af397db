//! What a file's reader found: sheets, and notes on them.

use crate::workbook::{ReadNote, Sheet};

/// Sheets and notes of a file.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// Sheets in order.
    pub(crate) sheets: Vec<Sheet>,
    /// What was noticed.
    pub(crate) notes: Vec<ReadNote>,
}

impl Contents {
    /// Adds a sheet that was read.
    pub(crate) fn add(&mut self, sheet: Sheet, mut notes: Vec<ReadNote>) {
        self.sheets.push(sheet);
        self.notes.append(&mut notes);
    }

    /// Notes a sheet that could not be read.
    pub(crate) fn unreadable(&mut self, sheet: &str, reason: String) {
        self.notes.push(ReadNote::SheetUnreadable { sheet: sheet.to_owned(), reason });
    }

    /// The first reason for which a sheet was lost, where no visible sheet is left.
    pub(crate) fn nothing_read(&self) -> Option<&str> {
        if self.sheets.iter().any(|sheet| sheet.visible) {
            return None;
        }
        let reason = self.notes.iter().find_map(|note| match note {
            ReadNote::SheetUnreadable { reason, .. } => Some(reason.as_str()),
            _ => None,
        });
        reason.or(self.sheets.is_empty().then_some("文件中没有工作表"))
    }
}
