//! What stands for each variable in the equations, and what it brings into them.

use crate::order::Joined;
use crate::problem::{Problem, State, Variable};
use crate::structure::Structure;

/// A variable is explicit when its variance exceeds the least of its neighbours' this many times.
const WEAK: f64 = 1e6;
/// What stands for a variable in the equations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    /// Held, or free: a constant.
    Constant,
    /// An error of this variance.
    Error(f64),
    /// An error of this variance, and the rest explicit.
    Explicit { near: f64, column: usize },
}

impl Part {
    /// The variance of the error that stands in S.
    pub(crate) fn variance(self) -> f64 {
        match self {
            Self::Constant => 0.0,
            Self::Error(variance) => variance,
            Self::Explicit { near, .. } => near,
        }
    }
}

/// What stands for each variable.
pub(crate) fn parts(
    problem: &Problem,
    columns: &[Vec<(usize, f64)>],
    structure: &Structure,
) -> Vec<Part> {
    let near = Near::of(problem, columns, structure);
    let correlated = problem.correlated();
    let part = |(at, variable): (usize, &Variable)| match variable.state {
        State::Held => Part::Constant,
        State::Unmeasured if structure.free.binary_search(&at).is_ok() => Part::Constant,
        State::Unmeasured => Part::Explicit { near: near.around(&columns[at]), column: 0 },
        State::Measured => {
            let least = near.least(&columns[at]);
            if columns[at].len() > 1 && variable.variance > WEAK * least && !correlated[at] {
                // Halfway between the two sizes, so that neither loses its digits.
                Part::Explicit { near: (variable.variance * least).sqrt(), column: 0 }
            } else {
                Part::Error(variable.variance)
            }
        }
    };
    problem.variables.iter().enumerate().map(part).collect()
}

/// The sizes of variances around rows.
struct Near {
    least: Vec<f64>,
    cluster: Vec<usize>,
    mean: Vec<f64>,
}

impl Near {
    fn of(problem: &Problem, columns: &[Vec<(usize, f64)>], structure: &Structure) -> Self {
        let rows = structure.kept.len();
        let mut least = vec![f64::INFINITY; rows];
        let mut joined = Joined::new(rows);
        let mut logs = vec![(0.0, 0.0); rows];
        for (variable, column) in problem.variables.iter().zip(columns) {
            for (row, coefficient) in column {
                let variance = variable.variance * coefficient * coefficient;
                match variable.state {
                    State::Unmeasured => joined.join(column[0].0, *row),
                    State::Measured if variance > 0.0 => {
                        least[*row] = least[*row].min(variance);
                        logs[*row].0 += 1.0;
                        logs[*row].1 += variance.ln();
                    }
                    State::Measured | State::Held => {}
                }
            }
        }
        let cluster: Vec<usize> = (0..rows).map(|row| joined.root(row)).collect();
        let mut sums = vec![(0.0, 0.0); rows];
        let mut all = (0.0, 0.0);
        for (row, (count, log)) in logs.into_iter().enumerate() {
            for sum in [&mut sums[cluster[row]], &mut all] {
                sum.0 += count;
                sum.1 += log;
            }
        }
        let mean =
            |(count, log): (f64, f64)| if count > 0.0 { Some(f64::exp(log / count)) } else { None };
        let of_all = mean(all).unwrap_or(1.0);
        let mean = sums.into_iter().map(|sum| mean(sum).unwrap_or(of_all)).collect();
        Self { least, cluster, mean }
    }

    /// The geometric mean of the measured variances around all that unmeasured variables join.
    fn around(&self, column: &[(usize, f64)]) -> f64 {
        column.first().map_or(1.0, |(row, _)| self.mean[self.cluster[*row]])
    }

    /// The least measured variance in any of the rows.
    fn least(&self, column: &[(usize, f64)]) -> f64 {
        column.iter().fold(f64::INFINITY, |least, (row, _)| least.min(self.least[*row]))
    }
}

/// The entries of the equations.
pub(crate) fn entries(
    problem: &Problem,
    columns: &[Vec<(usize, f64)>],
    parts: &[Part],
) -> Vec<(usize, usize, f64)> {
    let mut entries = Vec::with_capacity(columns.len() * 4);
    for ((column, part), variable) in columns.iter().zip(parts).zip(&problem.variables) {
        if *part == Part::Constant {
            continue;
        }
        for (at, (row, a)) in column.iter().enumerate() {
            for (other, b) in &column[at..] {
                entries.push((*row, *other, a * b * part.variance()));
            }
        }
        if let Part::Explicit { near, column: place } = part {
            entries.extend(column.iter().map(|(row, a)| (*row, *place, *a)));
            let rest = variable.variance - near;
            let weight = if variable.state == State::Measured { -1.0 / rest } else { 0.0 };
            entries.push((*place, *place, weight));
        }
    }
    for block in &problem.blocks {
        for (first, second, covariance) in block {
            for (row, a) in &columns[*first] {
                for (other, b) in &columns[*second] {
                    entries.push((*row, *other, a * b * covariance));
                    if row == other {
                        entries.push((*row, *other, a * b * covariance));
                    }
                }
            }
        }
        // Every pair of a block's rows is asked for in the inverse.
        let mut rows: Vec<usize> = block
            .iter()
            .flat_map(|(first, second, _)| columns[*first].iter().chain(&columns[*second]))
            .map(|(row, _)| *row)
            .collect();
        rows.sort_unstable();
        rows.dedup();
        for (at, row) in rows.iter().enumerate() {
            entries.extend(rows[at..].iter().map(|other| (*row, *other, 0.0)));
        }
    }
    entries
}
