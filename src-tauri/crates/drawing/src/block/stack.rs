//! Where boxes stand in their column, from the top down.

use super::plan::{Plan, Side, Zone};
use super::size::{GRID, Sizes};
use crate::isotonic::isotonic;

/// Height of a stub with its figure, pt.
pub(super) const STUB: f64 = 9.0;
/// Inside a frame, below its last box, pt.
pub(super) const FRAME_FOOT: f64 = 4.0;
/// Height of a frame's title, pt.
pub(super) const FRAME_TITLE: f64 = 11.0;
/// Room that one line through a gap takes, pt.
const LANE: f64 = 4.0;
/// A bus says nothing about where a box should stand.
const BUS: usize = 5;

/// Boxes of one column with the gaps before them.
pub(super) struct Stack {
    pub(super) cells: Vec<usize>,
    /// One more than cells: above the first, between them, below the last.
    pub(super) gaps: Vec<Gap>,
}

/// What lies between two boxes of a column; all in pt.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    pub(super) height: f64,
    /// From the lower edge of the upper box: what stubs and the frame below it take.
    pub(super) before: f64,
    /// Up from the upper edge of the lower box: the same.
    pub(super) after: f64,
}

/// Gaps of a column in which some have to let lines through.
pub(super) fn stack(plan: &Plan<'_>, sizes: &Sizes, cells: &[usize], lanes: &[usize]) -> Stack {
    let gaps = (0..=cells.len()).map(|at| {
        let upper = at.checked_sub(1).and_then(|at| cells.get(at)).copied();
        gap((plan, sizes), upper, cells.get(at).copied(), lanes.get(at).copied().unwrap_or(0))
    });
    Stack { cells: cells.to_vec(), gaps: gaps.collect() }
}

