//! A sparse symmetric factorisation, and the entries of the inverse that stand in its pattern.

use crate::solve::Failure;
use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::ldlt::factor::LdltRegularization;
use faer::sparse::linalg::amd;
use faer::sparse::linalg::cholesky::simplicial::{self, SymbolicSimplicialCholesky};
use faer::sparse::{SparseColMatRef, SymbolicSparseColMatRef};

/// The upper half of a symmetric matrix by columns, its entries in the order of their rows.
pub(crate) struct Upper {
    starts: Vec<usize>,
    rows: Vec<usize>,
    values: Vec<f64>,
}

impl Upper {
    /// A matrix of a size from entries on either side of its diagonal; what falls on one place
    /// is summed.
    pub(crate) fn new(size: usize, entries: Vec<(usize, usize, f64)>) -> Self {
        let mut starts = vec![0; size + 1];
        for (row, column, _) in &entries {
            starts[row.max(column) + 1] += 1;
        }
        for at in 0..size {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut sorted = vec![(0, 0.0); entries.len()];
        for (row, column, value) in entries {
            let place = &mut next[row.max(column)];
            sorted[*place] = (row.min(column), value);
            *place += 1;
        }
        let (mut rows, mut values) = (Vec::new(), Vec::new());
        let mut ends = vec![0];
        for column in 0..size {
            let entries = &mut sorted[starts[column]..starts[column + 1]];
            entries.sort_by_key(|(row, _)| *row);
            let begin = rows.len();
            for (row, value) in entries {
                match rows.last() {
                    Some(last) if rows.len() > begin && last == row => {
                        if let Some(sum) = values.last_mut() {
                            *sum += *value;
                        }
                    }
                    Some(_) | None => {
                        rows.push(*row);
                        values.push(*value);
                    }
                }
            }
            ends.push(rows.len());
        }
        Self { starts: ends, rows, values }
    }

    fn size(&self) -> usize {
        self.starts.len() - 1
    }

    fn pattern(&self) -> SymbolicSparseColMatRef<'_, usize> {
        let size = self.size();
        SymbolicSparseColMatRef::new_checked(size, size, &self.starts, None, &self.rows)
    }

    /// The matrix times a vector.
    fn times(&self, vector: &[f64]) -> Vec<f64> {
        let mut product = vec![0.0; vector.len()];
        for column in 0..self.size() {
            for at in self.starts[column]..self.starts[column + 1] {
                let (row, value) = (self.rows[at], self.values[at]);
                product[row] += value * vector[column];
                if row != column {
                    product[column] += value * vector[row];
                }
            }
        }
        product
    }

    /// An order of elimination that fills in little: approximate minimum degree.
    pub(crate) fn order(&self) -> Option<Vec<usize>> {
        let size = self.size();
        let (mut order, mut inverse) = (vec![0; size], vec![0; size]);
        let scratch = amd::order_scratch::<usize>(size, self.rows.len());
        let mut memory = MemBuffer::try_new(scratch).ok()?;
        let stack = MemStack::new(&mut memory);
        let control = amd::Control::default();
        amd::order(&mut order, &mut inverse, self.pattern(), control, stack).ok()?;
        Some(order)
    }
}

/// Entries of a factor that are computed at most: a dense one of some 4 000 rows.
const ENTRIES: usize = 10_000_000;

/// `K = L D Lᵀ` without pivoting.
pub(crate) struct Ldlt {
    matrix: Upper,
    symbolic: SymbolicSimplicialCholesky<usize>,
    /// By columns; D stands first in each.
    values: Vec<f64>,
}

impl Ldlt {
    /// The factorisation.
    pub(crate) fn new(matrix: Upper) -> Result<Self, Failure> {
        let symbolic = symbolic(&matrix).ok_or(Failure::TooLarge)?;
        Self::numeric(matrix, symbolic).ok_or(Failure::Numeric)
    }

    fn numeric(matrix: Upper, symbolic: SymbolicSimplicialCholesky<usize>) -> Option<Self> {
        let size = matrix.size();
        let mut values = vec![0.0; symbolic.len_val()];
        let scratch = simplicial::factorize_simplicial_numeric_ldlt_scratch::<usize, f64>(size);
        let mut memory = MemBuffer::try_new(scratch).ok()?;
        simplicial::factorize_simplicial_numeric_ldlt(
            &mut values,
            SparseColMatRef::new(matrix.pattern(), &matrix.values),
            LdltRegularization::default(),
            &symbolic,
            MemStack::new(&mut memory),
        )
        .ok()?;
        Some(Self { matrix, symbolic, values })
    }

