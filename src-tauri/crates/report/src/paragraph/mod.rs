//! Text set in lines: faces chosen, lines broken, justified.

mod line;

use crate::display::Colour;
use crate::document::{Run, Script, Tone};
use crate::linebreak::{breaks, half_at_end, squeeze};
use crate::style::{self, Look};
use crate::typeface::{Face, MISSING, Typefaces};
use line::place;
use std::cell::RefCell;
use std::collections::BTreeSet;

pub(crate) use line::Line;

/// Sets text with the faces it is given, and remembers what they lack.
pub(crate) struct Typesetter<'a> {
    pub(crate) faces: &'a Typefaces,
    missing: RefCell<BTreeSet<char>>,
}

/// How the lines of a text stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    Left,
    Centre,
    Right,
    Justified,
}

/// The measure into which text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    pub(crate) width: f64,
    /// Indent of the first line.
    pub(crate) indent: f64,
    /// Indent of the other lines.
    pub(crate) hang: f64,
    pub(crate) stand: Stand,
}

/// A character with everything that its place depends on.
#[derive(Clone, Debug)]
struct Glyph {
    c: char,
    face: Face,
    size: f64,
    rise: f64,
    colour: Colour,
    advance: f64,
    run: usize,
    /// True where the writer said that a line may end before it.
    free: bool,
}

/// Not printed; a line may end where it stands: within a long formula.
pub(crate) const MAY_BREAK: char = '\u{200B}';

impl<'a> Typesetter<'a> {
    pub(crate) fn new(faces: &'a Typefaces) -> Self {
        Self { faces, missing: RefCell::default() }
    }

    /// Characters that were asked for and that no face has.
    pub(crate) fn missing(self) -> BTreeSet<char> {
        self.missing.into_inner()
    }

    /// Sets runs in lines.
    pub(crate) fn set(&self, runs: &[Run], look: Look, measure: Measure) -> Vec<Line> {
        let glyphs = self.glyphs(runs, look);
        let may = places(&glyphs);
        let mut lines = Vec::new();
        let mut start = 0;
        while start < glyphs.len() {
            let indent = if lines.is_empty() { measure.indent } else { measure.hang };
            let end = fill(&glyphs, &may, start, measure.width - indent);
            let last = end == glyphs.len();
            let how = (look, indent, measure, last);
            lines.push(place(&glyphs[start..end], &may[start..end], runs, how));
            start = end;
            while start < glyphs.len() && glyphs[start].c == ' ' {
                start += 1;
            }
        }
        lines
    }

    /// Sets a text on one line at the left, however long it is.
    pub(crate) fn line(&self, text: &str, look: Look) -> Line {
        let measure = Measure { width: f64::INFINITY, indent: 0.0, hang: 0.0, stand: Stand::Left };
        self.set(&[Run::plain(text)], look, measure).into_iter().next().unwrap_or_default()
    }

    /// How wide runs are on one line.
    pub(crate) fn width(&self, runs: &[Run], look: Look) -> f64 {
        let glyphs = self.glyphs(runs, look);
        advance_to(&glyphs, glyphs.len())
    }

    /// How wide runs are on one line, and their widest piece that must not be broken.
    pub(crate) fn widths(&self, runs: &[Run], look: Look) -> (f64, f64) {
        let glyphs = self.glyphs(runs, look);
        let (mut widest, mut start) = (0.0_f64, 0);
        let places = places(&glyphs).into_iter().chain([true]).enumerate();
        for (at, _) in places.filter(|(_, may)| *may) {
            widest = widest.max(advance_to(&glyphs[start..], at - start));
            start = at;
        }
        (advance_to(&glyphs, glyphs.len()), widest)
    }

