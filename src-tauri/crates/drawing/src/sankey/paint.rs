//! Shapes of the Sankey diagram: bands, nodes, and names last so that they stay legible.

use super::bands::{DENSITY, around, back, ends, forward, thickness};
use super::flow::{Flow, Flows};
use super::place::{NODE, Placed, SIZE};
use crate::legend::{Entry, Sample};
use crate::lettering::{Face, figure};
use crate::network::{Network, NodeKind};
use crate::scene::{Anchor, Fill, Point, Shape, Stroke};
use crate::{Ink, LinkKind, Measure, Weight, words};
use shuiheng_audit::{Lang, Text};
use std::collections::BTreeSet;

/// A band narrower than this carries no figure, pt.
const WITH_FIGURE: f64 = 7.5;

/// All shapes.
pub(super) fn paint(
    network: &Network,
    flows: &Flows,
    placed: &Placed,
    (measure, lang): (&dyn Measure, Lang),
) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut figures = Vec::new();
    let face = Face { measure, size: SIZE, weight: Weight::Regular };
    for ((at, flow), (top, bottom)) in flows.between().enumerate().zip(ends(flows, placed)) {
        let (Some(from), Some(to)) = (placed.boxes.get(&flow.from), placed.boxes.get(&flow.to))
        else {
            continue;
        };
        let width = thickness(flow, placed);
        let half = width.unwrap_or(0.0) / 2.0;
        let band = if at < flows.forward.len() {
            if width.is_some_and(|width| width >= WITH_FIGURE) {
                figures.push(number(Point::new(to.x - 2.5, bottom + half), Anchor::End, flow));
            }
            forward(flow, (top, bottom), (from.x + NODE, to.x), width)
        } else {
            let turn = placed.turns.of[at - flows.forward.len()];
            let y = placed.foot + turn.down;
            let (right, left) = (from.x + NODE + turn.right, to.x - turn.left);
            let ends = (Point::new(from.x + NODE, top + half), Point::new(to.x, bottom + half));
            let text = figure(flow.value);
            if width.is_none_or(|width| width >= WITH_FIGURE) && right - left > face.width(&text) {
                let middle = Point::new((left + right) / 2.0, y);
                figures.push(number(middle, Anchor::Middle, flow));
            }
            back(flow, ends, (right, left, y), width)
        };
        shapes.push(group(network, flow, band, lang));
    }
    for flow in &flows.loops {
        if let Some(at) = placed.boxes.get(&flow.from) {
            shapes.push(group(network, flow, around(flow, at.x, at.y), lang));
        }
    }
    shapes.extend(nodes(network, placed));
    shapes.extend(figures);
    shapes
}

fn group(network: &Network, flow: &Flow, shape: Shape, lang: Lang) -> Shape {
    let (from, to) = (&network.nodes[flow.from], &network.nodes[flow.to]);
    let label = format!(
        "{} → {}{}{} {} m³/d",
        from.name,
        to.name,
        lang.pick("：", ": "),
        words::kind(flow.kind).get(lang),
        figure(flow.value)
    );
    Shape::Group { id: format!("link/{}→{}", from.id, to.id), label, shapes: vec![shape] }
}

fn number(at: Point, anchor: Anchor, flow: &Flow) -> Shape {
    text(Point::new(at.x, at.y + SIZE * 0.36), anchor, &figure(flow.value))
}

fn text(at: Point, anchor: Anchor, content: &str) -> Shape {
    Shape::Text {
        x: at.x,
        y: at.y,
        size: SIZE,
        weight: Weight::Regular,
        anchor,
        ink: Ink::Text,
        text: content.to_owned(),
    }
}

fn nodes<'a>(network: &'a Network, placed: &'a Placed) -> impl Iterator<Item = Shape> + 'a {
    let columns = placed.columns.iter().flatten();
    columns.filter_map(|node| placed.boxes.get(node).map(|at| (&network.nodes[*node], at))).map(
        |(node, at)| {
            let (x, anchor) = match at.column {
                0 => (at.x - 3.0 - placed.turns.left_of(0), Anchor::End),
                // Beyond the bands that turn beside the column.
                column => (at.x + NODE + 3.0 + placed.turns.right_of(column), Anchor::Start),
            };
            let baseline = at.y + at.height / 2.0 + SIZE * 0.36;
            let shapes = vec![
                Shape::Rect {
                    x: at.x,
                    y: at.y,
                    width: NODE,
                    height: at.height,
                    radius: 0.0,
                    fill: Some(Fill::solid(node_ink(node.kind))),
                    stroke: Some(Stroke::solid(Ink::Outline, 0.3)),
                },
                text(Point::new(x, baseline), anchor, &at.label),
            ];
            Shape::Group { id: format!("node/{}", node.id), label: node.name.clone(), shapes }
        },
    )
}

fn node_ink(kind: NodeKind) -> Ink {
    match kind {
        NodeKind::Source => Ink::Fresh,
        NodeKind::Unit => Ink::Outline,
        NodeKind::Treatment => Ink::Reuse,
        NodeKind::Pool => Ink::Series,
        NodeKind::Sink(_) => Ink::Discharge,
    }
}

/// What the legend says.
pub(super) fn entries(flows: &Flows, lang: Lang) -> Vec<Entry> {
    let kinds: BTreeSet<LinkKind> = flows.between().map(|flow| flow.kind).collect();
    let note = |text: Text| Entry::note(&text, lang);
    let mut entries =
        vec![note(Text::new("单位：m³/d，带宽与水量成比例", "m³/d; widths are to scale"))];
    entries.extend(kinds.into_iter().map(|kind| Entry {
        sample: Sample::Area(Fill { ink: kind.ink(), opacity: DENSITY }),
        words: words::kind(kind).get(lang).to_owned(),
    }));
    if !flows.loops.is_empty() {
        entries.push(note(Text::new(
            "虚线环：循环水量，不按比例",
            "Dashed loop: recirculated, not to scale",
        )));
    }
    if flows.between().any(|flow| flow.value.is_none()) {
        entries.push(note(Text::new(
            "虚线：水量未知；≥ 仅含已知水量",
            "Dashed: not known; ≥ known flows only",
        )));
    }
    if flows.negative > 0 {
        let count = flows.negative;
        entries.push(note(Text::new(
            format!("{count} 股水流为负值，未画出"),
            format!("{count} negative flows are not drawn"),
        )));
    }
    entries
}
