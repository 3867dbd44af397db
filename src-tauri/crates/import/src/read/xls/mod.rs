//! BIFF5 and BIFF8 workbooks (`.xls`), record by record.
//!
//! Calamine reads the values. Before it is let at the stream, the walk here has gone through
//! the records (a full grid is laid out from whatever corners a file has), and has told how
//! text is written: left to itself, calamine takes version 8 text for the code page of
//! version 5 (`m³/d` in a Chinese workbook). The walk also tells hidden rows and columns,
//! formulas without results and strings that do not exist, which calamine drops without a
//! word. Both readings are held against each other cell by cell ([`super::two_readings`]);
//! where calamine refuses the file or differs, the walk's stands, with a note.

mod container;
mod globals;
mod record;
mod sheet;
mod strings;
mod usual;

use super::compound::Compound;
use super::contents::Contents;
use super::fault::Fault;
use super::suspects::Suspects;
use super::tally::{Tally, check};
use super::two_readings::agreed;
use crate::read_error::{Bound, Refusal};
use crate::workbook::{Cell, ReadNote, Sheet};
use globals::{Entry, Globals};
use sheet::SheetRecords;
use usual::Usual;

/// Reads all visible sheets.
pub(super) fn read(bytes: &[u8], tally: &mut Tally<'_>) -> Result<Contents, Refusal> {
    let stream = stream(bytes)?;
    let globals = Globals::read(&stream, tally).map_err(Fault::refusal)?;
    check(Bound::Sheets, globals.sheets.len() as u64, tally.limits.sheets)
        .map_err(|over| over.refusal())?;
    let mut contents = Contents::default();
    if globals.rescued {
        contents.notes.push(ReadNote::Encoding("GBK".to_owned()));
    }
    let mut formulas = Formulas { suspects: Suspects::default(), uncomputed: false };
    let mut usual = None;
    for entry in &globals.sheets {
        if !entry.visible {
            contents.sheets.push(Sheet { name: entry.name.clone(), ..Sheet::default() });
            continue;
        }
        match entry.kind {
            0 => {}
            2 | 6 => continue,
            _ => {
                contents.unreadable(&entry.name, "不是普通工作表（宏表）".to_owned());
                continue;
            }
        }
        match read_sheet(&stream, &globals, entry, tally, &mut formulas) {
            Ok(walked) => {
                let usual = usual.get_or_insert_with(|| Usual::open(&stream, &globals));
                let found = usual.as_mut().map_err(|reason| reason.clone());
                let found = found.and_then(|usual| usual.sheet(&entry.name));
                let (sheet, notes) = agreed(found, walked, globals.epoch);
                contents.add(sheet, notes);
            }
            Err(Fault::File(refusal)) => return Err(refusal),
            Err(Fault::Part(reason)) => contents.unreadable(&entry.name, reason),
        }
    }
    formulas.settle(&globals, &mut contents);
    Ok(contents)
}

/// The workbook's stream inside the compound file. A file saved for both versions holds two
/// of them; the newer one says more.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let file = Compound::open(bytes).ok_or(Refusal::Truncated)?;
    let name = if file.has("workbook") { "workbook" } else { "book" };
    file.stream(name).ok_or(Refusal::Truncated)
}

fn read_sheet(
    stream: &[u8],
    globals: &Globals,
    entry: &Entry,
    tally: &mut Tally<'_>,
    formulas: &mut Formulas,
) -> Result<(Sheet, Vec<ReadNote>), Fault> {
    let mut sheet = SheetRecords::new(globals, &entry.name);
    sheet.read(stream, entry.offset, tally)?;
    formulas.suspects.seen(&entry.name, sheet.zeros, sheet.computed);
    formulas.uncomputed |= sheet.uncomputed;
    sheet.grid.finish()
}

/// What the sheets say of their formulas' results.
struct Formulas {
    suspects: Suspects,
    uncomputed: bool,
}

impl Formulas {
    /// Excel leaves a mark when it computes; of other programs' files, the results tell.
    fn settle(self, globals: &Globals, contents: &mut Contents) {
        let computed = self.suspects.computed() || (globals.computed_by_excel && !self.uncomputed);
        if !computed {
            self.suspects.settle(contents);
            return;
        }
        if self.uncomputed {
            contents.notes.push(ReadNote::RecalculationPending);
        }
        // The results without content are empty texts, then.
        for sheet in &mut contents.sheets {
            for row in &mut sheet.rows {
                row.cells.retain(|(_, cell)| !matches!(cell, Cell::Uncomputed(_)));
            }
            sheet.rows.retain(|row| !row.cells.is_empty());
        }
    }
}
