//! The functions that are computed. Any other leaves its formula as it is.

use super::syntax::Formula;
use super::value::{Cells, Outcome, Unsafe, Value, finite};
use rust_decimal::{Decimal, RoundingStrategy};
use std::str::FromStr;

/// The value of a function, on a sheet, leaning on so many others in a chain.
pub(super) fn call(
    cells: &mut Cells<'_>,
    name: &str,
    given: &[Formula],
    at: (usize, u32),
) -> Outcome {
    match (name, given) {
        ("SUM", [_, ..]) => {
            let numbers = numbers(cells, given, at)?;
            // The sum of nothing is a 0 that nobody has stated.
            if numbers.is_empty() { Err(Unsafe::Never) } else { finite(numbers.iter().sum()) }
        }
        ("AVERAGE", [_, ..]) => {
            let numbers = numbers(cells, given, at)?;
            finite(numbers.iter().sum::<f64>() / numbers.len() as f64)
        }
        ("COUNT", [Formula::Cells(..), ..]) => finite(numbers(cells, given, at)?.len() as f64),
        ("MIN", [_, ..]) => extreme(&numbers(cells, given, at)?, f64::min),
        ("MAX", [_, ..]) => extreme(&numbers(cells, given, at)?, f64::max),
        ("ABS", [number]) => finite(cells.value(number, at.0, at.1)?.number()?.abs()),
        ("ROUND", [number, digits]) => {
            let number = cells.value(number, at.0, at.1)?.number()?;
            round(number, cells.value(digits, at.0, at.1)?.number()?)
        }
        ("IF", [test, yes, no]) => match cells.value(test, at.0, at.1)? {
            Value::Bool(true) => cells.value(yes, at.0, at.1),
            Value::Bool(false) => cells.value(no, at.0, at.1),
            Value::Number(_) | Value::Text(_) | Value::Empty => Err(Unsafe::Never),
        },
        ("SUMIF", [Formula::Cells(tested, region), wanted, rest @ ..]) => {
            let added = match rest {
                [] => (tested.as_deref(), *region),
                [Formula::Cells(name, region)] => (name.as_deref(), *region),
                _ => return Err(Unsafe::Never),
            };
            let wanted = cells.value(wanted, at.0, at.1)?;
            sum_if(cells, (tested.as_deref(), *region), &wanted, added, at)
        }
        _ => Err(Unsafe::Never),
    }
}

/// The numbers among cells; texts in them do not count, and neither do empty ones.
fn numbers(cells: &mut Cells<'_>, given: &[Formula], at: (usize, u32)) -> Result<Vec<f64>, Unsafe> {
    let mut numbers = Vec::new();
    for formula in given {
        let Formula::Cells(name, region) = formula else {
            numbers.push(cells.value(formula, at.0, at.1)?.number()?);
            continue;
        };
        for (_, _, value) in cells.filled((name.as_deref(), *region), at.0, at.1)? {
            match value {
                Value::Number(number) => numbers.push(number),
                Value::Text(_) | Value::Bool(_) | Value::Empty => {}
            }
        }
    }
    Ok(numbers)
}

/// The least or the greatest. Of none it is 0, which nobody has stated.
fn extreme(numbers: &[f64], of: fn(f64, f64) -> f64) -> Outcome {
    numbers.iter().copied().reduce(of).ok_or(Unsafe::Never).and_then(finite)
}

/// Half away from zero, in decimals. Where the fifteenth digit decides, programs differ.
fn round(number: f64, digits: f64) -> Outcome {
    if !(0.0..=10.0).contains(&digits) || number.abs() >= 1e13 {
        return Err(Unsafe::Never);
    }
    let rounded = |text: String| {
        let decimal = Decimal::from_str(&text).ok()?;
        let places = digits.trunc() as u32;
        decimal
            .round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
            .to_string()
            .parse::<f64>()
            .ok()
    };
    let whole_digits = number.abs().log10().floor().max(0.0) as usize + 1;
    let fifteen = format!("{number:.*}", 15_usize.saturating_sub(whole_digits));
    match (rounded(number.to_string()), rounded(fifteen)) {
        (Some(one), Some(other)) if one == other => finite(one),
        _ => Err(Unsafe::Never),
    }
}

/// The sum of the cells beside which another holds exactly what is wanted.
fn sum_if(
    cells: &mut Cells<'_>,
    tested: (Option<&str>, crate::workbook::Region),
    wanted: &Value,
    added: (Option<&str>, crate::workbook::Region),
    at: (usize, u32),
) -> Outcome {
    let shape =
        |region: crate::workbook::Region| (region.bottom - region.top, region.right - region.left);
    let is_plain = match wanted {
        Value::Number(_) => true,
        Value::Text(text) => {
            !text.is_empty()
                && text.parse::<f64>().is_err()
                && !text.contains(['*', '?', '~'])
                && !text.starts_with(['<', '>', '='])
        }
        Value::Empty | Value::Bool(_) => false,
    };
    if !is_plain || shape(tested.1) != shape(added.1) {
        return Err(Unsafe::Never);
    }
    let found = cells.filled(tested, at.0, at.1)?;
    let added = cells.filled(added, at.0, at.1)?;
    let mut sum = 0.0;
    for (row, column, value) in added {
        let beside = found.binary_search_by_key(&(row, column), |(row, column, _)| (*row, *column));
        let holds = beside.is_ok_and(|at| match (&found[at].2, wanted) {
            (Value::Number(found), Value::Number(wanted)) => found == wanted,
            (Value::Text(found), Value::Text(wanted)) => {
                found.to_lowercase() == wanted.to_lowercase()
            }
            _ => false,
        });
        if let (true, Value::Number(number)) = (holds, value) {
            sum += number;
        }
    }
    finite(sum)
}
