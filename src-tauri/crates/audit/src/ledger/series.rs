//! Gaps, repetitions, contradictions and overlaps in what periods give.

use crate::{CellRef, Counted, Span, UsePeriod};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// What belongs to one row of periods: what is counted, by which meter, how long.
pub type SeriesKey = (Counted, String, Span);

/// What is wrong in a row of periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeriesFault {
    /// Days between the first and the last that no period covers.
    Gap,
    /// The same period twice with the same amount; it counts once.
    Repeated,
    /// The same period twice with different amounts; neither is known to be right.
    Contradictory,
    /// Days that two periods cover.
    Overlap,
}

/// A fault in a row of periods, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesFinding {
    /// What is wrong.
    pub fault: SeriesFault,
    /// The row that it is found in.
    pub key: SeriesKey,
    /// First day concerned.
    pub from: NaiveDate,
    /// Last day concerned.
    pub to: NaiveDate,
    /// The cells: for a gap those before and after it.
    pub places: Vec<CellRef>,
}

/// Periods by what they belong to, in order of time.
pub fn series(uses: &[UsePeriod]) -> BTreeMap<SeriesKey, Vec<&UsePeriod>> {
    let mut found: BTreeMap<SeriesKey, Vec<&UsePeriod>> = BTreeMap::new();
    for period in uses {
        let key = (period.counted.clone(), period.meter.clone(), period.span());
        found.entry(key).or_default().push(period);
    }
    for periods in found.values_mut() {
        periods.sort_by(|one, two| {
            let order = |period: &UsePeriod| (period.from, period.to, period.amount);
            order(one).cmp(&order(two)).then_with(|| one.cells().cmp(two.cells()))
        });
    }
    found
}

/// The periods of a row without those that say the same once more.
pub fn once<'a>(periods: &[&'a UsePeriod]) -> Vec<&'a UsePeriod> {
    let mut kept: Vec<&UsePeriod> = Vec::new();
    for period in periods {
        let same = |held: &&&UsePeriod| {
            (held.from, held.to, held.amount) == (period.from, period.to, period.amount)
        };
        if kept.last().filter(same).is_none() {
            kept.push(period);
        }
    }
    kept
}

/// The faults of all rows of periods; none where each follows upon the one before it.
pub fn series_findings(uses: &[UsePeriod]) -> Vec<SeriesFinding> {
    let mut findings = Vec::new();
    for (key, periods) in series(uses) {
        let mut reach: Option<&UsePeriod> = None;
        for period in periods {
            if let Some(before) = reach {
                findings.extend(between(&key, before, period));
            }
            if reach.is_none_or(|held| held.to <= period.to) {
                reach = Some(period);
            }
        }
    }
    findings
}

/// What is wrong between a period and the one that reached farthest before it.
fn between(key: &SeriesKey, before: &UsePeriod, after: &UsePeriod) -> Option<SeriesFinding> {
    let next = before.to.checked_add_days(Days::new(1))?;
    let (fault, from, to) = if (before.from, before.to) == (after.from, after.to) {
        let fault = if before.amount == after.amount {
            SeriesFault::Repeated
        } else {
            SeriesFault::Contradictory
        };
        (fault, after.from, after.to)
    } else if after.from < next {
        (SeriesFault::Overlap, after.from, before.to.min(after.to))
    } else if after.from > next {
        (SeriesFault::Gap, next, after.from.pred_opt()?)
    } else {
        return None;
    };
    let places = before.cells().iter().chain(after.cells()).cloned().collect();
    Some(SeriesFinding { fault, key: key.clone(), from, to, places })
}
