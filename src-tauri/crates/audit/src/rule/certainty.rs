//! How sure it is where a rule comes from.

use serde::{Deserialize, Serialize};

/// How sure it is where a rule, a measure or a threshold comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Certainty {
    /// Read in the text of the document.
    #[serde(rename = "T")]
    Text,
    /// Read in a secondary source.
    #[serde(rename = "S")]
    Secondary,
    /// Known practice, expected to be exact.
    #[serde(rename = "M+")]
    Practice,
    /// A rule of thumb.
    #[serde(rename = "M-")]
    #[default]
    Thumb,
    /// Follows from the site's own figures, or a reading aid of this program.
    #[serde(rename = "own")]
    Own,
}

impl Certainty {
    /// The mark of the domain reference.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "T",
            Self::Secondary => "S",
            Self::Practice => "M+",
            Self::Thumb => "M-",
            Self::Own => "own",
        }
    }

    /// In words.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Text => "引自文件原文",
            Self::Secondary => "转引自二手资料",
            Self::Practice => "通行做法，未对照原文",
            Self::Thumb => "经验值，仅供参考",
            Self::Own => "由本企业数据得出或本程序提示",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Text => "from the text of the document",
            Self::Secondary => "from a secondary source",
            Self::Practice => "common practice, not compared with the text",
            Self::Thumb => "rule of thumb, for reference",
            Self::Own => "from the enterprise’s own data, or a hint of the program",
        }
    }

    /// True where only a person who read the document can confirm it.
    pub const fn needs_confirmation(self) -> bool {
        !matches!(self, Self::Own)
    }
}
