//! A cell of a figures column, read as a person would read it.

use super::measure::{Measure, measure};
use super::text::tidy;
use crate::workbook::Cell;

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading {
    /// Nothing stands there.
    Blank,
    /// The enterprise says that there is none: 0 in words, —, /, 无.
    NoneStated,
    /// A number.
    Number(Number),
    /// An error value such as #DIV/0!.
    Error(String),
    /// A formula whose result the file does not hold.
    Uncomputed(String),
    /// Anything else: a date, a range, a remark.
    NotNumber(String),
}

/// A number and how it was written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    /// Its value.
    pub(crate) value: f64,
    /// True where it is stored as text.
    pub(crate) text: bool,
    /// Written with 约 or ≈.
    pub(crate) about: bool,
    /// Written with a comma for thousands and no decimals, so that the comma could be
    /// taken for a decimal mark: 1,234.
    pub(crate) comma: bool,
    /// Written in %.
    pub(crate) percent: bool,
    /// A unit of measure written behind it.
    pub(crate) measure: Option<Measure>,
}

impl Number {
    fn plain(value: f64) -> Self {
        Self { value, text: false, about: false, comma: false, percent: false, measure: None }
    }
}

/// Reads a cell.
pub(crate) fn reading(cell: Option<&Cell>) -> Reading {
    match cell {
        None => Reading::Blank,
        Some(Cell::Number(value)) if value.is_finite() => Reading::Number(Number::plain(*value)),
        Some(Cell::Number(value)) => Reading::NotNumber(value.to_string()),
        Some(Cell::Text(text)) => written(text),
        Some(Cell::Bool(value)) => Reading::NotNumber(value.to_string()),
        Some(Cell::Moment(text)) => Reading::NotNumber(text.to_string()),
        Some(Cell::Error(text)) => Reading::Error(text.to_string()),
        Some(Cell::Uncomputed(formula)) => Reading::Uncomputed(formula.to_string()),
    }
}

fn written(text: &str) -> Reading {
    let (text, marked) = without_marks(text);
    let key = tidy(text);
    if key.is_empty() {
        return Reading::Blank;
    }
    if says_none(&key) {
        return Reading::NoneStated;
    }
    if key.starts_with('#') && (key.ends_with('!') || key.ends_with('?') || key == "#n/a") {
        return Reading::Error(text.trim().to_owned());
    }
    match number(&key) {
        Some(number) if !has_broken_digits(text) => {
            Reading::Number(Number { about: number.about || marked, ..number })
        }
        _ => Reading::NotNumber(text.trim().to_owned()),
    }
}

/// The text without the mark of a footnote or a remark in brackets: 25①, 100*, 20（估）; true
/// where there was a remark. A raised digit is such a mark too, and never a digit.
fn without_marks(text: &str) -> (&str, bool) {
    let is_mark = |c: char| {
        matches!(c, '*' | '※' | '＊' | '†' | '#' | '¹' | '²' | '³' | '⁴'..='⁹')
            || ('①'..='⑳').contains(&c)
    };
    let trimmed = text.trim();
    let bare = trimmed.trim_end_matches(is_mark).trim_end();
    let bare = if bare.ends_with(|c: char| c.is_ascii_digit()) { bare } else { trimmed };
    let opened = bare.rfind(['（', '(']).filter(|at| *at > 0 && bare.ends_with(['）', ')']));
    let Some(at) = opened else { return (bare, false) };
    let remark = &bare[at..];
    let words = remark.chars().any(super::text::is_cjk) && !remark.chars().any(char::is_numeric);
    let stem = bare[..at].trim_end();
    let figure = stem.ends_with(|c: char| c.is_ascii_digit());
    if words && figure && measure(remark).is_none() { (stem, true) } else { (bare, false) }
}

fn says_none(key: &str) -> bool {
    key.chars().all(|c| matches!(c, '-' | '_' | '/' | '\\'))
        || matches!(
            key,
            "无" | "没有"
                | "none"
                | "nil"
                | "〇"
                | "零"
                | "(无)"
                | "无此项"
                | "无该项"
                | "不涉及"
                | "未涉及"
                | "不适用"
                | "不用水"
                | "不排水"
                | "无用水"
                | "无排水"
        )
        || says_idle(key)
}

