//! What a balance table states about itself: its total rows, for checking.

use crate::{CellRef, DailyVolume, Item};
use serde::{Deserialize, Serialize};

/// A quantity that a table can state: one of the balance, or a sum of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// A quantity of the balance equation.
    Item(Item),
    /// Intake from all sources (取水量 Vi).
    WithdrawalTotal,
    /// Recirculated + series + reuse + condensate (重复利用水量 Vr).
    RecycledTotal,
    /// All inflows (用水量 Vt).
    TotalUse,
}

impl Quantity {
    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Item(item) => item.zh(),
            Self::WithdrawalTotal => "取水量合计",
            Self::RecycledTotal => "重复利用水量",
            Self::TotalUse => "用水量",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Item(item) => item.en(),
            Self::WithdrawalTotal => "total withdrawal",
            Self::RecycledTotal => "recycled water",
            Self::TotalUse => "total use",
        }
    }

    /// The name on the wire.
    pub fn code(self) -> String {
        match self {
            Self::Item(item) => item.code(),
            Self::WithdrawalTotal => "withdrawal_total".into(),
            Self::RecycledTotal => "recycled_total".into(),
            Self::TotalUse => "total_use".into(),
        }
    }
}

/// One figure of a total row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// Which quantity.
    pub quantity: Quantity,
    /// The stated value, m³/d.
    pub value: DailyVolume,
    /// Its cell.
    pub place: CellRef,
    /// The cells of the same row that are added to it, or taken off a discharge that includes
    /// what is handed on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<CellRef>,
}

impl Stated {
    /// All cells that the value is made of.
    pub fn cells(&self) -> impl Iterator<Item = &CellRef> {
        std::iter::once(&self.place).chain(&self.with)
    }
}

/// What the table's own total row of the whole site says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedTotals {
    /// The row's name as written: 合计, 全厂总计.
    pub name: String,
    /// The cell of the name.
    pub place: CellRef,
    /// Its figures.
    pub values: Vec<Stated>,
}
