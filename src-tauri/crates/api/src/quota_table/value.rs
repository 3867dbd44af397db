//! Values and days as they stand in cells.

use super::unit;
use chrono::NaiveDate;
use shuiheng_import::workbook::Cell;
use unicode_normalization::UnicodeNormalization;

/// What a cell for a value holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Number {
    /// Nothing, or a sign that there is nothing.
    None,
    /// A number.
    Is(f64),
    /// A number that was written as text, with signs around it: what it was.
    Written(f64, String),
    /// A number with a unit of its own.
    WithUnit(f64, String),
    /// A formula with a letter in it: `0.5+0.3n`.
    Formula(String),
    /// Something else.
    Unreadable(String),
}

/// The text of a cell.
pub(super) fn text(cell: Option<&Cell>) -> String {
    match cell {
        Some(Cell::Text(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Some(Cell::Number(number)) => number.to_string(),
        Some(Cell::Moment(moment)) => moment.trim_end_matches("T00:00:00").to_owned(),
        Some(Cell::Error(text) | Cell::Uncomputed(text)) => text.to_string(),
        Some(Cell::Bool(_)) | None => String::new(),
    }
}

/// The text of a cell with its spaces and lines as they are: a quotation, a note.
pub(super) fn verbatim(cell: Option<&Cell>) -> String {
    match cell {
        Some(Cell::Text(text)) => text.trim().to_owned(),
        other => text(other),
    }
}

/// Signs that stand where there is no value.
const NOTHING: [&str; 10] = ["", "-", "--", "---", "—", "——", "–", "/", "无", "…"];

/// The value in a cell.
pub(super) fn number(cell: Option<&Cell>) -> Number {
    let written = match cell {
        None => return Number::None,
        Some(Cell::Number(number)) => return Number::Is(*number),
        Some(Cell::Text(text)) => text.clone(),
        Some(other) => return Number::Unreadable(text(Some(other))),
    };
    let plain: String = written.nfkc().filter(|c| !c.is_whitespace()).collect();
    if NOTHING.contains(&plain.as_str()) {
        return Number::None;
    }
    let bare = plain.trim_start_matches(['≤', '<', '≦', '⩽']).trim_start_matches("不大于");
    let bare = bare.trim_end_matches(|c: char| "*※①②③④⑤⑥".contains(c));
    let digits = if has_thousands(bare) { bare.replace(',', "") } else { bare.to_owned() };
    if let Some(number) = decimal(&digits) {
        return if plain == number.to_string() {
            Number::Is(number)
        } else {
            Number::Written(number, written)
        };
    }
    let (before, unit) = unit::apart(&digits);
    match unit.and_then(|unit| unit::read(&unit)).zip(decimal(before.trim())) {
        Some((unit, number)) => Number::WithUnit(number, unit),
        None if is_formula(&digits) => Number::Formula(digits),
        None => Number::Unreadable(written),
    }
}

fn decimal(text: &str) -> Option<f64> {
    let is_plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    text.parse().ok().filter(|number: &f64| is_plain && number.is_finite())
}

/// Commas that part thousands and nothing else: `1,200`.
fn has_thousands(text: &str) -> bool {
    let mut groups = text.split('.').next().unwrap_or_default().split(',');
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    first && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

fn is_formula(text: &str) -> bool {
    text.contains('n')
        && text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || "n.+-*×x()".contains(c))
}

/// The day in a cell: nothing, a day, or what cannot be read as one.
pub(super) fn day(cell: Option<&Cell>) -> Result<Option<NaiveDate>, String> {
    let written = text(cell);
    let plain: String = written.nfkc().filter(|c| !c.is_whitespace()).collect();
    if NOTHING.contains(&plain.as_str()) {
        return Ok(None);
    }
    let date = plain.split('T').next().unwrap_or_default();
    let parted = date.replace(['年', '月', '/', '.'], "-").replace('日', "");
    let parts: Vec<&str> = parted.split('-').collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let read = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => number(month)
            .zip(number(day))
            .and_then(|(month, day)| NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)),
        [run] if run.len() == 8 => NaiveDate::parse_from_str(run, "%Y%m%d").ok(),
        _ => None,
    };
    read.map(Some).ok_or(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Number) {
        assert_eq!(number(Some(&Cell::Text(written.into()))), expected, "{written}");
    }

    #[test]
    fn values_are_read_as_they_are_written() {
        check("1.6", Number::Is(1.6));
        check("１．６", Number::Is(1.6));
        check("1.60", Number::Written(1.6, "1.60".into()));
        check("≤1.6", Number::Written(1.6, "≤1.6".into()));
        check("1,200", Number::Written(1200.0, "1,200".into()));
        check("1.6*", Number::Written(1.6, "1.6*".into()));
        check("1.6 m³/t", Number::WithUnit(1.6, "m³/t".into()));
        check("0.5+0.3n", Number::Formula("0.5+0.3n".into()));
        for nothing in ["", "—", " - ", "/", "无"] {
            check(nothing, Number::None);
        }
    }

    #[test]
    fn what_is_no_single_value_is_told() {
        for written in ["1.2～1.6", "约1.6", "1，6", "12,3", "-1.6", "见附录", "1.2/1.6"] {
            check(written, Number::Unreadable(written.into()));
        }
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        let expected = NaiveDate::from_ymd_opt(2020, 1, 2);
        for written in ["2020-01-02", "2020/1/2", "2020年1月2日", "2020.01.02", "20200102"] {
            assert_eq!(day(Some(&Cell::Text(written.into()))), Ok(expected), "{written}");
        }
        let moment = Cell::Moment("2020-01-02T00:00:00".into());
        assert_eq!(day(Some(&moment)), Ok(expected));
        assert_eq!(day(Some(&Cell::Text("—".into()))), Ok(None));
        for written in ["2020", "2020年", "2020-13-01", "近期", "1/2/2020"] {
            assert_eq!(day(Some(&Cell::Text(written.into()))), Err(written.into()));
        }
    }
}
