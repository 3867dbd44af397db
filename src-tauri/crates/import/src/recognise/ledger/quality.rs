//! Figures of the quality of water: parameters across, down, or one in a row.

use super::super::grid::Grid;
use super::super::label::is_note;
use super::super::measure::measure;
use super::super::number::{Reading, reading};
use super::super::text::{is_cjk, one_line, split_brackets, tidy};
use super::cell::{Content, Doubtful, decimal};
use super::find::Found;
use super::list::List;
use super::term::{Term, term};
use super::title::titles;
use crate::workbook::Cell;
use chrono::NaiveDate;
use shuiheng_audit::{Parameter, QualitySample};

/// Reads a table of the quality of water.
pub(super) fn quality(
    sheet: &Grid<'_>,
    found: &Found<'_>,
    doubtful: &mut Doubtful,
) -> Vec<QualitySample> {
    let list = List::new(&found.block);
    let titles = titles(sheet, found);
    let titled =
        titles.iter().find_map(|text| super::super::date::dates(&tidy(text)).first().copied());
    let reader = Reader { list: &list, titled, titles: &titles };
    let across = list.terms.iter().filter(|(_, term)| matches!(term, Term::Parameter(_))).count();
    if across < 2 && list.has(Term::ParameterName) {
        reader.down(doubtful)
    } else {
        reader.across(doubtful)
    }
}

struct Reader<'t, 'a> {
    list: &'t List<'t, 'a>,
    /// The day that a title names.
    titled: Option<NaiveDate>,
    titles: &'t [String],
}

/// One cell of a table of quality, before it is read.
struct Spot {
    at: usize,
    col: u32,
    point: String,
    parameter: Option<Parameter>,
    name: String,
    unit: String,
}

impl Reader<'_, '_> {
    fn date(&self, at: usize) -> Option<NaiveDate> {
        let col = self.list.any(&[Term::SampleDate, Term::Period, Term::Date, Term::Month]);
        self.list.moment(at, col).map(|when| when.date).or(self.titled)
    }

    /// The point that a title names: 监测点：总排口.
    fn titled_point(&self) -> String {
        let labelled = self.titles.iter().find_map(|text| {
            let (label, name) = text.split_once([':', '：'])?;
            (term(label) == Some(Term::Point)).then(|| one_line(name))
        });
        labelled.unwrap_or_default()
    }

    /// Parameters across, a sample in each row.
    fn across(&self, doubtful: &mut Doubtful) -> Vec<QualitySample> {
        let list = self.list;
        let mut samples = Vec::new();
        let named = [Term::Point, Term::Location, Term::EquipmentName, Term::ParameterName];
        let point = list.any(&named).or_else(|| {
            let first = list.block.columns.first()?;
            (first.texts > first.figures && !list.terms.iter().any(|t| t.0 == first.heading.col))
                .then_some(first.heading.col)
        });
        for &at in &list.block.lines {
            if self.is_aside(at) {
                continue;
            }
            let named = list.text(at, point);
            let named = if named.is_empty() { self.titled_point() } else { named };
            for (col, term) in &list.terms {
                let Term::Parameter(parameter) = term else { continue };
                let (name, unit) = header(list, *col);
                let spot = Spot {
                    at,
                    col: *col,
                    point: named.clone(),
                    parameter: Some(*parameter),
                    name,
                    unit,
                };
                samples.extend(self.sample(spot, doubtful));
            }
        }
        samples
    }

    /// Parameters down, one in each row; points across, or a column of values.
    fn down(&self, doubtful: &mut Doubtful) -> Vec<QualitySample> {
        let list = self.list;
        let name_col = list.col(Term::ParameterName);
        let unit_col = list.col(Term::Unit);
        let point_col = list.col(Term::Point);
        let values: Vec<(u32, String)> = list
            .block
            .columns
            .iter()
            .filter(|raw| Some(raw.heading.col) != name_col && Some(raw.heading.col) != unit_col)
            .filter_map(|raw| {
                let col = raw.heading.col;
                let own = list.terms.iter().find(|found| found.0 == col).map(|found| found.1);
                let path = raw.heading.path.last()?;
                match own {
                    Some(Term::Value) => Some((col, String::new())),
                    None if raw.figures > 0 => Some((col, path.clone())),
                    _ => None,
                }
            })
            .collect();
        let mut samples = Vec::new();
        for &at in &list.block.lines {
            let written = list.text(at, name_col);
            if written.is_empty() || is_note(&written) || self.is_aside(at) {
                continue;
            }
            let parameter = match term(&written) {
                Some(Term::Parameter(parameter)) => Some(parameter),
                _ => None,
            };
            let own = list.text(at, unit_col);
            let unit = if own.is_empty() { bracketed(&written) } else { own };
            for (col, point) in &values {
                let named = if point.is_empty() { list.text(at, point_col) } else { point.clone() };
                let named = if named.is_empty() { self.titled_point() } else { named };
                let name = split_brackets(&one_line(&written)).0;
                let spot =
                    Spot { at, col: *col, point: named, parameter, name, unit: unit.clone() };
                samples.extend(self.sample(spot, doubtful));
            }
        }
        samples
    }

