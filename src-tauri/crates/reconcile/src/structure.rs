//! What the data can tell, whatever they say: which streams are redundant, observable or not,
//! and which balances hold between measured streams alone.

use crate::problem::{Problem, Row, State};
use crate::solve::Failure;
use crate::tableau::{Live, Pivot, Tableau};
use std::collections::BTreeMap;

/// Directions in which the free variables are moved to see what moves with them.
const PROBES: usize = 4;
/// What moves by less than this part of what it was made of does not move.
const STILL: f64 = 1e-9;
/// Held values contradict each other when a balance of theirs misses by more than this part.
const CONTRADICTION: f64 = 1e-9;

/// How a variable moves with the unknown ones.
pub(crate) type Motion = [f64; PROBES];

/// The structure of a problem.
pub(crate) struct Structure {
    /// Unmeasured variables that nothing tells: a smallest set that tells all the others.
    pub(crate) free: Vec<usize>,
    /// Whether a row is independent of the others that are kept.
    pub(crate) kept: Vec<bool>,
    /// How many independent rows hold between measured variables alone.
    pub(crate) dof: usize,
    /// The rows between measured and held variables alone.
    pub(crate) balances: Vec<Live>,
    /// How each variable moves with the free ones; all zero where the data tell it.
    pub(crate) motion: Vec<Motion>,
    /// Whether held values alone settle each variable, whatever is measured.
    pub(crate) settled: Vec<bool>,
}

/// Held variables whose values contradict each other.
pub(crate) struct Contradiction {
    /// The rows that were added up.
    pub(crate) rows: Vec<usize>,
    /// By how much they miss.
    pub(crate) imbalance: f64,
}

impl Structure {
    /// The structure of the rows.
    pub(crate) fn of(problem: &Problem, rows: &[Row]) -> Result<Self, Failure> {
        let variables = &problem.variables;
        let mut tableau = Tableau::new(rows, variables.len());
        let mut kept = vec![false; rows.len()];
        let (mut pivots, mut free) = (Vec::new(), Vec::new());
        for (at, variable) in variables.iter().enumerate() {
            if variable.state != State::Unmeasured {
                continue;
            }
            match tableau.eliminate(at) {
                Some(pivot) => pivots.push(pivot),
                None => free.push(at),
            }
        }
        if tableau.exhausted() {
            return Err(Failure::TooLarge);
        }
        for pivot in &pivots {
            kept[pivot.row] = true;
        }
        let balances: Vec<Live> = tableau.left();
        let independent = independent(problem, balances.clone())?;
        let dof = independent.len();
        for pivot in &independent {
            kept[pivot.row] = true;
        }
        let motion = moves(&pivots, &free, variables.len());
        pivots.extend(independent);
        let settled = settled(problem, &pivots);
        Ok(Self { free, kept, dof, balances, motion, settled })
    }

    /// Whether the data tell a variable.
    pub(crate) fn tells(&self, variable: usize) -> bool {
        self.motion[variable].iter().all(|it| *it == 0.0)
    }

    /// Whether measured variables alone tell each variable: it stands in a balance of theirs.
    pub(crate) fn redundant(&self, variables: usize) -> Vec<bool> {
        let mut redundant = vec![false; variables];
        for variable in self.balances.iter().flat_map(|row| row.entries.keys()) {
            redundant[*variable] = true;
        }
        redundant
    }

    /// Unobservable streams that move together: metering one tells all of its group.
    pub(crate) fn moving_together(&self, streams: usize) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<[i64; PROBES], Vec<usize>> = BTreeMap::new();
        for stream in (0..streams).filter(|stream| !self.tells(*stream)) {
            groups.entry(direction(&self.motion[stream])).or_default().push(stream);
        }
        groups.into_values().collect()
    }

    /// Measured variables whose errors look alike: their columns of the balances are
    /// proportional. Groups of one are among them.
    pub(crate) fn alike(&self, problem: &Problem) -> Vec<Vec<usize>> {
        let mut columns: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        for (at, row) in self.balances.iter().enumerate() {
            for (variable, coefficient) in &row.entries {
                if problem.variables[*variable].state == State::Measured {
                    columns.entry(*variable).or_default().push((at, *coefficient));
                }
            }
        }
        let mut groups: BTreeMap<Vec<(usize, i64)>, Vec<usize>> = BTreeMap::new();
        for (variable, column) in columns {
            let first = column.first().map_or(1.0, |(_, coefficient)| *coefficient);
            let shape = column.iter().map(|(row, it)| (*row, rounded(it / first))).collect();
            groups.entry(shape).or_default().push(variable);
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
        groups.sort_unstable();
        groups
    }
}

