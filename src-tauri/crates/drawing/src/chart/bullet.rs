//! Where a value stands against levels: 领跑值, 先进值, 通用值.

use super::{ChartStyle, FIGURE, MARGIN, NAME, NARROWEST, NOTE, SMALL, TITLE, rule};
use crate::isotonic::isotonic;
use crate::lettering::{Face, figure};
use crate::scene::{Anchor, Fill, Scene, Shape, Stroke};
use crate::{Ink, Measure, Point, Weight};
use shuiheng_audit::{Lang, Text};

/// A value and the levels that it is judged by.
#[derive(Clone, Debug, PartialEq)]
pub struct Bullet {
    /// What the value is.
    pub name: String,
    /// The unit of the value and of its levels.
    pub unit: String,
    /// The value; none where it is not known.
    pub value: Option<f64>,
    /// The value is within ± that; none where not known.
    pub plus_minus: Option<f64>,
    /// Levels with their names; in any order, possibly none.
    pub levels: Vec<(String, f64)>,
    /// Values that are shown and judge nothing, with their names.
    pub marks: Vec<(String, f64)>,
    /// Which side of a level is better.
    pub better: Better,
    /// True where nobody has confirmed the levels against their text.
    pub unconfirmed: bool,
    /// A sentence below; may be empty.
    pub note: String,
}

/// Which values are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Lower ones: water per product.
    Lower,
    /// Higher ones: a reuse rate.
    Higher,
}

const LABELS: f64 = 14.0;
const BAND: f64 = 14.0;
const BAR: f64 = 5.0;
const NAMES: f64 = 128.0;
const GAP: f64 = 10.0;

/// Draws one band for each value, each on its own scale from 0.
pub fn bullet(items: &[Bullet], style: &ChartStyle, measure: &dyn Measure) -> Scene {
    let width = style.width.max(NARROWEST);
    let mut y = MARGIN;
    let mut shapes = Vec::new();
    for item in items {
        let band = Band::of(item, (MARGIN + NAMES + 10.0, width - MARGIN - 8.0), y + LABELS);
        let (drawn, height) = row(item, &band, (style, measure));
        shapes.push(Shape::Group {
            id: format!("item/{}", item.name),
            label: label(item, style.lang),
            shapes: drawn,
        });
        y += height + GAP;
    }
    let title = Text::new("对标图", "Comparison with levels");
    let description: Vec<String> = items.iter().map(|item| label(item, style.lang)).collect();
    Scene {
        width,
        height: (y - GAP).max(MARGIN) + MARGIN,
        title: title.get(style.lang).to_owned(),
        description: description.join(style.lang.semicolon()),
        shapes,
    }
}

fn label(item: &Bullet, lang: Lang) -> String {
    let levels: Vec<String> = item
        .levels
        .iter()
        .chain(&item.marks)
        .map(|(name, level)| format!("{name} {}", figure(Some(*level))))
        .collect();
    let sure = item.plus_minus.map_or_else(String::new, |of| format!(" ±{}", figure(Some(of))));
    let value = figure(item.value);
    let levels = lang.bracketed(levels.join(lang.pick("，", ", ")));
    format!("{} {value}{sure} {}{levels}", item.name, item.unit)
}

/// The band of one value: its place and its scale.
struct Band {
    left: f64,
    right: f64,
    top: f64,
    /// Values at its ends.
    from: f64,
    to: f64,
}

impl Band {
    fn of(item: &Bullet, (left, right): (f64, f64), top: f64) -> Self {
        let levels = item.levels.iter().chain(&item.marks).map(|(_, level)| *level);
        let ends = interval(item).into_iter().flat_map(|(from, to)| [from, to]);
        let values = || {
            let all = levels.clone().chain(item.value).chain(ends.clone());
            all.filter(|value| value.is_finite())
        };
        let from = values().fold(0.0, f64::min);
        let to = values().fold(0.0, f64::max);
        // The best value is no end of the picture: some room beyond it.
        let room = if to > from { (to - from) * 0.12 } else { 1.0 };
        Self { left, right, top, from, to: to + room }
    }

    fn x(&self, value: f64) -> f64 {
        // Halves first: the span of two huge values of opposite sign is not finite.
        let share = (value / 2.0 - self.from / 2.0) / (self.to / 2.0 - self.from / 2.0);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.left + share * (self.right - self.left)
    }
}

