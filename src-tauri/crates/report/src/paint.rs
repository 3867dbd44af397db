//! Drawings become items: the same picture that the window shows.

use crate::display::{Colour, Fill, Item, Shape, Step, Stroke};
use crate::paragraph::Typesetter;
use crate::style::Look;
use crate::typeface::{Face, Typefaces};
use shuiheng_drawing::{Anchor, Ink, Measure, Scene, Segment, Shape as Drawn, Theme, Weight};

/// The items of a drawing at a place, in a scale.
pub(crate) fn paint(setter: &Typesetter<'_>, scene: &Scene, place: (f64, f64, f64)) -> Vec<Item> {
    let mut items = Vec::new();
    for shape in &scene.shapes {
        add(setter, shape, place, &mut items);
    }
    items
}

/// Measures the text of drawings with the faces of the report.
impl Measure for Typefaces {
    fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        Self::width(self, text, face(weight), size)
    }
}

fn face(weight: Weight) -> Face {
    match weight {
        Weight::Regular => Face::Sans,
        Weight::Bold => Face::SansBold,
    }
}

fn colour(ink: Ink) -> Colour {
    let rgb = ink.rgb(Theme::Print);
    Colour(rgb.0, rgb.1, rgb.2)
}

fn add(
    setter: &Typesetter<'_>,
    shape: &Drawn,
    (dx, dy, scale): (f64, f64, f64),
    items: &mut Vec<Item>,
) {
    let at = |x: f64, y: f64| (dx + x * scale, dy + y * scale);
    let fill =
        |fill: &shuiheng_drawing::Fill| Fill { colour: colour(fill.ink), alpha: fill.opacity };
    let stroke = |stroke: &shuiheng_drawing::Stroke| Stroke {
        colour: faded(colour(stroke.ink), stroke.opacity),
        width: stroke.width * scale,
        dash: stroke.dash.iter().map(|length| length * scale).collect(),
    };
    match shape {
        Drawn::Group { shapes, .. } => {
            for shape in shapes {
                add(setter, shape, (dx, dy, scale), items);
            }
        }
        Drawn::Path { segments, fill: inside, stroke: line } => {
            let step = |segment: &Segment| match segment {
                Segment::Move(p) => Step::Move(at(p.x, p.y).0, at(p.x, p.y).1),
                Segment::Line(p) => Step::Line(at(p.x, p.y).0, at(p.x, p.y).1),
                Segment::Cubic(a, b, c) => {
                    let [a, b, c] = [a, b, c].map(|p| at(p.x, p.y));
                    Step::Curve([a.0, a.1, b.0, b.1, c.0, c.1])
                }
                Segment::Close => Step::Close,
            };
            items.push(Item::Shape(Shape {
                steps: segments.iter().map(step).collect(),
                fill: inside.as_ref().map(fill),
                stroke: line.as_ref().map(stroke),
            }));
        }
        Drawn::Rect { x, y, width, height, radius, fill: inside, stroke: line } => {
            let (left, top) = at(*x, *y);
            let size = (width * scale, height * scale);
            items.push(Item::Shape(Shape {
                steps: rounded((left, top), size, radius * scale),
                fill: inside.as_ref().map(fill),
                stroke: line.as_ref().map(stroke),
            }));
        }
        Drawn::Text { x, y, size, weight, anchor, ink, text } => {
            let look = Look {
                face: face(*weight),
                size: size * scale,
                leading: size * scale,
                colour: colour(*ink),
            };
            let line = setter.line(text, look);
            let (x, y) = at(*x, *y);
            let left = match anchor {
                Anchor::Start => x,
                Anchor::Middle => x - line.reach / 2.0,
                Anchor::End => x - line.reach,
            };
            // The line's baseline stands this far below its top.
            let baseline = look.leading / 2.0 + 0.38 * look.size;
            for mut item in line.items {
                item.shift(left, y - baseline);
                items.push(item);
            }
        }
    }
}

/// A line that does not cover is drawn in the colour that it has on white.
fn faded(Colour(red, green, blue): Colour, opacity: f64) -> Colour {
    let mix = |part: u8| {
        let mixed = f64::from(part) * opacity + 255.0 * (1.0 - opacity);
        // A mix of two values of a byte is one.
        mixed.round().clamp(0.0, 255.0) as u8
    };
    Colour(mix(red), mix(green), mix(blue))
}

/// A rectangle whose corners are quarter circles.
fn rounded((x, y): (f64, f64), (width, height): (f64, f64), radius: f64) -> Vec<Step> {
    let r = radius.min(width / 2.0).min(height / 2.0);
    if r <= 0.0 {
        return Shape::rectangle([x, y, width, height]).steps;
    }
    let (right, bottom) = (x + width, y + height);
    // Distance of the control points that makes a cubic curve a quarter circle.
    let k = r * (1.0 - 0.552_284_75);
    vec![
        Step::Move(x + r, y),
        Step::Line(right - r, y),
        Step::Curve([right - k, y, right, y + k, right, y + r]),
        Step::Line(right, bottom - r),
        Step::Curve([right, bottom - k, right - k, bottom, right - r, bottom]),
        Step::Line(x + r, bottom),
        Step::Curve([x + k, bottom, x, bottom - k, x, bottom - r]),
        Step::Line(x, y + r),
        Step::Curve([x, y + k, x + k, y, x + r, y]),
        Step::Close,
    ]
}
