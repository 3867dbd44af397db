//! The meter tree (水表计量网络): each meter against the sum of those below it, over the
//! same time. Nothing is adjusted.

use super::MeterError;
use crate::{CellRef, Coverage, Meter, MeterFlow, Rate, Reading, Text, meter_flows};
use chrono::NaiveDateTime;
use std::collections::{BTreeMap, BTreeSet};

/// How a meter stands to those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeterVerdict {
    /// As far apart as the meters' errors let them be.
    Within,
    /// The meter shows more than those below it: use or leakage that no meter below sees.
    Above,
    /// Those below show more than it: one of them is wrong.
    Below,
    /// There is no time at which all were read.
    Missing,
}

impl MeterVerdict {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Above => "above",
            Self::Below => "below",
            Self::Missing => "missing",
        }
    }

    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Within => "相符",
            Self::Above => "上级表大于下级表之和",
            Self::Below => "下级表之和大于上级表",
            Self::Missing => "缺少同期读数",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Within => "agree",
            Self::Above => "the meter above exceeds the sum below",
            Self::Below => "the sum below exceeds the meter above",
            Self::Missing => "no readings of one period",
        }
    }
}

/// What a meter showed over the time of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct MeterVolume {
    /// Its number.
    pub number: String,
    /// What passed it, m³; none where it is not known for the whole time.
    pub volume: Option<f64>,
    /// Greatest permissible error over the volume.
    pub error: Rate,
    /// The cells of the readings.
    pub cells: Vec<CellRef>,
}

/// A meter against those directly below it.
#[derive(Clone, Debug, PartialEq)]
pub struct MeterNode {
    /// The meter above.
    pub parent: MeterVolume,
    /// Those below, in the register's order.
    pub children: Vec<MeterVolume>,
    /// The time that is compared.
    pub period: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Sum of those below, m³.
    pub sum: Option<f64>,
    /// The meter less the sum, m³.
    pub difference: Option<f64>,
    /// How far they may lie apart by the meters' errors, m³.
    pub tolerance: Option<f64>,
    /// How it stands.
    pub verdict: MeterVerdict,
    /// What may be the reason, or what is missing.
    pub remark: Text,
}

/// Every meter that has meters below it. `coverage` tells how far a difference may go
/// by chance: `k·√Σ(e·V)²/√3`, errors being spread evenly within what is permitted.
pub fn meter_nodes(
    meters: &[Meter],
    readings: &[Reading],
    error: &MeterError,
    coverage: &Coverage,
) -> Vec<MeterNode> {
    let flows = by_meter(readings);
    let tree = Tree { meters, readings: Readings { flows: &flows, error }, coverage };
    meters.iter().filter_map(|meter| tree.node(meter)).collect()
}

/// The greatest permissible error of a meter by its class as written: `2级` is ±2 %,
/// `0.5` is ±0.5 %; none where no such class is written.
pub fn permissible_error(accuracy: &str) -> Option<Rate> {
    let digits = |sign: &char| sign.is_ascii_digit() || *sign == '.';
    let number: String =
        accuracy.chars().skip_while(|sign| !digits(sign)).take_while(digits).collect();
    let class: f64 = number.parse().ok()?;
    (0.1..=5.0).contains(&class).then(|| Rate::percent(class))
}

struct Tree<'a> {
    meters: &'a [Meter],
    readings: Readings<'a>,
    coverage: &'a Coverage,
}

/// What passed each meter, and how wrong one of an unknown class may be.
struct Readings<'a> {
    flows: &'a BTreeMap<String, Vec<MeterFlow>>,
    error: &'a MeterError,
}

/// What each of some meters showed over the longest time whose ends all of them were read
/// at; none where there is no such time.
pub(crate) fn volumes_together(
    meters: &[&Meter],
    readings: &[Reading],
    error: &MeterError,
) -> Option<Vec<MeterVolume>> {
    let flows = by_meter(readings);
    let tree = Readings { flows: &flows, error };
    let period = tree.common(meters.iter().copied())?;
    Some(meters.iter().map(|meter| tree.volume(meter, Some(period))).collect())
}

fn by_meter(readings: &[Reading]) -> BTreeMap<String, Vec<MeterFlow>> {
    let mut flows: BTreeMap<String, Vec<MeterFlow>> = BTreeMap::new();
    for flow in meter_flows(readings) {
        flows.entry(flow.meter.trim().to_owned()).or_default().push(flow);
    }
    flows
}

