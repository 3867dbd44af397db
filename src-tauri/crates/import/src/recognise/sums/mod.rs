//! Which rows are sums of others: by their names, by how they stand, and by arithmetic.

mod family;
mod named;
mod nameless;
mod running;

use super::figures::Figures;
use super::record::Record;
use super::report::RowRole;
use running::{Class, Running};

/// What a row with figures is for the sum of the table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// It counts; the row above it that it is a part of, if any.
    Leaf(Option<usize>),
    /// Part of another row that counts; none where it divides a total.
    OfWhich(Option<usize>),
    /// A sum of other rows.
    Sum(Sum),
}

/// A row that sums others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sum {
    /// The rows that it sums, from and to (excluded).
    pub(crate) members: (usize, usize),
    /// True for the sum of the whole table.
    pub(crate) grand: bool,
    /// The row that it is a part of, where that stands above it.
    pub(crate) within: Option<usize>,
    /// How it was told.
    pub(crate) by: By,
    /// True where the stated figures contain rows twice.
    pub(crate) doubled: bool,
    /// Columns where the stated figure is not the sum: slot, stated, sum.
    pub(crate) differences: Vec<(usize, f64, f64)>,
}

/// How a sum was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// Its name says so.
    Name,
    /// It stands above rows that are its parts.
    Parent,
    /// Its figures are the sum of others, and its name does not say so.
    Arithmetic,
}

/// The columns that sums are looked for in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Additive {
    /// All columns of flows.
    pub(crate) all: Vec<usize>,
    /// Those that are not themselves sums of others in the row.
    pub(crate) basic: Vec<usize>,
}

/// The verdict on every row with figures.
///
/// Indentation may be meant or a slip of the hand, and a row that is the sum of others may
/// be so by chance; where the table's own total tells, it decides.
pub(crate) fn verdicts(figures: &Figures, records: &[Record], additive: &Additive) -> Vec<Verdict> {
    let run = |by_indent: bool, digits: f64| {
        let mut judge = Judge::new(figures, records, additive);
        (judge.by_indent, judge.digits) = (by_indent, digits);
        for row in 0..figures.len() {
            judge.step(row);
        }
        judge.settle_totals_on_top();
        judge.mark_grand();
        judge.verdicts
    };
    let mut best = run(true, BEYOND_CHANCE);
    for (by_indent, digits) in [(true, SUSPECT), (false, BEYOND_CHANCE), (false, SUSPECT)] {
        if matches!(grand_differences(&best), None | Some(0)) {
            break;
        }
        let other = run(by_indent, digits);
        if grand_differences(&other)
            .is_some_and(|differences| Some(differences) < grand_differences(&best))
        {
            best = other;
        }
    }
    best
}

/// So many agreeing digits are no chance, whatever the total says.
const BEYOND_CHANCE: f64 = 5.0;
/// So many make a row suspect: without a name, or where the table's total confirms it.
const SUSPECT: f64 = 2.0;

/// In how many columns the table's total differs from its rows; none without a total.
fn grand_differences(verdicts: &[Verdict]) -> Option<usize> {
    verdicts.iter().find_map(|verdict| match verdict {
        Verdict::Sum(sum) if sum.grand => Some(sum.differences.len()),
        Verdict::Sum(_) | Verdict::Leaf(_) | Verdict::OfWhich(_) => None,
    })
}

struct Judge<'t> {
    figures: &'t Figures,
    records: &'t [Record],
    additive: &'t [usize],
    basic: &'t [usize],
    verdicts: Vec<Verdict>,
    /// Sums of the rows before each row.
    running: Running,
    /// The row after the last sum that its own name or arithmetic told.
    after_sum: usize,
    /// Parts claimed by a row above them: parent and whether they count.
    claimed: Vec<Option<(usize, bool)>>,
    /// Totals without rows above them.
    on_top: Vec<usize>,
    /// Whether indentation tells parts.
    by_indent: bool,
    /// How many digits must agree for a sum that no name announces.
    digits: f64,
}

impl<'t> Judge<'t> {
    fn new(figures: &'t Figures, records: &'t [Record], additive: &'t Additive) -> Self {
        let running = Running::new(additive.all.len());
        Self {
            figures,
            records,
            additive: &additive.all,
            basic: &additive.basic,
            verdicts: Vec::with_capacity(figures.len()),
            running,
            after_sum: 0,
            claimed: vec![None; figures.len()],
            on_top: Vec::new(),
            by_indent: true,
            digits: BEYOND_CHANCE,
        }
    }

    fn record(&self, row: usize) -> &'t Record {
        &self.records[self.figures.rows[row]]
    }

    fn step(&mut self, row: usize) {
        let record = self.record(row);
        let verdict = if record.chosen && record.role == RowRole::Unit {
            Verdict::Leaf(None)
        } else if let Some((parent, counts)) = self.claimed[row] {
            self.claimed_part(row, parent, counts)
        } else if record.role == RowRole::Total {
            self.total(row)
        } else if record.role == RowRole::OfWhich {
            self.orphan(row)
        } else if self.divides_total(row) {
            Verdict::OfWhich(None)
        } else {
            self.unit(row)
        };
        self.push(row, verdict);
    }

    fn push(&mut self, row: usize, verdict: Verdict) {
        if matches!(&verdict, Verdict::Sum(sum) if sum.by != By::Parent) {
            self.after_sum = row + 1;
        }
        let figures = self.figures;
        let values = self.additive.iter().map(|slot| figures.at(row, *slot).value());
        self.running.push(&verdict, values);
        self.verdicts.push(verdict);
    }

    /// The sums of the counting rows in a range of rows already judged.
    fn summed(&self, from: usize, to: usize) -> Vec<f64> {
        self.running.between(Class::Leaf, from, to)
    }

    fn counting(&self, from: usize, to: usize) -> usize {
        self.running.count(Class::Leaf, from, to)
    }

    fn unit(&mut self, row: usize) -> Verdict {
        if let Some(verdict) = self.family(row) {
            return verdict;
        }
        if let Some(sum) = self.nameless_sum(row) {
            return Verdict::Sum(sum);
        }
        Verdict::Leaf(None)
    }

    fn sum_of(&self, rows: &[usize]) -> Vec<f64> {
        self.additive
            .iter()
            .map(|slot| rows.iter().map(|row| self.figures.at(*row, *slot).value()).sum())
            .collect()
    }

    fn compare(&self, row: usize, sums: &[f64], parts: usize) -> Compared {
        let mut compared = Compared::default();
        for (slot, sum) in self.additive.iter().zip(sums) {
            let Some(stated) = self.figures.at(row, *slot).stated() else { continue };
            if stated == 0.0 && *sum == 0.0 {
                continue;
            }
            compared.compared += 1;
            if (stated - sum).abs() <= self.figures.slack(*slot, stated, parts) {
                compared.matched += 1;
            } else {
                compared.differences.push((*slot, stated, *sum));
            }
        }
        compared
    }
}

/// How the figures of a row compare with a sum.
#[derive(Default)]
struct Compared {
    compared: usize,
    matched: usize,
    differences: Vec<(usize, f64, f64)>,
}

impl Compared {
    /// The share of the columns that agree.
    fn share(&self) -> f64 {
        #[allow(clippy::cast_precision_loss)]
        let share = self.matched as f64 / self.compared.max(1) as f64;
        share
    }
}
