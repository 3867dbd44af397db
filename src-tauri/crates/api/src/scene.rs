//! A drawing as the window shows it: shapes with colours put in.

use crate::view;
use shuiheng_drawing::{
    Anchor, Fill, Ink, Point, Scene, Segment, Shape, Stroke, Theme, Weight, path_data,
};

/// A drawing with the colours of the light theme.
pub(crate) fn view(scene: &Scene) -> view::Scene {
    view::Scene {
        width: scene.width,
        height: scene.height,
        title: scene.title.clone(),
        shapes: shapes(&scene.shapes),
    }
}

fn shapes(list: &[Shape]) -> Vec<view::Shape> {
    list.iter().map(shape).collect()
}

fn css(ink: Ink) -> String {
    ink.rgb(Theme::Light).css()
}

fn path(d: String, fill: Option<&Fill>, stroke: Option<&Stroke>) -> view::Shape {
    view::Shape::Path {
        d,
        fill: fill.map(|fill| css(fill.ink)),
        fill_opacity: fill.map_or(1.0, |fill| fill.opacity),
        stroke: stroke.map(|stroke| css(stroke.ink)),
        stroke_width: stroke.map_or(0.0, |stroke| stroke.width),
        dash: stroke.map(|stroke| stroke.dash.clone()).unwrap_or_default(),
    }
}

fn shape(shape: &Shape) -> view::Shape {
    match shape {
        Shape::Rect { x, y, width, height, radius, fill, stroke } => path(
            path_data(&rectangle(*x, *y, *width, *height, *radius)),
            fill.as_ref(),
            stroke.as_ref(),
        ),
        Shape::Path { segments, fill, stroke } => {
            path(path_data(segments), fill.as_ref(), stroke.as_ref())
        }
        Shape::Text { x, y, size, weight, anchor, ink, text } => view::Shape::Text {
            x: *x,
            y: *y,
            size: *size,
            bold: *weight == Weight::Bold,
            anchor: match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            }
            .into(),
            colour: css(*ink),
            text: text.clone(),
        },
        Shape::Group { id, label, shapes: inner } => {
            view::Shape::Group { id: id.clone(), label: label.clone(), shapes: shapes(inner) }
        }
    }
}

/// The outline of a rectangle with rounded corners.
fn rectangle(x: f64, y: f64, width: f64, height: f64, radius: f64) -> Vec<Segment> {
    let r = radius.min(width / 2.0).min(height / 2.0).max(0.0);
    let (right, bottom) = (x + width, y + height);
    // How far the control points of a quarter circle stand from the corner.
    let k = r * (1.0 - 0.552_284_75);
    let p = Point::new;
    let corner = |a: Point, b: Point, end: Point| Segment::Cubic(a, b, end);
    vec![
        Segment::Move(p(x + r, y)),
        Segment::Line(p(right - r, y)),
        corner(p(right - k, y), p(right, y + k), p(right, y + r)),
        Segment::Line(p(right, bottom - r)),
        corner(p(right, bottom - k), p(right - k, bottom), p(right - r, bottom)),
        Segment::Line(p(x + r, bottom)),
        corner(p(x + k, bottom), p(x, bottom - k), p(x, bottom - r)),
        Segment::Line(p(x, y + r)),
        corner(p(x, y + k), p(x + k, y), p(x + r, y)),
        Segment::Close,
    ]
}
