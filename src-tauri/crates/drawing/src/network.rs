//! What is drawn: nodes where water comes from, is used or goes, and links between them.

use crate::Ink;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A network of water, in the enterprise's order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// What it is the picture of: the enterprise's or the workshop's name.
    pub title: String,
    /// Nodes; ids are unique (of two nodes with one id the first is drawn).
    pub nodes: Vec<Node>,
    /// Links between nodes.
    pub links: Vec<Link>,
}

/// A place of water.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Its identity.
    pub id: String,
    /// Its name as the enterprise writes it.
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// Small lines in its box, `用水量 612.2`.
    pub rows: Vec<String>,
    /// The node that it is a part of: a workshop of a unit. It is drawn as a frame.
    pub parent: Option<String>,
    /// How well it closes; none where that is not asked (a source, a drain).
    pub state: Option<State>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// Water from outside (水源).
    Source,
    /// Uses water (用水单元).
    Unit,
    /// Treats water, fresh or used (水处理).
    Treatment,
    /// Gathers water and hands it on, where the table does not say from whom to whom.
    Pool,
    /// Where water goes that does not come back.
    Sink(Sink),
}

/// Where water goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sink {
    /// Evaporated, drifted, drunk. Drawn as a short arrow at each unit.
    Air,
    /// Carried away in product. Drawn as a short arrow at each unit.
    Product,
    /// Lost to the ground. Drawn as a short arrow at each unit.
    Leak,
    /// Sewer, river, drains.
    Sewer,
    /// Others outside (外供).
    Others,
}

/// How well a node closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Within the tolerance.
    Closed,
    /// Above the first tolerance.
    Attention,
    /// Does not close.
    Open,
    /// Too little is known to tell.
    Unknown,
}

/// A flow of water between two nodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The id of the node that it leaves.
    pub from: String,
    /// The id of the node that it reaches.
    pub to: String,
    /// What it is.
    pub kind: LinkKind,
    /// m³/d; none where it is not known, which is not zero.
    pub value: Option<f64>,
    /// What to write on it in place of the figure; empty: the figure.
    pub label: String,
}

/// What a flow is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Water used for the first time (新水).
    Fresh,
    /// Back to the same unit (循环水).
    Recirculated,
    /// To another unit, untreated (串联水).
    Series,
    /// From treatment back to use (回用水).
    Reuse,
    /// Condensate used again (冷凝水).
    Condensate,
    /// Evaporated, in the product (耗水).
    Consumption,
    /// To drains and treatment (排水).
    Discharge,
    /// Lost to the ground (漏失水).
    Leakage,
    /// To others outside (外供水).
    Supplied,
}

impl LinkKind {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 9] = [
        Self::Fresh,
        Self::Recirculated,
        Self::Series,
        Self::Reuse,
        Self::Condensate,
        Self::Consumption,
        Self::Discharge,
        Self::Leakage,
        Self::Supplied,
    ];

    /// Its colour.
    pub const fn ink(self) -> Ink {
        match self {
            Self::Fresh => Ink::Fresh,
            Self::Recirculated => Ink::Recirculated,
            Self::Series => Ink::Series,
            Self::Reuse => Ink::Reuse,
            Self::Condensate => Ink::Condensate,
            Self::Consumption => Ink::Consumption,
            Self::Discharge => Ink::Discharge,
            Self::Leakage => Ink::Leakage,
            Self::Supplied => Ink::Supplied,
        }
    }

    /// True for water used again: it runs against the direction of reading.
    pub const fn is_return(self) -> bool {
        matches!(self, Self::Recirculated | Self::Reuse | Self::Condensate)
    }
}

impl Network {
    /// The node of that id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// The network as it is seen with some parents folded: each is one box that has the
    /// links of all its parts. Links between its parts are inside and not seen, except
    /// recirculated water, which is summed. A sum of which one part is not known is not
    /// known.
    pub fn folded(&self, folded: &BTreeSet<String>) -> Self {
        if folded.is_empty() {
            return self.clone();
        }
        let parents = self.parents();
        let seen: BTreeMap<&str, &str> = self
            .nodes
            .iter()
            .map(|node| (node.id.as_str(), outermost(&node.id, &parents, folded)))
            .collect();
        let see = |id: &str| seen.get(id).copied().unwrap_or(id).to_owned();
        let links = self.links.iter().filter_map(|link| {
            let (from, to) = (see(&link.from), see(&link.to));
            let inside = from == to && link.from != link.to;
            (!inside).then(|| Link { from, to, ..link.clone() })
        });
        let nodes = self.nodes.iter().filter(|node| see(&node.id) == node.id);
        Self {
            title: self.title.clone(),
            nodes: nodes.cloned().collect(),
            links: merged(links.collect()),
        }
    }

    /// Each node's parent, where that exists and does not lead back to the node.
    pub(crate) fn parents(&self) -> BTreeMap<&str, &str> {
        let known: BTreeSet<&str> = self.nodes.iter().map(|node| node.id.as_str()).collect();
        let mut parents: BTreeMap<&str, &str> = BTreeMap::new();
        for node in &self.nodes {
            let Some(parent) = node.parent.as_deref().filter(|parent| known.contains(parent))
            else {
                continue;
            };
            let leads_back = chain(parent, &parents).any(|ancestor| ancestor == node.id);
            if !leads_back {
                parents.entry(node.id.as_str()).or_insert(parent);
            }
        }
        parents
    }

