//! The block diagram of a water balance (水平衡方框图): sources on the left, units in
//! columns, treatment and drains on the right; consumption upwards, leakage downwards.

mod arranged;
mod columns;
mod geometry;
mod key;
mod lanes;
mod layers;
mod lines;
mod look;
mod paint;
mod plan;
mod ports;
mod route;
mod sheets;
mod size;
mod stack;

use crate::legend::legend;
use crate::network::{Link, Network};
use crate::{Measure, Scene};
pub use arranged::{BlockLayout, Step};
pub use sheets::{Front, front, sheets, workshops};

use geometry::Geometry;
use paint::Canvas;
use plan::Plan;
use serde::{Deserialize, Serialize};
use shuiheng_audit::{Lang, Text};
use size::Sizes;
use std::collections::{BTreeMap, BTreeSet};

/// How a block diagram is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockStyle {
    /// The language of the legend and of marks.
    pub lang: Lang,
    /// Ids of parents that are one box with the sums of their parts.
    pub folded: BTreeSet<String>,
    /// Slots that a person gave to boxes, by id.
    pub pinned: BTreeMap<String, Slot>,
    /// Width and height whose proportions the diagram should have, pt. It is not scaled
    /// to them.
    pub sheet: (f64, f64),
}

impl Default for BlockStyle {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            folded: BTreeSet::new(),
            pinned: BTreeMap::new(),
            sheet: A4_LANDSCAPE,
        }
    }
}

/// What A4 landscape leaves for a figure with its caption, pt.
pub const A4_LANDSCAPE: (f64, f64) = (714.0, 430.0);

/// What A3 landscape leaves for a figure with its caption, pt: the folded sheet on which
/// reports print a large plant.
pub const A3_LANDSCAPE: (f64, f64) = (1063.0, 677.0);

/// A place for a box: columns from the left, boxes of a column from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Slot {
    /// From 0.
    pub column: usize,
    /// From 0.
    pub row: usize,
}

/// Where a box came to stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// The node's id.
    pub id: String,
    /// Its slot; none for a pool, which stands on its bus line.
    pub slot: Option<Slot>,
    /// Left edge, pt.
    pub x: f64,
    /// Upper edge, pt.
    pub y: f64,
    /// pt.
    pub width: f64,
    /// pt.
    pub height: f64,
}

/// A place where the hierarchy is folded or unfolded: a corner of a frame, or the mark of a
/// folded box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fold {
    /// The parent's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// True where its parts are not seen.
    pub folded: bool,
    /// Middle of the mark, pt.
    pub x: f64,
    /// Middle of the mark, pt.
    pub y: f64,
}

/// A block diagram and where its boxes stand.
///
/// Ids of groups in the scene: `node/<id>`, `frame/<id>`, `link/<from>→<to>`,
/// `bus/…`, `legend`.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockDiagram {
    /// The picture.
    pub scene: Scene,
    /// Its boxes.
    pub boxes: Vec<Placed>,
    /// Where its hierarchy is folded and unfolded.
    pub folds: Vec<Fold>,
    /// The smallest text, pt.
    pub smallest_text: f64,
    /// Links that cannot be drawn, since one end is no node or is a sink without a box.
    pub left_out: Vec<Link>,
}

impl BlockDiagram {
    /// The factor by which the picture fits a sheet (pt); never more than 1.
    pub fn scale(&self, (width, height): (f64, f64)) -> f64 {
        scale((self.scene.width, self.scene.height), (width, height))
    }

    /// The smallest text on a sheet (pt), after scaling. Below 6 pt it is not legible:
    /// better draw a picture of the folded whole and one of each workshop.
    pub fn text_on(&self, sheet: (f64, f64)) -> f64 {
        self.smallest_text * self.scale(sheet)
    }
}

fn scale((width, height): (f64, f64), sheet: (f64, f64)) -> f64 {
    (sheet.0 / width).min(sheet.1 / height).min(1.0)
}

