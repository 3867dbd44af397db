//! Metering by level, and what is asked of it.

use super::{Cell, Scene, UnitFact};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What needs a meter, what has one, and what is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Metering {
    /// The levels, 1 to 3.
    pub levels: Vec<MeteringLevel>,
    /// What may need a meter.
    pub points: Vec<MeterPoint>,
    /// Meters of which it is not known what they measure, by number.
    pub unlinked: Vec<String>,
    /// What is asked, and whether it is met.
    pub requirements: Vec<Requirement>,
}

/// The rates of a level, in %; null where not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MeteringLevel {
    /// 1 to 3.
    pub level: u8,
    /// Its name.
    pub name: String,
    /// Points that need a meter.
    pub needed: u32,
    /// Of these, those that have one.
    pub equipped: u32,
    /// Points of which it is not known whether they need one.
    pub undecided: u32,
    /// Meters of the register.
    pub installed: u32,
    /// Codes of its indicators: equipping, metering, verification, working order.
    pub indicators: Vec<String>,
}

/// Something that may need a meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MeterPoint {
    /// 1 to 3.
    pub level: u8,
    /// Its name.
    pub name: String,
    /// The unit that it is; null for sources and equipment.
    pub unit: Option<String>,
    /// All that is piped to it, m³/d.
    pub supply: Option<f64>,
    /// needed, not_needed, undecided.
    pub need: String,
    /// The need in words.
    pub need_name: String,
    /// Why.
    pub reason: String,
    /// Numbers of the meters that measure it.
    pub meters: Vec<String>,
    /// True where one of them is in working order.
    pub equipped: bool,
    /// Whether its water passed meters.
    pub metered: Option<bool>,
    /// Whether its meters report online.
    pub online: Option<bool>,
    /// The cell of its name.
    pub cell: Option<Cell>,
    /// Running hours, where they decide: to be typed.
    pub hours: Option<UnitFact>,
}

/// A requirement and whether it is met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Requirement {
    /// Its identity.
    pub id: String,
    /// Code.
    pub code: String,
    /// What it is about, in words.
    pub name: String,
    /// Level; null where it is of none.
    pub level: Option<u8>,
    /// To what it applies.
    pub applies: String,
    /// `≥` or `≤`.
    pub operator: String,
    /// The value; null where nothing is asked.
    pub value: Option<f64>,
    /// Unit.
    pub unit: String,
    /// What was found, in `unit`.
    pub found: Option<f64>,
    /// Met or not; null where it cannot be told or nothing is asked.
    pub met: Option<bool>,
    /// Notes.
    pub notes: String,
    /// The document.
    pub source: String,
    /// Changed in this workspace (true) or as shipped (false).
    pub own: bool,
    /// Whether it was confirmed.
    pub confirmed: bool,
}

/// A requirement as a person changes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RequirementEdit {
    /// Which row.
    pub id: String,
    /// The value; null where nothing is asked.
    pub value: Option<f64>,
    /// Where it comes from.
    pub source: String,
}

/// How something went over the years.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Trend {
    /// `intake` or the code of an indicator.
    pub code: String,
    /// The product; empty for the site.
    pub of: String,
    /// Name.
    pub name: String,
    /// Unit, printed.
    pub unit: String,
    /// Decimals to print.
    pub digits: u32,
    /// The years.
    pub years: Vec<TrendYear>,
    /// The picture; null where fewer than two years have a value.
    pub picture: Option<Scene>,
}

/// One year of a trend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TrendYear {
    /// The year.
    pub year: i32,
    /// Value; null where not known.
    pub value: Option<f64>,
    /// Change to the year before, %.
    pub change_pct: Option<f64>,
    /// Formula with numbers; empty where there is no value.
    pub substituted: String,
    /// What goes into it.
    pub inputs: Vec<super::Input>,
    /// What is missing.
    pub missing: Vec<String>,
}

/// A meter of the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Meter {
    /// Its record; empty for one that is new.
    pub id: String,
    /// Number.
    pub number: String,
    /// Level 1 to 3.
    pub level: Option<u8>,
    /// Number of the meter above it; null where it is not told.
    #[serde(default)]
    pub parent: Option<String>,
    /// Where it stands.
    pub location: String,
    /// What it measures.
    pub measures: String,
    /// Accuracy.
    pub accuracy: String,
    /// Last day of verification, ISO.
    pub valid_until: Option<String>,
    /// Online.
    pub online: Option<bool>,
    /// State.
    pub state: String,
    /// Its cell.
    pub cell: Option<Cell>,
}