/// A motion without its length, so that equal ones are equal.
pub(crate) fn direction(motion: &Motion) -> [i64; PROBES] {
    let first = motion.iter().copied().find(|it| *it != 0.0).unwrap_or(1.0);
    motion.map(|it| rounded(it / first))
}

/// Six digits after the point: far finer than what differs, far coarser than rounding.
fn rounded(value: f64) -> i64 {
    (value * 1e6).round() as i64
}

/// The independent rows among those between measured and held variables, each with a measured
/// variable that it tells.
fn independent(problem: &Problem, mut rows: Vec<Live>) -> Result<Vec<Pivot>, Failure> {
    for row in &mut rows {
        let held = |at: &usize| problem.variables[*at].state == State::Held;
        let constants: Vec<_> = row.entries.extract_if(.., |at, _| held(at)).collect();
        for (variable, coefficient) in constants {
            let constant = coefficient * problem.variables[variable].value;
            row.value -= constant;
            row.size += constant.abs();
        }
    }
    let mut tableau = Tableau::of(rows, problem.variables.len());
    let measured = problem.variables.iter().enumerate();
    let measured = measured.filter(|(_, variable)| variable.state == State::Measured);
    let independent = measured.filter_map(|(at, _)| tableau.eliminate(at));
    let independent = independent.collect();
    if tableau.exhausted() {
        return Err(Failure::TooLarge);
    }
    for row in tableau.left() {
        if row.value.abs() > CONTRADICTION * row.size {
            let (rows, imbalance) = (row.from, -row.value);
            return Err(Failure::Contradiction(Contradiction { rows, imbalance }));
        }
    }
    Ok(independent)
}

/// What does not move when everything that is not held may.
fn settled(problem: &Problem, pivots: &[Pivot]) -> Vec<bool> {
    let mut free: Vec<bool> =
        problem.variables.iter().map(|variable| variable.state != State::Held).collect();
    pivots.iter().for_each(|pivot| free[pivot.variable] = false);
    let free: Vec<usize> = (0..free.len()).filter(|at| free[*at]).collect();
    let motion = moves(pivots, &free, problem.variables.len());
    motion.iter().map(|motion| motion.iter().all(|it| *it == 0.0)).collect()
}

/// How the variables move when the free ones do. The moves are whole numbers that follow from
/// the variable's place alone: sums of them in plain balances are exact, and unrelated ones
/// cancel with a probability below one in a million for each probe.
fn moves(pivots: &[Pivot], free: &[usize], variables: usize) -> Vec<Motion> {
    let mut motion = vec![[0.0; PROBES]; variables];
    for variable in free {
        motion[*variable] = std::array::from_fn(|probe| whole_number(*variable, probe));
    }
    for pivot in pivots.iter().rev() {
        motion[pivot.variable] = std::array::from_fn(|probe| {
            let parts = pivot.others.iter().map(|(other, it)| it * motion[*other][probe]);
            let (sum, size) =
                parts.fold((0.0, 0.0), |(sum, size), it: f64| (sum + it, size + it.abs()));
            if sum.abs() <= STILL * size { 0.0 } else { -sum / pivot.coefficient }
        });
    }
    motion
}

/// A whole number from 1 to 2²⁰ that looks like chance (SplitMix64).
fn whole_number(variable: usize, probe: usize) -> f64 {
    let mut bits =
        (variable as u64 * PROBES as u64 + probe as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((bits >> 44) + 1) as f64
}
