//! The paper and the area of the text on it.

use crate::style::{MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, PAPER_LONG, PAPER_SHORT};

/// How a page stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Orientation {
    #[default]
    Portrait,
    Landscape,
}

impl Orientation {
    /// Width and height of the paper.
    pub(crate) const fn paper(self) -> (f64, f64) {
        match self {
            Self::Portrait => (PAPER_SHORT, PAPER_LONG),
            Self::Landscape => (PAPER_LONG, PAPER_SHORT),
        }
    }

    /// Width of the text.
    pub(crate) const fn width(self) -> f64 {
        self.paper().0 - MARGIN_LEFT - MARGIN_RIGHT
    }

    /// Height of the text.
    pub(crate) const fn height(self) -> f64 {
        self.paper().1 - MARGIN_TOP - MARGIN_BOTTOM
    }
}
