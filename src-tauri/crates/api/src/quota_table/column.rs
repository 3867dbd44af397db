//! The columns of a table and what they mean.

use super::head::Head;
use super::term::{self, Term};
use super::{unit, value};
use crate::library::Field;
use shuiheng_import::workbook::Sheet;

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// From 0.
    pub(crate) col: u32,
    /// Its head as written, from the top.
    pub(crate) header: String,
    /// What it holds; none: not taken.
    pub(crate) field: Option<Field>,
    /// The unit that its head states.
    pub(crate) unit: Option<String>,
    /// True where a person chose the meaning.
    pub(crate) chosen: bool,
    /// The first texts below its head.
    pub(crate) samples: Vec<String>,
}

/// The text of a cell, or of the merged region that it lies in.
pub(super) fn seen(sheet: &Sheet, row: u32, col: u32) -> String {
    let place = place(sheet, row, col);
    value::text(sheet.cell(place.0, place.1))
}

/// The cell, or the first one of the merged region that it lies in.
pub(super) fn place(sheet: &Sheet, row: u32, col: u32) -> (u32, u32) {
    let region = sheet.merges.iter().find(|region| region.holds(row, col));
    region.map_or((row, col), |region| (region.top, region.left))
}

/// The columns that hold something.
pub(super) fn columns(sheet: &Sheet, head: Option<&Head>, terms: &[Term]) -> Vec<Column> {
    let mut cols: Vec<u32> =
        sheet.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.0)).collect();
    cols.sort_unstable();
    cols.dedup();
    let first = head.map_or(0, |head| head.last + 1);
    let mut taken: Vec<Field> = Vec::new();
    let column = |col: u32| {
        let parts = head.map(|head| parts(sheet, head, col)).unwrap_or_default();
        let mut field = meaning(&parts, terms);
        // Two columns of one meaning: the first counts, the other is for a person to say.
        if field.is_some_and(|field| taken.contains(&field)) {
            field = None;
        }
        taken.extend(field);
        let below = sheet.rows.iter().filter(|row| row.index >= first);
        let samples = below.map(|row| value::text(sheet.cell(row.index, col)));
        Column {
            col,
            unit: parts.iter().rev().find_map(|part| unit::read(&unit::apart(part).1?)),
            header: parts.join("/"),
            field,
            chosen: false,
            samples: samples.filter(|text| !text.is_empty()).take(3).collect(),
        }
    };
    cols.into_iter().map(column).collect()
}

/// The texts above a column, from the top. A text reaches over the columns to its right that
/// have a part of their own below and none beside it.
fn parts(sheet: &Sheet, head: &Head, col: u32) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for row in head.first..=head.last {
        let mut text = seen(sheet, row, col);
        let lower = || (row + 1..=head.last).any(|row| sheet.cell(row, col).is_some());
        if text.is_empty() && lower() {
            let left = (0..col).rev().map(|col| seen(sheet, row, col));
            text = left.take(8).find(|text| !text.is_empty()).unwrap_or_default();
        }
        if !text.is_empty() && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    parts
}

/// What a head means: by its lowest part that means something, else by the whole.
fn meaning(parts: &[String], terms: &[Term]) -> Option<Field> {
    let lowest = parts.iter().rev().find_map(|part| term::meaning(part, terms));
    lowest.or_else(|| term::meaning(&parts.concat(), terms)).flatten()
}
