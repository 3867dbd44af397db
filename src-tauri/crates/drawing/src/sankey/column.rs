//! The order of the nodes in each column of a Sankey diagram.

use super::flow::Flows;
use crate::network::Network;

const SWEEPS: usize = 6;

/// Nodes of each column from the top down, columns from the left to the right.
pub(super) fn columns(network: &Network, flows: &Flows) -> Vec<Vec<usize>> {
    let count = flows.ranks.values().max().map_or(0, |last| last + 1);
    let mut columns = vec![Vec::new(); count];
    for (node, rank) in &flows.ranks {
        columns[*rank].push(*node);
    }
    sweep(network, flows, &mut columns);
    columns
}

/// Orders each column by the barycentre of its neighbours, weighted by their flows.
fn sweep(network: &Network, flows: &Flows, columns: &mut [Vec<usize>]) {
    let mut near: Vec<Vec<(usize, f64)>> = vec![Vec::new(); network.nodes.len()];
    for flow in &flows.forward {
        let weight = flow.value.unwrap_or(0.0).max(1e-6);
        near[flow.from].push((flow.to, weight));
        near[flow.to].push((flow.from, weight));
    }
    let mut at = vec![0.0; network.nodes.len()];
    for sweep in 0..SWEEPS {
        let count = columns.len();
        for step in 0..count {
            let column = if sweep % 2 == 0 { step } else { count - 1 - step };
            let column = &mut columns[column];
            if sweep > 0 {
                let centre = |node: &usize| {
                    let weight: f64 = near[*node].iter().map(|(_, weight)| weight).sum();
                    let sum: f64 =
                        near[*node].iter().map(|(node, weight)| at[*node] * weight).sum();
                    if weight > 0.0 { sum / weight } else { at[*node] }
                };
                column.sort_by(|a, b| centre(a).total_cmp(&centre(b)));
            }
            let nodes = column.len() as f64;
            for (place, node) in column.iter().enumerate() {
                at[*node] = (place as f64 + 0.5) / nodes;
            }
        }
    }
}
