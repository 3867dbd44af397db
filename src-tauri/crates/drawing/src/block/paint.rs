//! Shapes of the laid-out diagram: frames, lines with their figures, boxes.

use super::geometry::{Frame, Geometry};
use super::look::{Way, arrowhead, circle, dot, figure_ink, open_arrowhead, stroke};
use super::plan::{Cell, End, LinkName, Plan, Side, Stub, Zone};
use super::size::{ARROW, NAME, NAME_LINE, ROW_LINE, SMALL, STUB_ARROW, Size, Sizes};
use super::stack::{FRAME_TITLE, STUB};
use crate::lettering::Face;
use crate::scene::{Anchor, Fill, Point, Segment, Shape, Stroke};
use crate::words;
use crate::{Ink, LinkKind, Measure, State, Weight};
use shuiheng_audit::Lang;

/// The capital height of the face over its size.
const CAPITAL: f64 = 0.733;

/// What the painter is given.
pub(super) struct Canvas<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) sizes: &'a Sizes,
    pub(super) geometry: &'a Geometry,
    pub(super) measure: &'a dyn Measure,
    pub(super) lang: Lang,
}

/// All shapes, those that lie below first.
pub(super) fn paint(canvas: &Canvas<'_>) -> Vec<Shape> {
    let frames = canvas.geometry.frames(canvas.plan, canvas.sizes);
    let mut shapes: Vec<Shape> = frames.iter().map(|frame| canvas.frame(frame)).collect();
    for net in 0..canvas.plan.nets.len() {
        shapes.extend(canvas.bus(net));
        shapes.extend(canvas.branches(net));
    }
    for cell in 0..canvas.plan.cells.len() {
        shapes.push(canvas.cell(cell));
        shapes.extend(canvas.stubs(cell));
    }
    shapes
}

/// One line of text.
pub(super) fn text(
    at: Point,
    (size, weight): (f64, Weight),
    anchor: Anchor,
    (ink, text): (Ink, &str),
) -> Shape {
    Shape::Text { x: at.x, y: at.y, size, weight, anchor, ink, text: text.to_owned() }
}

fn small(at: Point, anchor: Anchor, ink: Ink, content: &str) -> Shape {
    text(at, (SMALL, Weight::Regular), anchor, (ink, content))
}

fn group(kind: &str, name: &LinkName, shapes: Vec<Shape>) -> Shape {
    Shape::Group { id: format!("{kind}/{}", name.id), label: name.label.clone(), shapes }
}

