//! Header rows of the tables beside the balance, by their words.

use super::super::grid::{Grid, Line, is_figure};
use super::super::text::{split_brackets, tidy};
use super::super::word::Word;
use super::find::{Claimed, LedgerKind};
use super::period::{When, when};
use super::term::{Term, term};
use crate::workbook::Cell;
use shuiheng_audit::Parameter;
use std::collections::BTreeSet;

/// A header row, what it announces, and whether its periods stand across.
pub(super) struct Seed {
    /// Position among the lines of the grid.
    pub(super) line: usize,
    pub(super) kind: LedgerKind,
    pub(super) across: bool,
}

/// The header rows of tables beside the balance, from the top.
pub(super) fn seeds(grid: &Grid<'_>, claimed: &Claimed) -> Vec<Seed> {
    let mut seeds: Vec<Seed> = Vec::new();
    for (at, line) in grid.lines.iter().enumerate() {
        if claimed.rows.contains(&line.index) {
            continue;
        }
        let Some((kind, across)) = kind_of(grid, at) else { continue };
        let registered = claimed.meters.contains(&line.index);
        if registered && !matches!(kind, LedgerKind::Readings) {
            continue;
        }
        // Years over months, or headers over headers, are one table.
        let same = seeds.last().is_some_and(|last| {
            last.across == across && grid.lines[last.line].index + 1 == line.index
        });
        if same && !is_repeated(grid, at) {
            continue;
        }
        seeds.push(Seed { line: at, kind, across });
    }
    seeds
}

/// True for a header below figures: not the second row of one.
fn is_repeated(grid: &Grid<'_>, at: usize) -> bool {
    at > 0 && grid.lines[at - 1].numbers() > 0
}

/// What a header row announces, and whether its periods stand across.
fn kind_of(grid: &Grid<'_>, at: usize) -> Option<(LedgerKind, bool)> {
    let line = &grid.lines[at];
    let texts = line.texts().count();
    if line.cells.len() < 2 || texts == 0 {
        return None;
    }
    if let Some(kind) = across_kind(grid, at) {
        return Some((kind, true));
    }
    if texts < 2 || line.cells.iter().any(|(_, cell)| is_figure(cell)) {
        return None;
    }
    let said = said(grid, line);
    let words: Vec<Option<Term>> = said.iter().map(|said| said.term).collect();
    let flows = said.iter().filter(|said| said.is_flow()).count();
    let is_unknown = |said: &&Said| said.term.is_none() && !said.is_flow() && !said.is_name();
    let unknown = said.iter().filter(is_unknown).count();
    let known = texts - unknown;
    if let Some(kind) = list_kind(grid, &words, (line, &said, unknown > known)) {
        return Some((kind, false));
    }
    if words.contains(&Some(Term::ParameterName)) && names_parameters(grid, at) {
        return Some((LedgerKind::Quality, false));
    }
    let has = |asked: Term| words.contains(&Some(asked));
    let dated = words.iter().flatten().any(|word| word.is_when())
        && (!has(Term::From) && !has(Term::To) || has(Term::From) && has(Term::To));
    if dated {
        let below = grid.lines.get(at + 1).map_or_else(Vec::new, |below| self::said(grid, below));
        let below = below.iter().filter(|said| said.is_flow() || counts(said.term)).count();
        let counted = words.iter().filter(|word| counts(**word)).count() + flows + below;
        if counted >= 1 && (unknown <= known || below >= 2)
            || periods_below(grid, at) && says_water(grid, at)
        {
            return Some((LedgerKind::Uses, false));
        }
    }
    let days = words
        .first()
        .is_some_and(|word| matches!(word, Some(Term::Period | Term::Date | Term::Range)))
        || matches!(words[..], [Some(Term::Number), Some(Term::Period | Term::Date), ..]);
    (days && unknown >= 1 && says_readings(grid, at)).then_some((LedgerKind::ReadingMatrix, false))
}