fn gap(
    (plan, sizes): (&Plan<'_>, &Sizes),
    upper: Option<usize>,
    lower: Option<usize>,
    lanes: usize,
) -> Gap {
    let width = |widths: &[f64]| widths.iter().sum::<f64>();
    let down = upper.map_or(0.0, |cell| width(&sizes.cells[cell].down));
    let up = lower.map_or(0.0, |cell| width(&sizes.cells[cell].up));
    let group = |cell: Option<usize>| cell.and_then(|cell| plan.cells[cell].group);
    let border = group(upper) != group(lower);
    let stub = |width: f64| if width > 0.0 { STUB + 1.0 } else { 2.0 };
    let mut before = stub(down);
    let mut after = stub(up);
    let share = !border && lanes == 0 && down + up + 4.0 <= sizes.width;
    if border && group(upper).is_some() {
        before += FRAME_FOOT;
    }
    if border && group(lower).is_some() {
        after += FRAME_TITLE;
    }
    let height = if share { before.max(after) + 2.0 } else { before + after };
    let ends = if upper.is_none() || lower.is_none() { 0.0 } else { 2.0 };
    let room = LANE * lanes as f64 + if border { ends + 2.0 } else { 0.0 };
    let height = ((height + room) / GRID).ceil() * GRID;
    Gap { height: height.max(2.0 * GRID), before, after }
}

impl Stack {
    /// Tops of the boxes where all stand as close as they can, and the column's height.
    pub(super) fn offsets(&self, sizes: &Sizes) -> (Vec<f64>, f64) {
        let mut y = 0.0;
        let mut tops = Vec::with_capacity(self.cells.len());
        for (cell, gap) in self.cells.iter().zip(&self.gaps) {
            y += gap.height;
            tops.push(y);
            y += sizes.cells[*cell].height;
        }
        (tops, y + self.gaps.last().map_or(0.0, |gap| gap.height))
    }

    /// Free stretches of y in this column, where a line may pass, given the tops.
    pub(super) fn free(&self, sizes: &Sizes, tops: &[f64], body: f64) -> Vec<(f64, f64)> {
        let mut low = 0.0;
        let mut free = Vec::with_capacity(self.gaps.len());
        for (at, gap) in self.gaps.iter().enumerate() {
            let from = if at == 0 { low } else { low + gap.before };
            let to = match (self.cells.get(at), tops.get(at)) {
                (Some(cell), Some(top)) => {
                    low = top + sizes.cells[*cell].height;
                    top - gap.after
                }
                _ => body,
            };
            if to > from {
                free.push((from, to));
            }
        }
        free
    }
}

/// Tops of all boxes, and the height of the body. Boxes that have direct neighbours are
/// drawn towards them; the rest hang from the top, sources and sinks in the middle.
pub(super) fn place(plan: &Plan<'_>, sizes: &Sizes, stacks: &[Stack]) -> (Vec<f64>, f64) {
    let offsets: Vec<_> = stacks.iter().map(|stack| stack.offsets(sizes)).collect();
    let body = offsets.iter().map(|(_, height)| *height).fold(0.0, f64::max);
    let mut tops = vec![0.0; plan.cells.len()];
    for (stack, (offset, height)) in stacks.iter().zip(&offsets) {
        let shift = centred(plan, stack, (body - height) / 2.0);
        for (cell, top) in stack.cells.iter().zip(offset) {
            tops[*cell] = top + shift;
        }
    }
    let pulls = pulls(plan);
    let forth = 0..stacks.len();
    for at in forth.clone().chain(forth.clone().rev()).chain(forth) {
        let (offset, height) = &offsets[at];
        let slack = body - height;
        let wishes: Vec<(f64, f64)> = stacks[at]
            .cells
            .iter()
            .zip(offset)
            .map(|(cell, offset)| {
                let (wish, weight) = wish(*cell, &pulls, (&tops, sizes));
                (wish - offset, weight)
            })
            .collect();
        for ((cell, offset), shift) in stacks[at].cells.iter().zip(offset).zip(isotonic(&wishes)) {
            let shift = (shift / GRID).round() * GRID;
            tops[*cell] = offset + shift.clamp(0.0, (slack / GRID).floor() * GRID);
        }
    }
    (tops, body)
}

/// How far down a column begins before anything pulls at it, on the grid.
fn centred(plan: &Plan<'_>, stack: &Stack, middle: f64) -> f64 {
    let outside = stack.cells.iter().all(|cell| plan.cells[*cell].zone != Zone::Unit);
    if outside { (middle / GRID).floor() * GRID } else { 0.0 }
}

/// For each cell, the cells that it is tied to directly. A source moves to its units, and
/// units do not move to a source.
fn pulls(plan: &Plan<'_>) -> Vec<Vec<usize>> {
    let is_outside = |cell: usize| matches!(plan.cells[cell].zone, Zone::Source | Zone::Sink);
    let mut pulls = vec![Vec::new(); plan.cells.len()];
    for net in plan.nets.iter().filter(|net| net.pool.is_none() && net.ends.len() < BUS) {
        for a in net.ends.iter().filter(|end| end.side == Side::Out) {
            for b in net.ends.iter().filter(|end| end.side == Side::In && end.cell != a.cell) {
                for (cell, other) in [(a.cell, b.cell), (b.cell, a.cell)] {
                    if is_outside(cell) || !is_outside(other) {
                        pulls[cell].push(other);
                    }
                }
            }
        }
    }
    pulls
}

/// Where a box would like its top, and how much.
fn wish(cell: usize, pulls: &[Vec<usize>], (tops, sizes): (&[f64], &Sizes)) -> (f64, f64) {
    let half = |cell: usize| sizes.cells[cell].height / 2.0;
    let near = &pulls[cell];
    if near.is_empty() {
        return (tops[cell], 0.01);
    }
    let sum: f64 = near.iter().map(|at| tops[*at] + half(*at)).sum();
    (sum / near.len() as f64 - half(cell), 1.0)
}
