//! Numbers of issued reports.

use crate::record::{IssuedBody, ReportBody};
use crate::{Error, Result};
use chrono::{Datelike, NaiveDate};
use shuiheng_audit::Text;

/// The longest number that fits its place on the cover, in characters.
const LONGEST: usize = 40;

/// A number as typed, once it can be printed and is not taken.
pub(super) fn checked(typed: &str, taken: &[(ReportBody, IssuedBody)]) -> Result<String> {
    let number = typed.trim();
    let refuse = |zh: String, en: String| {
        Err(Error::refused(Text::new(zh, en), Text::new("换一个编号。", "choose another number")))
    };
    if number.is_empty() {
        return refuse("请填写报告编号。".into(), "the report has no number".into());
    }
    // `<` and `,` end the number where a file is verified.
    if number.chars().count() > LONGEST
        || number.chars().any(|c| c.is_control() || matches!(c, '<' | '>' | ',' | '&' | '"'))
    {
        return refuse(
            format!("报告编号过长（最多 {LONGEST} 个字）或含有不能用的字符（< > & , \"）。"),
            "the number is too long or holds characters that cannot be used".into(),
        );
    }
    if taken.iter().any(|(_, issued)| issued.number == number) {
        return refuse(
            format!("编号“{number}”已用于另一份报告。"),
            format!("the number {number} is taken"),
        );
    }
    Ok(number.to_owned())
}

/// The number after the last one: its last digits counted on; the first of the year where
/// there is none that ends in digits.
pub(super) fn next(last: Option<&str>, today: NaiveDate) -> String {
    let first = || format!("{}-001", today.year());
    let Some(last) = last else { return first() };
    let stem = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &last[stem.len()..];
    let year = today.year().to_string();
    match digits.parse::<u64>() {
        // A number of another year begins anew.
        Ok(_) if stem.trim_end_matches('-').parse::<i32>().is_ok_and(|of| of != today.year()) => {
            format!("{year}-{:0width$}", 1, width = digits.len())
        }
        Ok(count) => format!("{stem}{:0width$}", count + 1, width = digits.len()),
        Err(_) => first(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_on() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        for (last, expected) in [
            (None, "2026-001"),
            (Some("2026-001"), "2026-002"),
            (Some("2026-099"), "2026-100"),
            (Some("2025-017"), "2026-001"),
            (Some("水诊字第9号"), "2026-001"),
            (Some("JX-SZ-0009"), "JX-SZ-0010"),
        ] {
            assert_eq!(next(last, today), expected, "{last:?}");
        }
    }

    #[test]
    fn a_number_that_cannot_be_printed_is_refused() {
        for typed in ["", "  ", "a<b", "1,2", &"9".repeat(41)] {
            assert!(checked(typed, &[]).is_err(), "{typed:?}");
        }
        assert_eq!(checked(" 嘉水诊〔2026〕1号 ", &[]).unwrap(), "嘉水诊〔2026〕1号");
    }
}
