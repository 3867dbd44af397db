//! What an auditor wants to be sure of: an indicator over streams.

use crate::Term;

/// An indicator over streams.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// `Σ coefficient × stream`: the site's intake, its leakage.
    Sum(Vec<Term>),
    /// One sum over another, such as the reuse rate (from 0 to 1).
    Ratio {
        /// Above the line.
        numerator: Vec<Term>,
        /// Below the line.
        denominator: Vec<Term>,
    },
}

/// A value and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value, in the unit of the flows or, for a ratio, from 0 to 1.
    pub value: f64,
    /// Its standard uncertainty (1σ), propagated to first order with all covariances.
    pub sd: f64,
}

/// What would make a target surer.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The target as it stands; none where the data do not tell it.
    pub estimate: Option<Estimate>,
    /// Streams to meter, the greatest gain first. Those without a gain are left out.
    pub meters: Vec<MeterAdvice>,
    /// Where the data do not tell the target: streams that, metered together, make it known.
    pub needs: Vec<String>,
}

/// What one more meter would bring.
#[derive(Clone, Debug, PartialEq)]
pub struct MeterAdvice {
    /// The stream to meter.
    pub stream: String,
    /// Its standard uncertainty now.
    pub sd: f64,
    /// The standard uncertainty of the meter: the given relative one times the flow.
    pub meter_sd: f64,
    /// The target's standard uncertainty with the meter.
    pub target_sd: f64,
    /// By which part the target's standard uncertainty falls, from 0 to 1.
    pub gain: f64,
}
