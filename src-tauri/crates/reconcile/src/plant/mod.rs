//! A plant's balance as a network: its units, pools and drains are the nodes, its streams are
//! measured as well as their figures were obtained.

mod build;
mod target;

pub use target::PlantTarget;

use crate::{Advice, Estimate, Network, Reconciliation, Result, Solution, StreamResult};
use shuiheng_audit::{DataQuality, Grade, Site, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What an auditor decides before a plant is reconciled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Streams of the site, by their place in it, whose figures are not adjusted: a billed
    /// meter that was not proven wrong.
    pub held: BTreeSet<usize>,
}

/// A plant as a network.
#[derive(Clone, Debug)]
pub struct Plant {
    network: Network,
    streams: Vec<PlantStream>,
    targets: BTreeMap<PlantTarget, crate::Target>,
    /// The relative standard uncertainty of a meter that could be installed.
    meter: f64,
}

/// A stream of the network and what it is in the plant.
#[derive(Clone, Debug, PartialEq)]
pub struct PlantStream {
    /// Its name in the network: the Chinese one, numbered where two streams share it.
    pub id: String,
    /// Its place among the streams of the site; none for one that follows from the others: what
    /// the drains lead away, and what they hand to reuse.
    pub at: Option<usize>,
    /// What a person calls it: 自来水 → 染色机.
    pub name: Text,
    /// The grade of its figure; none where there is no figure, or the data have no grade for it.
    pub grade: Option<Grade>,
}

/// The most probable flows of a plant.
#[derive(Clone, Debug)]
pub struct PlantReconciliation {
    /// Its streams, those of the site in its order, then those that follow.
    pub streams: Vec<(PlantStream, StreamResult)>,
    /// The tests, what is suspect, and what cannot be told apart. Streams go by their names in
    /// the network: see [`PlantReconciliation::name`].
    pub tests: Reconciliation,
    /// Indicators of the most probable flows with their standard uncertainty; none where the
    /// data do not tell them. Volumes in m³/d, rates from 0 to 1.
    pub estimates: BTreeMap<PlantTarget, Option<Estimate>>,
    /// Which further meters would make each indicator surer.
    pub advice: BTreeMap<PlantTarget, Advice>,
}

impl Plant {
    /// The network of a site. Units that divide another one (其中) have no balance of their
    /// own; a figure that is zero is certain; a pool that the table only fills or only empties
    /// is outside.
    pub fn of(site: &Site, quality: &DataQuality, choices: &Choices) -> Self {
        build::plant(site, quality, choices)
    }

    /// The network.
    pub const fn network(&self) -> &Network {
        &self.network
    }

    /// The most probable flows.
    ///
    /// # Errors
    /// As [`crate::reconcile`].
    pub fn reconcile(&self) -> Result<PlantReconciliation> {
        let solution = Solution::of(&self.network)?;
        let tests = solution.reconciliation().clone();
        let mut estimates = BTreeMap::new();
        let mut advice = BTreeMap::new();
        for (target, sum) in &self.targets {
            estimates.insert(*target, solution.uncertainty(sum)?);
            advice.insert(*target, solution.advise(sum, self.meter)?);
        }
        let streams = self.streams.iter().cloned().zip(tests.streams.iter().cloned()).collect();
        Ok(PlantReconciliation { streams, tests, estimates, advice })
    }
}

impl PlantReconciliation {
    /// What a person calls a stream of the network.
    pub fn name(&self, id: &str) -> Text {
        let found = self.streams.iter().find(|(stream, _)| stream.id == id);
        found.map_or_else(|| Text::new(id, id), |(stream, _)| stream.name.clone())
    }
}
