//! The headers over one column, from the top, and what their words stand for.

use super::band::{Band, without_measure};
use super::grid::Grid;
use super::measure::{Measure, Span, measure, span_in};
use super::phase::{Phase, phase_in, without_phase};
use super::term::{Found, Vocabulary, without_formula};
use super::text::{chinese_part, one_line, split_brackets, tidy};
use super::word::Word;
use crate::workbook::Cell;
use shuiheng_audit::Source;

/// What stands over a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Heading {
    /// Its column.
    pub(crate) col: u32,
    /// The cell of the lowest header.
    pub(crate) cell: (u32, u32),
    /// The headers as written, from the top.
    pub(crate) path: Vec<String>,
    /// The headers made comparable, without units of measure.
    pub(crate) key: String,
    /// The unit of measure in the headers, as written, and its cell.
    pub(crate) measure: Option<(Measure, String, (u32, u32))>,
    /// The time that a header names.
    pub(crate) span: Option<Span>,
    /// The year that a header names.
    pub(crate) year: Option<u32>,
    /// The season, or the state before or after a measure, that a header names.
    pub(crate) phase: Option<Phase>,
    /// What the lowest known word stands for.
    pub(crate) word: Option<Word>,
    /// What the headers above it stand for.
    pub(crate) parents: Vec<Word>,
    /// How sure that is, from 0 to 100.
    pub(crate) weight: u8,
    /// True where the vocabulary knows the whole word and not only a part of it.
    pub(crate) whole: bool,
    /// True where the lowest header itself is not known, only one above it.
    pub(crate) below: bool,
    /// True where a header says 其中.
    pub(crate) of_which: bool,
    /// True where a header says that discharge contains what is handed on.
    pub(crate) gross: bool,
    /// True for the total of its group: 小计, 合计.
    pub(crate) sum: bool,
}

/// The headings of a band, one for each of the given columns.
pub(crate) fn headings(grid: &Grid<'_>, band: &Band, columns: &[u32]) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::with_capacity(columns.len());
    for &col in columns {
        let cells = path(grid, band, col, columns);
        let mut heading = read(grid, col, &cells, band);
        if heading.of_which && heading.parents.first() == Some(&Word::OfWhich) {
            // 其中 stands beside the whole that it divides, not below it.
            if let Some(whole) =
                found.iter().rev().find(|left| !left.of_which && left.word.is_some())
            {
                let mut parents = whole.parents.clone();
                parents.extend(whole.word);
                resolve(grid.vocabulary, &mut heading, parents);
            }
        }
        found.push(heading);
    }
    set_purposes_aside(grid.vocabulary, &mut found);
    found
}

/// The header cells over a column, from the top, without repetition.
fn path(grid: &Grid<'_>, band: &Band, col: u32, columns: &[u32]) -> Vec<(u32, u32)> {
    let mut cells: Vec<(u32, u32)> = Vec::new();
    for row in band.top..=band.bottom {
        let anchor = grid.anchor(row, col);
        let own = has_text(grid, anchor).then_some(anchor);
        let cell = own.or_else(|| spread(grid, band, (row, col), columns));
        if let Some(cell) = cell.filter(|cell| !cells.contains(cell)) {
            cells.push(cell);
        }
    }
    cells
}

fn has_text(grid: &Grid<'_>, (row, col): (u32, u32)) -> bool {
    grid.position(row).is_some_and(|at| grid.lines[at].at(col).is_some())
}

/// The header to the left that speaks for an empty cell where merging was lost: it stands
/// in the same row over a child of its own, and nothing stands between.
fn spread(
    grid: &Grid<'_>,
    band: &Band,
    (row, col): (u32, u32),
    columns: &[u32],
) -> Option<(u32, u32)> {
    let child_below = |col: u32| {
        (row + 1..=band.bottom).any(|below| {
            let anchor = grid.anchor(below, col);
            anchor.0 > row && has_text(grid, anchor)
        })
    };
    if grid.merge(row, col).is_some() || !child_below(col) {
        return None;
    }
    let line = &grid.lines[grid.position(row)?];
    let left = line
        .cells
        .iter()
        .rev()
        .map(|(left, _)| left)
        .find(|left| *left < col && columns.contains(left))?;
    let is_merged = grid.merge(row, left).is_some_and(|region| region.left != region.right);
    let word = line
        .text(left)
        .and_then(|text| grid.vocabulary.lookup(&split_brackets(&tidy(text)).0, &[]));
    let names = word.is_some_and(|found| found.word.is_text());
    (!is_merged && !names && child_below(left)).then_some((row, left))
}

