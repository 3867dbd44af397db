//! A sheet as it is seen: visible cells, merged regions, and either way up.

use super::choice::HeaderChoice;
pub(crate) use super::line::Line;
use super::line::{Cells, position};
use super::number::reads_as_figure;
use super::term::Vocabulary;
use super::text::is_blank;
use crate::workbook::{Cell, Region, Row, Sheet};
use shuiheng_audit::{CellRef, Name};
use std::collections::BTreeMap;

/// Where cells stand in the file, by where a grid shows them: row and column, from 0.
pub(crate) type Places = BTreeMap<(u32, u32), (u32, u32)>;

/// The visible cells of a sheet. In a turned grid rows and columns have changed places,
/// so that a table whose units stand across reads like any other.
#[derive(Clone, Debug)]
pub(crate) struct Grid<'a> {
    /// Name of the sheet.
    pub(crate) sheet: &'a str,
    /// The words that headers are read by.
    pub(crate) vocabulary: &'a Vocabulary,
    /// The file and the sheet, as addresses have them.
    names: (Name, Name),
    /// Rows that a person takes for headers, first and last, from the top.
    pub(crate) headers: Vec<(u32, u32)>,
    /// True where rows and columns have changed places.
    pub(crate) turned: bool,
    /// Lines that hold something, from the top.
    pub(crate) lines: Vec<Line<'a>>,
    /// Merged regions by column, from the top.
    merges: BTreeMap<u32, Vec<Region>>,
    /// Where cells stand in the file that the grid shows elsewhere.
    places: Option<&'a Places>,
    /// The last line that a merged region reaches: in most tables one of the header.
    merged_to: u32,
}

/// True for a cell that stands where a figure stands: a number, or what should be one.
pub(crate) fn is_figure(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) | Cell::Error(_) | Cell::Uncomputed(_) => true,
        Cell::Text(text) => text.len() < 48 && reads_as_figure(text),
        Cell::Bool(_) | Cell::Moment(_) => false,
    }
}

