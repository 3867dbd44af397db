//! Rows that stand below another one as its parts.

use super::super::record::{Level, Record, says_of_which};
use super::super::report::RowRole;
use super::super::text::Numbering;
use super::{By, Judge, Sum, Verdict};

impl Judge<'_> {
    pub(super) fn claimed_part(&mut self, row: usize, parent: usize, counts: bool) -> Verdict {
        if !counts {
            return Verdict::OfWhich(Some(parent));
        }
        // A part may itself stand above parts of its own.
        match self.family(row) {
            Some(Verdict::Sum(sum)) => Verdict::Sum(Sum { within: Some(parent), ..sum }),
            Some(verdict) => verdict,
            None => Verdict::Leaf(Some(parent)),
        }
    }

    /// 其中 rows that no row above claimed: they divide a total, or stand below a section.
    pub(super) fn orphan(&mut self, row: usize) -> Verdict {
        let above =
            (0..row).rev().find(|above| !matches!(self.verdicts[*above], Verdict::OfWhich(_)));
        match above.map(|above| &self.verdicts[above]) {
            Some(Verdict::Sum(_)) => Verdict::OfWhich(None),
            _ => Verdict::Leaf(None),
        }
    }

    /// True for a row that goes on with the 其中 rows below the total of the table: it stands
    /// deeper, and no other total follows.
    pub(super) fn divides_total(&self, row: usize) -> bool {
        let Some(above) = row.checked_sub(1) else { return false };
        let goes_on = matches!(self.verdicts[above], Verdict::OfWhich(None))
            && self.record(above).section == self.record(row).section;
        if !goes_on {
            return false;
        }
        let total = (0..row).rev().find(|at| matches!(self.verdicts[*at], Verdict::Sum(_)));
        let Some(total) = total else { return false };
        let last = !(row + 1..self.figures.len()).any(|at| self.record(at).role == RowRole::Total);
        let deeper = self.record(row).level.indent >= self.record(total).level.indent + 2;
        last && deeper
    }

    /// The row as the head of rows that stand below it; none where nothing does.
    pub(super) fn family(&mut self, row: usize) -> Option<Verdict> {
        let (to, hint) = self.children(row)?;
        let said = hint == Hint::Said;
        let mut direct: Vec<usize> = self.direct_children(row, to);
        let all: Vec<usize> = (row + 1..to).collect();
        if says_of_which(&self.record(row + 1).name)
            && self.share(row, &all) > self.share(row, &direct)
        {
            // Only the first of them says 其中; the blanks before the others stand for it.
            direct = all;
        }
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
            within: None,
            by,
            doubled: false,
            differences: compared.differences,
        }))
    }

    /// The share of the columns in which rows add up to another one.
    fn share(&self, row: usize, parts: &[usize]) -> f64 {
        self.compare(row, &self.sum_of(parts), parts.len()).share()
    }

    /// Where the rows below this one that look like its parts end, and what shows it.
    pub(super) fn children(&self, row: usize) -> Option<(usize, Hint)> {
        let own = self.record(row);
        let next = row + 1;
        if next >= self.figures.len() || self.record(next).section != own.section {
            return None;
        }
        let first = self.record(next);
        if first.role == RowRole::OfWhich {
            // 其中：1#塔, 其中：2#塔 divide the same row, where none stands deeper.
            if own.role == RowRole::OfWhich && depth(first) == depth(own) {
                return None;
            }
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

    pub(super) fn end_while(
        &self,
        from: usize,
        section: usize,
        holds: impl Fn(usize) -> bool,
    ) -> usize {
        let stays = |at: &usize| {
            let record = self.record(*at);
            record.section == section && record.role != RowRole::Total && holds(*at)
        };
        (from..self.figures.len()).take_while(stays).last().map_or(from, |last| last + 1)
    }

    /// Often only the first part says 其中: the others are told by indentation, or because
    /// together they make up the whole.
    pub(super) fn end_of_which(&self, row: usize) -> usize {
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
    pub(super) fn arithmetic_children(&self, row: usize) -> Option<usize> {
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
                if self.is_beyond_chance(row, &self.sum_of(&rows), rows.len()) {
                    return Some(at + 1);
                }
            }
            if sum > whole * 1.01 + 1.0 {
                return None;
            }
        }
        None
    }

    /// Of the rows below, those that stand directly below.
    pub(super) fn direct_children(&self, row: usize, to: usize) -> Vec<usize> {
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
    pub(super) fn is_deeper(&self, record: &Record, above: &Record) -> bool {
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
}

/// What shows that rows are parts of the row above them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// Their names, their indentation or their numbers.
    Said,
    /// They stand below a numbered row; only arithmetic can confirm it.
    Placed,
    /// Nothing but arithmetic.
    None,
}

pub(super) fn depth(record: &Record) -> (usize, usize, Option<Numbering>) {
    (record.level.indent, record.level.dots, record.level.numbering)
}
