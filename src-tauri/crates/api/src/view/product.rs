//! A product, and what it is compared by, as they are edited.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How water is allotted to a product and what its quota is adjusted by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ProductTerms {
    /// share, direct, output, value, metering.
    pub rule: String,
    /// Units that make only this product, by identity.
    pub units: Vec<String>,
    /// Output value of the year, 10⁴ yuan, as typed; null where not known.
    pub output_value: Option<String>,
    /// A new, rebuilt or expanded plant.
    pub new_build: bool,
    /// What one unit of the product is.
    pub specification: Specification,
    /// Adjustments of its quota.
    pub adjustments: Vec<ProductAdjustment>,
    /// What counts as intake against the rule of the library.
    pub boundary: BoundaryChoice,
}

impl Default for ProductTerms {
    fn default() -> Self {
        Self {
            rule: shuiheng_audit::AllotmentRule::default().code().into(),
            units: Vec::new(),
            output_value: None,
            new_build: false,
            specification: Specification::default(),
            adjustments: Vec::new(),
            boundary: BoundaryChoice::default(),
        }
    }
}

/// What one unit of a product is, for conversions; null where not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Specification {
    /// Width, cm.
    pub width_cm: Option<f64>,
    /// Weight of an area, g/m².
    pub grams_per_m2: Option<f64>,
    /// Weight of a length, g/m.
    pub grams_per_m: Option<f64>,
    /// Density, t/m³.
    pub tonnes_per_m3: Option<f64>,
    /// Weight of a piece, kg.
    pub kilograms_per_piece: Option<f64>,
    /// Area of a piece, m².
    pub m2_per_piece: Option<f64>,
    /// Layers n, for limits that are a formula.
    pub layers: Option<f64>,
}

/// An adjustment of a product's quota.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ProductAdjustment {
    /// The row of the library; empty where it is the auditor's own.
    pub rule: String,
    /// Its name; empty where the library tells it.
    pub name: String,
    /// factor, reclaimed_factor, per_quantity, deduction.
    pub kind: String,
    /// Factor, coefficient, or m³/a; null where not known.
    pub value: Option<f64>,
    /// Quantity of the year; null where not known.
    pub quantity: Option<f64>,
    /// Unit of the quantity.
    pub quantity_unit: String,
    /// Where the numbers were read.
    pub source: String,
}

/// What counts as intake against the rule of the library: the part from 0 to 1 or a factor;
/// null where the rule holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BoundaryChoice {
    /// Reclaimed water.
    pub reclaimed: Option<f64>,
    /// Rain.
    pub rain: Option<f64>,
    /// Water passed on to others.
    pub passed_on: Option<f64>,
    /// Living quarters.
    pub living: Option<f64>,
    /// Where that is said.
    pub reason: String,
}

/// Units that a quota may not count, by identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct IntakeScope {
    /// Living quarters outside production.
    pub living: Vec<String>,
    /// Units whose “other” intake is sea or brackish water.
    pub sea: Vec<String>,
    /// Once-through condensers.
    pub once_through: Vec<String>,
}

/// A product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Product {
    /// Its record; empty for a new one.
    pub id: String,
    /// Name.
    pub name: String,
    /// Output of the year in `unit`.
    pub output: Option<f64>,
    /// Unit of output: t, 百米, MW·h.
    pub unit: String,
    /// The quota chosen; null: proposed by the program by name; empty: expressly none.
    pub quota: Option<String>,
    /// Why that row, where it is not the one that would be proposed.
    pub quota_reason: String,
    /// Share of the intake, 0 to 1; needed where there are several products.
    pub share: Option<f64>,
    /// The rule of the share.
    pub share_rule: String,
    /// How often a piece is rinsed, for quotas per rinse.
    pub rinses: Option<f64>,
    /// How water is allotted to it and what its quota is adjusted by.
    pub terms: ProductTerms,
}
