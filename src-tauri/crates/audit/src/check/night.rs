//! Leakage by readings: night flow and the lowest day of each meter against its mean.

use super::draft::{Maker, Part, n};
use super::{Check, CheckCode, CheckInput, NightWindow, formula};
use crate::{CellRef, Input, MeterFlow, Reading, Text, meter_flows};
use std::collections::BTreeMap;

/// What passed a meter in some of its intervals.
#[derive(Default)]
struct Passed {
    volume: f64,
    days: f64,
    cells: Vec<CellRef>,
}

impl Passed {
    fn of<'a>(flows: impl Iterator<Item = &'a MeterFlow>) -> Option<Self> {
        let mut passed = Self::default();
        for flow in flows {
            passed.volume += flow.per_day()? * flow.days?;
            passed.days += flow.days?;
            passed.cells.extend(flow.cells.iter().cloned());
        }
        passed.cells.sort();
        passed.cells.dedup();
        (passed.days > 0.0).then_some(passed)
    }

    fn input(self, symbol: &str, name: Text) -> Part {
        let value = self.volume / self.days / 24.0;
        let input =
            Input { symbol: symbol.into(), name, value, unit: "m3/h".into(), cells: self.cells };
        Ok(CheckInput { input, fact: None })
    }
}

/// Night flow of the meters that were read at night, and the lowest day of those that were
/// read day by day. A meter read otherwise gives no check.
pub(super) fn checks(maker: &Maker<'_>, readings: &[Reading]) -> Vec<Check> {
    let flows = meter_flows(readings);
    let mut meters: BTreeMap<&str, Vec<&MeterFlow>> = BTreeMap::new();
    for flow in flows.iter().filter(|flow| flow.per_day().is_some()) {
        meters.entry(&flow.meter).or_default().push(flow);
    }
    meters
        .iter()
        .flat_map(|(meter, flows)| [night(maker, meter, flows), lowest_day(maker, meter, flows)])
        .flatten()
        .collect()
}

fn mean(flows: &[&MeterFlow]) -> Option<Part> {
    let whole = Passed::of(flows.iter().copied())?;
    Some(whole.input("Qm", Text::new("全时段平均流量", "mean flow of all readings")))
}

fn night(maker: &Maker<'_>, meter: &str, flows: &[&MeterFlow]) -> Option<Check> {
    let window = maker.rules.night;
    let quiet = Passed::of(flows.iter().copied().filter(|flow| at_night(flow, window)))?;
    let name = Text::new(
        format!("{}～{}的流量", window.from.format("%H:%M"), window.to.format("%H:%M")),
        format!("flow from {} to {}", window.from.format("%H:%M"), window.to.format("%H:%M")),
    );
    share(maker, CheckCode::NightFlowShare, meter, [quiet.input("Qn", name), mean(flows)?])
}

/// True for an interval within the night, give or take the slack.
fn at_night(flow: &MeterFlow, window: NightWindow) -> bool {
    let slack = chrono::TimeDelta::minutes(i64::from(window.slack_minutes));
    let (Some((first, Some(from))), (last, Some(to))) = (flow.from, flow.to) else { return false };
    let begins = first.and_time(window.from) - slack;
    let ends = first.and_time(window.to) + slack;
    begins <= first.and_time(from) && last.and_time(to) <= ends
}

fn lowest_day(maker: &Maker<'_>, meter: &str, flows: &[&MeterFlow]) -> Option<Check> {
    let day = |flow: &&&MeterFlow| flow.days.is_some_and(|days| (0.9..=1.1).contains(&days));
    let days: Vec<&MeterFlow> = flows.iter().filter(day).copied().collect();
    if days.len() < maker.rules.lowest_of_days {
        return None;
    }
    let per_day = |flow: &&&MeterFlow| flow.per_day().unwrap_or(f64::INFINITY);
    let low = days.iter().min_by(|one, two| per_day(one).total_cmp(&per_day(two)))?;
    let name =
        Text::new(format!("{} 日流量", low.to.0), format!("flow of the day to {}", low.to.0));
    let quiet = Passed::of([*low].into_iter())?.input("Qd", name);
    share(maker, CheckCode::LowestDayShare, meter, [quiet, mean(&days)?])
}

fn share(maker: &Maker<'_>, code: CheckCode, meter: &str, parts: [Part; 2]) -> Option<Check> {
    maker.plain(code, meter.to_owned(), parts, |values| match values {
        [quiet, mean] => formula::percent(*quiet, *mean)
            .map(|value| (value, format!("{}/{}×100", n(*quiet), n(*mean)))),
        _ => None,
    })
}
