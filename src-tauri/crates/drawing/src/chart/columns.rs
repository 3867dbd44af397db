//! Columns over time: one value for each year, side by side.

use super::{ChartStyle, FIGURE, MARGIN, NAME, NARROWEST, NOTE, SMALL, TITLE, rule};
use crate::lettering::{Face, UNKNOWN};
use crate::scene::{Anchor, Fill, Scene, Shape, Stroke};
use crate::{Ink, Measure, Weight};

/// Columns over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// What is shown, written above.
    pub title: String,
    /// The unit of all values, written after the title; empty where they have none.
    pub unit: String,
    /// The columns, in their order.
    pub columns: Vec<ColumnOf>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnOf {
    /// Written below it: the year.
    pub name: String,
    /// Its value; none where it is not known, so that the place stays empty.
    pub value: Option<f64>,
    /// The value as it is printed; a value that is not known is `—`.
    pub figure: String,
    /// Written below the name, `−3.2 %`; may be empty.
    pub note: String,
}

const HEIGHT: f64 = 70.0;
const WIDEST: f64 = 34.0;

/// Draws the columns. Values below zero hang from the line of zero.
pub fn columns(chart: &Columns, style: &ChartStyle, measure: &dyn Measure) -> Scene {
    let width = style.width.max(NARROWEST);
    let small = Face { measure, size: SMALL, weight: Weight::Regular };
    let title_face = Face { measure, size: NAME, weight: Weight::Bold };
    let unit =
        if chart.unit.is_empty() { String::new() } else { style.lang.bracketed(&chart.unit) };
    let title = title_face.shortened(&format!("{}{unit}", chart.title), width - 2.0 * MARGIN);
    let mut shapes = vec![TITLE.at(MARGIN, MARGIN + NAME, &title)];
    let known = |column: &ColumnOf| column.value.filter(|value| value.is_finite());
    let values = || chart.columns.iter().filter_map(known);
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let top = MARGIN + NAME + 6.0 + SMALL + 3.0;
    let y = |value: f64| {
        let share = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        top + (1.0 - share) * HEIGHT
    };
    let zero = y(0.0);
    let room = (width - 2.0 * MARGIN) / chart.columns.len().max(1) as f64;
    let wide = (room * 0.6).min(WIDEST);
    let end = super::Set { anchor: Anchor::Middle, ..FIGURE };
    for (at, column) in chart.columns.iter().enumerate() {
        let middle = MARGIN + room * (at as f64 + 0.5);
        let mut drawn = Vec::new();
        let fit = |text: &str| small.shortened(text, room - 3.0);
        let head = match known(column) {
            Some(value) => {
                let (from, to) = (y(value.max(0.0)), y(value.min(0.0)));
                drawn.push(Shape::Rect {
                    x: middle - wide / 2.0,
                    y: from,
                    width: wide,
                    height: to - from,
                    radius: 0.0,
                    fill: Some(Fill { ink: Ink::Accent, opacity: 0.9 }),
                    stroke: Some(Stroke::solid(Ink::Accent, 0.5)),
                });
                from
            }
            None => zero,
        };
        let figure = if known(column).is_some() { column.figure.as_str() } else { UNKNOWN };
        drawn.push(end.at(middle, head - 3.0, &fit(figure)));
        let below = top + HEIGHT + SMALL + 3.0;
        drawn.push(end.at(middle, below, &fit(&column.name)));
        let note = super::Set { anchor: Anchor::Middle, ..NOTE };
        drawn.push(note.at(middle, below + SMALL + 2.5, &fit(&column.note)));
        let label = format!("{} {figure} {} {}", column.name, chart.unit, column.note);
        shapes.push(Shape::Group { id: format!("column/{}", column.name), label, shapes: drawn });
    }
    shapes.push(rule((MARGIN, zero), (width - MARGIN, zero), Stroke::solid(Ink::Outline, 0.6)));
    let said = chart.columns.iter().map(|column| {
        let figure = if known(column).is_some() { column.figure.as_str() } else { UNKNOWN };
        format!("{} {figure}", column.name)
    });
    Scene {
        width,
        height: top + HEIGHT + 2.0 * (SMALL + 3.0) + MARGIN,
        title: chart.title.clone(),
        description: said.collect::<Vec<_>>().join(style.lang.pick("，", ", ")),
        shapes,
    }
}
