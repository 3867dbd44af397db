//! Shapes of the network of meters.

use super::Verification;
use super::cells::{Cells, LINE, RADIUS, SMALL};
use super::place::{HEAD, Placed, SOURCE};
use super::tree::{Tree, ZONES};
use crate::legend::{Entry, Sample};
use crate::lettering::Face;
use crate::scene::{Anchor, Fill, Point, Shape, Stroke};
use crate::{Ink, Measure, Weight};
use shuiheng_audit::{Lang, Text};

/// The capital height of the face over its size.
const CAPITAL: f64 = 0.733;
const HEADS: f64 = 7.2;

/// All shapes, those that lie below first.
pub(super) fn paint(
    tree: &Tree<'_>,
    cells: &Cells,
    placed: &Placed,
    (measure, lang): (&dyn Measure, Lang),
) -> Vec<Shape> {
    let mut shapes = heads(tree, placed, (measure, lang));
    for line in &placed.lines {
        let from = line.of.map(|at| tree.network.meters[at].number.as_str()).unwrap_or_default();
        shapes.push(Shape::Group {
            id: format!("bus/{from}→"),
            label: String::new(),
            shapes: vec![Shape::line(&line.points, stroke(line.told))],
        });
    }
    let words = loose_words();
    for at in &placed.loose {
        shapes.push(text(*at, SMALL, Anchor::Start, (Ink::Attention, words.get(lang))));
    }
    shapes.extend(placed.source.map(|middle| source(tree, placed, middle, (measure, lang))));
    shapes.extend((0..placed.corners.len()).map(|at| meter(tree, cells, placed, (at, lang))));
    shapes
}

fn loose_words() -> Text {
    Text::new("上级水表未载明", "meter above not told")
}

fn stroke(told: bool) -> Stroke {
    if told {
        Stroke::solid(Ink::Fresh, 0.9)
    } else {
        Stroke { dash: vec![2.6, 2.0], ..Stroke::solid(Ink::Muted, 0.8) }
    }
}

fn text(at: Point, size: f64, anchor: Anchor, (ink, words): (Ink, &str)) -> Shape {
    let weight = Weight::Regular;
    Shape::Text { x: at.x, y: at.y, size, weight, anchor, ink, text: words.to_owned() }
}

fn bold(at: Point, size: f64, anchor: Anchor, (ink, words): (Ink, &str)) -> Shape {
    let weight = Weight::Bold;
    Shape::Text { x: at.x, y: at.y, size, weight, anchor, ink, text: words.to_owned() }
}

/// The name of each level over its zone, with the number of its meters.
fn heads(tree: &Tree<'_>, placed: &Placed, (measure, lang): (&dyn Measure, Lang)) -> Vec<Shape> {
    let face = Face { measure, size: HEADS, weight: Weight::Bold };
    let names = [
        Text::new("水源", "Sources"),
        Text::new("一级表", "Level 1"),
        Text::new("二级表", "Level 2"),
        Text::new("三级表", "Level 3"),
        Text::new("级别不详", "Level not told"),
    ];
    let mut shapes = Vec::new();
    for (zone, (name, (left, width))) in names.iter().zip(placed.zones).enumerate() {
        if width <= 0.0 {
            continue;
        }
        let count = tree.zone.iter().filter(|at| **at == zone).count();
        let words = match (zone, lang) {
            (0, _) => name.get(lang).to_owned(),
            (_, Lang::Zh) => format!("{}（{count}）", name.zh),
            (_, Lang::En) => format!("{} ({count})", name.en),
        };
        let words = face.shortened(&words, width);
        let middle = Point::new(left + width / 2.0, HEADS + 6.0);
        shapes.push(bold(middle, HEADS, Anchor::Middle, (Ink::Accent, &words)));
        let y = HEAD + 1.0;
        let rule = [Point::new(left, y), Point::new(left + width, y)];
        shapes.push(Shape::line(&rule, Stroke::solid(Ink::Hairline, 0.6)));
    }
    shapes
}

/// The box of the sources.
fn source(
    tree: &Tree<'_>,
    placed: &Placed,
    middle: f64,
    (measure, lang): (&dyn Measure, Lang),
) -> Shape {
    let face = Face { measure, size: SMALL, weight: Weight::Regular };
    let sources = &tree.network.sources;
    let height = LINE * sources.len() as f64 + 8.0;
    let left = placed.zones[0].0;
    let top = (middle - height / 2.0).max(HEAD + 3.0);
    let mut shapes = vec![Shape::Rect {
        x: left,
        y: top,
        width: SOURCE,
        height,
        radius: 6.0,
        fill: Some(Fill::solid(Ink::Surface)),
        stroke: Some(Stroke::solid(Ink::Fresh, 0.8)),
    }];
    for (at, name) in sources.iter().enumerate() {
        let y = top + 4.0 + LINE * (at as f64 + 0.5) + SMALL * 0.35;
        let name = face.shortened(name, SOURCE - 6.0);
        let at = Point::new(left + SOURCE / 2.0, y);
        shapes.push(text(at, SMALL, Anchor::Middle, (Ink::Text, &name)));
    }
    let label =
        [Text::new("水源", "Sources").get(lang), &sources.join(lang.comma())].join("\u{3000}");
    Shape::Group { id: "node/source".into(), label, shapes }
}

