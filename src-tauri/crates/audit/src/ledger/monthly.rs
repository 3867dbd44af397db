//! Unequal billing periods put on calendar months, by days.

use crate::{CellRef, Counted, Month, Span, UsePeriod, once, series};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How much of a calendar month the given periods cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cover {
    /// Every day once.
    Whole,
    /// Not every day.
    Part,
    /// Some day more than once: bills overlap or contradict each other.
    Twice,
}

/// What fell into one calendar month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthUse {
    /// The sum of what is known of the month, in the unit of what is counted.
    pub sum: Decimal,
    /// How much of the month is covered.
    pub cover: Cover,
    /// True where an amount that reaches into the month is not known.
    pub lacks: bool,
    /// True where a period that crosses the month's ends was shared out by days (分摊), so
    /// that the figure is computed and not read.
    pub shared: bool,
    /// The cells behind it.
    pub cells: Vec<CellRef>,
}

impl MonthUse {
    /// The amount of the month; none where it is not wholly known.
    pub fn known(&self) -> Option<Decimal> {
        (self.cover == Cover::Whole && !self.lacks).then_some(self.sum)
    }
}

/// One row of calendar months.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthlySeries {
    /// What is counted.
    pub counted: Counted,
    /// Number of the meter or account; empty where the table gives none.
    pub meter: String,
    /// Its months, from the first to the last that a period reaches; those between that
    /// nothing covers are not among them.
    pub months: BTreeMap<Month, MonthUse>,
}

/// The periods of a row that can be shared out.
#[derive(Default)]
struct ByLength<'a> {
    /// Days, months, bills.
    short: Vec<&'a UsePeriod>,
    /// Quarters.
    long: Vec<&'a UsePeriod>,
}

/// Bills, days, quarters on calendar months. The parts of a bill make up exactly the bill.
/// Years are not shared out; quarters are where nothing shorter is given.
pub fn monthly(uses: &[UsePeriod]) -> Vec<MonthlySeries> {
    let mut rows: BTreeMap<(Counted, String), ByLength<'_>> = BTreeMap::new();
    for ((counted, meter, span), periods) in series(uses) {
        let ByLength { short, long } = rows.entry((counted, meter)).or_default();
        match span {
            Span::Days | Span::Month => short.extend(periods),
            Span::Quarter => long.extend(periods),
            Span::Year => {}
        }
    }
    let rows = rows.into_iter().map(|((counted, meter), ByLength { short, long })| {
        let mut periods = if short.is_empty() { long } else { short };
        periods.sort_by_key(|period| (period.from, period.to, period.amount));
        MonthlySeries { counted, meter, months: by_month(&once(&periods)) }
    });
    rows.filter(|row| !row.months.is_empty()).collect()
}

/// The part of one period that falls into a month.
struct Part {
    month: Month,
    days: i64,
    amount: Option<Decimal>,
}

fn by_month(periods: &[&UsePeriod]) -> BTreeMap<Month, MonthUse> {
    let mut months: BTreeMap<Month, (MonthUse, i64)> = BTreeMap::new();
    let mut reach = None;
    let mut twice: Vec<Month> = Vec::new();
    for period in periods {
        if reach.is_some_and(|reach| period.from <= reach) {
            let end = reach.unwrap_or(period.to).min(period.to);
            twice.extend(months_of(period.from, end));
        }
        reach = reach.max(Some(period.to));
        let parts = shares(period);
        let crosses = parts.len() > 1;
        for part in parts {
            let (month, days) = months.entry(part.month).or_insert_with(|| (unseen(), 0));
            *days += part.days;
            month.sum += part.amount.unwrap_or_default();
            month.lacks |= part.amount.is_none();
            month.shared |= crosses;
            month.cells.extend(period.cells().iter().cloned());
        }
    }
    let covered = |(month, (mut found, days)): (Month, (MonthUse, i64))| {
        found.cover = if twice.contains(&month) {
            Cover::Twice
        } else if days == month.days() {
            Cover::Whole
        } else {
            Cover::Part
        };
        (month, found)
    };
    months.into_iter().map(covered).collect()
}

fn unseen() -> MonthUse {
    MonthUse {
        sum: Decimal::ZERO,
        cover: Cover::Part,
        lacks: false,
        shared: false,
        cells: Vec::new(),
    }
}

fn months_of(from: chrono::NaiveDate, to: chrono::NaiveDate) -> impl Iterator<Item = Month> {
    let last = Month::of(to);
    std::iter::successors(Some(Month::of(from)), |month| Some(month.next()))
        .take_while(move |month| *month <= last)
}

/// A period divided by days; the last part is what the others leave, so that nothing is
/// lost to rounding.
fn shares(period: &UsePeriod) -> Vec<Part> {
    let months: Vec<Month> = months_of(period.from, period.to).collect();
    let mut left = period.amount;
    let mut parts = Vec::with_capacity(months.len());
    for (at, month) in months.iter().enumerate() {
        let days = (period.to.min(month.last()) - period.from.max(month.first())).num_days() + 1;
        let amount = if at + 1 == months.len() {
            left
        } else {
            let share = |amount: Decimal| {
                (amount * Decimal::from(days) / Decimal::from(period.days())).round_dp(6)
            };
            period.amount.map(share)
        };
        left = left.zip(amount).map(|(left, amount)| left - amount);
        parts.push(Part { month: *month, days, amount });
    }
    parts
}
