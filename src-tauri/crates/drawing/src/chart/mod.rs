//! Charts: where a plant stands against levels, bars, and columns over the years.

mod bars;
mod bullet;
mod columns;

pub use bars::{Arrangement, BarRow, BarSeries, Bars, bars};
pub use bullet::{Better, Bullet, bullet};
pub use columns::{ColumnOf, Columns, columns};

use crate::scene::{Anchor, Point, Shape};
use crate::{Ink, Weight};
use shuiheng_audit::Lang;

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartStyle {
    /// The language of what the chart itself writes.
    pub lang: Lang,
    /// Width, pt. The height follows from the content.
    pub width: f64,
}

impl Default for ChartStyle {
    /// The text width of an A4 page.
    fn default() -> Self {
        Self { lang: Lang::Zh, width: 460.0 }
    }
}

/// Size of names, pt.
const NAME: f64 = 8.0;
/// Size of figures and notes, pt.
const SMALL: f64 = 7.0;
/// Around a chart, pt.
const MARGIN: f64 = 6.0;
/// No chart is narrower, pt.
const NARROWEST: f64 = 220.0;

/// How a piece of text is set.
#[derive(Clone, Copy)]
struct Set {
    size: f64,
    weight: Weight,
    anchor: Anchor,
    ink: Ink,
}

const FIGURE: Set =
    Set { size: SMALL, weight: Weight::Regular, anchor: Anchor::Start, ink: Ink::Text };
const NOTE: Set = Set { ink: Ink::Muted, ..FIGURE };
const TITLE: Set = Set { size: NAME, weight: Weight::Bold, anchor: Anchor::Start, ink: Ink::Text };

impl Set {
    fn at(self, x: f64, y: f64, text: &str) -> Shape {
        let Self { size, weight, anchor, ink } = self;
        Shape::Text { x, y, size, weight, anchor, ink, text: text.to_owned() }
    }
}

/// A straight line.
fn rule(from: (f64, f64), to: (f64, f64), stroke: crate::Stroke) -> Shape {
    Shape::line(&[Point::new(from.0, from.1), Point::new(to.0, to.1)], stroke)
}
