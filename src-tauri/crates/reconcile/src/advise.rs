//! How sure an indicator is, and which further meter would make it surer.

use crate::problem::State;
use crate::structure::direction;
use crate::{
    Advice, Error, ErrorKind, Estimate, MeterAdvice, Network, Result, Solution, Target, Term,
};
use shuiheng_audit::Text;
use std::collections::BTreeMap;

/// A gain smaller than this is none.
const NO_GAIN: f64 = 1e-9;
/// What moves by less than this part of what it was made of does not move.
const STILL: f64 = 1e-9;

/// An indicator of a network, as [`Solution::uncertainty`].
///
/// # Errors
/// As [`crate::reconcile`] and [`Solution::uncertainty`].
pub fn uncertainty(network: &Network, target: &Target) -> Result<Option<Estimate>> {
    Solution::of(network)?.uncertainty(target)
}

/// Meters that would make an indicator of a network surer, as [`Solution::advise`].
///
/// # Errors
/// As [`crate::reconcile`] and [`Solution::advise`].
pub fn advise(network: &Network, target: &Target, relative_sd: f64) -> Result<Advice> {
    Solution::of(network)?.advise(target, relative_sd)
}

/// A target about its value: `value + Σ weight × (variable − its value)`.
struct Linear {
    value: f64,
    weights: Vec<(usize, f64)>,
}

impl Solution {
    /// An indicator and its standard uncertainty, propagated to first order with all
    /// covariances; none where the data do not tell it, or its denominator is 0. A sum may be
    /// told where its parts are not.
    ///
    /// # Errors
    /// A stream of the target is not there, or a coefficient is no usable number.
    pub fn uncertainty(&self, target: &Target) -> Result<Option<Estimate>> {
        Ok(self.linear(target)?.map(|linear| {
            let covariance = self.covariance(&linear);
            Estimate { value: linear.value, sd: variance(&linear, &covariance).sqrt() }
        }))
    }

    /// Which stream, if metered with a relative standard uncertainty (0.02 for 2 %), would
    /// make the target surest. A meter on a stream that is measured already is a second one
    /// beside the first. The meter's standard uncertainty is the relative one times the flow,
    /// or times the flow's own uncertainty where that is larger, since nothing is metered well
    /// near zero.
    ///
    /// With the covariance c of a stream and the target, and the stream's variance v, a meter of
    /// variance s² takes c²/(v + s²) from the target's variance.
    ///
    /// # Errors
    /// As [`Solution::uncertainty`], or the relative uncertainty is not above 0.
    pub fn advise(&self, target: &Target, relative_sd: f64) -> Result<Advice> {
        if !(relative_sd > 0.0 && relative_sd <= 1.0) {
            return Err(Error {
                kind: ErrorKind::Value,
                concerns: Box::default(),
                message: Text::new(
                    format!("新增水表的相对标准不确定度为 {relative_sd}，应大于 0、不大于 1。"),
                    format!(
                        "the meter's relative uncertainty is {relative_sd}, not above 0 and up to 1"
                    ),
                ),
                fix: Text::new("用小数表示，如 0.02。", "give it as a fraction, such as 0.02"),
            });
        }
        let Some(linear) = self.linear(target)? else {
            let (estimate, meters) = (None, Vec::new());
            return Ok(Advice { estimate, meters, needs: self.needs(target)? });
        };
        let covariance = self.covariance(&linear);
        let before = variance(&linear, &covariance);
        let estimate = Some(Estimate { value: linear.value, sd: before.sqrt() });
        let mut meters = Vec::new();
        for (at, shared) in covariance.iter().enumerate().take(self.plain.problem.streams) {
            let own = self.doubts.variance[at];
            let held = self.plain.problem.variables[at].state == State::Held;
            if held || own <= 0.0 || before <= 0.0 || !self.plain.structure.tells(at) {
                continue;
            }
            let sd = own.sqrt();
            let meter_sd = relative_sd * self.values[at].abs().max(sd);
            let after = (before - shared * shared / (own + meter_sd * meter_sd)).max(0.0);
            let gain = 1.0 - (after / before).sqrt();
            if gain > NO_GAIN {
                let stream = self.names[at].clone();
                meters.push(MeterAdvice { stream, sd, meter_sd, target_sd: after.sqrt(), gain });
            }
        }
        meters.sort_by(|a, b| b.gain.total_cmp(&a.gain));
        Ok(Advice { estimate, meters, needs: Vec::new() })
    }

