//! The equations of least squares under balances, factorised once for everything that is asked.
//!
//! With errors `e` of variances V, balances `A (m + e) = b` and multipliers ν, the most probable
//! errors are `e = V Aᵀ ν`. Unmeasured variables, and those that are measured so badly beside
//! their neighbours that the sum of variances would swallow the others, are explicit:
//!
//! ```text
//! [ S   Aₑ ] [ν]   [b − A m]          S = A V′ Aᵀ
//! [ Aₑᵀ −C ] [d] = [   0   ]          C = 1 / (V − V′), and 0 where V is infinite
//! ```
//!
//! where V′ of an explicit variable is a variance of the size of its neighbours' (any one gives
//! the same answer; this one loses no digits). S is positive definite, so that pivots on the
//! diagonal are safe in every order in which an unmeasured variable follows its rows.

use crate::ldlt::{Inverse, Ldlt, Upper};
use crate::order::Order;
use crate::parts::{Part, entries, parts};
use crate::problem::{Problem, Row, State};
use crate::solve::Failure;
use crate::structure::Structure;
use std::ops::Range;
use std::sync::Arc;

/// Entries that variables may bring into the equations altogether.
const PAIRS: usize = 20_000_000;
/// A multiplier that is this small beside others is rounding.
const NONE: f64 = 1e-12;

/// The factorised equations.
pub(crate) struct System {
    problem: Arc<Problem>,
    pub(crate) parts: Vec<Part>,
    /// The kept rows of each variable, by their place in the equations.
    pub(crate) columns: Vec<Vec<(usize, f64)>>,
    /// Where each kept row stands in the equations.
    places: Vec<Option<usize>>,
    /// The constant side of each kept row, by its place.
    values: Vec<(usize, f64)>,
    size: usize,
    ldlt: Ldlt,
}

/// What the equations answer.
pub(crate) struct Answer {
    /// By place: multipliers of rows, and explicit variables.
    raw: Vec<f64>,
    /// What the multipliers sum to at each variable: `aᵀν`.
    pub(crate) pull: Vec<f64>,
    /// The change of each variable.
    pub(crate) change: Vec<f64>,
}

/// What is left to doubt of each variable.
pub(crate) struct Doubts {
    /// Variances of the reconciled variables.
    pub(crate) variance: Vec<f64>,
    /// `aᵀ Z a`: the variance of the pull.
    pub(crate) pull: Vec<f64>,
}

impl System {
    /// Factorises the equations.
    pub(crate) fn new(
        problem: &Arc<Problem>,
        rows: &[Row],
        structure: &Structure,
    ) -> Result<Self, Failure> {
        let mut columns = vec![Vec::new(); problem.variables.len()];
        for (at, row) in rows.iter().enumerate().filter(|(at, _)| structure.kept[*at]) {
            for (variable, coefficient) in &row.entries {
                columns[*variable].push((at, *coefficient));
            }
        }
        let mut parts = parts(problem, &columns, structure);
        let pairs: usize = columns.iter().map(|column| column.len() * column.len()).sum();
        if pairs > PAIRS {
            return Err(Failure::TooLarge);
        }
        let order =
            Order::of(problem, rows, structure, &columns, &parts).ok_or(Failure::Numeric)?;
        for (part, column) in parts.iter_mut().zip(&order.variables) {
            if let (Part::Explicit { column: place, .. }, Some(column)) = (part, column) {
                *place = *column;
            }
        }
        for column in &mut columns {
            column.iter_mut().for_each(|(row, _)| *row = order.rows[*row]);
        }
        let kept = rows.iter().enumerate().filter(|(at, _)| structure.kept[*at]);
        let values = kept.map(|(at, row)| (order.rows[at], row.value)).collect();
        let place = |at: usize| structure.kept[at].then(|| order.rows[at]);
        let places = (0..rows.len()).map(place).collect();
        let entries = entries(problem, &columns, &parts);
        let ldlt = Ldlt::new(Upper::new(order.size, entries))?;
        // Rows have positive pivots and explicit variables negative ones, or digits were lost.
        let mut negative = vec![false; order.size];
        order.variables.iter().flatten().for_each(|place| negative[*place] = true);
        if !ldlt.pivots().zip(negative).all(|(pivot, negative)| (pivot < 0.0) == negative) {
            return Err(Failure::Numeric);
        }
        let problem = Arc::clone(problem);
        Ok(Self { problem, parts, columns, places, values, size: order.size, ldlt })
    }

