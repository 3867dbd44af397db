//! The rows of a table of periods: which period each is.

use super::cell::{Doubtful, Reason};
use super::period::{When, span_of, when};
use super::term::Term;
use super::uses::Reader;
use crate::workbook::Cell;
use chrono::{Datelike as _, Days, NaiveDate};
use shuiheng_audit::CellRef;
use std::collections::BTreeMap;

/// A row with its period.
pub(super) struct Row {
    /// Position among the lines of the grid.
    pub(super) line: usize,
    pub(super) span: (NaiveDate, NaiveDate),
    pub(super) meter: String,
}

/// What a row of the table is.
pub(super) enum Kind {
    Period(NaiveDate, NaiveDate),
    /// A day: of use, or that of a bill's reading.
    Day(NaiveDate),
    Total,
    Derived,
    /// A month whose year stands nowhere.
    NoYear,
    Unread,
}

impl Reader<'_, '_> {
    /// The rows with their periods, and first days that were moved by one.
    pub(super) fn rows(&self, doubtful: &mut Doubtful) -> (Vec<Row>, Vec<CellRef>) {
        let mut year = None;
        let (mut rows, mut days) = (Vec::new(), Vec::new());
        for &at in &self.found.block.lines {
            let kind = self.kind(at, &mut year);
            if !self.has_figures(at) {
                continue;
            }
            match kind {
                Kind::Period(from, to) => {
                    rows.push(Row { line: at, span: (from, to), meter: self.meter(at) });
                }
                Kind::Day(day) => days.push((at, day)),
                Kind::Total | Kind::Derived => {}
                Kind::NoYear | Kind::Unread => {
                    let col = self.line(at).cells.first().map_or(0, |cell| cell.0);
                    let reason =
                        if matches!(kind, Kind::NoYear) { Reason::NoYear } else { Reason::Row };
                    doubtful.add(reason, self.place(at, col));
                }
            }
        }
        let touching = self.touching(&mut rows);
        rows.extend(self.of_days(&days, doubtful));
        (rows, touching)
    }

    /// What the columns of periods say of a row.
    pub(super) fn kind(&self, at: usize, year: &mut Option<i32>) -> Kind {
        let line = self.line(at);
        let mut said: Vec<(When, Option<Term>)> = Vec::new();
        for &col in &self.found.when {
            let head = self.head(col);
            if let Some(when) = self.cell(at, col).and_then(|cell| when(cell, head)) {
                said.push((when, head));
            }
        }
        if said.is_empty()
            && let (1, Some((_, only))) = (line.cells.len(), line.cells.first())
            && let Some(When::Year(section)) = when(only, None)
        {
            *year = Some(section);
        }
        let year_said = said.iter().find_map(|(when, _)| match when {
            When::Year(year) => Some(*year),
            _ => None,
        });
        *year = year_said.or(*year);
        if said.iter().any(|(when, _)| *when == When::Total) || self.says_total(at) {
            return Kind::Total;
        }
        if said.iter().any(|(when, _)| *when == When::Derived) {
            return Kind::Derived;
        }
        let year = year.or(self.title_year);
        let month = said.iter().any(|(when, _)| matches!(when, When::Month(_) | When::Months(..)));
        let otherwise = if month && year.is_none() { Kind::NoYear } else { Kind::Unread };
        self.settled(&said, year).unwrap_or(otherwise)
    }

    /// True where a row names a sum before its figures, outside of the columns of periods.
    fn says_total(&self, at: usize) -> bool {
        let first = self.line(at).cells.first();
        matches!(first, Some((_, Cell::Text(text))) if when(&Cell::Text(text.clone()), None) == Some(When::Total))
    }

    fn settled(&self, said: &[(When, Option<Term>)], year: Option<i32>) -> Option<Kind> {
        let end = |asked: Term| {
            said.iter().find_map(|(when, head)| match when {
                When::Day(day) if *head == Some(asked) => Some(*day),
                _ => None,
            })
        };
        if let (Some(from), Some(to)) = (end(Term::From), end(Term::To)) {
            return (from <= to).then_some(Kind::Period(from, to));
        }
        let of = |(from, to)| Kind::Period(from, to);
        for (when, _) in said.iter().rev() {
            match *when {
                When::Range(from, to) => return Some(Kind::Period(from, to)),
                When::OfYear(year, first, last) => return span_of(year, first, last).map(of),
                When::Month(month) => return span_of(year?, month, month).map(of),
                When::Months(first, last) => return span_of(year?, first, last).map(of),
                When::Day(day) => return Some(Kind::Day(day)),
                When::Year(_) | When::Total | When::Derived => {}
            }
        }
        let only_year = said.iter().any(|(when, _)| matches!(when, When::Year(_)));
        // A year whose month could not be read is no year.
        let months = self.found.when.iter().any(|col| self.head(*col) == Some(Term::Month));
        if only_year && !months { span_of(year?, 1, 12).map(of) } else { None }
    }

    /// Bills from reading to reading: each begins on the day on which the one before it
    /// ends. That day belongs to the earlier one.
    fn touching(&self, rows: &mut [Row]) -> Vec<CellRef> {
        let mut meters: BTreeMap<&str, Vec<(NaiveDate, NaiveDate)>> = BTreeMap::new();
        for row in rows.iter() {
            meters.entry(&row.meter).or_default().push(row.span);
        }
        let (mut pairs, mut touch) = (0, 0);
        for spans in meters.values_mut() {
            spans.sort_unstable();
            pairs += spans.len() - 1;
            touch += spans.windows(2).filter(|pair| pair[0].1 == pair[1].0).count();
        }
        if touch == 0 || touch * 2 < pairs {
            return Vec::new();
        }
        let mut moved = Vec::new();
        for row in rows.iter_mut().filter(|row| row.span.0 < row.span.1) {
            row.span.0 = row.span.0.checked_add_days(Days::new(1)).unwrap_or(row.span.0);
            let col = self.found.when.first().copied().unwrap_or_default();
            moved.push(self.place(row.line, col));
        }
        moved
    }

    /// Rows that name one day: days of use, first days of months, or days of reading.
    fn of_days(&self, days: &[(usize, NaiveDate)], doubtful: &mut Doubtful) -> Vec<Row> {
        let read_on = self
            .found
            .when
            .iter()
            .any(|col| matches!(self.head(*col), Some(Term::Date | Term::To)));
        let mut meters: BTreeMap<String, Vec<(usize, NaiveDate)>> = BTreeMap::new();
        for &(at, day) in days {
            meters.entry(self.meter(at)).or_default().push((at, day));
        }
        let firsts = !read_on && days.iter().all(|(_, day)| day.day() == 1) && days.len() > 1;
        let mut rows = Vec::new();
        for (meter, mut days) in meters {
            days.sort_by_key(|(_, day)| *day);
            let daily = days.windows(2).filter(|pair| (pair[1].1 - pair[0].1).num_days() <= 1);
            let daily = daily.count() * 2 >= days.len().saturating_sub(1) && !firsts;
            let mut before: Option<NaiveDate> = None;
            for (line, day) in days {
                let span = if firsts {
                    span_of(day.year(), day.month(), day.month())
                } else if daily && !read_on {
                    Some((day, day))
                } else {
                    before.and_then(|before| before.succ_opt()).map(|from| (from, day))
                };
                before = Some(day);
                match span.filter(|(from, to)| from <= to) {
                    Some(span) => rows.push(Row { line, span, meter: meter.clone() }),
                    None => {
                        let col = self.found.when.first().copied().unwrap_or_default();
                        doubtful.add(Reason::NoStart, self.place(line, col));
                    }
                }
            }
        }
        rows
    }
}
