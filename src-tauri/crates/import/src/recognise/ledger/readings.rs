//! Readings of meters: one in a row, or days and meters in each other's way.

use super::super::grid::Grid;
use super::super::label::{is_derived, is_note, total_name};
use super::super::measure::Measure;
use super::cell::{Content, Doubtful, Reason};
use super::find::Found;
use super::list::{List, Moment, clock, moment};
use super::period::{When, when, year_named};
use super::term::{Term, term};
use super::title::titles;
use crate::workbook::Cell;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use shuiheng_audit::{CellRef, Month, Reading};

/// Readings, and the cells of days that had to be assumed.
#[derive(Default)]
pub(super) struct Readings {
    pub(super) readings: Vec<Reading>,
    /// Rows without a day of their own: the last day of the month that is named was taken.
    pub(super) assumed: Vec<CellRef>,
}

/// Reads a list of readings.
pub(super) fn reading_list(
    sheet: &Grid<'_>,
    found: &Found<'_>,
    doubtful: &mut Doubtful,
) -> Readings {
    let list = List::new(&found.block);
    let titles = titles(sheet, found);
    let named = titles.iter().map(String::as_str).chain([sheet.sheet]);
    let named: Vec<&str> = named.collect();
    let mut reader = ListReader {
        month: named.iter().find_map(|text| month_named(text)),
        year: named.iter().find_map(|text| year_named(text)),
        titled_meter: named.iter().find_map(|text| meter_named(text)),
        meter: None,
        list: &list,
    };
    let mut found = Readings::default();
    for &at in &list.block.lines {
        reader.row(at, &mut found, doubtful);
    }
    found
}

struct ListReader<'t, 'a> {
    list: &'t List<'t, 'a>,
    /// The month that a title names.
    month: Option<Month>,
    /// The year that a title names.
    year: Option<i32>,
    titled_meter: Option<String>,
    /// The meter of the row above, for rows that leave it out.
    meter: Option<String>,
}

impl ListReader<'_, '_> {
    fn row(&mut self, at: usize, found: &mut Readings, doubtful: &mut Doubtful) {
        let list = self.list;
        let first = list.text(at, list.block.grid.lines[at].cells.first().map(|cell| cell.0));
        let now = list.any(&[Term::ReadingNow, Term::Reading]);
        let before = list.col(Term::ReadingBefore);
        let own = list.cell(at, now).or_else(|| list.cell(at, before));
        if own.is_none() || is_note(&first) || total_name(&first).is_some() || is_derived(&first) {
            return;
        }
        let meter = list.text(at, list.any(&[Term::Meter, Term::Account]));
        let meter = if meter.is_empty() { self.meter.clone() } else { Some(meter) };
        self.meter.clone_from(&meter);
        let Some(meter) = meter.or_else(|| self.titled_meter.clone()) else {
            doubtful.add(Reason::Row, list.first(at));
            return;
        };
        let Some((when, assumed)) = self.when(at) else {
            doubtful.add(Reason::Row, list.first(at));
            return;
        };
        let mut figure = |col: Option<u32>| {
            let col = col?;
            match doubtful.volume(list.cell(at, Some(col)), || list.place(at, col)) {
                Content::Figure(value) => Some(value * scale(list, col)),
                Content::Blank | Content::Nothing | Content::Unread => None,
            }
        };
        let place = list.place(at, now.or(before).unwrap_or_default());
        let reading = Reading {
            meter,
            date: when.date,
            time: when.time,
            value: figure(now),
            multiplier: figure(list.col(Term::Multiplier)),
            previous: figure(before),
            previous_date: list.moment(at, list.col(Term::From)).map(|when| when.date),
            stated: figure(list.col(Term::Used)),
            place,
        };
        if assumed {
            found.assumed.push(list.first(at));
        }
        found.readings.push(reading);
    }

    /// When a row was read, and whether its day had to be assumed.
    fn when(&self, at: usize) -> Option<(Moment, bool)> {
        let list = self.list;
        let col = list.any(&[Term::Date, Term::To, Term::Period, Term::Month, Term::Range]);
        if let Some(cell) = list.cell(at, col) {
            if let Some(mut when) = moment(cell) {
                if let Cell::Text(text) = cell
                    && let [.., last] =
                        super::super::date::dates(&super::super::text::tidy(text))[..]
                {
                    when.date = last;
                }
                let time = |text: &str| clock(text.trim_start_matches('T'));
                let time = list.cell(at, list.col(Term::Time)).and_then(|cell| match cell {
                    Cell::Text(text) => time(text),
                    Cell::Moment(text) => time(text),
                    _ => None,
                });
                return Some((Moment { time: when.time.or(time), ..when }, false));
            }
            let year = || {
                let col = list.col(Term::Year);
                list.cell(at, col).and_then(|cell| match when(cell, Some(Term::Year)) {
                    Some(When::Year(year)) => Some(year),
                    _ => None,
                })
            };
            let month = match when(cell, Some(Term::Month))? {
                When::OfYear(year, _, month) => Month::new(year, month),
                When::Month(month) => Month::new(year().or(self.year)?, month),
                _ => None,
            }?;
            return Some((Moment { date: month.last(), time: None }, true));
        }
        self.month.map(|month| (Moment { date: month.last(), time: None }, true))
    }
}