impl<'a> Grid<'a> {
    /// The visible cells of a sheet. A cell under a merged region does not count.
    pub(crate) fn new(file: &'a str, sheet: &'a Sheet, vocabulary: &'a Vocabulary) -> Self {
        let last = sheet.rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.0).max();
        let mut grid = Self {
            sheet: &sheet.name,
            vocabulary,
            names: (file.into(), sheet.name.as_str().into()),
            headers: Vec::new(),
            turned: false,
            lines: Vec::new(),
            merges: by_column(&sheet.merges, last.unwrap_or(0)),
            places: None,
            merged_to: reach(&sheet.merges),
        };
        let visible = |row: u32, col: u32| {
            !sheet.hidden_cols.contains(&col) && grid.anchor(row, col) == (row, col)
        };
        let seen =
            |row: u32, (col, cell): &(u32, Cell)| visible(row, *col) && holds_something(cell);
        let shown = |row: &'a Row| {
            if row.cells.iter().all(|cell| seen(row.index, cell)) {
                return Cells::Whole(&row.cells);
            }
            let cells = row.cells.iter().filter(|cell| seen(row.index, cell));
            Cells::Some(cells.map(|(col, cell)| (*col, cell)).collect())
        };
        let rows = sheet.rows.iter().filter(|row| !sheet.hidden_rows.contains(&row.index));
        let lines = rows.map(|row| Line { index: row.index, cells: shown(row) });
        let lines = lines.filter(|line| !line.cells.is_empty()).collect();
        grid.lines = lines;
        grid
    }

    /// The grid with the addresses of cells that stand elsewhere in the file.
    pub(crate) fn with_places(mut self, places: &'a Places) -> Self {
        self.places = Some(places);
        self
    }

    /// The grid with the rows that a person takes for headers.
    pub(crate) fn with_headers(mut self, choices: &[HeaderChoice]) -> Self {
        let own = choices.iter().filter(|choice| choice.sheet == self.sheet);
        self.headers = own.map(|choice| (choice.top, choice.bottom)).collect();
        self.headers.sort_unstable();
        self
    }

    /// The grid with rows and columns in each other's place.
    pub(crate) fn turn(&self) -> Self {
        let mut lines: BTreeMap<u32, Vec<(u32, &'a Cell)>> = BTreeMap::new();
        for line in &self.lines {
            for (col, cell) in line.cells.iter() {
                lines.entry(col).or_default().push((line.index, cell));
            }
        }
        let last = self.lines.last().map_or(0, |line| line.index);
        let mut merges: Vec<Region> = self.merges.values().flatten().copied().collect();
        merges.sort();
        merges.dedup();
        let turned: Vec<Region> = merges
            .iter()
            .map(|m| Region { top: m.left, left: m.top, bottom: m.right, right: m.bottom })
            .collect();
        Self {
            sheet: self.sheet,
            vocabulary: self.vocabulary,
            names: self.names.clone(),
            headers: Vec::new(),
            turned: !self.turned,
            lines: lines
                .into_iter()
                .map(|(index, cells)| Line { index, cells: Cells::Some(cells) })
                .collect(),
            merges: by_column(&turned, last),
            places: self.places,
            merged_to: reach(&turned),
        }
    }

    /// The part of the grid that lies in a strip of columns.
    pub(crate) fn strip(&self, first: u32, last: u32) -> Self {
        let inside = |col: u32| (first..=last).contains(&col);
        let lines = self
            .lines
            .iter()
            .map(|line| Line { index: line.index, cells: line.cells.within(first, last) });
        Self {
            sheet: self.sheet,
            vocabulary: self.vocabulary,
            names: self.names.clone(),
            headers: self.headers.clone(),
            turned: self.turned,
            lines: lines.filter(|line| !line.cells.is_empty()).collect(),
            merges: self
                .merges
                .iter()
                .filter(|(col, _)| inside(**col))
                .map(|(col, m)| (*col, m.clone()))
                .collect(),
            places: self.places,
            merged_to: self.merged_to,
        }
    }

    /// The merged region that holds a cell, if any.
    pub(crate) fn merge(&self, row: u32, col: u32) -> Option<Region> {
        if row > self.merged_to {
            return None;
        }
        let regions = self.merges.get(&col)?;
        let at = regions.partition_point(|region| region.top <= row).checked_sub(1)?;
        Some(regions[at]).filter(|region| region.holds(row, col))
    }

    /// The cell that speaks for this one: the first of its merged region, or itself.
    pub(crate) fn anchor(&self, row: u32, col: u32) -> (u32, u32) {
        self.merge(row, col).map_or((row, col), |region| (region.top, region.left))
    }

    /// The position among the lines of the line of that number.
    pub(crate) fn position(&self, index: u32) -> Option<usize> {
        position(&self.lines, index, |line| line.index)
    }

    /// The lines from one number to another, both included.
    pub(crate) fn between(&self, first: u32, last: u32) -> &[Line<'a>] {
        let from = self.lines.partition_point(|line| line.index < first);
        let to = self.lines.partition_point(|line| line.index <= last);
        &self.lines[from..to.max(from)]
    }

    /// The text that a cell shows: its own, or that of its merged region.
    pub(crate) fn text(&self, row: u32, col: u32) -> Option<&'a str> {
        let (row, col) = self.anchor(row, col);
        self.lines[self.position(row)?].text(col)
    }

    /// The address of a cell in the file.
    pub(crate) fn place(&self, row: u32, col: u32) -> CellRef {
        let (row, col) = if self.turned { (col, row) } else { (row, col) };
        let elsewhere = self.places.and_then(|places| places.get(&(row, col)));
        let (row, col) = elsewhere.copied().unwrap_or((row, col));
        let (file, sheet) = self.names.clone();
        CellRef { file, sheet, row, col, to: None }
    }

    /// The number in the file of a line: the row of its first cell there.
    pub(crate) fn line_in_file(&self, line: u32) -> u32 {
        let places = self.places.filter(|_| !self.turned);
        let first = places.and_then(|places| places.range((line, 0)..=(line, u32::MAX)).next());
        first.map_or(line, |(_, place)| place.0)
    }

    /// The address of a rectangle that is given as it stands in the file.
    pub(crate) fn raw_range(&self, from: (u32, u32), to: (u32, u32)) -> CellRef {
        let (file, sheet) = self.names.clone();
        CellRef { file, sheet, row: from.0, col: from.1, to: (from != to).then_some(to) }
    }

    /// The address of a rectangle of cells in the file.
    pub(crate) fn range(&self, from: (u32, u32), to: (u32, u32)) -> CellRef {
        let mut place = self.place(from.0, from.1);
        if let Some(places) = self.places {
            let inside = places.range((from.0, 0)..=(to.0, u32::MAX));
            let inside = inside.filter(|(at, _)| (from.1..=to.1).contains(&at.1));
            let (mut low, mut high) = ((place.row, place.col), (place.row, place.col));
            for (_, (row, col)) in inside {
                low = (low.0.min(*row), low.1.min(*col));
                high = (high.0.max(*row), high.1.max(*col));
            }
            return self.raw_range(low, high);
        }
        if from != to {
            place.to = Some(if self.turned { (to.1, to.0) } else { to });
        }
        place
    }

    /// Addresses of cells, runs of neighbours in one column as ranges, at most 60 of them.
    pub(crate) fn places(&self, cells: &[(u32, u32)]) -> Vec<CellRef> {
        let mut sorted: Vec<(u32, u32)> = cells.iter().map(|(row, col)| (*col, *row)).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut places: Vec<CellRef> = Vec::new();
        let mut at = 0;
        while at < sorted.len() && places.len() < 60 {
            let (col, top) = sorted[at];
            let mut bottom = top;
            while self.places.is_none()
                && sorted.get(at + 1).is_some_and(|next| *next == (col, bottom + 1))
            {
                (at, bottom) = (at + 1, bottom + 1);
            }
            places.push(self.range((top, col), (bottom, col)));
            at += 1;
        }
        places
    }
}

fn holds_something(cell: &Cell) -> bool {
    !matches!(cell, Cell::Text(text) if is_blank(text))
}

/// The last line that one of the regions covers.
fn reach(merges: &[Region]) -> u32 {
    merges.iter().map(|region| region.bottom).max().unwrap_or(0)
}

/// Merged regions by each column that they cover, up to the last one in use.
fn by_column(merges: &[Region], last: u32) -> BTreeMap<u32, Vec<Region>> {
    let mut columns: BTreeMap<u32, Vec<Region>> = BTreeMap::new();
    for region in merges.iter().filter(|region| region.top <= region.bottom) {
        for col in region.left..=region.right.min(last.saturating_add(1)) {
            columns.entry(col).or_default().push(*region);
        }
    }
    for regions in columns.values_mut() {
        regions.sort();
    }
    columns
}
