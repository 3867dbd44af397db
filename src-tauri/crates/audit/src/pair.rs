//! Streams from one unit to another in the place of what two sums hold of them.
//!
//! A table gives what a unit hands on and receives as sums, and no pairs: those are streams
//! to and from pools. A pair that becomes known takes its water out of both pools, so that
//! the sums of both units stay as the table gave them.

use crate::{DailyVolume, Figure, Item, Origin, Place, Role, Site, Stream, Text, UnitId, trimmed};

/// Below this a rest is rounding: figures are given to 0.1 m³/d.
const SLACK: f64 = 0.05;

/// What a pair changes: streams that take the place of those with the same ends, and streams
/// that are no longer there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairChange {
    /// New streams, and those with another figure.
    pub put: Vec<Stream>,
    /// Ends of streams that hold nothing any more.
    pub gone: Vec<(Place, Place)>,
}

/// Puts a stream from one unit to another; its water comes out of the sums of both. A figure
/// of none takes the pair away and gives its water back to the sums.
///
/// # Errors
/// A unit is not there, both are the same, or a sum of one of them is less than the pair.
pub fn set_pair(
    site: &Site,
    from: &UnitId,
    to: &UnitId,
    figure: Option<Figure>,
) -> Result<PairChange, Text> {
    let (Some(giver), Some(taker)) = (site.unit(from), site.unit(to)) else {
        return Err(Text::new("找不到用水单元", "there is no such unit"));
    };
    if from == to {
        return Err(Text::new(
            "同一单元内的水是循环水量，请在水平衡表中填写",
            "water of one unit to itself is recirculated",
        ));
    }
    let known = Stream { from: Place::Unit(from.clone()), to: Place::Unit(to.clone()), figure };
    let role = |id: &UnitId| site.unit(id).map_or(Role::Use, |unit| unit.role);
    let ends = (known.from.clone(), known.to.clone());
    let before = of_ends(site, &ends).and_then(|stream| stream.figure.as_ref());
    let before = before.map_or(DailyVolume::ZERO, |figure| figure.value);
    let after = known.figure.as_ref().map_or(DailyVolume::ZERO, |figure| figure.value);
    if after < DailyVolume::ZERO {
        return Err(Text::new("水量不能为负", "a flow is not below zero"));
    }
    let mut change = PairChange::default();
    for (unit, name) in [(from, &giver.name), (to, &taker.name)] {
        let Some(item) = known.item_for(unit, role) else { continue };
        rest(site, unit, (item, name), after - before, &mut change)?;
    }
    if known.figure.is_some() {
        change.put.push(known);
    } else {
        change.gone.push(ends);
    }
    Ok(change)
}

/// Takes what a pair holds out of the sum of a unit.
fn rest(
    site: &Site,
    unit: &UnitId,
    (item, name): (Item, &str),
    taken: DailyVolume,
    change: &mut PairChange,
) -> Result<(), Text> {
    let ends = item.ends(unit);
    let Some(pool) = of_ends(site, &ends) else {
        // Without a sum the pair is all that is known; what it gives back becomes a sum.
        if taken < DailyVolume::ZERO {
            change.put.push(sum(ends, DailyVolume::ZERO - taken, &[]));
        }
        return Ok(());
    };
    let Some(figure) = &pool.figure else { return Ok(()) };
    let left = (figure.value - taken).value();
    if left < -SLACK {
        let (sum, taken) = (trimmed(figure.value.value(), 4), trimmed(taken.value(), 4));
        return Err(Text::new(
            format!("“{name}”的{}中尚未列明去向的只有 {sum} m³/d，少于 {taken} m³/d", item.zh()),
            format!("{} of {name} has {sum} m³/d left, less than {taken}", item.code()),
        ));
    }
    if left <= SLACK {
        change.gone.push(ends);
    } else {
        let rest = sum(ends, DailyVolume::m3_per_day(left), figure.origin.cells());
        change.put.push(Stream {
            figure: rest.figure.map(|rest| Figure {
                basis: figure.basis,
                uncertainty: figure.uncertainty,
                ..rest
            }),
            ..rest
        });
    }
    Ok(())
}

/// What is left of a sum, as a stream.
fn sum((from, to): (Place, Place), value: DailyVolume, cells: &[crate::CellRef]) -> Stream {
    let value = DailyVolume::m3_per_day(crate::round_gb8170(value.value(), 9));
    let origin = Origin::Computed {
        formula: "合计扣除已列明去向的水量".to_owned(),
        cells: cells.to_vec(),
    };
    let figure = Figure { value, basis: crate::Basis::Computed, origin, uncertainty: None };
    Stream { from, to, figure: Some(figure) }
}

fn of_ends<'a>(site: &'a Site, ends: &(Place, Place)) -> Option<&'a Stream> {
    site.streams.iter().find(|stream| stream.from == ends.0 && stream.to == ends.1)
}

impl PairChange {
    /// The site with the change made.
    pub fn applied(self, site: &mut Site) {
        let Self { put, gone } = self;
        site.streams.retain(|stream| {
            !gone.iter().any(|(from, to)| *from == stream.from && *to == stream.to)
        });
        for stream in put {
            let same = site
                .streams
                .iter_mut()
                .find(|known| known.from == stream.from && known.to == stream.to);
            match same {
                Some(known) => *known = stream,
                None => site.streams.push(stream),
            }
        }
    }
}
