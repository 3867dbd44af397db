//! How large a meter is drawn, and what is written at it.

use super::tree::Tree;
use crate::lettering::Face;
use crate::{Measure, Weight};

/// Size of all text but heads, pt.
pub(super) const SMALL: f64 = 6.6;
/// Radius of the circle, pt; a long number makes it longer.
pub(super) const RADIUS: f64 = 9.0;
/// Above a meter, where a line may run, pt.
pub(super) const ABOVE: f64 = 9.0;
/// Height of a line of text, pt.
pub(super) const LINE: f64 = 8.0;
/// Below the last line, pt.
const BELOW: f64 = 5.0;
/// Between two meters beside each other, pt.
const BESIDE: f64 = 9.0;
const NARROWEST: f64 = 62.0;
const WIDEST_NUMBER: f64 = 84.0;

/// What is written, and the room that it takes; pt.
pub(super) struct Cells {
    /// Distance of two meters beside each other.
    pub(super) pitch: f64,
    /// Width of every symbol.
    pub(super) symbol: f64,
    pub(super) cells: Vec<MeterCell>,
}

/// One meter.
pub(super) struct MeterCell {
    pub(super) number: String,
    pub(super) lines: Vec<String>,
    pub(super) height: f64,
}

/// The cells of all meters.
pub(super) fn cells(tree: &Tree<'_>, measure: &dyn Measure) -> Cells {
    let small = Face { measure, size: SMALL, weight: Weight::Regular };
    let bold = Face { weight: Weight::Bold, ..small };
    let meters = &tree.network.meters;
    let widest = meters.iter().map(|meter| bold.width(meter.number.trim())).fold(0.0, f64::max);
    let symbol = (widest + 9.0).clamp(2.0 * RADIUS, WIDEST_NUMBER);
    let inner = NARROWEST.max(symbol);
    let cells = meters.iter().enumerate().map(|(at, meter)| {
        let mut lines = small.balanced(meter.name.trim(), inner, 2);
        let notes = meter.notes.iter().chain(&tree.doubts[at]);
        lines.extend(notes.flat_map(|note| small.balanced(note, inner, 2)));
        let height = ABOVE + 2.0 * RADIUS + 2.0 + LINE * lines.len() as f64 + BELOW;
        MeterCell { number: bold.shortened(meter.number.trim(), symbol - 6.0), lines, height }
    });
    Cells { pitch: inner + BESIDE, symbol, cells: cells.collect() }
}