fn read(grid: &Grid<'_>, col: u32, cells: &[(u32, u32)], band: &Band) -> Heading {
    let mut heading = Heading { col, cell: (band.bottom, col), ..Heading::default() };
    let mut parts: Vec<Part> = Vec::new();
    for &(row, at) in cells {
        let cell = grid.position(row).and_then(|line| grid.lines[line].at(at));
        let text = match cell {
            Some(Cell::Text(text)) => text.clone(),
            Some(Cell::Number(number)) => number.to_string(),
            _ => continue,
        };
        if let Some(found) = measure(&text) {
            heading.measure = Some((found, one_line(&text), (row, at)));
            continue;
        }
        heading.cell = (row, at);
        heading.path.push(one_line(&text));
        heading.span = span_in(&text).or(span_alone(&text)).or(heading.span);
        heading.year = year_in(&tidy(&text)).or(heading.year);
        heading.phase = phase_in(&text).or(heading.phase);
        let split = split(grid.vocabulary, &text);
        if let Some((found, written)) = split.measure {
            heading.measure = Some((found, written, (row, at)));
        }
        parts.extend(split.parts);
    }
    heading.key = parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("/");
    heading.of_which = parts.iter().any(|part| part.text == "其中" || part.text == "ofwhich");
    heading.gross = parts
        .iter()
        .filter_map(|part| grid.vocabulary.lookup_whole(&part.text, &[]))
        .any(|found| found.word == Word::GrossMark);
    weigh(grid.vocabulary, &mut heading, &parts, Vec::new());
    heading
}

/// Looks the heading up again below other parents.
fn resolve(vocabulary: &Vocabulary, heading: &mut Heading, parents: Vec<Word>) {
    let parts: Vec<Part> = heading
        .path
        .iter()
        .flat_map(|text| split(vocabulary, text).parts)
        .filter(|part| part.text != "其中" && part.text != "ofwhich")
        .collect();
    weigh(vocabulary, heading, &parts, parents);
}

/// A word of a header; `aside` where it stands in brackets.
struct Part {
    text: String,
    aside: bool,
}

struct Split {
    parts: Vec<Part>,
    measure: Option<(Measure, String)>,
}

/// The words of one header cell: 其中：自来水(m³/d), 重复利用水量-循环水.
fn split(vocabulary: &Vocabulary, text: &str) -> Split {
    let key = tidy(text);
    let (mut outside, inside) = split_brackets(without_formula(&key));
    let mut found = None;
    let mut aside = Vec::new();
    for part in inside {
        match measure(&part) {
            Some(unit) => found = Some((unit, part)),
            None if is_symbol(&part) => {}
            None => aside.push(part),
        }
    }
    let mut parts = Vec::new();
    if let Some(rest) = outside.strip_prefix("其中") {
        parts.push("其中".to_owned());
        outside = rest.trim_start_matches([':', ',']).to_owned();
    }
    if vocabulary.lookup_whole(&outside, &[]).is_none()
        && let Some(short) = without_measure(&outside)
    {
        let tail = outside[short.len()..].trim_start_matches([',', '/', ':', '-']);
        found = measure(tail).map(|unit| (unit, tail.to_owned())).or(found);
        outside = short.to_owned();
    }
    if vocabulary.lookup_whole(&outside, &[]).is_none()
        && let Some(part) =
            chinese_part(&outside).filter(|part| vocabulary.lookup_whole(part, &[]).is_some())
    {
        outside = part.to_owned();
    }
    // A corner cut in two names the rows: 用水单元＼水量.
    let naming = outside.split(['\\', '/']).find(|part| {
        part.len() < outside.len()
            && vocabulary.lookup_whole(part, &[]).is_some_and(|found| found.word.names_rows())
    });
    if let Some(part) = naming.filter(|_| outside.contains('\\')) {
        outside = part.to_owned();
    }
    parts.extend(words(vocabulary, &without_time(vocabulary, outside), text));
    let mut parts: Vec<Part> = parts.into_iter().map(|text| Part { text, aside: false }).collect();
    parts.extend(aside.into_iter().map(|text| Part { text, aside: true }));
    Split { parts, measure: found }
}

/// The text without a season or a year that only says when: 夏季, 2023年, 冬季取水量.
fn without_time(vocabulary: &Vocabulary, text: String) -> String {
    if vocabulary.lookup_whole(&text, &[]).is_some() {
        return text;
    }
    let alone = |rest: &String| rest.is_empty() || vocabulary.lookup_whole(rest, &[]).is_some();
    if let Some(rest) = without_phase(&text).filter(alone) {
        return rest;
    }
    let year = year_in(&text).filter(|year| {
        let rest = text.trim_start_matches(&year.to_string()).trim_start_matches(['年', '度']);
        rest.is_empty()
    });
    if year.is_some() { String::new() } else { text }
}

