//! The values behind labels: words, codes, heads, money.

use super::super::date::dates;
use super::super::number::{Reading, reading};
use super::super::text::{is_blank, one_line, tidy};
use super::term::Label;
use super::{FactValue, ProfileField};
use crate::workbook::Cell;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Why a value was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// Nothing is said: blank, —, 待填.
    Nothing,
    /// It is no number.
    NotNumber,
    /// An error value, or a formula without a result.
    NoResult,
    /// The unit of measure is not written, or is not one of the field.
    Unit,
    /// It cannot be: negative, a share of a person, 999 yuan per m³.
    Implausible,
    /// A code of 18 figures kept as a number, which holds only 15 of them.
    Shortened,
    /// It is no date.
    NotDate,
}

/// True for a text that is nothing but a unit of a value of the profile.
pub(super) fn is_unit(text: &str) -> bool {
    let text = tidy(text);
    money(&text).is_some()
        || is_price(&text)
        || is_heads(&text)
        || is_shifts(&text)
        || is_hours(&text)
        || matches!(&*text, "天" | "d")
}

/// How many 10⁴ yuan a unit of money is.
fn money(unit: &str) -> Option<Decimal> {
    let unit = unit.trim_start_matches("人民币").trim_end_matches("人民币");
    let unit = ["/a", "/年", "每年"].iter().find_map(|end| unit.strip_suffix(end)).unwrap_or(unit);
    Some(match unit {
        "元" | "rmb" | "cny" => Decimal::new(1, 4),
        "千元" => Decimal::new(1, 1),
        "万元" => Decimal::ONE,
        "百万元" => Decimal::ONE_HUNDRED,
        "千万元" => Decimal::ONE_THOUSAND,
        "亿元" => Decimal::new(10_000, 0),
        _ => return None,
    })
}

fn is_price(unit: &str) -> bool {
    matches!(
        unit,
        "元/m3"
            | "元/吨"
            | "元/t"
            | "元/立方米"
            | "元/立方"
            | "元/方"
            | "元/吨水"
            | "元/m3水"
            | "元每吨"
            | "元每立方米"
    )
}

fn is_heads(unit: &str) -> bool {
    matches!(unit, "人" | "名" | "位" | "人数")
}

fn is_shifts(unit: &str) -> bool {
    matches!(unit, "班" | "班制" | "班/d" | "班/天" | "班/日")
}

fn is_hours(unit: &str) -> bool {
    matches!(unit, "h" | "小时" | "h/班" | "小时/班")
}

/// The value of a field. `beside` is a unit of measure in the next cell.
pub(super) fn value(
    field: ProfileField,
    label: &Label,
    cell: &Cell,
    beside: Option<&str>,
) -> Result<FactValue, Refused> {
    match field {
        ProfileField::CreditCode => credit_code(cell).map(FactValue::Text),
        ProfileField::IndustryCode => match cell {
            // A leading zero is lost where the code was kept as a number.
            Cell::Number(code) if code.fract() == 0.0 && (100.0..10_000.0).contains(code) => {
                Ok(FactValue::Text(format!("{code:04}")))
            }
            cell => words(cell).map(FactValue::Text),
        },
        ProfileField::Industry
        | ProfileField::District
        | ProfileField::Address
        | ProfileField::Auditor => words(cell).map(FactValue::Text),
        ProfileField::Employees
        | ProfileField::OutputValue
        | ProfileField::AddedValue
        | ProfileField::PriceWater
        | ProfileField::PriceDischarge
        | ProfileField::PriceTreatment
        | ProfileField::Shifts
        | ProfileField::ShiftHours => quantity(field, label, cell, beside),
    }
}

fn words(cell: &Cell) -> Result<String, Refused> {
    match cell {
        Cell::Text(text) if says_nothing(text) => Err(Refused::Nothing),
        Cell::Text(text) => Ok(one_line(text).trim().to_owned()),
        Cell::Number(number) => Ok(number.to_string()),
        Cell::Moment(text) => Ok(text.to_string()),
        Cell::Bool(_) => Err(Refused::Nothing),
        Cell::Error(_) | Cell::Uncomputed(_) => Err(Refused::NoResult),
    }
}

