//! A diagram that is too large for one sheet, as several that are legible.

use super::{BlockDiagram, BlockStyle, block_diagram};
use crate::{Measure, Network, Node, NodeKind};
use shuiheng_audit::{Lang, Text};
use std::collections::BTreeSet;

/// Text below this is not legible in print, pt.
const LEGIBLE: f64 = 6.0;
/// A part is cut into no more pieces than this.
const MOST: usize = 40;

/// More units outside of workshops than this are drawn as one box on the overview.
const LOOSE: usize = 8;

/// The block diagram on sheets of the style's size: the whole on one where its text stays
/// at 6 pt or more. Else an overview, with each workshop folded, and one sheet of each
/// workshop; what is still too large is cut into runs of units in the enterprise's order.
/// Units that stand in no workshop are treated as one where they are many. Each unit is
/// drawn open on exactly one sheet.
pub fn sheets(network: &Network, style: &BlockStyle, measure: &dyn Measure) -> Vec<BlockDiagram> {
    let whole = block_diagram(network, style, measure);
    if whole.text_on(style.sheet) >= LEGIBLE {
        return vec![whole];
    }
    let seen = gathered(network.folded(&style.folded), style.lang);
    let workshops: Vec<(String, String)> =
        seen.workshops().into_iter().map(|node| (node.id.clone(), node.name.clone())).collect();
    let folded = workshops.iter().map(|(id, _)| id.clone()).collect();
    let overview = block_diagram(&seen, &BlockStyle { folded, ..style.clone() }, measure);
    let style = BlockStyle { folded: BTreeSet::new(), ..style.clone() };
    let parts = workshops
        .iter()
        .flat_map(|(id, name)| pieces(&seen, name, &leaves(&seen, id), (&style, measure)));
    std::iter::once(overview).chain(parts).collect()
}

/// The network in which many units without a workshop have one of their own.
fn gathered(mut network: Network, lang: Lang) -> Network {
    let parents = network.parents();
    let with_parts: BTreeSet<&str> = parents.values().copied().collect();
    let loose: BTreeSet<String> = network
        .nodes
        .iter()
        .filter(|node| node.kind == NodeKind::Unit)
        .map(|node| node.id.as_str())
        .filter(|id| !parents.contains_key(id) && !with_parts.contains(id))
        .map(str::to_owned)
        .collect();
    if loose.len() <= LOOSE {
        return network;
    }
    let mut id = "units".to_owned();
    while network.node(&id).is_some() {
        id.push('*');
    }
    for node in network.nodes.iter_mut().filter(|node| loose.contains(&node.id)) {
        node.parent = Some(id.clone());
    }
    let count = loose.len();
    let name = Text::new(format!("各用水单元（{count} 个）"), format!("Units ({count})"));
    let node = Node {
        id,
        name: name.get(lang).to_owned(),
        kind: NodeKind::Unit,
        rows: Vec::new(),
        parent: None,
        state: None,
    };
    network.nodes.push(node);
    network
}

/// The units below a workshop that have no parts, in the enterprise's order; and the
/// workshop itself where it has water of its own.
fn leaves(network: &Network, workshop: &str) -> Vec<String> {
    let parents = network.parents();
    let with_parts: BTreeSet<&str> = parents.values().copied().collect();
    let has_water = |id: &str| network.links.iter().any(|link| link.from == id || link.to == id);
    let below = |id: &str| crate::network::chain(id, &parents).any(|up| up == workshop);
    network
        .nodes
        .iter()
        .map(|node| node.id.as_str())
        .filter(|id| below(id) && (!with_parts.contains(id) || has_water(id)))
        .map(str::to_owned)
        .collect()
}

/// Units on as few sheets as keep the text legible.
fn pieces(
    network: &Network,
    title: &str,
    units: &[String],
    (style, measure): (&BlockStyle, &dyn Measure),
) -> Vec<BlockDiagram> {
    let draw = |count: usize| -> Vec<BlockDiagram> {
        let runs = units.chunks(units.len().div_ceil(count).max(1));
        let many = runs.len();
        runs.enumerate()
            .map(|(at, run)| {
                let title = match many {
                    1 => title.to_owned(),
                    many => format!("{title} ({}/{many})", at + 1),
                };
                block_diagram(&network.part(&title, &run.iter().cloned().collect()), style, measure)
            })
            .collect()
    };
    let most = MOST.min(units.len()).max(1);
    let legible = |sheets: &Vec<BlockDiagram>| {
        sheets.iter().all(|sheet| sheet.text_on(style.sheet) >= LEGIBLE)
    };
    (1..most).map(draw).find(legible).unwrap_or_else(|| draw(most))
}
