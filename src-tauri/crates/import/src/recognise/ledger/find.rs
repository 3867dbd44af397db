//! Where the tables beside the balance stand on a sheet, and what each is.

use super::super::band::{Band, grow};
use super::super::block::{Block, columns};
use super::super::grid::{Grid, Line};
use super::super::label::is_note;
use super::super::report::SheetRole;
use super::header::{Seed, across_cells, seeds};
use super::period::when;
use super::term::{Term, term};
use std::collections::BTreeSet;
use std::rc::Rc;

/// What a table beside the balance holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LedgerKind {
    /// Use by periods.
    Uses,
    /// Readings, one in a row.
    Readings,
    /// Readings, days down and meters across.
    ReadingMatrix,
    Equipment,
    Quality,
}

/// A table beside the balance.
pub(super) struct Found<'a> {
    pub(super) kind: LedgerKind,
    /// Its cells; turned where periods stand across, so that they always stand down.
    pub(super) block: Block<'a>,
    /// First and last row in the file's own orientation.
    pub(super) rows: (u32, u32),
    /// Rows above it that hold its titles, in the file's own orientation.
    pub(super) floor: u32,
    /// The columns of the block that say when.
    pub(super) when: Vec<u32>,
    /// What a person takes it for; none where the program decides.
    pub(super) chosen: Option<SheetRole>,
}

/// Rows that belong to other tables.
pub(super) struct Claimed {
    /// Rows of balances and of products.
    pub(super) rows: BTreeSet<u32>,
    /// Rows of meter registers; readings may still be found there.
    pub(super) meters: BTreeSet<u32>,
}

/// The tables beside the balance on a sheet, from the top.
pub(super) fn find<'a>(grid: &Rc<Grid<'a>>, claimed: &Claimed) -> Vec<Found<'a>> {
    let seeds = seeds(grid, claimed);
    let mut found: Vec<Found<'a>> = Vec::new();
    let mut floor = 0;
    for (at, seed) in seeds.iter().enumerate() {
        let next = seeds.get(at + 1).map_or(grid.lines.len(), |next| next.line);
        let end = (seed.line + 1..next)
            .find(|line| claimed.rows.contains(&grid.lines[*line].index))
            .unwrap_or(next);
        let table =
            if seed.across { across(grid, seed, end) } else { down(grid, seed, end, floor) };
        let Some((block, when)) = table else { continue };
        let top = if seed.across { grid.lines[seed.line].index } else { block.band.top };
        let bottom = last_figures(grid, seed.line, end);
        found.push(Found {
            kind: seed.kind,
            block,
            rows: (top, bottom),
            floor,
            when,
            chosen: None,
        });
        floor = bottom + 1;
    }
    found
}

/// The last row of a table that holds figures or texts beside each other.
fn last_figures(grid: &Grid<'_>, from: usize, end: usize) -> u32 {
    let holds = |line: &&Line<'_>| line.cells.len() >= 2;
    grid.lines[from..end].iter().rfind(holds).map_or(grid.lines[from].index, |line| line.index)
}

/// The rows at which tables beside the balance begin.
pub(super) fn headers(grid: &Grid<'_>) -> BTreeSet<u32> {
    let nothing = Claimed { rows: BTreeSet::new(), meters: BTreeSet::new() };
    seeds(grid, &nothing).iter().map(|seed| grid.lines[seed.line].index).collect()
}

type Table<'a> = (Block<'a>, Vec<u32>);

/// A table whose rows stand down.
fn down<'a>(grid: &Rc<Grid<'a>>, seed: &Seed, end: usize, floor: u32) -> Option<Table<'a>> {
    let band = grow(grid, seed.line, floor);
    let first = band.numbers.unwrap_or(band.bottom) + 1;
    let from = grid.lines.partition_point(|line| line.index < first);
    let block = block(grid, band, (from, end), floor)?;
    let when = when_columns(&block);
    Some((block, when))
}

/// The columns of a block whose headers say that they tell when.
pub(super) fn when_columns(block: &Block<'_>) -> Vec<u32> {
    let says_when = |text: &String| term(text).is_some_and(Term::is_when);
    let named = block.columns.iter().filter(|column| column.heading.path.iter().any(says_when));
    named.map(|column| column.heading.col).collect()
}

/// A table whose periods stand across, turned.
fn across<'a>(grid: &Rc<Grid<'a>>, seed: &Seed, end: usize) -> Option<Table<'a>> {
    let head = &grid.lines[seed.line];
    let first_period = head.cells.iter().skip(1).find(|(_, cell)| when(cell, None).is_some())?.0;
    let mut rows = vec![head.index];
    if let Some(second) = grid.lines.get(seed.line + 1).filter(|line| across_cells(line) >= 2) {
        rows.push(second.index);
    }
    let last = grid.lines[..end].last()?.index;
    let turned = Rc::new(grid.turn().strip(head.index, last));
    let labels: Vec<u32> = turned
        .lines
        .iter()
        .filter(|line| line.index < first_period && names_rows(line, &rows))
        .map(|line| line.index)
        .collect();
    let (top, bottom) = (*labels.first()?, *labels.last()?);
    let band = Band { top, bottom, numbers: None, flows: 0 };
    let from = turned.lines.partition_point(|line| line.index < first_period);
    let end = turned.lines.len();
    Some((block(&turned, band, (from, end), 0)?, rows))
}

/// True for a column of texts left of the periods, other than the numbers of the rows.
fn names_rows(line: &Line<'_>, heads: &[u32]) -> bool {
    let is_number =
        line.texts().any(|(row, text)| heads.contains(&row) && term(text) == Some(Term::Number));
    !is_number && line.texts().any(|(row, _)| !heads.contains(&row))
}

fn block<'a>(
    grid: &Rc<Grid<'a>>,
    band: Band,
    (from, end): (usize, usize),
    floor: u32,
) -> Option<Block<'a>> {
    let lines: Vec<usize> = (from..end.max(from))
        .filter(|at| {
            let line = &grid.lines[*at];
            line.cells.len() > 1 || !line.texts().any(|(_, text)| is_note(text))
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    let columns = columns(grid, &band, &grid.lines[from..end]);
    Some(Block { grid: Rc::clone(grid), band, columns, lines, floor, beside: false })
}