    /// True for rows of limits, means and remarks: no samples.
    fn is_aside(&self, at: usize) -> bool {
        let line = &self.list.block.grid.lines[at];
        let first = line.texts().next().map(|(_, text)| text).unwrap_or_default();
        is_note(first)
            || term(first) == Some(Term::Limit)
            || ["标准", "限值", "平均", "最大", "最小", "均值", "范围", "达标"]
                .iter()
                .any(|word| tidy(first).contains(word))
    }

    fn sample(&self, spot: Spot, doubtful: &mut Doubtful) -> Option<QualitySample> {
        let list = self.list;
        let cell = list.block.grid.lines[spot.at].at(spot.col)?;
        let written = match cell {
            Cell::Text(text) => one_line(text),
            Cell::Number(number) => number.to_string(),
            Cell::Bool(_) | Cell::Moment(_) | Cell::Error(_) | Cell::Uncomputed(_) => String::new(),
        };
        let place = || list.place(spot.at, spot.col);
        let value = match reading(Some(cell)) {
            // <0.02, 未检出 and 6~9 are findings, but no values.
            Reading::NotNumber(_) if is_bound(&written) => None,
            Reading::Blank | Reading::NoneStated => return None,
            Reading::Number(number) if number.text => decimal(number.value),
            _ => match doubtful.figure(Some(cell), place) {
                Content::Figure(value) => Some(value),
                Content::Blank | Content::Nothing => return None,
                Content::Unread => None,
            },
        };
        Some(QualitySample {
            date: self.date(spot.at),
            point: spot.point,
            parameter: spot.parameter,
            name: spot.name,
            value,
            written,
            unit: spot.unit,
            place: place(),
        })
    }
}

/// True for a bound, a range, or words for nothing found.
fn is_bound(written: &str) -> bool {
    let key = tidy(written);
    key.starts_with(['<', '>', '≤', '≥', '＜', '﹤'])
        || key.ends_with('l') && key.trim_end_matches('l').parse::<f64>().is_ok()
        || ["未检出", "nd", "无", "检出"].iter().any(|word| key == *word)
        || key.split(['~', '-']).all(|part| part.parse::<f64>().is_ok())
}

/// The name of a parameter and its unit of measure as the header gives them: 氯离子（mg/L）,
/// 电导率μS/cm, or a unit in a row of its own.
fn header(list: &List<'_, '_>, col: u32) -> (String, String) {
    let Some(raw) = list.raw(col) else { return Default::default() };
    let written = raw.heading.path.last().cloned().unwrap_or_default();
    let plain = written.replace('（', "(").replace('）', ")");
    let own = bracketed(&plain);
    let (name, _) = split_brackets(&plain);
    if !own.is_empty() {
        return (name, own);
    }
    let after_name =
        |at: usize| plain[..at].chars().next_back().is_some_and(|c| is_cjk(c) || c.is_whitespace());
    let mut places = plain.char_indices().skip(1);
    let tail = places.find(|(at, _)| after_name(*at) && measure(&plain[*at..]).is_some());
    match (tail, &raw.heading.measure) {
        (Some((at, _)), _) => (one_line(&plain[..at]), plain[at..].to_owned()),
        (None, Some((_, unit, _))) => (name, unit.clone()),
        (None, None) => (name, String::new()),
    }
}

/// What stands in the last brackets of a name.
fn bracketed(text: &str) -> String {
    let text = text.replace('（', "(").replace('）', ")");
    let inside = text.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')'));
    inside.map(|(unit, _)| unit.trim().to_owned()).unwrap_or_default()
}
