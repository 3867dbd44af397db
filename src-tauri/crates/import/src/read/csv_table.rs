//! Separated text into cells: delimiter, rows as a spreadsheet numbers them, numbers.

use super::contents::Contents;
use super::fault::Fault;
use super::grid::Grid;
use super::reference::{COLUMNS, ROWS, address};
use super::tally::{Tally, check};
use crate::read_error::{Bound, Refusal};
use crate::workbook::{Cell, ReadNote};
use csv::{ReaderBuilder, StringRecord};

/// Rows by which the delimiter is judged.
const SAMPLE: usize = 200;

/// Reads separated text as one sheet of this name.
pub(super) fn read(text: &str, name: &str, tally: &mut Tally<'_>) -> Result<Contents, Refusal> {
    let (delimiter, body) = hint(text).unwrap_or_else(|| (delimiter(text), text));
    let (sheet, notes) = table(body, delimiter, name, tally).map_err(Fault::refusal)?;
    let mut contents = Contents::default();
    contents.add(sheet, notes);
    Ok(contents)
}

fn table(
    text: &str,
    delimiter: u8,
    name: &str,
    tally: &mut Tally<'_>,
) -> Result<(crate::workbook::Sheet, Vec<ReadNote>), Fault> {
    let mut grid = Grid::new(name);
    let mut reader = separated(text, delimiter);
    let mut record = StringRecord::new();
    let mut row: u32 = 0;
    loop {
        let start = reader.position().byte() as usize;
        if !reader.read_record(&mut record).map_err(Fault::part)? {
            return grid.finish();
        }
        row = row.saturating_add(blank_lines(text, start));
        check(Bound::Columns, record.len() as u64, COLUMNS.into())?;
        for (column, field) in record.iter().enumerate() {
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            tally.within_token(field.len())?;
            if !field.trim().is_empty() {
                check(Bound::Rows, u64::from(row) + 1, ROWS.into())?;
            }
            if field.contains(char::REPLACEMENT_CHARACTER) {
                grid.faulty(&address(row, column), "部分文字的编码无法识别")?;
            }
            grid.put((row, column), cell(field), tally)?;
        }
        row = row.saturating_add(1);
    }
}

fn separated(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// Empty lines before a record: the reader skips them, a spreadsheet counts them.
fn blank_lines(text: &str, start: usize) -> u32 {
    let bytes = text.as_bytes();
    let mut at = start;
    // The reader stops between the two characters of a line end.
    if start > 0 && bytes.get(start - 1) == Some(&b'\r') && bytes.get(start) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0;
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at += 2,
            (Some(b'\r' | b'\n'), _) => at += 1,
            _ => return lines,
        }
        lines += 1;
    }
}

/// The delimiter that the first line names for Excel (`sep=;`), and the text after it.
fn hint(text: &str) -> Option<(u8, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let (delimiter, body) = rest.split_once('\n')?;
    match delimiter.trim_end_matches('\r').as_bytes() {
        [delimiter] => Some((*delimiter, body)),
        _ => None,
    }
}

/// The delimiter by which most rows have the same number of fields.
fn delimiter(text: &str) -> u8 {
    let mut best = (0, 0, b',');
    for delimiter in [b'\t', b',', b';', b'|'] {
        let mut widths = std::collections::BTreeMap::new();
        let mut all = 0;
        for record in separated(text, delimiter).into_records().take(SAMPLE).map_while(Result::ok) {
            *widths.entry(record.len()).or_insert(0) += 1;
            all += 1;
        }
        let common = widths
            .into_iter()
            .filter(|(width, _)| *width > 1)
            .max_by_key(|(width, rows)| (*rows, *width));
        if let Some((width, rows)) = common
            && (rows, width) > (best.0, best.1)
        {
            best = (rows, width, delimiter);
            // Nobody writes tabs into fields, but thousands have commas.
            if delimiter == b'\t' && rows * 10 >= all * 9 {
                return delimiter;
            }
        }
    }
    best.2
}

/// A field: a number where it is written as a plain one, text in every other case.
pub(super) fn cell(field: &str) -> Cell {
    let plain = field.trim_matches(' ');
    match plain.parse() {
        Ok(number) if is_plain_number(plain) => Cell::Number(number),
        _ => Cell::Text(field.replace("\r\n", "\n")),
    }
}

/// Digits with at most one point. A leading zero makes a code of it (`0012`), and so do
/// more digits than a number holds.
fn is_plain_number(field: &str) -> bool {
    let digits = field.strip_prefix('-').unwrap_or(field);
    let (whole, part) =
        digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole)
        && part.is_none_or(all_digits)
        && (whole == "0" || !whole.starts_with('0'))
        && whole.len() <= 15
}
