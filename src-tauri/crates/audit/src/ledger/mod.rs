//! What stands beside the balance: use of water over the years and months, readings of
//! meters, equipment, and the quality of water.

mod annual;
mod counted;
mod doubts;
mod equipment;
mod meter_flow;
mod month;
mod monthly;
mod quality;
mod reading;
mod series;
mod use_period;

pub use annual::*;
pub use counted::*;
pub use doubts::*;
pub use equipment::*;
pub use meter_flow::*;
pub use month::*;
pub use monthly::*;
pub use quality::*;
pub use reading::*;
pub use series::*;
pub use use_period::*;

use serde::{Deserialize, Serialize};

/// The tables of an enterprise beside its balance (用水台账).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ledgers {
    /// Use of water by year, month or bill.
    pub uses: Vec<UsePeriod>,
    /// Readings of meters.
    pub readings: Vec<Reading>,
    /// Equipment and fixtures that use water.
    pub equipment: Vec<Equipment>,
    /// Figures of the quality of water.
    pub quality: Vec<QualitySample>,
}

impl Ledgers {
    /// True where nothing was given.
    pub fn is_empty(&self) -> bool {
        self.uses.is_empty()
            && self.readings.is_empty()
            && self.equipment.is_empty()
            && self.quality.is_empty()
    }

    /// Adds what others hold.
    pub fn extend(&mut self, other: Self) {
        self.uses.extend(other.uses);
        self.readings.extend(other.readings);
        self.equipment.extend(other.equipment);
        self.quality.extend(other.quality);
    }
}
