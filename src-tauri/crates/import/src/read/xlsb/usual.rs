//! The workbook as calamine reads it.

use super::book::Book;
use crate::read::library::{guarded, refused};
use crate::read::two_readings::Found;
use calamine::{Data, Reader, Xlsb};
use std::collections::BTreeSet;
use std::io::Cursor;

/// The workbook in calamine's hands.
pub(super) struct Usual<'a> {
    workbook: Xlsb<Cursor<&'a [u8]>>,
}

impl<'a> Usual<'a> {
    /// Opens the workbook, whose parts have been walked through by now; the error says why
    /// calamine does not.
    pub(super) fn open(bytes: &'a [u8], book: &Book, unambiguous: bool) -> Result<Self, String> {
        if !unambiguous {
            return Err("文件中有同名的部分".to_owned());
        }
        let names: BTreeSet<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        if names.len() < book.sheets.len() {
            return Err("有重名的工作表".to_owned());
        }
        guarded(|| Xlsb::new(Cursor::new(bytes)).map_err(refused)).map(|workbook| Self { workbook })
    }

    /// The cells of a sheet, as they stream by.
    pub(super) fn sheet(&mut self, name: &str) -> Result<Found, String> {
        guarded(|| {
            let mut cells = self.workbook.worksheet_cells_reader(name).map_err(refused)?;
            let mut found = Found::new();
            while let Some(cell) = cells.next_cell().map_err(refused)? {
                let (row, column) = cell.get_position();
                found.push((row, column, Data::from(cell.get_value().clone())));
            }
            Ok(found)
        })
    }
}
