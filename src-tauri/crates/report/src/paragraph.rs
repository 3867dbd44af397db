//! Text set in lines: faces chosen, lines broken, justified.

use crate::display::{Colour, Item, Link, TextRun};
use crate::document::{Run, Script, Tone};
use crate::linebreak::{breaks, half_at_end, squeeze, stands_alone, stretch};
use crate::style::{self, Look};
use crate::typeface::{Face, MISSING, Typefaces};
use std::cell::RefCell;
use std::collections::BTreeSet;

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

/// A line of text: items relative to its left end and its top.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) items: Vec<Item>,
    pub(crate) height: f64,
    /// From the left end of the measure to the end of the text.
    pub(crate) reach: f64,
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

/// At most this much is added after each character of a justified line, in ems: more,
/// and readers of the file take the gaps for blanks between words.
const MAX_TRACKING: f64 = 0.07;

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

    /// How wide the widest piece is that must not be broken.
    pub(crate) fn widest_piece(&self, runs: &[Run], look: Look) -> f64 {
        let glyphs = self.glyphs(runs, look);
        let (mut widest, mut start) = (0.0_f64, 0);
        let places = places(&glyphs).into_iter().chain([true]).enumerate();
        for (at, _) in places.filter(|(_, may)| *may) {
            widest = widest.max(advance_to(&glyphs[start..], at - start));
            start = at;
        }
        widest
    }

    fn glyphs(&self, runs: &[Run], look: Look) -> Vec<Glyph> {
        let of_run = |(at, run): (usize, &'_ Run)| {
            let face = if run.bold { look.face.bold() } else { look.face };
            let (scale, rise) = match run.script {
                Script::Normal => (1.0, 0.0),
                Script::Super => (0.62, 0.36),
                Script::Sub => (0.62, -0.14),
            };
            let (size, rise) = (look.size * scale, look.size * rise);
            let colour = tone(run.tone, look.colour);
            let mut glyphs = Vec::with_capacity(run.text.len());
            let mut free = false;
            for c in run.text.chars() {
                if let Some(c) = tidy(c) {
                    let advance = 0.0;
                    let glyph = Glyph { c, face, size, rise, colour, advance, run: at, free };
                    glyphs.push(self.glyph(c, face, glyph));
                }
                free = c == MAY_BREAK;
            }
            glyphs
        };
        runs.iter().enumerate().flat_map(of_run).collect()
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
    let allowed = breaks(&chars).into_iter().zip(glyphs).enumerate();
    allowed.map(|(at, (may, glyph))| may || at > 0 && glyph.free).collect()
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

fn place(
    glyphs: &[Glyph],
    may: &[bool],
    runs: &[Run],
    (look, indent, measure, last): (Look, f64, Measure, bool),
) -> Line {
    let visible = glyphs.iter().rposition(|glyph| glyph.c != ' ').map_or(0, |at| at + 1);
    let glyphs = &glyphs[..visible];
    let width = advance_to(glyphs, glyphs.len());
    let room = (measure.width - indent - width).max(0.0);
    let (mut x, mut extra) = (indent, Extra { gaps: vec![0.0; glyphs.len()], tracking: 0.0 });
    match measure.stand {
        Stand::Left => {}
        Stand::Centre => x += room / 2.0,
        Stand::Right => x += room,
        Stand::Justified if last => {}
        Stand::Justified => extra = justify(glyphs, may, room),
    }
    let mut line = Line { height: look.leading, ..Line::default() };
    let baseline = look.leading / 2.0 + 0.38 * look.size;
    for (at, glyph) in glyphs.iter().enumerate() {
        if at > 0 {
            x += extra.gaps[at] + gap(&glyphs[at - 1], glyph);
        }
        let tracked = at + 1 < glyphs.len() && stands_alone(glyph.c);
        let tracking = if tracked { extra.tracking } else { 0.0 };
        push(&mut line.items, glyph, (x, baseline, tracking));
        push_link(&mut line.items, runs, glyph, (x, look.leading));
        x += glyph.advance + tracking;
    }
    let links = |item: &Item| !matches!(item, Item::Link(_));
    line.items.sort_by_key(links);
    line.reach = x;
    line
}

/// What is added to the places of glyphs so that a line fills its measure.
struct Extra {
    /// Before each glyph.
    gaps: Vec<f64>,
    /// After each character that stands for itself; words and numbers keep their shape.
    tracking: f64,
}

fn justify(glyphs: &[Glyph], may: &[bool], room: f64) -> Extra {
    let mut gaps = vec![0.0; glyphs.len()];
    let wanted: Vec<f64> = glyphs
        .windows(2)
        .zip(may.iter().skip(1))
        .map(|(pair, may)| {
            let ems = if *may { stretch(pair[0].c, pair[1].c) } else { 0.0 };
            ems * pair[1].size.min(pair[0].size)
        })
        .collect();
    let before_last = glyphs.get(..glyphs.len().saturating_sub(1)).unwrap_or_default();
    let spread = before_last.iter().filter(|glyph| stands_alone(glyph.c)).count() as f64;
    let size = glyphs.first().map_or(0.0, |glyph| glyph.size);
    // A little between all characters first; what is left goes to the natural gaps.
    let tracking = if spread > 0.0 { (room / spread).min(MAX_TRACKING * size) } else { 0.0 };
    let left = room - tracking * spread;
    let total: f64 = wanted.iter().sum();
    if left > 1e-9 && total > 0.0 {
        let share = (left / total).min(1.0);
        for (gap, wanted) in gaps.iter_mut().skip(1).zip(&wanted) {
            *gap = wanted * share;
        }
    }
    Extra { gaps, tracking }
}

/// Adds a glyph to the text item that it continues, or begins another.
fn push(items: &mut Vec<Item>, glyph: &Glyph, (x, baseline, tracking): (f64, f64, f64)) {
    let y = baseline - glyph.rise;
    let before = items.iter_mut().rev().find_map(|item| match item {
        Item::Text(run) => Some(run),
        Item::Shape(_) | Item::Link(_) => None,
    });
    if let Some(run) = before {
        let same = run.face == glyph.face && run.colour == glyph.colour;
        let size = (run.size - glyph.size).abs() < 1e-9 && (run.y - y).abs() < 1e-9;
        let spaced = (run.tracking - tracking).abs() < 1e-9;
        if same && size && spaced && (run.x + run.width - x).abs() < 1e-6 {
            run.text.push(glyph.c);
            run.width += glyph.advance + tracking;
            return;
        }
    }
    items.push(Item::Text(TextRun {
        x,
        y,
        size: glyph.size,
        face: glyph.face,
        colour: glyph.colour,
        tracking,
        width: glyph.advance + tracking,
        text: glyph.c.to_string(),
    }));
}

/// Lays the link of a run over its glyphs.
fn push_link(items: &mut Vec<Item>, runs: &[Run], glyph: &Glyph, (x, height): (f64, f64)) {
    let Some(target) = runs.get(glyph.run).and_then(|run| run.link.as_ref()) else { return };
    let end = x + glyph.advance;
    for item in items.iter_mut() {
        if let Item::Link(link) = item
            && link.target == *target
            && (link.x + link.width - x).abs() < glyph.size
        {
            link.width = end - link.x;
            return;
        }
    }
    items.push(Item::Link(Link {
        x,
        y: 0.0,
        width: glyph.advance,
        height,
        target: target.clone(),
    }));
}
