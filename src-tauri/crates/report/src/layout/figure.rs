//! Figures: scaled to fit, the caption below.

use super::Orientation;
use super::blocks::{notes, stacked};
use super::stack::{Mark, Slab};
use crate::document::{Figure, Run};
use crate::paint::paint;
use crate::paragraph::{Measure, Stand, Typesetter};
use crate::style::CAPTION;

/// A figure that would be made smaller than this stands on its side where it may.
const TURN_BELOW: f64 = 0.8;
/// Drawings are never made larger than this.
const LARGEST: f64 = 1.15;

/// The slabs of a figure.
pub(crate) fn figure(setter: &Typesetter<'_>, figure: &Figure) -> Vec<Slab> {
    let on = stands(figure);
    let scale = scale(figure, on);
    let (width, height) = (figure.scene.width * scale, figure.scene.height * scale);
    let left = ((on.width() - width) / 2.0).max(0.0);
    let drawing = Slab {
        items: paint(setter, &figure.scene, (left, 0.0, scale)),
        height,
        before: 10.0,
        keep: true,
        orientation: on,
        marks: figure.anchor.iter().cloned().map(Mark::Anchor).collect(),
        ..Slab::default()
    };
    let measure = Measure { width: on.width(), indent: 0.0, hang: 0.0, stand: Stand::Centre };
    let words = Run::plain(format!("{}  {}", figure.number, figure.title));
    let caption = Slab {
        before: 5.0,
        keep: !figure.notes.is_empty(),
        orientation: on,
        ..stacked(&setter.set(&[words], CAPTION, measure))
    };
    let mut slabs = vec![drawing, caption];
    slabs.extend(notes(setter, &figure.notes, on));
    if let Some(last) = slabs.last_mut() {
        last.after = 12.0;
    }
    slabs
}

/// How the page of a figure stands.
pub(crate) fn stands(figure: &Figure) -> Orientation {
    if figure.landscape && scale(figure, Orientation::Portrait) < TURN_BELOW {
        Orientation::Landscape
    } else {
        Orientation::Portrait
    }
}

/// By how much a figure is made smaller or larger on its page.
pub(crate) fn scale_of(figure: &Figure) -> f64 {
    scale(figure, stands(figure))
}

fn scale(figure: &Figure, on: Orientation) -> f64 {
    // Room for a heading above, and the caption and notes below.
    let room = on.height() - 70.0 - 14.0 * figure.notes.len() as f64;
    let (width, height) = (figure.scene.width.max(1.0), figure.scene.height.max(1.0));
    (on.width() / width).min(room / height).min(LARGEST)
}
