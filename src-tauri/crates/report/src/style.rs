//! The style sheet: measures in pt, colours.

use crate::display::Colour;
use crate::typeface::Face;

/// One millimetre in pt.
pub(crate) const MM: f64 = 72.0 / 25.4;

/// Short side of A4.
pub(crate) const PAPER_SHORT: f64 = 210.0 * MM;
/// Long side of A4.
pub(crate) const PAPER_LONG: f64 = 297.0 * MM;

/// Margins of a page. The binding edge is on the left, also of a page on its side.
pub(crate) const MARGIN_TOP: f64 = 25.0 * MM;
pub(crate) const MARGIN_BOTTOM: f64 = 22.0 * MM;
pub(crate) const MARGIN_LEFT: f64 = 25.0 * MM;
pub(crate) const MARGIN_RIGHT: f64 = 20.0 * MM;
/// Distance of the running head and foot from the edge of the paper.
pub(crate) const HEAD_EDGE: f64 = 15.0 * MM;
pub(crate) const FOOT_EDGE: f64 = 12.0 * MM;

pub(crate) const INK: Colour = Colour(0x22, 0x22, 0x22);
pub(crate) const ACCENT: Colour = Colour(0x1F, 0x4E, 0x79);
pub(crate) const GREY: Colour = Colour(0x70, 0x70, 0x70);
pub(crate) const HAIR: Colour = Colour(0xBF, 0xBF, 0xBF);
pub(crate) const HEAD_FILL: Colour = Colour(0xEA, 0xF1, 0xF8);
pub(crate) const SECTION_FILL: Colour = Colour(0xF5, 0xF7, 0xFA);
pub(crate) const GOOD: Colour = Colour(0x1E, 0x6B, 0x3A);
pub(crate) const CAUTION: Colour = Colour(0x8A, 0x5A, 0x00);
pub(crate) const BAD: Colour = Colour(0xA6, 0x1B, 0x1B);

/// The look of a kind of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) face: Face,
    pub(crate) size: f64,
    pub(crate) leading: f64,
    pub(crate) colour: Colour,
}

const fn look(face: Face, size: f64, leading: f64, colour: Colour) -> Look {
    Look { face, size, leading, colour }
}

pub(crate) const BODY: Look = look(Face::Serif, 10.5, 18.0, INK);
pub(crate) const NOTE: Look = look(Face::Sans, 8.0, 12.0, GREY);
pub(crate) const CAPTION: Look = look(Face::SansBold, 9.5, 14.0, INK);
pub(crate) const RUNNING: Look = look(Face::Sans, 8.0, 10.0, GREY);

/// The look of a heading by its level, with the space before and after it.
pub(crate) fn heading(level: u8) -> (Look, f64, f64) {
    match level {
        0 | 1 => (look(Face::SansBold, 16.0, 22.0, ACCENT), 6.0, 12.0),
        2 => (look(Face::SansBold, 13.0, 18.0, ACCENT), 12.0, 6.0),
        _ => (look(Face::SansBold, 11.0, 16.0, INK), 8.0, 4.0),
    }
}

/// Table text is made smaller by these steps until its columns fit.
pub(crate) const TABLE_SIZES: [f64; 6] = [9.0, 8.5, 8.0, 7.5, 7.0, 6.5];
