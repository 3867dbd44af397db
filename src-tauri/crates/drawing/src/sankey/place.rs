//! Where the nodes of a Sankey diagram stand, and how wide a band of 1 m³/d is.

use super::SankeyStyle;
use super::bands::{Turns, turns};
use super::flow::Flows;
use crate::isotonic::isotonic;
use crate::lettering::{Face, UNKNOWN, figure};
use crate::network::Network;
use crate::{Measure, Weight, words};
use shuiheng_audit::{Lang, Text};
use std::collections::BTreeMap;

/// Size of all text, pt.
pub(super) const SIZE: f64 = 7.0;
/// Width of a node, pt.
pub(super) const NODE: f64 = 9.0;
/// Around the diagram, pt.
pub(super) const MARGIN: f64 = 8.0;
/// Between two nodes of a column: room for a line of text and a loop, pt.
const GAP: f64 = 11.0;
/// A node or band is at least this wide, pt.
pub(super) const THINNEST: f64 = 0.6;
/// Room for bands to turn in beside the names of a column, pt.
const TURN: f64 = 62.0;
const WIDEST_NAME: f64 = 120.0;
/// Return bands together are no wider than this share of the bands' height: wider ones
/// fill the picture and their turns close to a blot.
const RETURNS: f64 = 0.25;
const ROUNDS: usize = 8;

/// Positions, pt.
pub(super) struct Placed {
    pub(super) columns: Vec<Vec<usize>>,
    /// By node.
    pub(super) boxes: BTreeMap<usize, NodeBox>,
    /// pt for 1 m³/d.
    pub(super) scale: f64,
    /// Below all nodes, where return bands may run.
    pub(super) foot: f64,
    pub(super) turns: Turns,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A node.
pub(super) struct NodeBox {
    pub(super) column: usize,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) height: f64,
    pub(super) label: String,
}

/// Places the nodes.
pub(super) fn place(
    network: &Network,
    flows: &Flows,
    columns: Vec<Vec<usize>>,
    (style, measure): (&SankeyStyle, &dyn Measure),
) -> Placed {
    let most = columns.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let body = style.height.max(most * (GAP + 6.0));
    let scale = scale(flows, &columns, body);
    let face = Face { measure, size: SIZE, weight: Weight::Regular };
    let turns = turns(flows, scale);
    let widths = widths((network, flows), &columns, (face, style.lang));
    let xs = xs(&widths, &turns, style.width);
    let mut boxes = BTreeMap::new();
    for (column, nodes) in columns.iter().enumerate() {
        for &node in nodes {
            let height = (flows.size(node) * scale).max(THINNEST);
            let label = label((network, flows), node, (face, style.lang));
            boxes.insert(node, NodeBox { column, x: xs[column], y: 0.0, height, label });
        }
    }
    stack(flows, &columns, &mut boxes, body);
    let foot = MARGIN + GAP + body;
    let last = columns.len().saturating_sub(1);
    let end = match (xs.last(), widths.last()) {
        (Some(x), Some(width)) => x + NODE + turns.right_of(last) + width + 4.0,
        _ => style.width.min(120.0),
    };
    let height = foot + turns.down + 4.0;
    Placed { columns, boxes, scale, foot, turns, width: end + MARGIN, height }
}

/// pt for 1 m³/d: as much as the fullest column allows, and the return bands together.
fn scale(flows: &Flows, columns: &[Vec<usize>], body: f64) -> f64 {
    let fits = |nodes: &Vec<usize>| {
        let sum: f64 = nodes.iter().map(|node| flows.size(*node)).sum();
        let room = body - GAP * (nodes.len() as f64 - 1.0) - THINNEST * nodes.len() as f64;
        room.max(1.0) / sum
    };
    let returns: f64 = flows.back.iter().filter_map(|flow| flow.value).sum();
    let returns = if returns > 0.0 { RETURNS * body / returns } else { f64::INFINITY };
    let scale = columns.iter().map(fits).fold(returns, f64::min);
    if scale.is_finite() { scale } else { 0.0 }
}