    /// The covariance of every variable with a target.
    fn covariance(&self, linear: &Linear) -> Vec<f64> {
        let free = &self.plain.structure.free;
        let told = linear.weights.iter().filter(|(at, _)| free.binary_search(at).is_err());
        self.plain.system.covariance(&told.copied().collect::<Vec<_>>())
    }

    fn linear(&self, target: &Target) -> Result<Option<Linear>> {
        Ok(match target {
            Target::Sum(terms) => self.sum(&self.weights(terms)?),
            Target::Ratio { numerator, denominator } => {
                let (above, below) = (self.weights(numerator)?, self.weights(denominator)?);
                match (self.sum(&above), self.sum(&below)) {
                    (Some(above), Some(below)) if below.value != 0.0 => {
                        Some(quotient(&above, &below))
                    }
                    (Some(_) | None, Some(_) | None) => None,
                }
            }
        })
    }

    /// A sum, where the data tell it.
    fn sum(&self, weights: &[(usize, f64)]) -> Option<Linear> {
        self.motion(weights).iter().all(|it| *it == 0.0).then(|| Linear {
            value: weights.iter().map(|(at, weight)| weight * self.values[*at]).sum(),
            weights: weights.to_vec(),
        })
    }

    /// How a sum moves with what is free.
    fn motion(&self, weights: &[(usize, f64)]) -> crate::structure::Motion {
        std::array::from_fn(|probe| {
            let motion = |at: usize| self.plain.structure.motion[at][probe];
            let moves = weights.iter().map(|(at, weight)| weight * motion(*at));
            let (sum, size) =
                moves.fold((0.0, 0.0), |(sum, size), it: f64| (sum + it, size + it.abs()));
            if sum.abs() <= STILL * size { 0.0 } else { sum }
        })
    }

    /// Streams that, metered together, make a target known: one, where one moves as the target
    /// does, else one for each of its parts that move differently.
    fn needs(&self, target: &Target) -> Result<Vec<String>> {
        let sums = match target {
            Target::Sum(terms) => vec![self.weights(terms)?],
            Target::Ratio { numerator, denominator } => {
                vec![self.weights(numerator)?, self.weights(denominator)?]
            }
        };
        let mut needed: BTreeMap<_, usize> = BTreeMap::new();
        for sum in sums {
            let motion = self.motion(&sum);
            if motion.iter().all(|it| *it == 0.0) {
                continue;
            }
            let structure = &self.plain.structure;
            let unknown = || (0..self.plain.problem.streams).filter(|at| !structure.tells(*at));
            let alike = |at: &usize| direction(&structure.motion[*at]) == direction(&motion);
            let parts = sum.iter().map(|(at, _)| *at).filter(|at| !structure.tells(*at));
            let meters = unknown().find(alike).map_or_else(|| parts.collect(), |one| vec![one]);
            for at in meters {
                needed.entry(direction(&structure.motion[at])).or_insert(at);
            }
        }
        let mut needed: Vec<usize> = needed.into_values().collect();
        needed.sort_unstable();
        Ok(needed.into_iter().map(|at| self.names[at].clone()).collect())
    }

    /// Terms as variables, one entry each.
    fn weights(&self, terms: &[Term]) -> Result<Vec<(usize, f64)>> {
        let streams = &self.names[..self.plain.problem.streams];
        let places: BTreeMap<&str, usize> =
            streams.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
        for Term { stream, coefficient } in terms {
            let (Some(at), true) = (places.get(stream.as_str()), coefficient.is_finite()) else {
                return Err(Error {
                    kind: ErrorKind::Unknown,
                    concerns: Box::new([stream.clone()]),
                    message: Text::new(
                        format!("指标中的水流“{stream}”不在管网中，或其系数不可用。"),
                        format!(
                            "stream {stream} of the target is not in the network, or its coefficient is no number"
                        ),
                    ),
                    fix: Text::new(
                        "核对指标的水流名称和系数。",
                        "check the target's streams and coefficients",
                    ),
                });
            };
            *weights.entry(*at).or_default() += coefficient;
        }
        Ok(weights.into_iter().collect())
    }
}

/// `N/D` to first order: `(dN − (N/D) dD) / D`.
fn quotient(above: &Linear, below: &Linear) -> Linear {
    let value = above.value / below.value;
    let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
    for (at, weight) in &above.weights {
        *weights.entry(*at).or_default() += weight / below.value;
    }
    for (at, weight) in &below.weights {
        *weights.entry(*at).or_default() -= value * weight / below.value;
    }
    Linear { value, weights: weights.into_iter().collect() }
}

fn variance(linear: &Linear, covariance: &[f64]) -> f64 {
    linear.weights.iter().map(|(at, weight)| weight * covariance[*at]).sum::<f64>().max(0.0)
}
