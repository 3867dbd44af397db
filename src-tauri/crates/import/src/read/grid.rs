//! Gathers the cells of one sheet, in any order, into rows; and knows what was left out.

use super::fault::Fault;
use super::hidden::HiddenColumns;
use super::reference::{COLUMNS, ROWS, address};
use super::tally::Tally;
use crate::workbook::{Cell, ReadNote, Region, Row, Sheet};
use std::collections::BTreeMap;

/// Single cells that may fail before the sheet is given up.
const FAULTY_CELLS: usize = 1_000;

/// A sheet while it is being read.
#[derive(Debug)]
pub(crate) struct Grid {
    /// The sheet so far.
    pub(crate) sheet: Sheet,
    /// What was noticed.
    pub(crate) notes: Vec<ReadNote>,
    /// Columns that are hidden.
    pub(crate) hidden: HiddenColumns,
    /// Cells that came out of order.
    strays: Vec<(u32, u32, Cell)>,
}

impl Grid {
    /// An empty visible sheet.
    pub(crate) fn new(name: &str) -> Self {
        let sheet = Sheet { name: name.to_owned(), visible: true, ..Sheet::default() };
        Self { sheet, notes: Vec::new(), hidden: HiddenColumns::default(), strays: Vec::new() }
    }

    /// A visible sheet of rows that are in order.
    pub(crate) fn of(name: &str, rows: Vec<Row>) -> Self {
        let mut grid = Self::new(name);
        grid.sheet.rows = rows;
        grid
    }

    /// Adds a cell; blank text holds nothing.
    pub(crate) fn put(
        &mut self,
        (row, column): (u32, u32),
        cell: Cell,
        tally: &mut Tally,
    ) -> Result<(), Fault> {
        if matches!(&cell, Cell::Text(text) if text.trim().is_empty()) {
            return Ok(());
        }
        tally.cell(text_length(&cell))?;
        if row >= ROWS || column >= COLUMNS {
            return self.faulty(
                &format!("R{}C{}", u64::from(row) + 1, u64::from(column) + 1),
                "单元格位置超出工作表范围",
            );
        }
        match self.sheet.rows.last_mut() {
            Some(last)
                if last.index == row && last.cells.last().is_none_or(|(at, _)| *at < column) =>
            {
                last.cells.push((column, cell));
            }
            Some(last) if row <= last.index => self.strays.push((row, column, cell)),
            last => {
                // Rows of a table are alike.
                let mut cells = Vec::with_capacity(last.map_or(1, |last| last.cells.len()));
                cells.push((column, cell));
                self.sheet.rows.push(Row { index: row, cells });
            }
        }
        Ok(())
    }

    /// Takes over the cells of another grid of the same sheet, which has been filled alone.
    pub(crate) fn fill(&mut self, mut other: Self) {
        self.sheet.rows = other.sheet.rows;
        self.strays = other.strays;
        self.notes.append(&mut other.notes);
    }

    /// Notes a cell or region that could not be read; too many of them end the sheet.
    pub(crate) fn faulty(&mut self, cell: &str, reason: &str) -> Result<(), Fault> {
        if self.notes.len() >= FAULTY_CELLS {
            return Err(Fault::part(format!(
                "无法读取的单元格超过 {FAULTY_CELLS} 个，例如 {cell}：{reason}"
            )));
        }
        self.notes.push(ReadNote::CellUnreadable {
            sheet: self.sheet.name.clone(),
            cell: cell.to_owned(),
            reason: reason.to_owned(),
        });
        Ok(())
    }

    /// The sheet in order, without the cells that lie hidden under a merged region.
    pub(crate) fn finish(mut self) -> Result<(Sheet, Vec<ReadNote>), Fault> {
        self.sort()?;
        self.sheet.hidden_cols = std::mem::take(&mut self.hidden.columns);
        self.notes.extend(uncover(&mut self.sheet));
        Ok((self.sheet, self.notes))
    }

    /// Puts stray cells in their places. Of two cells at one place the first one stays.
    fn sort(&mut self) -> Result<(), Fault> {
        if self.strays.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.sheet.rows);
        let mut cells: Vec<(u32, u32, Cell)> = rows
            .into_iter()
            .flat_map(|row| {
                row.cells.into_iter().map(move |(column, cell)| (row.index, column, cell))
            })
            .collect();
        cells.append(&mut self.strays);
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        let mut last = None;
        for (row, column, cell) in cells {
            if last == Some((row, column)) {
                self.faulty(&address(row, column), "同一单元格在文件中出现多次，只取第一次")?;
                continue;
            }
            last = Some((row, column));
            match self.sheet.rows.last_mut() {
                Some(last) if last.index == row => last.cells.push((column, cell)),
                _ => self.sheet.rows.push(Row { index: row, cells: vec![(column, cell)] }),
            }
        }
        Ok(())
    }
}

/// The text that a cell holds, bytes.
pub(crate) fn text_length(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.len(),
        Cell::Moment(text) | Cell::Error(text) | Cell::Uncomputed(text) => text.len(),
        Cell::Number(_) | Cell::Bool(_) => 0,
    }
}

/// Takes out the cells under merged regions other than each region's first, and notes which.
/// Regions that overlap an earlier one are no regions: no spreadsheet program makes them.
pub(crate) fn uncover(sheet: &mut Sheet) -> Option<ReadNote> {
    sheet.merges.retain(|region| (region.top, region.left) != (region.bottom, region.right));
    sheet.merges.sort_unstable();
    let mut merges = sheet.merges.iter().copied().peekable();
    let mut open: BTreeMap<u32, Region> = BTreeMap::new();
    let mut covered = Vec::new();
    let mut next_end = u32::MAX;
    for row in &mut sheet.rows {
        if next_end < row.index {
            open.retain(|_, region| region.bottom >= row.index);
            next_end = open.values().map(|region| region.bottom).min().unwrap_or(u32::MAX);
        }
        while let Some(region) = merges.next_if(|region| region.top <= row.index) {
            if region.bottom >= row.index && !overlaps(&open, region) {
                next_end = next_end.min(region.bottom);
                open.insert(region.left, region);
            }
        }
        if open.is_empty() {
            continue;
        }
        let index = row.index;
        row.cells.retain(|(column, _)| {
            let region = open.range(..=*column).next_back().map(|(_, region)| *region);
            let hidden = region.is_some_and(|region| {
                region.holds(index, *column) && (region.top, region.left) != (index, *column)
            });
            if hidden {
                covered.push((index, *column));
            }
            !hidden
        });
    }
    sheet.rows.retain(|row| !row.cells.is_empty());
    (!covered.is_empty())
        .then(|| ReadNote::CoveredIgnored { sheet: sheet.name.clone(), cells: covered })
}

fn overlaps(open: &BTreeMap<u32, Region>, region: Region) -> bool {
    open.range(..=region.right).next_back().is_some_and(|(_, open)| open.right >= region.left)
}
