//! What the inside of one cell is, told from its tags and its stored value without reading it.

use super::cell::Stored;
use super::count::Content;
use crate::read::tags::Tag;

/// Shared formulas are numbered; calamine keeps a list as long as the highest number.
const SHARED_FORMULAS: u32 = 100_000;

/// What the inside of a cell holds.
pub(super) struct Inside {
    /// The kind of what is stored.
    pub(super) content: Content,
    /// True where it has a formula.
    pub(super) has_formula: bool,
    /// What the formula has as its result.
    pub(super) result: Outcome,
    /// True between the tags of text in the cell.
    pub(super) is_inline: bool,
    /// True between the tags of a reading aid (拼音).
    pub(super) is_aid: bool,
}

/// What a formula has as its result.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// No value at all.
    None,
    /// A text that is empty: a result, without content.
    EmptyText,
    /// The number 0, which may mean that nobody computed it.
    Zero,
    /// Anything else.
    Other,
}

impl Inside {
    /// A cell that holds nothing.
    pub(super) fn new() -> Self {
        Self {
            content: Content::Nothing,
            has_formula: false,
            result: Outcome::None,
            is_inline: false,
            is_aid: false,
        }
    }

    /// Takes text that stands in the cell; false where it is no part of what the cell says.
    pub(super) fn text(&mut self, text: &[u8]) -> bool {
        let counts = self.is_inline && !self.is_aid;
        if counts && !text.trim_ascii().is_empty() {
            self.content = Content::Text;
            self.result = Outcome::Other;
        }
        counts
    }

    /// Takes a stored value; false where it is not one that calamine reads as it is meant. A
    /// number of a shared string that is none counts there as the first string, for one.
    pub(super) fn value(&mut self, stored: Stored, value: &[u8], is_mixed: bool) -> bool {
        if value.is_empty() && !is_mixed {
            return true;
        }
        if is_mixed || self.content != Content::Nothing {
            return false;
        }
        self.result = Outcome::Other;
        self.content = match stored {
            Stored::Number if value.iter().all(is_part_of_number) => {
                if self.has_formula && is_zero(value) {
                    self.result = Outcome::Zero;
                }
                Content::Number
            }
            Stored::Shared if value.len() < 10 && value.iter().all(u8::is_ascii_digit) => {
                Content::Shared
            }
            Stored::FormulaText if value.trim_ascii().is_empty() => Content::Nothing,
            Stored::FormulaText => Content::Text,
            Stored::Bool if matches!(value, b"0" | b"1" | b"true" | b"false") => Content::Bool,
            Stored::Error => Content::Error,
            Stored::Date => Content::Date,
            Stored::Number | Stored::Shared | Stored::Bool | Stored::Inline | Stored::Unknown => {
                return false;
            }
        };
        true
    }
}

fn is_part_of_number(byte: &u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E')
}

/// True for every way to write 0.
fn is_zero(number: &[u8]) -> bool {
    number.iter().all(|byte| b"0.-+eE".contains(byte))
        || std::str::from_utf8(number)
            .ok()
            .and_then(|number| number.parse().ok())
            .is_some_and(|number: f64| number == 0.0)
}

/// False for a shared formula with a number that would cost calamine too much memory.
pub(super) fn is_shared_within_bound(tag: Tag<'_>) -> bool {
    tag.attributes()
        .filter(|(key, _)| *key == "si")
        .all(|(_, number)| number.parse().is_ok_and(|number: u32| number < SHARED_FORMULAS))
}
