//! The watermark of a draft: words across the page, drawn as outlines behind everything, so
//! that nobody's search or copy finds them.

use crate::display::{Colour, Shape, Step};
use crate::typeface::{Face, Typefaces};
use ttf_parser::{GlyphId, OutlineBuilder};

/// Light enough to read through, dark enough to be seen in print.
const COLOUR: Colour = Colour(0xF0, 0xF1, 0xF3);
/// How long the words are, pt: across the short side of A4.
const LENGTH: f64 = 470.0;
/// How far they rise, as sine and cosine of 40°.
const SLOPE: (f64, f64) = (0.642_787_6, 0.766_044_4);

/// The words as a shape whose middle is at the origin.
pub(crate) fn watermark(faces: &Typefaces, words: &str) -> Option<Shape> {
    let font = faces.font(Face::SansBold);
    let face = ttf_parser::Face::parse(&font.data, 0).ok()?;
    let width = faces.width(words, Face::SansBold, 1.0);
    if width <= 0.0 {
        return None;
    }
    let size = (LENGTH / width).min(110.0);
    let unit = size / f64::from(font.units_per_em.max(1));
    let mut pen = Pen {
        at: -width * size / 2.0,
        drop: 0.36 * size,
        unit,
        steps: Vec::new(),
        last: (0.0, 0.0),
    };
    for c in words.chars() {
        let glyph = font.glyph(c).unwrap_or(0);
        // A blank has no outline.
        let _ = face.outline_glyph(GlyphId(glyph), &mut pen);
        pen.at += f64::from(font.glyph_advance(glyph)) * unit;
    }
    (!pen.steps.is_empty())
        .then(|| Shape { steps: pen.steps, fill: None, stroke: None }.filled(COLOUR))
}

/// Takes outlines down as steps, turned.
struct Pen {
    at: f64,
    drop: f64,
    unit: f64,
    steps: Vec<Step>,
    last: (f64, f64),
}

impl Pen {
    /// A point of a glyph on the page, where y runs down.
    fn point(&self, x: f32, y: f32) -> (f64, f64) {
        let (x, y) = (self.at + f64::from(x) * self.unit, self.drop - f64::from(y) * self.unit);
        let (sine, cosine) = SLOPE;
        (x * cosine + y * sine, y * cosine - x * sine)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = self.point(x, y);
        self.steps.push(Step::Move(self.last.0, self.last.1));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = self.point(x, y);
        self.steps.push(Step::Line(self.last.0, self.last.1));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((cx, cy), (x, y)) = (self.point(x1, y1), self.point(x, y));
        let third = |end: f64, control: f64| end + (control - end) * 2.0 / 3.0;
        let (fx, fy) = self.last;
        self.steps.push(Step::Curve([
            third(fx, cx),
            third(fy, cy),
            third(x, cx),
            third(y, cy),
            x,
            y,
        ]));
        self.last = (x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let [a, b, c] = [(x1, y1), (x2, y2), (x, y)].map(|(x, y)| self.point(x, y));
        self.steps.push(Step::Curve([a.0, a.1, b.0, b.1, c.0, c.1]));
        self.last = c;
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}