    /// The pivots.
    pub(crate) fn pivots(&self) -> impl Iterator<Item = f64> {
        self.symbolic.col_ptr()[..self.symbolic.nrows()].iter().map(|at| self.values[*at])
    }

    /// Solves `K x = right`, refined against the matrix itself.
    pub(crate) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut solution = right.to_vec();
        self.substitute(&mut solution);
        for _ in 0..2 {
            let product = self.matrix.times(&solution);
            let mut rest: Vec<f64> = right.iter().zip(&product).map(|(b, kx)| b - kx).collect();
            self.substitute(&mut rest);
            solution.iter_mut().zip(&rest).for_each(|(x, correction)| *x += correction);
        }
        solution
    }

    fn substitute(&self, x: &mut [f64]) {
        let (starts, rows) = (self.symbolic.col_ptr(), self.symbolic.row_idx());
        let below = |column: usize| starts[column] + 1..starts[column + 1];
        for column in 0..x.len() {
            let value = x[column];
            if value != 0.0 {
                for at in below(column) {
                    x[rows[at]] -= self.values[at] * value;
                }
            }
        }
        for column in (0..x.len()).rev() {
            let mut value = x[column] / self.values[starts[column]];
            for at in below(column) {
                value -= self.values[at] * x[rows[at]];
            }
            x[column] = value;
        }
    }

    /// The entries of the inverse in the pattern of L, after Takahashi, Fagan and Chen (1973).
    pub(crate) fn inverse(&self) -> Inverse<'_> {
        let (starts, rows) = (self.symbolic.col_ptr(), self.symbolic.row_idx());
        let size = self.symbolic.nrows();
        let mut values = vec![0.0; self.values.len()];
        // Where a row stands in the column at hand, counted from 1.
        let mut place = vec![0_usize; size];
        let mut sums: Vec<f64> = Vec::new();
        for column in (0..size).rev() {
            let below = starts[column] + 1..starts[column + 1];
            for (count, row) in rows[below.clone()].iter().enumerate() {
                place[*row] = count + 1;
            }
            sums.clear();
            sums.resize(below.len(), 0.0);
            for (count, at) in below.clone().enumerate() {
                let (inner, weight) = (rows[at], self.values[at]);
                sums[count] += weight * values[starts[inner]];
                for inner_at in starts[inner] + 1..starts[inner + 1] {
                    let other = place[rows[inner_at]];
                    if other > 0 {
                        sums[other - 1] += weight * values[inner_at];
                        sums[count] += self.values[below.start + other - 1] * values[inner_at];
                    }
                }
            }
            let mut diagonal = 1.0 / self.values[starts[column]];
            for (count, at) in below.clone().enumerate() {
                values[at] = -sums[count];
                diagonal += self.values[at] * sums[count];
                place[rows[at]] = 0;
            }
            values[starts[column]] = diagonal;
        }
        Inverse { symbolic: &self.symbolic, values }
    }
}

/// The pattern of the factor; none where it is too large.
fn symbolic(matrix: &Upper) -> Option<SymbolicSimplicialCholesky<usize>> {
    let size = matrix.size();
    let scratch =
        simplicial::prefactorize_symbolic_cholesky_scratch::<usize>(size, matrix.rows.len());
    let scratch =
        scratch.or(simplicial::factorize_simplicial_symbolic_cholesky_scratch::<usize>(size));
    let mut memory = MemBuffer::try_new(scratch).ok()?;
    let stack = MemStack::new(&mut memory);
    let (mut tree, mut counts) = (vec![0_isize; size], vec![0_usize; size]);
    let tree =
        simplicial::prefactorize_symbolic_cholesky(&mut tree, &mut counts, matrix.pattern(), stack);
    (counts.iter().sum::<usize>() <= ENTRIES).then_some(())?;
    simplicial::factorize_simplicial_symbolic_cholesky(matrix.pattern(), tree, &counts, stack).ok()
}

/// Entries of the inverse of a factorised matrix.
pub(crate) struct Inverse<'a> {
    symbolic: &'a SymbolicSimplicialCholesky<usize>,
    values: Vec<f64>,
}

impl Inverse<'_> {
    /// An entry; it stands in the pattern wherever the matrix itself has one.
    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        let (row, column) = (row.max(column), row.min(column));
        let (starts, rows) = (self.symbolic.col_ptr(), self.symbolic.row_idx());
        let range = starts[column]..starts[column + 1];
        rows[range.clone()].binary_search(&row).map_or(0.0, |at| self.values[range.start + at])
    }
}
