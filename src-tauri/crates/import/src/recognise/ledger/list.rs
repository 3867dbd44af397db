//! A table of one thing a row, its cells by the words of their headers.

use super::super::block::{Block, Raw};
use super::super::text::one_line;
use super::period::is_plausible;
use super::term::{Term, term};
use crate::workbook::Cell;
use chrono::{NaiveDate, NaiveTime};
use shuiheng_audit::CellRef;

/// A table of one thing a row.
pub(super) struct List<'t, 'a> {
    pub(super) block: &'t Block<'a>,
    /// Columns with the word of each.
    pub(super) terms: Vec<(u32, Term)>,
}

impl<'t, 'a> List<'t, 'a> {
    pub(super) fn new(block: &'t Block<'a>) -> Self {
        let terms = block.columns.iter().filter_map(|raw| Some((raw.heading.col, word(raw)?)));
        Self { block, terms: terms.collect() }
    }

    pub(super) fn has(&self, asked: Term) -> bool {
        self.terms.iter().any(|(_, term)| *term == asked)
    }

    pub(super) fn col(&self, asked: Term) -> Option<u32> {
        self.terms.iter().find(|(_, term)| *term == asked).map(|(col, _)| *col)
    }

    /// The column of the first of several words that the table has.
    pub(super) fn any(&self, asked: &[Term]) -> Option<u32> {
        asked.iter().find_map(|term| self.col(*term))
    }

    pub(super) fn raw(&self, col: u32) -> Option<&'t Raw> {
        self.block.columns.iter().find(|raw| raw.heading.col == col)
    }

    /// A cell, or the one that speaks for it where it is merged.
    pub(super) fn cell(&self, at: usize, col: Option<u32>) -> Option<&'a Cell> {
        let grid = &self.block.grid;
        let (row, col) = grid.anchor(grid.lines[at].index, col?);
        grid.lines[grid.position(row)?].at(col)
    }

    pub(super) fn text(&self, at: usize, col: Option<u32>) -> String {
        match self.cell(at, col) {
            Some(Cell::Text(text)) => one_line(text),
            Some(Cell::Number(number)) => number.to_string(),
            Some(Cell::Moment(text)) => text.to_string(),
            _ => String::new(),
        }
    }

    pub(super) fn place(&self, at: usize, col: u32) -> CellRef {
        self.block.grid.place(self.block.grid.lines[at].index, col)
    }

    /// The first cell of a row.
    pub(super) fn first(&self, at: usize) -> CellRef {
        let line = &self.block.grid.lines[at];
        self.place(at, line.cells.first().map_or(0, |cell| cell.0))
    }

    pub(super) fn moment(&self, at: usize, col: Option<u32>) -> Option<Moment> {
        moment(self.cell(at, col)?)
    }
}

/// The word of a column: of its lowest header that the vocabulary knows.
fn word(raw: &Raw) -> Option<Term> {
    raw.heading.path.iter().rev().find_map(|text| term(text))
}

/// A day, and the time of the day where it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) date: NaiveDate,
    pub(super) time: Option<NaiveTime>,
}

/// A day and a time as a cell gives them: 2024-09-10 08:00, 2024年9月10日8时.
pub(super) fn moment(cell: &Cell) -> Option<Moment> {
    written(cell).filter(|when| is_plausible(&when.date))
}

fn written(cell: &Cell) -> Option<Moment> {
    match cell {
        Cell::Moment(text) => {
            let date = text.get(..10)?.parse().ok()?;
            let time = text.get(11..).and_then(clock);
            // A day without a time is kept as its midnight by spreadsheets.
            Some(Moment { date, time: time.filter(|time| *time != NaiveTime::default()) })
        }
        Cell::Text(text) => {
            let spaced = one_line(text);
            let key = super::super::text::tidy(text);
            let date = *super::super::date::dates(&key).first().or(first_date(&spaced).as_ref())?;
            let time = spaced.split([' ', 'T', '日']).skip(1).find_map(clock);
            Some(Moment { date, time })
        }
        Cell::Number(_) | Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => None,
    }
}

/// The date before a time that is written behind it without a mark.
fn first_date(text: &str) -> Option<NaiveDate> {
    let head = text.split([' ', 'T']).next()?;
    super::super::date::dates(&super::super::text::tidy(head)).first().copied()
}

/// A time of the day: 8:00, 08:30:15, 8时, 8点30分.
pub(super) fn clock(text: &str) -> Option<NaiveTime> {
    let text: String = super::super::text::tidy(text);
    let parts: Vec<u32> = text
        .split([':', '时', '点', '分', '秒', '.'])
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let marked = text.contains([':', '时', '点']);
    match parts[..] {
        [hour] if marked => NaiveTime::from_hms_opt(hour, 0, 0),
        [hour, minute] if marked => NaiveTime::from_hms_opt(hour, minute, 0),
        [hour, minute, second, ..] if marked => NaiveTime::from_hms_opt(hour, minute, second),
        _ => None,
    }
}
