//! Colours that a firm may choose: few, and each legible on white and on its own tint.

use crate::display::Colour;
use crate::style;
use serde::{Deserialize, Serialize};

/// The colour of headings, rules and key figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accent {
    /// 深蓝, as it ships.
    #[default]
    Blue,
    /// 青绿.
    Teal,
    /// 墨绿.
    Green,
    /// 紫.
    Plum,
    /// 赭红.
    Brick,
    /// 灰黑.
    Slate,
}

impl Accent {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Blue, Self::Teal, Self::Green, Self::Plum, Self::Brick, Self::Slate];

    /// Its name in files and on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Plum => "plum",
            Self::Brick => "brick",
            Self::Slate => "slate",
        }
    }

    /// Its Chinese name.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Blue => "深蓝",
            Self::Teal => "青绿",
            Self::Green => "墨绿",
            Self::Plum => "紫",
            Self::Brick => "赭红",
            Self::Slate => "灰黑",
        }
    }

    /// The colour itself, and the tint behind heads of tables and key figures.
    pub const fn colours(self) -> (Colour, Colour) {
        match self {
            Self::Blue => (style::ACCENT, style::HEAD_FILL),
            Self::Teal => (Colour(0x0B, 0x53, 0x5A), Colour(0xE6, 0xF2, 0xF3)),
            Self::Green => (Colour(0x24, 0x54, 0x2F), Colour(0xE9, 0xF3, 0xEB)),
            Self::Plum => (Colour(0x5B, 0x2C, 0x6F), Colour(0xF3, 0xEC, 0xF6)),
            Self::Brick => (Colour(0x7B, 0x2D, 0x20), Colour(0xF8, 0xED, 0xEA)),
            Self::Slate => (Colour(0x34, 0x3A, 0x40), Colour(0xED, 0xEF, 0xF1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2).
    fn luminance(Colour(r, g, b): Colour) -> f64 {
        let part = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    fn contrast(a: Colour, b: Colour) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_colour_is_legible_on_white_and_on_its_tint() {
        for accent in Accent::ALL {
            let (ink, tint) = accent.colours();
            assert!(contrast(ink, Colour(255, 255, 255)) >= 7.0, "{accent:?} on white");
            assert!(contrast(ink, tint) >= 7.0, "{accent:?} on its tint");
            assert!(contrast(style::INK, tint) >= 7.0, "text on the tint of {accent:?}");
        }
    }
}