fn credit_code(cell: &Cell) -> Result<String, Refused> {
    if let Cell::Number(number) = cell {
        return if number.abs() >= 1e15 {
            Err(Refused::Shortened)
        } else {
            Err(Refused::Implausible)
        };
    }
    let code: String = words(cell)?.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = code.chars().count() == 18 && tidy(&code).chars().all(|c| c.is_ascii_alphanumeric());
    if fits { Ok(tidy(&code).to_uppercase()) } else { Err(Refused::Implausible) }
}

/// True for what people leave where they know nothing.
fn says_nothing(text: &str) -> bool {
    let key = tidy(text);
    is_blank(text)
        || key.chars().all(|c| matches!(c, '-' | '_' | '/' | '\\' | '?' | '…' | '.'))
        || matches!(
            key.as_str(),
            "无" | "不详"
                | "未知"
                | "待定"
                | "待填"
                | "待补充"
                | "未填"
                | "暂无"
                | "n/a"
                | "请填写"
                | "请选择"
        )
}

fn quantity(
    field: ProfileField,
    label: &Label,
    cell: &Cell,
    beside: Option<&str>,
) -> Result<FactValue, Refused> {
    let (number, behind) = number(cell)?;
    let unit = behind.as_deref().or(beside).or(label.unit.as_deref());
    let number = Decimal::try_from(number).map_err(|_| Refused::NotNumber)?;
    let Some(unit) = unit else {
        return if label.asks_unit { Err(Refused::Unit) } else { checked(field, number) };
    };
    let factor = match field {
        ProfileField::Employees => is_heads(unit).then_some(Decimal::ONE),
        ProfileField::OutputValue | ProfileField::AddedValue => money(unit),
        ProfileField::Shifts => is_shifts(unit).then_some(Decimal::ONE),
        ProfileField::ShiftHours => is_hours(unit).then_some(Decimal::ONE),
        _ => is_price(unit).then_some(Decimal::ONE),
    };
    let value = factor.and_then(|factor| number.checked_mul(factor)).ok_or(Refused::Unit)?;
    checked(field, value)
}

/// The value where it can be.
fn checked(field: ProfileField, value: Decimal) -> Result<FactValue, Refused> {
    let value = value.normalize();
    let fits = match field {
        ProfileField::Employees => {
            return value
                .to_u32()
                .filter(|_| value.is_integer())
                .map(FactValue::Heads)
                .ok_or(Refused::Implausible);
        }
        ProfileField::Shifts => {
            let shifts = value.to_u32().filter(|_| value.is_integer());
            return shifts
                .filter(|shifts| (1..=24).contains(shifts))
                .map(FactValue::Heads)
                .ok_or(Refused::Implausible);
        }
        ProfileField::ShiftHours => Decimal::ZERO < value && value <= Decimal::from(24),
        // Value added can be lost; nothing else here can be below zero.
        ProfileField::AddedValue => true,
        ProfileField::OutputValue => !value.is_sign_negative() || value.is_zero(),
        _ => (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value),
    };
    if fits { Ok(FactValue::Amount(value)) } else { Err(Refused::Implausible) }
}

/// A number and the unit of measure behind it: 3.42亿元, 约310人.
fn number(cell: &Cell) -> Result<(f64, Option<String>), Refused> {
    let read = |cell: &Cell| match reading(Some(cell)) {
        Reading::Number(number) if !number.percent && number.measure.is_none() => Ok(number.value),
        Reading::Blank | Reading::NoneStated => Err(Refused::Nothing),
        Reading::Error(_) | Reading::Uncomputed(_) => Err(Refused::NoResult),
        Reading::Number(_) | Reading::NotNumber(_) => Err(Refused::NotNumber),
    };
    let Cell::Text(text) = cell else { return Ok((read(cell)?, None)) };
    if says_nothing(text) {
        return Err(Refused::Nothing);
    }
    let key = tidy(text);
    let split = key.char_indices().find(|(at, _)| is_unit(&key[*at..]));
    let Some((at, _)) = split else { return Ok((read(cell)?, None)) };
    // Blanks between the digits decide whether they are one number.
    let unit = key[at..].to_owned();
    let digits = text.chars().rev().skip(text_tail(text, unit.chars().count()));
    let digits: String = digits.collect::<Vec<_>>().into_iter().rev().collect();
    Ok((read(&Cell::Text(digits))?, Some(unit)))
}

