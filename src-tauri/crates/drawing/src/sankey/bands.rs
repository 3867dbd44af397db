//! Where bands meet nodes, and the shapes of bands.

use super::flow::{Flow, Flows};
use super::place::{NODE, Placed, THINNEST};
use crate::scene::{Fill, Point, Segment, Shape, Stroke};
use std::collections::BTreeMap;

/// Between two return bands below the diagram, pt.
pub(super) const LANE_GAP: f64 = 4.0;
/// How dense a band is.
pub(super) const DENSITY: f64 = 0.42;

/// The ends of all bands: for each flow, in the order forward then back, the y of the
/// upper edge at its source and at its target.
pub(super) fn ends(flows: &Flows, placed: &Placed) -> Vec<(f64, f64)> {
    let all: Vec<&Flow> = flows.between().collect();
    let returns = flows.forward.len();
    let mut ends = vec![(0.0, 0.0); all.len()];
    for side in [Side::Source, Side::Target] {
        let mut at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, flow) in all.iter().enumerate() {
            at.entry(side.of(flow).0).or_default().push(place);
        }
        for (node, mut places) in at {
            let Some(here) = placed.boxes.get(&node) else { continue };
            places.sort_by(|a, b| {
                let far = |place: usize| {
                    let other = placed.boxes.get(&side.of(all[place]).1);
                    // Return bands leave and arrive at the foot.
                    if place >= returns { f64::INFINITY } else { other.map_or(0.0, |at| at.y) }
                };
                far(*a).total_cmp(&far(*b)).then(a.cmp(b))
            });
            let mut y = here.y;
            for place in places {
                match side {
                    Side::Source => ends[place].0 = y,
                    Side::Target => ends[place].1 = y,
                }
                y += all[place].value.unwrap_or(0.0) * placed.scale;
            }
        }
    }
    ends
}

/// Where a return band turns, pt.
#[derive(Clone, Copy, Default)]
pub(super) struct Turn {
    /// From the right side of its source, to the band's middle.
    pub(super) right: f64,
    /// From the left side of its target, to the band's middle.
    pub(super) left: f64,
    /// From the foot of the diagram, to the band's middle.
    pub(super) down: f64,
}

/// The turns of all return bands, nested so that they do not lie on one another: short
/// ones inside. And the room that they take on the left and on the right of each column,
/// and below.
pub(super) struct Turns {
    pub(super) of: Vec<Turn>,
    left: BTreeMap<usize, f64>,
    right: BTreeMap<usize, f64>,
    pub(super) down: f64,
}

impl Turns {
    /// Room on the right of a column, pt.
    pub(super) fn right_of(&self, column: usize) -> f64 {
        self.right.get(&column).copied().unwrap_or(0.0)
    }

    /// Room on the left of a column, pt.
    pub(super) fn left_of(&self, column: usize) -> f64 {
        self.left.get(&column).copied().unwrap_or(0.0)
    }
}

/// Nests the return bands, given how many pt 1 m³/d is.
pub(super) fn turns(flows: &Flows, scale: f64) -> Turns {
    let column = |node: usize| flows.ranks.get(&node).copied().unwrap_or(0);
    let mut order: Vec<usize> = (0..flows.back.len()).collect();
    order.sort_by_key(|at| {
        let flow = &flows.back[*at];
        (column(flow.from) - column(flow.to).min(column(flow.from)), *at)
    });
    let mut turns = Turns {
        of: vec![Turn::default(); flows.back.len()],
        left: BTreeMap::new(),
        right: BTreeMap::new(),
        down: 0.0,
    };
    for at in order {
        let flow = &flows.back[at];
        let width = flow.value.map_or(0.0, |value| (value * scale).max(THINNEST));
        let room = |used: &mut f64| {
            let middle = *used + LANE_GAP + width / 2.0;
            *used += width + LANE_GAP;
            middle
        };
        turns.of[at] = Turn {
            right: room(turns.right.entry(column(flow.from)).or_default()),
            left: room(turns.left.entry(column(flow.to)).or_default()),
            down: room(&mut turns.down),
        };
    }
    turns
}

