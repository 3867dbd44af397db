//! The contents: each line leads to its heading.

use super::Orientation;
use super::stack::{Flow, Mark, Sheet, Slab, stack};
use crate::display::{Element, Item, Link, Role, Shape, Tagged};
use crate::document::{Anchor, Run};
use crate::paragraph::{Line, Measure, Stand, Typesetter};
use crate::style::{self, GREY, INK, Look};
use crate::typeface::Face;

const INDENT: f64 = 18.0;
const LEADING: f64 = 17.0;

/// The pages of the contents, from the pages that they list, and what they hold.
pub(crate) fn contents(setter: &Typesetter<'_>, body: &[Sheet]) -> (Vec<Sheet>, Vec<Element>) {
    let mut slabs = vec![title(setter)];
    let mut levels = vec![1];
    for (page, sheet) in body.iter().enumerate() {
        for (mark, _) in &sheet.marks {
            if let Mark::Heading { level, label, anchor } = mark
                && *level <= 2
            {
                slabs.push(entry(setter, (*level, label, page + 1), anchor));
                levels.push(*level);
            }
        }
    }
    for (at, slab) in slabs.iter_mut().enumerate() {
        // A chapter and its sections are listed on one page.
        slab.keep |= levels.get(at + 1).is_some_and(|next| *next > 1);
        slab.tags = vec![Tagged { from: 0, to: slab.items.len(), element: at }];
    }
    let paragraph = |_: &Slab| Element { role: Role::Paragraph, parent: None, alt: String::new() };
    let elements = slabs.iter().map(paragraph).collect();
    let flow = Flow { slabs, cuts: Vec::new(), elements };
    (stack(&flow), flow.elements)
}

fn title(setter: &Typesetter<'_>) -> Slab {
    let (look, ..) = style::heading(1);
    let measure = Measure {
        width: Orientation::Portrait.width(),
        indent: 0.0,
        hang: 0.0,
        stand: Stand::Centre,
    };
    let anchor = Anchor("contents".into());
    let label = "目录".to_owned();
    let mut slab = super::blocks::stacked(&setter.set(&[Run::plain("目    录")], look, measure));
    slab.after = 14.0;
    slab.keep = true;
    slab.marks = vec![Mark::Anchor(anchor.clone()), Mark::Heading { level: 1, label, anchor }];
    slab
}

fn entry(
    setter: &Typesetter<'_>,
    (level, label, page): (u8, &str, usize),
    target: &Anchor,
) -> Slab {
    let width = Orientation::Portrait.width();
    let (face, before) = if level <= 1 { (Face::SansBold, 3.5) } else { (Face::Sans, 0.0) };
    let look = Look { face, size: 10.5, leading: LEADING, colour: INK };
    let indent = if level <= 1 { 0.0 } else { INDENT };
    let number = setter.line(&page.to_string(), look);
    // Room for a leader and the number at the end of every line.
    let measure =
        Measure { width: width - 42.0, indent, hang: indent + INDENT, stand: Stand::Left };
    let lines = setter.set(&[Run::plain(label)], look, measure);
    let mut slab = Slab { before, ..super::blocks::stacked(&lines) };
    let baseline = slab.height - LEADING / 2.0 + 0.38 * look.size;
    let reach = lines.last().map_or(0.0, |line| line.reach);
    leader(&mut slab, (reach + 5.0, width - number.reach - 5.0), baseline);
    put_right(&mut slab, number, width);
    slab.items.push(Item::Link(Link {
        x: 0.0,
        y: 0.0,
        width,
        height: slab.height,
        target: target.clone(),
        words: label.to_owned(),
    }));
    slab
}

fn leader(slab: &mut Slab, (from, to): (f64, f64), baseline: f64) {
    if to > from {
        let y = baseline - 1.2;
        let line = Shape::line((from, y), (to, y), 0.7, GREY).dashed(&[0.7, 2.3]);
        slab.items.push(Item::Shape(line));
    }
}

fn put_right(slab: &mut Slab, line: Line, width: f64) {
    let (dx, dy) = (width - line.reach, slab.height - line.height);
    for mut item in line.items {
        item.shift(dx, dy);
        slab.items.push(item);
    }
}
