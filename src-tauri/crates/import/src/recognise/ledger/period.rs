//! Periods as people write them: 2023年, 1月, 2023年一季度, 2023.01.05-2023.02.04.

use super::super::date::dates;
use super::super::label::{is_derived, total_name};
use super::super::text::tidy;
use super::term::Term;
use crate::workbook::Cell;
use chrono::{Datelike as _, NaiveDate};
use shuiheng_audit::Month;

/// What a cell says of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Year(i32),
    /// A month whose year stands elsewhere.
    Month(u32),
    /// Several months, first and last, of a year that stands elsewhere.
    Months(u32, u32),
    /// Months of a year.
    OfYear(i32, u32, u32),
    Day(NaiveDate),
    Range(NaiveDate, NaiveDate),
    /// 合计, 全年
    Total,
    /// 平均, 占比
    Derived,
}

/// What a cell of a column of periods says; none where it says nothing of the kind.
pub(super) fn when(cell: &Cell, head: Option<Term>) -> Option<When> {
    match cell {
        Cell::Text(text) => written(text, head),
        Cell::Number(value) => number(*value, head),
        Cell::Moment(text) => {
            let day = text.get(..10)?.parse().ok().filter(is_plausible)?;
            Some(match head {
                Some(Term::Year) => When::Year(day.year()),
                Some(Term::Month) => When::OfYear(day.year(), day.month(), day.month()),
                _ => When::Day(day),
            })
        }
        Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => None,
    }
}

/// True for a day of the times of which such tables speak; others are slips.
pub(super) fn is_plausible(day: &NaiveDate) -> bool {
    (1990..=2100).contains(&day.year())
}

fn number(value: f64, head: Option<Term>) -> Option<When> {
    if !(0.0..=210_012.0).contains(&value) || value.fract() != 0.0 {
        return None;
    }
    let whole = value as i32;
    match whole {
        1990..=2100 => Some(When::Year(whole)),
        1..=12 if head == Some(Term::Month) => Some(When::Month(whole.unsigned_abs())),
        199_001..=210_012 => {
            let month = (whole % 100).unsigned_abs();
            (1..=12).contains(&month).then_some(When::OfYear(whole / 100, month, month))
        }
        _ => None,
    }
}

fn written(text: &str, head: Option<Term>) -> Option<When> {
    if is_total(text) {
        return Some(When::Total);
    }
    let key = tidy(text);
    if is_derived(text) || key.contains("平均") || key == "月均" {
        return Some(When::Derived);
    }
    let dates = dates(&key);
    if !dates.iter().all(is_plausible) {
        return None;
    }
    match dates[..] {
        [from, to] => return Some(When::Range(from, to)),
        [day] => return Some(When::Day(day)),
        _ => {}
    }
    let (year, rest) = leading_year(&key);
    let rest = rest.trim_start_matches(['年', '度', '-', '/', '.', '第']);
    if rest.is_empty() {
        return year.map(When::Year);
    }
    let (first, last) = months(rest, year.is_some() || head == Some(Term::Month))?;
    Some(match year {
        Some(year) => When::OfYear(year, first, last),
        None if first == last => When::Month(first),
        None => When::Months(first, last),
    })
}

/// True for the name of a row or a column that adds up periods.
fn is_total(text: &str) -> bool {
    let key = tidy(text);
    let key = key.trim_end_matches([':', '数', '量']);
    total_name(text).is_some()
        || [
            "全年",
            "年计",
            "累计",
            "年累计",
            "本年累计",
            "年合计",
            "全年累计",
            "季计",
            "本季",
            "年度",
        ]
        .contains(&key)
        || key.ends_with("小计")
        || key.ends_with("合计")
}