impl Canvas<'_> {
    fn frame(&self, frame: &Frame) -> Shape {
        let group = &self.plan.groups[frame.group];
        let face = Face { measure: self.measure, size: NAME, weight: Weight::Bold };
        let part = match frame.part {
            (_, 1) => String::new(),
            (at, count) => format!(" ({at}/{count})"),
        };
        let room = frame.width - 6.0 - face.width(&part);
        let title = face.shortened(&group.title, room) + &part;
        let rest = frame.width - 6.0 - face.width(&title) - 6.0;
        let regular = Face { size: SMALL, weight: Weight::Regular, ..face };
        let rows = group.node.rows.join("  ");
        let outline = match group.node.state {
            Some(State::Open) => Stroke::solid(Ink::Alarm, 1.2),
            Some(State::Attention) => Stroke::solid(Ink::Attention, 0.9),
            Some(State::Closed | State::Unknown) | None => Stroke::solid(Ink::Hairline, 0.5),
        };
        let baseline = frame.y + FRAME_TITLE - 2.6;
        let mut shapes = vec![
            Shape::Rect {
                x: frame.x,
                y: frame.y,
                width: frame.width,
                height: frame.height,
                radius: 2.0,
                fill: Some(Fill::solid(Ink::Ground)),
                stroke: Some(outline),
            },
            text(
                Point::new(frame.x + 3.0, baseline),
                (NAME, Weight::Bold),
                Anchor::Start,
                (Ink::Accent, &title),
            ),
        ];
        if !rows.is_empty() && regular.width(&rows) <= rest {
            let at = Point::new(frame.x + frame.width - 3.0, baseline);
            shapes.push(small(at, Anchor::End, Ink::Muted, &rows));
        }
        let label = [group.title.as_str(), &rows].join("\u{3000}");
        Shape::Group {
            id: format!("frame/{}", group.node.id),
            label: label.trim_end().to_owned(),
            shapes,
        }
    }

    /// The lines that a net's flows share.
    fn bus(&self, at: usize) -> Option<Shape> {
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
    fn branches(&self, at: usize) -> Vec<Shape> {
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

    fn cell(&self, at: usize) -> Shape {
        let (cell, size) = (&self.plan.cells[at], &self.sizes.cells[at]);
        let (x, y) = self.geometry.corners[at];
        let mut shapes = vec![self.outline(cell, size, (x, y))];
        if matches!(cell.zone, Zone::SupplyTreatment | Zone::WastewaterTreatment) {
            for x in [x + 2.0, x + self.sizes.width - 2.0] {
                let line = [Point::new(x, y), Point::new(x, y + size.height)];
                shapes.push(Shape::line(&line, Stroke::solid(Ink::Outline, 0.5)));
            }
        }
        let content = NAME_LINE * size.name.len() as f64 + ROW_LINE * size.rows.len() as f64;
        let middle = x + self.sizes.width / 2.0;
        let mut top = y + (size.height - content) / 2.0;
        let mut line = |height: f64, size: f64| {
            let baseline = top + height / 2.0 + size * 0.35;
            top += height;
            Point::new(middle, baseline)
        };
        for name in &size.name {
            let at = line(NAME_LINE, NAME);
            shapes.push(text(at, (NAME, Weight::Bold), Anchor::Middle, (Ink::Text, name)));
        }
        for row in &size.rows {
            let at = line(ROW_LINE, SMALL);
            shapes.push(small(at, Anchor::Middle, Ink::Text, row));
        }
        shapes.extend(mark(cell.node.state, Point::new(x + self.sizes.width - 5.0, y + 5.0)));
        let state = cell.node.state.map(|state| words::state(state).get(self.lang).to_owned());
        let words = std::iter::once(&cell.node.name).chain(&cell.node.rows).chain(&state);
        let label = words.map(String::as_str).collect::<Vec<_>>().join("\u{3000}");
        Shape::Group { id: format!("node/{}", cell.node.id), label, shapes }
    }

    fn outline(&self, cell: &Cell<'_>, size: &Size, (x, y): (f64, f64)) -> Shape {
        let ink = match cell.zone {
            Zone::Source => Ink::Fresh,
            Zone::Sink => Ink::Discharge,
            Zone::Pool => self.pool_kind(&cell.node.id).ink(),
            Zone::SupplyTreatment | Zone::Unit | Zone::WastewaterTreatment => Ink::Outline,
        };
        let radius = match cell.zone {
            Zone::Source | Zone::Sink | Zone::Pool => 6.0,
            Zone::SupplyTreatment | Zone::Unit | Zone::WastewaterTreatment => 1.0,
        };
        let stroke = match cell.node.state {
            Some(State::Open) => Stroke::solid(Ink::Alarm, 1.8),
            Some(State::Attention) => Stroke::solid(Ink::Attention, 1.3),
            Some(State::Unknown) => {
                Stroke { dash: vec![2.0, 1.5], ..Stroke::solid(Ink::Muted, 0.8) }
            }
            Some(State::Closed) | None => Stroke::solid(ink, 0.8),
        };
        Shape::Rect {
            x,
            y,
            width: self.sizes.width,
            height: size.height,
            radius,
            fill: Some(Fill::solid(Ink::Surface)),
            stroke: Some(stroke),
        }
    }

    /// What a pool carries: the kind of its first net.
    fn pool_kind(&self, id: &str) -> LinkKind {
        let on = self
            .plan
            .nets
            .iter()
            .find(|net| net.pool.is_some_and(|pool| self.plan.cells[pool].node.id == id));
        on.map_or(LinkKind::Series, |net| net.kind)
    }

    fn stubs(&self, at: usize) -> Vec<Shape> {
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

/// The sign of a unit that does not close, or that is to be looked at.
fn mark(state: Option<State>, at: Point) -> Vec<Shape> {
    let (fill, ink, outline) = match state {
        Some(State::Open) => (Ink::Alarm, Ink::Paper, Ink::Alarm),
        Some(State::Attention) => (Ink::Surface, Ink::Attention, Ink::Attention),
        Some(State::Closed | State::Unknown) | None => return Vec::new(),
    };
    let sign = Point::new(at.x, at.y + SMALL * CAPITAL / 2.0);
    vec![
        circle(at, 3.4, Some(Fill::solid(fill)), Some(Stroke::solid(outline, 0.8))),
        text(sign, (SMALL, Weight::Bold), Anchor::Middle, (ink, "!")),
    ]
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
