//! The network as numbers: variables, and rows that say what holds between them.

use crate::{Flow, Network};
use std::collections::BTreeMap;

/// What is known of a variable before it is reconciled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Unmeasured,
    Measured,
    /// Not to be changed.
    Held,
}

/// A stream's flow, or the share of an uncertain split.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Variable {
    pub(crate) state: State,
    /// As measured or held; 0 where it is unmeasured.
    pub(crate) value: f64,
    /// Of the measured value; 0 where it is held or unmeasured.
    pub(crate) variance: f64,
}

/// `Σ coefficient × variable = value`, at most one entry a variable, in their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) entries: Vec<(usize, f64)>,
    pub(crate) value: f64,
}

/// An uncertain split: `stream = share × of`, all three variables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Split {
    pub(crate) stream: usize,
    pub(crate) of: usize,
    pub(crate) share: usize,
}

/// The network as numbers. Variables are the streams and then the uncertain shares; rows are
/// the nodes' balances, then fixed splits, then other relations, and last the uncertain splits.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    /// How many variables are streams.
    pub(crate) streams: usize,
    pub(crate) variables: Vec<Variable>,
    /// The linear rows.
    pub(crate) rows: Vec<Row>,
    /// How many rows are balances of nodes.
    pub(crate) nodes: usize,
    /// The names of all rows, the uncertain splits' behind the others.
    pub(crate) names: Vec<String>,
    pub(crate) splits: Vec<Split>,
    /// Measured variables whose errors are correlated: pairs within each block.
    pub(crate) blocks: Vec<Vec<(usize, usize, f64)>>,
}

impl Problem {
    /// All rows, the uncertain splits linearised at a point.
    pub(crate) fn rows_at(&self, point: &[f64]) -> Vec<Row> {
        let linear = self.rows.iter().cloned();
        linear.chain(self.splits.iter().map(|split| split.row_at(point))).collect()
    }

    /// Which variables share an error with another.
    pub(crate) fn correlated(&self) -> Vec<bool> {
        let mut correlated = vec![false; self.variables.len()];
        for (first, second, _) in self.blocks.iter().flatten() {
            correlated[*first] = true;
            correlated[*second] = true;
        }
        correlated
    }

    /// A typical size of a flow, in its unit.
    pub(crate) fn scale(&self) -> f64 {
        let known = self.variables[..self.streams]
            .iter()
            .filter(|variable| variable.state != State::Unmeasured && variable.value != 0.0)
            .map(|variable| variable.value.abs());
        let (count, sum) = known.fold((0.0, 0.0), |(count, sum), value| (count + 1.0, sum + value));
        if count > 0.0 { sum / count } else { 1.0 }
    }

    /// Where the first linearisation is made: as measured, or what the split makes of it.
    pub(crate) fn start(&self) -> Vec<f64> {
        let scale = self.scale();
        let mut point: Vec<f64> = self.variables.iter().map(|variable| variable.value).collect();
        for split in &self.splits {
            let (stream, share) = (self.variables[split.stream], point[split.share]);
            if self.variables[split.of].state == State::Unmeasured {
                point[split.of] = if stream.state != State::Unmeasured && share > 0.0 {
                    stream.value / share
                } else {
                    scale
                };
            }
        }
        point
    }
}

impl Split {
    /// `stream − share₀·of − of₀·share = −share₀·of₀`.
    fn row_at(&self, point: &[f64]) -> Row {
        let (share, of) = (point[self.share], point[self.of]);
        let mut entries = vec![(self.stream, 1.0), (self.of, -share), (self.share, -of)];
        entries.retain(|(_, coefficient)| *coefficient != 0.0);
        entries.sort_unstable_by_key(|(variable, _)| *variable);
        Row { entries, value: -share * of }
    }
}