/// By what a reading of a column is multiplied to become m³.
fn scale(list: &List<'_, '_>, col: u32) -> Decimal {
    let measure = list.raw(col).and_then(|raw| raw.heading.measure.as_ref());
    match measure.map(|found| &found.0) {
        Some(Measure::Volume(true)) => Decimal::from(10_000),
        _ => Decimal::ONE,
    }
}

/// The month that a title names: 2024年3月抄表记录.
fn month_named(text: &str) -> Option<Month> {
    let key = super::super::text::tidy(text);
    let year = year_named(text)?;
    let rest = key.split_once('年')?.1;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let month = digits.parse().ok().filter(|_| rest[digits.len()..].starts_with('月'))?;
    Month::new(year, month)
}

/// The meter that a title names: 水表编号：LXS-01.
fn meter_named(text: &str) -> Option<String> {
    let (label, name) = text.split_once([':', '：'])?;
    let name = name.split_whitespace().next()?;
    (term(label) == Some(Term::Meter)).then(|| name.to_owned())
}

/// Reads days down and meters across, whichever way the sheet holds them.
pub(super) fn reading_matrix(found: &Found<'_>, doubtful: &mut Doubtful) -> Readings {
    let list = List::new(&found.block);
    let mut readings = Vec::new();
    let meters: Vec<(u32, String)> = list
        .block
        .columns
        .iter()
        .filter(|raw| !found.when.contains(&raw.heading.col) && raw.figures > 0)
        .filter_map(|raw| {
            let named = numbered(found, raw.heading.col);
            let name = named.as_ref().or_else(|| {
                raw.heading.path.iter().rfind(|text| {
                    !matches!(term(text), Some(Term::Reading | Term::ReadingNow | Term::Unit))
                })
            })?;
            let skipped = matches!(term(name), Some(Term::Skip | Term::Number))
                || !name.contains('表') && (total_name(name).is_some() || is_derived(name));
            (!skipped).then(|| (raw.heading.col, name.clone()))
        })
        .collect();
    for &at in &list.block.lines {
        let when = found.when.iter().rev().find_map(|col| list.moment(at, Some(*col)));
        let time = |text: &str| clock(text.trim_start_matches('T'));
        let time = list.cell(at, list.col(Term::Time)).and_then(|cell| match cell {
            Cell::Text(text) => time(text),
            Cell::Moment(text) => time(text),
            _ => None,
        });
        for (col, meter) in &meters {
            let cell = list.block.grid.lines[at].at(*col);
            let place = || list.place(at, *col);
            let Some(Moment { date, time: own }) = when else {
                if cell.is_some_and(super::super::grid::is_figure) {
                    doubtful.add(Reason::Row, place());
                }
                continue;
            };
            let value = match doubtful.volume(cell, place) {
                Content::Figure(value) => value * scale(&list, *col),
                Content::Blank | Content::Nothing | Content::Unread => continue,
            };
            readings.push(plain(meter, (date, own.or(time)), value, place()));
        }
    }
    Readings { readings, assumed: Vec::new() }
}

/// The number of a meter where the labels of a turned table have a column of numbers.
fn numbered(found: &Found<'_>, col: u32) -> Option<String> {
    let grid = &found.block.grid;
    let band = &found.block.band;
    let mut labels = grid.between(band.top, band.bottom).iter();
    let head = *found.when.first()?;
    let line = labels.find(|line| line.text(head).and_then(term) == Some(Term::Meter))?;
    match line.at(col).filter(|_| grid.turned)? {
        Cell::Text(text) => Some(super::super::text::one_line(text)),
        Cell::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn plain(
    meter: &str,
    (date, time): (NaiveDate, Option<chrono::NaiveTime>),
    value: Decimal,
    place: CellRef,
) -> Reading {
    Reading {
        meter: meter.to_owned(),
        date,
        time,
        value: Some(value),
        multiplier: None,
        previous: None,
        previous_date: None,
        stated: None,
        place,
    }
}
