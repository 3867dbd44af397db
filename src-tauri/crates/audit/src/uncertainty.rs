//! How well a figure is known: its grade and its standard uncertainty, from the way it was
//! obtained.

use crate::{Basis, Confirmation, DailyVolume, Figure, Rate};
use serde::{Deserialize, Serialize};

/// Grade of data quality (数据质量等级), from the way a figure was obtained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// An installed meter in date.
    A,
    /// Measured on site.
    B,
    /// Computed from other figures.
    C,
    /// Estimated, or obtained in a way that is not known.
    D,
}

impl Grade {
    /// All of them, best first.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The letter, on screen and on the wire.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

/// A way to obtain a flow, and how well it is known then. Data: `data_quality.csv`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Method {
    /// Its identity: `measured_clamp_on`.
    pub code: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// The basis that it belongs to.
    pub basis: Basis,
    /// The grade.
    pub grade: Grade,
    /// Relative standard uncertainty under good conditions.
    pub low: Rate,
    /// Relative standard uncertainty as it usually is; what counts where none is entered.
    pub typical: Rate,
    /// True for the method that stands for its basis where no method is told.
    pub stands_for_basis: bool,
    /// Where the values come from.
    pub source: String,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

/// How wide an interval is: `k` standard uncertainties on each side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Coverage factor `k` (包含因子), without a unit.
    pub factor: f64,
    /// The share of cases that it covers (包含概率).
    pub confidence: Rate,
    /// Where the values come from.
    pub source: String,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

/// What is held of data quality: the methods, and how wide intervals are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataQuality {
    /// The methods; one of each basis stands for it.
    pub methods: Vec<Method>,
    /// How wide intervals are.
    pub coverage: Coverage,
}

/// How well one figure is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StandardUncertainty {
    /// The grade, by the way the figure was obtained.
    pub grade: Grade,
    /// Standard uncertainty over the figure, 1σ.
    pub relative: Rate,
    /// Standard uncertainty, m³/d, 1σ. A figure that is zero is known exactly.
    pub absolute: DailyVolume,
    /// True where the auditor entered it for this figure.
    pub entered: bool,
}

impl DataQuality {
    /// The method that stands for a basis; none where the data have none.
    pub fn method(&self, basis: Basis) -> Option<&Method> {
        self.methods.iter().find(|method| method.basis == basis && method.stands_for_basis)
    }

    /// How well a figure is known: by what the auditor entered for it, else by the method
    /// that stands for its basis; none where the data say nothing of that basis.
    pub fn of(&self, figure: &Figure) -> Option<StandardUncertainty> {
        let method = self.method(figure.basis)?;
        let relative = figure.uncertainty.unwrap_or(method.typical);
        Some(StandardUncertainty {
            grade: method.grade,
            relative,
            absolute: DailyVolume::m3_per_day(figure.value.abs().value() * relative.value()),
            entered: figure.uncertainty.is_some(),
        })
    }
}

/// How sure a computed value is, in the unit of the value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueUncertainty {
    /// Standard uncertainty, 1σ.
    pub standard: f64,
    /// Expanded uncertainty `U = k·u` (扩展不确定度): the value is within ± that.
    pub expanded: f64,
}

impl ValueUncertainty {
    /// A standard uncertainty and how far it is expanded.
    pub fn new(standard: f64, coverage: &Coverage) -> Self {
        Self { standard, expanded: coverage.factor * standard }
    }
}

/// Standard uncertainty of a sum or difference of independent figures: the root of the sum
/// of squares (方和根), m³/d.
pub fn combined(parts: impl IntoIterator<Item = DailyVolume>) -> DailyVolume {
    let mut squares: Vec<f64> = parts.into_iter().map(|part| part.value() * part.value()).collect();
    squares.sort_by(f64::total_cmp);
    DailyVolume::m3_per_day(squares.into_iter().fold(0.0, |sum, square| sum + square).sqrt())
}
