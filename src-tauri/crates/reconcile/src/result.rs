//! What is answered: the most probable flows, how sure they are, and what the data do not tell.

use shuiheng_audit::Text;

/// The reconciled network.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconciliation {
    /// One for each stream, in the network's order.
    pub streams: Vec<StreamResult>,
    /// One for each split, in the network's order.
    pub ratios: Vec<RatioResult>,
    /// Whether the measurements agree with each other at all.
    pub global: GlobalTest,
    /// What |z| of a measurement may reach before it is suspect: the normal quantile with the
    /// confidence spread over all tests (Šidák). None where nothing can be tested.
    pub z_critical: Option<f64>,
    /// The balances that hold between measured streams alone: nodes that unmeasured streams
    /// join have one between them.
    pub balances: Vec<BalanceTest>,
    /// What is probably wrong, the most probable first.
    pub suspects: Vec<Suspect>,
    /// Streams that no test can tell apart: an error in one looks like an error in any other
    /// of its group. Groups of one are left out.
    pub groups: Vec<Vec<String>>,
    /// A smallest set of streams that, if metered, makes every stream observable.
    pub meters_needed: Vec<String>,
    /// Streams that rest on their bound, so that their reconciled value differs from the plain
    /// least squares. The tests and the uncertainties are those of the plain solution.
    pub bounded: Vec<String>,
    /// How many times the balance was linearised; 1 where every ratio is fixed.
    pub iterations: usize,
    /// What a person should know of this answer.
    pub notes: Vec<Note>,
}

impl Reconciliation {
    /// Whether a χ² of so many degrees of freedom is within what chance brings; none without
    /// a degree of freedom.
    pub fn agrees(chi2: f64, dof: usize, confidence: f64) -> Option<bool> {
        crate::quantile::chi_square(dof, confidence).map(|critical| chi2 <= critical)
    }
}

/// A remark on the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its name on the wire.
    pub code: &'static str,
    /// The sentence.
    pub text: Text,
}

/// What became of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamResult {
    /// Its name.
    pub id: String,
    /// What was measured or held; none where nothing was.
    pub measured: Option<f64>,
    /// The most probable flow; none where the data do not tell it.
    pub reconciled: Option<f64>,
    /// The standard uncertainty (1σ) of the most probable flow; 0 where it is held.
    pub sd: Option<f64>,
    /// `reconciled − measured`; none where either is missing.
    pub adjustment: Option<f64>,
    /// What the data say about it.
    pub class: Class,
    /// Whether it was held at its value.
    pub held: bool,
    /// Whether the reconciled value rests on the stream's lower bound.
    pub at_bound: bool,
    /// The measurement test: the adjustment over its standard uncertainty, standard normal
    /// where the measurement is right. None where it cannot be formed.
    pub z: Option<f64>,
    /// Streams of which one, if metered, makes this one observable; the stream itself is one
    /// of them. Empty where it is observable.
    pub observable_by: Vec<String>,
}

/// What the data say about a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Measured, and the other measurements tell it too.
    Redundant,
    /// Measured, and nothing else tells it: it stays as it was measured.
    Nonredundant,
    /// Not measured, but the balances tell it.
    Observable,
    /// Not measured, and the balances do not tell it.
    Unobservable,
}

impl Class {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Redundant => "redundant",
            Self::Nonredundant => "nonredundant",
            Self::Observable => "observable",
            Self::Unobservable => "unobservable",
        }
    }

    /// The name on the screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Redundant => "冗余",
            Self::Nonredundant => "非冗余",
            Self::Observable => "可观测",
            Self::Unobservable => "不可观测",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Redundant => "redundant",
            Self::Nonredundant => "not redundant",
            Self::Observable => "observable",
            Self::Unobservable => "not observable",
        }
    }
}

/// What became of a split.
#[derive(Clone, Debug, PartialEq)]
pub struct RatioResult {
    /// The stream that is a share.
    pub stream: String,
    /// The stream of which it is a share.
    pub of: String,
    /// The share that was given.
    pub given: f64,
    /// The most probable share.
    pub reconciled: f64,
    /// Its standard uncertainty; 0 where it is fixed.
    pub sd: f64,
    /// Redundant where the flows tell the share too, else nonredundant.
    pub class: Class,
    /// The measurement test of the share, as of a stream.
    pub z: Option<f64>,
}

/// The global test: `χ² = Σ (adjustment/sd)²` against the chi-square distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GlobalTest {
    /// The weighted sum of squared adjustments.
    pub chi2: f64,
    /// Degrees of freedom: independent balances between measured streams.
    pub dof: usize,
    /// What χ² may reach; none without a degree of freedom.
    pub critical: Option<f64>,
    /// Whether it is within; none where nothing could be tested.
    pub passed: Option<bool>,
}

/// The nodal test of one balance between measured streams.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceTest {
    /// The nodes that the balance is drawn around, and the splits and relations that it uses.
    pub around: Vec<String>,
    /// In − out of the values as measured.
    pub imbalance: f64,
    /// The standard uncertainty of the imbalance.
    pub sd: f64,
    /// The imbalance over its standard uncertainty; none where every stream is held.
    pub z: Option<f64>,
}

/// A probable gross error: one of these streams, and the data do not say which.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspect {
    /// The streams (or splits, as `stream/of`), in the network's order, each with the size of
    /// its error if it is the one: `measured − what the others say`.
    pub members: Vec<(String, f64)>,
    /// |z| when it was found, after the suspects before it were set aside.
    pub z: f64,
    /// Whether |z| is above the critical value. The first suspect of a network that fails the
    /// global test is named even where it is not.
    pub significant: bool,
    /// The global test's χ² once this suspect is set aside.
    pub chi2_without: f64,
    /// The degrees of freedom left then.
    pub dof_without: usize,
}
