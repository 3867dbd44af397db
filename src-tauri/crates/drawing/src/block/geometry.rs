//! The diagram with all positions: one way of cutting it into columns, laid out.

use super::plan::{Plan, Side};
use super::ports::{column_of, course, gutter, in_column, passing, ports};
use super::route::{Ground, LANE, Routes, Trunk, route, trunk};
use super::size::{ARROW, Sizes};
use super::stack::{FRAME_FOOT, FRAME_TITLE, STUB, Stack, place, stack};
use std::collections::BTreeSet;

/// Around the whole diagram, pt.
const MARGIN: f64 = 6.0;
/// Beyond the lanes of a gutter on either side, pt.
const BESIDE: f64 = 3.0;

/// Positions of everything, pt, from the diagram's own upper left corner.
pub(super) struct Geometry {
    pub(super) columns: Vec<Vec<usize>>,
    pub(super) column_of: Vec<usize>,
    /// Upper left corner of each cell.
    pub(super) corners: Vec<(f64, f64)>,
    /// Left edge of the lanes of each gutter.
    gutters: Vec<f64>,
    /// Room for figures on the left and on the right of the boxes of each column.
    beside: Vec<(f64, f64)>,
    pub(super) ports: Vec<Vec<f64>>,
    pub(super) routes: Routes,
    /// Trunks of each net, with the gutter.
    pub(super) trunks: Vec<Vec<(usize, Trunk)>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A frame around boxes of one group in one column.
pub(super) struct Frame {
    pub(super) group: usize,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Which part of the group this is, and of how many.
    pub(super) part: (usize, usize),
}

/// Lays a plan out in given columns.
pub(super) fn geometry(plan: &Plan<'_>, sizes: &Sizes, columns: Vec<Vec<usize>>) -> Geometry {
    let column_of = column_of(plan, &columns);
    let courses: Vec<_> = plan.nets.iter().map(|net| course(net, &column_of)).collect();
    let (stacks, tops, body) = stacked(plan, sizes, &columns);
    let ports = ports(plan, sizes, &courses, &pooled_tops(plan, &tops, body));
    let ground = Ground {
        plan,
        sizes,
        stacks: &stacks,
        column_of: &column_of,
        courses: &courses,
        ports: &ports,
        tops: &tops,
        body,
    };
    let routes = route(&ground);
    let trunks = (0..plan.nets.len())
        .map(|net| {
            let at = (0..=columns.len()).filter(|at| routes.lanes.contains_key(&(net, *at)));
            at.filter_map(|at| Some((at, trunk(&ground, &routes.spines, (net, at))?))).collect()
        })
        .collect();
    let mut geometry = Geometry {
        beside: beside(plan, sizes, &columns),
        corners: tops.iter().map(|top| (0.0, *top)).collect(),
        gutters: Vec::new(),
        trunks,
        columns,
        column_of,
        ports,
        routes,
        width: 0.0,
        height: 0.0,
    };
    geometry.spread(plan, sizes);
    geometry.drop_to_margin();
    geometry
}

/// Boxes in their columns: once to see where lines would pass, then with room for them.
fn stacked(plan: &Plan<'_>, sizes: &Sizes, columns: &[Vec<usize>]) -> (Vec<Stack>, Vec<f64>, f64) {
    let build = |lanes: &[Vec<usize>]| -> Vec<Stack> {
        let none = Vec::new();
        let lanes = |at: usize| lanes.get(at).unwrap_or(&none);
        columns.iter().enumerate().map(|(at, cells)| stack(plan, sizes, cells, lanes(at))).collect()
    };
    let first = build(&[]);
    let (tops, body) = place(plan, sizes, &first);
    let lanes = passing(plan, sizes, columns, &tops);
    if lanes.iter().flatten().all(|count| *count == 0) {
        return (first, tops, body);
    }
    let stacks = build(&lanes);
    let (tops, body) = place(plan, sizes, &stacks);
    (stacks, tops, body)
}

/// Tops for the ordering of ports: pools lie below the body.
fn pooled_tops(plan: &Plan<'_>, tops: &[f64], body: f64) -> Vec<f64> {
    tops.iter()
        .enumerate()
        .map(|(cell, top)| if in_column(plan, cell) { *top } else { body })
        .collect()
}

/// Room for figures and arrowheads on both sides of the boxes of each column.
fn beside(plan: &Plan<'_>, sizes: &Sizes, columns: &[Vec<usize>]) -> Vec<(f64, f64)> {
    let room = |column: &Vec<usize>| {
        let widest = |width: fn(&super::size::Size) -> f64| {
            column.iter().map(|cell| width(&sizes.cells[*cell])).fold(0.0, f64::max)
        };
        let framed = column.iter().any(|cell| plan.cells[*cell].group.is_some());
        let frame = if framed { 3.0 } else { 0.0 };
        (
            widest(|size| size.widest_in) + ARROW + 2.6 + frame,
            widest(|size| size.widest_out) + 4.0 + frame,
        )
    };
    columns.iter().map(room).collect()
}

impl Geometry {
    /// Gives every column and gutter its x.
    fn spread(&mut self, plan: &Plan<'_>, sizes: &Sizes) {
        let mut x = MARGIN;
        // Where there are no columns, the pools stand at the margin.
        for (pool, top) in &self.routes.pools {
            self.corners[*pool] = (x, *top);
        }
        for at in 0..=self.columns.len() {
            self.gutters.push(x + BESIDE);
            let count = self.routes.counts[at];
            if count > 0 {
                x += 2.0 * BESIDE + LANE * (count as f64 - 1.0);
            } else if at > 0 && at < self.columns.len() {
                x += BESIDE;
            }
            let Some(column) = self.columns.get(at) else { break };
            let (left, right) = self.beside[at];
            x += left;
            for cell in column {
                self.corners[*cell].0 = x;
            }
            if at == 0 {
                for (pool, top) in &self.routes.pools {
                    self.corners[*pool] = (x, *top);
                }
            }
            x += sizes.width + right;
        }
        // A diagram of pools alone has no columns.
        let widest =
            (0..plan.cells.len()).map(|cell| self.corners[cell].0 + sizes.width).fold(x, f64::max);
        self.width = widest + MARGIN;
    }

