//! What a calendar year comes to: as given, or as the sum of its months.

use crate::{CellRef, Counted, Month, MonthlySeries, Span, UsePeriod, monthly, once, series};
use chrono::Datelike as _;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What a calendar year comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnualUse {
    /// What is counted.
    pub counted: Counted,
    /// The year.
    pub year: i32,
    /// As a table gives it for the year; none where none does, or where tables contradict
    /// each other.
    pub given: Option<Decimal>,
    /// The sum of its twelve months; none where a month is not known.
    pub of_months: Option<Decimal>,
    /// The months that are missing for the sum; empty where nothing is given by month.
    pub missing: Vec<Month>,
    /// The cells of what was given for the year, else of the months.
    pub cells: Vec<CellRef>,
}

impl AnnualUse {
    /// The amount of the year: as given, else the sum of its months; none where not known.
    pub fn known(&self) -> Option<Decimal> {
        self.given.or(self.of_months)
    }
}

/// Every calendar year of which something was given, by what is counted. Meters and
/// accounts are added; where a table gives the whole without a meter, that counts.
pub fn annual_uses(uses: &[UsePeriod]) -> Vec<AnnualUse> {
    let given = given(uses);
    let mut rows: BTreeMap<Counted, Vec<MonthlySeries>> = BTreeMap::new();
    for row in monthly(uses) {
        rows.entry(row.counted.clone()).or_default().push(row);
    }
    for rows in rows.values_mut() {
        if rows.iter().any(|row| row.meter.is_empty()) {
            rows.retain(|row| row.meter.is_empty());
        }
    }
    let mut keys: BTreeSet<(Counted, i32)> = given.keys().cloned().collect();
    for (counted, rows) in &rows {
        let years = rows.iter().flat_map(|row| row.months.keys().map(|month| month.year()));
        keys.extend(years.map(|year| (counted.clone(), year)));
    }
    let annual = keys.into_iter().map(|(counted, year)| {
        let rows = rows.get(&counted).map(Vec::as_slice).unwrap_or_default();
        let of_year = given.get(&(counted.clone(), year));
        let (of_months, missing, cells) = sum(rows, year);
        AnnualUse {
            counted,
            year,
            given: of_year.and_then(|found| found.0),
            of_months,
            missing,
            cells: of_year.map_or(cells, |found| found.1.clone()),
        }
    });
    annual.collect()
}

type Given = (Option<Decimal>, Vec<CellRef>);

/// What tables give for whole calendar years.
fn given(uses: &[UsePeriod]) -> BTreeMap<(Counted, i32), Given> {
    let mut found: BTreeMap<(Counted, i32), BTreeMap<String, Given>> = BTreeMap::new();
    for ((counted, meter, span), periods) in series(uses) {
        if span != Span::Year {
            continue;
        }
        for period in once(&periods) {
            let year = period.from.year();
            let whole = period.from.ordinal() == 1
                && (period.to.year(), period.to.month(), period.to.day()) == (year, 12, 31);
            if !whole {
                continue;
            }
            let meters = found.entry((counted.clone(), year)).or_default();
            let cells = period.cells().iter().cloned();
            match meters.get_mut(&meter) {
                // Two tables that differ: neither is known to be right.
                Some(held) => {
                    held.0 = None;
                    held.1.extend(cells);
                }
                None => {
                    meters.insert(meter.clone(), (period.amount, cells.collect()));
                }
            }
        }
    }
    let whole = |mut meters: BTreeMap<String, Given>| {
        if meters.contains_key("") {
            meters.retain(|meter, _| meter.is_empty());
        }
        let sum = meters.values().map(|given| given.0).sum::<Option<Decimal>>();
        (sum, meters.into_values().flat_map(|given| given.1).collect())
    };
    found.into_iter().map(|(key, meters)| (key, whole(meters))).collect()
}

fn sum(rows: &[MonthlySeries], year: i32) -> (Option<Decimal>, Vec<Month>, Vec<CellRef>) {
    let reaches = rows.iter().any(|row| row.months.keys().any(|month| month.year() == year));
    if !reaches {
        return (None, Vec::new(), Vec::new());
    }
    let known = |month: Month| {
        rows.iter()
            .map(|row| row.months.get(&month).and_then(crate::MonthUse::known))
            .sum::<Option<Decimal>>()
    };
    let missing: Vec<Month> =
        Month::of_year(year).filter(|month| known(*month).is_none()).collect();
    let total = Month::of_year(year).map(known).sum::<Option<Decimal>>();
    let of_year = rows.iter().flat_map(|row| &row.months).filter(|(month, _)| month.year() == year);
    let cells: BTreeSet<CellRef> =
        of_year.flat_map(|(_, found)| found.cells.iter().cloned()).collect();
    (total, missing, cells.into_iter().collect())
}
