//! Where on a sheet the headers of tables stand.

use super::grid::{Grid, Line, is_figure};
use super::measure::{measure, measure_of};
use super::term::{Found, Vocabulary};
use super::text::{chinese_part, split_brackets, tidy};
use super::word::Word;
use crate::workbook::Cell;

/// The header rows of one or several tables that stand side by side.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Band {
    /// First header row.
    pub(crate) top: u32,
    /// Last header row.
    pub(crate) bottom: u32,
    /// A row below that only numbers the columns: 甲 乙 1 2 3.
    pub(crate) numbers: Option<u32>,
    /// How many cells of the header the vocabulary knows as flows.
    pub(crate) flows: usize,
}

/// The headers of a sheet, from the top: those that a person chose, and those found
/// elsewhere.
pub(crate) fn bands(grid: &Grid<'_>) -> Vec<Band> {
    let mut bands = found_bands(grid);
    let apart = |band: &Band| {
        let reach = band.numbers.unwrap_or(band.bottom);
        grid.headers.iter().all(|(top, bottom)| *bottom < band.top || reach < *top)
    };
    bands.retain(apart);
    bands.extend(grid.headers.iter().map(|(top, bottom)| chosen_band(grid, *top, *bottom)));
    bands.sort_by_key(|band| band.top);
    bands
}

fn chosen_band(grid: &Grid<'_>, top: u32, bottom: u32) -> Band {
    let lines = grid.between(top, bottom);
    let flows = lines.iter().map(|line| marks(grid.vocabulary, line).flows).sum();
    let below = grid.lines.partition_point(|line| line.index <= bottom);
    let numbers =
        grid.lines.get(below).filter(|line| line.index <= bottom + 2 && numbers_columns(line));
    Band { top, bottom, numbers: numbers.map(|line| line.index), flows }
}

fn found_bands(grid: &Grid<'_>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let mut at = 0;
    while at < grid.lines.len() {
        if is_seed(grid.vocabulary, &grid.lines[at]) {
            let floor = bands.last().map_or(0, |band| band.bottom + 1);
            let band = grow(grid, at, floor);
            at = grid
                .lines
                .partition_point(|line| line.index <= band.numbers.unwrap_or(band.bottom));
            bands.push(band);
        } else {
            at += 1;
        }
    }
    bands
}

/// What the vocabulary makes of the cells of one row.
#[derive(Default)]
struct Marks {
    flows: usize,
    names: usize,
    register: usize,
    others: usize,
    /// Cells that hold a word of a flow among others: 新鲜水年平均用量.
    parts: usize,
    unknown: usize,
    figures: usize,
}

fn marks(vocabulary: &Vocabulary, line: &Line<'_>) -> Marks {
    let mut marks = Marks::default();
    for (_, cell) in line.cells.iter() {
        match cell {
            Cell::Text(text) => {
                if is_figure(cell) {
                    marks.figures += 1;
                    continue;
                }
                match heading_word(vocabulary, text) {
                    Some(word) if word.is_flow() => marks.flows += 1,
                    Some(Word::Name | Word::Parent) => marks.names += 1,
                    Some(word) if is_register(word) => marks.register += 1,
                    Some(_) => marks.others += 1,
                    None if holds_flow(vocabulary, text) => marks.parts += 1,
                    None => marks.unknown += 1,
                }
            }
            Cell::Number(value) if is_year(*value) => marks.others += 1,
            Cell::Number(_) | Cell::Error(_) | Cell::Uncomputed(_) => marks.figures += 1,
            Cell::Bool(_) | Cell::Moment(_) => marks.unknown += 1,
        }
    }
    marks
}

fn is_year(value: f64) -> bool {
    (1990.0..=2100.0).contains(&value) && value.fract() == 0.0
}

fn is_register(word: Word) -> bool {
    matches!(
        word,
        Word::ProductName
            | Word::OutputAmount
            | Word::MeterNumber
            | Word::MeterLevel
            | Word::MeterParent
            | Word::MeterLocation
            | Word::MeterMeasures
            | Word::MeterAccuracy
            | Word::MeterValid
            | Word::MeterOnline
            | Word::MeterState
            | Word::Period
    )
}

