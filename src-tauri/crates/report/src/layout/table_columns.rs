//! How wide the columns of a table are: from what stands in them.

use super::Orientation;
use crate::document::{Align, Row, RowKind, Run, Table};
use crate::paragraph::Typesetter;
use crate::style::{INK, Look, TABLE_SIZES};
use crate::typeface::Face;
use std::borrow::Cow;

/// Below this size a table rather stands on its side.
const UPRIGHT_FROM: f64 = 8.0;

/// No table is set smaller than this to save a page.
const SMALLEST_CLOSE: f64 = 7.5;
/// Space above and below the text of a cell, and the same in a table that is set close.
const CELL: f64 = 2.6;
const CLOSE: f64 = 1.5;

/// The measures of a table.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub(crate) on: Orientation,
    pub(crate) look: Look,
    /// Space at the left and right of every cell.
    pub(crate) pad: f64,
    /// Space above and below the text of a cell.
    pub(crate) cell: f64,
    /// Left edges of the columns, and the right edge of the last.
    pub(crate) edges: Vec<f64>,
    /// For columns of numbers: how far the decimal point stands from the left edge.
    pub(crate) points: Vec<Option<f64>>,
    /// For the same: how much of the cell is free at the right of the widest numbers.
    pub(crate) insets: Vec<Option<f64>>,
}

/// What a column needs: at least, and to have every cell on one line.
#[derive(Clone, Copy, Debug, Default)]
struct Need {
    least: f64,
    most: f64,
    /// Widest part before and after the decimal point.
    parts: (f64, f64),
}

impl Need {
    /// What is needed in ems, at a size: every measure of a text grows with its size.
    fn at(self, size: f64) -> Self {
        let (before, after) = self.parts;
        Self {
            least: self.least * size,
            most: self.most * size,
            parts: (before * size, after * size),
        }
    }
}

/// Finds size, orientation and columns for a table.
pub(crate) fn grid(setter: &Typesetter<'_>, table: &Table) -> Grid {
    let tries = TABLE_SIZES
        .into_iter()
        .filter(|size| *size >= UPRIGHT_FROM && !table.sideways)
        .map(|size| (Orientation::Portrait, size))
        .chain(TABLE_SIZES.into_iter().map(|size| (Orientation::Landscape, size)));
    let ems = needs(setter, table);
    let mut last = None;
    for (on, size) in tries {
        let look = look(size);
        let needs: Vec<Need> = ems.iter().map(|need| need.at(size)).collect();
        let pad = pad(look);
        let least: f64 = needs.iter().map(|need| need.least + 2.0 * pad).sum();
        if least <= on.width() {
            return divide(table, &needs, (on, look, pad));
        }
        last = Some((needs, (on, look, pad)));
    }
    match last {
        Some((needs, how)) => divide(table, &needs, how),
        None => divide(table, &[], (Orientation::Portrait, look(UPRIGHT_FROM), 3.0)),
    }
}

/// The same table set closer and smaller, step by step: for one that lacks the room of a few
/// rows only.
pub(crate) fn closer<'a>(
    setter: &Typesetter<'_>,
    table: &'a Table,
    grid: &Grid,
) -> impl Iterator<Item = Grid> + 'a {
    let (on, own) = (grid.on, grid.look.size);
    let small = own.min(SMALLEST_CLOSE);
    let ems = needs(setter, table);
    TABLE_SIZES.into_iter().filter(move |size| (small..=own).contains(size)).map(move |size| {
        let look = look(size);
        let needs: Vec<Need> = ems.iter().map(|need| need.at(size)).collect();
        let divided = divide(table, &needs, (on, look, pad(look)));
        Grid { cell: CLOSE, ..divided }
    })
}

fn look(size: f64) -> Look {
    Look { face: Face::Sans, size, leading: size * 1.38, colour: INK }
}

fn pad(look: Look) -> f64 {
    (look.size * 0.38).max(2.0)
}

