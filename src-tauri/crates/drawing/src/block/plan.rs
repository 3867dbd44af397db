//! What stands in the diagram, before it is known where: cells, their short arrows, and
//! nets of lines.
//!
//! Many flows of one kind from one source, or to one drain, are one net: a bus line with
//! a branch at each unit. That is how the figure is drawn by hand, and it keeps sixty
//! units legible where sixty long arrows are not.

use crate::lettering::figure;
use crate::network::{Link, LinkKind, Network, Node, NodeKind, Sink, chain};
use crate::words;
use shuiheng_audit::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// Cells, groups and nets; indices point into these lists.
pub(super) struct Plan<'a> {
    pub(super) cells: Vec<Cell<'a>>,
    pub(super) groups: Vec<Group<'a>>,
    pub(super) nets: Vec<Net>,
    pub(super) left_out: Vec<Link>,
    /// Links that are known to carry nothing, and are therefore not drawn.
    pub(super) zero: usize,
}

/// A node that is drawn as a box.
pub(super) struct Cell<'a> {
    pub(super) node: &'a Node,
    pub(super) zone: Zone,
    pub(super) group: Option<usize>,
    /// True where it stands for parts that are not seen.
    pub(super) folded: bool,
    /// Short arrows above the box.
    pub(super) up: Vec<Stub>,
    /// Short arrows and loops below the box.
    pub(super) down: Vec<Stub>,
}

/// Where a box stands, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    Source,
    SupplyTreatment,
    Unit,
    WastewaterTreatment,
    Sink,
    /// Not in a column: a bus line below the columns.
    Pool,
}

/// A parent whose parts are seen: a frame around them.
pub(super) struct Group<'a> {
    pub(super) node: &'a Node,
    /// Its name with those of its own parents before it.
    pub(super) title: String,
}

/// A short arrow at a box, in place of a line to a sink that every unit has.
pub(super) struct Stub {
    pub(super) kind: LinkKind,
    pub(super) loops: bool,
    pub(super) text: String,
    pub(super) name: LinkName,
}

/// Identity and full description of a link.
#[derive(Clone)]
pub(super) struct LinkName {
    pub(super) id: String,
    pub(super) label: String,
}

/// Lines that belong together.
pub(super) struct Net {
    pub(super) kind: LinkKind,
    pub(super) ends: Vec<End>,
    /// The pool on whose bus line it hangs.
    pub(super) pool: Option<usize>,
    pub(super) name: LinkName,
}

/// Where a net meets a box.
pub(super) struct End {
    pub(super) cell: usize,
    pub(super) side: Side,
    /// The figure written there; empty: none.
    pub(super) text: String,
    pub(super) name: Option<LinkName>,
}

/// The side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// The left side, where water flows in.
    In,
    /// The right side, where water flows out.
    Out,
}

/// What makes links one net.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    IntoPool(usize, LinkKind),
    OutOfPool(usize, LinkKind),
    Distribute(usize, LinkKind),
    Collect(usize, LinkKind),
    Direct(usize),
}

/// The plan of a network.
pub(super) fn plan<'a>(network: &'a Network, folded: &BTreeSet<String>, lang: Lang) -> Plan<'a> {
    let mut plan = cells(network, folded);
    let places: BTreeMap<&str, usize> =
        plan.cells.iter().enumerate().map(|(at, cell)| (cell.node.id.as_str(), at)).collect();
    let mut nets: BTreeMap<Key, (usize, Vec<&Link>)> = BTreeMap::new();
    for (at, link) in network.links.iter().enumerate() {
        if link.value == Some(0.0) && link.label.is_empty() {
            plan.zero += 1;
            continue;
        }
        let from = places.get(link.from.as_str()).copied();
        let to = places.get(link.to.as_str()).copied();
        match (from, to) {
            (Some(from), Some(to)) if from == to => {
                plan.cells[from].down.push(stub(link, network, lang, true));
            }
            (Some(from), Some(to)) => {
                let key = key(&plan.cells, from, to, (link.kind, at));
                nets.entry(key).or_insert((at, Vec::new())).1.push(link);
            }
            (Some(from), None) if network.node(&link.to).is_some() => {
                let arrow = stub(link, network, lang, false);
                let cell = &mut plan.cells[from];
                match network.node(&link.to).map(|node| node.kind) {
                    Some(NodeKind::Sink(Sink::Leak)) => cell.down.push(arrow),
                    _ => cell.up.push(arrow),
                }
            }
            _ => plan.left_out.push(link.clone()),
        }
    }
    let mut nets: Vec<_> = nets.into_iter().collect();
    nets.sort_by_key(|(_, (first, _))| *first);
    plan.nets =
        nets.iter().map(|(key, (_, links))| net(key, links, &places, (network, lang))).collect();
    plan
}

