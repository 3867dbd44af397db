//! The most probable flows of a plant beside what was measured.

use super::Cell;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most probable flows, what the tests say of the measurements, and what would make them
/// surer. Flows in m³/d.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ProbableFlows {
    /// Why the plant cannot be reconciled, and what to do; null where it was.
    pub refused: Option<ProbableRefusal>,
    /// Its streams, those of the table first.
    pub streams: Vec<ProbableStream>,
    /// The global test; null where nothing was reconciled.
    pub test: Option<ProbableTest>,
    /// What is probably wrong, the most probable first.
    pub suspects: Vec<ProbableSuspect>,
    /// Names of streams that no test can tell apart.
    pub groups: Vec<Vec<String>>,
    /// What a person should know of this answer.
    pub notes: Vec<String>,
    /// Indicators of the most probable flows, and which meters would make them surer.
    pub indicators: Vec<ProbableIndicator>,
    /// How uncertainties are widened: ± k standard uncertainties.
    pub coverage: ProbableCoverage,
    /// True where balance, indicators and report rest on the accepted flows.
    pub in_force: bool,
    /// How many streams have an accepted flow.
    pub accepted: u32,
}

/// Why nothing was reconciled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProbableRefusal {
    /// What was found.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// How wide an interval is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ProbableCoverage {
    /// Coverage factor k.
    pub factor: f64,
    /// The share of cases that it covers, %.
    pub confidence_pct: f64,
}

/// A stream: raw, most probable, and the change, side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProbableStream {
    /// The record; empty for one that follows from the others and cannot be accepted.
    pub id: String,
    /// What people call it: 自来水 → 染色机.
    pub name: String,
    /// Grade of its figure, A to D; null without a figure.
    pub grade: Option<String>,
    /// Relative standard uncertainty of its figure, %, 1σ; null without a figure.
    pub uncertainty_pct: Option<f64>,
    /// True where the auditor entered that uncertainty for this stream.
    pub uncertainty_entered: bool,
    /// The raw figure; null where it is not known.
    pub raw: Option<f64>,
    /// The most probable flow; null where the data do not tell it.
    pub reconciled: Option<f64>,
    /// Its standard uncertainty, 1σ.
    pub sd: Option<f64>,
    /// `reconciled − raw`.
    pub change: Option<f64>,
    /// The change over the raw figure, %; null where that is zero or not known.
    pub change_pct: Option<f64>,
    /// redundant, nonredundant, observable, unobservable.
    pub class: String,
    /// The class in words.
    pub class_name: String,
    /// Measurement test: the change over its standard uncertainty.
    pub z: Option<f64>,
    /// True where |z| is above what chance would bring.
    pub suspicious: bool,
    /// True where it is held at its raw figure.
    pub held: bool,
    /// True where it rests on zero, below which no flow falls.
    pub at_bound: bool,
    /// The flow that the auditor accepted.
    pub accepted: Option<f64>,
    /// True where the accepted flow is no longer the most probable one.
    pub stale: bool,
    /// Names of streams of which one, if metered, makes this one known.
    pub observable_by: Vec<String>,
    /// The cells behind the raw figure.
    pub cells: Vec<Cell>,
}

/// The global test of all measurements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProbableTest {
    /// Weighted sum of squared changes, χ².
    pub chi2: f64,
    /// Degrees of freedom.
    pub dof: u32,
    /// What χ² may reach.
    pub critical: Option<f64>,
    /// True where the measurements agree with each other; null where nothing can be tested.
    pub passed: Option<bool>,
    /// Confidence of the test, %.
    pub confidence_pct: f64,
    /// What |z| of one measurement may reach.
    pub z_critical: Option<f64>,
}

/// A probable gross error: one of these streams.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProbableSuspect {
    /// The streams that the data cannot tell apart.
    pub members: Vec<ProbableMember>,
    /// |z| when it was found.
    pub z: f64,
    /// True where |z| is above the critical value.
    pub significant: bool,
    /// True where the rest agrees once this one is set aside; null where nothing is left to test.
    pub rest_agrees: Option<bool>,
}

/// A stream that may be wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProbableMember {
    /// What people call it.
    pub name: String,
    /// By how much it would be wrong, m³/d: raw − what the others say.
    pub error: f64,
}

/// An indicator of the most probable flows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProbableIndicator {
    /// intake, reuse_rate, leakage.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Unit, printed: m³/d, %.
    pub unit: String,
    /// Its value; null where the data do not tell it.
    pub value: Option<f64>,
    /// ± k standard uncertainties, in the same unit.
    pub plus_minus: Option<f64>,
    /// Which further meters would make it surer, the best first.
    pub meters: Vec<ProbableMeter>,
    /// Where the data do not tell it: streams to meter together.
    pub needs: Vec<String>,
}

/// What one more meter would bring.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProbableMeter {
    /// The stream to meter.
    pub name: String,
    /// ± of the indicator with the meter, in its unit.
    pub plus_minus: f64,
    /// By how much the uncertainty of the indicator falls, %.
    pub gain_pct: f64,
}
