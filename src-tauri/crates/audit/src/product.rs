//! What a product is compared by, beside its output and its quota: how the water of the
//! site is allotted to it, what it weighs, what its quota is adjusted by.

use crate::UnitId;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The rule by which a product gets its part of the site's water (取水量分摊规则).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllotmentRule {
    /// A typed share with its reason (给定比例); a single product without one has the whole.
    #[default]
    Share,
    /// Only what the product's own units take (直接计量).
    Direct,
    /// What its own units take, and the shared rest by output (按产量).
    Output,
    /// What its own units take, and the shared rest by output value (按产值).
    Value,
    /// What its own units take, and the shared rest by the ratio of these (按计量水量之比).
    Metering,
}

impl AllotmentRule {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Share, Self::Direct, Self::Output, Self::Value, Self::Metering];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Direct => "direct",
            Self::Output => "output",
            Self::Value => "value",
            Self::Metering => "metering",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Share => "给定比例",
            Self::Direct => "直接计量",
            Self::Output => "按产量分摊",
            Self::Value => "按产值分摊",
            Self::Metering => "按计量水量之比分摊",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Share => "given share",
            Self::Direct => "metered directly",
            Self::Output => "shared by output",
            Self::Value => "shared by output value",
            Self::Metering => "shared by metered water",
        }
    }

    /// The rule of that name on the wire, or of that name on screen.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code || rule.zh() == code)
    }

    /// True where the rule takes a part of the shared rest.
    pub const fn shares_the_rest(self) -> bool {
        matches!(self, Self::Output | Self::Value | Self::Metering)
    }
}

/// What one unit of a product is: needed only to convert units of output. None where not
/// known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Specification {
    /// Width of fabric, film or paper, cm (幅宽).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width_cm: Option<f64>,
    /// Weight of an area, g/m² (单位面积质量、克重).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grams_per_m2: Option<f64>,
    /// Weight of a length, g/m (单位长度质量).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grams_per_m: Option<f64>,
    /// Density, t/m³ (密度).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tonnes_per_m3: Option<f64>,
    /// Weight of a piece, kg (单件质量).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kilograms_per_piece: Option<f64>,
    /// Area of a piece, m² (单件面积).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub m2_per_piece: Option<f64>,
    /// Number of layers (层数 n), for limits that are a formula of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layers: Option<f64>,
}

/// How an adjustment changes what a product is allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentKind {
    /// Each level × k (定额调整系数).
    #[default]
    Factor,
    /// The part of the intake that is reclaimed water has its levels × k (再生水部分调整系数).
    ReclaimedFactor,
    /// Each level + a × quantity ÷ output (附加用水量, such as heat supply).
    PerQuantity,
    /// A volume that the quota does not count, m³/a, taken off the intake (扣减水量).
    Deduction,
}

impl AdjustmentKind {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Factor, Self::ReclaimedFactor, Self::PerQuantity, Self::Deduction];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Factor => "factor",
            Self::ReclaimedFactor => "reclaimed_factor",
            Self::PerQuantity => "per_quantity",
            Self::Deduction => "deduction",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Factor => "定额调整系数",
            Self::ReclaimedFactor => "再生水部分调整系数",
            Self::PerQuantity => "按数量附加",
            Self::Deduction => "扣减水量",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Factor => "factor of the quota",
            Self::ReclaimedFactor => "factor of the reclaimed part",
            Self::PerQuantity => "added per quantity",
            Self::Deduction => "water taken out",
        }
    }

    /// The kind of that name on the wire.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An adjustment that the auditor applies to a product's quota. Its numbers are typed from
/// the standard's text or come from the row of the library that `rule` names; nothing is
/// guessed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductAdjustment {
    /// The row of the library; empty where it is the auditor's own.
    pub rule: String,
    /// Its name: 供热修正. Empty where the row of the library tells it.
    pub name: String,
    /// How it works; where a row of the library is named, its kind counts.
    pub kind: AdjustmentKind,
    /// Factor k, coefficient a (m³ for one of `quantity`), or the volume in m³/a; none where
    /// not known.
    pub value: Option<f64>,
    /// Quantity of the year that the coefficient is multiplied by (GJ of heat); none where
    /// not known.
    pub quantity: Option<f64>,
    /// Unit of the quantity: GJ.
    pub quantity_unit: String,
    /// Where the numbers were read: document, clause.
    pub source: String,
}

/// What the auditor says of the boundary of a product's quota against the rule of the
/// library; none where the rule holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BoundaryChoice {
    /// The part of reclaimed water that counts: 1 whole, 0 not at all, else by a factor.
    pub reclaimed: Option<f64>,
    /// The part of rain that counts.
    pub rain: Option<f64>,
    /// The part of water passed on to others that counts.
    pub passed_on: Option<f64>,
    /// The part of the living quarters that counts.
    pub living: Option<f64>,
    /// Where that is said: document, clause.
    pub reason: String,
}

impl BoundaryChoice {
    /// True where the rule of the library holds.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a product is compared by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductTerms {
    /// How water is allotted to it.
    pub rule: AllotmentRule,
    /// The units that make only this product, by identity or by name.
    pub units: Vec<UnitId>,
    /// Its output value in the year, 10⁴ yuan (万元), for the rule by value.
    pub output_value: Option<Decimal>,
    /// True for a new, rebuilt or expanded plant, that the level for these judges
    /// (新建、改扩建企业).
    pub new_build: bool,
    /// What one unit of it is.
    pub specification: Specification,
    /// Adjustments of its quota.
    pub adjustments: Vec<ProductAdjustment>,
    /// What counts as its intake against the rule of the library.
    pub boundary: BoundaryChoice,
}

impl ProductTerms {
    /// True where nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Units that a quota may not count, by identity or by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IntakeScope {
    /// Living quarters outside production (生活区、家属区).
    pub living: Vec<UnitId>,
    /// Units whose “other” intake is sea or brackish water (海水、苦咸水).
    pub sea: Vec<UnitId>,
    /// Once-through condensers whose cooling water goes back to the river (直流冷却凝汽器).
    pub once_through: Vec<UnitId>,
}

impl IntakeScope {
    /// True where no unit is named.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
