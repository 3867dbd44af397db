//! Shapes of the laid-out diagram: frames, lines with their figures, boxes.

use super::geometry::{Frame, Geometry};
use super::look::circle;
use super::plan::{Cell, LinkName, Plan, Zone};
use super::size::{NAME, NAME_LINE, ROW_LINE, SMALL, Size, Sizes};
use super::stack::FRAME_TITLE;
use crate::lettering::Face;
use crate::scene::{Anchor, Fill, Point, Shape, Stroke};
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

pub(super) fn small(at: Point, anchor: Anchor, ink: Ink, content: &str) -> Shape {
    text(at, (SMALL, Weight::Regular), anchor, (ink, content))
}

pub(super) fn group(kind: &str, name: &LinkName, shapes: Vec<Shape>) -> Shape {
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
        if cell.folded {
            shapes.extend(folded(Point::new(x + FOLD, y + FOLD)));
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
}

/// Where the mark of a folded box stands from its corner, pt.
pub(super) const FOLD: f64 = 6.0;

/// The sign of a box that stands for parts: a plus in a square.
fn folded(at: Point) -> Vec<Shape> {
    let half = 3.2;
    let arm = half - 1.2;
    let line = Stroke::solid(Ink::Outline, 0.8);
    let cross = [(arm, 0.0), (0.0, arm)].map(|(dx, dy)| {
        let ends = [Point::new(at.x - dx, at.y - dy), Point::new(at.x + dx, at.y + dy)];
        Shape::line(&ends, line.clone())
    });
    let square = Shape::Rect {
        x: at.x - half,
        y: at.y - half,
        width: 2.0 * half,
        height: 2.0 * half,
        radius: 0.8,
        fill: Some(Fill::solid(Ink::Ground)),
        stroke: Some(Stroke::solid(Ink::Outline, 0.6)),
    };
    std::iter::once(square).chain(cross).collect()
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