/// The word of a header cell; only whole words count, so that names of units, which may
/// hold such words too, are not taken for headers.
fn heading_word(vocabulary: &Vocabulary, text: &str) -> Option<Word> {
    if text.len() > 120 {
        return None;
    }
    let key = tidy(text);
    let (outside, inside) = split_brackets(&key);
    // "其中：自来水" is a header as much as "自来水" is.
    let outside =
        outside.strip_prefix("其中").map_or(outside.as_str(), |rest| rest.trim_start_matches(':'));
    if outside.is_empty() && key.starts_with("其中") {
        return Some(Word::OfWhich);
    }
    let whole = |text: &str| vocabulary.lookup_whole(text, &[]);
    whole(outside)
        .or_else(|| whole(&key))
        .or_else(|| without_measure(outside).and_then(whole))
        .or_else(|| lookup_parts(vocabulary, outside))
        .or_else(|| whole(chinese_part(outside)?))
        .or_else(|| whole(inside.first()?).filter(|_| outside.is_empty()))
        .map(|found| found.word)
}

fn lookup_parts(vocabulary: &Vocabulary, text: &str) -> Option<Found> {
    let mut parts = text.split(['-', '/', '·', ':', '_', '、', '及', '和']);
    let first = vocabulary.lookup_whole(parts.next()?, &[])?;
    parts.all(|part| vocabulary.lookup_whole(part, &[first.word]).is_some()).then_some(first)
}

/// The tidy text without a unit of measure at its end: 取水量m3/d.
pub(crate) fn without_measure(text: &str) -> Option<&str> {
    // Bytes of the longest unit; a cell of 32 767 characters is not searched for one.
    const LONGEST: usize = 60;
    let starts = text.char_indices().skip(1);
    starts.skip_while(|(at, _)| text.len() - at > LONGEST).find_map(|(at, c)| {
        let starts = matches!(
            c,
            'm' | 't'
                | 'l'
                | 'k'
                | '万'
                | '千'
                | '吨'
                | '立'
                | '方'
                | '升'
                | '%'
                | ','
                | '/'
                | ':'
                | '1'
                | '×'
        );
        let tail = text[at..].trim_start_matches([',', '/', ':', '-']);
        // The last letter of target is no tonne.
        let letter = tail.len() == 1 && text[..at].ends_with(|c: char| c.is_ascii_alphabetic());
        (starts && !letter && measure_of(tail).is_some()).then(|| &text[..at])
    })
}

/// True for a short text that holds a word of a flow.
fn holds_flow(vocabulary: &Vocabulary, text: &str) -> bool {
    text.chars().count() <= 16
        && vocabulary
            .lookup(&split_brackets(&tidy(text)).0, &[])
            .is_some_and(|found| found.word.is_flow() && found.weight >= 56)
}

fn is_seed(vocabulary: &Vocabulary, line: &Line<'_>) -> bool {
    if line.cells.len() < 2 {
        return false;
    }
    let texts = line.texts().count();
    if texts < 2 || line.cells.len() > texts * 2 {
        return false;
    }
    let marks = marks(vocabulary, line);
    if marks.figures > 0 {
        return false;
    }
    let known = marks.flows + marks.names + marks.register + marks.others;
    let unknown = marks.unknown + marks.parts;
    let clear = unknown <= known;
    (marks.flows >= 3 && (unknown <= 2 * known || marks.names >= 1))
        || (marks.flows + marks.parts >= 3
            && marks.names >= 1
            && marks.unknown <= marks.parts + known)
        || (marks.flows >= 2 && clear)
        || (marks.flows >= 1 && marks.names >= 1 && known >= 3 && clear)
        || (marks.register >= 2 && clear)
        || (marks.register >= 1 && marks.others + marks.names >= 2 && clear)
}