fn row(
    item: &Bullet,
    band: &Band,
    (style, measure): (&ChartStyle, &dyn Measure),
) -> (Vec<Shape>, f64) {
    let mut levels = item.levels.clone();
    levels.retain(|(_, level)| level.is_finite());
    levels.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut shapes = zones(&levels, item.better, band);
    shapes.extend(level_marks(&levels, &item.marks, band, measure));
    if levels.is_empty() && item.marks.is_empty() {
        let none = Text::new("暂无可比定额", "no level to compare with");
        shapes.push(NOTE.at(band.left, band.top - 5.0, none.get(style.lang)));
    }
    shapes.extend(value_mark(item, &levels, band, measure));
    shapes.extend(whisker(item, band));
    let names = names(item, band.top, (style, measure));
    let foot = band.top + BAND + 12.0;
    let mut bottom = foot.max(names.1);
    shapes.extend(names.0);
    let small = Face { measure, size: SMALL, weight: Weight::Regular };
    for line in small.wrapped(&item.note, band.right - band.left, 3) {
        bottom = bottom.max(foot) + 9.0;
        shapes.push(NOTE.at(band.left, bottom - 2.0, &line));
    }
    (shapes, bottom - (band.top - LABELS))
}

/// Areas between levels, better ones denser; beyond the last, the colour of an alarm.
fn zones(levels: &[(String, f64)], better: Better, band: &Band) -> Vec<Shape> {
    let mut edges = vec![band.left];
    edges.extend(levels.iter().map(|(_, level)| band.x(*level)));
    edges.push(band.right);
    let count = levels.len();
    let zone = |(at, pair): (usize, &[f64])| {
        let from_best = if better == Better::Lower { at } else { count - at };
        let fill = match (from_best, count) {
            (_, 0) => Fill { ink: Ink::Hairline, opacity: 0.35 },
            (rank, count) if rank == count => Fill { ink: Ink::Alarm, opacity: 0.14 },
            (rank, _) => Fill { ink: Ink::Good, opacity: 0.42 / (rank as f64 + 1.0) },
        };
        Shape::Rect {
            x: pair[0],
            y: band.top,
            width: (pair[1] - pair[0]).max(0.0),
            height: BAND,
            radius: 0.0,
            fill: Some(fill),
            stroke: None,
        }
    };
    edges.windows(2).enumerate().map(zone).collect()
}

/// A line for each level and its name above, moved aside where names would touch; a dashed
/// one for what judges nothing.
fn level_marks(
    levels: &[(String, f64)],
    marks: &[(String, f64)],
    band: &Band,
    measure: &dyn Measure,
) -> Vec<Shape> {
    let marks = marks.iter().filter(|(_, value)| value.is_finite());
    let mut all: Vec<(&str, f64, bool)> =
        levels.iter().map(|(name, value)| (name.as_str(), *value, false)).collect();
    all.extend(marks.map(|(name, value)| (name.as_str(), *value, true)));
    all.sort_by(|a, b| a.1.total_cmp(&b.1));
    let face = Face { measure, size: SMALL, weight: Weight::Regular };
    let room = (band.right - band.left) / all.len().max(1) as f64 - 6.0;
    let texts: Vec<String> = all
        .iter()
        .map(|(name, level, _)| face.shortened(&format!("{name} {}", figure(Some(*level))), room))
        .collect();
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(texts.len());
    let mut wishes = Vec::with_capacity(texts.len());
    for (text, (_, level, _)) in texts.iter().zip(&all) {
        let width = face.width(text);
        wishes.push((band.x(*level) - width / 2.0 - offset, 1.0));
        offsets.push(offset);
        offset += width + 6.0;
    }
    let most = (band.right - band.left + 6.0 - offset).max(0.0);
    let mut shapes = Vec::new();
    for (((text, (_, level, informs)), offset), shift) in
        texts.iter().zip(&all).zip(offsets).zip(isotonic(&wishes))
    {
        let left = offset + shift.clamp(band.left, band.left + most);
        let (x, middle) = (band.x(*level), left + face.width(text) / 2.0);
        let dash = if *informs { vec![2.0, 1.5] } else { Vec::new() };
        let line = Stroke { dash, ..Stroke::solid(Ink::Outline, 0.8) };
        shapes.push(rule((x, band.top - 1.5), (x, band.top + BAND + 1.5), line));
        let leader = Stroke::solid(Ink::Outline, 0.4);
        shapes.push(rule((x, band.top - 1.5), (middle, band.top - 4.5), leader));
        let set = if *informs { NOTE } else { FIGURE };
        shapes.push(set.at(left, band.top - 6.0, text));
    }
    shapes
}