fn cells<'a>(network: &'a Network, folded: &BTreeSet<String>) -> Plan<'a> {
    let parents = network.parents();
    let with_parts: BTreeSet<&str> = parents.values().copied().collect();
    let touched: BTreeSet<&str> =
        network.links.iter().flat_map(|link| [link.from.as_str(), link.to.as_str()]).collect();
    let fed_by_pool = pools_fed_by_pools(network);
    let mut cells = Vec::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for node in &network.nodes {
        let id = node.id.as_str();
        if !seen.insert(id) || is_everywhere(node.kind) {
            continue;
        }
        // A parent with water of its own is a box inside its own frame.
        let frame_only = with_parts.contains(id) && !touched.contains(id);
        if frame_only {
            continue;
        }
        let parent = if with_parts.contains(id) { Some(id) } else { parents.get(id).copied() };
        let group = parent.map(|parent| {
            *places.entry(parent).or_insert_with(|| {
                groups.extend(group(network, parent, &parents));
                groups.len() - 1
            })
        });
        let zone = zone(network, node, &fed_by_pool);
        let folded = folded.contains(id);
        cells.push(Cell { node, zone, group, folded, up: Vec::new(), down: Vec::new() });
    }
    Plan { cells, groups, nets: Vec::new(), left_out: Vec::new(), zero: 0 }
}

/// True for what would have an arrow from every unit.
fn is_everywhere(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Sink(Sink::Air | Sink::Product | Sink::Leak))
}

fn pools_fed_by_pools(network: &Network) -> BTreeSet<&str> {
    let pools: BTreeSet<&str> = network
        .nodes
        .iter()
        .filter(|node| node.kind == NodeKind::Pool)
        .map(|node| node.id.as_str())
        .collect();
    network
        .links
        .iter()
        .filter(|link| link.from != link.to && pools.contains(link.from.as_str()))
        .filter_map(|link| pools.get(link.to.as_str()).copied())
        .collect()
}

fn group<'a>(network: &'a Network, id: &str, parents: &BTreeMap<&str, &str>) -> Option<Group<'a>> {
    let names: Vec<&str> = chain(id, parents)
        .filter_map(|id| network.node(id))
        .map(|node| node.name.as_str())
        .collect();
    let title = names.into_iter().rev().collect::<Vec<_>>().join(" · ");
    network.node(id).map(|node| Group { node, title })
}

fn zone(network: &Network, node: &Node, fed_by_pool: &BTreeSet<&str>) -> Zone {
    match node.kind {
        NodeKind::Source => Zone::Source,
        NodeKind::Unit => Zone::Unit,
        NodeKind::Pool if fed_by_pool.contains(node.id.as_str()) => Zone::Unit,
        NodeKind::Pool => Zone::Pool,
        NodeKind::Sink(_) => Zone::Sink,
        NodeKind::Treatment => {
            // Prepares fresh water where fresh water flows in or out; else treats used water.
            let fresh = network.links.iter().any(|link| {
                link.kind == LinkKind::Fresh && (link.from == node.id || link.to == node.id)
            });
            let used = network
                .links
                .iter()
                .any(|link| link.kind == LinkKind::Discharge && link.to == node.id);
            if fresh && !used { Zone::SupplyTreatment } else { Zone::WastewaterTreatment }
        }
    }
}