/// The year that a text begins with, and what follows it; 23年 is 2023.
fn leading_year(key: &str) -> (Option<i32>, &str) {
    let digits = key.bytes().take_while(u8::is_ascii_digit).count();
    let number = key[..digits].parse::<i32>().ok();
    match (digits, number) {
        (4, Some(year)) if (1990..=2100).contains(&year) => (Some(year), &key[4..]),
        (6, Some(both)) if (199_001..=210_012).contains(&both) => (Some(both / 100), &key[4..]),
        (2, Some(year)) if key[2..].starts_with('年') => (Some(2000 + year), &key[2..]),
        _ => (None, key),
    }
}

/// First and last month of 1月, 1-3月, 一季度, 上半年, 3.
fn months(text: &str, bare: bool) -> Option<(u32, u32)> {
    let text = text.trim_end_matches(['份', '度']);
    match text {
        "上半年" => return Some((1, 6)),
        "下半年" => return Some((7, 12)),
        "全年" => return Some((1, 12)),
        _ => {}
    }
    let quarter = text.strip_prefix('q').or_else(|| text.strip_suffix('季'));
    if let Some(quarter) = quarter {
        let number = small(quarter).filter(|number| (1..=4).contains(number))?;
        return Some((number * 3 - 2, number * 3));
    }
    let stem = text.strip_suffix('月');
    if stem.is_none() && !bare {
        return None;
    }
    let stem = stem.unwrap_or(text);
    let parts: Vec<&str> = stem.split(['-', '~', '至', '到']).collect();
    let month =
        |text: &str| small(text.trim_end_matches('月')).filter(|month| (1..=12).contains(month));
    match parts[..] {
        [one] => month(one).map(|month| (month, month)),
        [first, last] => {
            let (first, last) = (month(first)?, month(last)?);
            (first <= last).then_some((first, last))
        }
        _ => None,
    }
}

/// A small number in digits or in Chinese: 3, 03, 三, 十二.
fn small(text: &str) -> Option<u32> {
    if text.len() <= 2 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let names = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    (1..).zip(names).find(|(_, name)| *name == text).map(|(number, _)| number)
}

/// The first and the last day of months of a year.
pub(super) fn span_of(year: i32, first: u32, last: u32) -> Option<(NaiveDate, NaiveDate)> {
    Some((Month::new(year, first)?.first(), Month::new(year, last)?.last()))
}

/// The year that a title or the name of a sheet speaks of: 2023年用水台账, 2023.
pub(super) fn year_named(text: &str) -> Option<i32> {
    super::super::heading::year_in(&tidy(text)).and_then(|year| i32::try_from(year).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_people_write_them() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date of the test");
        for (text, expected) in [
            ("2023年", Some(When::Year(2023))),
            ("2023年度", Some(When::Year(2023))),
            ("1月", Some(When::Month(1))),
            ("十二月份", Some(When::Month(12))),
            ("2023年1月", Some(When::OfYear(2023, 1, 1))),
            ("2023-01", Some(When::OfYear(2023, 1, 1))),
            ("2023.10", Some(When::OfYear(2023, 10, 10))),
            ("202303", Some(When::OfYear(2023, 3, 3))),
            ("24年3月", Some(When::OfYear(2024, 3, 3))),
            ("1-2月", Some(When::Months(1, 2))),
            ("2023年第一季度", Some(When::OfYear(2023, 1, 3))),
            ("四季度", Some(When::Months(10, 12))),
            ("上半年", Some(When::Months(1, 6))),
            ("2023/1/5~2023/2/4", Some(When::Range(day("2023-01-05"), day("2023-02-04")))),
            ("2023年1月5日", Some(When::Day(day("2023-01-05")))),
            ("全年合计", Some(When::Total)),
            ("月平均", Some(When::Derived)),
            ("13月", None),
            ("染缸", None),
            ("5", None),
        ] {
            assert_eq!(when(&Cell::Text(text.into()), None), expected, "{text}");
        }
        assert_eq!(when(&Cell::Number(5.0), Some(Term::Month)), Some(When::Month(5)));
        assert_eq!(when(&Cell::Number(5.0), None), None);
    }
}