/// Draws the block diagram of a network.
pub fn block_diagram(network: &Network, style: &BlockStyle, measure: &dyn Measure) -> BlockDiagram {
    let seen = network.folded(&style.folded);
    let plan = plan::plan(&seen, &style.folded, style.lang);
    let sizes = size::sizes(&plan, measure);
    let geometry = best(&plan, &sizes, style);
    let canvas =
        Canvas { plan: &plan, sizes: &sizes, geometry: &geometry, measure, lang: style.lang };
    let mut shapes = paint::paint(&canvas);
    let width = geometry.width.max(160.0);
    let entries = key::entries(&plan, style.lang);
    let (legend, height) = legend(&entries, (geometry.height, width), measure, style.lang);
    shapes.push(legend);
    let title = Text::new("水平衡方框图", "Water balance block diagram");
    let scene = Scene {
        width,
        height: geometry.height + height,
        title: format!("{} {}", seen.title, title.get(style.lang)).trim().to_owned(),
        description: description(&plan, style.lang),
        shapes,
    };
    BlockDiagram {
        scene,
        boxes: boxes(&plan, &sizes, &geometry),
        folds: folds(&plan, &sizes, &geometry),
        smallest_text: size::SMALL,
        left_out: plan.left_out,
    }
}

/// A picture with split workshops must be larger by this to be taken.
const SPLIT: f64 = 0.88;

/// The way of cutting the diagram into columns that is largest on the sheet; of equals,
/// the one of fewest columns.
fn best(plan: &Plan<'_>, sizes: &Sizes, style: &BlockStyle) -> Geometry {
    let zones = layers::layers(plan);
    let mut best: Option<(f64, Geometry)> = None;
    let mut seen: BTreeSet<columns::Columns> = BTreeSet::new();
    for (mut columns, split) in columns::candidates(plan, sizes, &zones) {
        columns::pin(plan, &mut columns, &style.pinned);
        // Pinned boxes make many ways of cutting one and the same.
        if !style.pinned.is_empty() && !seen.insert(columns.clone()) {
            continue;
        }
        let geometry = geometry::geometry(plan, sizes, columns);
        let whole = scale((geometry.width, geometry.height + 20.0), style.sheet);
        let scale = if split { whole * SPLIT } else { whole };
        if best.as_ref().is_none_or(|(other, _)| scale > *other + 0.005) {
            best = Some((scale, geometry));
        }
    }
    match best {
        Some((_, geometry)) => geometry,
        None => geometry::geometry(plan, sizes, Vec::new()),
    }
}

fn boxes(plan: &Plan<'_>, sizes: &Sizes, geometry: &Geometry) -> Vec<Placed> {
    let mut slots: BTreeMap<usize, Slot> = BTreeMap::new();
    for (column, cells) in geometry.columns.iter().enumerate() {
        slots.extend(cells.iter().enumerate().map(|(row, cell)| (*cell, Slot { column, row })));
    }
    let cells = plan.cells.iter().enumerate();
    cells
        .map(|(at, cell)| Placed {
            id: cell.node.id.clone(),
            slot: slots.get(&at).copied(),
            x: geometry.corners[at].0,
            y: geometry.corners[at].1,
            width: sizes.width,
            height: sizes.cells[at].height,
        })
        .collect()
}

fn folds(plan: &Plan<'_>, sizes: &Sizes, geometry: &Geometry) -> Vec<Fold> {
    let fold = |node: &crate::Node, folded: bool, (x, y): (f64, f64)| Fold {
        id: node.id.clone(),
        name: node.name.clone(),
        folded,
        x,
        y,
    };
    let frames = geometry.frames(plan, sizes).into_iter();
    let open = frames.map(|frame| fold(plan.groups[frame.group].node, false, (frame.x, frame.y)));
    let cells = plan.cells.iter().zip(&geometry.corners).filter(|(cell, _)| cell.folded);
    let closed =
        cells.map(|(cell, (x, y))| fold(cell.node, true, (x + paint::FOLD, y + paint::FOLD)));
    open.chain(closed).collect()
}

fn description(plan: &Plan<'_>, lang: Lang) -> String {
    let boxes = plan.cells.len();
    let flows: usize =
        plan.nets.iter().map(|net| net.ends.iter().filter(|e| e.name.is_some()).count()).sum();
    let stubs: usize = plan.cells.iter().map(|cell| cell.up.len() + cell.down.len()).sum();
    let flows = flows + stubs;
    let open = plan.cells.iter().filter(|cell| cell.node.state == Some(crate::State::Open)).count();
    let text = Text::new(
        format!("{boxes} 个方框，{flows} 股水流，{open} 个单元不平衡；单位 m³/d。"),
        format!("{boxes} boxes, {flows} flows, {open} units do not close; m³/d."),
    );
    text.get(lang).to_owned()
}
