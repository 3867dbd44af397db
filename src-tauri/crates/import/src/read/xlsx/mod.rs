//! Office Open XML workbooks, in one pass over each sheet.
//!
//! Not calamine: it gives up a sheet, or the workbook, for one odd item (a dimension of
//! `1:180`, an error text it does not know), does not tell hidden rows and columns or
//! formulas without results, and believes counts and references that no grid has. All of
//! that is on the way through the sheet anyway.

mod book;
mod cell;
mod sheet;
mod strings;
mod styles;

use super::contents::Contents;
use super::fault::Fault;
use super::grid::Grid;
use super::package::Package;
use super::suspects::Suspects;
use super::tally::{Tally, check};
use crate::read_error::{Bound, Refusal};
use crate::workbook::{ReadNote, Sheet};
use book::{Book, Entry};
use cell::Values;
use sheet::SheetPart;

/// Reads all visible sheets.
pub(super) fn read(package: &mut Package<'_>, tally: &mut Tally<'_>) -> Result<Contents, Refusal> {
    let book = Book::read(package)?;
    check(Bound::Sheets, book.sheets.len() as u64, tally.limits.sheets)
        .map_err(|over| over.refusal())?;
    let values = Values {
        strings: strings::read(package, &book.strings, tally).map_err(Fault::refusal)?,
        styles: styles::read(package, &book.styles).map_err(Fault::refusal)?,
        epoch: book.epoch,
        recalculate: book.recalculate,
    };
    let mut contents = Contents::default();
    let mut suspects = Suspects::default();
    for entry in &book.sheets {
        if !entry.visible {
            contents.sheets.push(Sheet { name: entry.name.clone(), ..Sheet::default() });
            continue;
        }
        match read_sheet(package, entry, &values, tally, &mut suspects) {
            Ok(Some((sheet, notes))) => contents.add(sheet, notes),
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
    entry: &Entry,
    values: &Values,
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
    let mut sheet = SheetPart::new(part, values, Grid::new(&entry.name));
    sheet.read(tally)?;
    let (grid, zeros, computed) = sheet.into_parts();
    suspects.seen(&entry.name, zeros, computed);
    grid.finish().map(Some)
}
