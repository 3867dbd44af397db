//! Figures as they are printed: rounded once (GB/T 8170), thousands set apart by commas,
//! `—` for what is not known.

use shuiheng_audit::{AnnualVolume, CellRef, DailyVolume, Rate, cited, fixed, trimmed};

/// Printed in the place of what is not known.
pub(crate) const UNKNOWN: &str = "—";

/// A flow in m³/d, one decimal.
pub(crate) fn daily(flow: Option<DailyVolume>) -> String {
    flow.map_or_else(|| UNKNOWN.into(), |flow| number(flow.value(), 1))
}

/// A volume of a year in 10⁴ m³/a, up to four decimals.
pub(crate) fn annual(volume: Option<AnnualVolume>) -> String {
    volume.map_or_else(|| UNKNOWN.into(), |volume| grouped(&trimmed(volume.value() / 1e4, 4)))
}

/// A share in %, two decimals.
pub(crate) fn percent(rate: Option<Rate>) -> String {
    rate.map_or_else(|| UNKNOWN.into(), |rate| number(rate.to_percent(), 2))
}

/// A value with a fixed number of decimals.
pub(crate) fn number(value: f64, digits: u32) -> String {
    grouped(&fixed(value, digits))
}

/// A value with at most that many decimals.
pub(crate) fn plain(value: f64, digits: u32) -> String {
    grouped(&trimmed(value, digits))
}

/// How many decimals a value of that unit is printed with.
pub(crate) fn digits(unit: &str) -> u32 {
    match unit {
        "%" => 2,
        "m3/d" | "m³/d" => 1,
        _ => 3,
    }
}

/// The value of an input: flows and shares with their decimals, all else as given.
pub(crate) fn given(value: f64, unit: &str) -> String {
    match unit {
        "%" | "m3/d" | "m³/d" => number(value, digits(unit)),
        _ => plain(value, 4),
    }
}

/// A formula that may be broken before its operators.
pub(crate) fn breakable(formula: &str) -> String {
    let mut out = String::with_capacity(formula.len() * 2);
    for (at, c) in formula.chars().enumerate() {
        if at > 0 && "+−×/=".contains(c) {
            out.push(crate::paragraph::MAY_BREAK);
        }
        out.push(c);
    }
    out
}

/// A unit as it is printed, from its name on the wire.
pub(crate) fn unit(unit: &str) -> String {
    unit.replace("10^4 yuan", "万元")
        .replace("person", "人")
        .replace("m3", "m³")
        .replace("m2", "m²")
}

/// A unit of measure as English prints it.
pub(crate) fn plain_unit(unit: &str) -> String {
    unit.replace("10^4 yuan", "10⁴ yuan").replace("m3", "m³").replace("m2", "m²")
}

/// A text whose whole numbers of five digits and more have commas, where a unit or an
/// operator tells that they are numbers and not a code or a year.
pub(crate) fn grouped(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        if !c.is_ascii_digit() {
            out.push(*c);
            at += 1;
            continue;
        }
        let end = at + chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let whole = &chars[at..end];
        if whole.len() >= 5 && is_number(&chars, at, end) {
            push_grouped(&mut out, whole);
        } else {
            out.extend(whole);
        }
        at = end;
        // What follows the point is never set apart.
        if chars.get(at) == Some(&'.') {
            let fraction = chars[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
            out.extend(&chars[at..at + 1 + fraction]);
            at += 1 + fraction;
        }
    }
    out
}

fn push_grouped(out: &mut String, whole: &[char]) {
    for (at, c) in whole.iter().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(*c);
    }
}

/// True where the digits are a number: alone, in a formula, or followed by a unit.
fn is_number(chars: &[char], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| chars.get(at));
    let begins = before
        .is_none_or(|c| " （(+−×/=，、：是为共约达至于".contains(*c) || *c == '-' && start == 1);
    let fraction = match chars.get(end) {
        Some('.') => 1 + chars[end + 1..].iter().take_while(|c| c.is_ascii_digit()).count(),
        _ => 0,
    };
    let rest = &chars[end + fraction..];
    let after: String = rest.iter().skip_while(|c| **c == ' ').take(2).collect();
    let ends = rest.is_empty()
        || after.starts_with(['+', '−', '×', '/', ')', '%'])
        || ["m³", "m3", "万", "t", "元", "人"].iter().any(|unit| after.starts_with(unit));
    begins && ends
}

/// Cells as they are cited: by sheet, neighbours as ranges. `files` tells which file is
/// which where there are several.
pub(crate) fn cells(cells: &[CellRef], files: &[String]) -> String {
    let mut sheets: Vec<(String, Vec<String>)> = Vec::new();
    for cell in cited(cells) {
        let sheet = sheet_name(&cell, files);
        match sheets.last_mut() {
            Some((name, list)) if *name == sheet => list.push(cell.a1()),
            Some(_) | None => sheets.push((sheet, vec![cell.a1()])),
        }
    }
    let cite = |(sheet, list): (String, Vec<String>)| format!("{sheet}!{}", list.join("、"));
    sheets.into_iter().map(cite).collect::<Vec<_>>().join("；")
}

fn sheet_name(cell: &CellRef, files: &[String]) -> String {
    let number = files.iter().position(|file| *file == cell.file);
    match number.filter(|_| files.len() > 1) {
        Some(at) => format!("[{}]{}", at + 1, cell.sheet),
        None => cell.sheet.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(grouped(text), expected);
    }

    #[test]
    fn large_numbers_have_commas() {
        check("23416.8", "23,416.8");
        check("1109.8", "1109.8");
        check("-12345678.123456", "-12,345,678.123456");
        check("取水量 12846.5 m³/d", "取水量 12,846.5 m³/d");
        check("23416.8/(2077.9+23416.8)×100", "23,416.8/(2077.9+23,416.8)×100");
        check("产值 123456 万元", "产值 123,456 万元");
    }

    #[test]
    fn codes_and_years_are_left_as_they_are() {
        check("GB/T 12452-2022", "GB/T 12452-2022");
        check("91330400MA12345678", "91330400MA12345678");
        check("报告编号20240917", "报告编号20240917");
        check("SB-00123", "SB-00123");
        check("2024年", "2024年");
    }

    #[test]
    fn neighbouring_cells_are_cited_as_ranges() {
        let at = |sheet: &str, row, col| CellRef {
            file: "a".into(),
            sheet: sheet.into(),
            row,
            col,
            to: None,
        };
        let list = [
            at("表", 4, 3),
            at("表", 5, 3),
            at("表", 6, 3),
            at("表", 9, 4),
            at("表", 9, 5),
            at("产量", 1, 1),
        ];
        assert_eq!(cells(&list, &["a".into()]), "表!D5:D7、E10:F10；产量!B2");
        assert_eq!(cells(&list[5..], &["b".into(), "a".into()]), "[2]产量!B2");
        assert_eq!(cells(&[], &[]), "");
    }

    #[test]
    fn what_is_not_known_is_never_printed_as_zero() {
        assert_eq!(daily(None), "—");
        assert_eq!(daily(Some(DailyVolume::ZERO)), "0.0");
        assert_eq!(annual(Some(AnnualVolume::m3_per_year(154_374.0))), "15.4374");
        assert_eq!(percent(Some(Rate::share(0.235_871))), "23.59");
    }
}
