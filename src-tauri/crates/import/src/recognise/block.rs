//! The tables of a sheet: which columns and rows belong together.

use super::band::{Band, bands};
use super::form::{is_form_line, take_measures};
use super::grid::{Grid, Line, is_figure};
use super::heading::{Heading, headings};
use super::pages::join_repeated_headers;
use super::text::{split_brackets, tidy};
use super::word::Word;
use crate::workbook::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A table: header rows over rows of data.
#[derive(Clone, Debug)]
pub(crate) struct Block<'a> {
    /// The sheet that it stands on.
    pub(crate) grid: Rc<Grid<'a>>,
    /// Its header rows.
    pub(crate) band: Band,
    /// Its columns from the left.
    pub(crate) columns: Vec<Raw>,
    /// Positions of its data lines among the lines of the grid.
    pub(crate) lines: Vec<usize>,
    /// The last row above it that belongs to another table; its captions stand below.
    pub(crate) floor: u32,
    /// True where another table stands beside it.
    pub(crate) beside: bool,
}

/// A column before its meaning is settled.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    /// What stands over it.
    pub(crate) heading: Heading,
    /// How many of its cells hold figures.
    pub(crate) figures: usize,
    /// How many of its cells hold other text.
    pub(crate) texts: usize,
}

impl Block<'_> {
    /// Its first cell, in its own orientation.
    pub(crate) fn first(&self) -> (u32, u32) {
        (self.band.top, self.extent().0)
    }

    /// Its first and last column.
    pub(crate) fn extent(&self) -> (u32, u32) {
        let first = self.columns.first().map_or(0, |column| column.heading.col);
        let last = self.columns.last().map_or(first, |column| column.heading.col);
        (first, last)
    }

    /// Its first and last row.
    fn rows(&self) -> (u32, u32) {
        let last = self.lines.last().map(|at| self.grid.lines[*at].index);
        (self.band.top, last.unwrap_or(self.band.bottom).max(self.band.bottom))
    }

    /// True where a column stands for that word.
    pub(crate) fn has(&self, asked: impl Fn(Word) -> bool) -> bool {
        self.columns.iter().any(|column| column.heading.word.is_some_and(&asked))
    }

    /// How many different flows its headers name.
    pub(crate) fn flows(&self) -> usize {
        let words = self.columns.iter().filter_map(|column| column.heading.word);
        let mut found: Vec<Word> = Vec::new();
        for word in words.filter(|word| word.is_flow() && *word != Word::Imbalance) {
            if !found.contains(&word) {
                found.push(word);
            }
        }
        found.len()
    }
}

/// The tables of a sheet as it stands, or turned where only that shows a balance.
pub(crate) fn blocks<'a>(grid: &Rc<Grid<'a>>) -> Vec<Block<'a>> {
    let mut upright: Vec<Block<'a>> = strips(grid).iter().flat_map(upright).collect();
    mark_beside(&mut upright);
    upright.retain(|block| !names_flows(block));
    let best = |blocks: &[Block<'_>]| blocks.iter().map(Block::flows).max().unwrap_or(0);
    if best(&upright) >= 2 || too_long_to_turn(grid) || !grid.headers.is_empty() {
        return upright;
    }
    let turned = Rc::new(grid.turn());
    let across: Vec<Block<'a>> = strips(&turned).iter().flat_map(upright_of_turned).collect();
    if best(&across) >= 3 { across } else { upright }
}

/// True where the rows of a table are named as quantities are: 自来水, 循环水量. Its columns
/// are no quantities then, and to read it as it stands would make units of them.
fn names_flows(block: &Block<'_>) -> bool {
    let (first, last) = block.extent();
    let lines = block.lines.iter().take(200).map(|at| &block.grid.lines[*at]);
    let rows = lines.filter(|line| line.numbers() > 0);
    let names = rows.filter_map(|line| {
        let inside = line.cells.iter().filter(|(col, _)| (first..=last).contains(col));
        inside.filter(|(_, cell)| !is_figure(cell)).find_map(|(col, _)| line.text(col))
    });
    let (mut all, mut flows) = (0, 0);
    for text in names {
        let key = split_brackets(&tidy(text)).0;
        let key = key.strip_prefix("其中").unwrap_or(&key).trim_start_matches(':');
        let found = block.grid.vocabulary.lookup_whole(key, &[]);
        all += 1;
        flows += usize::from(found.is_some_and(|found| found.word.is_flow()));
    }
    all >= 2 && flows * 10 >= all * 7
}