    /// The most probable variables: what balances the values, and a second step for what
    /// rounding left of the first.
    pub(crate) fn reconcile(&self) -> Answer {
        let mut values: Vec<f64> = self.problem.variables.iter().map(|it| it.value).collect();
        let mut answer = self.answer(&self.missing(&values), &[]);
        values.iter_mut().zip(&answer.change).for_each(|(value, change)| *value += change);
        let rest = self.answer(&self.missing(&values), &[]);
        let add = |sum: &mut Vec<f64>, rest: &[f64]| {
            sum.iter_mut().zip(rest).for_each(|(sum, rest)| *sum += rest);
        };
        add(&mut answer.raw, &rest.raw);
        add(&mut answer.pull, &rest.pull);
        add(&mut answer.change, &rest.change);
        answer
    }

    /// How hard rows press: their multipliers; 0 where others say the same. Multipliers that
    /// are rounding beside the others' count as 0.
    pub(crate) fn multipliers(&self, answer: &Answer, rows: Range<usize>) -> Vec<f64> {
        let of = |row: usize| self.places[row].map_or(0.0, |place| answer.raw[place]);
        let largest = rows.clone().map(of).fold(0.0, |most: f64, it| most.max(it.abs()));
        rows.map(of).map(|it| if it.abs() <= NONE * largest { 0.0 } else { it }).collect()
    }

    /// What the balances lack at these values.
    fn missing(&self, values: &[f64]) -> Vec<f64> {
        let mut missing = vec![0.0; self.size];
        for (place, value) in &self.values {
            missing[*place] += value;
        }
        for (column, value) in self.columns.iter().zip(values) {
            for (place, coefficient) in column {
                missing[*place] -= coefficient * value;
            }
        }
        missing
    }

    /// What moves with a linear functional: the covariance of every variable with it.
    pub(crate) fn covariance(&self, functional: &[(usize, f64)]) -> Vec<f64> {
        let mut right = vec![0.0; self.size];
        let mut moved = vec![0.0; self.parts.len()];
        for (variable, weight) in functional {
            moved[*variable] += weight;
        }
        let spread = self.spread(&moved);
        for (column, change) in self.columns.iter().zip(&spread) {
            for (place, coefficient) in column {
                right[*place] -= coefficient * change;
            }
        }
        for (part, weight) in self.parts.iter().zip(&moved) {
            if let Part::Explicit { column, .. } = part {
                right[*column] -= weight;
            }
        }
        self.answer(&right, &moved).change
    }

    /// `Z a`, as it pulls at each variable, for the column `a` of a variable.
    pub(crate) fn pull_of(&self, variable: usize) -> Vec<f64> {
        let mut right = vec![0.0; self.size];
        for (place, coefficient) in &self.columns[variable] {
            right[*place] += coefficient;
        }
        self.answer(&right, &[]).pull
    }