impl Tree<'_> {
    fn node(&self, meter: &Meter) -> Option<MeterNode> {
        let number = meter.number.trim();
        let below: Vec<&Meter> = self
            .meters
            .iter()
            .filter(|other| {
                other.parent.as_deref().map(str::trim) == Some(number)
                    && other.number.trim() != number
            })
            .collect();
        if number.is_empty() || below.is_empty() {
            return None;
        }
        let period = self.readings.common(std::iter::once(meter).chain(below.iter().copied()));
        let parent = self.readings.volume(meter, period);
        let children: Vec<MeterVolume> =
            below.iter().map(|meter| self.readings.volume(meter, period)).collect();
        let sum = children.iter().map(|child| child.volume).sum::<Option<f64>>();
        let difference = parent.volume.zip(sum).map(|(parent, sum)| parent - sum);
        let tolerance = difference.and_then(|_| self.tolerance(&parent, &children));
        let verdict = match difference.zip(tolerance) {
            None => MeterVerdict::Missing,
            Some((difference, slack)) if difference.abs() <= slack => MeterVerdict::Within,
            Some((difference, _)) if difference > 0.0 => MeterVerdict::Above,
            Some(_) => MeterVerdict::Below,
        };
        let remark = remark(verdict, &parent, &children);
        Some(MeterNode { parent, children, period, sum, difference, tolerance, verdict, remark })
    }

    fn tolerance(&self, parent: &MeterVolume, children: &[MeterVolume]) -> Option<f64> {
        let squares = std::iter::once(parent)
            .chain(children)
            .map(|meter| Some((meter.volume? * meter.error.value()).powi(2) / 3.0))
            .sum::<Option<f64>>()?;
        Some(self.coverage.factor * squares.sqrt())
    }
}

impl Readings<'_> {
    fn of(&self, meter: &Meter) -> &[MeterFlow] {
        self.flows.get(meter.number.trim()).map_or(&[], Vec::as_slice)
    }

    /// The longest time whose ends all of them were read at.
    fn common<'m>(
        &self,
        meters: impl Iterator<Item = &'m Meter>,
    ) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let mut common: Option<BTreeSet<NaiveDateTime>> = None;
        for meter in meters {
            let times: BTreeSet<NaiveDateTime> = self.of(meter).iter().flat_map(ends).collect();
            common = Some(match common {
                None => times,
                Some(known) => known.intersection(&times).copied().collect(),
            });
        }
        let common = common?;
        let (first, last) = (*common.first()?, *common.last()?);
        (first < last).then_some((first, last))
    }

    fn volume(&self, meter: &Meter, period: Option<(NaiveDateTime, NaiveDateTime)>) -> MeterVolume {
        let error = permissible_error(&meter.accuracy).unwrap_or(self.error.unknown_class);
        let inside: Vec<&MeterFlow> = self
            .of(meter)
            .iter()
            .filter(|flow| {
                period.is_some_and(|(from, to)| {
                    begin(flow).is_some_and(|begin| from <= begin) && end(flow) <= to
                })
            })
            .collect();
        let volume = inside
            .iter()
            .map(|flow| f64::try_from(flow.volume?).ok())
            .sum::<Option<f64>>()
            .filter(|_| !inside.is_empty() && joined(&inside));
        let mut cells: Vec<CellRef> =
            inside.iter().flat_map(|flow| flow.cells.iter().cloned()).collect();
        cells.sort();
        cells.dedup();
        MeterVolume { number: meter.number.trim().to_owned(), volume, error, cells }
    }
}

/// True where each interval begins where the one before it ended.
fn joined(flows: &[&MeterFlow]) -> bool {
    flows.windows(2).all(|pair| match *pair {
        [before, after] => begin(after) == Some(end(before)),
        _ => true,
    })
}

fn begin(flow: &MeterFlow) -> Option<NaiveDateTime> {
    flow.from.map(|(day, time)| day.and_time(time.unwrap_or_default()))
}

fn end(flow: &MeterFlow) -> NaiveDateTime {
    flow.to.0.and_time(flow.to.1.unwrap_or_default())
}

fn ends(flow: &MeterFlow) -> impl Iterator<Item = NaiveDateTime> {
    begin(flow).into_iter().chain([end(flow)])
}

fn remark(verdict: MeterVerdict, parent: &MeterVolume, children: &[MeterVolume]) -> Text {
    match verdict {
        MeterVerdict::Within => Text::new(
            "差值在各水表的允许误差以内。",
            "the difference lies within the meters' errors",
        ),
        MeterVerdict::Above => Text::new(
            "可能原因：上、下级表之间管网漏失；有未装表的用水点；漏登下级表；下级表偏慢或停走；抄表时间不一致。",
            "leakage between them, uses without a meter, a meter below that is not in the register, one that runs slow or stands still, or readings at other times",
        ),
        MeterVerdict::Below => Text::new(
            "可能原因：上级表偏慢；下级表另有其他水源；下级表重复登记或上级表号填错；抄表时间或倍率有误。",
            "the meter above runs slow, one below has another source or stands under the wrong meter, or times or multipliers are wrong",
        ),
        MeterVerdict::Missing => {
            let unread: Vec<&str> = std::iter::once(parent)
                .chain(children)
                .filter(|meter| meter.volume.is_none())
                .map(|meter| meter.number.as_str())
                .collect();
            Text::new(
                format!("缺少同一起止时刻的读数（或时段内读数有误）：{}。", unread.join("、")),
                format!(
                    "not read at the same times, or a reading between is in doubt: {}",
                    unread.join(", ")
                ),
            )
        }
    }
}
