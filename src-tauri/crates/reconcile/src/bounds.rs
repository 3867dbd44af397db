//! Lower bounds: streams that the plain solution puts below theirs rest on it.
//!
//! An active-set method: what violates is held at its bound, what the others pull off its
//! bound again is let go, until neither happens.

use crate::problem::{Problem, Row, State};
use crate::solve::{Plain, solve};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rounds in which all that violate change at once.
const TOGETHER: usize = 20;
/// Rounds after which the search is given up.
const ROUNDS: usize = 200;
/// A violation smaller than this part of the flows is rounding.
const SLACK: f64 = 1e-9;

/// What became of the bounds.
pub(crate) struct Bounded {
    /// Every variable, with the bounds kept.
    pub(crate) values: Vec<f64>,
    /// The streams that rest on their bound and did not in the plain solution; those that only
    /// follow from others at theirs are among them, so that it does not matter which were first.
    pub(crate) resting: BTreeSet<usize>,
    /// Streams below their bound that cannot be helped, since held values force them there.
    pub(crate) forced: Vec<usize>,
    /// Whether the search ended well.
    pub(crate) kept: bool,
}

/// Keeps the bounds.
pub(crate) fn keep(plain: &Plain, lower: &[Option<f64>], variance: &[f64]) -> Bounded {
    let problem = &plain.problem;
    let slack = SLACK * problem.scale();
    let told = |at: &usize| plain.structure.tells(*at);
    let movable = |at: &usize| problem.variables[*at].state != State::Held && variance[*at] > 0.0;
    let below = |values: &[f64], at: usize| {
        lower[at].map(|bound| bound - values[at]).filter(|depth| *depth > slack)
    };
    let rests = |values: &[f64], at: usize| {
        lower[at].is_some_and(|bound| (bound - values[at]).abs() <= slack)
    };
    let bounded: Vec<usize> = (0..problem.streams).filter(told).collect();
    let (candidates, fixed): (Vec<usize>, Vec<usize>) = bounded.into_iter().partition(movable);
    let forced = fixed
        .into_iter()
        .filter(|at| problem.variables[*at].state != State::Held)
        .filter(|at| below(&plain.values, *at).is_some())
        .collect();

    let mut resting: BTreeSet<usize> = BTreeSet::new();
    let mut values = plain.values.clone();
    let mut pushed: BTreeMap<usize, f64> = BTreeMap::new();
    for round in 0..ROUNDS {
        let violating = candidates.iter().copied().filter(|at| !resting.contains(at));
        let mut entering: Vec<(usize, f64)> =
            violating.filter_map(|at| below(&values, at).map(|depth| (at, depth))).collect();
        let mut leaving: Vec<usize> =
            pushed.iter().filter(|(_, push)| **push < 0.0).map(|(at, _)| *at).collect();
        if entering.is_empty() && leaving.is_empty() {
            if !resting.is_empty() {
                let moved = |at: &usize| !rests(&plain.values, *at);
                resting =
                    candidates.into_iter().filter(|at| rests(&values, *at)).filter(moved).collect();
                resting.iter().for_each(|at| values[*at] = lower[*at].unwrap_or_default());
            }
            return Bounded { values, resting, forced, kept: true };
        }
        if round >= TOGETHER {
            // One at a time, the first in order (Murty 1974): no set comes back.
            let first = entering.iter().map(|(at, _)| *at).chain(leaving.iter().copied()).min();
            entering.retain(|(at, _)| Some(*at) == first);
            leaving.retain(|at| Some(*at) == first);
        }
        let before = resting.clone();
        resting.extend(entering.iter().map(|(at, _)| *at));
        leaving.iter().for_each(|at| {
            resting.remove(at);
        });
        let solved = solve(&resting_on(problem, lower, &resting)).or_else(|_| {
            // Bounds that contradict each other when taken together: the deepest alone.
            entering.sort_by(|a, b| b.1.total_cmp(&a.1));
            resting = before;
            resting.extend(entering.first().map(|(at, _)| *at));
            solve(&resting_on(problem, lower, &resting))
        });
        let Ok(solved) = solved else { break };
        let first = problem.rows.len();
        let pushes = solved.system.multipliers(&solved.answer, first..first + resting.len());
        pushed = resting.iter().copied().zip(pushes).collect();
        values = solved.values;
    }
    Bounded { values: plain.values.clone(), resting: BTreeSet::new(), forced, kept: false }
}

/// The problem with streams on their bounds: a row more for each.
fn resting_on(problem: &Problem, lower: &[Option<f64>], resting: &BTreeSet<usize>) -> Arc<Problem> {
    let mut problem = problem.clone();
    let row = |at: &usize| Row { entries: vec![(*at, 1.0)], value: lower[*at].unwrap_or_default() };
    problem.rows.extend(resting.iter().map(row));
    Arc::new(problem)
}
