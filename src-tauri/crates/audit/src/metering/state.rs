//! What is known of each meter of the register.

use super::requirement::{MeteringRules, RequirementCode};
use crate::{Case, Evidence, Rate, meter_flows, permissible_error};
use std::collections::BTreeSet;

/// What is known of a meter of the register.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeterState {
    /// The points that it measures, by their places; empty where its text names none.
    pub points: Vec<usize>,
    /// Whether it is in working order; none where the register does not tell.
    pub fit: Option<bool>,
    /// Whether its verification is valid on the last day of the test; none where not known.
    pub valid: Option<bool>,
    /// Its greatest permissible error by its class as written; none where not told.
    pub error: Option<Rate>,
    /// Whether that error is within what is asked; none where not known or nothing is asked.
    pub accurate: Option<bool>,
    /// True where a volume can be formed from its readings.
    pub read: bool,
}

pub(super) fn meters(e: &Evidence, case: &Case, rules: &MeteringRules) -> Vec<MeterState> {
    let period = &e.profile.period;
    let last_day = period.to.or(period.from);
    let flows = meter_flows(&case.ledgers.readings);
    let read: BTreeSet<&str> =
        flows.iter().filter(|flow| flow.volume.is_some()).map(|flow| flow.meter.trim()).collect();
    let most = rules
        .requirements
        .iter()
        .filter(|row| row.code == RequirementCode::Accuracy && row.level.is_some())
        .filter_map(|row| Some((row.level?, Rate::percent(row.value?))));
    let most: Vec<(u8, Rate)> = most.collect();
    let one = |meter: &crate::Meter| {
        let error = permissible_error(&meter.accuracy);
        let asked = meter
            .level
            .and_then(|level| most.iter().find(|(of, _)| *of == level))
            .map(|(_, most)| *most);
        MeterState {
            points: Vec::new(),
            fit: rules.words.fit(&meter.state),
            valid: meter.valid_until.zip(last_day).map(|(until, last)| until >= last),
            error,
            // A class is written in decimals of which binary keeps the nearest number.
            accurate: error.zip(asked).map(|(error, most)| error.value() <= most.value() + 1e-12),
            read: !meter.number.trim().is_empty() && read.contains(meter.number.trim()),
        }
    };
    case.meters.iter().map(one).collect()
}