/// The ends of `value ± U`; none where one of them is not known or not finite.
fn interval(item: &Bullet) -> Option<(f64, f64)> {
    let (value, sure) = item.value.zip(item.plus_minus)?;
    let sound = sure > 0.0 && (value - sure).is_finite() && (value + sure).is_finite();
    sound.then_some((value - sure, value + sure))
}

/// How sure the value is: a line through the bar with an end on each side.
fn whisker(item: &Bullet, band: &Band) -> Vec<Shape> {
    let Some((from, to)) = interval(item) else { return Vec::new() };
    let (left, right) = (band.x(from), band.x(to));
    let middle = band.top + BAND / 2.0;
    let line = Stroke::solid(Ink::Text, 0.8);
    let end = |x: f64| rule((x, middle - 3.0), (x, middle + 3.0), line.clone());
    vec![rule((left, middle), (right, middle), line.clone()), end(left), end(right)]
}

/// The bar from zero to the value, and its figure below with a pointer.
fn value_mark(
    item: &Bullet,
    levels: &[(String, f64)],
    band: &Band,
    measure: &dyn Measure,
) -> Vec<Shape> {
    let face = Face { measure, size: NAME, weight: Weight::Bold };
    let baseline = band.top + BAND + 10.0;
    let text = figure(item.value);
    let Some(value) = item.value.filter(|value| value.is_finite()) else {
        return vec![TITLE.at(band.left, baseline, &text)];
    };
    let beyond = match item.better {
        Better::Lower => levels.last().is_some_and(|(_, worst)| value > *worst),
        Better::Higher => levels.first().is_some_and(|(_, worst)| value < *worst),
    };
    let ink = if beyond { Ink::Alarm } else { Ink::Accent };
    let (zero, x) = (band.x(0.0), band.x(value));
    let middle = band.top + BAND / 2.0;
    let half = face.width(&text) / 2.0;
    let at = x.clamp(band.left + half, (band.right - half).max(band.left + half));
    let foot = band.top + BAND;
    let tip = [(0.0, 0.3), (-2.2, 3.6), (2.2, 3.6)].map(|(dx, dy)| Point::new(x + dx, foot + dy));
    vec![
        Shape::Rect {
            x: zero.min(x),
            y: middle - BAR / 2.0,
            width: (x - zero).abs(),
            height: BAR,
            radius: 0.0,
            fill: Some(Fill::solid(ink)),
            stroke: None,
        },
        Shape::area(&tip, Fill::solid(ink)),
        super::Set { anchor: Anchor::Middle, ink, ..TITLE }.at(at, baseline + 1.4, &text),
    ]
}

/// The name and the unit on the left, and where they end.
fn names(
    item: &Bullet,
    top: f64,
    (style, measure): (&ChartStyle, &dyn Measure),
) -> (Vec<Shape>, f64) {
    let bold = Face { measure, size: NAME, weight: Weight::Bold };
    let small = Face { measure, size: SMALL, weight: Weight::Regular };
    let mut y = top - 2.0;
    let mut shapes = Vec::new();
    for line in bold.wrapped(&item.name, NAMES, 3) {
        y += 10.0;
        shapes.push(TITLE.at(MARGIN, y, &line));
    }
    if !item.unit.is_empty() {
        y += 9.5;
        shapes.push(NOTE.at(MARGIN, y, &small.shortened(&item.unit, NAMES)));
    }
    if item.unconfirmed && !(item.levels.is_empty() && item.marks.is_empty()) {
        y += 9.5;
        let mark = Text::new("△ 未核实", "△ not confirmed");
        let set = super::Set { ink: Ink::Attention, ..NOTE };
        shapes.push(set.at(MARGIN, y, &small.shortened(mark.get(style.lang), NAMES)));
    }
    (shapes, y + 3.0)
}