    /// The parts of the network that stand at the top and have parts of their own: the
    /// workshops into which a picture can be split.
    pub fn workshops(&self) -> Vec<&Node> {
        let parents = self.parents();
        let with_parts: BTreeSet<&str> = parents.values().copied().collect();
        self.nodes
            .iter()
            .filter(|node| with_parts.contains(node.id.as_str()))
            .filter(|node| !parents.contains_key(node.id.as_str()))
            .collect()
    }

    /// The picture of some nodes, and around them what they take from and give to.
    /// Workshops without any of them are folded.
    pub fn part(&self, title: &str, members: &BTreeSet<String>) -> Self {
        let others = self.workshops().into_iter().map(|node| node.id.clone());
        let others: BTreeSet<String> = others.filter(|id| !self.is_near(id, members)).collect();
        let whole = self.folded(&others);
        let parents = whole.parents();
        let inside = |id: &str| members.contains(id);
        let links: Vec<Link> = whole
            .links
            .iter()
            .filter(|link| inside(&link.from) || inside(&link.to))
            .cloned()
            .collect();
        let touched: BTreeSet<&str> =
            links.iter().flat_map(|link| [link.from.as_str(), link.to.as_str()]).collect();
        let above: BTreeSet<&str> =
            members.iter().flat_map(|id| chain(id, &parents).skip(1)).collect();
        let is_seen = |id: &str| inside(id) || touched.contains(id) || above.contains(id);
        let nodes = whole.nodes.iter().filter(|node| is_seen(&node.id)).cloned().collect();
        Self { title: title.to_owned(), nodes, links }
    }

    /// Whether a workshop is a member or holds one.
    fn is_near(&self, workshop: &str, members: &BTreeSet<String>) -> bool {
        let parents = self.parents();
        members.iter().any(|id| chain(id, &parents).any(|up| up == workshop))
    }
}

/// A node and those above it, from the node upwards.
pub(crate) fn chain<'a>(
    id: &'a str,
    parents: &'a BTreeMap<&str, &str>,
) -> impl Iterator<Item = &'a str> {
    std::iter::successors(Some(id), |id| parents.get(id).copied())
}

/// The outermost folded node that the node lies in, or the node itself.
fn outermost<'a>(
    id: &'a str,
    parents: &BTreeMap<&'a str, &'a str>,
    folded: &BTreeSet<String>,
) -> &'a str {
    let mut outermost = id;
    let mut at = id;
    loop {
        if folded.contains(at) {
            outermost = at;
        }
        match parents.get(at) {
            Some(up) => at = up,
            None => return outermost,
        }
    }
}

/// Links with the same ends and kind as one, in the order of the first of each.
fn merged(links: Vec<Link>) -> Vec<Link> {
    let mut done: Vec<Link> = Vec::new();
    let mut places: BTreeMap<(String, String, LinkKind), usize> = BTreeMap::new();
    for link in links {
        let key = (link.from.clone(), link.to.clone(), link.kind);
        match places.get(&key).and_then(|at| done.get_mut(*at)) {
            None => {
                places.insert(key, done.len());
                done.push(link);
            }
            Some(first) => {
                first.value = first.value.zip(link.value).map(|(a, b)| a + b);
                // The written figures were those of the parts; the sum is written anew.
                first.label.clear();
            }
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str, parent: Option<&str>) -> Node {
        Node {
            id: id.into(),
            name: id.into(),
            kind: NodeKind::Unit,
            rows: vec![],
            parent: parent.map(Into::into),
            state: None,
        }
    }

    fn link(from: &str, to: &str, kind: LinkKind, value: Option<f64>) -> Link {
        Link { from: from.into(), to: to.into(), kind, value, label: String::new() }
    }

    #[track_caller]
    fn check_fold(links: &[(&str, &str, Option<f64>)], expected: &[(&str, &str, Option<f64>)]) {
        let kind = |from: &str, to: &str| match from == to {
            true => LinkKind::Recirculated,
            false => LinkKind::Series,
        };
        let network = Network {
            title: String::new(),
            nodes: vec![
                node("W", None),
                node("a", Some("W")),
                node("b", Some("W")),
                node("c", None),
            ],
            links: links.iter().map(|(f, t, v)| link(f, t, kind(f, t), *v)).collect(),
        };
        let folded = network.folded(&BTreeSet::from(["W".to_owned()]));
        let seen: Vec<_> =
            folded.links.iter().map(|l| (l.from.as_str(), l.to.as_str(), l.value)).collect();
        assert_eq!(seen, expected);
        assert_eq!(folded.nodes.iter().map(|n| n.id.as_str()).collect::<Vec<_>>(), ["W", "c"]);
    }

    #[test]
    fn a_folded_workshop_has_the_sums_of_its_parts() {
        check_fold(&[("a", "c", Some(1.0)), ("b", "c", Some(2.0))], &[("W", "c", Some(3.0))]);
        check_fold(&[("a", "b", Some(1.0)), ("c", "b", Some(2.0))], &[("c", "W", Some(2.0))]);
        check_fold(&[("a", "a", Some(1.0)), ("b", "b", Some(2.0))], &[("W", "W", Some(3.0))]);
        check_fold(&[("a", "c", Some(1.0)), ("b", "c", None)], &[("W", "c", None)]);
        check_fold(&[("a", "c", None)], &[("W", "c", None)]);
    }

    #[test]
    fn parents_that_lead_in_a_circle_do_not_hang() {
        let nodes = vec![node("a", Some("b")), node("b", Some("a")), node("c", Some("c"))];
        let network = Network { title: String::new(), nodes, links: vec![] };
        assert_eq!(network.parents(), BTreeMap::from([("a", "b")]));
        assert_eq!(network.folded(&BTreeSet::from(["b".to_owned()])).nodes.len(), 2);
    }
}
