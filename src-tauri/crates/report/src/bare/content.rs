//! The operators of a page.

use super::cut::{Cuts, place};
use super::list::Painted;
use crate::bitmap::Bitmap;
use crate::display::{Colour, Image, Item, Shape, Step, Stroke, TextRun};
use crate::typeface::Face;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Writes pages one after the other, and notes what they share.
pub(super) struct Content<'a> {
    cuts: &'a Cuts<'a>,
    /// Opacities, in %.
    pub(super) alphas: BTreeSet<u8>,
    /// Pictures, each once.
    pub(super) images: Vec<Arc<Bitmap>>,
    out: Vec<u8>,
    height: f64,
    held: Held,
}

/// What the reader of the page holds, so that nothing is said twice.
#[derive(Default)]
struct Held {
    in_text: bool,
    font: Option<(Face, i64)>,
    tracking: i64,
    fill: Option<Colour>,
    line: Option<Colour>,
    width: Option<i64>,
    dash: Vec<f64>,
    alpha: Option<u8>,
    outlined: bool,
}

impl<'a> Content<'a> {
    pub(super) fn new(cuts: &'a Cuts<'a>) -> Self {
        Self {
            cuts,
            alphas: BTreeSet::new(),
            images: Vec::new(),
            out: Vec::new(),
            height: 0.0,
            held: Held::default(),
        }
    }

    /// What stands behind the text of pages of a size.
    pub(super) fn mark(&mut self, mark: &Shape, [width, height]: [f64; 2]) -> &[u8] {
        self.begin(height);
        self.say(b"q");
        self.shape(mark, (width / 2.0, height / 2.0));
        self.say(b"Q");
        &self.out
    }

    fn begin(&mut self, height: f64) {
        self.out.clear();
        self.held = Held::default();
        self.height = height;
    }

    /// The operators of a page.
    pub(super) fn of(&mut self, page: &Painted) -> &[u8] {
        self.begin(page.height);
        for item in &page.items {
            match item {
                Item::Text(run) => self.text(run),
                Item::Shape(shape) => self.shape(shape, (0.0, 0.0)),
                Item::Image(image) => self.image(image),
                Item::Link(_) => {}
            }
        }
        self.end_text();
        &self.out
    }

    fn say(&mut self, operator: &[u8]) {
        self.out.extend_from_slice(operator);
        self.out.push(b'\n');
    }

    /// A number of so many hundredths, and a blank.
    fn hundredths(&mut self, value: f64) {
        decimal(&mut self.out, (value * 100.0).round() as i64, 2);
    }

    fn end_text(&mut self) {
        if std::mem::take(&mut self.held.in_text) {
            self.say(b"ET");
        }
    }

    fn colour(&mut self, Colour(r, g, b): Colour, operator: &[u8]) {
        for part in [r, g, b] {
            decimal(&mut self.out, (i64::from(part) * 1000 + 127) / 255, 3);
        }
        self.say(operator);
    }

    fn fill(&mut self, colour: Colour) {
        if self.held.fill.replace(colour) != Some(colour) {
            self.colour(colour, b"rg");
        }
    }

    fn pen(&mut self, stroke: &Stroke) {
        if self.held.line.replace(stroke.colour) != Some(stroke.colour) {
            self.colour(stroke.colour, b"RG");
        }
        let width = (stroke.width * 100.0).round() as i64;
        if self.held.width.replace(width) != Some(width) {
            decimal(&mut self.out, width, 2);
            self.say(b"w");
        }
        if self.held.dash != stroke.dash {
            self.held.dash.clone_from(&stroke.dash);
            self.out.push(b'[');
            stroke.dash.iter().for_each(|length| self.hundredths(*length));
            self.say(b"]0 d");
        }
    }

    fn alpha(&mut self, alpha: f64) {
        let alpha = (alpha * 100.0).round() as u8;
        if self.held.alpha.unwrap_or(100) != alpha {
            self.held.alpha = Some(alpha);
            self.alphas.insert(alpha);
            self.say(format!("/A{alpha} gs").as_bytes());
        }
    }