/// The band around a row that is a header for sure.
pub(super) fn grow(grid: &Grid<'_>, seed: usize, floor: u32) -> Band {
    let row = grid.lines[seed].index;
    let (mut top, mut bottom) = (row, row);
    let mut above = seed;
    while above > 0 && row - top < 3 {
        let line = &grid.lines[above - 1];
        if line.index + 1 != top || line.index < floor || !heads(grid, line, &grid.lines[above]) {
            break;
        }
        (top, above) = (line.index, above - 1);
    }
    bottom = bottom.max(merged_bottom(grid, top, bottom));
    let mut below = grid.lines.partition_point(|line| line.index <= bottom);
    while let Some(line) = grid.lines.get(below) {
        if line.index != bottom + 1 || bottom - top > 4 || !continues(grid, line, top, bottom) {
            break;
        }
        bottom = line.index.max(merged_bottom(grid, line.index, line.index));
        below = grid.lines.partition_point(|line| line.index <= bottom);
    }
    let numbers =
        grid.lines.get(below).filter(|line| line.index <= bottom + 2 && numbers_columns(line));
    let numbers = numbers.map(|line| line.index);
    let flows =
        grid.lines[above..below].iter().map(|line| marks(grid.vocabulary, line).flows).sum();
    Band { top, bottom, numbers, flows }
}

/// The last row that merged header cells of these rows reach; a header has few rows. Only
/// cells of known words tell: a title may be merged over anything.
fn merged_bottom(grid: &Grid<'_>, top: u32, bottom: u32) -> u32 {
    let cells = grid
        .between(top, bottom)
        .iter()
        .flat_map(|line| line.texts().map(|(col, text)| (line.index, col, text)));
    let merges = cells
        .filter(|(_, _, text)| heading_word(grid.vocabulary, text).is_some())
        .filter_map(|(row, col, _)| grid.merge(row, col));
    merges
        .map(|region| region.bottom)
        .filter(|last| *last <= top + 5)
        .max()
        .unwrap_or(bottom)
        .max(bottom)
}

/// True for a row of parent headers over a header row.
fn heads(grid: &Grid<'_>, line: &Line<'_>, below: &Line<'_>) -> bool {
    let found = marks(grid.vocabulary, line);
    if found.figures > 0 || line.texts().any(|(_, text)| is_caption(text)) {
        return false;
    }
    let (first, last) = extent(below);
    let spans_all = line.cells.iter().any(|(col, _)| {
        grid.merge(line.index, col)
            .is_some_and(|m| m.left <= first && m.right >= last && m.left != m.right)
    });
    if spans_all {
        return false;
    }
    let reaches_down = line
        .cells
        .iter()
        .any(|(col, _)| grid.merge(line.index, col).is_some_and(|m| m.bottom > line.index));
    let known = found.flows + found.names + found.register + found.others;
    if let (1, Some((col, cell))) = (line.cells.len(), line.cells.first()) {
        // A lone cell is a title unless it is a word of a group and stands over columns.
        return (found.flows == 1 || groups(grid.vocabulary, cell)) && col > first && col <= last;
    }
    reaches_down || (known >= 1 && known >= found.unknown + found.parts) || period_groups(line) >= 2
}

/// True for words with a colon, such as 单位：m³/d: they stand above tables, not in them.
fn is_caption(text: &str) -> bool {
    let key = tidy(text);
    key.contains(':') && !key.starts_with("其中") && !key.starts_with("ofwhich")
}

fn groups(vocabulary: &Vocabulary, cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if heading_word(vocabulary, text) == Some(Word::OfWhich))
}

/// How many cells of a row are years: 2022年, 2023年度.
fn period_groups(line: &Line<'_>) -> usize {
    line.texts().filter(|(_, text)| super::heading::year_in(&tidy(text)).is_some()).count()
}

fn extent(line: &Line<'_>) -> (u32, u32) {
    (line.cells.first().map_or(0, |cell| cell.0), line.cells.last().map_or(0, |cell| cell.0))
}