/// True where several quantities stand over more than one column each, without anything
/// that tells the columns apart: a list of units below each other, each with its quantities.
fn repeats_flows(block: &Block<'_>) -> bool {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut again: BTreeSet<String> = BTreeSet::new();
    for column in &block.columns {
        let heading = &column.heading;
        let timed = heading.year.is_some() || heading.phase.is_some();
        if heading.word.is_some_and(Word::is_flow) && !timed && !seen.insert(heading.key.clone()) {
            again.insert(heading.key.clone());
        }
    }
    again.len() >= 2
}

/// Tells the tables that have another one to their left or right.
fn mark_beside(blocks: &mut [Block<'_>]) {
    let areas: Vec<_> = blocks.iter().map(|block| (block.rows(), block.extent())).collect();
    let meet = |a: (u32, u32), b: (u32, u32)| a.0 <= b.1 && b.0 <= a.1;
    for (at, block) in blocks.iter_mut().enumerate() {
        let (rows, cols) = areas[at];
        block.beside = areas.iter().any(|other| meet(other.0, rows) && !meet(other.1, cols));
    }
}

fn too_long_to_turn(grid: &Grid<'_>) -> bool {
    grid.lines.len() > 2000
}

fn upright_of_turned<'a>(grid: &Rc<Grid<'a>>) -> Vec<Block<'a>> {
    let mut blocks = upright(grid);
    for block in &mut blocks {
        let labels: Vec<u32> = block
            .columns
            .iter()
            .map(|column| column.heading.col)
            .filter(|col| is_form_line(block, *col))
            .collect();
        block.columns.retain(|column| !labels.contains(&column.heading.col));
        // Titles and remarks of the sheet stand in the same column as the headers.
        let names = block.columns.iter().position(|c| c.heading.word == Some(Word::Name));
        let groups = names.and_then(|at| at.checked_sub(1)).map(|at| block.columns[at].heading.col);
        let units = names
            .map(|at| block.columns[at].heading.col)
            .and_then(|name| super::record::unnamed_unit(block, name));
        block.columns.retain(|column| {
            let groups = groups == Some(column.heading.col) && column.heading.path.is_empty();
            let units = units == Some(column.heading.col);
            column.figures > 0 || column.heading.whole || groups || units
        });
        take_measures(block);
    }
    // Inflow and outflow may stand below each other, each with few columns.
    let least = if blocks.len() == 2 { 2 } else { 3 };
    blocks.into_iter().filter(|block| block.flows() >= least && !repeats_flows(block)).collect()
}

fn upright<'a>(grid: &Rc<Grid<'a>>) -> Vec<Block<'a>> {
    let bands = bands(grid);
    let mut found: Vec<Block<'a>> = Vec::new();
    let mut floor = 0;
    for (at, band) in bands.iter().enumerate() {
        let first = band.numbers.unwrap_or(band.bottom) + 1;
        let last = bands.get(at + 1).map_or(u32::MAX, |next| next.top - 1);
        let from = grid.lines.partition_point(|line| line.index < first);
        let to = grid.lines.partition_point(|line| line.index <= last);
        // What stands between the last figures and the next header belongs to that.
        let ends = |at: &usize| {
            let line = &grid.lines[*at];
            line.numbers() > 0 || line.texts().any(|(_, text)| super::label::is_note(text))
        };
        let to = match bands.get(at + 1) {
            Some(_) => (from..to).rfind(ends).map_or(from, |last| last + 1),
            None => to,
        };
        let lines: Vec<usize> = (from..to).collect();
        let columns = columns(grid, band, &grid.lines[from..to]);
        for part in side_by_side(columns) {
            found.push(Block {
                grid: Rc::clone(grid),
                band: band.clone(),
                columns: part,
                lines: lines.clone(),
                floor,
                beside: false,
            });
        }
        floor = grid.lines[from..to]
            .iter()
            .rev()
            .find(|line| line.numbers() >= 2)
            .map_or(band.bottom, |line| line.index);
    }
    join_repeated_headers(found)
}

