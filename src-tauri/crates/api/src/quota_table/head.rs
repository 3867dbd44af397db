//! Where the head of a table stands, and what is said above it.

use super::term::{self, Term};
use super::{unit, value};
use crate::library::Field;
use shuiheng_import::workbook::{Cell, Row, Sheet};
use std::collections::BTreeMap;

/// So many rows from the top the head is looked for in.
const LOOKED: usize = 40;

/// The head of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    /// First and last row, from 0.
    pub(super) first: u32,
    pub(super) last: u32,
    /// How many columns were recognised, weighed by the rows below.
    pub(super) score: usize,
}

/// How many cells of a row name a field.
fn named(row: &Row, terms: &[Term]) -> usize {
    let is_named = |(_, cell): &&(u32, Cell)| matches!(cell, Cell::Text(text) if matches!(term::meaning(text, terms), Some(Some(_))));
    row.cells.iter().filter(is_named).count()
}

fn has_number(row: &Row) -> bool {
    let is_number = |(_, cell): &(u32, Cell)| {
        matches!(value::number(Some(cell)), value::Number::Is(_) | value::Number::Written(..))
    };
    row.cells.iter().any(is_number)
}

/// The head of a sheet: the first row that names two fields or more, with the rows below it
/// that name more and hold no number.
pub(super) fn find(sheet: &Sheet, terms: &[Term]) -> Option<Head> {
    let looked = &sheet.rows[..sheet.rows.len().min(LOOKED)];
    let at = looked.iter().position(|row| named(row, terms) >= 2 && !has_number(row))?;
    let below = &looked[at + 1..];
    let more = below.iter().take(2).take_while(|row| named(row, terms) > 0 && !has_number(row));
    // A row that names fields again is the same head on another page, not a lower part.
    let level = |row: &&Row| named(row, terms) < 2 || repeats(&looked[at], row).is_none();
    let last = more.filter(level).last().unwrap_or(&looked[at]);
    let names: usize = looked[at..].iter().take(3).map(|row| named(row, terms)).sum();
    Some(Head { first: looked[at].index, last: last.index, score: names * 1000 + sheet.rows.len() })
}

/// Some where a row repeats another's texts.
fn repeats(one: &Row, other: &Row) -> Option<()> {
    let texts = |row: &Row| -> Vec<String> {
        row.cells.iter().map(|(_, cell)| value::text(Some(cell))).collect()
    };
    (texts(one) == texts(other)).then_some(())
}

/// What the lines above the head say of every row: the standard's number, the unit.
pub(super) fn said_above(sheet: &Sheet, head: Option<&Head>) -> BTreeMap<Field, String> {
    let mut said = BTreeMap::new();
    let Some(head) = head else { return said };
    let above = sheet.rows.iter().take_while(|row| row.index < head.first);
    let texts: Vec<String> =
        above.flat_map(|row| row.cells.iter().map(|(_, cell)| value::text(Some(cell)))).collect();
    let mut standards: Vec<String> = texts.iter().filter_map(|text| standard(text)).collect();
    standards.dedup();
    if let [only] = standards.as_slice() {
        said.insert(Field::Standard, only.clone());
    }
    let units = texts.iter().filter(|text| text.contains("单位"));
    let mut units = units.filter_map(|text| unit::read(&unit::apart(text).1?));
    if let Some(unit) = units.next_back() {
        said.insert(Field::Unit, unit);
    }
    said
}

/// The number of a standard in a line: `GB/T 18916.4-2022`, `DB33/T 1234—2019`.
fn standard(text: &str) -> Option<String> {
    const KINDS: [&str; 8] = ["GB/T", "GB", "DB", "FZ/T", "QB/T", "HJ", "HG/T", "YB/T"];
    let (at, kind) = KINDS.iter().find_map(|kind| Some((text.find(kind)?, *kind)))?;
    let rest: String = text[at + kind.len()..]
        .chars()
        .map(|c| if matches!(c, '—' | '–' | '―') { '-' } else { c })
        .take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '/' | 'T'))
        .collect();
    let number = rest.trim().trim_end_matches(['-', '.', '/']);
    number.contains(|c: char| c.is_ascii_digit()).then(|| {
        let gap = if kind.starts_with("DB") { "" } else { " " };
        format!("{kind}{gap}{number}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_standard_is_found_in_a_line() {
        for (line, number) in [
            ("GB/T 18916.4-2022 取水定额 第4部分", Some("GB/T 18916.4-2022")),
            ("表1（GB/T18916.4—2022）", Some("GB/T 18916.4-2022")),
            ("DB33/T 1234-2019 用水定额", Some("DB33/T 1234-2019")),
            ("浙江省用水定额", None),
            ("GB 标准", None),
        ] {
            assert_eq!(standard(line).as_deref(), number, "{line}");
        }
    }
}
