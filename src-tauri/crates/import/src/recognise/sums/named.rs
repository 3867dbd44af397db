//! Sums by name: 小计, 合计, 总计.

use super::super::label::TotalName;
use super::super::report::RowRole;
use super::running::Class;
use super::{By, Compared, Judge, Sum, Verdict};

impl Judge<'_> {
    pub(super) fn total(&mut self, row: usize) -> Verdict {
        let record = self.record(row);
        if record.heads_section && !self.sums_section(row) {
            return self.unit(row);
        }
        let scopes = if record.heads_section { Vec::new() } else { self.scopes(row) };
        let mut best: Option<(usize, Compared)> = None;
        for from in scopes {
            let parts = self.counting(from, row);
            if parts == 0 {
                continue;
            }
            let compared = self.compare(row, &self.summed(from, row), parts);
            if best.as_ref().is_none_or(|held| compared.share() > held.1.share() + 1e-9) {
                best = Some((from, compared));
            }
        }
        let agrees = best.as_ref().is_some_and(|(_, compared)| compared.share() >= 0.6);
        if !agrees
            && !record.heads_section
            && let Some(members) = self.run_elsewhere(row)
        {
            return Verdict::Sum(Sum {
                members,
                grand: false,
                within: None,
                by: By::Name,
                doubled: false,
                differences: Vec::new(),
            });
        }
        if !agrees && !record.heads_section && self.stands_alone(row) {
            return Verdict::Leaf(None);
        }
        let Some((from, compared)) = best else {
            self.on_top.push(row);
            return Verdict::Sum(Sum {
                members: (row + 1, row + 1),
                grand: matches!(record.total, Some(TotalName::Grand)),
                within: None,
                by: By::Name,
                doubled: false,
                differences: Vec::new(),
            });
        };
        let doubled =
            !compared.differences.is_empty() && self.is_doubled(row, from, compared.share());
        Verdict::Sum(Sum {
            members: (from, row),
            grand: false,
            within: None,
            by: By::Name,
            doubled,
            differences: compared.differences,
        })
    }

    /// The run of counting rows farther up that a subtotal at the end of a table sums: 主要生产小计,
    /// 辅助生产小计 below all units.
    fn run_elsewhere(&self, row: usize) -> Option<(usize, usize)> {
        let named = matches!(self.record(row).total, Some(TotalName::Sub | TotalName::Group(_)));
        if !named || row > 400 {
            return None;
        }
        // One column tells most runs apart, and there are many.
        let key = self.key_slot(row);
        let place = self.additive.iter().position(|slot| Some(*slot) == key);
        let told = key.zip(place).map(|(slot, place)| {
            let stated = self.figures.at(row, slot).value();
            (place, stated, self.figures.slack(slot, stated, row))
        });
        let fits = |from: usize, to: usize| {
            let is_near = told.is_none_or(|(place, stated, slack)| {
                (self.running.sum(Class::Leaf, place, (from, to)) - stated).abs() <= slack
            });
            if !is_near {
                return false;
            }
            let parts = self.counting(from, to);
            let compared = self.compare(row, &self.summed(from, to), parts);
            parts > 0 && compared.compared >= 2 && compared.matched == compared.compared
        };
        let runs = (0..row).flat_map(|from| (from + 1..row).map(move |to| (from, to)));
        runs.into_iter().find(|(from, to)| fits(*from, *to))
    }

    /// True where the rows of the section below a heading add up to the heading's figures.
    fn sums_section(&self, row: usize) -> bool {
        let section = self.record(row).section;
        let below =
            (row + 1..self.figures.len()).take_while(|at| self.record(*at).section == section);
        let units: Vec<usize> = below.filter(|at| self.record(*at).role == RowRole::Unit).collect();
        let compared = self.compare(row, &self.sum_of(&units), units.len());
        !units.is_empty() && compared.share() >= 0.6
    }

    /// True for a subtotal without any row that it could sum: the table gives subtotals
    /// only, and they are what counts.
    pub(super) fn stands_alone(&self, row: usize) -> bool {
        let total = |at: usize| self.record(at).role == RowRole::Total;
        let (above, below) = (row.checked_sub(1), row + 1);
        let ends = below >= self.figures.len();
        match self.record(row).total {
            Some(TotalName::Sub | TotalName::Group(_)) => {
                above.is_none_or(|above| self.begins_anew(above, row))
                    && (ends
                        || total(below)
                        || self.record(below).section != self.record(row).section)
            }
            _ => above.is_none() && ends,
        }
    }

    /// True where nothing right above a total is counted that it could sum: the row above is a
    /// total that counts itself, or one of another section.
    fn begins_anew(&self, above: usize, row: usize) -> bool {
        self.record(above).role == RowRole::Total
            && (matches!(self.verdicts[above], Verdict::Leaf(_))
                || self.record(above).section != self.record(row).section)
    }

    /// Where the rows that a total sums may begin, the likeliest first.
    pub(super) fn scopes(&self, row: usize) -> Vec<usize> {
        let record = self.record(row);
        let after_sum = self.after_sum;
        let section =
            self.run_start(row, |at| self.record(at).section == record.section).unwrap_or(row);
        let group_name = match &record.total {
            Some(TotalName::Group(name)) => Some(name.as_str()),
            _ => record.group.as_ref().map(|group| group.0.as_str()),
        };
        let named = |at: usize| self.record(at).group.as_ref().map(|group| group.0.as_str());
        let group = group_name.and_then(|name| self.run_start(row, |at| named(at) == Some(name)));
        let local = [group, Some(after_sum), Some(section), Some(0)];
        let whole = [Some(0), Some(section), Some(after_sum), group];
        let order = match record.total {
            Some(TotalName::Sub | TotalName::Group(_)) => local,
            Some(TotalName::Sum) if section > 0 || group.is_some() => {
                [group, Some(section), Some(0), Some(after_sum)]
            }
            _ => whole,
        };
        let mut scopes: Vec<usize> = Vec::new();
        for from in order.into_iter().flatten().filter(|from| *from < row) {
            if !scopes.contains(&from) {
                scopes.push(from);
            }
        }
        scopes
    }

    /// Where the run of rows right above a row begins for which something holds. A run
    /// without sections is the whole table and is not walked.
    fn run_start(&self, row: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
        if self.record(row).section == 0
            && holds(0)
            && holds(row.checked_sub(1)?)
            && self.record(0).group.is_none()
        {
            return Some(0);
        }
        (0..row).rev().take_while(|at| holds(*at)).last()
    }

    /// True where a stated total becomes right once subtotals or 其中 rows are added twice.
    pub(super) fn is_doubled(&self, row: usize, from: usize, share: f64) -> bool {
        let pick = |class: Class| {
            (self.running.between(class, from, row), self.running.count(class, from, row))
        };
        let (leaves, sums, parts) = (self.summed(from, row), pick(Class::Sum), pick(Class::Part));
        let add = |extra: &[&(Vec<f64>, usize)]| -> Vec<f64> {
            (0..leaves.len())
                .map(|at| leaves[at] + extra.iter().map(|part| part.0[at]).sum::<f64>())
                .collect()
        };
        let tries: [&[&(Vec<f64>, usize)]; 3] = [&[&sums], &[&parts], &[&sums, &parts]];
        tries.iter().any(|extra| {
            let added: usize = extra.iter().map(|part| part.1).sum();
            let compared = self.compare(row, &add(extra), row - from);
            added > 0 && compared.share() >= 0.6 && compared.share() > share
        })
    }

    /// Totals that stand above what they sum.
    pub(super) fn settle_totals_on_top(&mut self) {
        for row in std::mem::take(&mut self.on_top) {
            let record = self.record(row);
            let whole = matches!(record.total, Some(TotalName::Grand)) || record.section == 0;
            let end = (row + 1..self.figures.len())
                .find(|at| !whole && self.record(*at).section != record.section)
                .unwrap_or(self.figures.len());
            let first_end =
                (row + 1..end).find(|at| self.record(*at).role == RowRole::Total).unwrap_or(end);
            let mut best: Option<(usize, Compared)> = None;
            for to in [end, first_end] {
                let compared =
                    self.compare(row, &self.summed(row + 1, to), self.counting(row + 1, to));
                if best.as_ref().is_none_or(|held| compared.share() > held.1.share() + 1e-9) {
                    best = Some((to, compared));
                }
            }
            if let (Some((to, compared)), Verdict::Sum(sum)) = (best, &mut self.verdicts[row]) {
                sum.members = (row + 1, to);
                sum.differences = compared.differences;
            }
        }
    }

    /// The last total that covers every counting row is the total of the table.
    pub(super) fn mark_grand(&mut self) {
        let counts = |at: &usize| matches!(self.verdicts[*at], Verdict::Leaf(_));
        let (Some(first), Some(last)) =
            ((0..self.verdicts.len()).find(counts), (0..self.verdicts.len()).rfind(counts))
        else {
            return;
        };
        let covers = |verdict: &Verdict| match verdict {
            Verdict::Sum(sum) => {
                sum.by != By::Parent && sum.members.0 <= first && sum.members.1 > last
            }
            Verdict::Leaf(_) | Verdict::OfWhich(_) => false,
        };
        let grand = (0..self.verdicts.len()).rfind(|at| covers(&self.verdicts[*at]));
        for (at, verdict) in self.verdicts.iter_mut().enumerate() {
            if let Verdict::Sum(sum) = verdict {
                sum.grand = Some(at) == grand;
            }
        }
    }
}