/// True for a row that goes on with the header: child headers, or units of measure.
fn continues(grid: &Grid<'_>, line: &Line<'_>, top: u32, bottom: u32) -> bool {
    if line.cells.iter().any(|(_, cell)| is_figure(cell) || matches!(cell, Cell::Moment(_))) {
        return false;
    }
    let names = name_columns(grid, top, bottom);
    let mut texts = 0;
    let mut fitting = 0;
    for (col, text) in line.texts() {
        if names.contains(&col) && !is_measure(text) {
            match heading_word(grid.vocabulary, text) {
                Some(Word::Name | Word::Parent | Word::Number | Word::Category) => return true,
                // 单位 before a row of units of measure.
                Some(Word::OutputUnit) => continue,
                _ => return false,
            }
        }
        texts += 1;
        let whole = heading_word(grid.vocabulary, text).is_some();
        let key = split_brackets(&tidy(text)).0;
        let wild = || grid.vocabulary.lookup(&key, &[]).is_some();
        // 生产 and 生活 are headers below 取水量 alone.
        let below = || grid.vocabulary.lookup_whole(&key, &[Word::Withdrawal]).is_some();
        if whole || is_measure(text) || wild() || below() {
            fitting += 1;
        }
    }
    // Children whose names nobody can know still stand below headers and not below names.
    fitting * 2 >= texts.max(1) && texts > 0 || (texts >= 2 && fitting >= 1)
}

fn is_measure(text: &str) -> bool {
    measure(text).is_some()
}

/// Columns whose header says that they name the rows.
fn name_columns(grid: &Grid<'_>, top: u32, bottom: u32) -> Vec<u32> {
    let mut columns = Vec::new();
    for line in grid.between(top, bottom) {
        for (col, text) in line.texts() {
            let word = heading_word(grid.vocabulary, text);
            if word.is_some_and(|word| {
                word.names_rows() || word == Word::Number || word == Word::Category
            }) {
                let right = grid.merge(line.index, col).map_or(col, |region| region.right);
                columns.extend(col..=right.min(col + 8));
            }
        }
    }
    columns
}

/// True for a row that only numbers the columns.
fn numbers_columns(line: &Line<'_>) -> bool {
    if line.cells.len() < 3 {
        return false;
    }
    let mut expected = None;
    let mut counted = 0;
    for (at, (_, cell)) in line.cells.iter().enumerate() {
        match ordinal(cell) {
            Some(Ordinal::Letter) => {}
            Some(Ordinal::Number(number)) if expected.is_none_or(|next| next == number) => {
                expected = Some(number + 1);
                counted += 1;
            }
            Some(Ordinal::Sum) if counted > 0 => {
                expected = expected.map(|next| next + 1);
            }
            _ => {
                return matches!(cell, Cell::Text(text) if at == 0 && tidy(text).contains('栏'))
                    && rest_counts(line);
            }
        }
    }
    counted >= 2
}

fn rest_counts(line: &Line<'_>) -> bool {
    let second = line.cells.get(1).map_or(u32::MAX, |cell| cell.0);
    let rest = Line { index: line.index, cells: line.cells.within(second, u32::MAX) };
    numbers_columns(&rest)
}

enum Ordinal {
    /// 甲, 乙, A
    Letter,
    /// 1, ①
    Number(u32),
    /// 3=1+2
    Sum,
}

fn ordinal(cell: &Cell) -> Option<Ordinal> {
    let text = match cell {
        Cell::Number(value) => return small(*value).map(Ordinal::Number),
        Cell::Text(text) => tidy(text),
        _ => return None,
    };
    let bare = text.trim_matches(['(', ')', '.']);
    if let Some(number) = bare.parse::<f64>().ok().and_then(small) {
        return Some(Ordinal::Number(number));
    }
    if bare.contains('=') && bare.chars().any(|c| c.is_ascii_digit()) {
        return Some(Ordinal::Sum);
    }
    let mut chars = bare.chars();
    let single = chars.next().filter(|_| chars.next().is_none())?;
    ("甲乙丙丁戊己庚辛".contains(single) || single.is_ascii_alphabetic()).then_some(Ordinal::Letter)
}

fn small(value: f64) -> Option<u32> {
    (1..=200).find(|number| f64::from(*number) == value)
}