/// True for 指标 over pH, COD, 电导率.
fn names_parameters(grid: &Grid<'_>, at: usize) -> bool {
    let heads = grid.lines[at].texts().filter(|(_, text)| term(text) == Some(Term::ParameterName));
    let below = &grid.lines[at + 1..(at + 7).min(grid.lines.len())];
    heads.map(|(col, _)| col).any(|col| {
        let names = below.iter().filter_map(|line| line.text(col));
        let known = names.clone().filter(|text| matches!(term(text), Some(Term::Parameter(_))));
        known.clone().count() >= 2 && known.count() * 2 >= names.count()
    })
}

/// True for words of columns of amounts.
fn counts(word: Option<Term>) -> bool {
    matches!(
        word,
        Some(
            Term::Used
                | Term::Cost
                | Term::Purpose(_)
                | Term::Output
                | Term::OutputValue
                | Term::AddedValue
        )
    )
}

/// Lists: readings, equipment, water quality.
fn list_kind(
    grid: &Grid<'_>,
    words: &[Option<Term>],
    (line, said, vague): (&Line<'_>, &[Said], bool),
) -> Option<LedgerKind> {
    let has = |asked: Term| words.contains(&Some(asked));
    let count = |asked: &[Term]| asked.iter().filter(|term| has(**term)).count();
    let readings = count(&[Term::Reading, Term::ReadingBefore, Term::ReadingNow]);
    let dated = words.iter().flatten().any(|word| word.is_when());
    if readings >= 1 && (has(Term::Meter) || has(Term::Account) || dated || readings >= 2) && !vague
    {
        return Some(LedgerKind::Readings);
    }
    let parameters: BTreeSet<Parameter> = words
        .iter()
        .filter_map(|word| match word {
            Some(Term::Parameter(parameter)) => Some(*parameter),
            _ => None,
        })
        .collect();
    let telling = parameters.iter().filter(|p| **p != Parameter::Temperature).count();
    if telling >= 1 && (parameters.len() >= 2 || has(Term::Point)) {
        return Some(LedgerKind::Quality);
    }
    let named = has(Term::EquipmentName) || said.iter().any(Said::is_name);
    let described = count(&[
        Term::Model,
        Term::Count,
        Term::Design,
        Term::Measured,
        Term::Hours,
        Term::Saving,
        Term::Retired,
        Term::SavingOrRetired,
        Term::Use,
        Term::State,
        Term::Location,
    ]);
    let telling = count(&[
        Term::EquipmentName,
        Term::Design,
        Term::Saving,
        Term::Retired,
        Term::SavingOrRetired,
    ]);
    let of_meters = has(Term::Meter)
        || has(Term::Account)
        || line.texts().any(|(_, text)| is_of_another_register(grid, text));
    (named && described >= 2 && telling >= 1 && !of_meters && !vague)
        .then_some(LedgerKind::Equipment)
}

fn is_of_another_register(grid: &Grid<'_>, text: &str) -> bool {
    let word =
        grid.vocabulary.lookup_whole(&split_brackets(&tidy(text)).0, &[]).map(|found| found.word);
    matches!(
        word,
        Some(
            Word::MeterNumber
                | Word::MeterLevel
                | Word::MeterParent
                | Word::MeterAccuracy
                | Word::MeterValid
                | Word::ProductName
                | Word::OutputAmount
        )
    )
}

/// What a text of a header says: in the words of these tables, and of balances.
struct Said {
    term: Option<Term>,
    word: Option<Word>,
}

/// What the texts of a row say.
fn said(grid: &Grid<'_>, line: &Line<'_>) -> Vec<Said> {
    line.texts().map(|(_, text)| Said { term: term(text), word: word(grid, text) }).collect()
}

impl Said {
    /// True for a word of a flow of water.
    fn is_flow(&self) -> bool {
        self.word.is_some_and(|word| word.is_flow() || word == Word::OutputAmount)
    }

    fn is_name(&self) -> bool {
        matches!(self.word, Some(Word::Name | Word::Parent))
    }
}

fn word(grid: &Grid<'_>, text: &str) -> Option<Word> {
    let key = tidy(text);
    let outside = split_brackets(&key).0;
    let outside = outside.strip_prefix("其中").unwrap_or(&outside).trim_start_matches(':');
    let short = super::super::band::without_measure(outside);
    [Some(outside), short]
        .into_iter()
        .flatten()
        .find_map(|key| grid.vocabulary.lookup_whole(key, &[]))
        .map(|found| found.word)
}

/// Columns of labels before the first period.
const MOST_LABELS: usize = 5;

/// Periods across: at least two years, or three months, behind a column of labels.
fn across_kind(grid: &Grid<'_>, at: usize) -> Option<LedgerKind> {
    let line = &grid.lines[at];
    if holds_figures(line) {
        return None;
    }
    let labels = line.cells.iter().take(MOST_LABELS + 1);
    let labels = labels.take_while(|(_, cell)| when(cell, None).is_none()).count();
    if !(1..=MOST_LABELS).contains(&labels) {
        return None;
    }
    let tail = line.cells.len() - labels;
    let periods: Vec<When> =
        line.cells.iter().skip(labels).filter_map(|(_, cell)| when(cell, None)).collect();
    let spans = periods.iter().filter(|when| !matches!(when, When::Total | When::Derived)).count();
    let dates = periods.iter().filter(|when| matches!(when, When::Day(_))).count();
    let years = periods.iter().filter(|when| matches!(when, When::Year(_))).count();
    let mostly = periods.len() * 3 > tail * 2;
    let below = grid
        .lines
        .get(at + 1)
        .is_some_and(|below| below.numbers() >= 1 || across_cells(below) >= 2);
    if !mostly || !below || spans < 2 || (spans == 2 && years < 2 && dates < 2) {
        return None;
    }
    // A row of figures that look like years is no header.
    let texts = line.texts().count();
    if texts < 2 && years == spans {
        return label_first(grid, line).then_some(LedgerKind::Uses);
    }
    if dates >= 2 && says_readings(grid, at) {
        return Some(LedgerKind::ReadingMatrix);
    }
    Some(LedgerKind::Uses)
}

/// True for a row behind whose labels so many cells hold figures that its periods, however its
/// texts are read, are not more than two thirds of them: almost every row of a table.
fn holds_figures(line: &Line<'_>) -> bool {
    let is_plain = |cell: &Cell| matches!(cell, Cell::Number(_)) && when(cell, None).is_none();
    let most = line.cells.len().saturating_sub(1);
    let mut figures = line.cells.iter().skip(MOST_LABELS).filter(|(_, cell)| is_plain(cell));
    figures.nth(most / 3).is_some()
}

/// How many cells of a row are periods.
pub(super) fn across_cells(line: &Line<'_>) -> usize {
    line.cells.iter().filter(|(_, cell)| when(cell, None).is_some()).count()
}

/// True where a row begins with the label of a column of names: 年份, 项目, 水源.
fn label_first(grid: &Grid<'_>, line: &Line<'_>) -> bool {
    let first = line.cells.first().and_then(|(_, cell)| match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    });
    first.is_some_and(|text| {
        term(text).is_some() || word(grid, text).is_some() || tidy(text).contains(['/', '\\'])
    })
}

