//! Readings of water meters (抄表记录).

use crate::CellRef;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a meter showed at one time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The meter: its number, else its name as written.
    pub meter: String,
    /// The day of the reading.
    pub date: NaiveDate,
    /// The time of the day; none where the table gives only the day.
    #[serde(default)]
    pub time: Option<NaiveTime>,
    /// What it showed, m³ before the multiplier; none where not known.
    pub value: Option<Decimal>,
    /// By what the difference of two readings is multiplied (倍率); none where the table
    /// gives none, which counts as 1.
    #[serde(default)]
    pub multiplier: Option<Decimal>,
    /// What the same row says that it showed before (上期读数), m³ before the multiplier.
    #[serde(default)]
    pub previous: Option<Decimal>,
    /// The day of that earlier reading, where the row says it.
    #[serde(default)]
    pub previous_date: Option<NaiveDate>,
    /// The use since then as the row states it, m³; only checked.
    #[serde(default)]
    pub stated: Option<Decimal>,
    /// The cell of the reading.
    pub place: CellRef,
}

impl Reading {
    /// When it was read; at the day's beginning where no time is given.
    pub fn at(&self) -> NaiveDateTime {
        self.date.and_time(self.time.unwrap_or_default())
    }
}
