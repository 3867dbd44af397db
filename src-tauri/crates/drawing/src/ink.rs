//! Colours by meaning, so that one picture suits paper, a light and a dark window.

use serde::{Deserialize, Serialize};

/// What a colour is for. A [`Theme`] says which colour that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ink {
    /// Names and figures.
    Text,
    /// Secondary text: notes, units, axis figures.
    Muted,
    /// The background.
    Paper,
    /// The inside of a box.
    Surface,
    /// The inside of a workshop's frame.
    Ground,
    /// Outlines of boxes.
    Outline,
    /// Outlines of frames, grid lines.
    Hairline,
    /// The first series of a chart.
    Accent,
    /// The second series of a chart.
    Second,
    /// Fresh water (新水).
    Fresh,
    /// Recirculated water (循环水).
    Recirculated,
    /// Series water (串联水).
    Series,
    /// Reused water (回用水).
    Reuse,
    /// Condensate (冷凝水).
    Condensate,
    /// Consumed water (耗水).
    Consumption,
    /// Discharged water (排水).
    Discharge,
    /// Leaked water (漏失水).
    Leakage,
    /// Water supplied to others (外供水).
    Supplied,
    /// What does not close or is over a limit.
    Alarm,
    /// What is to be looked at.
    Attention,
    /// What is well.
    Good,
}

/// Where a picture is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// On white paper.
    #[default]
    Print,
    /// In a light window: the text takes the window's own colour.
    Light,
    /// In a dark window: the text takes the window's own colour.
    Dark,
}

/// A colour: red, green and blue, 0 to 255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    const fn hex(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        Self(red, green, blue)
    }

    /// The colour as `#rrggbb`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Ink {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Text,
        Self::Muted,
        Self::Paper,
        Self::Surface,
        Self::Ground,
        Self::Outline,
        Self::Hairline,
        Self::Accent,
        Self::Second,
        Self::Fresh,
        Self::Recirculated,
        Self::Series,
        Self::Reuse,
        Self::Condensate,
        Self::Consumption,
        Self::Discharge,
        Self::Leakage,
        Self::Supplied,
        Self::Alarm,
        Self::Attention,
        Self::Good,
    ];

    /// Its name in class attributes of the SVG: `text`, `fresh`, …
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Paper => "paper",
            Self::Surface => "surface",
            Self::Ground => "ground",
            Self::Outline => "outline",
            Self::Hairline => "hairline",
            Self::Accent => "accent",
            Self::Second => "second",
            Self::Fresh => "fresh",
            Self::Recirculated => "recirculated",
            Self::Series => "series",
            Self::Reuse => "reuse",
            Self::Condensate => "condensate",
            Self::Consumption => "consumption",
            Self::Discharge => "discharge",
            Self::Leakage => "leakage",
            Self::Supplied => "supplied",
            Self::Alarm => "alarm",
            Self::Attention => "attention",
            Self::Good => "good",
        }
    }

    /// The colour in a theme.
    pub const fn rgb(self, theme: Theme) -> Rgb {
        let (light, dark) = self.codes();
        match theme {
            Theme::Print | Theme::Light => Rgb::hex(light),
            Theme::Dark => Rgb::hex(dark),
        }
    }

    /// The colours on light and on dark ground.
    const fn codes(self) -> (u32, u32) {
        match self {
            Self::Text => (0x22_22_22, 0xe8_e8_e8),
            Self::Muted => (0x5f_66_6d, 0xa9_b1_b9),
            Self::Paper => (0xff_ff_ff, 0x18_1a_1c),
            Self::Surface => (0xff_ff_ff, 0x24_28_2c),
            Self::Ground => (0xf3_f7_fb, 0x1e_22_26),
            Self::Outline => (0x3d_4a_57, 0xb8_c2_cc),
            Self::Hairline => (0xb4_bf_ca, 0x4c_54_5c),
            Self::Accent => (0x1f_4e_79, 0x7f_b3_e0),
            Self::Second => (0xed_7d_31, 0xf3_a4_6d),
            Self::Fresh => (0x1f_4e_79, 0x7f_b3_e0),
            Self::Recirculated => (0x0f_7c_80, 0x5f_c6_c9),
            Self::Series => (0x6f_4c_a0, 0xb8_9b_e0),
            Self::Reuse => (0x2c_7a_34, 0x7d_cb_86),
            Self::Condensate => (0x8a_64_14, 0xd6_b2_65),
            Self::Consumption => (0xc4_58_11, 0xf3_a4_6d),
            Self::Discharge => (0x6b_6b_6b, 0xb0_b0_b0),
            Self::Leakage => (0xb4_23_18, 0xf0_8a_80),
            Self::Supplied => (0x4a_55_60, 0xc4_cc_d4),
            Self::Alarm => (0xb4_23_18, 0xf0_8a_80),
            Self::Attention => (0xb7_6e_00, 0xf0_bd_62),
            Self::Good => (0x2c_7a_34, 0x7d_cb_86),
        }
    }
}