#[derive(Clone, Copy)]
enum Side {
    Source,
    Target,
}

impl Side {
    /// The node of a flow on this side, and the other.
    fn of(self, flow: &Flow) -> (usize, usize) {
        match self {
            Self::Source => (flow.from, flow.to),
            Self::Target => (flow.to, flow.from),
        }
    }
}

/// The width of a band, pt; none for a flow that is not known.
pub(super) fn thickness(flow: &Flow, placed: &Placed) -> Option<f64> {
    flow.value.map(|value| (value * placed.scale).max(THINNEST))
}

/// A band between two columns.
pub(super) fn forward(
    flow: &Flow,
    (top, bottom): (f64, f64),
    (left, right): (f64, f64),
    width: Option<f64>,
) -> Shape {
    let middle = (left + right) / 2.0;
    let curve = |from: Point, to: Point| {
        Segment::Cubic(Point::new(middle, from.y), Point::new(middle, to.y), to)
    };
    let (a, b) = (Point::new(left, top), Point::new(right, bottom));
    let Some(width) = width else {
        let segments = vec![Segment::Move(a), curve(a, b)];
        return Shape::Path { segments, fill: None, stroke: Some(unknown(flow)) };
    };
    let (c, d) = (Point::new(right, bottom + width), Point::new(left, top + width));
    let segments =
        vec![Segment::Move(a), curve(a, b), Segment::Line(c), curve(c, d), Segment::Close];
    let fill = Fill { ink: flow.kind.ink(), opacity: DENSITY };
    Shape::Path { segments, fill: Some(fill), stroke: None }
}

/// The line of a flow that is not known.
fn unknown(flow: &Flow) -> Stroke {
    Stroke { dash: vec![2.0, 2.0], ..Stroke::solid(flow.kind.ink(), 0.7) }
}

/// A band that leaves on the right, runs below the diagram and comes in from the left.
pub(super) fn back(
    flow: &Flow,
    (from, to): (Point, Point),
    (right, left, lane): (f64, f64, f64),
    width: Option<f64>,
) -> Shape {
    let stroke = match width {
        None => unknown(flow),
        Some(width) => Stroke { opacity: DENSITY, ..Stroke::solid(flow.kind.ink(), width) },
    };
    let turn = width.unwrap_or(0.0) / 2.0 + LANE_GAP / 2.0;
    let corner =
        |at: Point, into: Point, out: Point| [Segment::Line(into), Segment::Cubic(at, at, out)];
    let mut segments = vec![Segment::Move(from)];
    let (p, q) = (Point::new(right, from.y), Point::new(right, lane));
    let (r, s) = (Point::new(left, lane), Point::new(left, to.y));
    segments.extend(corner(p, Point::new(p.x - turn, p.y), Point::new(p.x, p.y + turn)));
    segments.extend(corner(q, Point::new(q.x, q.y - turn), Point::new(q.x - turn, q.y)));
    segments.extend(corner(r, Point::new(r.x + turn, r.y), Point::new(r.x, r.y - turn)));
    segments.extend(corner(s, Point::new(s.x, s.y + turn), Point::new(s.x + turn, s.y)));
    segments.push(Segment::Line(to));
    Shape::Path { segments, fill: None, stroke: Some(stroke) }
}

/// Water that returns to its own node: a dashed loop above it, not to scale.
pub(super) fn around(flow: &Flow, x: f64, y: f64) -> Shape {
    let stroke = Stroke { dash: vec![2.4, 1.4], ..Stroke::solid(flow.kind.ink(), 0.9) };
    let (left, right) = (x - 4.0, x + NODE + 4.0);
    let (low, high) = (y + 2.0, y - 6.5);
    let segments = vec![
        Segment::Move(Point::new(x + NODE, low)),
        Segment::Cubic(
            Point::new(right + 2.0, low),
            Point::new(right + 2.0, high),
            Point::new(x + NODE / 2.0, high),
        ),
        Segment::Cubic(
            Point::new(left - 2.0, high),
            Point::new(left - 2.0, low),
            Point::new(x, low),
        ),
    ];
    Shape::Path { segments, fill: None, stroke: Some(stroke) }
}
