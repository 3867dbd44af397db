//! What is offered where the profile of an enterprise is filled in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A class of industry (GB/T 4754-2017).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Industry {
    /// The code: two, three or four digits.
    pub code: String,
    /// The name.
    pub name: String,
    /// What it belongs to, from the top, for people.
    pub above: String,
}

/// What other diagnoses suggest for a profile. Nothing of it is taken over by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProfileOffers {
    /// The districts of the program's plan.
    pub districts: Vec<String>,
    /// Prices of the last diagnosis in the same district; null where there is none.
    pub prices: Option<PriceOffer>,
}

/// Prices of another diagnosis, yuan/m³.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PriceOffer {
    /// The enterprise of that diagnosis.
    pub from: String,
    /// Water; null where not known.
    pub water: Option<String>,
    /// Discharge.
    pub discharge: Option<String>,
    /// Treatment.
    pub treatment: Option<String>,
}
