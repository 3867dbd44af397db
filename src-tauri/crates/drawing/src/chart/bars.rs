//! Horizontal bars with their figures: water by source or category, losses by size.

use super::{ChartStyle, FIGURE, MARGIN, NAME, NARROWEST, NOTE, SMALL, rule};
use crate::legend::{Entry, Sample, legend};
use crate::lettering::{Face, UNKNOWN, figure};
use crate::scene::{Anchor, Fill, Scene, Shape, Stroke};
use crate::{Ink, Measure, Weight};
use shuiheng_audit::{Lang, Text, fixed};

/// Rows of bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What is shown.
    pub title: String,
    /// The unit of all values.
    pub unit: String,
    /// What the values of a row are, in their order.
    pub series: Vec<BarSeries>,
    /// Rows, drawn in this order.
    pub rows: Vec<BarRow>,
    /// How the values of a row stand.
    pub arrangement: Arrangement,
    /// Whether each row tells which share of the whole the rows down to it are (Pareto).
    pub cumulative: bool,
}

/// One of the values that every row has.
#[derive(Clone, Debug, PartialEq)]
pub struct BarSeries {
    /// Its name in the legend.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// What it is.
    pub name: String,
    /// A value for each series; none where it is not known.
    pub values: Vec<Option<f64>>,
    /// Written after the figure, `38.2 %`; may be empty.
    pub note: String,
}

/// How the values of a row stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Under each other.
    Grouped,
    /// After each other, with their sum at the end.
    Stacked,
}

const NAMES: f64 = 120.0;
const BAR: f64 = 9.0;
const GAP: f64 = 6.0;
const NAME_LINE: f64 = 9.5;

/// A bar or the parts of a stacked one.
struct Bar {
    /// Series, from, to; in the unit of the chart.
    parts: Vec<(usize, f64, f64)>,
    text: String,
}

/// Draws the bars.
pub fn bars(chart: &Bars, style: &ChartStyle, measure: &dyn Measure) -> Scene {
    let width = style.width.max(NARROWEST);
    let small = Face { measure, size: SMALL, weight: Weight::Regular };
    let shares = if chart.cumulative { cumulative(chart, style) } else { Vec::new() };
    let rows: Vec<Vec<Bar>> =
        chart.rows.iter().map(|row| row_bars(chart, row, style.lang)).collect();
    let labels = rows.iter().flatten().map(|bar| small.width(&bar.text)).fold(0.0, f64::max);
    let share_room = shares.iter().map(|share| small.width(share) + 10.0).fold(0.0, f64::max);
    let left = MARGIN + NAMES + 6.0;
    let right = width - MARGIN - share_room;
    // Figures may take half of the room; what is longer is shortened.
    let label_room = (labels + 5.0).min((right - left) / 2.0);
    let scale = Scale::of(&rows, (left, right - label_room));
    let mut shapes = Vec::new();
    let mut y = MARGIN;
    for (at, (row, bars)) in chart.rows.iter().zip(&rows).enumerate() {
        let (mut drawn, height) = draw_row(chart, (row, bars), (&scale, y, label_room), small);
        if let Some(share) = shares.get(at) {
            let end = super::Set { anchor: Anchor::End, ..NOTE };
            drawn.push(end.at(width - MARGIN, y + height / 2.0 + SMALL * 0.36, share));
        }
        let label = bars
            .iter()
            .map(|bar| bar.text.as_str())
            .collect::<Vec<_>>()
            .join(style.lang.pick("，", ", "));
        let label = format!("{} {label} {}", row.name, chart.unit);
        shapes.push(Shape::Group { id: format!("row/{}", row.name), label, shapes: drawn });
        y += height + GAP;
    }
    let zero = scale.x(0.0);
    shapes.push(rule(
        (zero, MARGIN - 2.0),
        (zero, y - GAP + 2.0),
        Stroke::solid(Ink::Outline, 0.6),
    ));
    let entries = entries(chart, style);
    let (legend, height) = legend(&entries, (y, width), measure, style.lang);
    shapes.push(legend);
    let description =
        chart.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>().join(style.lang.comma());
    Scene { width, height: y + height, title: chart.title.clone(), description, shapes }
}

/// Values to x.
struct Scale {
    from: f64,
    to: f64,
    left: f64,
    right: f64,
}

impl Scale {
    fn of(rows: &[Vec<Bar>], (left, right): (f64, f64)) -> Self {
        let ends = || {
            let parts = rows.iter().flatten().flat_map(|bar| &bar.parts);
            parts.flat_map(|(_, from, to)| [*from, *to])
        };
        let (from, to) = (ends().fold(0.0, f64::min), ends().fold(0.0, f64::max));
        Self { from, to, left, right }
    }

    fn x(&self, value: f64) -> f64 {
        let share = (value / 2.0 - self.from / 2.0) / (self.to / 2.0 - self.from / 2.0);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.left + share * (self.right - self.left)
    }
}

