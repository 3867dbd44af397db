//! A legend below a picture: what lines, colours and marks mean.

use crate::lettering::Face;
use crate::scene::{Anchor, Fill, Point, Shape, Stroke};
use crate::{Ink, Measure, Weight};
use shuiheng_audit::{Lang, Text};

const SIZE: f64 = 6.6;
const MARGIN: f64 = 6.0;
const SAMPLE: f64 = 20.0;
const LINE: f64 = 11.0;

/// An entry of a legend.
pub(crate) struct Entry {
    pub(crate) sample: Sample,
    pub(crate) words: String,
}

/// What stands before the words.
pub(crate) enum Sample {
    Nothing,
    Line(Stroke),
    Area(Fill),
    /// A sign of its own, drawn from the upper left corner of a field of 20 pt by 6 pt.
    Sign(Vec<Shape>),
}

impl Entry {
    /// Words alone.
    pub(crate) fn note(text: &Text, lang: Lang) -> Self {
        Self { sample: Sample::Nothing, words: text.get(lang).to_owned() }
    }
}

/// Shapes of the legend from `top` down, within a width; and its height, pt.
pub(crate) fn legend(
    entries: &[Entry],
    (top, width): (f64, f64),
    measure: &dyn Measure,
    lang: Lang,
) -> (Shape, f64) {
    let face = Face { measure, size: SIZE, weight: Weight::Regular };
    let (mut x, mut y) = (MARGIN, top + 8.0);
    let mut shapes = Vec::new();
    for entry in entries {
        let sample = if matches!(entry.sample, Sample::Nothing) { 0.0 } else { SAMPLE + 3.0 };
        let needed = sample + face.width(&entry.words);
        if x > MARGIN && x + needed > width - MARGIN {
            (x, y) = (MARGIN, y + LINE);
        }
        shapes.extend(drawn(&entry.sample, Point::new(x, y)));
        let at = Point::new(x + sample, y);
        let room = (width - MARGIN - at.x).max(SAMPLE);
        shapes.push(Shape::Text {
            x: at.x,
            y: at.y,
            size: SIZE,
            weight: Weight::Regular,
            anchor: Anchor::Start,
            ink: Ink::Muted,
            text: face.shortened(&entry.words, room),
        });
        x += needed + 12.0;
    }
    let label = Text::new("图例", "Legend").get(lang).to_owned();
    (Shape::Group { id: "legend".to_owned(), label, shapes }, y + MARGIN - top)
}

fn drawn(sample: &Sample, at: Point) -> Vec<Shape> {
    let shape = match sample {
        Sample::Nothing => return Vec::new(),
        Sample::Sign(shapes) => {
            return shapes.iter().map(|shape| shape.moved(at.x, at.y - 5.2)).collect();
        }
        Sample::Line(stroke) => {
            let line = [Point::new(at.x, at.y - 2.4), Point::new(at.x + SAMPLE, at.y - 2.4)];
            Shape::line(&line, stroke.clone())
        }
        Sample::Area(fill) => Shape::Rect {
            x: at.x,
            y: at.y - 5.2,
            width: SAMPLE,
            height: 6.0,
            radius: 0.0,
            fill: Some(*fill),
            stroke: None,
        },
    };
    vec![shape]
}