    fn answer(&self, right: &[f64], moved: &[f64]) -> Answer {
        let raw = self.ldlt.solve(right);
        let sum = |column: &Vec<(usize, f64)>| column.iter().map(|(row, it)| it * raw[*row]).sum();
        let mut pull: Vec<f64> = self.columns.iter().map(sum).collect();
        for (at, part) in self.parts.iter().enumerate() {
            // What cancels in the sum stands in the explicit equation.
            if let Part::Explicit { near, column } = part {
                let rest = self.problem.variables[at].variance - near;
                let weight = moved.get(at).copied().unwrap_or_default();
                let measured = self.problem.variables[at].state == State::Measured;
                pull[at] = if measured { raw[*column] / rest - weight } else { -weight };
            }
        }
        let mut forces = pull.clone();
        forces.iter_mut().zip(moved).for_each(|(force, weight)| *force += weight);
        let mut change = self.spread(&forces);
        for (at, part) in self.parts.iter().enumerate() {
            if let Part::Explicit { column, .. } = part {
                change[at] += raw[*column];
            }
        }
        Answer { raw, pull, change }
    }

    /// Forces times the variances of the errors.
    fn spread(&self, forces: &[f64]) -> Vec<f64> {
        let own = self.parts.iter().zip(forces).map(|(part, force)| part.variance() * force);
        let mut spread: Vec<f64> = own.collect();
        for (first, second, covariance) in self.problem.blocks.iter().flatten() {
            spread[*first] += covariance * forces[*second];
            spread[*second] += covariance * forces[*first];
        }
        spread
    }

    /// What is left to doubt of each variable, from the inverse in the factor's pattern.
    pub(crate) fn doubts(&self) -> Doubts {
        let inverse = self.ldlt.inverse();
        let variables = &self.problem.variables;
        let mut doubts = Doubts { variance: Vec::new(), pull: Vec::new() };
        for ((part, column), variable) in self.parts.iter().zip(&self.columns).zip(variables) {
            let (left, pull) = match *part {
                Part::Constant => (0.0, 0.0),
                Part::Error(variance) => {
                    let pull = form(&inverse, column, column);
                    (variance - variance * variance * pull, pull)
                }
                Part::Explicit { near, column } => {
                    explicit(inverse.at(column, column), variable.variance, near)
                }
            };
            doubts.variance.push(left.max(0.0));
            doubts.pull.push(pull.max(0.0));
        }
        for block in &self.problem.blocks {
            self.correlated(block, &inverse, &mut doubts);
        }
        doubts
    }

    /// The variances of a block of correlated errors: `V − V Aᵀ Z A V`.
    fn correlated(&self, block: &[(usize, usize, f64)], inverse: &Inverse, doubts: &mut Doubts) {
        let mut members: Vec<usize> = block.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        members.sort_unstable();
        members.dedup();
        for member in members {
            let own = self.problem.variables[member].variance;
            let mut reach: Vec<(usize, f64)> = Vec::new();
            let mut add = |variable: usize, covariance: f64| {
                let column = &self.columns[variable];
                reach.extend(column.iter().map(|(row, it)| (*row, it * covariance)));
            };
            add(member, own);
            for (first, second, covariance) in block {
                if *first == member {
                    add(*second, *covariance);
                } else if *second == member {
                    add(*first, *covariance);
                }
            }
            let left = own - form(inverse, &reach, &reach);
            doubts.variance[member] = left.max(0.0);
        }
    }
}

/// `aᵀ Z b`.
fn form(inverse: &Inverse, a: &[(usize, f64)], b: &[(usize, f64)]) -> f64 {
    let product = |(row, x): &(usize, f64)| {
        b.iter().map(|(column, y)| x * y * inverse.at(*row, *column)).sum::<f64>()
    };
    a.iter().map(product).sum()
}

/// The variance of an explicit variable, and of its pull, from its diagonal entry of the
/// inverse: `−1/z = C + q` and `1/q = 1/q₀ + V′`, where 1/q₀ is what the balances alone leave.
fn explicit(diagonal: f64, variance: f64, near: f64) -> (f64, f64) {
    let weight = if variance > 0.0 { 1.0 / (variance - near) } else { 0.0 };
    let balances = 1.0 / (-1.0 / diagonal - weight) - near;
    if variance == 0.0 {
        return (balances, 0.0);
    }
    let balances = if balances > 0.0 { balances } else { 0.0 };
    (balances * variance / (balances + variance), 1.0 / (variance + balances))
}
