//! The network of meters (计量网络图): from the sources through the meters of level 1 and 2
//! to those of level 3, as the register of meters tells it.
//!
//! A line is drawn where the register names the meter above; where it does not, the meter
//! stands at its level and a dashed line with a free end says that its meter above is not
//! told. Nothing is inferred from names or places.

mod cells;
mod paint;
mod place;
mod tree;

use crate::block::A4_LANDSCAPE;
use crate::legend::legend;
use crate::{Measure, Scene};
use cells::cells;
use place::place;
use shuiheng_audit::{Lang, Text};
use std::collections::BTreeSet;
use tree::{Tree, tree};

/// The meters of a register, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeterNetwork {
    /// What it is the picture of: the enterprise's name.
    pub title: String,
    /// Names of the sources that water is taken from.
    pub sources: Vec<String>,
    /// Meters.
    pub meters: Vec<MeterNode>,
}

/// A meter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeterNode {
    /// Its number as written.
    pub number: String,
    /// What it measures or where it stands.
    pub name: String,
    /// 1 to 3; none where the register does not tell.
    pub level: Option<u8>,
    /// The number of the meter above it; none where the register does not tell.
    pub parent: Option<String>,
    /// Whether its verification is in force.
    pub verification: Verification,
    /// Whether it reports online; none where not known.
    pub online: Option<bool>,
    /// Short lines below its name: 停用.
    pub notes: Vec<String>,
}

/// Whether the verification of a meter was in force on the last day of the test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verification {
    /// In force.
    Valid,
    /// Past its last day.
    Overdue,
    /// Not told by the register.
    #[default]
    Unknown,
}

/// Text below this is not legible in print, pt.
const LEGIBLE: f64 = 6.0;
/// The register is cut into no more sheets than this.
const MOST: usize = 40;

/// Draws the network of meters, in proportions that suit a sheet (pt).
pub fn meter_network(
    network: &MeterNetwork,
    sheet: (f64, f64),
    (measure, lang): (&dyn Measure, Lang),
) -> Scene {
    let tree = tree(network, lang);
    let cells = cells(&tree, measure);
    let placed = place(&tree, &cells, sheet);
    let mut shapes = paint::paint(&tree, &cells, &placed, (measure, lang));
    let width = placed.width.max(260.0);
    let entries = paint::entries(&tree, lang);
    let (key, height) = legend(&entries, (placed.height, width), measure, lang);
    shapes.push(key);
    let title = Text::new("计量网络图", "Network of water meters");
    let count = |level: Option<u8>| network.meters.iter().filter(|m| m.level == level).count();
    let [first, second, third, unknown] = [Some(1), Some(2), Some(3), None].map(count);
    let description = Text::new(
        format!(
            "水表：一级 {first} 只，二级 {second} 只，三级 {third} 只，级别不详 {unknown} 只。"
        ),
        format!(
            "Meters: {first} of level 1, {second} of level 2, {third} of level 3, {unknown} of no known level."
        ),
    );
    Scene {
        width,
        height: placed.height + height,
        title: format!("{} {}", network.title, title.get(lang)).trim().to_owned(),
        description: description.get(lang).to_owned(),
        shapes,
    }
}

/// The network of meters on A4 sheets: the whole on one where its text stays at 6 pt or
/// more. Else an overview of the meters that others hang on, with how many, and sheets on
/// which each of the rest stands once, below the meters above it.
pub fn meter_sheets(network: &MeterNetwork, lettering: (&dyn Measure, Lang)) -> Vec<Scene> {
    let draw = |network: &MeterNetwork| meter_network(network, A4_LANDSCAPE, lettering);
    let whole = draw(network);
    if is_legible(&whole) {
        return vec![whole];
    }
    let (_, lang) = lettering;
    let tree = tree(network, lang);
    let ends: Vec<usize> =
        tree.in_order().into_iter().filter(|at| tree.below[*at].is_empty()).collect();
    let cut = |count: usize| -> Vec<Scene> {
        let runs = ends.chunks(ends.len().div_ceil(count).max(1));
        let many = runs.len();
        let run = |(at, run): (usize, &[usize])| {
            let part = Text::new(format!("（{}/{many}）", at + 1), format!(" ({}/{many})", at + 1));
            let mut scene = draw(&part_of(network, &tree, run));
            scene.title.push_str(part.get(lang));
            scene
        };
        runs.enumerate().map(run).collect()
    };
    let most = MOST.min(ends.len()).max(1);
    let parts = (1..most)
        .map(cut)
        .find(|sheets| sheets.iter().all(is_legible))
        .unwrap_or_else(|| cut(most));
    let overview = overview(network, &tree, lang);
    // Each overview has fewer meters than what it is of, so that this ends.
    let overview = match overview.meters.is_empty() {
        true => Vec::new(),
        false => meter_sheets(&overview, lettering),
    };
    overview.into_iter().chain(parts).collect()
}

fn is_legible(scene: &Scene) -> bool {
    let scale = (A4_LANDSCAPE.0 / scene.width).min(A4_LANDSCAPE.1 / scene.height).min(1.0);
    cells::SMALL * scale >= LEGIBLE
}

/// Some meters with all those above them.
fn part_of(network: &MeterNetwork, tree: &Tree<'_>, run: &[usize]) -> MeterNetwork {
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    for &at in run {
        kept.extend(std::iter::successors(Some(at), |at| tree.above[*at]));
    }
    let meters = kept.into_iter().map(|at| network.meters[at].clone()).collect();
    MeterNetwork { meters, ..network.clone() }
}

/// The meters that others hang on, and on each how many do.
fn overview(network: &MeterNetwork, tree: &Tree<'_>, lang: Lang) -> MeterNetwork {
    let kept = (0..network.meters.len()).filter(|at| !tree.below[*at].is_empty());
    let meters = kept.map(|at| {
        let mut meter = network.meters[at].clone();
        let hidden = tree.below[at].iter().filter(|below| tree.below[**below].is_empty()).count();
        if hidden > 0 {
            let words =
                Text::new(format!("另有下级表 {hidden} 只"), format!("{hidden} more below"));
            meter.notes.push(words.get(lang).to_owned());
        }
        meter
    });
    MeterNetwork { meters: meters.collect(), ..network.clone() }
}
