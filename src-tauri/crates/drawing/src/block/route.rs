//! Lines between boxes: across columns on spines, up and down in gutters on lanes. No
//! line can meet a box, since lines run only where no box can stand.

use super::plan::{Plan, Side};
use super::ports::{Course, gutter, gutters};
use super::size::{GRID, Sizes};
use super::stack::Stack;
use std::collections::BTreeMap;

/// Distance of lines that run beside each other, pt.
pub(super) const LANE: f64 = 4.0;
/// Between the body and the first line above or below it, pt.
const MARGIN: f64 = 6.0;
/// Kept free above a port's line for its figure, and below it, pt.
const FIGURE: (f64, f64) = (7.6, 2.4);

/// All lines, in y and in lanes.
pub(super) struct Routes {
    /// For each net, the y of its line across columns; none where it needs none.
    pub(super) spines: Vec<Option<f64>>,
    /// The lane of a net in a gutter, from the left.
    pub(super) lanes: BTreeMap<(usize, usize), usize>,
    /// Lanes of each gutter.
    pub(super) counts: Vec<usize>,
    /// Tops of the pools' boxes.
    pub(super) pools: BTreeMap<usize, f64>,
    /// The lowest y, pt; negative: above the body.
    pub(super) top: f64,
    /// The highest y, pt.
    pub(super) bottom: f64,
}

/// What the router is given.
pub(super) struct Ground<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) sizes: &'a Sizes,
    pub(super) stacks: &'a [Stack],
    pub(super) column_of: &'a [usize],
    pub(super) courses: &'a [Course],
    pub(super) ports: &'a [Vec<f64>],
    pub(super) tops: &'a [f64],
    pub(super) body: f64,
}

/// The lines of a plan.
pub(super) fn route(ground: &Ground<'_>) -> Routes {
    let mut routes = Routes {
        spines: vec![None; ground.plan.nets.len()],
        lanes: BTreeMap::new(),
        counts: vec![0; ground.stacks.len() + 1],
        pools: BTreeMap::new(),
        top: 0.0,
        bottom: ground.body,
    };
    let outside = spines_through(ground, &mut routes);
    spines_outside(ground, &mut routes, outside);
    spines_of_pools(ground, &mut routes);
    for gutter in 0..=ground.stacks.len() {
        let count = super::lanes::assign(&trunks(ground, &routes.spines, gutter))
            .into_iter()
            .map(|(net, lane)| {
                routes.lanes.insert((net, gutter), lane);
                lane + 1
            })
            .max();
        routes.counts[gutter] = count.unwrap_or(0);
    }
    routes
}

/// First and last gutter of a net.
fn reach(ground: &Ground<'_>, net: usize) -> (usize, usize) {
    let gutters = gutters(&ground.plan.nets[net], ground.column_of);
    (gutters.first().copied().unwrap_or(0), gutters.last().copied().unwrap_or(0))
}

/// Gives each net that may pass between boxes its line, where there is room. Returns the
/// nets that must run outside: true for above.
fn spines_through(ground: &Ground<'_>, routes: &mut Routes) -> Vec<(usize, bool)> {
    let free: Vec<_> = ground
        .stacks
        .iter()
        .map(|stack| {
            let tops: Vec<f64> = stack.cells.iter().map(|cell| ground.tops[*cell]).collect();
            stack.free(ground.sizes, &tops, ground.body)
        })
        .collect();
    let figures = figures(ground);
    let mut taken: Vec<(usize, usize, f64)> = Vec::new();
    let mut outside = Vec::new();
    for (net, course) in ground.courses.iter().enumerate() {
        match course {
            Course::Above => outside.push((net, true)),
            Course::Below => outside.push((net, false)),
            Course::Local | Course::Pool => {}
            Course::Through => {
                let (first, last) = reach(ground, net);
                let ports = &ground.ports[net];
                let wish = ports.iter().sum::<f64>() / ports.len() as f64;
                let crossed = taken.iter().filter(|(from, to, _)| *from <= last && *to >= first);
                let mut blocked: Vec<(f64, f64)> =
                    crossed.map(|(_, _, y)| (y - LANE + 0.5, y + LANE - 0.5)).collect();
                blocked.extend(figures[first..=last].iter().flatten());
                // Around everything, where that is nearer.
                let around = MARGIN + wish.min(ground.body - wish);
                let through = nearest(&free[first..last], &mut blocked, wish);
                match through.filter(|y| (y - wish).abs() <= around) {
                    Some(y) => {
                        taken.push((first, last, y));
                        routes.spines[net] = Some(y);
                    }
                    None => outside.push((net, wish < ground.body / 2.0)),
                }
            }
        }
    }
    outside
}

/// For each gutter, the stretches that lines and figures at ports take.
fn figures(ground: &Ground<'_>) -> Vec<Vec<(f64, f64)>> {
    let mut figures = vec![Vec::new(); ground.stacks.len() + 1];
    for (net, ports) in ground.plan.nets.iter().zip(ground.ports) {
        for (end, y) in net.ends.iter().zip(ports) {
            let gutter = gutter(end.cell, end.side, ground.column_of);
            figures[gutter].push((y - FIGURE.0, y + FIGURE.1));
        }
    }
    figures
}

