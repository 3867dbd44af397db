//! Sums whose names do not say so.

use super::{By, Judge, SUSPECT, Sum, Verdict};

impl Judge<'_> {
    /// The row as the sum of rows right above it, although its name does not say so.
    pub(super) fn nameless_sum(&self, row: usize) -> Option<Sum> {
        let key = self.key_slot(row)?;
        let whole = self.figures.at(row, key).value();
        let fits = |from: &usize| {
            let parts = self.counting(*from, row);
            parts >= 2 && self.is_beyond_chance(row, &self.summed(*from, row), parts)
        };
        let from = self.sum_starts(row, key, whole).into_iter().find(fits)?;
        let parts = self.counting(from, row);
        let differences = self.compare(row, &self.summed(from, row), parts).differences;
        Some(Sum {
            members: (from, row),
            grand: false,
            within: None,
            by: By::Arithmetic,
            doubled: false,
            differences,
        })
    }

    /// Where runs of counting rows above begin that add up to a value in one column, the
    /// nearest first.
    fn sum_starts(&self, row: usize, key: usize, whole: f64) -> Vec<usize> {
        let mut sum = 0.0;
        let mut starts = Vec::new();
        for at in (row.saturating_sub(64)..row).rev() {
            if let Verdict::Leaf(_) = self.verdicts[at] {
                sum += self.figures.at(at, key).value();
                if (sum - whole).abs() <= self.figures.slack(key, whole, row - at) {
                    starts.push(at);
                }
                if sum > whole * 1.01 + 1.0 {
                    break;
                }
            }
        }
        // The sum of the whole table may reach farther up.
        let place = self.additive.iter().position(|slot| *slot == key);
        let all = place.map(|at| self.summed(0, row)[at]);
        if all.is_some_and(|all| (all - whole).abs() <= self.figures.slack(key, whole, row)) {
            starts.push(0);
        }
        starts
    }

    /// The column with the largest figure of a row.
    pub(super) fn key_slot(&self, row: usize) -> Option<usize> {
        let value = |slot: usize| self.figures.at(row, slot).value();
        let largest =
            self.additive.iter().copied().max_by(|a, b| value(*a).total_cmp(&value(*b)))?;
        (value(largest) > 0.0).then_some(largest)
    }

    /// True where so many digits agree that it cannot be chance.
    pub(super) fn is_beyond_chance(&self, row: usize, sums: &[f64], parts: usize) -> bool {
        let compared = self.compare(row, sums, parts);
        if compared.matched < 2 || compared.matched < compared.compared {
            return false;
        }
        // In a balanced table one column follows from the others: the one that says most
        // is not counted. Neither are figures that only repeat another of the row.
        let mut said: Vec<f64> = Vec::new();
        let mut seen: Vec<f64> = Vec::new();
        for slot in self.basic {
            let value = self.figures.at(row, *slot).value();
            if value != 0.0 && !seen.contains(&value) {
                seen.push(value);
                said.push(digits(value, self.figures.decimals[*slot]));
            }
        }
        let most = said.iter().copied().fold(0.0, f64::max);
        let needed = if self.record(row).name.is_empty() { SUSPECT } else { self.digits };
        said.iter().sum::<f64>() - most >= needed
    }
}

/// Digits that a figure says, without the zeros at its end: 150 says two.
fn digits(value: f64, decimals: u8) -> f64 {
    let mut written = (value.abs() * 10_f64.powi(i32::from(decimals))).round();
    while written >= 10.0 && written % 10.0 == 0.0 {
        written /= 10.0;
    }
    if written >= 1.0 { written.log10().floor() + 1.0 } else { 0.0 }
}
