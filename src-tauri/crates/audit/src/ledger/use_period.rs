//! An amount over a period: a year, a month, or the days of a bill.

use crate::{CellRef, Counted, Origin};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How long a period is. Periods are only held against others of their length: a year
/// does not overlap with its own months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Up to ten days.
    Days,
    /// A month, or the one or two months of a bill.
    Month,
    /// A quarter or half a year.
    Quarter,
    /// A year.
    Year,
}

/// Use of water, or what goes with it, in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UsePeriod {
    /// First day.
    pub from: NaiveDate,
    /// Last day, itself within the period.
    pub to: NaiveDate,
    /// What is counted.
    pub counted: Counted,
    /// How much, in the unit of what is counted (m³ for water), as it was written; none
    /// where not known.
    pub amount: Option<Decimal>,
    /// Number of the meter or of the account (户号); empty where the table gives none.
    #[serde(default)]
    pub meter: String,
    /// The cell of the amount, or why it could be assumed.
    pub origin: Origin,
}

impl UsePeriod {
    /// How many days it has.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// How long it is.
    pub fn span(&self) -> Span {
        match self.days() {
            ..=10 => Span::Days,
            11..=75 => Span::Month,
            76..=200 => Span::Quarter,
            _ => Span::Year,
        }
    }

    /// The cells behind the amount.
    pub fn cells(&self) -> &[CellRef] {
        self.origin.cells()
    }
}
