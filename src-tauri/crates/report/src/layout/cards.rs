//! Key figures, three to a row.

use super::Orientation;
use super::stack::Slab;
use crate::display::{Item, Shape};
use crate::document::{Card, Run};
use crate::paragraph::{Line, Measure, Stand, Typesetter};
use crate::style::{ACCENT, GREY, HEAD_FILL, INK, Look};
use crate::typeface::Face;

const PER_ROW: usize = 3;
const GAP: f64 = 10.0;
const PAD: f64 = 9.0;

/// The slabs of key figures: one for each row of them.
pub(crate) fn cards(setter: &Typesetter<'_>, cards: &[Card]) -> Vec<Slab> {
    let width = (Orientation::Portrait.width() - GAP * (PER_ROW - 1) as f64) / PER_ROW as f64;
    let row = |cards: &[Card]| {
        let set: Vec<(&Card, Vec<Line>)> =
            cards.iter().map(|card| (card, self::lines(setter, card, width - 2.0 * PAD))).collect();
        let tall = |lines: &[Line]| lines.iter().map(|line| line.height).sum::<f64>();
        let height = set.iter().map(|(_, lines)| tall(lines)).fold(0.0, f64::max) + 2.0 * PAD;
        let mut slab = Slab { height, before: GAP, ..Slab::default() };
        for (at, (card, lines)) in set.iter().enumerate() {
            draw(
                &mut slab,
                (at as f64 * (width + GAP), width),
                lines,
                crate::paragraph::tone(card.tone, ACCENT),
            );
        }
        slab
    };
    cards.chunks(PER_ROW).map(row).collect()
}

fn lines(setter: &Typesetter<'_>, card: &Card, width: f64) -> Vec<Line> {
    let measure = Measure { width, indent: 0.0, hang: 0.0, stand: Stand::Left };
    let look = |face, size, leading, colour| Look { face, size, leading, colour };
    let label = look(Face::Sans, 9.0, 13.0, GREY);
    let big = look(Face::SansBold, 18.0, 26.0, crate::paragraph::tone(card.tone, ACCENT));
    let note = look(Face::Sans, 7.5, 11.0, GREY);
    let mut lines = setter.set(&[Run::plain(&card.label)], label, measure);
    lines.extend(value(setter, card, (big, measure)));
    lines.extend(setter.set(&[Run::plain(&card.note)], note, measure));
    lines
}

/// The value with its unit behind it, small; below it where there is no room.
fn value(setter: &Typesetter<'_>, card: &Card, (big, measure): (Look, Measure)) -> Vec<Line> {
    let mut lines = setter.set(&[Run::plain(&card.value)], big, measure);
    // A unit says nothing of what is not known.
    if card.unit.is_empty() || card.value == "—" {
        return lines;
    }
    let small = Look { face: Face::Sans, size: 9.0, leading: 13.0, colour: INK };
    let unit = setter.line(&card.unit, small);
    match lines.last_mut().filter(|last| last.reach + 4.0 + unit.reach <= measure.width) {
        Some(last) => {
            let baseline = |look: Look| look.leading / 2.0 + 0.38 * look.size;
            let (dx, dy) = (last.reach + 4.0, baseline(big) - baseline(small));
            for mut item in unit.items {
                item.shift(dx, dy);
                last.items.push(item);
            }
        }
        None => lines.push(unit),
    }
    lines
}

fn draw(slab: &mut Slab, (x, width): (f64, f64), lines: &[Line], colour: crate::display::Colour) {
    let box_ = Shape::rectangle([x, 0.0, width, slab.height]).filled(HEAD_FILL);
    slab.items.push(Item::Shape(box_));
    let bar = Shape::rectangle([x, 0.0, 2.5, slab.height]).filled(colour);
    slab.items.push(Item::Shape(bar));
    let mut y = PAD;
    for line in lines {
        for item in &line.items {
            let mut item = item.clone();
            item.shift(x + PAD, y);
            slab.items.push(item);
        }
        y += line.height;
    }
}
