//! Closing, cross-checks and the meter tree as the window shows them. Places in small
//! pictures are shares of their width, from 0 to 1; the window only draws them.

use super::Cell;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The page of checks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Checks {
    /// The levels of the tree in order, the site last.
    pub levels: Vec<ClosureLevel>,
    /// How intervals are made, in a sentence.
    pub interval_note: String,
    /// Stated figures against the sums below them.
    pub sums: Vec<LevelSum>,
    /// Meters against those below them.
    pub meters: Vec<MeterNode>,
    /// Cross-checks of units, of the site, and of meters (leakage).
    pub checks: Vec<Check>,
    /// What was told of units.
    pub facts: Vec<UnitFact>,
}

/// A level of the tree: how it closes, as an interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ClosureLevel {
    /// The unit; null for the site.
    pub unit: Option<String>,
    /// Its name.
    pub name: String,
    /// How deep it stands, from 0.
    pub depth: u32,
    /// Inflow − outflow, m³/d.
    pub difference: Option<f64>,
    /// Over its inflow, for the site over its intake, %.
    pub difference_pct: Option<f64>,
    /// closed, attention, open, unknown.
    pub closure: String,
    /// The interval; null where nothing can be said.
    pub interval: Option<Interval>,
}

/// An interval of unaccounted water.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Interval {
    /// Lower end, m³/d.
    pub low: f64,
    /// Upper end, m³/d.
    pub high: f64,
    /// loss, gain, open.
    pub sign: String,
    /// … in words.
    pub sign_name: String,
    /// The worst grade among its figures; empty where there is none.
    pub grade: String,
    /// The figures that make most of its width, the largest first.
    pub largest: Vec<UncertainFigure>,
    /// Where it lies in the bar of all levels.
    pub bar: Bar,
}

/// A figure's part in the width of an interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UncertainFigure {
    /// The unit that it is told of.
    pub unit: String,
    /// Name of the unit.
    pub of: String,
    /// Code of the quantity.
    pub item: String,
    /// Its name.
    pub name: String,
    /// A to D.
    pub grade: String,
    /// Standard uncertainty, m³/d, 1σ.
    pub standard: f64,
    /// … over the figure, %.
    pub relative_pct: f64,
    /// True where it was entered for this figure.
    pub entered: bool,
}

/// Places in the bar of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Bar {
    /// Where the interval begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Where the difference lies.
    pub at: f64,
    /// Where zero lies.
    pub zero: f64,
}

/// A stated figure against the sum below it, m³/d.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LevelSum {
    /// Name of the unit; of the total row for the site.
    pub of: String,
    /// The quantity.
    pub quantity: String,
    /// What is stated.
    pub stated: f64,
    /// The sum.
    pub sum: f64,
    /// What is stated less the sum.
    pub difference: f64,
    /// How far they may lie apart by rounding.
    pub tolerance: f64,
    /// True where the parts need not make up the whole (其中).
    pub of_which: bool,
    /// True where they agree.
    pub agrees: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A meter in the tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MeterVolume {
    /// Its number.
    pub number: String,
    /// What passed it, m³.
    pub volume: Option<f64>,
    /// Its permissible error, %.
    pub error_pct: f64,
    /// The cells of its readings.
    pub cells: Vec<Cell>,
}

/// A meter against those below it, m³.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MeterNode {
    /// The meter above.
    pub parent: MeterVolume,
    /// Those below.
    pub children: Vec<MeterVolume>,
    /// First and last time of reading, ISO 8601; empty where none is common.
    pub from: String,
    /// … the last.
    pub to: String,
    /// Sum of those below.
    pub sum: Option<f64>,
    /// The meter less the sum.
    pub difference: Option<f64>,
    /// How far they may lie apart.
    pub tolerance: Option<f64>,
    /// within, above, below, missing.
    pub verdict: String,
    /// … in words.
    pub verdict_name: String,
    /// Possible reasons, or what is missing.
    pub remark: String,
}

/// A cross-check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Check {
    /// Its code: `concentration_ratio`.
    pub code: String,
    /// The unit; null for a meter and for the site.
    pub unit: Option<String>,
    /// The unit's name or the meter's number; empty for the site.
    pub of: String,
    /// Its name.
    pub name: String,
    /// Formula with symbols.
    pub formula: String,
    /// … with the numbers put in; empty where there is no value.
    pub with_numbers: String,
    /// The value.
    pub value: Option<f64>,
    /// Its unit of measure; empty where it has none.
    pub measure: String,
    /// The expected range in words.
    pub range: String,
    /// The range and the value in a small bar; null where there is no value or no range.
    pub bullet: Option<Bullet>,
    /// within, below, above, impossible, unranged, missing.
    pub verdict: String,
    /// … in words.
    pub verdict_name: String,
    /// True where it makes a finding.
    pub raises: bool,
    /// What goes into it.
    pub inputs: Vec<CheckInput>,
    /// What is missing.
    pub missing: Vec<CheckMissing>,
    /// What to look at.
    pub look: String,
    /// Where the range comes from.
    pub source: String,
    /// False: 未核实.
    pub confirmed: bool,
}

/// Places in the bar of a check.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Bullet {
    /// Where the expected range begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Where the value lies.
    pub at: f64,
}

/// What goes into a check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CheckInput {
    /// Symbol.
    pub symbol: String,
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// Unit of measure.
    pub measure: String,
    /// The fact that it is; null for a figure of the balance or of readings.
    pub fact: Option<String>,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// What is missing for a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckMissing {
    /// In words.
    pub text: String,
    /// The fact that would settle it; null where none would.
    pub fact: Option<String>,
}

/// A fact that can be told of a unit, and what is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UnitFact {
    /// The unit; empty for the site as a whole.
    pub unit: String,
    /// Name of the unit.
    pub of: String,
    /// Code of the fact: `cooling_range`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its symbol.
    pub symbol: String,
    /// Unit of measure; empty where it has none.
    pub measure: String,
    /// What was typed in; null where nothing was.
    pub value: Option<f64>,
}
