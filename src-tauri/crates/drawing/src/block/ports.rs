//! Where lines meet boxes, and which way each net takes.

use super::plan::{Net, Plan, Side, Zone};
use super::size::{GRID, PITCH, Sizes};
use crate::LinkKind;
use std::collections::{BTreeMap, BTreeSet};

/// Lines of a net of more ends run above or below all boxes, as a bus.
const BUS: usize = 5;
/// An end is moved by at most this to face the other on one straight line, pt.
const STRAIGHTEN: f64 = 6.0;

/// The way of a net between its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// All ends lie in one gutter.
    Local,
    /// Across columns, between boxes where there is room.
    Through,
    /// Across columns, above all boxes.
    Above,
    /// Across columns, below all boxes.
    Below,
    /// On the bus line of a pool.
    Pool,
}

/// For each cell, the column in which it stands.
pub(super) fn column_of(plan: &Plan<'_>, columns: &[Vec<usize>]) -> Vec<usize> {
    let mut column_of = vec![0; plan.cells.len()];
    for (at, column) in columns.iter().enumerate() {
        for cell in column {
            column_of[*cell] = at;
        }
    }
    column_of
}

/// The gutter in which an end of a net lies; gutter `g` is on the left of column `g`.
pub(super) fn gutter(cell: usize, side: Side, column_of: &[usize]) -> usize {
    column_of[cell] + usize::from(side == Side::Out)
}

/// The gutters that a net has ends in.
pub(super) fn gutters(net: &Net, column_of: &[usize]) -> BTreeSet<usize> {
    net.ends.iter().map(|end| gutter(end.cell, end.side, column_of)).collect()
}

/// The way of a net.
pub(super) fn course(net: &Net, column_of: &[usize]) -> Course {
    if net.pool.is_some() {
        Course::Pool
    } else if gutters(net, column_of).len() < 2 {
        Course::Local
    } else if net.ends.len() < BUS {
        Course::Through
    } else if net.kind == LinkKind::Fresh {
        Course::Above
    } else {
        Course::Below
    }
}

/// An end at a side of a box: the y that it looks to, its kind, its net and its place there.
type Wanted = (f64, LinkKind, usize, usize);

/// For each net and each of its ends, the y of its port.
pub(super) fn ports(
    plan: &Plan<'_>,
    sizes: &Sizes,
    courses: &[Course],
    tops: &[f64],
) -> Vec<Vec<f64>> {
    let middle = |cell: usize| tops[cell] + sizes.cells[cell].height / 2.0;
    let mut sides: BTreeMap<(usize, Side), Vec<Wanted>> = BTreeMap::new();
    for (at, net) in plan.nets.iter().enumerate() {
        for (place, end) in net.ends.iter().enumerate() {
            let target = match courses[at] {
                Course::Above => f64::NEG_INFINITY,
                Course::Below | Course::Pool => f64::INFINITY,
                Course::Local | Course::Through => {
                    let others = net.ends.iter().filter(|other| other.side != end.side);
                    let (sum, count) = others.fold((0.0, 0.0), |(sum, count), other| {
                        (sum + middle(other.cell), count + 1.0)
                    });
                    if count > 0.0 { sum / count } else { middle(end.cell) }
                }
            };
            sides.entry((end.cell, end.side)).or_default().push((target, net.kind, at, place));
        }
    }
    let mut ports: Vec<Vec<f64>> = plan.nets.iter().map(|net| vec![0.0; net.ends.len()]).collect();
    for ((cell, side), mut ends) in sides {
        ends.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
        let first = tops[cell] + first_port(sizes.cells[cell].height, ends.len(), side);
        for (place, (_, _, net, end)) in ends.into_iter().enumerate() {
            ports[net][end] = first + PITCH * place as f64;
        }
    }
    straighten(plan, sizes, (courses, tops), &mut ports);
    ports
}

/// Down from the box's top. Inlets stand half a grid lower than outlets, so that lines
/// from both sides of a gutter never run into each other.
fn first_port(height: f64, count: usize, side: Side) -> f64 {
    let spare = height - PITCH * (count as f64 - 1.0);
    let first = (spare / 2.0 / GRID).round() * GRID;
    match side {
        Side::Out => first.max(PITCH),
        Side::In => first.max(PITCH) + GRID / 2.0,
    }
}

/// Puts two ends that nearly face each other onto one line: the inlet is moved, or where
/// its neighbours leave no room, the outlet.
fn straighten(
    plan: &Plan<'_>,
    sizes: &Sizes,
    (courses, tops): (&[Course], &[f64]),
    ports: &mut [Vec<f64>],
) {
    let mut sides: BTreeMap<(usize, Side), Vec<(usize, usize)>> = BTreeMap::new();
    for (at, net) in plan.nets.iter().enumerate() {
        for (place, end) in net.ends.iter().enumerate() {
            sides.entry((end.cell, end.side)).or_default().push((at, place));
        }
    }
    for (at, net) in plan.nets.iter().enumerate() {
        let [first, second] = net.ends.as_slice() else { continue };
        if courses[at] != Course::Local || first.side == second.side {
            continue;
        }
        let inlet = usize::from(second.side == Side::In);
        for moved in [inlet, 1 - inlet] {
            let (end, y) = (&net.ends[moved], ports[at][1 - moved]);
            let (top, height) = (tops[end.cell], sizes.cells[end.cell].height);
            let near = (ports[at][moved] - y).abs() <= STRAIGHTEN;
            let inside = y >= top + PITCH - GRID / 2.0 && y <= top + height - GRID / 2.0;
            let beside = sides.get(&(end.cell, end.side)).into_iter().flatten();
            let clear = beside
                .filter(|(other, _)| *other != at)
                .all(|(other, place)| (ports[*other][*place] - y).abs() >= PITCH - 0.5);
            if near && inside && clear {
                ports[at][moved] = y;
                break;
            }
        }
    }
}

/// How many lines would like to pass through each gap of each column.
pub(super) fn passing(
    plan: &Plan<'_>,
    sizes: &Sizes,
    columns: &[Vec<usize>],
    tops: &[f64],
) -> Vec<Vec<usize>> {
    const MOST: usize = 3;
    let column_of = column_of(plan, columns);
    let mut lanes: Vec<Vec<usize>> =
        columns.iter().map(|column| vec![0; column.len() + 1]).collect();
    let middle = |cell: usize| tops[cell] + sizes.cells[cell].height / 2.0;
    for net in &plan.nets {
        if course(net, &column_of) != Course::Through {
            continue;
        }
        let gutters = gutters(net, &column_of);
        let (Some(first), Some(last)) = (gutters.first(), gutters.last()) else { continue };
        let y = net.ends.iter().map(|end| middle(end.cell)).sum::<f64>() / net.ends.len() as f64;
        for column in *first..*last {
            // The gap above the first box that lies lower than the line.
            let gap = columns[column].partition_point(|cell| middle(*cell) < y);
            let edge = gap == 0 || gap == columns[column].len();
            if !edge {
                lanes[column][gap] = (lanes[column][gap] + 1).min(MOST);
            }
        }
    }
    lanes
}

/// True for a cell that stands in a column.
pub(super) fn in_column(plan: &Plan<'_>, cell: usize) -> bool {
    plan.cells[cell].zone != Zone::Pool
}