/// True for a cell that says that a unit does not run.
pub(crate) fn is_idle(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if says_idle(&tidy(text)))
}

/// True for what is written for a unit that does not run: it takes no water.
fn says_idle(key: &str) -> bool {
    let key = key.trim_matches(['(', ')', '已', '暂']);
    matches!(
        key,
        "停用"
            | "停产"
            | "停运"
            | "停机"
            | "停开"
            | "停"
            | "备用"
            | "闲置"
            | "未运行"
            | "未投用"
            | "未使用"
            | "拆除"
            | "报废"
    )
}

/// True where blanks stand between digits other than as thousands: "10 20" is not 1020.
fn has_broken_digits(text: &str) -> bool {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let digit_ends = |part: &str| part.chars().next_back().is_some_and(|c| c.is_numeric());
    parts.windows(2).any(|pair| {
        let head: String = pair[1].chars().take_while(|c| c.is_numeric()).collect();
        digit_ends(pair[0]) && !head.is_empty() && head.chars().count() != 3
    })
}

fn number(key: &str) -> Option<Number> {
    let mut found = Number::plain(0.0);
    found.text = true;
    let mut rest = key.trim_start_matches(['\'', '\u{2019}']);
    for mark in ["约", "大约", "≈", "~", "ca.", "approx."] {
        if let Some(tail) = rest.strip_prefix(mark) {
            (rest, found.about) = (tail, true);
        }
    }
    let end = digits_end(rest);
    let (digits, mut tail) = rest.split_at(end);
    if let Some(after) = tail.strip_prefix('%') {
        (tail, found.percent) = (after, true);
    }
    let ten_thousand = tail.strip_prefix('万').filter(|after| after.is_empty());
    if ten_thousand.is_some() {
        tail = "";
    }
    if !tail.is_empty() {
        found.measure = Some(measure(tail)?);
    }
    let plain = plain_digits(digits, &mut found.comma)?;
    let value: f64 = plain.parse().ok().filter(|value: &f64| value.is_finite())?;
    found.value = if ten_thousand.is_some() { value * 1e4 } else { value };
    if found.percent {
        found.value /= 100.0;
    }
    Some(found)
}

/// Where the digits of a number end: sign, digits, marks, and an exponent.
fn digits_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = usize::from(bytes.first().is_some_and(|b| matches!(b, b'-' | b'+')));
    while at < bytes.len() && (bytes[at].is_ascii_digit() || matches!(bytes[at], b'.' | b',')) {
        at += 1;
    }
    if at < bytes.len() && bytes[at] == b'e' {
        let mut exponent = at + 1;
        if exponent < bytes.len() && matches!(bytes[exponent], b'-' | b'+') {
            exponent += 1;
        }
        let digits = bytes[exponent..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits > 0 {
            at = exponent + digits;
        }
    }
    at
}

