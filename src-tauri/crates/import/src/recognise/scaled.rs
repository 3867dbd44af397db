//! Rows that give the total once more in another unit of measure: 年用水量（m³/a） below a
//! table in m³/d.

use super::figures::Figures;
use super::measure::{measure_in, span_in};
use super::record::Record;
use super::report::RowRole;

/// Rows of figures below a total whose figures are all the same multiple of it.
pub(crate) fn scaled(figures: &Figures, records: &[Record], slots: &[usize]) -> Vec<usize> {
    let record = |row: usize| &records[figures.rows[row]];
    let mut total = None;
    let mut found = Vec::new();
    for row in 0..figures.len() {
        let above = total.filter(|above| is_multiple(figures, (*above, row), slots, record(row)));
        if above.is_some() && !record(row).chosen {
            found.push(figures.rows[row]);
        } else if record(row).role == RowRole::Total {
            total = Some(row);
        }
    }
    found
}

fn is_multiple(
    figures: &Figures,
    (total, row): (usize, usize),
    slots: &[usize],
    record: &Record,
) -> bool {
    let whole = |slot: usize| figures.at(total, slot).value();
    let value = |slot: usize| figures.at(row, slot).value();
    let Some(largest) = slots.iter().copied().max_by(|a, b| whole(*a).total_cmp(&whole(*b))) else {
        return false;
    };
    let ratio = value(largest) / whole(largest);
    if !ratio.is_finite() || (0.5..12.0).contains(&ratio) || ratio <= 0.0 {
        return false;
    }
    let fits = |slot: &usize| {
        let step = 0.5 * 10_f64.powi(-i32::from(figures.decimals[*slot]));
        let (whole, value) = (whole(*slot), value(*slot));
        // Both were rounded, and a row in 万m³ keeps fewer digits.
        (value - ratio * whole).abs() <= step * (1.0 + ratio) + 0.005 * value.abs()
    };
    if !slots.iter().all(fits) {
        return false;
    }
    let stated = slots.iter().filter(|slot| whole(**slot) != 0.0 && value(**slot) != 0.0).count();
    stated >= if speaks_of_time(&record.name) { 2 } else { 4 }
}

fn speaks_of_time(name: &str) -> bool {
    span_in(name).is_some()
        || measure_in(name).is_some()
        || ["折合", "折算", "年", "月"].iter().any(|word| name.contains(word))
}
