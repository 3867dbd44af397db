//! Gaussian elimination on sparse rows.
//!
//! On plain balances it is the merging of nodes: the pivot row is the smaller of two nodes that
//! a stream joins, and is added to the other, so that a whole network takes near-linear time.
//! Coefficients of ±1 stay exact. Splits and other relations go the same way, with a tolerance.

use crate::problem::Row;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A coefficient that falls below this part of what it was made of is zero.
const CANCELLED: f64 = 1e-11;
/// A pivot is at least this part of the largest coefficient of its variable.
const PIVOT: f64 = 0.1;

/// Steps on single coefficients that are taken at most; what fills in more is refused.
const WORK: usize = 100_000_000;

/// Rows while variables are eliminated from them.
pub(crate) struct Tableau {
    rows: Vec<Live>,
    work: usize,
    /// The rows that may hold each variable.
    holders: Vec<Vec<usize>>,
}

/// A row of a tableau.
#[derive(Clone, Default)]
pub(crate) struct Live {
    /// Where it began.
    pub(crate) index: usize,
    pub(crate) entries: BTreeMap<usize, f64>,
    pub(crate) value: f64,
    /// The sum of sizes of which the value was made.
    pub(crate) size: f64,
    /// The rows that were added up to it.
    pub(crate) from: Vec<usize>,
    retired: bool,
}

/// A variable that was eliminated, and the row that tells it from others.
pub(crate) struct Pivot {
    pub(crate) variable: usize,
    pub(crate) row: usize,
    pub(crate) coefficient: f64,
    /// The other variables of the row.
    pub(crate) others: Vec<(usize, f64)>,
}

impl Tableau {
    /// Rows as they are given.
    pub(crate) fn new(rows: &[Row], variables: usize) -> Self {
        let live = rows.iter().enumerate().map(|(index, row)| Live {
            index,
            entries: row.entries.iter().copied().collect(),
            value: row.value,
            size: row.value.abs(),
            from: vec![index],
            retired: false,
        });
        Self::of(live.collect(), variables)
    }

    /// Rows that were made elsewhere.
    pub(crate) fn of(rows: Vec<Live>, variables: usize) -> Self {
        let mut holders = vec![Vec::new(); variables];
        for (at, row) in rows.iter().enumerate() {
            for variable in row.entries.keys() {
                holders[*variable].push(at);
            }
        }
        Self { rows, work: 0, holders }
    }

    /// Eliminates a variable; none where no row that is left holds it, or nothing more can be
    /// done.
    pub(crate) fn eliminate(&mut self, variable: usize) -> Option<Pivot> {
        if self.exhausted() {
            return None;
        }
        let mut holders = std::mem::take(&mut self.holders[variable]);
        holders.sort_unstable();
        holders.dedup();
        let held = |at: &usize| self.rows[*at].entries.get(&variable).map(|it| (*at, *it));
        let holders: Vec<(usize, f64)> = holders.iter().filter_map(held).collect();
        let largest = holders.iter().fold(0.0, |most: f64, (_, it)| most.max(it.abs()));
        let fit = holders.iter().filter(|(_, it)| it.abs() >= PIVOT * largest);
        let &(at, coefficient) = fit.min_by_key(|(at, _)| self.rows[*at].entries.len())?;
        let mut row = std::mem::take(&mut self.rows[at]);
        self.rows[at].retired = true;
        row.entries.remove(&variable);
        let alone = holders.len() == 2;
        for (other, held) in holders.into_iter().filter(|(other, _)| *other != at) {
            self.add(&mut row, -held / coefficient, other, alone);
            self.rows[other].entries.remove(&variable);
        }
        let others = row.entries.into_iter().collect();
        Some(Pivot { variable, row: row.index, coefficient, others })
    }

    /// Adds a multiple of a row to another. Its history may be moved where it is not needed
    /// again, so that long histories are not copied over and over.
    fn add(&mut self, row: &mut Live, factor: f64, into: usize, last: bool) {
        let target = &mut self.rows[into];
        self.work += row.entries.len() + row.from.len().min(target.from.len());
        for (variable, coefficient) in &row.entries {
            let added = factor * coefficient;
            match target.entries.entry(*variable) {
                Entry::Vacant(free) => {
                    free.insert(added);
                    self.holders[*variable].push(into);
                }
                Entry::Occupied(mut held) => {
                    let sum = held.get() + added;
                    if sum.abs() <= CANCELLED * (held.get().abs() + added.abs()) {
                        held.remove();
                    } else {
                        held.insert(sum);
                    }
                }
            }
        }
        target.value += factor * row.value;
        target.size += factor.abs() * row.size;
        if last && row.from.len() > target.from.len() {
            std::mem::swap(&mut row.from, &mut target.from);
        }
        target.from.extend_from_slice(&row.from);
    }

    /// Whether the rows fill in too much to go on.
    pub(crate) fn exhausted(&self) -> bool {
        self.work > WORK
    }

    /// The rows that are left.
    pub(crate) fn left(self) -> Vec<Live> {
        self.rows.into_iter().filter(|row| !row.retired).collect()
    }
}
