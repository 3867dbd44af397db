//! How large the boxes are.

use super::plan::{Cell, Plan, Side, Stub};
use crate::lettering::Face;
use crate::{Measure, State, Weight};

/// Size of names, pt.
pub(super) const NAME: f64 = 7.2;
/// Size of all else, pt: the smallest text of the diagram.
pub(super) const SMALL: f64 = 6.6;
/// Height of a line of a name, pt.
pub(super) const NAME_LINE: f64 = 8.6;
/// Height of a line of a row, pt.
pub(super) const ROW_LINE: f64 = 8.0;
/// Distance of ports on a side, pt: a figure stands above each line.
pub(super) const PITCH: f64 = 8.0;
/// Everything stands on a grid of this many pt in y.
pub(super) const GRID: f64 = 4.0;
/// Length of an arrowhead, pt.
pub(super) const ARROW: f64 = 4.2;
/// Between the sides of a box and its text, pt.
const PAD: f64 = 3.0;
/// A name wider than two lines of this takes three, pt.
const WIDEST_NAME: f64 = 72.0;
const WIDEST_ROW: f64 = 96.0;
const NARROWEST: f64 = 46.0;
/// Room that a stub's arrow takes beside its figure, pt.
pub(super) const STUB_ARROW: f64 = 7.0;

/// Sizes of all cells.
pub(super) struct Sizes {
    /// The width of every box, pt.
    pub(super) width: f64,
    pub(super) cells: Vec<Size>,
}

/// The size of a box and what is written in it.
pub(super) struct Size {
    pub(super) height: f64,
    pub(super) name: Vec<String>,
    pub(super) rows: Vec<String>,
    /// Widths of the stubs above, and together, pt.
    pub(super) up: Vec<f64>,
    /// Widths of the stubs below.
    pub(super) down: Vec<f64>,
    /// Widest figure on the left side, pt.
    pub(super) widest_in: f64,
    /// Widest figure on the right side, pt.
    pub(super) widest_out: f64,
}

/// The sizes of a plan's cells.
pub(super) fn sizes(plan: &Plan<'_>, measure: &dyn Measure) -> Sizes {
    let name = Face { measure, size: NAME, weight: Weight::Bold };
    let small = Face { measure, size: SMALL, weight: Weight::Regular };
    let width = plan
        .cells
        .iter()
        .map(|cell| needed_width(cell, name, small))
        .fold(NARROWEST, f64::max)
        .ceil();
    let mut cells: Vec<Size> =
        plan.cells.iter().map(|cell| size(cell, width, (name, small))).collect();
    let mut ports = vec![(0_u32, 0_u32); cells.len()];
    for end in plan.nets.iter().flat_map(|net| &net.ends) {
        let size = &mut cells[end.cell];
        let (inlets, outlets) = &mut ports[end.cell];
        let (count, widest) = match end.side {
            Side::In => (inlets, &mut size.widest_in),
            Side::Out => (outlets, &mut size.widest_out),
        };
        *count += 1;
        *widest = widest.max(small.width(&end.text));
    }
    for (size, (inlets, outlets)) in cells.iter_mut().zip(ports) {
        let needed = PITCH * f64::from(inlets.max(outlets)) + GRID;
        size.height = on_grid(size.height.max(needed));
    }
    Sizes { width, cells }
}

/// The next multiple of the grid.
pub(super) fn on_grid(value: f64) -> f64 {
    (value / GRID).ceil() * GRID
}

/// Room for the marks of a unit that does not close and of one that is folded, on either
/// side of its name, pt.
fn mark_room(cell: &Cell<'_>) -> f64 {
    match cell.node.state {
        _ if cell.folded => 7.0,
        Some(State::Open | State::Attention) => 6.0,
        Some(State::Closed | State::Unknown) | None => 0.0,
    }
}

fn needed_width(cell: &Cell<'_>, name: Face<'_>, small: Face<'_>) -> f64 {
    let whole = name.width(&cell.node.name);
    // Two lines rarely break in the middle: some room to spare.
    let lines = if whole <= NARROWEST { whole } else { (whole / 2.0 + NAME).min(WIDEST_NAME) };
    let lines = lines.min(WIDEST_NAME) + 2.0 * mark_room(cell);
    let rows = cell.node.rows.iter().map(|row| small.width(row).min(WIDEST_ROW));
    let stubs = [&cell.up, &cell.down]
        .map(|stubs| stubs.iter().map(|stub| stub_width(stub, small)).sum::<f64>() + 2.0);
    let text = rows.fold(lines, f64::max) + 2.0 * PAD;
    stubs.into_iter().fold(text, f64::max)
}

fn size(cell: &Cell<'_>, width: f64, (name, small): (Face<'_>, Face<'_>)) -> Size {
    let inner = width - 2.0 * PAD;
    let lines = name.balanced(&cell.node.name, inner - 2.0 * mark_room(cell), 3);
    let rows: Vec<_> = cell.node.rows.iter().map(|row| small.shortened(row, inner)).collect();
    let text = NAME_LINE * count(&lines) + ROW_LINE * count(&rows);
    Size {
        height: on_grid(text + 5.0),
        name: lines,
        rows,
        up: cell.up.iter().map(|stub| stub_width(stub, small)).collect(),
        down: cell.down.iter().map(|stub| stub_width(stub, small)).collect(),
        widest_in: 0.0,
        widest_out: 0.0,
    }
}

fn stub_width(stub: &Stub, small: Face<'_>) -> f64 {
    small.width(&stub.text) + if stub.loops { 12.0 } else { STUB_ARROW + 3.0 }
}

fn count(lines: &[String]) -> f64 {
    f64::from(u32::try_from(lines.len()).unwrap_or(u32::MAX))
}