/// True where a year, a month or a quarter and figures stand in the row below.
fn periods_below(grid: &Grid<'_>, at: usize) -> bool {
    let is_period = |cell: &Cell| {
        let head = Some(Term::Month);
        !matches!(when(cell, head), None | Some(When::Day(_) | When::Total | When::Derived))
    };
    grid.lines.get(at + 1).is_some_and(|below| {
        below.numbers() >= 2 && below.cells.iter().take(2).any(|(_, cell)| is_period(cell))
    })
}

/// True where the words above a table, or the name of its sheet, speak of readings.
fn says_readings(grid: &Grid<'_>, at: usize) -> bool {
    says(grid, at, &["抄表", "读数", "示数", "表底", "行度"])
}

/// True where they speak of the use of water.
fn says_water(grid: &Grid<'_>, at: usize) -> bool {
    says(grid, at, &["用水", "取水", "水量", "耗水", "水耗"])
}

fn says(grid: &Grid<'_>, at: usize, words: &[&str]) -> bool {
    let speaks = |text: &str| {
        let key = tidy(text);
        words.iter().any(|word| key.contains(word))
    };
    speaks(grid.sheet)
        || grid.lines[at.saturating_sub(4)..=at]
            .iter()
            .any(|line| line.texts().any(|(_, text)| speaks(text)))
}
