//! A network that was solved, ready to be asked more.

use crate::bounds::{self, Bounded};
use crate::problem::{State, ratio_name};
use crate::solve::{Failure, Plain, prepare, solve};
use crate::suspects::search;
use crate::system::Doubts;
use crate::{
    BalanceTest, Class, GlobalTest, Network, RatioResult, Reconciliation, Result, StreamResult,
    Suspect, quantile,
};

/// A variance above the measurement's own by less than this part of it is rounding.
const DIGITS: f64 = 1e-9;
/// One above it by more than this part of it is wrong: a standard uncertainty by 0.1 %.
const LOST: f64 = 2e-3;

/// A network that was solved: its reconciliation, and what further questions need.
pub struct Solution {
    pub(crate) plain: Plain,
    pub(crate) doubts: Doubts,
    /// Every variable with its bound kept.
    pub(crate) values: Vec<f64>,
    /// Names of the variables.
    pub(crate) names: Vec<String>,
    reconciliation: Reconciliation,
}

/// Finds the most probable flows of a network.
///
/// # Errors
/// The network is faulty, too large, contradicts itself or cannot be computed: see
/// [`crate::ErrorKind`].
pub fn reconcile(network: &Network) -> Result<Reconciliation> {
    Ok(Solution::of(network)?.reconciliation)
}

impl Solution {
    /// Solves a network.
    ///
    /// # Errors
    /// As [`reconcile`].
    pub fn of(network: &Network) -> Result<Self> {
        let problem = prepare(network)?;
        let plain = solve(&problem).map_err(|failure| failure.error(network, &problem))?;
        let redundant = plain.structure.redundant(problem.variables.len());
        let doubts =
            doubts(&plain, &redundant).map_err(|failure| failure.error(network, &problem))?;
        let lower: Vec<_> = network.streams.iter().map(|stream| stream.lower).collect();
        let bounded = bounds::keep(&plain, &lower, &doubts.variance);
        let mut names: Vec<String> = network.streams.iter().map(|it| it.id.clone()).collect();
        let uncertain = network.ratios.iter().filter(|ratio| ratio.sd > 0.0);
        names.extend(uncertain.map(|ratio| ratio_name(&ratio.stream, &ratio.of)));
        let parts = Parts { network, plain: &plain, doubts: &doubts, redundant, names: &names };
        let reconciliation = parts.reconciliation(&bounded);
        Ok(Self { plain, doubts, values: bounded.values, names, reconciliation })
    }

    /// The most probable flows.
    pub fn reconciliation(&self) -> &Reconciliation {
        &self.reconciliation
    }
}

/// What is left to doubt of each variable. The balances never make a measurement worse: where
/// the last digits of the elimination say so, its own variance stands. More than a few lost
/// digits are asked for once more, by a refined solution, and where that does not bring them
/// back either, no uncertainty is handed out.
///
/// # Errors
/// [`Failure::Numeric`] where variances differ by more than the arithmetic can hold.
fn doubts(plain: &Plain, redundant: &[bool]) -> std::result::Result<Doubts, Failure> {
    let mut doubts = plain.system.doubts();
    let correlated = plain.problem.correlated();
    for (at, variable) in plain.problem.variables.iter().enumerate() {
        let own = variable.variance;
        let left = &mut doubts.variance[at];
        if plain.structure.settled[at] {
            *left = 0.0;
        } else if variable.state == State::Measured {
            if !redundant[at] && !correlated[at] {
                *left = own;
            } else if *left > own * (1.0 + DIGITS) && !correlated[at] {
                let pull = plain.system.pull_of(at)[at];
                *left = own - own * own * pull;
                doubts.pull[at] = pull.max(0.0);
            }
            if *left > own * (1.0 + LOST) {
                return Err(Failure::Numeric);
            }
            *left = left.clamp(0.0, own);
        }
    }
    Ok(doubts)
}

/// What a reconciliation is put together from.
pub(crate) struct Parts<'a> {
    pub(crate) network: &'a Network,
    pub(crate) plain: &'a Plain,
    pub(crate) doubts: &'a Doubts,
    pub(crate) redundant: Vec<bool>,
    pub(crate) names: &'a [String],
}