    fn glyphs(&self, runs: &[Run], look: Look) -> Vec<Glyph> {
        // A Chinese character has three bytes, a digit one: room for most texts at once.
        let bytes: usize = runs.iter().map(|run| run.text.len()).sum();
        let mut glyphs = Vec::with_capacity(bytes / 2 + 4);
        for (at, run) in runs.iter().enumerate() {
            let face = if run.bold { look.face.bold() } else { look.face };
            let (scale, rise) = match run.script {
                Script::Normal => (1.0, 0.0),
                Script::Super => (0.62, 0.36),
                Script::Sub => (0.62, -0.14),
            };
            let (size, rise) = (look.size * scale, look.size * rise);
            let colour = tone(run.tone, look.colour);
            let mut free = false;
            for c in run.text.chars() {
                if let Some(c) = tidy(c) {
                    let advance = 0.0;
                    let glyph = Glyph { c, face, size, rise, colour, advance, run: at, free };
                    glyphs.push(self.glyph(c, face, glyph));
                }
                free = c == MAY_BREAK;
            }
        }
        glyphs
    }

    fn glyph(&self, c: char, wanted: Face, glyph: Glyph) -> Glyph {
        let (c, face) = match self.faces.face_for(c, wanted) {
            Some(face) => (c, face),
            None => {
                self.missing.borrow_mut().insert(c);
                (MISSING, self.faces.face_for(MISSING, wanted).unwrap_or(Face::Sans))
            }
        };
        let advance = self.faces.advance(c, face) * glyph.size;
        Glyph { c, face, advance, ..glyph }
    }
}

/// Whether a line may end before each glyph.
fn places(glyphs: &[Glyph]) -> Vec<bool> {
    let chars: Vec<char> = glyphs.iter().map(|glyph| glyph.c).collect();
    let mut places = breaks(&chars);
    for (place, glyph) in places.iter_mut().zip(glyphs).skip(1) {
        *place |= glyph.free;
    }
    places
}

/// A character as it is set: blanks of every kind are one, what is never seen is left out.
fn tidy(c: char) -> Option<char> {
    match c {
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}' | '\r' => None,
        '\n' | '\t' | '\u{00A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' => Some(' '),
        '\u{2011}' => Some('-'),
        c if c.is_control() => Some(MISSING),
        c => Some(c),
    }
}

pub(crate) fn tone(tone: Tone, plain: Colour) -> Colour {
    match tone {
        Tone::Plain => plain,
        Tone::Good => style::GOOD,
        Tone::Caution => style::CAUTION,
        Tone::Bad => style::BAD,
        Tone::Quiet => style::GREY,
    }
}

fn gap(before: &Glyph, after: &Glyph) -> f64 {
    -squeeze(before.c, after.c) * before.size.min(after.size)
}

/// How wide the first glyphs are when a line ends after them.
fn advance_to(glyphs: &[Glyph], end: usize) -> f64 {
    let glyphs = &glyphs[..end];
    let visible = glyphs.iter().rposition(|glyph| glyph.c != ' ').map_or(0, |at| at + 1);
    let glyphs = &glyphs[..visible];
    let gaps: f64 = glyphs.windows(2).map(|pair| gap(&pair[0], &pair[1])).sum();
    let end = glyphs.last().filter(|last| half_at_end(last.c)).map_or(0.0, |last| last.size / 2.0);
    glyphs.iter().map(|glyph| glyph.advance).sum::<f64>() + gaps - end
}

/// Where the line that begins at `start` ends.
fn fill(glyphs: &[Glyph], may: &[bool], start: usize, width: f64) -> usize {
    let (mut best, mut used) = (start, 0.0);
    for at in start..glyphs.len() {
        used += glyphs[at].advance;
        if at > start {
            used += gap(&glyphs[at - 1], &glyphs[at]);
        }
        let c = glyphs[at].c;
        let end = if half_at_end(c) { glyphs[at].size / 2.0 } else { 0.0 };
        let fits = c == ' ' || used - end <= width + 1e-6;
        if !fits {
            // A piece longer than the line is cut where the line is full.
            return if best > start { best } else { at.max(start + 1) };
        }
        if may.get(at + 1).copied().unwrap_or(true) {
            best = at + 1;
        }
    }
    best
}