/// The y nearest to a wish that is free in all columns and not blocked.
fn nearest(free: &[Vec<(f64, f64)>], blocked: &mut [(f64, f64)], wish: f64) -> Option<f64> {
    const CLEAR: f64 = 2.0;
    let mut open: Vec<(f64, f64)> = vec![(f64::NEG_INFINITY, f64::INFINITY)];
    for column in free {
        open = open
            .iter()
            .flat_map(|a| column.iter().map(|b| (a.0.max(b.0 + CLEAR), a.1.min(b.1 - CLEAR))))
            .filter(|(low, high)| low <= high)
            .collect();
    }
    blocked.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut best: Option<f64> = None;
    let mut offer = |low: f64, high: f64| {
        if low <= high {
            let y = wish.clamp(low, high);
            if best.is_none_or(|best| (y - wish).abs() < (best - wish).abs()) {
                best = Some(y);
            }
        }
    };
    for (low, high) in open {
        let mut from = low;
        for &(start, end) in blocked.iter().filter(|(start, end)| *end > low && *start < high) {
            offer(from, start);
            from = from.max(end);
        }
        offer(from, high);
    }
    best
}

/// Lines above and below the body: short ones near to it, long ones further out.
fn spines_outside(ground: &Ground<'_>, routes: &mut Routes, mut nets: Vec<(usize, bool)>) {
    nets.sort_by_key(|(net, _)| {
        let (first, last) = reach(ground, *net);
        (last - first, *net)
    });
    let mut above: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut below: Vec<Vec<(usize, usize)>> = Vec::new();
    for (net, is_above) in nets {
        let lane = first_free(if is_above { &mut above } else { &mut below }, reach(ground, net));
        let away = MARGIN + LANE * lane as f64;
        let y = if is_above { -away } else { ground.body + away };
        routes.spines[net] = Some(y);
        routes.top = routes.top.min(y - MARGIN);
        routes.bottom = routes.bottom.max(y + MARGIN);
    }
}

fn first_free(lanes: &mut Vec<Vec<(usize, usize)>>, (first, last): (usize, usize)) -> usize {
    let free = |lane: &Vec<(usize, usize)>| lane.iter().all(|(a, b)| *b < first || last < *a);
    let at = lanes.iter().position(free).unwrap_or(lanes.len());
    if at == lanes.len() {
        lanes.push(Vec::new());
    }
    lanes[at].push((first, last));
    at
}

/// Pools stand below everything, one under the other, each on its bus line.
fn spines_of_pools(ground: &Ground<'_>, routes: &mut Routes) {
    let pools: Vec<usize> = (0..ground.plan.cells.len())
        .filter(|cell| !super::ports::in_column(ground.plan, *cell))
        .collect();
    for pool in pools {
        let size = &ground.sizes.cells[pool];
        let room = |stubs: &[f64]| if stubs.is_empty() { GRID } else { 3.0 * GRID };
        let top = (routes.bottom / GRID).ceil() * GRID + room(&size.up);
        let bus = top + (size.height / 2.0 / GRID).round() * GRID;
        routes.pools.insert(pool, top);
        routes.bottom = top + size.height + room(&size.down);
        for (net, spine) in ground.plan.nets.iter().zip(&mut routes.spines) {
            if net.pool == Some(pool) {
                *spine = Some(bus);
            }
        }
    }
}

/// What a net does in one gutter.
pub(super) struct Trunk {
    pub(super) net: usize,
    /// Where lines join from the left.
    pub(super) left: Vec<f64>,
    /// Where lines join from the right.
    pub(super) right: Vec<f64>,
    /// Upper end.
    pub(super) low: f64,
    /// Lower end.
    pub(super) high: f64,
}

/// The trunks of a gutter that need a lane.
pub(super) fn trunks(ground: &Ground<'_>, spines: &[Option<f64>], at: usize) -> Vec<Trunk> {
    let nets = ground.plan.nets.iter().enumerate();
    nets.filter_map(|(net, _)| trunk(ground, spines, (net, at))).collect()
}

/// The trunk of a net in a gutter; none where the net is not there or runs straight
/// through.
pub(super) fn trunk(
    ground: &Ground<'_>,
    spines: &[Option<f64>],
    (net, at): (usize, usize),
) -> Option<Trunk> {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (end, y) in ground.plan.nets[net].ends.iter().zip(&ground.ports[net]) {
        if gutter(end.cell, end.side, ground.column_of) == at {
            match end.side {
                Side::Out => left.push(*y),
                Side::In => right.push(*y),
            }
        }
    }
    if left.is_empty() && right.is_empty() {
        return None;
    }
    if let Some(y) = spines[net] {
        let (first, last) = reach(ground, net);
        // A pool's box stands in the first column: its bus comes from the left everywhere
        // but in the gutter before that column.
        let is_pool = ground.courses[net] == Course::Pool;
        if first < at || is_pool && at > 0 {
            left.push(y);
        }
        if last > at || is_pool && at == 0 {
            right.push(y);
        }
    }
    let all = || left.iter().chain(&right).copied();
    let (low, high) =
        (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    (high > low).then_some(Trunk { net, left, right, low, high })
}
