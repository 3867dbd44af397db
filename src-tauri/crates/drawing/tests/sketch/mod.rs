//! Networks in a line of text, and random ones.
#![allow(dead_code, reason = "each test uses some of them")]

use super::plant::{link, node};
use proptest::prelude::*;
use shuiheng_drawing::{Link, LinkKind, Network, Node, NodeKind, Sink};
use std::collections::BTreeSet;

/// A link of one letter ids, `a>b`; known to be 10 m³/d unless a figure follows.
pub(crate) fn parsed(text: &str) -> Network {
    let mut ids: Vec<&str> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    for part in text.split_whitespace() {
        let Some((from, rest)) = part.split_once('>') else { panic!("{part}") };
        let (to, value) = rest.split_once('=').unwrap_or((rest, "10"));
        ids.extend([from, to].iter().filter(|id| !ids.contains(id)).collect::<BTreeSet<_>>());
        let kind = |id: &str| kind_of(id);
        let what = match (kind(from), kind(to)) {
            _ if from == to => LinkKind::Recirculated,
            (NodeKind::Source, _) => LinkKind::Fresh,
            (_, NodeKind::Sink(Sink::Air)) => LinkKind::Consumption,
            (_, NodeKind::Sink(Sink::Leak)) => LinkKind::Leakage,
            (_, NodeKind::Sink(_) | NodeKind::Treatment) => LinkKind::Discharge,
            (NodeKind::Treatment, _) => LinkKind::Reuse,
            _ => LinkKind::Series,
        };
        links.push(link(from, to, what, value.parse::<f64>().ok()));
    }
    let nodes = ids.iter().map(|id| node(id, id, kind_of(id))).collect();
    Network { title: String::new(), nodes, links }
}

fn kind_of(id: &str) -> NodeKind {
    match id.chars().next() {
        Some('S') => NodeKind::Source,
        Some('T') => NodeKind::Treatment,
        Some('P') => NodeKind::Pool,
        Some('A') => NodeKind::Sink(Sink::Air),
        Some('L') => NodeKind::Sink(Sink::Leak),
        Some('D') => NodeKind::Sink(Sink::Sewer),
        Some('O') => NodeKind::Sink(Sink::Others),
        _ => NodeKind::Unit,
    }
}

/// Any network, whether it makes sense or not.
pub(crate) fn any_network() -> impl Strategy<Value = Network> {
    let kinds = prop::sample::select(vec![
        NodeKind::Source,
        NodeKind::Unit,
        NodeKind::Unit,
        NodeKind::Unit,
        NodeKind::Treatment,
        NodeKind::Pool,
        NodeKind::Sink(Sink::Air),
        NodeKind::Sink(Sink::Product),
        NodeKind::Sink(Sink::Leak),
        NodeKind::Sink(Sink::Sewer),
        NodeKind::Sink(Sink::Others),
    ]);
    let name = prop::sample::select(vec!["车间", "高温高压筒子纱染色机组及热水回收系统", "RO", ""]);
    let nodes =
        prop::collection::vec((kinds, name, prop::option::of(0_usize..24), 0_usize..3), 1..24);
    let value =
        prop::option::of(prop::sample::select(vec![0.0, 1e-9, 3.5, 612.2, 22740.0, 1e12, -4.0]));
    let links = prop::collection::vec(
        (0_usize..24, 0_usize..24, prop::sample::select(LinkKind::ALL.to_vec()), value),
        0..80,
    );
    (nodes, links).prop_map(|(nodes, links)| {
        let count = nodes.len();
        let nodes: Vec<Node> = nodes
            .into_iter()
            .enumerate()
            .map(|(at, (kind, name, parent, rows))| Node {
                id: format!("n{at}"),
                name: format!("{name}{at}"),
                kind,
                rows: vec!["用水量 612.2".to_owned(); rows],
                parent: parent.map(|at| format!("n{}", at % count)),
                state: None,
            })
            .collect();
        let id = |at: usize| format!("n{}", at % count);
        let links = links
            .into_iter()
            .map(|(from, to, kind, value)| link(&id(from), &id(to), kind, value))
            .collect();
        Network { title: String::new(), nodes, links }
    })
}
