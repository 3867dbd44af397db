//! A diagram that is too large for one sheet, as several that are legible.

use super::{BlockDiagram, BlockLayout, BlockStyle, block_diagram};
use crate::{Measure, Network, Node, NodeKind};
use shuiheng_audit::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Text below this is not legible in print, pt.
const LEGIBLE: f64 = 6.0;
/// A part is cut into no more pieces than this.
const MOST: usize = 40;

/// More units outside of workshops than this are drawn as one box on the overview.
const LOOSE: usize = 8;

/// The picture that stands first, in the window as in the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Front {
    /// The picture.
    pub diagram: BlockDiagram,
    /// The network that it shows: many units without a workshop are gathered in one.
    pub network: Network,
    /// Parents that are one box in it.
    pub folded: BTreeSet<String>,
}

/// The picture that stands first. Where no person has said what is folded, it is the whole
/// where its text stays at 6 pt or more on the style's sheet; else each workshop is folded,
/// and units that stand in no workshop are one box where they are many. What the style says
/// of folded and pinned boxes does not count; the layout does.
pub fn front(
    network: &Network,
    layout: &BlockLayout,
    style: &BlockStyle,
    measure: &dyn Measure,
) -> Front {
    let draw = |network: &Network, folded: &BTreeSet<String>| {
        let style =
            BlockStyle { folded: folded.clone(), pinned: layout.pinned.clone(), ..style.clone() };
        block_diagram(network, &style, measure)
    };
    let none = BTreeSet::new();
    let whole = draw(network, &none);
    let is_legible = whole.text_on(style.sheet) >= LEGIBLE;
    let asked = match &layout.folded {
        Some(asked) if asked.is_empty() => None,
        Some(asked) => Some(asked),
        None if is_legible => None,
        None => Some(&none),
    };
    let Some(asked) = asked else {
        return Front { diagram: whole, network: network.clone(), folded: none };
    };
    let network = if is_legible { network.clone() } else { gathered(network.clone(), style.lang) };
    let folded: BTreeSet<String> = if layout.folded.is_some() {
        let parents: BTreeSet<&str> = network.parents().into_values().collect();
        asked.iter().filter(|id| parents.contains(id.as_str())).cloned().collect()
    } else {
        network.workshops().into_iter().map(|node| node.id.clone()).collect()
    };
    Front { diagram: draw(&network, &folded), network, folded }
}

/// All workshops of a network, for folding them at once: with the one that gathers units
/// without a workshop, where the whole is not legible on the style's sheet.
pub fn workshops(network: &Network, style: &BlockStyle, measure: &dyn Measure) -> BTreeSet<String> {
    let whole = block_diagram(network, style, measure);
    let ids = |network: &Network| network.workshops().iter().map(|node| node.id.clone()).collect();
    if whole.text_on(style.sheet) >= LEGIBLE {
        ids(network)
    } else {
        ids(&gathered(network.clone(), style.lang))
    }
}

/// The block diagram on sheets of the style's size. The first is that of [`front`]; each
/// workshop that is folded in it follows on a sheet of its own, and where the first is not
/// legible, each workshop. What is still too large is cut into runs of units in the
/// enterprise's order.
pub fn sheets(
    network: &Network,
    layout: &BlockLayout,
    style: &BlockStyle,
    measure: &dyn Measure,
) -> Vec<BlockDiagram> {
    let Front { diagram, mut network, folded } = front(network, layout, style, measure);
    let is_legible = diagram.text_on(style.sheet) >= LEGIBLE;
    if is_legible && folded.is_empty() {
        return vec![diagram];
    }
    if !is_legible {
        network = gathered(network, style.lang);
    }
    let seen = network.folded(&folded);
    let parts: Vec<(String, String)> = if is_legible {
        let kept = seen.nodes.iter().filter(|node| folded.contains(&node.id));
        kept.map(|node| (node.id.clone(), node.name.clone())).collect()
    } else {
        network.workshops().into_iter().map(|n| (n.id.clone(), n.name.clone())).collect()
    };
    let style = BlockStyle { folded: BTreeSet::new(), pinned: BTreeMap::new(), ..style.clone() };
    let parts = parts
        .iter()
        .flat_map(|(id, name)| pieces(&network, name, &leaves(&network, id), (&style, measure)));
    std::iter::once(diagram).chain(parts).collect()
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
