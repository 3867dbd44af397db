//! Metering (水计量): what needs a meter, what has one, and which water passed it, by the
//! levels of GB/T 24789: 用水单位, 次级用水单位, 主要用水设备（用水系统）.
//!
//! The points of level 1 are the sources of the site that the rules do not exempt; those of level 2 the units at the top
//! of its tree; those of level 3 the units without others below them, and the equipment of
//! the list. A unit to which a meter of another level is linked stands at that meter's level.
//! Wastewater treatment is no point: discharge is not assessed. Not known is not zero: a rate
//! that rests on something unknown has no value and says what is missing.

mod link;
mod point;
mod rate;
mod requirement;
mod state;

pub use point::{MeterPoint, Need, PointPlace};
pub use rate::RequirementCheck;
pub(crate) use rate::{LevelCount, judged, secondary};
pub use requirement::*;
pub use state::MeterState;

use crate::{Case, Evidence};
use link::Link;

/// What follows from the register of meters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metering {
    /// What may need a meter, by level, in the order of sources, of units, of equipment.
    pub points: Vec<MeterPoint>,
    /// Each meter of the register, in its order.
    pub meters: Vec<MeterState>,
    /// The requirements with what they are held against.
    pub requirements: Vec<RequirementCheck>,
}

impl Metering {
    /// The points of a level.
    pub fn of_level(&self, level: u8) -> impl Iterator<Item = &MeterPoint> {
        self.points.iter().filter(move |point| point.level == level)
    }

    /// Points that need a meter and have none in working order.
    pub fn lacking(&self) -> impl Iterator<Item = &MeterPoint> {
        self.points.iter().filter(|point| point.need == Need::Needed && !point.equipped)
    }

    /// Points of which it is not known whether they need a meter.
    pub fn undecided(&self) -> impl Iterator<Item = &MeterPoint> {
        self.points.iter().filter(|point| point.need == Need::Undecided)
    }
}

/// What needs a meter and what has one; the requirements are held against it later, when the
/// rates are known.
pub(crate) fn metering(e: &Evidence, case: &Case, rules: &MeteringRules) -> Metering {
    let mut points = point::points(e, case, rules);
    let mut meters = state::meters(e, case, rules);
    let targets: Vec<link::Target> = points.iter().map(point::target).collect();
    let links: Vec<Link> =
        case.meters.iter().map(|meter| link::linked(meter, &targets, &rules.words)).collect();
    for (at, state) in meters.iter_mut().enumerate() {
        state.points = settled(at, &links, e, case, &points);
        for point in &state.points {
            points[*point].meters.push(at);
        }
    }
    let bases = point::Bases::of(e);
    for point in &mut points {
        point.settle(&bases, case, &meters);
        point.decide(rules);
    }
    Metering { points, meters, requirements: Vec::new() }
}

/// The points of a meter. Which of several of one name it is tells the meter above it, where
/// that measures a unit to which only one of them belongs; else it is not guessed.
fn settled(
    at: usize,
    links: &[Link],
    e: &Evidence,
    case: &Case,
    points: &[MeterPoint],
) -> Vec<usize> {
    let several = match links.get(at) {
        Some(Link::To(found)) => return found.clone(),
        Some(Link::OneOf(several)) => several,
        None => return Vec::new(),
    };
    let parent = case.meters.get(at).and_then(|meter| meter.parent.as_deref()).map(str::trim);
    let above = parent
        .and_then(|parent| case.meters.iter().position(|meter| meter.number.trim() == parent));
    let unit_of = |point: &usize| match &points.get(*point)?.place {
        PointPlace::Unit(unit) => Some(unit),
        PointPlace::Source(_) | PointPlace::Equipment(_) => None,
    };
    let top = match above.and_then(|above| links.get(above)) {
        Some(Link::To(found)) => match found.as_slice() {
            [only] => unit_of(only),
            _ => None,
        },
        _ => None,
    };
    let Some(top) = top else { return Vec::new() };
    let within: Vec<usize> = several
        .iter()
        .copied()
        .filter(|point| unit_of(point).is_some_and(|unit| e.within(unit, top)))
        .collect();
    if within.len() == 1 { within } else { Vec::new() }
}
