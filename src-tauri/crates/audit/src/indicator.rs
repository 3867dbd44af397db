//! Indicators of water use: GB/T 7119 and its neighbours, each with its formula, its
//! inputs and where they stand. An indicator whose inputs are not known is listed with
//! what is missing; it is never left out and never guessed.

use crate::{CellRef, Text, ValueUncertainty};

mod code;
mod compute;
mod cooling;
mod draft;
mod ends;
mod evidence;
mod metered;
mod steam;
mod sureness;
mod term;
mod trend;
mod want;
mod year;

pub use code::{Definition, IndicatorCode, IndicatorGroup};
pub(crate) use compute::{Means, indicators};
pub(crate) use evidence::Evidence;
pub(crate) use sureness::{Sureness, open};
pub(crate) use trend::trends;
pub use trend::{Trend, TrendYear, Trended};
pub use want::EntryPage;

/// A figure that goes into an indicator or a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Symbol of the standard: `Vi`, `Vr`.
    pub symbol: String,
    /// What it is.
    pub name: Text,
    /// Its value in `unit`.
    pub value: f64,
    /// Unit: `m3/d`, `t`, `d`.
    pub unit: String,
    /// The cells it comes from: the table's own total where it agrees, else each part.
    pub cells: Vec<CellRef>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Which one.
    pub code: IndicatorCode,
    /// The product or part it is of, where there are several; empty for the site.
    pub of: String,
    /// The value in `unit`, not rounded; none where an input is not known.
    pub value: Option<f64>,
    /// How sure the value is; none where that is not carried through the formula, or not known
    /// of a figure.
    pub uncertainty: Option<ValueUncertainty>,
    /// Unit: %, m³/t, m³/万元.
    pub unit: String,
    /// The formula with numbers put in; empty where there is no value.
    pub substituted: String,
    /// What goes into it, as far as known.
    pub inputs: Vec<Input>,
    /// What is missing, where there is no value.
    pub missing: Vec<Text>,
}

impl Indicator {
    /// The value without the noise that division leaves in its last binary digits: nine
    /// decimals, as the contract gives it. So a value that is just between two is seen to be.
    pub fn plain(&self) -> Option<f64> {
        self.value.map(|value| crate::round_gb8170(value, 9))
    }

    /// The value as it is printed: rounded once, by GB/T 8170, to the digits of the
    /// indicator; none where there is no value. Report and command line print this; the
    /// window rounds the plain value by the same rule (`tests/rounding/cases.csv`).
    pub fn printed(&self) -> Option<String> {
        self.plain().map(|value| crate::fixed(value, self.code.definition().digits))
    }
}
