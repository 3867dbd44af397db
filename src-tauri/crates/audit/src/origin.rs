//! Where a number comes from and how it was obtained.

use crate::{DailyVolume, Name, Rate};
use serde::{Deserialize, Serialize};
use std::fmt;

mod cited;

pub use cited::cited;

/// How a figure was obtained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Read from an installed meter (计量).
    Metered,
    /// Measured on site with a portable device or by volume (实测).
    Measured,
    /// Estimated (估算).
    Estimated,
    /// Computed from other figures (计算).
    Computed,
    /// Stated by the enterprise; how it was obtained is not known (企业填报).
    Stated,
}

impl Basis {
    /// All of them, best first.
    pub const ALL: [Self; 5] =
        [Self::Metered, Self::Measured, Self::Computed, Self::Estimated, Self::Stated];

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Metered => "计量",
            Self::Measured => "实测",
            Self::Estimated => "估算",
            Self::Computed => "计算",
            Self::Stated => "企业填报",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Metered => "metered",
            Self::Measured => "measured on test",
            Self::Estimated => "estimated",
            Self::Computed => "computed",
            Self::Stated => "stated by the enterprise",
        }
    }
}

/// A cell, a range or a whole sheet of a workbook that the enterprise handed over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellRef {
    /// SHA-256 of the file's bytes, in hexadecimal; the store keeps the file by it.
    pub file: Name,
    /// Name of the sheet; for a CSV the file's stem.
    pub sheet: Name,
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
    /// Last row and column where a range is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<(u32, u32)>,
}

impl CellRef {
    /// The address within the sheet: `D8`, or `B5:H5`.
    pub fn a1(&self) -> String {
        let mut address = column_name(self.col);
        address += &(self.row + 1).to_string();
        if let Some((row, col)) = self.to {
            address.push(':');
            address += &column_name(col);
            address += &(row + 1).to_string();
        }
        address
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.sheet, self.a1())
    }
}

/// The letters of a column, counted from 0: 0 is `A`, 26 is `AA`.
pub fn column_name(mut col: u32) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + (col % 26) as u8));
        if col < 26 {
            return letters;
        }
        col = col / 26 - 1;
    }
}

/// Where a number comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Origin {
    /// One or several cells (several where the program added split columns).
    Cells {
        /// The cells, in reading order.
        cells: Vec<CellRef>,
    },
    /// Typed in by the auditor, or given in the enterprise profile.
    Entry {
        /// What was filled in.
        field: String,
    },
    /// Computed by the program.
    Computed {
        /// The formula in words or symbols.
        formula: String,
        /// The cells that went into it.
        cells: Vec<CellRef>,
    },
    /// Assumed, and said so.
    Assumed {
        /// Why the value could be assumed.
        reason: String,
        /// The cells that the assumption rests on.
        cells: Vec<CellRef>,
    },
}

impl Origin {
    /// The cells behind the number, if any.
    pub fn cells(&self) -> &[CellRef] {
        match self {
            Self::Cells { cells } | Self::Computed { cells, .. } | Self::Assumed { cells, .. } => {
                cells
            }
            Self::Entry { .. } => &[],
        }
    }
}

/// A flow together with how it was obtained and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The flow, m³/d.
    pub value: DailyVolume,
    /// How it was obtained.
    pub basis: Basis,
    /// Where it comes from.
    pub origin: Origin,
    /// Relative standard uncertainty (1σ) that the auditor entered for this figure; none
    /// where that of its basis counts ([`DataQuality`](crate::DataQuality)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertainty: Option<Rate>,
}