    /// Moves everything down, so that it begins at the margin.
    fn drop_to_margin(&mut self) {
        let down = MARGIN - self.routes.top;
        for (_, y) in &mut self.corners {
            *y += down;
        }
        self.ports.iter_mut().flatten().for_each(|y| *y += down);
        self.routes.spines.iter_mut().flatten().for_each(|y| *y += down);
        for (_, trunk) in self.trunks.iter_mut().flatten() {
            trunk.low += down;
            trunk.high += down;
            trunk.left.iter_mut().chain(&mut trunk.right).for_each(|y| *y += down);
        }
        self.height = self.routes.bottom + down + MARGIN;
    }

    /// The x of a net's lane in a gutter; none where it has none.
    pub(super) fn lane(&self, net: usize, gutter: usize) -> Option<f64> {
        let lane = self.routes.lanes.get(&(net, gutter))?;
        Some(self.gutters[gutter] + LANE * *lane as f64)
    }

    /// The gutter in which an end lies.
    pub(super) fn gutter(&self, cell: usize, side: Side) -> usize {
        gutter(cell, side, &self.column_of)
    }

    /// Frames around the groups, in columns from left to right.
    pub(super) fn frames(&self, plan: &Plan<'_>, sizes: &Sizes) -> Vec<Frame> {
        let mut frames: Vec<Frame> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let (left, right) = self.beside[at];
            for run in column.chunk_by(|a, b| plan.cells[*a].group == plan.cells[*b].group) {
                let (Some(group), Some(last)) = (plan.cells[run[0]].group, run.last()) else {
                    continue;
                };
                let stub = |widths: &[f64]| if widths.is_empty() { 2.0 } else { STUB + 1.0 };
                let (first, end) = (&sizes.cells[run[0]], &sizes.cells[*last]);
                let y = self.corners[run[0]].1 - stub(&first.up) - FRAME_TITLE;
                let bottom = self.corners[*last].1 + end.height + stub(&end.down) + FRAME_FOOT;
                let x = self.corners[run[0]].0 - left;
                let width = left + sizes.width + right;
                frames.push(Frame { group, x, y, width, height: bottom - y, part: (1, 1) });
            }
        }
        number_parts(&mut frames);
        frames
    }
}

fn number_parts(frames: &mut [Frame]) {
    let groups: BTreeSet<usize> = frames.iter().map(|frame| frame.group).collect();
    for group in groups {
        let count = frames.iter().filter(|frame| frame.group == group).count();
        for (at, frame) in frames.iter_mut().filter(|frame| frame.group == group).enumerate() {
            frame.part = (at + 1, count);
        }
    }
}
