//! Binary Office workbooks (`.xlsb`), record by record.
//!
//! Calamine reads the values, as a stream. The walk here goes through the records first, so
//! that no length or count is taken on trust, and tells what calamine does not: merged
//! regions, hidden rows and columns, and the cells that calamine passes over without a word
//! (those in the short form, results that are errors, formatted text). Both readings are held
//! against each other cell by cell ([`super::two_readings`]); where calamine refuses the file
//! or passes over something, the walk's stands, with a note.

mod book;
mod record;
mod sheet;
mod usual;

use super::contents::Contents;
use super::fault::Fault;
use super::package::Package;
use super::suspects::Suspects;
use super::tally::{Tally, check};
use super::two_readings::agreed;
use crate::read_error::{Bound, Refusal};
use crate::workbook::{ReadNote, Sheet};
use book::{Book, Entry};
use sheet::SheetRecords;
use usual::Usual;

/// Reads all visible sheets.
pub(super) fn read(
    bytes: &[u8],
    package: &mut Package<'_>,
    tally: &mut Tally<'_>,
) -> Result<Contents, Refusal> {
    let book = Book::read(package, tally).map_err(Fault::refusal)?;
    check(Bound::Sheets, book.sheets.len() as u64, tally.limits.sheets)
        .map_err(|over| over.refusal())?;
    let mut contents = Contents::default();
    let mut suspects = Suspects::default();
    let mut usual = None;
    for entry in &book.sheets {
        if !entry.visible {
            contents.sheets.push(Sheet { name: entry.name.clone(), ..Sheet::default() });
            continue;
        }
        match read_sheet(package, &book, entry, tally, &mut suspects) {
            Ok(Some(walked)) => {
                let unambiguous = package.is_unambiguous();
                let usual = usual.get_or_insert_with(|| Usual::open(bytes, &book, unambiguous));
                let found = usual.as_mut().map_err(|reason| reason.clone());
                let found = found.and_then(|usual| usual.sheet(&entry.name));
                let (sheet, notes) = agreed(found, walked, book.epoch);
                contents.add(sheet, notes);
            }
            Ok(None) => {}
            Err(Fault::File(refusal)) => return Err(refusal),
            Err(Fault::Part(reason)) => contents.unreadable(&entry.name, reason),
        }
    }
    if book.recalculate {
        if suspects.computed() {
            contents.notes.push(ReadNote::RecalculationPending);
        }
        suspects.settle(&mut contents);
    }
    Ok(contents)
}

/// One sheet; none where it is a chart.
fn read_sheet(
    package: &mut Package<'_>,
    book: &Book,
    entry: &Entry,
    tally: &mut Tally<'_>,
    suspects: &mut Suspects,
) -> Result<Option<(Sheet, Vec<ReadNote>)>, Fault> {
    let Some(link) = &entry.part else {
        return Err(Fault::part("工作簿中缺少该工作表的内容"));
    };
    match link.kind.as_str() {
        "worksheet" => {}
        "chartsheet" => return Ok(None),
        other => return Err(Fault::part(format!("不是普通工作表（{other}）"))),
    }
    let part =
        package.part(&link.part)?.ok_or_else(|| Fault::part(format!("缺少 {}", link.part)))?;
    let mut sheet = SheetRecords::new(book, &entry.name);
    sheet.read(part, tally)?;
    suspects.seen(&entry.name, sheet.zeros, sheet.computed);
    sheet.grid.finish().map(Some)
}