/// The digits without thousands commas; none where the commas do not stand as such.
fn plain_digits(digits: &str, comma: &mut bool) -> Option<String> {
    if !digits.contains(',') {
        return Some(digits.to_owned());
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let others = groups.all(|group| group.len() == 3);
    *comma = !digits.contains('.') && whole.matches(',').count() == 1;
    (first && others && !fraction.contains(',')).then(|| digits.replace(',', ""))
}

/// True for a text that stands where a figure stands: a number, a rough one, a range, each
/// with or without a unit of water behind it. Numbers of things are none: 1#, 12台, 104m3/a.
pub(crate) fn reads_as_figure(text: &str) -> bool {
    if begins_as_name(text)
        || !text.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    {
        return false;
    }
    let key = tidy(text);
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    if key.chars().all(plain) {
        return true;
    }
    if key.contains('#') || measure(&key).is_some() {
        return false;
    }
    let key = key.trim_start_matches(['<', '>', '≤', '≥']);
    key.split(['~', '至', '–', '—']).all(|part| match written(part) {
        Reading::Number(number) => {
            matches!(number.measure, None | Some(Measure::Flow(_) | Measure::Volume(_)))
        }
        Reading::Blank
        | Reading::NoneStated
        | Reading::Error(_)
        | Reading::Uncomputed(_)
        | Reading::NotNumber(_) => false,
    })
}

/// True for a text that begins as no figure does: with a Chinese character other than those of
/// 约 and 大约. Most texts of a table do, and a large one asks this many times.
fn begins_as_name(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_some_and(|c| matches!(c, '\u{4e00}'..='\u{9fff}') && !matches!(c, '约' | '大'))
}

/// Decimals with which a number is written, at most 6: 404.6 has one.
pub(crate) fn decimals(value: f64) -> u8 {
    let mut scaled = value.abs();
    for decimals in 0..6 {
        if (scaled - scaled.round()).abs() <= 1e-9 * scaled.max(1.0) {
            return decimals;
        }
        scaled *= 10.0;
    }
    6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<f64>) {
        let found = match reading(Some(&Cell::Text(text.into()))) {
            Reading::Number(number) => Some(number.value),
            Reading::Blank
            | Reading::NoneStated
            | Reading::Error(_)
            | Reading::Uncomputed(_)
            | Reading::NotNumber(_) => None,
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (text, value) in [
            ("123.4", 123.4),
            ("１２３．４", 123.4),
            ("1,234.5", 1234.5),
            ("1,234", 1234.0),
            ("1，234", 1234.0),
            ("12 345", 12345.0),
            ("约120", 120.0),
            ("≈120", 120.0),
            ("12.5万", 125_000.0),
            ("1.2E+03", 1200.0),
            ("-5", -5.0),
            ("0", 0.0),
            ("12.5%", 0.125),
            ("25①", 25.0),
            ("25²", 25.0),
            ("100*", 100.0),
            ("20（估）", 20.0),
            ("约12.5（含绿化）", 12.5),
            ("120 m3/d", 120.0),
        ] {
            check(text, Some(value));
        }
    }

    #[test]
    fn what_is_no_number_is_not_guessed() {
        for text in [
            "10-12",
            "10~12",
            "1,23",
            "1.234,5",
            "未测",
            "<5",
            "inf",
            "nan",
            "10 20",
            "n/a",
            "见备注",
            "2024-09-10",
            "1.2.3",
            "12t锅炉",
            "20（18）",
            "20（夏季30）",
            "(13)",
        ] {
            check(text, None);
            assert!(
                matches!(reading(Some(&Cell::Text(text.into()))), Reading::NotNumber(_)),
                "{text}"
            );
        }
    }

    #[test]
    fn figures_are_told_from_names_with_digits() {
        for text in [
            "12",
            "８０",
            "约120吨",
            "45.5 t",
            "1,200m³",
            "15~17",
            "15~17吨",
            "<5",
            "20（估）",
            "12.5%",
            "0.3万",
            "2024-09-10",
        ] {
            assert!(reads_as_figure(text), "{text}");
        }
        for text in [
            "4 t/h 锅炉",
            "12台",
            "1#",
            "2#线",
            "①",
            "t/d",
            "10⁴m³/a",
            "104m3/a",
            "3人",
            "8h",
            "一期",
            "2023年",
            "6月11日",
            "第1次",
            "染缸1",
            "约",
            "A1",
            "无",
            "—",
        ] {
            assert!(!reads_as_figure(text), "{text}");
        }
    }

    #[test]
    fn dashes_say_that_there_is_none() {
        for text in ["—", "-", "――", "/", "无", "－", "不涉及", "无此项"] {
            assert_eq!(reading(Some(&Cell::Text(text.into()))), Reading::NoneStated, "{text}");
        }
        assert_eq!(reading(Some(&Cell::Text("　".into()))), Reading::Blank);
    }

    #[test]
    fn the_decimals_of_a_number_are_counted() {
        for (value, expected) in
            [(404.6, 1), (0.0, 0), (12.0, 0), (33.333_333_333, 6), (1234.56, 2), (0.05, 2)]
        {
            assert_eq!(decimals(value), expected, "{value}");
        }
    }
}