fn is_symbol(text: &str) -> bool {
    text.len() <= 6 && text.is_ascii()
}

/// One word, or several where the cell holds a parent and a child.
fn words(vocabulary: &Vocabulary, outside: &str, text: &str) -> Vec<String> {
    if outside.is_empty() {
        return Vec::new();
    }
    if vocabulary.lookup_whole(outside, &[]).is_some() {
        return vec![outside.to_owned()];
    }
    let lines =
        text.lines().map(|line| split_brackets(&tidy(line)).0).filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.collect();
    let split: Vec<String> = outside
        .split(['-', '/', '·', ':', '_', '|', '\\', '>'])
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    [split, lines]
        .into_iter()
        .find(|parts| parts.len() > 1 && vocabulary.lookup_whole(&parts[0], &[]).is_some())
        .unwrap_or_else(|| vec![outside.to_owned()])
}

/// Settles what the lowest known word stands for.
fn weigh(vocabulary: &Vocabulary, heading: &mut Heading, parts: &[Part], mut parents: Vec<Word>) {
    let mut last: Option<Found> = None;
    let mut below = false;
    for part in parts {
        let context: Vec<Word> =
            parents.iter().copied().chain(last.map(|found| found.word)).collect();
        if part.aside {
            if let Some(found) = aside(vocabulary, &part.text, &context) {
                parents = context;
                (last, below) = (Some(found), false);
            }
            continue;
        }
        // Vr below 回用水量 only repeats the standard's symbol, whatever it stands for there.
        if is_symbol_of_flow(&part.text) && last.is_some_and(|found| !heads_others(found.word)) {
            continue;
        }
        // 日 below 取水量 says when, not what.
        if last.is_some() && is_only_time(&part.text) {
            continue;
        }
        match vocabulary.lookup(&part.text, &context) {
            // 南湖取水口 below 取水量 is a source that the vocabulary does not know.
            Some(found)
                if found.word == Word::Withdrawal
                    && !found.whole
                    && context.contains(&Word::Withdrawal) =>
            {
                below = true;
            }
            // 单位 under 项目 heads the units of measure, not the names.
            Some(found) if found.word == Word::OutputUnit && last.is_some() => {}
            Some(found) => {
                parents = context;
                (last, below) = (Some(found), false);
            }
            None => below = true,
        }
    }
    heading.parents = parents;
    heading.below = below;
    heading.word = last.map(|found| found.word);
    heading.weight = last.map_or(0, |found| found.weight);
    heading.whole = last.is_some_and(|found| found.whole) && !below;
    heading.sum = false;
    inherit(vocabulary, heading);
}

/// True for a symbol of the standard: vcy, v's, qi.
fn is_symbol_of_flow(text: &str) -> bool {
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '\'' | '′'));
    text.len() <= 6
        && letters.len() >= 2
        && letters.starts_with(['v', 'q'])
        && letters.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '\'' | '′' | ',' | '_'))
}

/// True for words of groups, below which symbols tell the columns apart.
fn heads_others(word: Word) -> bool {
    matches!(
        word,
        Word::Withdrawal
            | Word::WithdrawalTotal
            | Word::Recycled
            | Word::RecycledTotal
            | Word::Input
            | Word::Output
            | Word::TotalUse
            | Word::OfWhich
    )
}

/// The time that a header of nothing else names: 日(m³), 年.
fn span_alone(text: &str) -> Option<Span> {
    let key = split_brackets(&tidy(text)).0;
    is_only_time(&key).then(|| span_in(&format!("{key}用水量"))).flatten()
}

fn is_only_time(text: &str) -> bool {
    ["日", "年", "月", "小时", "时", "日均", "年均", "月均", "每日", "每年", "全年", "日值", "年值"]
        .contains(&text)
}

/// A word in brackets counts only where it makes the word before it more precise.
fn aside(vocabulary: &Vocabulary, text: &str, context: &[Word]) -> Option<Found> {
    if let Some(word) = direction(text, *context.last()?) {
        return Some(Found { word, weight: 85, whole: true });
    }
    let found = vocabulary.lookup_whole(text, context)?;
    let intake =
        context.iter().any(|word| matches!(word, Word::Withdrawal | Word::Input | Word::TotalUse));
    let precise = match found.word {
        Word::Source(_) | Word::MaybeReclaimed => intake,
        word => word == Word::Subtotal,
    };
    precise.then_some(found)
}

