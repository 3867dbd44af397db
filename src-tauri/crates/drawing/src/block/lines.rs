//! Lines and arrows with their figures: buses, branches, short arrows, loops.

use super::look::{Way, arrowhead, dot, figure_ink, open_arrowhead, stroke};
use super::paint::{Canvas, group, small};
use super::plan::{End, Side, Stub};
use super::size::{ARROW, STUB_ARROW};
use super::stack::STUB;
use crate::Ink;
use crate::scene::{Anchor, Point, Segment, Shape, Stroke};

impl Canvas<'_> {
    /// The lines that a net's flows share.
    pub(super) fn bus(&self, at: usize) -> Option<Shape> {
        let net = &self.plan.nets[at];
        let geometry = self.geometry;
        let line = stroke(net.kind);
        let ink = net.kind.ink();
        let mut shapes = Vec::new();
        if let Some(y) = geometry.routes.spines[at] {
            let lanes = geometry.trunks[at].iter().filter_map(|(g, _)| geometry.lane(at, *g));
            let xs: Vec<f64> = lanes.chain(net.pool.map(|pool| self.pool_edge(at, pool))).collect();
            let left = xs.iter().copied().fold(f64::INFINITY, f64::min);
            let right = xs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            if right > left {
                let heavy = net.pool.is_some();
                let line = Stroke { width: if heavy { 1.8 } else { line.width }, ..line.clone() };
                shapes.push(Shape::line(&[Point::new(left, y), Point::new(right, y)], line));
            }
        }
        for (gutter, trunk) in &geometry.trunks[at] {
            let Some(x) = geometry.lane(at, *gutter) else { continue };
            let ends = [Point::new(x, trunk.low), Point::new(x, trunk.high)];
            shapes.push(Shape::line(&ends, line.clone()));
            let all: Vec<f64> = trunk.left.iter().chain(&trunk.right).copied().collect();
            for y in &all {
                let inner = *y > trunk.low && *y < trunk.high;
                let both = trunk.left.contains(y) && trunk.right.contains(y);
                if inner || both {
                    shapes.push(dot(Point::new(x, *y), ink));
                }
            }
            if let (Some(_), Some(y)) = (net.pool, geometry.routes.spines[at]) {
                let into = net.ends.iter().all(|end| end.side == Side::Out);
                let tip = Point::new(x, y - 0.9);
                shapes.push(if into {
                    arrowhead(tip, Way::Down, ink)
                } else {
                    dot(Point::new(x, y), ink)
                });
            }
        }
        (!shapes.is_empty()).then(|| group("bus", &net.name, shapes))
    }

    /// Where a pool's bus line begins: the side of its box that faces the net's lanes.
    fn pool_edge(&self, net: usize, pool: usize) -> f64 {
        let left = self.geometry.corners[pool].0;
        let only_left = self.geometry.trunks[net].iter().all(|(gutter, _)| *gutter == 0);
        if only_left { left } else { left + self.sizes.width }
    }

    /// The lines from the bus to each box, with arrowheads and figures.
    pub(super) fn branches(&self, at: usize) -> Vec<Shape> {
        let net = &self.plan.nets[at];
        let ends = net.ends.iter().zip(&self.geometry.ports[at]);
        ends.map(|(end, y)| {
            let shapes = self.branch(at, end, *y);
            match &end.name {
                Some(name) => group("link", name, shapes),
                None => group("bus", &net.name, shapes),
            }
        })
        .collect()
    }

    fn branch(&self, at: usize, end: &End, y: f64) -> Vec<Shape> {
        let net = &self.plan.nets[at];
        let (left, _) = self.geometry.corners[end.cell];
        let gutter = self.geometry.gutter(end.cell, end.side);
        let lane = self.geometry.lane(at, gutter);
        let ink = figure_ink(net.kind);
        let line = stroke(net.kind);
        let baseline = y - 1.5;
        match end.side {
            Side::In => {
                let tip = Point::new(left, y);
                // Without a lane the line comes straight from the outlet, which draws it.
                let from = lane.map(|x| Point::new(x, y));
                let line = from.map(|from| Shape::line(&[from, Point::new(left - 1.0, y)], line));
                let at = Point::new(left - ARROW - 0.6, baseline);
                line.into_iter()
                    .chain([arrowhead(tip, Way::Right, net.kind.ink())])
                    .chain(label(at, Anchor::End, ink, &end.text))
                    .collect()
            }
            Side::Out => {
                let from = Point::new(left + self.sizes.width, y);
                let opposite = net.ends.iter().find(|end| end.side == Side::In);
                let to =
                    lane.or_else(|| opposite.map(|end| self.geometry.corners[end.cell].0 - 1.0));
                let at = Point::new(from.x + 2.0, baseline);
                // On one straight line the figure stands once, at its tip.
                let figure = if lane.is_some() { end.text.as_str() } else { "" };
                to.map(|x| Shape::line(&[from, Point::new(x, y)], line))
                    .into_iter()
                    .chain(label(at, Anchor::Start, ink, figure))
                    .collect()
            }
        }
    }

    /// Short arrows above and below a box, and its loops.
    pub(super) fn stubs(&self, at: usize) -> Vec<Shape> {
        let (cell, size) = (&self.plan.cells[at], &self.sizes.cells[at]);
        let (x, y) = self.geometry.corners[at];
        let mut shapes = Vec::new();
        let mut left = x + 1.0;
        for (stub, width) in cell.up.iter().zip(&size.up) {
            shapes.push(group("link", &stub.name, up(stub, Point::new(left, y))));
            left += width;
        }
        // Those below begin at the right, so that they share the gap with those above the
        // next box.
        let mut right = x + self.sizes.width - 1.0;
        for (stub, width) in cell.down.iter().zip(&size.down).rev() {
            right -= width;
            let at = Point::new(right, y + size.height);
            let drawn = if stub.loops { around(stub, at, *width) } else { down(stub, at) };
            shapes.push(group("link", &stub.name, drawn));
        }
        shapes
    }
}

