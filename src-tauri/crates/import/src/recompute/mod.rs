//! Formulas whose results a file does not hold, computed anew where that is plainly safe:
//! arithmetic, comparisons, links and a handful of functions over cells that were read.
//!
//! The rules are those of spreadsheet programs. Where they are subtle (text as a number, a
//! link to an empty cell, rounding at the edge of what a number holds) the formula is left as
//! it is, and reported like every other that is not understood. Nothing volatile and nothing
//! outside of the file is looked at, for none of it is known here.

mod function;
mod syntax;
mod value;

use crate::workbook::{Cell, ReadNote, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use syntax::{Formula, parse};
use value::{Cells, Outcome};

/// Cells that may be looked at in all: a file made to harm adds the same columns up for ever.
const WORK: u64 = 20_000_000;
/// Formulas that lean on each other, in one go; the rest is done in the next.
const CHAIN: u32 = 12;

/// A cell: number of the sheet, row, column.
type Place = (usize, u32, u32);

/// Computes what can be, puts it into its cells, and notes each with its formula.
pub(crate) fn recompute(sheets: &mut [Sheet], notes: &mut Vec<ReadNote>) {
    let formulas = formulas(sheets);
    if formulas.is_empty() {
        return;
    }
    let unsure = unsure(notes);
    let mut cells = Cells::new(sheets, &formulas, unsure, WORK);
    loop {
        let before = cells.done();
        for place in formulas.keys() {
            // What has an outcome keeps it; the rest is asked again.
            let _ = cells.formula(*place, CHAIN);
        }
        if cells.done() == before {
            break;
        }
    }
    let results = cells.into_results();
    put(sheets, notes, &formulas, results);
}

/// The formulas without results that are of the plain kind.
fn formulas(sheets: &[Sheet]) -> BTreeMap<Place, Formula> {
    let mut formulas = BTreeMap::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for row in &sheet.rows {
            for (column, cell) in &row.cells {
                if let Cell::Uncomputed(text) = cell
                    && let Some(formula) = parse(text)
                {
                    formulas.insert((number, row.index, *column), formula);
                }
            }
        }
    }
    formulas
}

/// Sheets of which cells were left out: what adds them up would come out wrong.
fn unsure(notes: &[ReadNote]) -> BTreeSet<String> {
    let unsure = notes.iter().filter_map(|note| match note {
        ReadNote::SheetUnreadable { sheet, .. }
        | ReadNote::CellUnreadable { sheet, .. }
        | ReadNote::CoveredIgnored { sheet, .. } => Some(sheet.clone()),
        ReadNote::Encoding(_)
        | ReadNote::RecalculationPending
        | ReadNote::ReadTolerantly { .. }
        | ReadNote::Recomputed { .. } => None,
    });
    unsure.collect()
}

fn put(
    sheets: &mut [Sheet],
    notes: &mut Vec<ReadNote>,
    formulas: &BTreeMap<Place, Formula>,
    mut results: BTreeMap<Place, Outcome>,
) {
    for (number, sheet) in sheets.iter_mut().enumerate() {
        let mut made = Vec::new();
        for row in &mut sheet.rows {
            for (column, cell) in &mut row.cells {
                let place = (number, row.index, *column);
                if !formulas.contains_key(&place) {
                    continue;
                }
                let Some(Ok(value)) = results.remove(&place) else { continue };
                if let Cell::Uncomputed(formula) = std::mem::replace(cell, value.into_cell()) {
                    made.push((row.index, *column, formula.into()));
                }
            }
            // An empty text is a result without content.
            row.cells.retain(|(_, cell)| !matches!(cell, Cell::Text(text) if text.is_empty()));
        }
        sheet.rows.retain(|row| !row.cells.is_empty());
        if !made.is_empty() {
            notes.push(ReadNote::Recomputed { sheet: sheet.name.clone(), cells: made });
        }
    }
}
