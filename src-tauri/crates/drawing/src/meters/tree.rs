//! Which meter hangs on which: what the register tells, and what it does not.

use super::{MeterNetwork, MeterNode};
use shuiheng_audit::{Lang, Text};
use std::collections::BTreeMap;

/// Zones of the picture: the sources, three levels, and meters of no known level.
pub(super) const ZONES: usize = 5;

/// The meters as a forest; indices are places in the register.
pub(super) struct Tree<'a> {
    pub(super) network: &'a MeterNetwork,
    /// The zone of each meter, 1 to 4.
    pub(super) zone: Vec<usize>,
    /// The meter above, where the register tells it and its level is higher.
    pub(super) above: Vec<Option<usize>>,
    /// The meters below, in the register's order.
    pub(super) below: Vec<Vec<usize>>,
    /// What is to be said of a meter above that cannot be drawn.
    pub(super) doubts: Vec<Option<String>>,
}

/// The forest of a register.
pub(super) fn tree(network: &MeterNetwork, lang: Lang) -> Tree<'_> {
    let meters = &network.meters;
    let zone: Vec<usize> = meters
        .iter()
        .map(|meter| match meter.level {
            Some(level @ 1..=3) => usize::from(level),
            Some(_) | None => ZONES - 1,
        })
        .collect();
    let mut numbers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, meter) in meters.iter().enumerate() {
        numbers.entry(meter.number.trim()).or_default().push(at);
    }
    let mut tree = Tree {
        network,
        above: vec![None; meters.len()],
        below: vec![Vec::new(); meters.len()],
        doubts: vec![None; meters.len()],
        zone,
    };
    for (at, meter) in meters.iter().enumerate() {
        let Some(parent) = told(meter) else { continue };
        match numbers.get(parent).map(Vec::as_slice) {
            Some([above]) if tree.zone[*above] < tree.zone[at] => {
                tree.above[at] = Some(*above);
                tree.below[*above].push(at);
            }
            Some([_]) => {
                let words = Text::new(
                    format!("上级表 {parent}：级别不高于本表"),
                    format!("above: {parent}, not of a higher level"),
                );
                tree.doubts[at] = Some(words.get(lang).to_owned());
            }
            Some(_) => {
                let words = Text::new(
                    format!("上级表 {parent}：编号重复"),
                    format!("above: {parent}, a number given twice"),
                );
                tree.doubts[at] = Some(words.get(lang).to_owned());
            }
            None => {
                let words = Text::new(
                    format!("上级表 {parent}：台账中没有"),
                    format!("above: {parent}, not in the register"),
                );
                tree.doubts[at] = Some(words.get(lang).to_owned());
            }
        }
    }
    tree
}

fn told(meter: &MeterNode) -> Option<&str> {
    meter.parent.as_deref().map(str::trim).filter(|parent| !parent.is_empty())
}

impl Tree<'_> {
    /// Meters without one above, by zone.
    pub(super) fn roots(&self, zone: usize) -> Vec<usize> {
        let all = 0..self.zone.len();
        all.filter(|at| self.zone[*at] == zone && self.above[*at].is_none()).collect()
    }

    /// The last zone that a meter or one below it stands in.
    pub(super) fn deepest(&self, at: usize) -> usize {
        let below = self.below[at].iter().map(|below| self.deepest(*below));
        below.max().unwrap_or(0).max(self.zone[at])
    }

    /// All meters, each after the one above it.
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.zone.len());
        let mut left: Vec<usize> = (1..ZONES).flat_map(|zone| self.roots(zone)).rev().collect();
        while let Some(at) = left.pop() {
            order.push(at);
            left.extend(self.below[at].iter().rev());
        }
        order
    }

    /// Whether a meter of the register has no meter above that can be drawn, though its
    /// level asks for one.
    pub(super) fn is_loose(&self, at: usize) -> bool {
        self.above[at].is_none() && self.zone[at] > 1
    }
}
