//! Tables of periods: years, months, days or bills with their amounts.

use super::super::block::Raw;
use super::super::grid::{Grid, Line};
use super::super::text::one_line;
use super::cell::{Content, Doubtful, Reason};
use super::column::{Scale, Taken, UseColumn, measure_above, scale, use_columns};
use super::find::Found;
use super::period::year_named;
use super::row::{Kind, Row};
use super::term::{Term, term};
use super::title::titles;
use crate::workbook::Cell;
use rust_decimal::Decimal;
use shuiheng_audit::{CellRef, Counted, Origin, UsePeriod};

/// A table of periods, as it was read.
pub(super) struct Uses {
    pub(super) periods: Vec<UsePeriod>,
    pub(super) columns: Vec<UseColumn>,
    /// Cells of 用水量 that was taken for the intake.
    pub(super) assumed: Vec<CellRef>,
    /// Totals that are not the sum of their rows: cell, stated, sum.
    pub(super) totals: Vec<(CellRef, Decimal, Decimal)>,
    /// Cells of first days that are the last days of the bill before.
    pub(super) touching: Vec<CellRef>,
}

/// Reads a table of periods; none where no row has one.
pub(super) fn uses(sheet: &Grid<'_>, found: &Found<'_>, doubtful: &mut Doubtful) -> Option<Uses> {
    let titles = titles(sheet, found);
    let words = || titles.iter().map(String::as_str).chain([sheet.sheet]);
    let of_water = words().any(|text| text.contains('水'));
    let above = measure_above(words());
    let columns = use_columns(&found.block, &found.when, above.as_ref(), of_water);
    // Output and money alone are no use of water.
    let of_use = columns.iter().any(|column| {
        matches!(&column.taken, Taken::Counts(counted)
            if counted.is_water() || *counted == Counted::Cost)
    });
    if !of_use {
        return None;
    }
    let reader = Reader { found, columns: &columns, title_year: words().find_map(year_named) };
    let (rows, touching) = reader.rows(doubtful);
    if rows.is_empty() {
        return None;
    }
    let periods = reader.periods(&rows, doubtful);
    let totals = reader.totals(&rows);
    let assumed = columns.iter().filter(|column| column.assumed);
    let assumed = assumed.map(|column| found.block.grid.place(column.cell.0, column.cell.1));
    Some(Uses { periods, assumed: assumed.collect(), totals, touching, columns })
}

/// Reads one table.
pub(super) struct Reader<'f, 'a> {
    pub(super) found: &'f Found<'a>,
    pub(super) columns: &'f [UseColumn],
    /// The year that a title or the sheet's name gives.
    pub(super) title_year: Option<i32>,
}

