//! How a person arranges the block diagram.

use crate::app::App;
use crate::loaded::{label, put};
use crate::{Error, Result, view};
use shuiheng_audit::{Diagnosis, Lang, Text};
use shuiheng_drawing::{BlockLayout, Front, Step};
use shuiheng_report::{block_front, block_workshops};
use shuiheng_store::Kind;
use view::DiagramChange;

impl App {
    /// Arranges the block diagram of a diagnosis. What changes nothing, such as a step over
    /// the edge, is no change that could be taken back.
    ///
    /// # Errors
    /// No such diagnosis, box or workshop.
    pub fn arrange_diagram(&self, id: &str, change: &DiagramChange) -> Result<view::Diagnosis> {
        let (diagnosis, before) = self.arranged(id)?;
        let (after, what) = arranged(&diagnosis, &before, change)?;
        if after == before {
            return self.diagnosis(id);
        }
        self.change(id, what, 0, |loaded, draft, _| {
            let mut body = loaded.body.clone();
            body.diagram = after;
            put(draft, loaded.id, Kind::Diagnosis, loaded.scope(), body)
        })
    }
}

/// The layout after a change, and what the change is called.
fn arranged(
    diagnosis: &Diagnosis,
    layout: &BlockLayout,
    change: &DiagramChange,
) -> Result<(BlockLayout, Text)> {
    let front = block_front(diagnosis, layout, Lang::Zh);
    match change {
        DiagramChange::Automatic => Ok((
            BlockLayout::default(),
            label("方框图恢复自动布局", "Lay the block diagram out automatically"),
        )),
        DiagramChange::FoldAll { folded } => {
            let all = if *folded { block_workshops(diagnosis) } else { Default::default() };
            let what = if *folded {
                label("方框图全部折叠", "Fold the whole block diagram")
            } else {
                label("方框图全部展开", "Unfold the whole block diagram")
            };
            Ok((BlockLayout { folded: Some(all), ..layout.clone() }, what))
        }
        DiagramChange::Fold { node, folded } => fold(&front, layout, (node, *folded)),
        DiagramChange::Drop { node, x, y } => {
            let slot = front.diagram.slot_at(*x, *y);
            moved(&front, layout, node, slot)
        }
        DiagramChange::Step { node, step } => {
            let slot = front.diagram.slot_beside(node, way(step)?);
            moved(&front, layout, node, slot)
        }
    }
}

fn fold(
    front: &Front,
    layout: &BlockLayout,
    (node, hide): (&str, bool),
) -> Result<(BlockLayout, Text)> {
    let known = front.diagram.folds.iter().find(|fold| fold.id == node).ok_or_else(|| {
        Error::not_found("方框图中没有该车间。", "there is no such workshop in the diagram")
    })?;
    let mut folded = front.folded.clone();
    let name = &known.name;
    let what = if hide {
        folded.insert(node.to_owned());
        label(format!("方框图折叠“{name}”"), format!("Fold {name} in the block diagram"))
    } else {
        folded.remove(node);
        label(format!("方框图展开“{name}”"), format!("Unfold {name} in the block diagram"))
    };
    Ok((BlockLayout { folded: Some(folded), ..layout.clone() }, what))
}

/// The layout with a box in another slot; the one that stands where there is no such slot.
/// All boxes that are seen are pinned, so that nothing else moves.
fn moved(
    front: &Front,
    layout: &BlockLayout,
    node: &str,
    slot: Option<shuiheng_drawing::Slot>,
) -> Result<(BlockLayout, Text)> {
    let placed = front.diagram.boxes.iter().find(|placed| placed.id == node).ok_or_else(|| {
        Error::not_found("方框图中没有该方框。", "there is no such box in the diagram")
    })?;
    let name = front.network.node(node).map_or(node, |node| &node.name);
    let what = label(format!("移动方框“{name}”"), format!("Move the box {name}"));
    let slots = slot.and_then(|slot| front.diagram.rearranged(node, slot));
    let Some(slots) = slots.filter(|slots| slots.get(node).copied() != placed.slot) else {
        return Ok((layout.clone(), what));
    };
    let mut pinned = layout.pinned.clone();
    pinned.extend(slots);
    // What was folded as it suited the sheet stays folded: the picture must not jump.
    Ok((BlockLayout { folded: Some(front.folded.clone()), pinned }, what))
}

fn way(step: &str) -> Result<Step> {
    match step {
        "left" => Ok(Step::Left),
        "right" => Ok(Step::Right),
        "up" => Ok(Step::Up),
        "down" => Ok(Step::Down),
        other => {
            Err(Error::not_found(format!("没有“{other}”这个方向。"), format!("no way {other}")))
        }
    }
}
