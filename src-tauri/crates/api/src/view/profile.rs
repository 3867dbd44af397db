//! The enterprise as it is filled in, and what is offered there.

use super::{IntakeScope, Product};
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

/// The enterprise profile as it is edited. An empty text or null is not known (不详).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Profile {
    /// Name of the enterprise.
    pub name: String,
    /// Unified social credit code.
    pub credit_code: String,
    /// Industry in words.
    pub industry: String,
    /// Industry code, GB/T 4754.
    pub industry_code: String,
    /// District.
    pub district: String,
    /// Address.
    pub address: String,
    /// Staff, heads.
    pub employees: Option<u32>,
    /// Output value, 10⁴ yuan a year, as typed.
    pub output_value: Option<String>,
    /// Added value, 10⁴ yuan a year, as typed.
    pub added_value: Option<String>,
    /// Operating days of the year.
    pub operating_days: Option<f64>,
    /// First day of the test, `YYYY-MM-DD`.
    pub period_from: Option<String>,
    /// Last day of the test.
    pub period_to: Option<String>,
    /// The unit that carries out the diagnosis.
    pub auditor: String,
    /// Price of water, yuan/m³, as typed.
    pub price_water: Option<String>,
    /// Discharge fee, yuan/m³.
    pub price_discharge: Option<String>,
    /// Cost of treatment, yuan/m³.
    pub price_treatment: Option<String>,
    /// Products.
    pub products: Vec<Product>,
    /// Units that quotas may not count.
    pub scope: IntakeScope,
    /// Shifts on a day.
    pub shifts: Option<u32>,
    /// Hours of a shift, as typed.
    pub shift_hours: Option<String>,
    /// Fields of which the enterprise was asked and that nobody can tell (不详), by their
    /// names here.
    pub not_known: Vec<String>,
}
