//! How wide a text is.

use crate::Weight;

/// Widths of text. The report's painter measures with its own faces; a window that has
/// none at hand uses the [`Estimate`].
pub trait Measure {
    /// The width of one line of text, pt.
    fn width(&self, text: &str, size: f64, weight: Weight) -> f64;
}

/// Widths after the tables of Noto Sans SC: exact for ASCII and Chinese in that face.
#[derive(Clone, Copy, Debug, Default)]
pub struct Estimate;

/// Advance widths of U+0020 to U+007E, 1/1000 of the size.
const REGULAR: [u16; 95] = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555,
    555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589,
    552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573,
    531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552,
    284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
];

/// The same for the bold face.
const BOLD: [u16; 95] = [
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590,
    590, 590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656, 714, 615,
    585, 717, 757, 330, 568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627,
    580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527, 644, 581, 372, 597, 640, 304, 306, 604,
    315, 964, 641, 626, 644, 644, 437, 495, 421, 637, 576, 863, 562, 574, 511, 378, 296, 378, 590,
];

impl Measure for Estimate {
    fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        text.chars().map(|c| f64::from(advance(c, weight))).sum::<f64>() * size / 1000.0
    }
}

fn advance(c: char, weight: Weight) -> u16 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let ascii = u32::from(c).checked_sub(0x20).and_then(|i| table.get(i as usize));
    match (ascii, c) {
        (Some(width), _) => *width,
        (None, '²' | '³') => 424,
        (None, '−' | '–') => 590,
        (None, '\u{300}'..='\u{36f}') => 0,
        // Latin, Greek and Cyrillic letters; a little wide rather than too narrow.
        (None, 'À'..='\u{24f}' | '\u{370}'..='\u{4ff}') => 680,
        (None, _) => 1000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, weight: Weight, expected: f64) {
        let width = Estimate.width(text, 10.0, weight);
        assert!((width - expected).abs() < 1e-9, "{text}: {width}");
    }

    #[test]
    fn widths_are_those_of_noto_sans_sc() {
        check("", Weight::Regular, 0.0);
        check("0", Weight::Regular, 5.55);
        check("612.2", Weight::Regular, 4.0 * 5.55 + 2.78);
        check("612.2", Weight::Bold, 4.0 * 5.90 + 3.25);
        check("用水量", Weight::Regular, 30.0);
        check("m³/d", Weight::Regular, 9.26 + 4.24 + 3.92 + 6.20);
        check("~", Weight::Regular, 5.55);
    }
}