impl<'a> Reader<'_, 'a> {
    pub(super) fn line(&self, at: usize) -> &Line<'a> {
        &self.found.block.grid.lines[at]
    }

    /// A cell, or the one that speaks for it where it is merged.
    pub(super) fn cell(&self, at: usize, col: u32) -> Option<&'a Cell> {
        let grid = &self.found.block.grid;
        let (row, col) = grid.anchor(self.line(at).index, col);
        grid.lines[grid.position(row)?].at(col)
    }

    pub(super) fn place(&self, at: usize, col: u32) -> CellRef {
        self.found.block.grid.place(self.line(at).index, col)
    }

    fn raw(&self, col: u32) -> Option<&Raw> {
        self.found.block.columns.iter().find(|raw| raw.heading.col == col)
    }

    pub(super) fn head(&self, col: u32) -> Option<Term> {
        let raw = self.raw(col)?;
        raw.heading.path.iter().rev().find_map(|text| term(text))
    }

    fn counted(&self) -> impl Iterator<Item = (&UseColumn, &Counted)> {
        self.columns.iter().filter_map(|column| match &column.taken {
            Taken::Counts(counted) => Some((column, counted)),
            Taken::Meter | Taken::Skipped | Taken::Unknown => None,
        })
    }

    pub(super) fn has_figures(&self, at: usize) -> bool {
        let line = self.line(at);
        self.counted()
            .any(|(column, _)| line.at(column.col).is_some_and(super::super::grid::is_figure))
    }

    pub(super) fn meter(&self, at: usize) -> String {
        let mut texts = self.columns.iter().filter(|column| column.taken == Taken::Meter);
        texts
            .find_map(|column| match self.cell(at, column.col)? {
                Cell::Text(text) => Some(one_line(text)),
                Cell::Number(number) => Some(number.to_string()),
                _ => None,
            })
            .unwrap_or_default()
    }

    fn periods(&self, rows: &[Row], doubtful: &mut Doubtful) -> Vec<UsePeriod> {
        let is_bill =
            self.columns
                .iter()
                .any(|column| matches!(column.taken, Taken::Meter | Taken::Counts(Counted::Cost)))
                || self.found.when.iter().any(|col| {
                    matches!(self.head(*col), Some(Term::Range | Term::From | Term::Date))
                });
        let mut periods = Vec::new();
        for (column, counted) in self.counted() {
            let Some(raw) = self.raw(column.col).filter(|raw| raw.figures > 0) else { continue };
            let mut reason = None;
            for row in rows {
                let (from, to) = row.span;
                let blank = UsePeriod {
                    from,
                    to,
                    counted: counted.clone(),
                    amount: None,
                    meter: if row.meter.is_empty() {
                        column.group.clone()
                    } else {
                        row.meter.clone()
                    },
                    origin: Origin::Cells { cells: vec![self.place(row.line, column.col)] },
                };
                let by = match scale(column, &raw.heading, counted, blank.span()) {
                    Scale::By(by) => Some(by),
                    Scale::Wrong => {
                        reason = Some(Reason::Measure);
                        None
                    }
                    Scale::NotGiven if is_bill && counted.is_water() => {
                        reason = Some(Reason::AssumedMeasure);
                        Some(Decimal::ONE)
                    }
                    Scale::NotGiven => {
                        reason = Some(Reason::NoMeasure);
                        None
                    }
                };
                periods.push(self.amount(row, column, blank, by, doubtful));
            }
            if let Some(reason) = reason {
                let place = self.found.block.grid.place(column.cell.0, column.cell.1);
                doubtful.add(reason, place);
            }
        }
        periods
    }

    fn amount(
        &self,
        row: &Row,
        column: &UseColumn,
        blank: UsePeriod,
        by: Option<Decimal>,
        doubtful: &mut Doubtful,
    ) -> UsePeriod {
        let place = || self.place(row.line, column.col);
        match doubtful.volume(self.line(row.line).at(column.col), place) {
            Content::Figure(value) => UsePeriod { amount: by.map(|by| value * by), ..blank },
            Content::Nothing => UsePeriod {
                amount: Some(Decimal::ZERO),
                origin: Origin::Assumed {
                    reason: "企业填“无”或“—”，按 0 计".into(),
                    cells: vec![place()],
                },
                ..blank
            },
            Content::Blank => {
                doubtful.add(Reason::Blank, place());
                blank
            }
            Content::Unread => blank,
        }
    }

    /// Totals that are neither the sum of the rows since the last one nor of all rows.
    fn totals(&self, rows: &[Row]) -> Vec<(CellRef, Decimal, Decimal)> {
        let mut wrong = Vec::new();
        let mut year = None;
        let totals: Vec<usize> = self
            .found
            .block
            .lines
            .iter()
            .copied()
            .filter(|at| matches!(self.kind(*at, &mut year), Kind::Total) && self.has_figures(*at))
            .collect();
        let mut seen = Doubtful::default();
        let mut value = |at: usize, col: u32| match seen
            .volume(self.line(at).at(col), || self.place(at, col))
        {
            Content::Figure(value) => Some(value),
            Content::Nothing => Some(Decimal::ZERO),
            Content::Blank | Content::Unread => None,
        };
        for (column, _) in self.counted() {
            for (nth, &at) in totals.iter().enumerate() {
                let Some(stated) = value(at, column.col) else { continue };
                let since = nth.checked_sub(1).map_or(0, |nth| totals[nth]);
                // A sum of which a part is not known cannot be checked.
                let mut sum = |from: usize, to: usize| -> Option<Decimal> {
                    let within = rows.iter().filter(|row| from <= row.line && row.line <= to);
                    within.map(|row| value(row.line, column.col)).sum()
                };
                let last = self.found.block.lines.last().copied().unwrap_or(at);
                let sums = [sum(since, at), sum(0, at), sum(0, last)];
                let off = |sum: &Decimal| (stated - sum).abs();
                let Some(nearest) = sums.iter().flatten().min_by_key(|sum| off(sum)) else {
                    continue;
                };
                let slack = (stated.abs() / Decimal::ONE_THOUSAND).max(Decimal::new(5, 1));
                if off(nearest) > slack && sums.iter().all(Option::is_some) {
                    wrong.push((self.place(at, column.col), stated, *nearest));
                }
            }
        }
        wrong
    }
}
