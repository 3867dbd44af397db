//! Which rows are sums of others: by their names, by how they stand, and by arithmetic.

use super::figures::{Entry, Figures};
use super::label::TotalName;
use super::record::{Level, Record, says_of_which};
use super::report::RowRole;
use super::text::Numbering;

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

/// The verdict on every row with figures. `additive` are the columns of flows.
///
/// Indentation may be meant or a slip of the hand; where the table's own total tells, it
/// decides.
pub(crate) fn verdicts(figures: &Figures, records: &[Record], additive: &[usize]) -> Vec<Verdict> {
    let run = |by_indent: bool| {
        let mut judge = Judge::new(figures, records, additive);
        judge.by_indent = by_indent;
        for row in 0..figures.len() {
            judge.step(row);
        }
        judge.settle_totals_on_top();
        judge.mark_grand();
        judge.verdicts
    };
    let found = run(true);
    let parts = found.iter().any(|verdict| matches!(verdict, Verdict::OfWhich(Some(_))));
    if !parts || grand_differences(&found) == Some(0) {
        return found;
    }
    let flat = run(false);
    if grand_differences(&flat) < grand_differences(&found) { flat } else { found }
}

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
    verdicts: Vec<Verdict>,
    /// Sums of the rows that count, before each row.
    running: Vec<f64>,
    /// Parts claimed by a row above them: parent and whether they count.
    claimed: Vec<Option<(usize, bool)>>,
    /// Totals without rows above them.
    on_top: Vec<usize>,
    /// Whether indentation tells parts.
    by_indent: bool,
}

impl<'t> Judge<'t> {
    fn new(figures: &'t Figures, records: &'t [Record], additive: &'t [usize]) -> Self {
        let running = vec![0.0; additive.len()];
        Self {
            figures,
            records,
            additive,
            verdicts: Vec::with_capacity(figures.len()),
            running,
            claimed: vec![None; figures.len()],
            on_top: Vec::new(),
            by_indent: true,
        }
    }