/// 串联水量（供出）, 回用水量（送出）: which way the water goes.
fn direction(text: &str, word: Word) -> Option<Word> {
    let has = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
    let out = has(&["供出", "输出", "送出", "排出", "转出", "去向", "供下", "供给", "外供"])
        || text == "出"
        || text == "out";
    let into = has(&["接收", "受入", "输入", "来自", "上级", "取入", "进入", "来水"])
        || matches!(text, "入" | "进" | "in");
    match word {
        Word::Series | Word::SeriesIn | Word::SeriesOut if out => Some(Word::SeriesOut),
        Word::Series | Word::SeriesIn if into => Some(Word::SeriesIn),
        Word::Reuse | Word::ReuseOut if out => Some(Word::ReuseOut),
        Word::Recirculated | Word::RecirculatedOut if out => Some(Word::RecirculatedOut),
        _ => None,
    }
}

/// Words that take their meaning from the group that they stand in: 小计, 平均, 生产.
fn inherit(vocabulary: &Vocabulary, heading: &mut Heading) {
    let group = heading.parents.iter().rev().find(|word| **word != Word::OfWhich).copied();
    match (heading.word, group) {
        (Some(Word::Subtotal), Some(group)) => {
            heading.sum = true;
            heading.word = Some(match group {
                Word::Withdrawal | Word::WithdrawalTotal => Word::WithdrawalTotal,
                Word::Recycled | Word::RecycledTotal => Word::RecycledTotal,
                Word::Input => Word::SumIn,
                Word::Output => Word::SumOut,
                other => other,
            });
        }
        (Some(Word::Mean), Some(group)) => heading.word = Some(group),
        (Some(way @ (Word::Input | Word::Output)), Some(group)) => {
            heading.word = Some(way_of(group, way == Word::Input).unwrap_or(way));
        }
        (Some(Word::Purpose), Some(_)) => {
            heading.word = Some(Word::Withdrawal);
            heading.below = true;
        }
        _ => {}
    }
    if heading.below && heading.word == Some(Word::Withdrawal) && !is_purpose(vocabulary, heading) {
        // A child of 取水量 that the vocabulary does not know is a source all the same.
        heading.word = Some(Word::Source(Source::Other));
        heading.weight = heading.weight.min(45);
    }
}

/// 串联水量 over 入 and 出: which way the water of a group goes.
fn way_of(group: Word, into: bool) -> Option<Word> {
    match (group, into) {
        (Word::Series | Word::SeriesIn | Word::SeriesOut, true) => Some(Word::SeriesIn),
        (Word::Series | Word::SeriesIn | Word::SeriesOut, false) => Some(Word::SeriesOut),
        (Word::Reuse | Word::ReuseOut, true) => Some(Word::Reuse),
        (Word::Reuse | Word::ReuseOut, false) => Some(Word::ReuseOut),
        (Word::Recirculated | Word::RecirculatedOut, true) => Some(Word::Recirculated),
        (Word::Recirculated | Word::RecirculatedOut, false) => Some(Word::RecirculatedOut),
        _ => None,
    }
}

/// 其中：生活 beside sources divides the same intake once more and adds nothing to it.
fn set_purposes_aside(vocabulary: &Vocabulary, headings: &mut [Heading]) {
    let counts = |heading: &Heading| match heading.word {
        Some(Word::Source(_) | Word::WithdrawalTotal) => !heading.of_which,
        Some(Word::Withdrawal) => !heading.of_which && !heading.below,
        _ => false,
    };
    if !headings.iter().any(counts) {
        return;
    }
    for heading in headings.iter_mut().filter(|heading| heading.of_which) {
        if heading.word == Some(Word::Withdrawal) && is_purpose(vocabulary, heading) {
            heading.word = Some(Word::Known);
        }
    }
}

fn is_purpose(vocabulary: &Vocabulary, heading: &Heading) -> bool {
    heading.path.last().is_some_and(|text| {
        vocabulary
            .lookup_whole(
                split_brackets(&tidy(text)).0.trim_start_matches("其中").trim_start_matches(':'),
                &[Word::Withdrawal],
            )
            .is_some_and(|found| found.word == Word::Purpose)
    })
}

/// A year in a text without blanks: 2023年, 2023年度, 2023.
pub(crate) fn year_in(tidy: &str) -> Option<u32> {
    let bytes = tidy.as_bytes();
    let mut at = 0;
    while at + 4 <= bytes.len() {
        let run = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if run == 4 {
            let year: u32 = tidy[at..at + 4].parse().ok()?;
            let rest = &tidy[at + 4..];
            if (1990..=2100).contains(&year)
                && (rest.starts_with('年') || (at == 0 && rest.is_empty()))
            {
                return Some(year);
            }
        }
        at += run.max(1);
    }
    None
}
