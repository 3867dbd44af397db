//! The forms of a diagnosis (domain: F1 to F7): what stands in each cell. The workbook puts
//! formulas over the sums, the report sets them as an appendix; neither decides what a form
//! says.

mod analysis;
mod balance;
mod equipment;
mod measured;
mod meters;
mod sources;
mod years;

pub use analysis::{ANALYSED, analysis};
pub use balance::{BalanceColumn, BalanceForm, BalanceLine, in_column};
use balance::{noise_free, share};
pub use equipment::equipment;
pub use measured::measured;
pub use meters::meters;
pub(crate) use sources::nature;
pub use sources::sources;
pub use years::years;

/// A form: a table that goes by the same name in every report of the trade.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// Its title, without the enterprise.
    pub title: &'static str,
    /// What its flows are in, where the heads do not say it: `单位：m³/d`; empty without.
    pub unit: &'static str,
    /// Its columns.
    pub heads: Vec<FormHead>,
    /// Its rows, without sums of nothing: none where the enterprise gave nothing.
    pub rows: Vec<FormRow>,
    /// What is to be known of its content, each a sentence.
    pub notes: Vec<String>,
    /// The sentence that stands for it where it has no row.
    pub none: &'static str,
}

/// A column of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormHead {
    /// Its title without the unit.
    pub title: String,
    /// What its figures are in: `m³/d`; empty where nothing is said.
    pub unit: String,
    /// The title that it shares with its neighbours; none without.
    pub group: Option<&'static str>,
    /// How its cells stand.
    pub holds: FormHolds,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormHolds {
    /// Words of any length.
    #[default]
    Words,
    /// Codes and single words.
    Codes,
    /// Figures.
    Figures,
}

/// A row of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormRow {
    /// True for a row of sums.
    pub is_total: bool,
    /// True for words over the rows below, in the first cell; no form has any by itself.
    pub is_section: bool,
    /// Its cells, one a column.
    pub cells: Vec<FormCell>,
}

/// What stands in a cell of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FormCell {
    /// Something that is not known.
    #[default]
    Unknown,
    /// Something that there is not: a flow that a unit does not have. Its sum is not less
    /// known for it.
    Absent,
    /// Nothing to say: the unit of a row of sums.
    Blank,
    /// Words.
    Text(String),
    /// Words that tell of something wrong.
    Warning(String),
    /// A figure as computed, and the decimals that it is printed with.
    Number(f64, u32),
}

impl FormCell {
    /// Words as they were written; not known where nothing was.
    pub fn written(text: &str) -> Self {
        if text.trim().is_empty() { Self::Unknown } else { Self::Text(text.to_owned()) }
    }

    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A figure, or that it is not known.
    pub fn known(value: Option<f64>, digits: u32) -> Self {
        value.map_or(Self::Unknown, |value| Self::Number(value, digits))
    }

    /// A count.
    pub fn count(number: usize) -> Self {
        Self::Number(number as f64, 0)
    }

    /// 是, 否, or that it is not known.
    pub fn yes_or_no(value: Option<bool>) -> Self {
        value.map_or(Self::Unknown, |value| Self::text(if value { "是" } else { "否" }))
    }

    /// Its figure; none where it has none.
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Number(value, _) => Some(*value),
            Self::Unknown | Self::Absent | Self::Blank | Self::Text(_) | Self::Warning(_) => None,
        }
    }
}

impl FormRow {
    /// A row of data.
    pub fn data(cells: Vec<FormCell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// Words over the rows below.
    pub fn section(words: &str) -> Self {
        Self { is_section: true, cells: vec![FormCell::text(words)], ..Self::default() }
    }

    /// A row of sums.
    pub fn total(cells: Vec<FormCell>) -> Self {
        Self { is_total: true, cells, ..Self::default() }
    }
}

/// A column of words.
fn words(title: &str) -> FormHead {
    FormHead { title: title.to_owned(), ..FormHead::default() }
}

/// A column of codes and single words.
fn codes(title: &str) -> FormHead {
    FormHead { holds: FormHolds::Codes, ..words(title) }
}

/// A column of figures.
fn figures(title: &str, unit: &str) -> FormHead {
    FormHead { unit: unit.to_owned(), holds: FormHolds::Figures, ..words(title) }
}
