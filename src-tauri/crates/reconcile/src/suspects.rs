//! Serial elimination: the measurement with the largest |z| is set aside, all tests are formed
//! anew, and so on while something is still wrong.
//!
//! Setting a measurement aside is a step of rank one: with `u = Z a` of the one that goes,
//! every `y = aᵀν` falls by `(aᵀu) y₀ / q₀`, every `q = aᵀ Z a` by `(aᵀu)² / q₀`, and χ² by
//! `z₀² = y₀² / q₀`. So nothing is solved from the beginning.

use crate::problem::State;
use crate::quantile;
use crate::solve::Plain;
use crate::system::Doubts;

/// How many suspects are looked for at most.
pub(crate) const MOST: usize = 100;
/// Correlated to within this of ±1, two errors look alike.
const ALIKE: f64 = 1e-9;
/// What is left of a `q` that is this part of what it was cannot be tested any more.
const UNTESTABLE: f64 = 1e-9;

/// A suspect among the variables.
pub(crate) struct Found {
    /// Variables, each with the size of its error if it is the one.
    pub(crate) members: Vec<(usize, f64)>,
    pub(crate) z: f64,
    pub(crate) significant: bool,
    pub(crate) chi2: f64,
    pub(crate) dof: usize,
}

/// One that was set aside: what it pulled at every variable when it went.
struct Aside {
    variable: usize,
    pull: Vec<f64>,
    y: f64,
    q: f64,
    alike: Vec<usize>,
}

/// What is probably wrong, in the order of the search.
pub(crate) fn search(
    plain: &Plain,
    doubts: &Doubts,
    redundant: &[bool],
    (mut chi2, tests, confidence): (f64, usize, f64),
) -> Vec<Found> {
    let variables = &plain.problem.variables;
    let testable = |at: &usize| redundant[*at] && variables[*at].state == State::Measured;
    let mut open: Vec<usize> = (0..variables.len()).filter(testable).collect();
    let (mut y, mut q) = (plain.answer.pull.clone(), doubts.pull.clone());
    let mut dof = plain.structure.dof;
    let mut aside: Vec<Aside> = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    let critical_z = quantile::normal(tests, confidence).unwrap_or(f64::INFINITY);
    while dof > 0 && aside.len() < MOST {
        open.retain(|at| q[*at] > UNTESTABLE * doubts.pull[*at]);
        let z = |at: usize| y[at].abs() / q[at].sqrt();
        let Some(largest) = open.iter().map(|at| z(*at)).max_by(f64::total_cmp) else { break };
        // Of equals the first in the network, whatever rounding says.
        let Some(&first) = open.iter().find(|at| z(**at) >= largest * (1.0 - ALIKE)) else { break };
        let fails = quantile::chi_square(dof, confidence).is_some_and(|critical| chi2 > critical);
        let significant = largest > critical_z;
        let first_of_a_failure = fails && aside.is_empty();
        if !significant && !first_of_a_failure {
            break;
        }
        let mut pull = plain.system.pull_of(first);
        for before in &aside {
            let share = before.pull[first] / before.q;
            pull.iter_mut().zip(&before.pull).for_each(|(it, other)| *it -= share * other);
        }
        let (y0, q0) = (y[first], q[first]);
        let like = |at: &usize| pull[*at] * pull[*at] >= (1.0 - ALIKE) * q[*at] * q0;
        let alike: Vec<usize> = open.iter().copied().filter(like).collect();
        chi2 = (chi2 - y0 * y0 / q0).max(0.0);
        dof -= 1;
        for at in &open {
            y[*at] -= pull[*at] * y0 / q0;
            q[*at] -= pull[*at] * pull[*at] / q0;
        }
        open.retain(|at| !alike.contains(at));
        found.push(Found { members: Vec::new(), z: largest, significant, chi2, dof });
        aside.push(Aside { variable: first, pull, y: y0, q: q0, alike });
        if !significant {
            break;
        }
    }
    for (found, members) in found.iter_mut().zip(sizes(&aside)) {
        found.members = members;
    }
    found
}

/// The sizes of all errors together: back substitution through the steps of the search.
fn sizes(aside: &[Aside]) -> Vec<Vec<(usize, f64)>> {
    let mut sizes = vec![0.0; aside.len()];
    for (at, step) in aside.iter().enumerate().rev() {
        let later = aside[at + 1..].iter().zip(&sizes[at + 1..]);
        let others: f64 = later.map(|(other, size)| step.pull[other.variable] * size).sum();
        sizes[at] = (-step.y - others) / step.q;
    }
    let members = |(step, size): (&Aside, &f64)| {
        let share = |member: &usize| (*member, size * step.q / step.pull[*member]);
        step.alike.iter().map(share).collect()
    };
    aside.iter().zip(&sizes).map(members).collect()
}
