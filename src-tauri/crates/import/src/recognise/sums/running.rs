//! Sums of rows so far, so that the sum of any run of rows is a subtraction.

use super::Verdict;

/// What a row is for the running sums.
#[derive(Clone, Copy)]
pub(super) enum Class {
    /// It counts.
    Leaf = 0,
    /// It sums others.
    Sum = 1,
    /// It is part of another.
    Part = 2,
}

/// Sums and counts of the rows before each row, by class.
pub(super) struct Running {
    width: usize,
    sums: [Vec<f64>; 3],
    counts: [Vec<usize>; 3],
}

impl Running {
    /// Nothing so far; rows have that many columns.
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            sums: std::array::from_fn(|_| vec![0.0; width]),
            counts: std::array::from_fn(|_| vec![0]),
        }
    }

    /// Adds the next row.
    pub(super) fn push(&mut self, verdict: &Verdict, values: impl Iterator<Item = f64> + Clone) {
        let own = match verdict {
            Verdict::Leaf(_) => Class::Leaf,
            Verdict::Sum(_) => Class::Sum,
            Verdict::OfWhich(_) => Class::Part,
        };
        for (class, (sums, counts)) in self.sums.iter_mut().zip(&mut self.counts).enumerate() {
            let counted = class == own as usize;
            let before = sums.len() - self.width;
            for (at, value) in values.clone().enumerate() {
                sums.push(sums[before + at] + if counted { value } else { 0.0 });
            }
            counts.push(counts[counts.len() - 1] + usize::from(counted));
        }
    }

    /// The sums of the rows of a class from one to another (excluded).
    pub(super) fn between(&self, class: Class, from: usize, to: usize) -> Vec<f64> {
        (0..self.width).map(|at| self.sum(class, at, (from, to))).collect()
    }

    /// Their sum in one column.
    pub(super) fn sum(&self, class: Class, column: usize, (from, to): (usize, usize)) -> f64 {
        let sums = &self.sums[class as usize];
        sums[to * self.width + column] - sums[from * self.width + column]
    }

    /// How many rows of a class there are from one to another (excluded).
    pub(super) fn count(&self, class: Class, from: usize, to: usize) -> usize {
        let counts = &self.counts[class as usize];
        counts[to] - counts[from]
    }
}
