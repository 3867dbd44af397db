//! Columns of boxes: layers, cut where they are too high and joined where they are many.

use super::Slot;
use super::plan::Plan;
use super::size::Sizes;
use std::collections::{BTreeMap, BTreeSet};

/// More columns of units than this no sheet holds.
const MOST: usize = 24;
/// The usual room between two boxes of a column, pt.
const GAP: f64 = 12.0;
/// The room that a frame's title and edges take, pt.
const FRAME: f64 = 22.0;

/// Boxes of each column from the top down, columns from the left to the right.
pub(super) type Columns = Vec<Vec<usize>>;

/// A way to cut the layers into columns.
#[derive(Clone, Copy)]
struct Cut {
    /// Height of a column, pt.
    capacity: f64,
    /// Whether layers may share a column.
    join: bool,
    /// Whether a workshop may be split though a column of its own would hold it.
    split: bool,
}

/// Columns to be tried, and whether workshops are split in them; never empty.
pub(super) fn candidates(
    plan: &Plan<'_>,
    sizes: &Sizes,
    zones: &[Vec<Vec<usize>>],
) -> Vec<(Columns, bool)> {
    let total: f64 = zones.iter().flatten().flatten().map(|at| pitch(sizes, *at)).sum();
    let mut found: Vec<(Columns, bool)> = Vec::new();
    let ways = [(false, false), (true, false), (false, true), (true, true)];
    for (parts, (join, split)) in (1..=MOST).flat_map(|parts| ways.map(|way| (parts, way))) {
        let way = Cut { capacity: total / parts as f64 * 1.04 + FRAME, join, split };
        let zones: Vec<Columns> =
            zones.iter().map(|layers| cut(plan, sizes, layers, way)).collect();
        for columns in [zones.concat(), last_in_one(zones, sizes, way.capacity)] {
            if found.iter().all(|(other, _)| *other != columns) {
                found.push((columns, split));
            }
        }
    }
    found
}

/// Treatment and drains in one column, where they are few: that makes a wide picture
/// narrower.
fn last_in_one(mut zones: Vec<Columns>, sizes: &Sizes, capacity: f64) -> Columns {
    let sinks = zones.pop().unwrap_or_default();
    let treatment = zones.pop().unwrap_or_default();
    let height: f64 =
        treatment.iter().chain(&sinks).flatten().map(|cell| pitch(sizes, *cell)).sum();
    let mut columns = zones.concat();
    if height <= capacity && !treatment.is_empty() {
        columns.push([treatment, sinks].concat().concat());
    } else {
        columns.extend([treatment, sinks].concat());
    }
    columns
}

fn pitch(sizes: &Sizes, cell: usize) -> f64 {
    sizes.cells[cell].height + GAP
}

/// Columns of one zone. Joined layers share a column as long as there is room.
fn cut(
    plan: &Plan<'_>,
    sizes: &Sizes,
    layers: &[Vec<usize>],
    Cut { capacity, join, split }: Cut,
) -> Columns {
    let mut columns: Columns = Vec::new();
    let mut used = f64::INFINITY;
    for layer in layers {
        if !join {
            used = f64::INFINITY;
        }
        for run in layer.chunk_by(|a, b| plan.cells[*a].group == plan.cells[*b].group) {
            let framed = plan.cells[run[0]].group.is_some();
            let frame = if framed { FRAME } else { 0.0 };
            let whole = frame + run.iter().map(|at| pitch(sizes, *at)).sum::<f64>();
            // A workshop that fits a column of its own is not split for a small rest.
            let rest = capacity - used;
            if !split && whole > rest && whole <= capacity && rest < 0.5 * capacity {
                used = f64::INFINITY;
            }
            used += frame;
            for &cell in run {
                if used + pitch(sizes, cell) > capacity {
                    columns.push(Vec::new());
                    used = frame;
                }
                used += pitch(sizes, cell);
                if let Some(column) = columns.last_mut() {
                    column.push(cell);
                }
            }
        }
    }
    for column in &mut columns {
        gather_groups(plan, column);
    }
    columns
}

/// Puts the cells of each group together, at the place of its first.
fn gather_groups(plan: &Plan<'_>, column: &mut [usize]) {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, cell) in column.iter().enumerate() {
        if let Some(group) = plan.cells[*cell].group {
            first.entry(group).or_insert(place);
        }
    }
    let places: BTreeMap<usize, usize> = column
        .iter()
        .enumerate()
        .map(|(place, cell)| {
            let group = plan.cells[*cell].group;
            (*cell, group.and_then(|group| first.get(&group).copied()).unwrap_or(place))
        })
        .collect();
    column.sort_by_key(|cell| places.get(cell).copied());
}

/// Moves the pinned boxes to the slots that a person gave them. There are as many columns
/// as were given slots in; a column beyond those is the last.
pub(super) fn pin(plan: &Plan<'_>, columns: &mut Columns, pinned: &BTreeMap<String, Slot>) {
    let slot = |cell: &usize| pinned.get(&plan.cells[*cell].node.id).copied();
    let mut moved: Vec<(Slot, usize)> = Vec::new();
    for column in columns.iter_mut() {
        moved.extend(column.iter().filter_map(|cell| slot(cell).map(|slot| (slot, *cell))));
        column.retain(|cell| slot(cell).is_none());
    }
    moved.sort_unstable();
    let given: BTreeSet<usize> = moved.iter().map(|(slot, _)| slot.column).collect();
    columns.resize_with(columns.len().max(given.len()), Vec::new);
    let last = columns.len().saturating_sub(1);
    for (slot, cell) in moved {
        if let Some(column) = columns.get_mut(slot.column.min(last)) {
            column.insert(slot.row.min(column.len()), cell);
        }
    }
    columns.retain(|column| !column.is_empty());
}
