//! Doubts: remarks on the data, with their place. They never stop the work.

use crate::{CellRef, Text};
use serde::{Deserialize, Serialize};

/// How much a doubt matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Must be settled before the figures can be used.
    Error,
    /// Should be looked at.
    Warning,
    /// Said for the record: an assumption, a conversion.
    Note,
}

/// What kind of doubt it is. The names on the wire are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtCode {
    /// A unit's inflow and outflow differ by more than the tolerance.
    UnitNotClosed,
    /// A stated total differs from the sum of its parts.
    TotalMismatch,
    /// A subtotal would have been counted twice; it was not.
    SubtotalDoubleCounted,
    /// The stated unit of measure cannot be right for these figures.
    UnitMismatch,
    /// No unit of measure was found, or one that could not be read.
    UnitUnknown,
    /// A number stored as text; it was read.
    TextNumber,
    /// Text where a number was expected; it was not read.
    NotANumber,
    /// An error value such as #DIV/0!.
    ErrorCell,
    /// A formula without a stored result.
    MissingCachedValue,
    /// A hidden sheet, row or column was not read.
    HiddenIgnored,
    /// Two units of the same name in the same place.
    DuplicateUnit,
    /// Water handed on in series and water received in series differ.
    SeriesMismatch,
    /// A flow below zero.
    NegativeValue,
    /// A value that cannot be, or hardly can.
    ImplausibleValue,
    /// A column whose meaning was not recognised.
    ColumnUnrecognised,
    /// A sheet that was not read.
    SheetIgnored,
    /// A row that was not read.
    RowIgnored,
    /// An empty cell or a missing column was taken as zero, with the reason.
    AssumedZero,
    /// A figure that is needed is not known.
    ValueMissing,
    /// A gross figure was converted to the net one of the balance equation.
    Converted,
    /// Columns that are parts of one quantity were added.
    ColumnsAdded,
    /// A meaning was taken from a name (a category, a cooling system) and can be changed.
    AssumedMeaning,
    /// Operating days are needed and not known, or were found in the text.
    OperatingDays,
    /// A quota was proposed by the program, or none could be.
    QuotaChoice,
    /// A quota or limit has not been confirmed against the standard's text.
    QuotaUnconfirmed,
    /// A product's unit of output does not fit the quota's.
    ProductUnit,
    /// Shares of products in the intake that do not add up, or rest on what is not confirmed.
    Allotment,
    /// Days that a row of years, months or bills leaves out.
    PeriodGap,
    /// A period or a reading that is given twice.
    PeriodDuplicate,
    /// Periods that overlap.
    PeriodOverlap,
    /// A meter reading below the one before it: turned over, replaced or reversed.
    ReadingBackwards,
    /// A row's earlier reading is not the one that was read then.
    ReadingUnconnected,
}

impl DoubtCode {
    /// The name on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnitNotClosed => "unit_not_closed",
            Self::TotalMismatch => "total_mismatch",
            Self::SubtotalDoubleCounted => "subtotal_double_counted",
            Self::UnitMismatch => "unit_mismatch",
            Self::UnitUnknown => "unit_unknown",
            Self::TextNumber => "text_number",
            Self::NotANumber => "not_a_number",
            Self::ErrorCell => "error_cell",
            Self::MissingCachedValue => "missing_cached_value",
            Self::HiddenIgnored => "hidden_ignored",
            Self::DuplicateUnit => "duplicate_unit",
            Self::SeriesMismatch => "series_mismatch",
            Self::NegativeValue => "negative_value",
            Self::ImplausibleValue => "implausible_value",
            Self::ColumnUnrecognised => "column_unrecognised",
            Self::SheetIgnored => "sheet_ignored",
            Self::RowIgnored => "row_ignored",
            Self::AssumedZero => "assumed_zero",
            Self::ValueMissing => "value_missing",
            Self::Converted => "converted",
            Self::ColumnsAdded => "columns_added",
            Self::AssumedMeaning => "assumed_meaning",
            Self::OperatingDays => "operating_days",
            Self::QuotaChoice => "quota_choice",
            Self::QuotaUnconfirmed => "quota_unconfirmed",
            Self::ProductUnit => "product_unit",
            Self::Allotment => "allotment",
            Self::PeriodGap => "period_gap",
            Self::PeriodDuplicate => "period_duplicate",
            Self::PeriodOverlap => "period_overlap",
            Self::ReadingBackwards => "reading_backwards",
            Self::ReadingUnconnected => "reading_unconnected",
        }
    }
}

/// A remark on the data: where, what was found, what was assumed, what to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// How much it matters.
    pub severity: Severity,
    /// What kind it is.
    pub code: DoubtCode,
    /// The cells it speaks of; none where it speaks of the whole.
    pub places: Vec<CellRef>,
    /// What was found and what was assumed.
    pub message: Text,
    /// What to do about it.
    pub fix: Text,
}

impl Doubt {
    /// A doubt.
    pub fn new(
        severity: Severity,
        code: DoubtCode,
        places: Vec<CellRef>,
        message: Text,
        fix: Text,
    ) -> Self {
        Self { severity, code, places, message, fix }
    }
}
