//! Which box comes before which: layers by the direct flows between boxes, and an order
//! inside each layer that keeps crossings few.

use super::plan::{Net, Plan, Side, Zone};
use crate::walk::finishing_order;
use std::collections::{BTreeMap, BTreeSet};

/// The zones that have columns, from left to right.
pub(super) const ZONES: [Zone; 5] =
    [Zone::Source, Zone::SupplyTreatment, Zone::Unit, Zone::WastewaterTreatment, Zone::Sink];

/// A net of more ends is a bus: it says nothing about who should stand beside whom.
const BUS: usize = 5;
const SWEEPS: usize = 6;

/// Layers of each zone, in the order of [`ZONES`]; a zone without cells has none.
pub(super) fn layers(plan: &Plan<'_>) -> Vec<Vec<Vec<usize>>> {
    let edges = edges(plan);
    let mut zones: Vec<_> = ZONES.map(|zone| layers_of(plan, zone, &edges)).into();
    reduce_crossings(plan, &mut zones);
    zones
}

/// Pairs of cells with a direct flow that goes forward.
fn edges(plan: &Plan<'_>) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut edges: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for net in plan.nets.iter().filter(|net| net.pool.is_none() && !net.kind.is_return()) {
        for from in ends(net, Side::Out) {
            edges.entry(from).or_default().extend(ends(net, Side::In).filter(|to| *to != from));
        }
    }
    edges
}

fn ends(net: &Net, side: Side) -> impl Iterator<Item = usize> {
    net.ends.iter().filter(move |end| end.side == side).map(|end| end.cell)
}

/// Longest-path layers of a zone's cells; what would lead back is not followed.
fn layers_of(
    plan: &Plan<'_>,
    zone: Zone,
    edges: &BTreeMap<usize, BTreeSet<usize>>,
) -> Vec<Vec<usize>> {
    let cells: Vec<usize> =
        (0..plan.cells.len()).filter(|at| plan.cells[*at].zone == zone).collect();
    let order = finishing_order(&cells, edges);
    let place: BTreeMap<usize, usize> =
        order.iter().rev().enumerate().map(|(at, cell)| (*cell, at)).collect();
    let mut layer: BTreeMap<usize, usize> = cells.iter().map(|cell| (*cell, 0)).collect();
    for from in order.iter().rev() {
        let next = layer.get(from).map_or(0, |at| at + 1);
        for to in edges.get(from).into_iter().flatten() {
            let forward = place.get(to) > place.get(from);
            if let Some(at) = layer.get_mut(to).filter(|_| forward) {
                *at = next.max(*at);
            }
        }
    }
    let mut layers: Vec<Vec<usize>> = Vec::new();
    for cell in cells {
        let at = layer.get(&cell).copied().unwrap_or(0);
        layers.resize_with(layers.len().max(at + 1), Vec::new);
        layers[at].push(cell);
    }
    layers
}

/// Sweeps by the barycentre of neighbours. Without direct flows the enterprise's own
/// order stays.
fn reduce_crossings(plan: &Plan<'_>, zones: &mut [Vec<Vec<usize>>]) {
    let neighbours = neighbours(plan);
    if neighbours.is_empty() {
        return;
    }
    let mut at = vec![0.0; plan.cells.len()];
    for _ in 0..SWEEPS {
        for layer in zones.iter_mut().flatten() {
            number(layer, &mut at);
            sort(plan, layer, &neighbours, &at);
            number(layer, &mut at);
        }
        for layer in zones.iter_mut().flatten().rev() {
            sort(plan, layer, &neighbours, &at);
            number(layer, &mut at);
        }
    }
}

/// The cells that each is tied to directly. What units take from sources and give to
/// sinks does not move them: they stand in the enterprise's order.
fn neighbours(plan: &Plan<'_>) -> BTreeMap<usize, Vec<usize>> {
    let is_outside = |cell: usize| matches!(plan.cells[cell].zone, Zone::Source | Zone::Sink);
    let mut neighbours: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for net in plan.nets.iter().filter(|net| net.pool.is_none() && net.ends.len() < BUS) {
        for from in ends(net, Side::Out) {
            for to in ends(net, Side::In).filter(|to| *to != from) {
                for (cell, other) in [(from, to), (to, from)] {
                    if is_outside(cell) || !is_outside(other) {
                        neighbours.entry(cell).or_default().push(other);
                    }
                }
            }
        }
    }
    neighbours
}

/// Each cell's place in its layer, 0 to 1.
fn number(layer: &[usize], at: &mut [f64]) {
    let count = layer.len() as f64;
    for (place, cell) in layer.iter().enumerate() {
        at[*cell] = (place as f64 + 0.5) / count;
    }
}

/// By group and within it by barycentre; cells of a group stay together.
fn sort(
    plan: &Plan<'_>,
    layer: &mut [usize],
    neighbours: &BTreeMap<usize, Vec<usize>>,
    at: &[f64],
) {
    let centre = |cell: usize| match neighbours.get(&cell) {
        None => at[cell],
        Some(near) => near.iter().map(|cell| at[*cell]).sum::<f64>() / near.len() as f64,
    };
    let mut groups: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for &cell in layer.iter() {
        if let Some(group) = plan.cells[cell].group {
            let (sum, count) = groups.entry(group).or_default();
            *sum += centre(cell);
            *count += 1.0;
        }
    }
    let group_centre = |cell: usize| match plan.cells[cell].group {
        None => centre(cell),
        Some(group) => groups.get(&group).map_or(0.0, |(sum, count)| sum / count),
    };
    layer.sort_by(|a, b| {
        group_centre(*a)
            .total_cmp(&group_centre(*b))
            .then(plan.cells[*a].group.cmp(&plan.cells[*b].group))
            .then(centre(*a).total_cmp(&centre(*b)))
    });
}
