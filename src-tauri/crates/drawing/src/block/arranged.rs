//! What a person arranged of a block diagram: what is folded and where boxes stand. The
//! window and the report draw by it alike.

use super::{BlockDiagram, Placed, Slot};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How a person arranged a block diagram. Ids are those of the network's nodes; what the
/// network no longer has is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BlockLayout {
    /// Parents that are one box with the sums of their parts; none: none where the whole
    /// is legible on a sheet, else all workshops.
    pub folded: Option<BTreeSet<String>>,
    /// Slots that were given to boxes.
    pub pinned: BTreeMap<String, Slot>,
}

/// Where a box is moved to by a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Into the column on the left.
    Left,
    /// Into the column on the right.
    Right,
    /// Before the box above it.
    Up,
    /// After the box below it.
    Down,
}

impl BlockDiagram {
    /// The slot nearest to a position (pt): where a box goes that a person drops there.
    pub fn slot_at(&self, x: f64, y: f64) -> Option<Slot> {
        let slotted = || self.boxes.iter().filter_map(|at| at.slot.map(|slot| (slot, at)));
        let away = |placed: &Placed| (placed.x + placed.width / 2.0 - x).abs();
        let (near, _) = slotted().min_by(|a, b| away(a.1).total_cmp(&away(b.1)))?;
        let above =
            slotted().filter(|(slot, at)| slot.column == near.column && at.y + at.height / 2.0 < y);
        Some(Slot { column: near.column, row: above.count() })
    }

    /// The slot a step away from a box's own, as [`Self::slot_at`] would name it; none at
    /// the edge, and for a box without a slot.
    pub fn slot_beside(&self, id: &str, step: Step) -> Option<Slot> {
        let own = self.boxes.iter().find(|placed| placed.id == id)?;
        let slot = own.slot?;
        let slots = || self.boxes.iter().filter_map(|placed| placed.slot);
        let column = match step {
            Step::Up => {
                return slot.row.checked_sub(1).map(|row| Slot { row, ..slot });
            }
            Step::Down => {
                let count = slots().filter(|other| other.column == slot.column).count();
                return (slot.row + 1 < count).then_some(Slot { row: slot.row + 2, ..slot });
            }
            Step::Left => slot.column.checked_sub(1)?,
            Step::Right => slot.column + 1,
        };
        slots().any(|other| other.column == column).then_some(())?;
        let middle = own.y + own.height / 2.0;
        let above = |placed: &&Placed| {
            placed.slot.is_some_and(|slot| slot.column == column)
                && placed.y + placed.height / 2.0 < middle
        };
        Some(Slot { column, row: self.boxes.iter().filter(above).count() })
    }

    /// The slots of all boxes after one was moved to a slot: pinned together, nothing else
    /// moves. None where there is no such box, or it has no slot.
    pub fn rearranged(&self, id: &str, to: Slot) -> Option<BTreeMap<String, Slot>> {
        let own = self.boxes.iter().find(|placed| placed.id == id)?.slot?;
        let mut columns: BTreeMap<usize, BTreeMap<usize, &str>> = BTreeMap::new();
        for placed in &self.boxes {
            if let Some(slot) = placed.slot {
                columns.entry(slot.column).or_default().insert(slot.row, &placed.id);
            }
        }
        let mut columns: Vec<Vec<&str>> =
            columns.into_values().map(|column| column.into_values().collect()).collect();
        let (id, to) = (columns.get_mut(own.column)?.remove(own.row), to.column_of(&columns));
        // The slot counts the box itself where it stood above it.
        let row = if to.column == own.column && to.row > own.row { to.row - 1 } else { to.row };
        let column = columns.get_mut(to.column)?;
        column.insert(row.min(column.len()), id);
        columns.retain(|column| !column.is_empty());
        let slots = columns.iter().enumerate().flat_map(|(column, ids)| {
            ids.iter().enumerate().map(move |(row, id)| ((*id).to_owned(), Slot { column, row }))
        });
        Some(slots.collect())
    }
}

impl Slot {
    /// The slot, in the last column where its own is beyond that.
    fn column_of(self, columns: &[Vec<&str>]) -> Self {
        Self { column: self.column.min(columns.len().saturating_sub(1)), ..self }
    }
}