impl Parts<'_> {
    fn reconciliation(&self, bounded: &Bounded) -> Reconciliation {
        let structure = &self.plain.structure;
        let groups = structure.alike(&self.plain.problem);
        let global = self.global();
        let confidence = self.network.confidence;
        let suspects = search(
            self.plain,
            self.doubts,
            &self.redundant,
            (global.chi2, groups.len(), confidence),
        );
        let name = |at: &usize| self.names[*at].clone();
        let suspects = suspects.into_iter().map(|found| Suspect {
            members: found.members.iter().map(|(at, size)| (name(at), *size)).collect(),
            z: found.z,
            significant: found.significant,
            chi2_without: found.chi2,
            dof_without: found.dof,
        });
        let mut answer = Reconciliation {
            streams: self.streams(bounded),
            ratios: self.ratios(bounded),
            global,
            z_critical: quantile::normal(groups.len(), confidence),
            balances: self.balances(),
            suspects: suspects.collect(),
            groups: Vec::new(),
            meters_needed: structure.free.iter().map(name).collect(),
            bounded: bounded.resting.iter().map(name).collect(),
            iterations: self.plain.iterations,
            notes: Vec::new(),
        };
        answer.notes = crate::notes::notes(&answer, &groups, bounded, self.names);
        let several = groups.iter().filter(|group| group.len() > 1);
        answer.groups = several.map(|group| group.iter().map(name).collect()).collect();
        answer
    }

    fn streams(&self, bounded: &Bounded) -> Vec<StreamResult> {
        let streams = self.network.streams.len();
        let mut observable_by: Vec<Vec<String>> = vec![Vec::new(); streams];
        for group in self.plain.structure.moving_together(streams) {
            let names: Vec<_> = group.iter().map(|at| self.names[*at].clone()).collect();
            group.iter().for_each(|at| observable_by[*at].clone_from(&names));
        }
        let stream = |(at, observable_by): (usize, Vec<String>)| {
            let variable = self.plain.problem.variables[at];
            let class = self.class(at);
            let told = class != Class::Unobservable;
            let measured = (variable.state != State::Unmeasured).then_some(variable.value);
            let reconciled = told.then(|| bounded.values[at]);
            StreamResult {
                id: self.names[at].clone(),
                measured,
                reconciled,
                sd: told.then(|| self.doubts.variance[at].sqrt()),
                adjustment: measured.zip(reconciled).map(|(raw, value)| value - raw),
                class,
                held: variable.state == State::Held,
                at_bound: bounded.resting.contains(&at),
                z: self.z(at),
                observable_by,
            }
        };
        observable_by.into_iter().enumerate().map(stream).collect()
    }

    fn ratios(&self, bounded: &Bounded) -> Vec<RatioResult> {
        let mut share = self.network.streams.len();
        let ratio = |ratio: &crate::Ratio| {
            let mut result = RatioResult {
                stream: ratio.stream.clone(),
                of: ratio.of.clone(),
                given: ratio.ratio,
                reconciled: ratio.ratio,
                sd: 0.0,
                class: Class::Nonredundant,
                z: None,
            };
            if ratio.sd > 0.0 {
                result.reconciled = bounded.values[share];
                result.sd = self.doubts.variance[share].sqrt();
                result.class = self.class(share);
                result.z = self.z(share);
                share += 1;
            }
            result
        };
        self.network.ratios.iter().map(ratio).collect()
    }

    fn class(&self, at: usize) -> Class {
        match self.plain.problem.variables[at].state {
            State::Unmeasured if self.plain.structure.tells(at) => Class::Observable,
            State::Unmeasured => Class::Unobservable,
            State::Measured | State::Held if self.redundant[at] => Class::Redundant,
            State::Measured | State::Held => Class::Nonredundant,
        }
    }

    /// The measurement test, `aᵀν / √(aᵀ Z a)`: of all tests of one measurement the one with
    /// the greatest power (Mah and Tamhane 1982); for independent errors it is the adjustment
    /// over its standard uncertainty.
    fn z(&self, at: usize) -> Option<f64> {
        let measured = self.plain.problem.variables[at].state == State::Measured;
        let spread = self.doubts.pull[at];
        (measured && self.redundant[at] && spread > 0.0)
            .then(|| self.plain.answer.pull[at] / spread.sqrt())
    }

    fn global(&self) -> GlobalTest {
        let problem = &self.plain.problem;
        let pull = &self.plain.answer.pull;
        let measured = problem.variables.iter().zip(pull);
        let mut chi2: f64 = measured.map(|(it, pull)| it.variance * pull * pull).sum();
        for (first, second, covariance) in problem.blocks.iter().flatten() {
            chi2 += 2.0 * covariance * pull[*first] * pull[*second];
        }
        let dof = self.plain.structure.dof;
        let critical = quantile::chi_square(dof, self.network.confidence);
        let chi2 = if dof == 0 { 0.0 } else { chi2 };
        GlobalTest { chi2, dof, critical, passed: critical.map(|critical| chi2 <= critical) }
    }

    fn balances(&self) -> Vec<BalanceTest> {
        let problem = &self.plain.problem;
        let balance = |row: &crate::tableau::Live| {
            let values = row.entries.iter().map(|(at, it)| it * problem.variables[*at].value);
            let imbalance = values.sum::<f64>() - row.value;
            let own = row.entries.iter().map(|(at, it)| it * it * problem.variables[*at].variance);
            let mut variance: f64 = own.sum();
            for (first, second, covariance) in problem.blocks.iter().flatten() {
                if let (Some(a), Some(b)) = (row.entries.get(first), row.entries.get(second)) {
                    variance += 2.0 * a * b * covariance;
                }
            }
            let mut around = row.from.clone();
            around.sort_unstable();
            around.dedup();
            let sd = variance.max(0.0).sqrt();
            BalanceTest {
                around: around.iter().map(|row| problem.names[*row].clone()).collect(),
                imbalance,
                sd,
                z: (sd > 0.0).then(|| imbalance / sd),
            }
        };
        let rows = self.plain.structure.balances.iter().filter(|row| !row.entries.is_empty());
        rows.map(balance).collect()
    }
}