/// The bars of a row. A stacked sum of which a part is not known is at least what is.
fn row_bars(chart: &Bars, row: &BarRow, lang: Lang) -> Vec<Bar> {
    let known = |value: &Option<f64>| value.filter(|value| value.is_finite());
    let written = |text: String| {
        if row.note.is_empty() { text } else { text + &lang.bracketed(&row.note) }
    };
    let values = || row.values.iter().take(chart.series.len()).enumerate();
    match chart.arrangement {
        Arrangement::Grouped => values()
            .map(|(series, value)| Bar {
                parts: known(value).map(|value| (series, 0.0, value)).into_iter().collect(),
                text: written(figure(known(value))),
            })
            .collect(),
        Arrangement::Stacked => {
            let (mut below, mut above) = (0.0, 0.0);
            let mut parts = Vec::new();
            for (series, value) in values() {
                let Some(value) = known(value) else { continue };
                let end = if value < 0.0 { &mut below } else { &mut above };
                parts.push((series, *end, *end + value));
                *end += value;
            }
            let unknown = values().any(|(_, value)| known(value).is_none());
            let text = match (parts.is_empty(), unknown) {
                (true, _) => UNKNOWN.to_owned(),
                (false, true) => format!("≥{}", figure(Some(below + above))),
                (false, false) => figure(Some(below + above)),
            };
            vec![Bar { parts, text: written(text) }]
        }
    }
}

/// For each row, the share of the whole that the rows down to it are; nothing where a
/// value is not known or negative.
fn cumulative(chart: &Bars, style: &ChartStyle) -> Vec<String> {
    let sums: Option<Vec<f64>> = chart
        .rows
        .iter()
        .map(|row| row.values.iter().copied().sum::<Option<f64>>().filter(|sum| *sum >= 0.0))
        .collect();
    let Some(sums) = sums else { return Vec::new() };
    let whole: f64 = sums.iter().sum();
    if !whole.is_finite() || whole <= 0.0 {
        return Vec::new();
    }
    let words = Text::new("累计", "cum.");
    let mut done = 0.0;
    let share = |sum: &f64| {
        done += sum;
        format!("{} {} %", words.get(style.lang), fixed(100.0 * done / whole, 1))
    };
    sums.iter().map(share).collect()
}

fn draw_row(
    chart: &Bars,
    (row, bars): (&BarRow, &[Bar]),
    (scale, top, label_room): (&Scale, f64, f64),
    small: Face<'_>,
) -> (Vec<Shape>, f64) {
    let name = Face { size: NAME, ..small };
    let names = name.wrapped(&row.name, NAMES, 2);
    let names_height = NAME_LINE * names.len() as f64;
    let bars_height = BAR * bars.len().max(1) as f64 + 1.0 * (bars.len().max(1) as f64 - 1.0);
    let height = names_height.max(bars_height);
    let mut shapes = Vec::new();
    let mut y = top + (height - names_height) / 2.0;
    for line in &names {
        let end = super::Set { size: NAME, anchor: Anchor::End, ..FIGURE };
        shapes.push(end.at(MARGIN + NAMES, y + NAME_LINE / 2.0 + NAME * 0.36, line));
        y += NAME_LINE;
    }
    let mut y = top + (height - bars_height) / 2.0;
    for bar in bars {
        shapes
            .extend(bar.parts.iter().flat_map(|part| segment(chart, bar, part, (scale, y), small)));
        let end = bar.parts.iter().map(|(_, a, b)| scale.x(*a).max(scale.x(*b)));
        let end = end.fold(scale.x(0.0), f64::max);
        let text = small.shortened(&bar.text, label_room - 5.0);
        shapes.push(FIGURE.at(end + 3.5, y + BAR / 2.0 + SMALL * 0.36, &text));
        y += BAR + 1.0;
    }
    (shapes, height)
}

/// A part of a bar; in a stack with its figure inside, where that fits.
fn segment(
    chart: &Bars,
    bar: &Bar,
    (series, from, to): &(usize, f64, f64),
    (scale, y): (&Scale, f64),
    small: Face<'_>,
) -> Vec<Shape> {
    let ink = chart.series.get(*series).map_or(Ink::Accent, |series| series.ink);
    let (a, b) = (scale.x(*from), scale.x(*to));
    let fill = Fill { ink, opacity: density(*series) };
    let mut shapes = vec![Shape::Rect {
        x: a.min(b),
        y,
        width: (b - a).abs(),
        height: BAR,
        radius: 0.0,
        fill: Some(fill),
        stroke: Some(Stroke::solid(ink, 0.5)),
    }];
    let text = figure(Some(to - from));
    let fits = small.width(&text) + 4.0 <= (b - a).abs();
    if chart.arrangement == Arrangement::Stacked && bar.parts.len() > 1 && fits {
        let ink = if fill.opacity > 0.6 { Ink::Paper } else { Ink::Text };
        let inside = super::Set { anchor: Anchor::Middle, ink, ..FIGURE };
        shapes.push(inside.at((a + b) / 2.0, y + BAR / 2.0 + SMALL * 0.36, &text));
    }
    shapes
}

/// Series differ in density too, so that they can be told apart without colour.
fn density(series: usize) -> f64 {
    match series % 3 {
        0 => 0.9,
        1 => 0.45,
        _ => 0.2,
    }
}

fn entries(chart: &Bars, style: &ChartStyle) -> Vec<Entry> {
    let mut entries = Vec::new();
    if !chart.unit.is_empty() {
        let unit = Text::new(format!("单位：{}", chart.unit), format!("Unit: {}", chart.unit));
        entries.push(Entry::note(&unit, style.lang));
    }
    if chart.series.len() > 1 {
        entries.extend(chart.series.iter().enumerate().map(|(at, series)| Entry {
            sample: Sample::Area(Fill { ink: series.ink, opacity: density(at) }),
            words: series.name.clone(),
        }));
    }
    entries
}
