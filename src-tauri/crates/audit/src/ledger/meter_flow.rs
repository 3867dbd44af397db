//! What passed a meter between two readings.

use crate::{CellRef, Reading};
use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Why the water between two readings is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadingFault {
    /// The reading is below the one before it: the meter turned over, was replaced, or
    /// ran backwards. Which of them is not guessed, and no volume is formed.
    Backwards,
    /// The row's own earlier reading is not the one that was read then: a reading between
    /// is missing, or the meter was replaced.
    Unconnected,
    /// The volume that the row states is not the difference of its readings.
    Misstated,
    /// Two different readings of one meter at the same time.
    Contradictory,
}

/// What passed a meter between two readings.
#[derive(Clone, Debug, PartialEq)]
pub struct MeterFlow {
    /// The meter.
    pub meter: String,
    /// When it began: day, and time of the day where known; none where the row gives an
    /// earlier reading without its day.
    pub from: Option<(NaiveDate, Option<NaiveTime>)>,
    /// When it ended.
    pub to: (NaiveDate, Option<NaiveTime>),
    /// The volume, m³; none where not known.
    pub volume: Option<Decimal>,
    /// How long it took, in days; by the hour only where both times are known.
    pub days: Option<f64>,
    /// What is in doubt.
    pub fault: Option<ReadingFault>,
    /// The cells of the readings.
    pub cells: Vec<CellRef>,
}

impl MeterFlow {
    /// The mean flow, m³/d; none where the volume or the time is not known.
    pub fn per_day(&self) -> Option<f64> {
        let volume: f64 = self.volume?.try_into().ok()?;
        self.days.filter(|days| *days > 0.0).map(|days| volume / days)
    }
}

/// What passed each meter between each reading and the next, by meter and time.
pub fn meter_flows(readings: &[Reading]) -> Vec<MeterFlow> {
    let mut meters: BTreeMap<&str, Vec<&Reading>> = BTreeMap::new();
    for reading in readings {
        meters.entry(&reading.meter).or_default().push(reading);
    }
    let mut flows = Vec::new();
    for mut readings in meters.into_values() {
        readings.sort_by(|one, two| {
            (one.at(), one.value, &one.place).cmp(&(two.at(), two.value, &two.place))
        });
        readings.dedup_by(|two, one| {
            (one.at(), one.value, one.previous) == (two.at(), two.value, two.previous)
        });
        let mut before: Option<&Reading> = None;
        for reading in readings {
            flows.extend(flow(before, reading));
            before = Some(reading);
        }
    }
    flows
}

fn flow(before: Option<&Reading>, reading: &Reading) -> Option<MeterFlow> {
    let earlier = before.and_then(|before| before.value);
    let begin = match (reading.previous, before) {
        (Some(own), Some(_)) if earlier == Some(own) => earlier,
        (Some(own), _) => Some(own),
        (None, Some(_)) => earlier,
        (None, None) => return None,
    };
    let difference = reading
        .value
        .zip(begin)
        .map(|(now, then)| (now - then) * reading.multiplier.unwrap_or(Decimal::ONE));
    let fault = fault(before, reading, difference);
    let volume = difference
        .filter(|_| !matches!(fault, Some(ReadingFault::Backwards | ReadingFault::Contradictory)));
    let from = match before {
        Some(before) if reading.previous.is_none() || earlier == reading.previous => {
            Some((before.date, before.time))
        }
        _ => reading.previous_date.map(|date| (date, None)),
    };
    let cells = before.filter(|_| reading.previous.is_none() || earlier == reading.previous);
    Some(MeterFlow {
        meter: reading.meter.clone(),
        from,
        to: (reading.date, reading.time),
        volume,
        days: from.and_then(|from| days(from, (reading.date, reading.time))),
        fault,
        cells: cells
            .map(|before| before.place.clone())
            .into_iter()
            .chain([reading.place.clone()])
            .collect(),
    })
}

fn fault(
    before: Option<&Reading>,
    reading: &Reading,
    difference: Option<Decimal>,
) -> Option<ReadingFault> {
    let same_time = before.is_some_and(|before| before.at() == reading.at());
    let earlier = before.and_then(|before| before.value);
    let unconnected = earlier.zip(reading.previous).is_some_and(|(earlier, own)| earlier != own);
    let misstated = reading
        .stated
        .zip(difference)
        .is_some_and(|(stated, difference)| (stated - difference).abs() > slack(difference));
    if same_time && reading.previous.is_none() {
        Some(ReadingFault::Contradictory)
    } else if difference.is_some_and(|difference| difference < Decimal::ZERO) {
        Some(ReadingFault::Backwards)
    } else if misstated {
        Some(ReadingFault::Misstated)
    } else if unconnected {
        Some(ReadingFault::Unconnected)
    } else {
        None
    }
}

/// How far a stated volume may be rounded: one cubic metre, or a thousandth.
fn slack(difference: Decimal) -> Decimal {
    (difference.abs() / Decimal::ONE_THOUSAND).max(Decimal::ONE)
}

fn days(from: (NaiveDate, Option<NaiveTime>), to: (NaiveDate, Option<NaiveTime>)) -> Option<f64> {
    let days = match (from.1, to.1) {
        (Some(begin), Some(end)) => {
            let seconds = (to.0.and_time(end) - from.0.and_time(begin)).num_seconds();
            seconds as f64 / 86_400.0
        }
        _ => (to.0 - from.0).num_days() as f64,
    };
    (days > 0.0).then_some(days)
}