fn key(cells: &[Cell<'_>], from: usize, to: usize, (kind, at): (LinkKind, usize)) -> Key {
    match (cells[from].zone, cells[to].zone) {
        (Zone::Pool, _) => Key::OutOfPool(from, kind),
        (_, Zone::Pool) => Key::IntoPool(to, kind),
        (Zone::Source, _) => Key::Distribute(from, kind),
        (_, Zone::Sink) => Key::Collect(to, kind),
        (Zone::SupplyTreatment, _) => Key::Distribute(from, kind),
        (_, Zone::WastewaterTreatment) => Key::Collect(to, kind),
        (Zone::WastewaterTreatment | Zone::Sink, _) => Key::Distribute(from, kind),
        (Zone::Unit, _) => Key::Direct(at),
    }
}

fn net(
    key: &Key,
    links: &[&Link],
    places: &BTreeMap<&str, usize>,
    (network, lang): (&Network, Lang),
) -> Net {
    let end = |id: &str, side: Side, text: String, name: Option<LinkName>| {
        places.get(id).map(|cell| End { cell: *cell, side, text, name })
    };
    let leaf = |link: &&Link, side: Side| {
        let id = if side == Side::In { &link.to } else { &link.from };
        end(id, side, written(link), Some(name(link, network, lang)))
    };
    let hub = |side: Side| {
        let id = if side == Side::In { &links[0].to } else { &links[0].from };
        end(id, side, total(links), None)
    };
    let leaves = |side: Side| links.iter().filter_map(move |link| leaf(link, side));
    let (ends, pool): (Vec<Option<End>>, _) = match key {
        Key::IntoPool(pool, _) => (leaves(Side::Out).map(Some).collect(), Some(*pool)),
        Key::OutOfPool(pool, _) => (leaves(Side::In).map(Some).collect(), Some(*pool)),
        Key::Distribute(..) | Key::Direct(_) => {
            (std::iter::once(hub(Side::Out)).chain(leaves(Side::In).map(Some)).collect(), None)
        }
        Key::Collect(..) => {
            (leaves(Side::Out).map(Some).chain(std::iter::once(hub(Side::In))).collect(), None)
        }
    };
    let label = format!("{} {}", words::kind(links[0].kind).get(lang), total(links));
    let name = match links {
        [link] => name(link, network, lang),
        _ => LinkName { id: bus_id(key, links[0]), label: label.trim_end().to_owned() },
    };
    Net { kind: links[0].kind, ends: ends.into_iter().flatten().collect(), pool, name }
}

fn bus_id(key: &Key, link: &Link) -> String {
    match key {
        Key::IntoPool(..) | Key::Collect(..) => format!("→{}", link.to),
        Key::OutOfPool(..) | Key::Distribute(..) | Key::Direct(_) => format!("{}→", link.from),
    }
}

/// The figure on a bus: the sum, where every part is known; else nothing.
fn total(links: &[&Link]) -> String {
    match links {
        [link] => written(link),
        _ => {
            let sum: Option<f64> = links.iter().map(|link| link.value).sum();
            sum.map(|sum| figure(Some(sum))).unwrap_or_default()
        }
    }
}

fn written(link: &Link) -> String {
    if link.label.is_empty() { figure(link.value) } else { link.label.clone() }
}

fn stub(link: &Link, network: &Network, lang: Lang, loops: bool) -> Stub {
    let sink = network.node(&link.to).map(|node| node.kind);
    let mark = words::mark(link.kind, sink).get(lang).to_owned();
    // A dashed loop needs no word; every other arrow has one beside its shape.
    let text = match (loops, link.kind) {
        (true, LinkKind::Recirculated) => written(link),
        _ => format!("{mark} {}", written(link)),
    };
    Stub { kind: link.kind, loops, text, name: name(link, network, lang) }
}

fn name(link: &Link, network: &Network, lang: Lang) -> LinkName {
    let called =
        |id: &str| network.node(id).map_or_else(|| id.to_owned(), |node| node.name.clone());
    let kind = words::kind(link.kind);
    LinkName {
        id: format!("{}→{}", link.from, link.to),
        label: format!(
            "{} → {}{}{} {} m³/d",
            called(&link.from),
            called(&link.to),
            lang.pick("：", ": "),
            kind.get(lang),
            written(link)
        ),
    }
}
