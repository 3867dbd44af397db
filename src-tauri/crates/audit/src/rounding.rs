//! Rounding by GB/T 8170 (数值修约): once, at the edge, half to even.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use std::str::FromStr;

/// Rounds to `digits` decimals by GB/T 8170: half to even, on the decimal
/// representation (2.675 is a tie, although the nearest binary number lies below).
///
/// A value outside the range of decimals (beyond 7.9e28, not finite) comes back unchanged.
pub fn round_gb8170(value: f64, digits: u32) -> f64 {
    rounded(value, digits).and_then(|decimal| decimal.to_f64()).unwrap_or(value)
}

/// A value rounded by GB/T 8170 and written with exactly `digits` decimals.
pub fn fixed(value: f64, digits: u32) -> String {
    match rounded(value, digits) {
        Some(decimal) if decimal.is_zero() => format!("{:.*}", digits as usize, 0.0),
        Some(decimal) => format!("{decimal:.*}", digits as usize),
        None => format!("{value}"),
    }
}

/// A value written with at most `digits` decimals and no trailing zeros.
pub fn trimmed(value: f64, digits: u32) -> String {
    let text = fixed(value, digits);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn rounded(value: f64, digits: u32) -> Option<Decimal> {
    // The shortest decimal that reads back as the same number is what a person typed.
    let decimal = Decimal::from_str(&format!("{value}"))
        .ok()
        .or_else(|| Decimal::from_scientific(&format!("{value:e}")).ok())?;
    Some(decimal.round_dp_with_strategy(digits, RoundingStrategy::MidpointNearestEven))
}