    fn text(&mut self, run: &TextRun) {
        if run.text.trim().is_empty() {
            return;
        }
        self.alpha(1.0);
        self.fill(run.colour);
        let outlined = run.face == Face::RareBold;
        if outlined {
            let (colour, width) = (run.colour, run.size * 0.025);
            self.pen(&Stroke { colour, width, dash: Vec::new() });
        }
        if self.held.outlined != outlined {
            self.held.outlined = outlined;
            self.say(if outlined { b"2 Tr" } else { b"0 Tr" });
        }
        if !self.held.in_text {
            self.held.in_text = true;
            self.say(b"BT");
        }
        let font = (run.face, (run.size * 100.0).round() as i64);
        if self.held.font.replace(font) != Some(font) {
            self.out.extend_from_slice(format!("/F{} ", place(run.face)).as_bytes());
            decimal(&mut self.out, font.1, 2);
            self.say(b"Tf");
        }
        let tracking = (run.tracking * 1000.0).round() as i64;
        if self.held.tracking != tracking {
            self.held.tracking = tracking;
            decimal(&mut self.out, tracking, 3);
            self.say(b"Tc");
        }
        self.out.extend_from_slice(b"1 0 0 1 ");
        self.hundredths(run.x);
        self.hundredths(self.height - run.y);
        self.out.extend_from_slice(b"Tm\n<");
        for c in run.text.chars() {
            let code = self.cuts.code(run.face, c);
            for shift in [12, 8, 4, 0] {
                let digit = usize::from(code >> shift & 15);
                self.out.extend(b"0123456789ABCDEF".get(digit));
            }
        }
        self.say(b">Tj");
    }

    fn shape(&mut self, shape: &Shape, (dx, dy): (f64, f64)) {
        self.end_text();
        if let Some(fill) = shape.fill {
            self.alpha(fill.alpha);
            self.fill(fill.colour);
        }
        if let Some(stroke) = &shape.stroke {
            self.pen(stroke);
        }
        for step in &shape.steps {
            match step {
                Step::Move(x, y) => self.points(&[*x, *y], (dx, dy), b"m"),
                Step::Line(x, y) => self.points(&[*x, *y], (dx, dy), b"l"),
                Step::Curve(points) => self.points(points, (dx, dy), b"c"),
                Step::Close => self.say(b"h"),
            }
        }
        match (shape.fill.is_some(), shape.stroke.is_some()) {
            (true, true) => self.say(b"B"),
            (true, false) => self.say(b"f"),
            (false, true) => self.say(b"S"),
            (false, false) => self.say(b"n"),
        }
    }

    fn points(&mut self, points: &[f64], (dx, dy): (f64, f64), operator: &[u8]) {
        for pair in points.chunks_exact(2) {
            if let [x, y] = pair {
                self.hundredths(x + dx);
                self.hundredths(self.height - y - dy);
            }
        }
        self.say(operator);
    }

    fn image(&mut self, image: &Image) {
        self.end_text();
        self.alpha(1.0);
        let known = self.images.iter().position(|one| Arc::ptr_eq(one, &image.bitmap));
        let at = known.unwrap_or_else(|| {
            self.images.push(Arc::clone(&image.bitmap));
            self.images.len() - 1
        });
        self.out.extend_from_slice(b"q ");
        self.hundredths(image.width);
        self.out.extend_from_slice(b"0 0 ");
        self.hundredths(image.height);
        self.hundredths(image.x);
        self.hundredths(self.height - image.y - image.height);
        self.say(format!("cm /I{at} Do Q").as_bytes());
    }
}

/// A whole number of parts of a power of ten, without zeros at its end, and a blank.
fn decimal(out: &mut Vec<u8>, parts: i64, digits: u32) {
    if parts < 0 {
        out.push(b'-');
    }
    let unit = 10_u64.pow(digits);
    let (whole, mut rest) = (parts.unsigned_abs() / unit, parts.unsigned_abs() % unit);
    let mut buffer = [0; 20];
    let mut at = buffer.len();
    let mut left = whole;
    loop {
        at -= 1;
        if let Some(place) = buffer.get_mut(at) {
            *place = b'0' + (left % 10) as u8;
        }
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.extend_from_slice(buffer.get(at..).unwrap_or_default());
    if rest > 0 {
        out.push(b'.');
        let mut unit = unit / 10;
        while rest > 0 {
            out.push(b'0' + (rest / unit) as u8);
            rest %= unit;
            unit /= 10;
        }
    }
    out.push(b' ');
}
