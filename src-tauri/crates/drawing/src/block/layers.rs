//! Which box comes before which: layers by the direct flows between boxes, and an order
//! inside each layer that keeps crossings few.

use super::plan::{Net, Plan, Side, Zone};
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

/// Cells in the order in which a depth-first walk leaves them; its reverse puts every
/// flow forward except those that close a loop. A stack of our own: long chains of units
/// must not exhaust the thread's.
fn finishing_order(cells: &[usize], edges: &BTreeMap<usize, BTreeSet<usize>>) -> Vec<usize> {
    let members: BTreeSet<usize> = cells.iter().copied().collect();
    let next = |cell: usize| -> Vec<usize> {
        edges.get(&cell).into_iter().flatten().copied().filter(|to| members.contains(to)).collect()
    };
    let mut seen = BTreeSet::new();
    let mut done = Vec::new();
    for &start in cells.iter().rev() {
        if !seen.insert(start) {
            continue;
        }
        let mut stack = vec![(start, next(start))];
        while let Some((cell, rest)) = stack.last_mut() {
            match rest.pop() {
                Some(to) if seen.insert(to) => {
                    let onward = next(to);
                    stack.push((to, onward));
                }
                Some(_) => {}
                None => {
                    done.push(*cell);
                    stack.pop();
                }
            }
        }
    }
    done
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

fn neighbours(plan: &Plan<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut neighbours: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for net in plan.nets.iter().filter(|net| net.pool.is_none() && net.ends.len() < BUS) {
        for from in ends(net, Side::Out) {
            for to in ends(net, Side::In).filter(|to| *to != from) {
                neighbours.entry(from).or_default().push(to);
                neighbours.entry(to).or_default().push(from);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edges: &[(usize, usize)], cells: usize, expected: &[usize]) {
        let mut map: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (from, to) in edges {
            map.entry(*from).or_default().insert(*to);
        }
        let cells: Vec<usize> = (0..cells).collect();
        let mut order = finishing_order(&cells, &map);
        order.reverse();
        assert_eq!(order, expected);
    }

    #[test]
    fn givers_come_before_takers_and_loops_end() {
        check(&[], 3, &[0, 1, 2]);
        check(&[(0, 1), (1, 2)], 3, &[0, 1, 2]);
        check(&[(2, 1), (1, 0)], 3, &[2, 1, 0]);
        check(&[(0, 1), (1, 0)], 2, &[1, 0]);
        check(&[(0, 1), (1, 2), (2, 0)], 3, &[2, 0, 1]);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_units_does_not_exhaust_the_stack() {
        let map = (0..100_000).map(|at| (at, BTreeSet::from([at + 1]))).collect();
        let cells: Vec<usize> = (0..=100_000).collect();
        assert_eq!(finishing_order(&cells, &map).len(), 100_001);
    }
}
