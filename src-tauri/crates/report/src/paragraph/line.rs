//! A line: where each glyph of it stands, and how it fills its measure.

use super::{Glyph, Measure, Stand, advance_to, gap};
use crate::display::{Item, Link, TextRun};
use crate::document::Run;
use crate::linebreak::{stands_alone, stretch};
use crate::style::Look;

/// A line of text: items relative to its left end and its top.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) items: Vec<Item>,
    pub(crate) height: f64,
    /// From the left end of the measure to the end of the text.
    pub(crate) reach: f64,
}

/// At most this much is added after each character of a justified line, in ems: more,
/// and readers of the file take the gaps for blanks between words.
const MAX_TRACKING: f64 = 0.07;

/// Places the glyphs of a line.
pub(super) fn place(
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
        Item::Shape(_) | Item::Link(_) | Item::Image(_) => None,
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
            link.words.push(glyph.c);
            return;
        }
    }
    items.push(Item::Link(Link {
        x,
        y: 0.0,
        width: glyph.advance,
        height,
        target: target.clone(),
        words: glyph.c.to_string(),
    }));
}