fn meter(tree: &Tree<'_>, cells: &Cells, placed: &Placed, (at, lang): (usize, Lang)) -> Shape {
    let (meter, cell) = (&tree.network.meters[at], &cells.cells[at]);
    let corner = placed.corners[at];
    let middle = Point::new(corner.x + cells.symbol / 2.0, corner.y + RADIUS);
    let mut shapes = symbol(corner, (cells.symbol, 2.0 * RADIUS), meter.verification);
    if meter.online == Some(true) {
        let at = Point::new(corner.x + cells.symbol - 2.0, corner.y + 1.0);
        shapes.extend(online(at));
    }
    let number = Point::new(middle.x, middle.y + SMALL * CAPITAL / 2.0);
    shapes.push(bold(number, SMALL, Anchor::Middle, (Ink::Text, &cell.number)));
    for (line, words) in cell.lines.iter().enumerate() {
        let y = corner.y + 2.0 * RADIUS + 2.0 + LINE * line as f64 + 6.4;
        shapes.push(text(Point::new(middle.x, y), SMALL, Anchor::Middle, (Ink::Text, words)));
    }
    let words = match meter.verification {
        Verification::Valid => Text::new("检定有效", "verification in force"),
        Verification::Overdue => Text::new("检定超期", "verification overdue"),
        Verification::Unknown => Text::new("检定情况不详", "verification not known"),
    };
    let online = (meter.online == Some(true)).then(|| Text::new("在线", "online").get(lang).into());
    let above = tree.is_loose(at).then(|| loose_words().get(lang).to_owned());
    let parts = [meter.number.clone(), meter.name.clone(), words.get(lang).to_owned()];
    let notes = meter.notes.iter().cloned().chain(tree.doubts[at].clone());
    let parts: Vec<String> = parts.into_iter().chain(online).chain(above).chain(notes).collect();
    let label = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    Shape::Group { id: format!("meter/{at}"), label: label.join("\u{3000}"), shapes }
}

/// The outline that tells of the verification: one line, two lines with a mark, dashes.
fn symbol(corner: Point, (width, height): (f64, f64), verification: Verification) -> Vec<Shape> {
    let outline = |inset: f64, stroke: Stroke| Shape::Rect {
        x: corner.x + inset,
        y: corner.y + inset,
        width: width - 2.0 * inset,
        height: height - 2.0 * inset,
        radius: height / 2.0 - inset,
        fill: Some(Fill::solid(Ink::Surface)),
        stroke: Some(stroke),
    };
    match verification {
        Verification::Valid => vec![outline(0.0, Stroke::solid(Ink::Outline, 0.9))],
        Verification::Overdue => vec![
            outline(0.0, Stroke::solid(Ink::Alarm, 1.0)),
            outline(2.0, Stroke::solid(Ink::Alarm, 0.8)),
        ],
        Verification::Unknown => {
            vec![outline(0.0, Stroke { dash: vec![2.0, 1.5], ..Stroke::solid(Ink::Outline, 0.8) })]
        }
    }
}

/// The sign of a meter that reports online: a filled diamond.
fn online(at: Point) -> [Shape; 1] {
    let half = 3.2;
    let corners = [(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)]
        .map(|(dx, dy)| Point::new(at.x + dx, at.y + dy));
    [Shape::area(&corners, Fill::solid(Ink::Good))]
}

/// What the legend says.
pub(super) fn entries(tree: &Tree<'_>, lang: Lang) -> Vec<Entry> {
    let meters = &tree.network.meters;
    let mut entries = Vec::new();
    let mut entry = |sample: Sample, zh: &str, en: &str| {
        entries.push(Entry { sample, words: Text::new(zh, en).get(lang).to_owned() });
    };
    let sign = |of: Verification| Sample::Sign(symbol(Point::new(4.0, -1.0), (12.0, 8.0), of));
    let has = |of: Verification| meters.iter().any(|meter| meter.verification == of);
    if has(Verification::Valid) {
        entry(sign(Verification::Valid), "检定有效", "Verification in force");
    }
    if has(Verification::Overdue) {
        entry(sign(Verification::Overdue), "双线：检定超期", "Double: verification overdue");
    }
    if has(Verification::Unknown) {
        entry(sign(Verification::Unknown), "虚线：检定情况不详", "Dashed: verification not known");
    }
    if meters.iter().any(|meter| meter.online == Some(true)) {
        let sign = Sample::Sign(online(Point::new(10.0, 3.0)).to_vec());
        entry(sign, "在线计量", "Reports online");
    }
    if tree.above.iter().any(Option::is_some) {
        entry(Sample::Line(stroke(true)), "台账载明的上级水表", "Meter above, as told");
    }
    let loose = (0..meters.len()).any(|at| tree.is_loose(at));
    let fed = !tree.network.sources.is_empty() && !tree.roots(1).is_empty();
    if loose || fed {
        let words = ("虚线：连接关系台账未载明，仅按级别排列", "Dashed: not told; placed by level");
        entry(Sample::Line(stroke(false)), words.0, words.1);
    }
    debug_assert!(tree.zone.iter().all(|zone| *zone < ZONES));
    entries
}
