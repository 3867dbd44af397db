//! The workbook as calamine reads it, once it is known that it can be let at it.

use super::container::{container, without_extents};
use super::globals::Globals;
use super::record::{Record, of_sheet};
use super::strings::Script;
use crate::read::biff::Bytes;
use crate::read::library::{guarded, refused};
use crate::read::two_readings::{Found, found};
use calamine::{Reader, Xls, XlsOptions};
use std::collections::BTreeSet;
use std::io::Cursor;

/// The most memory that calamine may take for the grids of all sheets, bytes.
const GRIDS: u64 = 64 * 1024 * 1024;
/// What a place in calamine's grids takes, filled or not: a value and a formula, bytes.
const PLACE: u64 = 56;

/// The workbook in calamine's hands.
pub(super) struct Usual {
    workbook: Xls<Cursor<Vec<u8>>>,
}

impl Usual {
    /// Opens the workbook; the fault says why calamine does not.
    pub(super) fn open(stream: &[u8], globals: &Globals) -> Result<Self, String> {
        let names: BTreeSet<&str> =
            globals.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        if names.len() < globals.sheets.len() {
            return Err("有重名的工作表".to_owned());
        }
        if grids(stream, globals) > GRIDS {
            return Err("单元格分布过于稀疏或过多".to_owned());
        }
        let file = container(&without_extents(stream, &globals.sheets))
            .ok_or_else(|| "文件过大".to_owned())?;
        // Said explicitly: left to itself, calamine takes text of version 8 for text in the
        // code page that the file names, and m³ for what that page makes of it.
        let mut options = XlsOptions::default();
        options.force_codepage = Some(match globals.script {
            Script::Unicode => 1200,
            Script::CodePage(page) => {
                codepage::from_encoding(page).ok_or_else(|| "代码页无法识别".to_owned())?
            }
        });
        guarded(|| Xls::new_with_options(Cursor::new(file), options).map_err(refused))
            .map(|workbook| Self { workbook })
    }

    /// The cells of a sheet.
    pub(super) fn sheet(&mut self, name: &str) -> Result<Found, String> {
        guarded(|| self.workbook.worksheet_range(name).map(found).map_err(refused))
    }
}

/// What calamine's grids would take, bytes: it lays out every sheet, also those that are not
/// read, from the first to the last cell.
fn grids(stream: &[u8], globals: &Globals) -> u64 {
    let places = globals.sheets.iter().map(|sheet| {
        let mut corners: Option<[u64; 4]> = None;
        let records = of_sheet(stream, sheet.offset);
        for (row, first, last) in records.filter_map(|(_, record)| columns(record)) {
            let [top, left, bottom, right] = corners.unwrap_or([row, first, row, last]);
            corners = Some([top.min(row), left.min(first), bottom.max(row), right.max(last)]);
        }
        corners.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1))
    });
    places.sum::<u64>().saturating_mul(PLACE)
}

/// The row, first and last column of a record that holds cells.
fn columns(Record { kind, data }: Record<'_>) -> Option<(u64, u64, u64)> {
    let (row, first) = (u64::from(data.u16(0)?), u64::from(data.u16(2)?));
    match kind {
        0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 => Some((row, first, first)),
        0x00BD => {
            let last = data.len().checked_sub(2).and_then(|at| data.u16(at))?;
            Some((row, first, u64::from(last).max(first)))
        }
        _ => None,
    }
}
