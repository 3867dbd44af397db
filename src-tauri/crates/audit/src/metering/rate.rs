//! Counts and volumes of a level, and the requirements held against the rates.

use super::point::{MeterPoint, Need};
use super::requirement::{MeteringRules, Requirement, RequirementCode};
use super::{MeterState, Metering};
use crate::{Case, CheckRules, Indicator, IndicatorCode, Meter, MeterVolume, volumes_together};

/// How the meters of a level stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LevelCount {
    /// Points that need a meter (Nl).
    pub(crate) needed: usize,
    /// Of these, points that have one (Ns).
    pub(crate) equipped: usize,
    /// Points of which it is not known whether they need one.
    pub(crate) undecided: usize,
    /// Meters of the register at this level (Ni).
    pub(crate) installed: usize,
    /// Of these, in working order (Nu).
    pub(crate) fit: usize,
    /// … whose state is not told.
    pub(crate) fit_unknown: usize,
    /// Of these, with a valid verification (Nv).
    pub(crate) valid: usize,
    /// … whose verification is not told.
    pub(crate) valid_unknown: usize,
}

impl LevelCount {
    pub(crate) fn of(metering: &Metering, meters: &[Meter], level: u8) -> Self {
        let points: Vec<&MeterPoint> = metering.of_level(level).collect();
        let needed = |point: &&&MeterPoint| point.need == Need::Needed;
        let states: Vec<&MeterState> = meters
            .iter()
            .zip(&metering.meters)
            .filter(|(meter, _)| meter.level == Some(level))
            .map(|(_, state)| state)
            .collect();
        let count = |is: &dyn Fn(&MeterState) -> bool| states.iter().filter(|of| is(of)).count();
        Self {
            needed: points.iter().filter(needed).count(),
            equipped: points.iter().filter(needed).filter(|point| point.equipped).count(),
            undecided: points.iter().filter(|point| point.need == Need::Undecided).count(),
            installed: states.len(),
            fit: count(&|state| state.fit == Some(true)),
            fit_unknown: count(&|state| state.fit.is_none()),
            valid: count(&|state| state.valid == Some(true)),
            valid_unknown: count(&|state| state.valid.is_none()),
        }
    }
}

/// A requirement and what it is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct RequirementCheck {
    /// The row.
    pub requirement: Requirement,
    /// The indicator that it asks something of; none where it is of single meters or points.
    pub indicator: Option<IndicatorCode>,
    /// The value, in the row's unit: of a rate that rate, of an accuracy the greatest error of
    /// a meter; none where not known.
    pub value: Option<f64>,
    /// Whether it is met; none where nothing is asked or the value is not known.
    pub met: Option<bool>,
}

/// The indicator that a requirement asks something of.
const fn indicator(code: RequirementCode, level: Option<u8>) -> Option<IndicatorCode> {
    use IndicatorCode as Code;
    Some(match (code, level) {
        (RequirementCode::EquippingRate, Some(1)) => Code::MeterEquippingRate1,
        (RequirementCode::EquippingRate, Some(2)) => Code::MeterEquippingRate2,
        (RequirementCode::EquippingRate, Some(3)) => Code::MeterEquippingRate3,
        (RequirementCode::MeteringRate, Some(1)) => Code::MeteringRate1,
        (RequirementCode::MeteringRate, Some(2)) => Code::MeteringRate2,
        (RequirementCode::MeteringRate, Some(3)) => Code::MeteringRate3,
        (RequirementCode::VerificationRate, Some(1)) => Code::MeterVerificationRate1,
        (RequirementCode::VerificationRate, Some(2)) => Code::MeterVerificationRate2,
        (RequirementCode::VerificationRate, Some(3)) => Code::MeterVerificationRate3,
        (RequirementCode::InUseRate, Some(1)) => Code::MeterInUseRate1,
        (RequirementCode::InUseRate, Some(2)) => Code::MeterInUseRate2,
        (RequirementCode::InUseRate, Some(3)) => Code::MeterInUseRate3,
        _ => return None,
    })
}

/// The requirements held against the rates, in the order of the rules.
pub(crate) fn judged(
    metering: &Metering,
    case: &Case,
    indicators: &[Indicator],
    rules: &MeteringRules,
) -> Vec<RequirementCheck> {
    let check = |row: &Requirement| {
        let code = indicator(row.code, row.level);
        let (value, complete) = match row.code {
            RequirementCode::Accuracy => worst_error(metering, &case.meters, row.level),
            _ => {
                let of = indicators.iter().find(|of| Some(of.code) == code);
                (of.and_then(|of| of.value), true)
            }
        };
        let met = value.zip(row.value).and_then(|(value, asked)| {
            let slack = 1e-9 * asked.abs().max(1.0);
            match row.operator.as_str() {
                "≥" => Some(value >= asked - slack),
                // That all meet it is known only where all are known.
                "≤" if value > asked + slack => Some(false),
                "≤" => complete.then_some(true),
                _ => None,
            }
        });
        RequirementCheck { requirement: row.clone(), indicator: code, value, met }
    };
    rules.requirements.iter().map(check).collect()
}

/// The greatest permissible error among the meters of a level, %, and whether that of every
/// meter is known.
fn worst_error(metering: &Metering, meters: &[Meter], level: Option<u8>) -> (Option<f64>, bool) {
    let Some(level) = level else { return (None, false) };
    let of_level =
        || meters.iter().zip(&metering.meters).filter(move |(meter, _)| meter.level == Some(level));
    let worst = of_level()
        .filter_map(|(_, state)| state.error)
        .map(|error| crate::round_gb8170(error.to_percent(), 9))
        .reduce(f64::max);
    (worst, of_level().all(|(_, state)| state.error.is_some()))
}

/// What the meters of level 1 and of level 2 showed over the longest time that all of them
/// were read at the ends of: the volumes of level 1, then those of level 2; none where there
/// is no such time or a level has no meter.
pub(crate) fn secondary(case: &Case, rules: &CheckRules) -> Option<[Vec<MeterVolume>; 2]> {
    let of = |level: u8| {
        case.meters
            .iter()
            .filter(move |meter| meter.level == Some(level) && !meter.number.trim().is_empty())
    };
    let (first, second) = (of(1).count(), of(2).count());
    if first == 0 || second == 0 {
        return None;
    }
    let meters: Vec<&Meter> = of(1).chain(of(2)).collect();
    let mut volumes = volumes_together(&meters, &case.ledgers.readings, &rules.meter_error)?;
    let second = volumes.split_off(first);
    Some([volumes, second])
}