fn label(at: Point, anchor: Anchor, ink: Ink, content: &str) -> Option<Shape> {
    (!content.is_empty()).then(|| small(at, anchor, ink, content))
}

fn up(stub: &Stub, foot: Point) -> Vec<Shape> {
    let x = foot.x + 3.0;
    let tip = Point::new(x, foot.y - STUB);
    vec![
        Shape::line(&[Point::new(x, foot.y), tip], stroke(stub.kind)),
        open_arrowhead(tip, Way::Up, stub.kind.ink()),
        small(
            Point::new(foot.x + STUB_ARROW, foot.y - 2.4),
            Anchor::Start,
            figure_ink(stub.kind),
            &stub.text,
        ),
    ]
}

fn down(stub: &Stub, head: Point) -> Vec<Shape> {
    let x = head.x + 3.0;
    let tip = Point::new(x, head.y + STUB);
    let at = Point::new(head.x + STUB_ARROW, head.y + 7.6);
    vec![
        Shape::line(&[Point::new(x, head.y), tip], stroke(stub.kind)),
        arrowhead(tip, Way::Down, stub.kind.ink()),
        small(at, Anchor::Start, figure_ink(stub.kind), &stub.text),
    ]
}

/// Water that returns to the same box: a loop below it, with the figure inside.
fn around(stub: &Stub, at: Point, width: f64) -> Vec<Shape> {
    let (from, to) = (at.x + width - 2.0, at.x + 2.0);
    let bottom = at.y + STUB;
    let turn = 2.5;
    let segments = vec![
        Segment::Move(Point::new(from, at.y)),
        Segment::Line(Point::new(from, bottom - turn)),
        Segment::Cubic(
            Point::new(from, bottom),
            Point::new(from, bottom),
            Point::new(from - turn, bottom),
        ),
        Segment::Line(Point::new(to + turn, bottom)),
        Segment::Cubic(
            Point::new(to, bottom),
            Point::new(to, bottom),
            Point::new(to, bottom - turn),
        ),
        Segment::Line(Point::new(to, at.y + 1.0)),
    ];
    let middle = Point::new((from + to) / 2.0, at.y + 6.9);
    vec![
        Shape::Path { segments, fill: None, stroke: Some(stroke(stub.kind)) },
        arrowhead(Point::new(to, at.y), Way::Up, stub.kind.ink()),
        small(middle, Anchor::Middle, figure_ink(stub.kind), &stub.text),
    ]
}