    fn record(&self, row: usize) -> &'t Record {
        &self.records[self.figures.rows[row]]
    }

    fn step(&mut self, row: usize) {
        let record = self.record(row);
        let verdict = if let Some((parent, counts)) = self.claimed[row] {
            self.claimed_part(row, parent, counts)
        } else if record.role == RowRole::Total {
            self.total(row)
        } else if record.role == RowRole::OfWhich {
            self.orphan(row)
        } else {
            self.unit(row)
        };
        self.push(row, verdict);
    }

    fn push(&mut self, row: usize, verdict: Verdict) {
        let counts = matches!(verdict, Verdict::Leaf(_));
        let width = self.additive.len();
        let from = row * width;
        for (at, slot) in self.additive.iter().enumerate() {
            let own = if counts { self.figures.at(row, *slot).value() } else { 0.0 };
            self.running.push(self.running[from + at] + own);
        }
        self.verdicts.push(verdict);
    }

    /// The sums of the counting rows in a range of rows already judged.
    fn summed(&self, from: usize, to: usize) -> Vec<f64> {
        let width = self.additive.len();
        (0..width)
            .map(|at| self.running[to * width + at] - self.running[from * width + at])
            .collect()
    }

    fn counting(&self, from: usize, to: usize) -> usize {
        self.verdicts[from..to].iter().filter(|verdict| matches!(verdict, Verdict::Leaf(_))).count()
    }

    // ---- parts of a row above them ----

    fn claimed_part(&mut self, row: usize, parent: usize, counts: bool) -> Verdict {
        if !counts {
            return Verdict::OfWhich(Some(parent));
        }
        // A part may itself stand above parts of its own.
        match self.family(row) {
            Some(verdict) => verdict,
            None => Verdict::Leaf(Some(parent)),
        }
    }

    /// 其中 rows that no row above claimed: they divide a total, or stand below a section.
    fn orphan(&mut self, row: usize) -> Verdict {
        let above =
            (0..row).rev().find(|above| !matches!(self.verdicts[*above], Verdict::OfWhich(_)));
        match above.map(|above| &self.verdicts[above]) {
            Some(Verdict::Sum(_)) => Verdict::OfWhich(None),
            _ => Verdict::Leaf(None),
        }
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

    /// The row as the head of rows that stand below it; none where nothing does.
    fn family(&mut self, row: usize) -> Option<Verdict> {
        let (to, hint) = self.children(row)?;
        let said = hint == Hint::Said;
        let direct: Vec<usize> = self.direct_children(row, to);
        let sums = self.sum_of(&direct);
        let compared = self.compare(row, &sums, direct.len());
        let covered = compared.matched * 10 >= compared.compared * 6 && compared.compared > 0;
        let exceeds = sums.iter().zip(self.additive).filter(|(sum, slot)| {
            let own = self.figures.at(row, **slot);
            own.stated()
                .is_some_and(|own| **sum > own + self.figures.slack(**slot, own, direct.len()))
        });
        let exceeds = exceeds.count();
        if !covered && !said {
            return None;
        }
        if !covered && exceeds * 2 > compared.compared {
            // More below than above: these rows cannot be parts of it.
            return None;
        }
        for &child in &direct {
            self.claimed[child] = Some((row, covered));
        }
        if !covered {
            for below in row + 1..to {
                self.claimed[below] = Some((row, false));
            }
            return Some(Verdict::Leaf(self.claimed[row].map(|claim| claim.0)));
        }
        let by = if hint == Hint::None { By::Arithmetic } else { By::Parent };
        Some(Verdict::Sum(Sum {
            members: (row + 1, to),
            grand: false,
            by,
            doubled: false,
            differences: compared.differences,
        }))
    }

    /// Where the rows below this one that look like its parts end, and what shows it.
    fn children(&self, row: usize) -> Option<(usize, Hint)> {
        let own = self.record(row);
        let next = row + 1;
        if next >= self.figures.len() || self.record(next).section != own.section {
            return None;
        }
        let first = self.record(next);
        if first.role == RowRole::OfWhich {
            return Some((self.end_of_which(row), Hint::Said));
        }
        if first.role == RowRole::Total {
            return None;
        }
        let deeper = |at: usize| self.is_deeper(self.record(at), own);
        if deeper(next) {
            // A name without a number below one with a number may be anything.
            let hint = if first.level == Level::default() { Hint::Placed } else { Hint::Said };
            return Some((self.end_while(next, own.section, deeper), hint));
        }
        if own.names_group && !first.names_group {
            let same =
                |at: usize| self.record(at).group.as_ref().is_some_and(|group| group.0 == own.name);
            let end = self.end_while(next, own.section, same);
            if end > next {
                return Some((end, Hint::Said));
            }
        }
        self.arithmetic_children(row).map(|end| (end, Hint::None))
    }

    fn end_while(&self, from: usize, section: usize, holds: impl Fn(usize) -> bool) -> usize {
        let stays = |at: &usize| {
            let record = self.record(*at);
            record.section == section && record.role != RowRole::Total && holds(*at)
        };
        (from..self.figures.len()).take_while(stays).last().map_or(from, |last| last + 1)
    }

    /// Often only the first part says 其中: the others are told by indentation, or because
    /// together they make up the whole.
    fn end_of_which(&self, row: usize) -> usize {
        let own = self.record(row);
        let first = self.record(row + 1);
        let indented = first.level.indent > own.level.indent;
        let said = self.end_while(row + 1, own.section, |at| {
            let record = self.record(at);
            says_of_which(&record.name) || (indented && record.level.indent >= first.level.indent)
        });
        let limit = self.end_while(row + 1, own.section, |_| true).min(row + 60);
        for end in said..=limit {
            let rows: Vec<usize> = (row + 1..end).collect();
            let compared = self.compare(row, &self.sum_of(&rows), rows.len());
            if compared.compared > 0 && compared.matched == compared.compared {
                return end;
            }
        }
        said
    }

    /// Rows right below whose sum is exactly this row, beyond chance.
    fn arithmetic_children(&self, row: usize) -> Option<usize> {
        let key = self.key_slot(row)?;
        let whole = self.figures.at(row, key).value();
        let section = self.record(row).section;
        let mut sum = 0.0;
        for at in row + 1..self.figures.len().min(row + 65) {
            let record = self.record(at);
            if record.section != section || record.role == RowRole::Total {
                return None;
            }
            sum += self.figures.at(at, key).value();
            let close = (sum - whole).abs() <= self.figures.slack(key, whole, at - row);
            if close && at >= row + 2 {
                let rows: Vec<usize> = (row + 1..=at).collect();
                return self
                    .is_beyond_chance(row, &self.sum_of(&rows), rows.len())
                    .then_some(at + 1);
            }
            if sum > whole * 1.01 + 1.0 {
                return None;
            }
        }
        None
    }

    /// Of the rows below, those that stand directly below.
    fn direct_children(&self, row: usize, to: usize) -> Vec<usize> {
        let all: Vec<usize> = (row + 1..to).collect();
        let shallowest = all.iter().map(|at| depth(self.record(*at))).min();
        let direct: Vec<usize> =
            all.iter().copied().filter(|at| Some(depth(self.record(*at))) == shallowest).collect();
        let says = |at: &usize| says_of_which(&self.record(*at).name);
        // 其中 rows below a part belong to that part.
        if all.first().is_some_and(|first| !says(first)) {
            return direct.into_iter().filter(|at| !says(at)).collect();
        }
        if direct.first() == all.first() { direct } else { all }
    }

    /// True where a row stands visibly below another one.
    fn is_deeper(&self, record: &Record, above: &Record) -> bool {
        // A single blank is a slip of the hand.
        if self.by_indent && record.level.indent.abs_diff(above.level.indent) >= 2 {
            return record.level.indent > above.level.indent;
        }
        if record.level.dots != above.level.dots {
            return record.level.dots > above.level.dots;
        }
        match (above.level.numbering, record.level.numbering) {
            (Some(above), Some(own)) => own > above,
            // "一、染色" over "漂洗" without a number.
            (Some(above), None) => above <= Numbering::Part,
            (None, _) => false,
        }
    }

    // ---- sums without a name that says so ----

    /// The row as the sum of rows right above it, although its name does not say so.
    fn nameless_sum(&self, row: usize) -> Option<Sum> {
        let key = self.key_slot(row)?;
        let whole = self.figures.at(row, key).value();
        let from = self.sum_start(row, key, whole)?;
        let parts = self.counting(from, row);
        let sums = self.summed(from, row);
        let beyond = parts >= 2 && self.is_beyond_chance(row, &sums, parts);
        beyond.then(|| {
            let differences = self.compare(row, &sums, parts).differences;
            Sum {
                members: (from, row),
                grand: false,
                by: By::Arithmetic,
                doubled: false,
                differences,
            }
        })
    }

    /// The first row of a run above whose counting rows add up to a value in one column.
    fn sum_start(&self, row: usize, key: usize, whole: f64) -> Option<usize> {
        let mut sum = 0.0;
        for at in (row.saturating_sub(64)..row).rev() {
            if let Verdict::Leaf(_) = self.verdicts[at] {
                sum += self.figures.at(at, key).value();
                if (sum - whole).abs() <= self.figures.slack(key, whole, row - at)
                    && self.counting(at, row) >= 2
                {
                    return Some(at);
                }
                if sum > whole * 1.01 + 1.0 {
                    break;
                }
            }
        }
        // The sum of the whole table may reach farther up.
        let at = self.additive.iter().position(|slot| *slot == key)?;
        let all = self.summed(0, row)[at];
        ((all - whole).abs() <= self.figures.slack(key, whole, row)).then_some(0)
    }

    /// The column with the largest figure of a row.
    fn key_slot(&self, row: usize) -> Option<usize> {
        let value = |slot: usize| self.figures.at(row, slot).value();
        let largest =
            self.additive.iter().copied().max_by(|a, b| value(*a).total_cmp(&value(*b)))?;
        (value(largest) > 0.0).then_some(largest)
    }

    /// True where so many digits agree that it cannot be chance.
    fn is_beyond_chance(&self, row: usize, sums: &[f64], parts: usize) -> bool {
        let compared = self.compare(row, sums, parts);
        if compared.matched < 2 || compared.matched < compared.compared {
            return false;
        }
        // In a balanced table one column follows from the others: the one that says most
        // is not counted.
        let digits = |value: f64, slot: usize| {
            let written = value.abs() * 10_f64.powi(i32::from(self.figures.decimals[slot]));
            if written >= 1.0 { written.log10().floor() + 1.0 } else { 0.0 }
        };
        let said: Vec<f64> = self
            .additive
            .iter()
            .filter_map(|slot| {
                self.figures.at(row, *slot).stated().map(|value| digits(value, *slot))
            })
            .collect();
        let most = said.iter().copied().fold(0.0, f64::max);
        said.iter().sum::<f64>() - most >= 5.0
    }

    // ---- sums by name ----

    fn total(&mut self, row: usize) -> Verdict {
        let record = self.record(row);
        let scopes = self.scopes(row);
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
        if !agrees && self.stands_alone(row) {
            return Verdict::Leaf(None);
        }
        let Some((from, compared)) = best else {
            self.on_top.push(row);
            return Verdict::Sum(Sum {
                members: (row + 1, row + 1),
                grand: matches!(record.total, Some(TotalName::Grand)),
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
            by: By::Name,
            doubled,
            differences: compared.differences,
        })
    }

    /// True for a subtotal without any row that it could sum: the table gives subtotals
    /// only, and they are what counts.
    fn stands_alone(&self, row: usize) -> bool {
        let total = |at: usize| self.record(at).role == RowRole::Total;
        let (above, below) = (row.checked_sub(1), row + 1);
        let ends = below >= self.figures.len();
        match self.record(row).total {
            Some(TotalName::Sub | TotalName::Group(_)) => {
                above.is_none_or(total)
                    && (ends
                        || total(below)
                        || self.record(below).section != self.record(row).section)
            }
            _ => above.is_none() && ends,
        }
    }

    /// Where the rows that a total sums may begin, the likeliest first.
    fn scopes(&self, row: usize) -> Vec<usize> {
        let record = self.record(row);
        let after_sum = (0..row)
            .rev()
            .find(|at| matches!(&self.verdicts[*at], Verdict::Sum(sum) if sum.by != By::Parent))
            .map_or(0, |at| at + 1);
        let section = (0..row)
            .rev()
            .take_while(|at| self.record(*at).section == record.section)
            .last()
            .unwrap_or(row);
        let group_name = match &record.total {
            Some(TotalName::Group(name)) => Some(name.as_str()),
            _ => record.group.as_ref().map(|group| group.0.as_str()),
        };
        let group = (0..row)
            .rev()
            .take_while(|at| {
                self.record(*at)
                    .group
                    .as_ref()
                    .is_some_and(|group| Some(group.0.as_str()) == group_name)
            })
            .last();
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

    /// True where a stated total becomes right once subtotals or 其中 rows are added twice.
    fn is_doubled(&self, row: usize, from: usize, share: f64) -> bool {
        let pick = |wanted: fn(&Verdict) -> bool| {
            let rows: Vec<usize> = (from..row).filter(|at| wanted(&self.verdicts[*at])).collect();
            (self.sum_of(&rows), rows.len())
        };
        let leaves = self.summed(from, row);
        let sums = pick(|verdict| matches!(verdict, Verdict::Sum(_)));
        let parts = pick(|verdict| matches!(verdict, Verdict::OfWhich(_)));
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
    fn settle_totals_on_top(&mut self) {
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
    fn mark_grand(&mut self) {
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

    // ---- arithmetic ----

    fn sum_of(&self, rows: &[usize]) -> Vec<f64> {
        self.additive
            .iter()
            .map(|slot| rows.iter().map(|row| self.figures.at(*row, *slot).value()).sum())
            .collect()
    }

    fn compare(&self, row: usize, sums: &[f64], parts: usize) -> Compared {
        let mut compared = Compared::default();
        for (slot, sum) in self.additive.iter().zip(sums) {
            let entry = self.figures.at(row, *slot);
            let Some(stated) = entry.stated() else { continue };
            if entry == Entry::NoneStated && *sum == 0.0 || (stated == 0.0 && *sum == 0.0) {
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

/// What shows that rows are parts of the row above them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hint {
    /// Their names, their indentation or their numbers.
    Said,
    /// They stand below a numbered row; only arithmetic can confirm it.
    Placed,
    /// Nothing but arithmetic.
    None,
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

fn depth(record: &Record) -> (usize, usize, Option<Numbering>) {
    (record.level.indent, record.level.dots, record.level.numbering)
}
