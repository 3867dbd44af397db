//! The cells of a large sheet, read by the scan on its way. They count where calamine, which
//! follows the scan, reads the same. Calamine takes several times as long, and what is to be
//! made of the cells can be made meanwhile.

use super::cell::{Stored, Values};
use super::count::Digest;
use crate::read::grid::text_length;
use crate::read::outlet::Outlet;
use crate::read::tally::Tally;
use crate::read::xml::plain;
use crate::workbook::{Cell, Row};

/// Cells that are handed on together, at least.
const CELLS: usize = 4_096;

/// Cells while they are read.
pub(super) struct Ahead<'a> {
    values: &'a Values,
    tally: Tally<'a>,
    outlet: Option<&'a mut dyn Outlet>,
    rows: Vec<Row>,
    /// Cells in `rows`.
    cells: usize,
    /// Cells in the row before: rows of a table are alike.
    width: usize,
    last: Option<(u32, u32)>,
    digest: Digest,
    is_plain: bool,
}

/// Cells that were read to the end of the sheet.
#[derive(Debug)]
pub(super) struct WentAhead {
    /// The rows; none where they were handed on.
    pub(super) rows: Option<Vec<Row>>,
    /// Their cells.
    pub(super) digest: Digest,
    /// False where one cell is not of the plain kind: then none of them counts.
    pub(super) is_plain: bool,
}

impl<'a> Ahead<'a> {
    /// No cells yet. They are handed on where there is an outlet, and else kept.
    pub(super) fn new(
        values: &'a Values,
        tally: Tally<'a>,
        outlet: Option<&'a mut dyn Outlet>,
    ) -> Self {
        Self {
            values,
            tally,
            outlet,
            rows: Vec::new(),
            cells: 0,
            width: 1,
            last: None,
            digest: Digest::default(),
            is_plain: true,
        }
    }

    /// Adds a cell with its stored value as it stands; one without a value holds nothing.
    pub(super) fn put(
        &mut self,
        place: (u32, u32),
        (stored, style): (Stored, usize),
        value: &[u8],
    ) {
        if value.is_empty() || !self.is_plain {
            return;
        }
        let value = std::str::from_utf8(value).ok();
        match value.and_then(|value| self.values.cell(stored, style, &plain(value)).ok()) {
            Some(Cell::Text(text)) if text.trim().is_empty() => {}
            Some(cell) => self.keep(place, cell),
            None => self.is_plain = false,
        }
    }

    fn keep(&mut self, (row, column): (u32, u32), cell: Cell) {
        self.is_plain =
            self.last < Some((row, column)) && self.tally.cell(text_length(&cell)).is_ok();
        self.digest.add((row, column), &cell);
        if self.last.is_none_or(|last| last.0 != row) {
            self.begin_row(row);
        }
        self.last = Some((row, column));
        self.cells += 1;
        if let Some(last) = self.rows.last_mut() {
            last.cells.push((column, cell));
        }
    }

    fn begin_row(&mut self, index: u32) {
        self.width = self.rows.last().map_or(self.width, |last| last.cells.len());
        if self.cells >= CELLS {
            self.hand_on();
        }
        self.rows.push(Row { index, cells: Vec::with_capacity(self.width) });
    }

    fn hand_on(&mut self) {
        if let Some(outlet) = &mut self.outlet {
            self.is_plain &= outlet.rows(&self.rows).is_ok();
            self.rows.clear();
            self.cells = 0;
        }
    }

    /// The end of the sheet.
    pub(super) fn finish(mut self) -> WentAhead {
        self.hand_on();
        let rows = self.outlet.is_none().then_some(self.rows);
        WentAhead { rows, digest: self.digest, is_plain: self.is_plain }
    }
}