/// The numbers of a network that [`crate::check`] found in order.
pub(crate) fn problem(network: &Network, streams: &BTreeMap<&str, usize>) -> Problem {
    let at = |id: &str| streams.get(id).copied().unwrap_or_default();
    let mut variables: Vec<_> =
        network.streams.iter().map(|stream| variable(stream.flow)).collect();
    let (mut rows, mut names) = balances(network);
    let nodes = rows.len();
    let mut splits = Vec::new();
    let mut split_names = Vec::new();
    for ratio in &network.ratios {
        let (stream, of) = (at(&ratio.stream), at(&ratio.of));
        let name = ratio_name(&ratio.stream, &ratio.of);
        if ratio.sd == 0.0 {
            rows.push(row(vec![(stream, 1.0), (of, -ratio.ratio)], 0.0));
            names.push(name);
        } else {
            splits.push(Split { stream, of, share: variables.len() });
            variables.push(variable(Flow::Measured { value: ratio.ratio, sd: ratio.sd }));
            split_names.push(name);
        }
    }
    for constraint in &network.constraints {
        let terms = constraint.terms.iter().map(|term| (at(&term.stream), term.coefficient));
        rows.push(row(terms.collect(), constraint.value));
        names.push(constraint.name.clone());
    }
    names.extend(split_names);
    let pairs =
        network.covariances.iter().map(|pair| (at(&pair.first), at(&pair.second), pair.value));
    let blocks = blocks(pairs.filter(|(_, _, value)| *value != 0.0));
    Problem { streams: network.streams.len(), variables, rows, nodes, names, splits, blocks }
}

/// What a split is called in answers.
pub(crate) fn ratio_name(stream: &str, of: &str) -> String {
    format!("{stream}/{of}")
}

fn variable(flow: Flow) -> Variable {
    match flow {
        Flow::Unmeasured => Variable { state: State::Unmeasured, value: 0.0, variance: 0.0 },
        Flow::Measured { value, sd } => {
            Variable { state: State::Measured, value, variance: sd * sd }
        }
        Flow::Held(value) => Variable { state: State::Held, value, variance: 0.0 },
    }
}

/// In − out = 0 for each node, in the order of their names. A loop at one node is in neither.
fn balances(network: &Network) -> (Vec<Row>, Vec<String>) {
    let mut nodes: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
    for (stream, it) in network.streams.iter().enumerate() {
        if it.from == it.to {
            continue;
        }
        for (end, sign) in [(&it.from, -1.0), (&it.to, 1.0)] {
            if let crate::End::Node(node) = end {
                nodes.entry(node).or_default().push((stream, sign));
            }
        }
    }
    nodes.into_iter().map(|(node, entries)| (Row { entries, value: 0.0 }, node.to_owned())).unzip()
}

/// A row with one entry a variable and a largest coefficient of 1, so that rows compare.
fn row(terms: Vec<(usize, f64)>, value: f64) -> Row {
    let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
    for (variable, coefficient) in terms {
        *sums.entry(variable).or_default() += coefficient;
    }
    let largest = sums.values().fold(0.0, |most: f64, it| most.max(it.abs()));
    let scale = if largest > 0.0 { largest } else { 1.0 };
    let entries = sums.into_iter().filter(|(_, it)| *it != 0.0).map(|(at, it)| (at, it / scale));
    Row { entries: entries.collect(), value: value / scale }
}

/// Pairs that hang together, in blocks.
fn blocks(pairs: impl Iterator<Item = (usize, usize, f64)>) -> Vec<Vec<(usize, usize, f64)>> {
    let mut blocks: Vec<Vec<(usize, usize, f64)>> = Vec::new();
    let mut block_of: BTreeMap<usize, usize> = BTreeMap::new();
    for pair in pairs {
        let (first, second) = (block_of.get(&pair.0).copied(), block_of.get(&pair.1).copied());
        let into = first.or(second).unwrap_or_else(|| {
            blocks.push(Vec::new());
            blocks.len() - 1
        });
        blocks[into].push(pair);
        if let Some(other) = second.filter(|other| *other != into) {
            let moved = std::mem::take(&mut blocks[other]);
            for (a, b, _) in &moved {
                block_of.extend([(*a, into), (*b, into)]);
            }
            blocks[into].extend(moved);
        }
        block_of.extend([(pair.0, into), (pair.1, into)]);
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}