/// The room that the names of each column take, pt.
fn widths(
    (network, flows): (&Network, &Flows),
    columns: &[Vec<usize>],
    lettering: (Face<'_>, Lang),
) -> Vec<f64> {
    let (face, _) = lettering;
    let width = |node: &usize| face.width(&label((network, flows), *node, lettering));
    columns.iter().map(|nodes| nodes.iter().map(width).fold(0.0, f64::max)).collect()
}

/// A node's name and its total.
fn label(
    (network, flows): (&Network, &Flows),
    node: usize,
    (face, lang): (Face<'_>, Lang),
) -> String {
    let name = face.shortened(&network.nodes[node].name, WIDEST_NAME);
    let total = flows.size(node);
    let total = match (flows.has_unknown(node), total > 0.0) {
        (true, true) => format!("≥{}", figure(Some(total))),
        (true, false) => UNKNOWN.to_owned(),
        (false, _) => figure(Some(total)),
    };
    let loops: Vec<String> = flows
        .loops
        .iter()
        .filter(|flow| flow.from == node)
        .map(|flow| {
            let mark = words::mark(flow.kind, None);
            Text::new(
                format!("（{} {}）", mark.zh, figure(flow.value)),
                format!(" ({} {})", mark.en, figure(flow.value)),
            )
            .get(lang)
            .to_owned()
        })
        .collect();
    format!("{name} {total}{}", loops.concat())
}

/// Left edges of the columns: names of the first stand on its left, of the others on
/// their right, and bands turn beside them.
fn xs(widths: &[f64], turns: &Turns, least: f64) -> Vec<f64> {
    let mut x = MARGIN + widths.first().copied().unwrap_or(0.0) + 4.0 + turns.left_of(0);
    let mut xs = Vec::with_capacity(widths.len());
    for (at, width) in widths.iter().enumerate() {
        xs.push(x);
        let name = if at == 0 { 0.0 } else { *width };
        x += NODE + TURN + name + turns.right_of(at) + turns.left_of(at + 1);
    }
    let last = widths.len().saturating_sub(1);
    let end = xs.last().map_or(0.0, |x| {
        x + NODE + 4.0 + widths.last().copied().unwrap_or(0.0) + turns.right_of(last) + MARGIN
    });
    if end < least && last > 0 {
        let more = (least - end) / last as f64;
        for (at, x) in xs.iter_mut().enumerate() {
            *x += more * at as f64;
        }
    }
    xs
}

/// Gives each node its y: near to the middle of its neighbours, in its column's order.
fn stack(flows: &Flows, columns: &[Vec<usize>], boxes: &mut BTreeMap<usize, NodeBox>, body: f64) {
    for nodes in columns {
        let mut y = 0.0;
        for node in nodes {
            if let Some(at) = boxes.get_mut(node) {
                at.y = y;
                y += at.height + GAP;
            }
        }
    }
    for round in 0..ROUNDS {
        let count = columns.len();
        for step in 0..count {
            let column = if round % 2 == 0 { step } else { count - 1 - step };
            settle(flows, &columns[column], boxes, body);
        }
    }
    for at in boxes.values_mut() {
        at.y += MARGIN + GAP;
    }
}

fn settle(flows: &Flows, nodes: &[usize], boxes: &mut BTreeMap<usize, NodeBox>, body: f64) {
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(nodes.len());
    let mut wishes = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Some(at) = boxes.get(node) else { continue };
        let (mut sum, mut weight) = (0.0, 0.0);
        for flow in &flows.forward {
            let other = match (flow.from == *node, flow.to == *node) {
                (true, false) => flow.to,
                (false, true) => flow.from,
                _ => continue,
            };
            if let Some(other) = boxes.get(&other) {
                let value = flow.value.unwrap_or(0.0).max(1e-6);
                sum += (other.y + other.height / 2.0) * value;
                weight += value;
            }
        }
        let wish = if weight > 0.0 { sum / weight - at.height / 2.0 } else { at.y };
        offsets.push(offset);
        wishes.push((wish - offset, weight.max(1e-6)));
        offset += at.height + GAP;
    }
    let slack = (body - (offset - GAP)).max(0.0);
    for ((node, offset), shift) in nodes.iter().zip(offsets).zip(isotonic(&wishes)) {
        if let Some(at) = boxes.get_mut(node) {
            at.y = offset + shift.clamp(0.0, slack);
        }
    }
}