/// What each column needs, in ems.
fn needs(setter: &Typesetter<'_>, table: &Table) -> Vec<Need> {
    let em = look(1.0);
    let rows = || table.rows.iter().filter(|row| row.kind != RowKind::Section);
    let column = |(at, column): (usize, &crate::document::Column)| {
        let title = [Run::bold(&column.title)];
        let (least, most) = words(setter, &title, (em, 3.0));
        let mut need = Need { least, most, parts: (0.0, 0.0) };
        for row in rows() {
            let Some(cell) = row.cells.get(at) else { continue };
            let indent = if at == 0 { row.depth as f64 } else { 0.0 };
            let cell = emphasised(row, cell);
            if let (Align::Decimal, Some((before, after))) = (column.align, decimal(&cell)) {
                let width = |text: &[Run]| setter.width(text, em);
                need.parts.0 = need.parts.0.max(width(&before));
                need.parts.1 = need.parts.1.max(width(&after));
                continue;
            }
            let (least, most) = words(setter, &cell, (em, 5.0));
            need.least = need.least.max(indent + least);
            need.most = need.most.max(indent + most);
        }
        let number = need.parts.0 + need.parts.1;
        Need { least: need.least.max(number), most: need.most.max(number), ..need }
    };
    table.columns.iter().enumerate().map(column).collect()
}

/// The least width of words: that of the widest piece, and some ems where they are long; and
/// their width on one line.
fn words(setter: &Typesetter<'_>, cell: &[Run], (em, ems): (Look, f64)) -> (f64, f64) {
    let (whole, piece) = setter.widths(cell, em);
    (piece.max(whole.min(ems)), whole)
}

/// A cell as its row shows it: totals and sections are bold.
pub(crate) fn emphasised<'a>(row: &Row, cell: &'a [Run]) -> Cow<'a, [Run]> {
    if row.kind == RowKind::Data {
        return Cow::Borrowed(cell);
    }
    cell.iter().map(|run| Run { bold: true, ..run.clone() }).collect()
}

/// A number before and from its decimal point; none where the cell is no number.
pub(crate) fn decimal(cell: &[Run]) -> Option<(Vec<Run>, Vec<Run>)> {
    let [run] = cell else { return None };
    let number = run.text.chars().all(|c| c.is_ascii_digit() || "., +-−".contains(c))
        && run.text.chars().any(|c| c.is_ascii_digit());
    if !number {
        return None;
    }
    let at = run.text.find('.').unwrap_or(run.text.len());
    let (before, after) = run.text.split_at(at);
    let part = |text: &str| vec![Run { text: text.to_owned(), ..run.clone() }];
    Some((part(before), part(after)))
}

fn divide(table: &Table, needs: &[Need], (on, look, pad): (Orientation, Look, f64)) -> Grid {
    let room = (on.width() - 2.0 * pad * needs.len() as f64).max(1.0);
    let least: f64 = needs.iter().map(|need| need.least).sum();
    let most: f64 = needs.iter().map(|need| need.most).sum();
    let widths: Vec<f64> = if most <= room {
        // What is left over is shared by what each column holds.
        needs.iter().map(|need| need.most + (room - most) * need.most / most.max(1.0)).collect()
    } else if least <= room {
        let share = (room - least) / (most - least).max(1e-9);
        needs.iter().map(|need| need.least + (need.most - need.least) * share).collect()
    } else {
        needs.iter().map(|need| need.least * room / least).collect()
    };
    let mut edges = vec![0.0];
    for width in &widths {
        edges.push(edges.last().copied().unwrap_or(0.0) + width + 2.0 * pad);
    }
    let inset = |(need, width): (&Need, &f64)| {
        let number = need.parts.0 + need.parts.1;
        (number > 0.0).then(|| (width - number).max(0.0) / 2.0)
    };
    let insets: Vec<Option<f64>> = needs.iter().zip(&widths).map(inset).collect();
    let point = |(need, inset): (&Need, &Option<f64>)| Some(pad + (*inset)? + need.parts.0);
    let points = needs.iter().zip(&insets).map(point).collect();
    debug_assert_eq!(table.columns.len(), needs.len());
    Grid { on, look, pad, cell: CELL, edges, points, insets }
}
