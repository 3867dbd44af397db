//! Dates as people write them.

use chrono::{Datelike as _, NaiveDate};

/// The dates in a text without blanks: 2024年9月10日至12日, 2024-09-10~09-12.
pub(crate) fn dates(key: &str) -> Vec<NaiveDate> {
    let mut found: Vec<NaiveDate> = Vec::new();
    let mut rest = key;
    let mut pending: Vec<u32> = Vec::new();
    while let Some(from) = rest.find(|c: char| c.is_ascii_digit()) {
        let tail = &rest[from..];
        let end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        let Ok(number) = tail[..end].parse::<u32>() else { break };
        let follows = tail[end..].chars().next();
        if (1990..=2100).contains(&number) {
            pending.clear();
        }
        pending.push(number);
        let ends = matches!(
            follows,
            None | Some(
                '日' | '至' | '到' | '~' | ',' | ';' | ')' | '(' | '、' | '。' | 't' | '共' | '单'
            )
        );
        let full = pending.len() == 3 || ends;
        if full && let Some(date) = complete(&pending, found.last().copied()) {
            found.push(date);
            pending.clear();
        }
        if found.len() == 2 {
            break;
        }
        rest = &tail[end..];
    }
    found.sort_unstable();
    found
}

pub(super) fn complete(parts: &[u32], before: Option<NaiveDate>) -> Option<NaiveDate> {
    match (parts, before) {
        ([year, month, day], _) if *year >= 1990 => {
            NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day)
        }
        ([month, day], Some(before)) => NaiveDate::from_ymd_opt(before.year(), *month, *day),
        ([day], Some(before)) => NaiveDate::from_ymd_opt(before.year(), before.month(), *day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::tidy;
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date of the test");
        for (text, expected) in [
            ("测试日期：2024年9月10日至12日", vec![day(2024, 9, 10), day(2024, 9, 12)]),
            ("2024-09-10~2024-09-12", vec![day(2024, 9, 10), day(2024, 9, 12)]),
            ("2024.9.10-9.12", vec![day(2024, 9, 10), day(2024, 9, 12)]),
            ("2024年9月10日～10月2日", vec![day(2024, 9, 10), day(2024, 10, 2)]),
            ("2024/9/10", vec![day(2024, 9, 10)]),
            ("2024年9月", vec![]),
        ] {
            assert_eq!(dates(&tidy(text)), expected, "{text}");
        }
    }
}
