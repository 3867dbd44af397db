//! How each kind of flow is drawn: told apart by the line and not by the colour alone.

use crate::scene::{Fill, Point, Shape, Stroke};
use crate::{Ink, LinkKind};

use super::size::ARROW;

/// The line of a kind of flow.
pub(crate) fn stroke(kind: LinkKind) -> Stroke {
    let (width, dash): (f64, &[f64]) = match kind {
        LinkKind::Fresh => (0.9, &[]),
        LinkKind::Recirculated => (0.9, &[3.0, 1.8]),
        LinkKind::Series => (0.9, &[7.0, 2.2]),
        LinkKind::Reuse => (1.0, &[6.0, 1.8, 1.2, 1.8]),
        LinkKind::Condensate => (0.9, &[5.0, 1.6, 1.0, 1.6, 1.0, 1.6]),
        LinkKind::Consumption => (0.8, &[]),
        LinkKind::Discharge => (1.1, &[]),
        LinkKind::Leakage => (1.0, &[1.0, 1.6]),
        LinkKind::Supplied => (1.3, &[10.0, 2.0, 2.0, 2.0]),
    };
    Stroke { dash: dash.to_vec(), ..Stroke::solid(kind.ink(), width) }
}

/// The colour of figures on a kind of flow.
pub(super) fn figure_ink(kind: LinkKind) -> Ink {
    match kind {
        LinkKind::Discharge | LinkKind::Supplied => Ink::Text,
        LinkKind::Fresh
        | LinkKind::Recirculated
        | LinkKind::Series
        | LinkKind::Reuse
        | LinkKind::Condensate
        | LinkKind::Consumption
        | LinkKind::Leakage => kind.ink(),
    }
}

/// The way that an arrowhead points.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Right,
    Up,
    Down,
}

/// An arrowhead with its tip at a point.
pub(super) fn arrowhead(tip: Point, way: Way, ink: Ink) -> Shape {
    let [a, b] = feet(tip, way);
    Shape::area(&[tip, a, b], Fill::solid(ink))
}

/// An open arrowhead: two strokes.
pub(super) fn open_arrowhead(tip: Point, way: Way, ink: Ink) -> Shape {
    let [a, b] = feet(tip, way);
    Shape::line(&[a, tip, b], Stroke::solid(ink, 0.8))
}

fn feet(tip: Point, way: Way) -> [Point; 2] {
    let half = ARROW * 0.38;
    match way {
        Way::Right => [-half, half].map(|dy| Point::new(tip.x - ARROW, tip.y + dy)),
        Way::Up => [-half, half].map(|dx| Point::new(tip.x + dx, tip.y + ARROW)),
        Way::Down => [-half, half].map(|dx| Point::new(tip.x + dx, tip.y - ARROW)),
    }
}

/// A dot where lines of one net join.
pub(super) fn dot(at: Point, ink: Ink) -> Shape {
    circle(at, 1.3, Some(Fill::solid(ink)), None)
}

/// A circle, as a rectangle that is all corner.
pub(super) fn circle(at: Point, radius: f64, fill: Option<Fill>, stroke: Option<Stroke>) -> Shape {
    Shape::Rect {
        x: at.x - radius,
        y: at.y - radius,
        width: 2.0 * radius,
        height: 2.0 * radius,
        radius,
        fill,
        stroke,
    }
}
