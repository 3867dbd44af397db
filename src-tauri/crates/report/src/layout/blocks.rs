//! Blocks become slabs.

use super::stack::{Flow, Mark, Slab};
use super::{Orientation, cards, figure, photos, signatures, table, tags};
use crate::document::{Block, Heading, Manner, Paragraph, Run};
use crate::paragraph::{Line, Measure, Stand, Typesetter};
use crate::style::{self, BODY, Look, NOTE};

/// The slabs of blocks in reading order.
pub(crate) fn flow(setter: &Typesetter<'_>, blocks: &[Block]) -> Flow {
    let mut flow = Flow::default();
    let mut new_page = false;
    for block in blocks {
        let from = flow.slabs.len();
        match block {
            Block::PageBreak => {
                new_page = true;
                continue;
            }
            Block::Heading(heading) => flow.slabs.push(self::heading(setter, heading)),
            Block::Paragraph(paragraph) => flow.slabs.extend(self::paragraph(setter, paragraph)),
            Block::Table(table) => {
                let (slabs, cut) = table::table(setter, table, flow.cuts.len());
                flow.slabs.extend(slabs);
                flow.cuts.push(cut);
            }
            Block::Figure(figure) => flow.slabs.extend(figure::figure(setter, figure)),
            Block::Photos(row) => flow.slabs.extend(photos::photos(setter, row)),
            Block::Cards(cards) => flow.slabs.extend(cards::cards(setter, cards)),
            Block::Signatures(sheet) => flow.slabs.extend(signatures::signatures(setter, sheet)),
        }
        tags::tag(block, flow.slabs.get_mut(from..).unwrap_or_default(), &mut flow.elements);
        if let Some(first) = flow.slabs.get_mut(from) {
            first.new_page |= new_page;
            new_page = false;
        }
    }
    turn_headings(&mut flow.slabs);
    debug_assert!(
        flow.slabs.iter().all(|slab| slab.continues.is_none_or(|at| at < flow.cuts.len()))
    );
    flow
}

/// A heading stands on its side where what follows it does: they share a page.
fn turn_headings(slabs: &mut [Slab]) {
    for at in (1..slabs.len()).rev() {
        let (before, after) = slabs.split_at_mut(at);
        if let (Some(slab), Some(next)) = (before.last_mut(), after.first())
            && slab.keep
        {
            slab.orientation = next.orientation;
        }
    }
}

fn heading(setter: &Typesetter<'_>, heading: &Heading) -> Slab {
    let (look, before, after) = style::heading(heading.level);
    let measure = Measure {
        width: Orientation::Portrait.width(),
        indent: 0.0,
        hang: 0.0,
        stand: Stand::Left,
    };
    let lines = setter.set(&[Run::plain(heading.label())], look, measure);
    let mut slab = stacked(&lines);
    (slab.before, slab.after) = (before, after);
    slab.keep = true;
    slab.new_page = heading.level <= 1;
    slab.marks.push(Mark::Anchor(heading.anchor.clone()));
    if heading.listed {
        slab.marks.push(Mark::Heading {
            level: heading.level,
            label: heading.label(),
            anchor: heading.anchor.clone(),
        });
    }
    slab
}

/// Lines below one another as one slab.
pub(crate) fn stacked(lines: &[Line]) -> Slab {
    let mut slab = Slab::default();
    for line in lines {
        for item in &line.items {
            let mut item = item.clone();
            item.shift(0.0, slab.height);
            slab.items.push(item);
        }
        slab.height += line.height;
    }
    slab
}

fn paragraph(setter: &Typesetter<'_>, paragraph: &Paragraph) -> Vec<Slab> {
    let width = Orientation::Portrait.width();
    let (look, measure, before): (Look, Measure, f64) = match paragraph.manner {
        Manner::Body => {
            let indent = 2.0 * BODY.size;
            (BODY, Measure { width, indent, hang: 0.0, stand: Stand::Justified }, 0.0)
        }
        Manner::Item => {
            let mark = paragraph.runs.get(..1).unwrap_or_default();
            let hang = BODY.size + setter.width(mark, BODY);
            let indent = BODY.size;
            (BODY, Measure { width, indent, hang, stand: Stand::Justified }, 1.0)
        }
        Manner::Note => {
            (NOTE, Measure { width, indent: 0.0, hang: 0.0, stand: Stand::Justified }, 2.0)
        }
        Manner::Formula => {
            let look = Look { face: crate::typeface::Face::Sans, ..BODY };
            (look, Measure { width, indent: 0.0, hang: 0.0, stand: Stand::Centre }, 4.0)
        }
    };
    let lines = setter.set(&paragraph.runs, look, measure);
    let count = lines.len();
    let slab = |(at, line): (usize, Line)| Slab {
        // At least two lines of a paragraph stand on a page.
        keep: at + 1 < count && (at == 0 || at + 2 == count),
        before: if at == 0 { before } else { 0.0 },
        ..stacked(&[line])
    };
    lines.into_iter().enumerate().map(slab).collect()
}

/// Small text below a table or a figure.
pub(crate) fn notes(setter: &Typesetter<'_>, notes: &[Vec<Run>], on: Orientation) -> Vec<Slab> {
    let measure =
        Measure { width: on.width(), indent: 0.0, hang: 2.0 * NOTE.size, stand: Stand::Left };
    let note = |(at, runs): (usize, &Vec<Run>)| Slab {
        before: if at == 0 { 3.0 } else { 0.0 },
        keep: at + 1 < notes.len(),
        orientation: on,
        ..stacked(&setter.set(runs, NOTE, measure))
    };
    notes.iter().enumerate().map(note).collect()
}
