//! What flows in a Sankey diagram: links between nodes that are there, and node sizes.

use crate::LinkKind;
use crate::network::{Network, NodeKind};
use crate::walk::finishing_order;
use std::collections::{BTreeMap, BTreeSet};

/// Flows by the way they run; ends are places in the network's list of nodes.
pub(super) struct Flows {
    pub(super) forward: Vec<Flow>,
    /// What runs back to an earlier node.
    pub(super) back: Vec<Flow>,
    /// What returns to its own node.
    pub(super) loops: Vec<Flow>,
    /// Flows that a band cannot show, since they are negative.
    pub(super) negative: usize,
    /// Nodes that have a flow.
    pub(super) nodes: BTreeSet<usize>,
    /// The column of each node.
    pub(super) ranks: BTreeMap<usize, usize>,
}

/// A flow between two nodes.
#[derive(Clone, Copy)]
pub(super) struct Flow {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) kind: LinkKind,
    /// m³/d; none where it is not known.
    pub(super) value: Option<f64>,
}

/// Sorts the links of a network by the way they run.
pub(super) fn flows(network: &Network) -> Flows {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, node) in network.nodes.iter().enumerate() {
        places.entry(node.id.as_str()).or_insert(at);
    }
    let mut flows = Flows {
        forward: Vec::new(),
        back: Vec::new(),
        loops: Vec::new(),
        negative: 0,
        nodes: BTreeSet::new(),
        ranks: BTreeMap::new(),
    };
    let mut between = Vec::new();
    for link in &network.links {
        let (Some(&from), Some(&to)) =
            (places.get(link.from.as_str()), places.get(link.to.as_str()))
        else {
            continue;
        };
        let value = link.value.filter(|value| value.is_finite());
        match value {
            Some(value) if value < 0.0 => flows.negative += 1,
            Some(0.0) => {}
            Some(_) | None => {
                flows.nodes.extend([from, to]);
                let flow = Flow { from, to, kind: link.kind, value };
                if from == to { flows.loops.push(flow) } else { between.push(flow) }
            }
        }
    }
    let ranks = ranks(network, &flows.nodes, &between);
    let (forward, back) =
        between.into_iter().partition(|flow| ranks.get(&flow.from) < ranks.get(&flow.to));
    (flows.forward, flows.back, flows.ranks) = (forward, back, ranks);
    flows
}

/// The column of each node: after all that it takes water from. Water used again runs
/// back and says nothing about columns, nor does what a series pool hands on; both count
/// only for a node that nothing else ties.
fn ranks(network: &Network, nodes: &BTreeSet<usize>, between: &[Flow]) -> BTreeMap<usize, usize> {
    let is_pool = |node: usize| network.nodes[node].kind == NodeKind::Pool;
    let ties = |flow: &Flow| {
        let again = flow.kind.is_return() && !is_pool(flow.to);
        let handed_on = is_pool(flow.from) && flow.kind == LinkKind::Series;
        !again && !handed_on
    };
    let mut edges: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut tied = BTreeSet::new();
    for flow in between.iter().filter(|flow| ties(flow)) {
        edges.entry(flow.from).or_default().insert(flow.to);
        tied.extend([flow.from, flow.to]);
    }
    for flow in between.iter().filter(|flow| !ties(flow) && !tied.contains(&flow.to)) {
        edges.entry(flow.from).or_default().insert(flow.to);
    }
    let nodes: Vec<usize> = nodes.iter().copied().collect();
    let order = finishing_order(&nodes, &edges);
    let place: BTreeMap<usize, usize> =
        order.iter().rev().enumerate().map(|(place, node)| (*node, place)).collect();
    let mut ranks: BTreeMap<usize, usize> = nodes.iter().map(|node| (*node, 0)).collect();
    for from in order.iter().rev() {
        let least = ranks.get(from).map_or(0, |rank| rank + 1);
        for to in edges.get(from).into_iter().flatten() {
            let forward = place.get(to) > place.get(from);
            if let Some(rank) = ranks.get_mut(to).filter(|_| forward) {
                *rank = least.max(*rank);
            }
        }
    }
    let last = ranks.values().copied().max().unwrap_or(0);
    for (node, rank) in &mut ranks {
        if !edges.contains_key(node) && matches!(network.nodes[*node].kind, NodeKind::Sink(_)) {
            *rank = last;
        }
    }
    ranks
}

impl Flows {
    /// All flows between different nodes.
    pub(super) fn between(&self) -> impl Iterator<Item = &Flow> {
        self.forward.iter().chain(&self.back)
    }

    /// The size of a node: the greater of what flows in and what flows out, as far as
    /// known, m³/d.
    pub(super) fn size(&self, node: usize) -> f64 {
        let sum = |ends: fn(&Flow) -> usize| -> f64 {
            let at = self.between().filter(|flow| ends(flow) == node);
            at.filter_map(|flow| flow.value).sum()
        };
        sum(|flow| flow.from).max(sum(|flow| flow.to))
    }

    /// True where a flow of the node is not known, so that its size is not its total.
    pub(super) fn has_unknown(&self, node: usize) -> bool {
        self.between().any(|flow| (flow.from == node || flow.to == node) && flow.value.is_none())
    }
}