/// The columns under a band: those with a header and those with data.
pub(super) fn columns(grid: &Grid<'_>, band: &Band, lines: &[Line<'_>]) -> Vec<Raw> {
    let last = lines.iter().filter_map(|line| line.cells.last()).map(|cell| cell.0).max();
    // Figures and texts of each column, by its number.
    let mut counts: Vec<(usize, usize)> = vec![(0, 0); last.map_or(0, |last| last as usize + 1)];
    for line in lines {
        for (col, cell) in line.cells.iter() {
            let count = &mut counts[col as usize];
            match cell {
                Cell::Text(_) if !is_figure(cell) => count.1 += 1,
                _ => count.0 += 1,
            }
        }
    }
    let mut all: BTreeSet<u32> =
        (0_u32..).zip(&counts).filter(|(_, count)| **count != (0, 0)).map(|(col, _)| col).collect();
    for line in grid.between(band.top, band.bottom) {
        for (col, _) in line.cells.iter() {
            let right = grid.merge(line.index, col).map_or(col, |region| region.right);
            all.extend(col..=right.min(col + 400));
        }
    }
    let all: Vec<u32> = all.into_iter().collect();
    let raw = headings(grid, band, &all).into_iter().map(|heading| {
        let (figures, texts) = counts.get(heading.col as usize).copied().unwrap_or_default();
        Raw { heading, figures, texts }
    });
    raw.filter(|column| column.figures + column.texts > 0 || !column.heading.path.is_empty())
        .collect()
}

/// Splits columns where a second table begins beside the first: names of rows come again
/// after figures.
fn side_by_side(columns: Vec<Raw>) -> Vec<Vec<Raw>> {
    let mut parts: Vec<Vec<Raw>> = vec![Vec::new()];
    let mut measured = false;
    for at in 0..columns.len() {
        let word = columns[at].heading.word;
        if measured && begins_table(&columns, at) {
            parts.push(Vec::new());
            measured = false;
        }
        measured |= word.is_some_and(|word| word.is_flow() || word == Word::OutputAmount);
        if let Some(part) = parts.last_mut() {
            part.push(columns[at].clone());
        }
    }
    parts
}

fn begins_table(columns: &[Raw], at: usize) -> bool {
    let word = |at: usize| columns.get(at).and_then(|column: &Raw| column.heading.word);
    let names = |at: usize| {
        matches!(word(at), Some(Word::Name | Word::ProductName | Word::Parent | Word::MeterNumber))
    };
    let gap = columns[at].heading.col > columns[at - 1].heading.col + 1;
    let starts = match word(at) {
        Some(Word::Name | Word::ProductName) => true,
        Some(Word::Parent | Word::MeterNumber) => gap,
        Some(Word::Number) => names(at + 1),
        _ => false,
    };
    let goes_on = columns[at..].iter().skip(1).any(|column| {
        column.heading.word.is_some_and(|word| {
            word.is_flow() || word == Word::OutputAmount || word == Word::MeterLevel
        })
    });
    starts && goes_on
}

/// Tables that stand side by side with an empty column between them and whose headers are
/// not in the same rows: each strip of columns becomes a grid of its own.
fn strips<'a>(grid: &Rc<Grid<'a>>) -> Vec<Rc<Grid<'a>>> {
    let mut used: Vec<bool> = Vec::new();
    for line in grid.lines.iter().filter(|line| line.cells.len() >= 3) {
        let last = line.cells.last().map_or(0, |cell| cell.0 as usize);
        used.resize(used.len().max(last + 1), false);
        line.cells.iter().for_each(|cell| used[cell.0 as usize] = true);
    }
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for col in (0_u32..).zip(used).filter(|(_, used)| *used).map(|(col, _)| col) {
        match ranges.last_mut() {
            Some(range) if range.1 + 1 == col => range.1 = col,
            _ => ranges.push((col, col)),
        }
    }
    if !(2..=12).contains(&ranges.len()) {
        return vec![Rc::clone(grid)];
    }
    let mut strips: Vec<(u32, u32)> = Vec::new();
    for range in ranges {
        let part = grid.strip(range.0, range.1);
        let own = bands(&part).iter().any(|band| names_and_measures(&part, band));
        match strips.last_mut() {
            Some(last) if !own => last.1 = range.1,
            _ => strips.push(range),
        }
    }
    if strips.len() < 2 {
        return vec![Rc::clone(grid)];
    }
    let last = strips.len() - 1;
    let ends = strips.iter().enumerate().map(|(at, strip)| {
        let from = if at == 0 { 0 } else { strip.0 };
        let to = if at == last { u32::MAX } else { strips[at + 1].0 - 1 };
        Rc::new(grid.strip(from, to))
    });
    ends.collect()
}

fn names_and_measures(grid: &Grid<'_>, band: &Band) -> bool {
    let cols: BTreeSet<u32> = grid
        .between(band.top, band.bottom)
        .iter()
        .flat_map(|line| line.cells.iter().map(|cell| cell.0))
        .collect();
    let cols: Vec<u32> = cols.into_iter().collect();
    let words: Vec<Word> =
        headings(grid, band, &cols).iter().filter_map(|heading| heading.word).collect();
    words.iter().any(|word| word.names_rows())
        && words
            .iter()
            .any(|word| word.is_flow() || matches!(word, Word::OutputAmount | Word::MeterLevel))
}
