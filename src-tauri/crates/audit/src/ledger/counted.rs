//! What is counted over a period: water of a kind, output, value, money.

use crate::{Item, Quantity, Source};
use serde::{Deserialize, Serialize};

/// What water is for, as annual tables divide it; finer or coarser than a unit's category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Production as a whole (生产用水).
    Production,
    /// Making the product (主要生产用水).
    Main,
    /// Utilities (辅助生产用水).
    Auxiliary,
    /// Offices, canteens and the like (附属生产用水).
    Attached,
    /// The staff's daily life (生活用水).
    Domestic,
}

impl Purpose {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Main => "main",
            Self::Auxiliary => "auxiliary",
            Self::Attached => "attached",
            Self::Domestic => "domestic",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Production => "生产用水",
            Self::Main => "主要生产用水",
            Self::Auxiliary => "辅助生产用水",
            Self::Attached => "附属生产用水",
            Self::Domestic => "生活用水",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Main => "main production",
            Self::Auxiliary => "auxiliary production",
            Self::Attached => "attached production",
            Self::Domestic => "domestic use",
        }
    }
}

/// What an amount over a period counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Water of a quantity of the balance, m³.
    Water(Quantity),
    /// Intake for a purpose, m³; a division of the intake and no more of it.
    Purpose(Purpose),
    /// Water of a part of the site as the enterprise names it (车间、用水点), m³; a
    /// division of the intake and no more of it.
    Part(String),
    /// Output of a product, in the unit as written.
    Output {
        /// The product; empty where the table does not name it.
        product: String,
        /// Unit of output as written.
        unit: String,
    },
    /// Output value (工业总产值), 10⁴ yuan.
    OutputValue,
    /// Industrial added value (工业增加值), 10⁴ yuan.
    AddedValue,
    /// Money paid for water (水费), yuan.
    Cost,
}

impl Counted {
    /// Intake from all sources.
    pub const INTAKE: Self = Self::Water(Quantity::WithdrawalTotal);

    /// Intake from one source.
    pub const fn source(source: Source) -> Self {
        Self::Water(Quantity::Item(Item::Withdrawal(source)))
    }

    /// The name on the wire.
    pub fn code(&self) -> String {
        match self {
            Self::Water(quantity) => quantity.code(),
            Self::Purpose(purpose) => format!("purpose.{}", purpose.code()),
            Self::Part(name) => format!("part.{name}"),
            Self::Output { product, .. } => format!("output.{product}"),
            Self::OutputValue => "output_value".into(),
            Self::AddedValue => "added_value".into(),
            Self::Cost => "cost".into(),
        }
    }

    /// The name on screen.
    pub fn zh(&self) -> String {
        match self {
            Self::Water(Quantity::Item(Item::Withdrawal(source))) => source.zh().into(),
            Self::Water(quantity) => quantity.zh().into(),
            Self::Purpose(purpose) => purpose.zh().into(),
            Self::Part(name) => name.clone(),
            Self::Output { product, .. } if product.is_empty() => "产量".into(),
            Self::Output { product, .. } => format!("{product}产量"),
            Self::OutputValue => "工业总产值".into(),
            Self::AddedValue => "工业增加值".into(),
            Self::Cost => "水费".into(),
        }
    }

    /// The same in English.
    pub fn en(&self) -> String {
        match self {
            Self::Water(Quantity::Item(Item::Withdrawal(source))) => source.en().into(),
            Self::Water(quantity) => quantity.en().into(),
            Self::Purpose(purpose) => purpose.en().into(),
            Self::Part(name) => name.clone(),
            Self::Output { product, .. } if product.is_empty() => "output".into(),
            Self::Output { product, .. } => format!("output of {product}"),
            Self::OutputValue => "industrial output value".into(),
            Self::AddedValue => "industrial added value".into(),
            Self::Cost => "cost of water".into(),
        }
    }

    /// The unit of its amounts: m³, 万元, 元, or a product's own.
    pub fn unit(&self) -> &str {
        match self {
            Self::Water(_) | Self::Purpose(_) | Self::Part(_) => "m³",
            Self::Output { unit, .. } => unit,
            Self::OutputValue | Self::AddedValue => "万元",
            Self::Cost => "元",
        }
    }

    /// True for water.
    pub const fn is_water(&self) -> bool {
        matches!(self, Self::Water(_) | Self::Purpose(_) | Self::Part(_))
    }
}