/// How many characters of a text, from its end, hold that many visible ones.
fn text_tail(text: &str, visible: usize) -> usize {
    let mut left = visible;
    let mut taken = 0;
    for c in text.chars().rev() {
        if left == 0 {
            break;
        }
        taken += 1;
        left = left.saturating_sub(tidy(c.encode_utf8(&mut [0; 4])).chars().count());
    }
    taken
}

/// The day that a cell holds.
pub(super) fn day(cell: &Cell) -> Result<NaiveDate, Refused> {
    let found = match cell {
        Cell::Text(text) if says_nothing(text) => return Err(Refused::Nothing),
        Cell::Text(text) => dates(&tidy(text)),
        Cell::Moment(text) => dates(text.get(..10).unwrap_or(text)),
        Cell::Error(_) | Cell::Uncomputed(_) => return Err(Refused::NoResult),
        Cell::Number(_) | Cell::Bool(_) => Vec::new(),
    };
    match found[..] {
        [day] => Ok(day),
        _ => Err(Refused::NotDate),
    }
}

#[cfg(test)]
mod tests {
    use super::super::term::label;
    use super::*;

    #[track_caller]
    fn check(field: ProfileField, named: &str, cell: &str, expected: Result<&str, Refused>) {
        let cell = cell.parse().map_or_else(|_| Cell::Text(cell.to_owned()), Cell::Number);
        let found = value(field, &label(named).expect("a label"), &cell, None);
        assert_eq!(found.map(|value| value.to_string()), expected.map(str::to_owned), "{cell:?}");
    }

    #[test]
    fn money_is_converted_by_the_unit_that_is_written_and_never_by_guess() {
        use ProfileField::{AddedValue, OutputValue};
        for (named, cell, expected) in [
            ("工业总产值（万元）", "34200", Ok("34200")),
            ("工业总产值（亿元）", "3.42", Ok("34200")),
            ("工业总产值（千元）", "342000", Ok("34200")),
            ("工业总产值（元）", "342000000", Ok("34200")),
            ("工业总产值", "3.42亿元", Ok("34200")),
            ("工业总产值", "34,200.5 万元", Ok("34200.5")),
            ("工业总产值（万元）", "3.42 亿元", Ok("34200")),
            ("工业总产值", "34200", Err(Refused::Unit)),
            ("工业总产值（万元）", "12%", Err(Refused::NotNumber)),
            ("工业总产值（万元）", "10 20", Err(Refused::NotNumber)),
            ("工业总产值（万元）", "10 20万元", Err(Refused::NotNumber)),
            ("工业总产值（万元）", "-5", Err(Refused::Implausible)),
            ("工业总产值（万元）", "—", Err(Refused::Nothing)),
            ("工业总产值（万元）", "保密", Err(Refused::NotNumber)),
        ] {
            check(OutputValue, named, cell, expected);
        }
        check(AddedValue, "工业增加值（万元）", "-12.5", Ok("-12.5"));
    }

    #[test]
    fn prices_heads_and_codes_are_held_to_what_can_be() {
        use ProfileField::{CreditCode, Employees, IndustryCode, PriceDischarge, PriceWater};
        for (field, named, cell, expected) in [
            (PriceWater, "水价", "3.45", Ok("3.45")),
            (PriceWater, "水价", "3.45元/吨", Ok("3.45")),
            (PriceWater, "水价（万元）", "120", Err(Refused::Unit)),
            (PriceWater, "水价", "120000", Err(Refused::Implausible)),
            (PriceDischarge, "污水处理费", "2.6", Err(Refused::Unit)),
            (PriceDischarge, "污水处理费（元/m³）", "2.6", Ok("2.6")),
            (Employees, "职工人数", "约310人", Ok("310")),
            (Employees, "职工人数（人）", "310.5", Err(Refused::Implausible)),
            (Employees, "职工人数（人）", "-3", Err(Refused::Implausible)),
            (IndustryCode, "行业代码", "1713", Ok("1713")),
            (IndustryCode, "行业代码", "610", Ok("0610")),
            (CreditCode, "信用代码", "91330411example11u", Ok("91330411EXAMPLE11U")),
            (CreditCode, "信用代码", "913304110000000000", Err(Refused::Shortened)),
            (CreditCode, "信用代码", "9133-11", Err(Refused::Implausible)),
        ] {
            check(field, named, cell, expected);
        }
    }
}
