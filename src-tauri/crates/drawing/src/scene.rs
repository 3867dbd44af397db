//! The one drawing model: shapes at fixed positions, painted in order.

use crate::Ink;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// A picture: shapes in pt, y downwards, origin at the top left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scene {
    /// Width, pt.
    pub width: f64,
    /// Height, pt.
    pub height: f64,
    /// What it shows, in a few words.
    pub title: String,
    /// What can be seen in it, for those who do not see it.
    pub description: String,
    /// Shapes, painted in order.
    pub shapes: Vec<Shape>,
}

/// A position, pt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    /// A position.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// A shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Left edge, pt.
        x: f64,
        /// Upper edge, pt.
        y: f64,
        /// Width, pt.
        width: f64,
        /// Height, pt.
        height: f64,
        /// Radius of its corners, pt.
        radius: f64,
        /// Inside; none: not filled.
        fill: Option<Fill>,
        /// Outline; none: no outline.
        stroke: Option<Stroke>,
    },
    /// A path.
    Path {
        /// Its segments, beginning with a move.
        segments: Vec<Segment>,
        /// Inside (nonzero rule); none: not filled.
        fill: Option<Fill>,
        /// Line; none: no line.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text {
        /// The left end, the middle or the right end, by `anchor`, pt.
        x: f64,
        /// The baseline, pt.
        y: f64,
        /// Size of the face, pt.
        size: f64,
        /// Regular or bold.
        weight: Weight,
        /// What `x` is.
        anchor: Anchor,
        /// Its colour.
        ink: Ink,
        /// The text.
        text: String,
    },
    /// Shapes that are one thing: a unit's box with its lines, an arrow with its figure.
    Group {
        /// What it stands for: the node's id, or `from→to` for a link.
        id: String,
        /// Its name in full, for a tooltip and for screen readers.
        label: String,
        /// Its shapes, painted in order.
        shapes: Vec<Shape>,
    },
}

/// A filling.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fill {
    /// Its colour.
    pub ink: Ink,
    /// 0 (not there) to 1 (covers).
    pub opacity: f64,
}

impl Fill {
    /// A filling that covers.
    pub const fn solid(ink: Ink) -> Self {
        Self { ink, opacity: 1.0 }
    }
}

/// A line; its corners are mitred and its ends are cut off square.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stroke {
    /// Its colour.
    pub ink: Ink,
    /// Its width, pt.
    pub width: f64,
    /// Lengths of dashes and gaps in turn, pt; empty: solid.
    pub dash: Vec<f64>,
    /// 0 (not there) to 1 (covers).
    pub opacity: f64,
}

impl Stroke {
    /// A solid line.
    pub const fn solid(ink: Ink, width: f64) -> Self {
        Self { ink, width, dash: Vec::new(), opacity: 1.0 }
    }
}

/// A part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Begin a new line here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic curve: two control points and its end.
    Cubic(Point, Point, Point),
    /// Back to where this line began.
    Close,
}

/// How heavy a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Regular.
    #[default]
    Regular,
    /// Bold.
    Bold,
}

/// What the x of a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Its left end.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

impl Shape {
    /// A straight line through points.
    pub fn line(points: &[Point], stroke: Stroke) -> Self {
        Self::Path { segments: polyline(points), fill: None, stroke: Some(stroke) }
    }

    /// The same shape at another place.
    pub(crate) fn moved(&self, dx: f64, dy: f64) -> Self {
        let mut moved = self.clone();
        match &mut moved {
            Self::Rect { x, y, .. } | Self::Text { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Self::Path { segments, .. } => {
                segments.iter_mut().for_each(|segment| *segment = segment.moved(dx, dy));
            }
            Self::Group { shapes, .. } => {
                shapes.iter_mut().for_each(|shape| *shape = shape.moved(dx, dy));
            }
        }
        moved
    }

    /// A filled area with corners.
    pub fn area(points: &[Point], fill: Fill) -> Self {
        let mut segments = polyline(points);
        segments.push(Segment::Close);
        Self::Path { segments, fill: Some(fill), stroke: None }
    }
}

impl Segment {
    fn moved(self, dx: f64, dy: f64) -> Self {
        let to = |p: Point| Point::new(p.x + dx, p.y + dy);
        match self {
            Self::Move(p) => Self::Move(to(p)),
            Self::Line(p) => Self::Line(to(p)),
            Self::Cubic(a, b, p) => Self::Cubic(to(a), to(b), to(p)),
            Self::Close => Self::Close,
        }
    }
}

fn polyline(points: &[Point]) -> Vec<Segment> {
    let first = points.first().map(|point| Segment::Move(*point));
    first.into_iter().chain(points.iter().skip(1).map(|point| Segment::Line(*point))).collect()
}

/// A path in the notation of SVG's `d` attribute, coordinates to 0.01 pt.
pub fn path_data(segments: &[Segment]) -> String {
    let mut data = String::new();
    for segment in segments {
        // Writing to a string cannot fail.
        let _ = match segment {
            Segment::Move(p) => write!(data, "M{} {}", number(p.x), number(p.y)),
            Segment::Line(p) => write!(data, "L{} {}", number(p.x), number(p.y)),
            Segment::Cubic(a, b, p) => write!(
                data,
                "C{} {} {} {} {} {}",
                number(a.x),
                number(a.y),
                number(b.x),
                number(b.y),
                number(p.x),
                number(p.y)
            ),
            Segment::Close => write!(data, "Z"),
        };
    }
    data
}

/// A coordinate to 0.01 pt, without trailing zeros and without a negative zero.
pub(crate) fn number(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}
