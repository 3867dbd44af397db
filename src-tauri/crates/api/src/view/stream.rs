//! Streams and figures as they are shown and set.

use super::Figure;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A stream from one unit to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Pair {
    /// The unit that it leaves.
    pub from: String,
    /// The unit that it reaches.
    pub to: String,
    /// What it is for the unit that it reaches: 串联水量, 回用水量.
    pub kind_name: String,
    /// Its figure, m³/d.
    pub figure: Figure,
}

/// A stream from one unit to another as it is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PairEdit {
    /// The unit that it leaves.
    pub from: String,
    /// The unit that it reaches.
    pub to: String,
    /// m³/d; null takes the stream away.
    pub value: Option<f64>,
    /// How it was obtained: metered, measured …
    pub basis: String,
}

/// A figure that is set by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FlowEdit {
    /// Id of the unit.
    pub unit: String,
    /// Code of the quantity.
    pub item: String,
    /// Value in m³/d; null where it is not known.
    pub value: Option<f64>,
    /// Code of how it was obtained.
    pub basis: String,
}
