//! The workbook as calamine reads it, once it is known what that takes.
//!
//! Calamine lays out every sheet, hidden ones too, with all repeats of rows and columns, as
//! one full grid from the first to the last cell.

use crate::read::library::{guarded, refused};
use crate::read::reference::COLUMNS;
use crate::read::two_readings::{Found, found};
use calamine::{Ods, Reader};
use std::collections::BTreeSet;
use std::io::Cursor;

/// The most memory that calamine may take for the grids of all sheets, bytes.
const GRIDS: u64 = 64 * 1024 * 1024;
/// What a place in calamine's grids takes, filled or not: a value and a formula, bytes.
const PLACE: u64 = 56;

/// The workbook in calamine's hands.
pub(super) struct Usual<'a> {
    workbook: Ods<Cursor<&'a [u8]>>,
}

impl<'a> Usual<'a> {
    /// Opens the workbook, of which all sheets have been walked through by now; the error
    /// says why calamine does not.
    pub(super) fn open(bytes: &'a [u8], names: &[&str], weight: u64) -> Result<Self, String> {
        if names.iter().collect::<BTreeSet<_>>().len() < names.len() {
            return Err("有重名的工作表".to_owned());
        }
        if weight > GRIDS {
            return Err("单元格分布过于稀疏或过多".to_owned());
        }
        guarded(|| Ods::new(Cursor::new(bytes)).map_err(refused)).map(|workbook| Self { workbook })
    }

    /// The cells of a sheet.
    pub(super) fn sheet(&mut self, name: &str) -> Result<Found, String> {
        guarded(|| self.workbook.worksheet_range(name).map(found).map_err(refused))
    }
}

/// What calamine takes to lay out a sheet, added up row by row while the sheet is walked
/// through.
#[derive(Debug, Default)]
pub(super) struct Weight {
    /// Places and text of each row once, before rows are repeated, bytes.
    rows: u64,
    /// Text of all rows with their repeats, bytes.
    text: u64,
    /// First row, first column, row and column behind the last.
    corners: Option<[u32; 4]>,
    /// First filled column of the row being read, and the column behind its last.
    row: Option<(u32, u32)>,
    row_text: u64,
}

impl Weight {
    /// Adds columns of the row being read that hold something, with their text in bytes.
    pub(super) fn cell(&mut self, column: u32, repeat: u32, text: usize) {
        let end = column.saturating_add(repeat).min(COLUMNS);
        self.row = Some((self.row.map_or(column, |(first, _)| first.min(column)), end));
        self.row_text += text as u64 * u64::from(end.saturating_sub(column));
    }

    /// Ends the row being read, which stands for so many rows from this one on.
    pub(super) fn end_row(&mut self, row: u32, repeat: u32) {
        let Some((first, end)) = self.row.take() else { return };
        let text = std::mem::take(&mut self.row_text);
        self.rows = self.rows.saturating_add(u64::from(end) * PLACE + text);
        self.text = self.text.saturating_add(text.saturating_mul(u64::from(repeat)));
        let bottom = row.saturating_add(repeat);
        let [top, left, below, behind] = self.corners.unwrap_or([row, first, bottom, end]);
        self.corners = Some([top.min(row), left.min(first), below.max(bottom), behind.max(end)]);
    }

    /// The sum, bytes.
    pub(super) fn bytes(&self) -> u64 {
        let grid = self.corners.map_or(0, |[top, left, below, behind]| {
            u64::from(below - top) * u64::from(behind.saturating_sub(left)) * PLACE
        });
        self.rows.saturating_add(grid).saturating_add(self.text)
    }
}
