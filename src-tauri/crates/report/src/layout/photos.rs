//! Photos: two side by side, the caption of each below it.

use super::Orientation;
use super::blocks::stacked;
use super::stack::{Mark, Slab};
use crate::display::{Image, Item};
use crate::document::{Photo, Run};
use crate::paragraph::{Measure, Stand, Typesetter};
use crate::style::{CAPTION, MM};
use std::sync::Arc;

/// Between two photos.
const GAP: f64 = 6.0 * MM;
/// A photo is no higher than this: three rows on a page.
const HIGHEST: f64 = 62.0 * MM;
/// A photo is never printed coarser than this, dots per inch.
const COARSEST: f64 = 100.0;

/// How wide the place of a photo is.
fn place() -> f64 {
    (Orientation::Portrait.width() - GAP) / 2.0
}

/// Width and height of a photo within its place, pt.
pub(crate) fn size(photo: &Photo) -> (f64, f64) {
    let across = f64::from(photo.bitmap.width.max(1));
    let down = f64::from(photo.bitmap.height.max(1));
    let scale = (place() / across).min(HIGHEST / down).min(72.0 / COARSEST);
    (across * scale, down * scale)
}

/// The slabs of a row of photos: the photos, and their captions.
pub(crate) fn photos(setter: &Typesetter<'_>, row: &[Photo]) -> Vec<Slab> {
    let sizes: Vec<(f64, f64)> = row.iter().map(size).collect();
    let height = sizes.iter().fold(0.0, |highest: f64, (_, height)| highest.max(*height));
    let mut pictures = Slab { height, before: 10.0, keep: true, ..Slab::default() };
    let mut captions = Slab { before: 4.0, after: 10.0, ..Slab::default() };
    let measure = Measure { width: place(), indent: 0.0, hang: 0.0, stand: Stand::Centre };
    for (at, (photo, (wide, high))) in row.iter().zip(sizes).enumerate() {
        let left = at as f64 * (place() + GAP);
        // They stand on one line, the captions right below.
        pictures.items.push(Item::Image(Image {
            x: left + (place() - wide) / 2.0,
            y: height - high,
            width: wide,
            height: high,
            bitmap: Arc::clone(&photo.bitmap),
        }));
        pictures.cells.push((at, at + 1));
        pictures.marks.extend(photo.anchor.iter().cloned().map(Mark::Anchor));
        let words = Run::plain(format!("{}  {}", photo.number, photo.title));
        let words = stacked(&setter.set(&[words], CAPTION, measure));
        let from = captions.items.len();
        for mut item in words.items {
            item.shift(left, 0.0);
            captions.items.push(item);
        }
        captions.cells.push((from, captions.items.len()));
        captions.height = captions.height.max(words.height);
    }
    vec![pictures, captions]
}
