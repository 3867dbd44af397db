//! What calamine gives, in this program's terms, and what becomes of its failures.
//!
//! Calamine reads the values of cells. What a number format means is decided here: calamine
//! takes `0.00 m3/d` for a date, and hands out the serial number all the same.

use super::moment::{Epoch, Meaning, iso};
use crate::workbook::Cell;
use calamine::Data;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What calamine does, with a panic inside it as one more reason to read tolerantly.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err("calamine 在文件内部结构上出错".to_owned()))
}

/// What calamine says of a file or part that it refuses, cut to a line.
pub(super) fn refused(error: impl Display) -> String {
    const LINE: usize = 80;
    let words = error.to_string();
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = words.chars().take(LINE).collect();
    let more = if line.len() < words.len() { "…" } else { "" };
    format!("calamine 报告 {line}{more}")
}

/// The content that calamine read, by the meaning of the cell's number format; none where
/// the cell is empty or its content is no value.
pub(super) fn content(value: Data, meaning: Meaning, epoch: Epoch) -> Option<Cell> {
    let number = match value {
        Data::Empty => return None,
        Data::String(text) => return Some(Cell::Text(lines(text))),
        Data::Bool(value) => return Some(Cell::Bool(value)),
        Data::Error(error) => return Some(Cell::Error(error.to_string().into())),
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            return Some(Cell::Moment(text.trim().into()));
        }
        Data::Int(number) => number as f64,
        Data::Float(number) => number,
        Data::DateTime(moment) => moment.as_f64(),
    };
    if !number.is_finite() {
        return None;
    }
    let moment = if meaning == Meaning::Number { None } else { iso(number, meaning, epoch) };
    Some(moment.map_or(Cell::Number(number), |moment| Cell::Moment(moment.into())))
}

/// Text with line ends as this program has them.
fn lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
