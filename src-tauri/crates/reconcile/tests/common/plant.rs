//! Invented plants for properties: water walks from outside through nodes and out again, or in
//! circles, so that the true flows balance and none is negative.

use crate::common::{end, network};
use proptest::prelude::*;
use shuiheng_reconcile::{Flow, Network, Ratio, Stream};
use std::collections::BTreeMap;

/// A plant and its true flows.
#[derive(Clone, Debug)]
pub(crate) struct Plant {
    pub(crate) network: Network,
    pub(crate) truth: Vec<f64>,
    /// The streams of each walk.
    pub(crate) walks: Vec<Vec<usize>>,
}

/// What is known of a stream, as chance has it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Known {
    Measured { relative: f64, error: f64 },
    Held,
    Unmeasured,
}

fn known(held: u32) -> impl Strategy<Value = Known> {
    prop_oneof![
        6 => (0.005..0.3, -2.0..2.0_f64).prop_map(|(relative, error)| Known::Measured { relative, error }),
        held => Just(Known::Held),
        4 => Just(Known::Unmeasured),
    ]
}

fn name(node: usize) -> String {
    if node == 0 { "ENV".into() } else { format!("N{node}") }
}

/// Plants of up to seven nodes; some streams are held, some in fixed splits.
pub(crate) fn plants(held: u32, splits: usize) -> impl Strategy<Value = Plant> {
    let walk = (any::<bool>(), prop::collection::vec(1..7_usize, 1..6), 1.0..500.0_f64);
    let walks = prop::collection::vec(walk, 1..7);
    (
        walks,
        prop::collection::vec(known(held), 40),
        prop::collection::vec((0..40_usize, 0..40_usize), splits),
    )
        .prop_map(|(walks, known, splits)| plant(&walks, &known, &splits))
}

fn plant(walks: &[(bool, Vec<usize>, f64)], known: &[Known], splits: &[(usize, usize)]) -> Plant {
    let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let (mut truth, mut steps): (Vec<f64>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
    for (through, nodes, amount) in walks {
        let mut path = nodes.clone();
        if *through {
            path.insert(0, 0);
            path.push(0);
        } else {
            path.push(nodes[0]);
        }
        let mut walked = Vec::new();
        for pair in path.windows(2) {
            let at = *places.entry((pair[0], pair[1])).or_insert(truth.len());
            if at == truth.len() {
                truth.push(0.0);
            }
            truth[at] += amount;
            walked.push(at);
        }
        steps.push(walked);
    }
    let mut streams = vec![None; truth.len()];
    for ((from, to), at) in &places {
        let stream = Stream::new(format!("S{at:02}"), end(&name(*from)), end(&name(*to)));
        let value = truth[*at];
        streams[*at] = Some(match known[at % known.len()] {
            Known::Measured { relative, error } => {
                stream.measured(value * (1.0 + relative * error), value * relative)
            }
            Known::Held => stream.held(value),
            Known::Unmeasured => stream,
        });
    }
    let mut network = network(streams.into_iter().flatten().collect());
    let mut taken: Vec<(String, String)> = Vec::new();
    for (stream, of) in splits {
        let (stream, of) = (stream % truth.len(), of % truth.len());
        let names = (network.streams[stream].id.clone(), network.streams[of].id.clone());
        if stream == of || truth[stream] > truth[of] || taken.contains(&names) {
            continue;
        }
        taken.push(names.clone());
        let ratio = truth[stream] / truth[of];
        network.ratios.push(Ratio { node: None, stream: names.0, of: names.1, ratio, sd: 0.0 });
    }
    Plant { network, truth, walks: steps }
}

/// The network without bounds.
pub(crate) fn unbounded(mut network: Network) -> Network {
    network.streams.iter_mut().for_each(|stream| stream.lower = None);
    network
}

/// Whether a stream is measured.
pub(crate) fn is_measured(stream: &Stream) -> bool {
    matches!(stream.flow, Flow::Measured { .. })
}
