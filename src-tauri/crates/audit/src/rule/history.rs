//! Figures of the years and months beside the balance.

use super::facts::Value;
use crate::{
    AnnualUse, Case, CellRef, Counted, Evidence, Month, Source, Text, annual_uses, monthly,
};
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// An amount with the cells behind it.
type Amount = (f64, Vec<CellRef>);

/// The intensity of two years that follow upon each other.
struct Intensity {
    basis: Text,
    last: f64,
    before: f64,
    cells: Vec<CellRef>,
}

/// What the tables of years and months come to.
pub(super) struct History {
    uses: usize,
    readings: usize,
    intake: BTreeMap<i32, Amount>,
    intensity: Option<Intensity>,
    months: BTreeMap<Month, Amount>,
    /// Intake by the balance over a year, m³.
    by_balance: Option<f64>,
}

impl History {
    pub(super) fn of(case: &Case, e: &Evidence<'_>) -> Self {
        let uses = &case.ledgers.uses;
        let annual = annual_uses(uses);
        let intake = intake_by_year(&annual);
        Self {
            uses: uses.len(),
            readings: case.ledgers.readings.len(),
            intensity: intensity(&annual, &intake),
            months: intake_by_month(case),
            by_balance: e
                .flows()
                .intake()
                .zip(case.profile.period.operating_days)
                .map(|(intake, days)| (intake * days).value()),
            intake,
        }
    }

    fn last(&self) -> Option<(i32, &Amount)> {
        self.intake.iter().next_back().map(|(year, amount)| (*year, amount))
    }

    fn before(&self) -> Option<&Amount> {
        self.intake.get(&(self.last()?.0 - 1))
    }

    fn mean(&self) -> Option<f64> {
        let count = self.months.len();
        (count > 0).then(|| self.months.values().map(|month| month.0).sum::<f64>() / count as f64)
    }

    fn high(&self) -> Option<(&Month, &Amount)> {
        self.months.iter().max_by(|one, two| one.1.0.total_cmp(&two.1.0))
    }

    pub(super) fn value(&self, name: &str) -> Option<Value> {
        let number = |value: f64| Some(Value::Number(value));
        let intensity = self.intensity.as_ref();
        match name {
            "uses" => number(self.uses as f64),
            "readings" => number(self.readings as f64),
            "years" => number(self.intake.len() as f64),
            "last_year" => Some(Value::word(self.last()?.0.to_string())),
            "intake_last" => number(self.last()?.1.0),
            "intake_before" => number(self.before()?.0),
            "balance_gap_pct" => {
                let year = self.last()?.1.0;
                (year > 0.0).then_some(())?;
                number((self.by_balance? - year).abs() / year * 100.0)
            }
            "intensity_basis" => Some(Value::Word(intensity?.basis.clone())),
            "intensity_last" => number(intensity?.last),
            "intensity_before" => number(intensity?.before),
            "intensity_change_pct" => {
                let found = intensity?;
                number((found.last / found.before - 1.0) * 100.0)
            }
            "months" => number(self.months.len() as f64),
            "month_mean" => number(self.mean()?),
            "month_high" => number(self.high()?.1.0),
            "month_high_name" => Some(Value::word(self.high()?.0.to_string())),
            "month_high_ratio" => {
                let mean = self.mean().filter(|mean| *mean > 0.0)?;
                number(self.high()?.1.0 / mean)
            }
            _ => None,
        }
    }

    pub(super) fn cells(&self, name: &str) -> Vec<CellRef> {
        let of = |amount: Option<&Amount>| amount.map(|found| found.1.clone()).unwrap_or_default();
        match name {
            "intake_last" | "balance_gap_pct" => of(self.last().map(|(_, amount)| amount)),
            "intake_before" => of(self.before()),
            "intensity_last" | "intensity_before" | "intensity_change_pct" => {
                self.intensity.as_ref().map(|found| found.cells.clone()).unwrap_or_default()
            }
            "month_high" | "month_high_ratio" => of(self.high().map(|(_, amount)| amount)),
            _ => Vec::new(),
        }
    }
}

fn amount(of: &AnnualUse) -> Option<Amount> {
    Some((of.known()?.to_f64()?, of.cells.clone()))
}

/// The intake of each year: as a whole, else as the sum of what is told of each source.
fn intake_by_year(annual: &[AnnualUse]) -> BTreeMap<i32, Amount> {
    let whole = annual.iter().filter(|of| of.counted == Counted::INTAKE);
    let mut years: BTreeMap<i32, Amount> =
        whole.filter_map(|of| Some((of.year, amount(of)?))).collect();
    let mut parts: BTreeMap<i32, Option<Amount>> = BTreeMap::new();
    for of in annual {
        if !Source::ALL.into_iter().any(|source| of.counted == Counted::source(source)) {
            continue;
        }
        let sum = parts.entry(of.year).or_insert_with(|| Some((0.0, Vec::new())));
        *sum = sum.take().zip(amount(of)).map(|((sum, mut cells), (more, other))| {
            cells.extend(other);
            (sum + more, cells)
        });
    }
    for (year, sum) in parts {
        if let Some(sum) = sum {
            years.entry(year).or_insert(sum);
        }
    }
    years
}

/// Intake over what was made or earned, of the last two years that follow upon each other:
/// over the output of the only product, else added value, else output value.
fn intensity(annual: &[AnnualUse], intake: &BTreeMap<i32, Amount>) -> Option<Intensity> {
    let mut products: Vec<&Counted> = annual
        .iter()
        .map(|of| &of.counted)
        .filter(|counted| matches!(counted, Counted::Output { .. }))
        .collect();
    products.dedup();
    let only = (products.len() == 1).then(|| products[0].clone());
    let bases = only.into_iter().chain([Counted::AddedValue, Counted::OutputValue]);
    bases.into_iter().find_map(|basis| {
        let made: BTreeMap<i32, Amount> = annual
            .iter()
            .filter(|of| of.counted == basis)
            .filter_map(|of| Some((of.year, amount(of)?)))
            .filter(|(_, made)| made.0 > 0.0)
            .collect();
        let both = |year: i32| {
            let (taken, made) = (intake.get(&year)?, made.get(&year)?);
            let cells = taken.1.iter().chain(&made.1).cloned().collect();
            (taken.0 > 0.0).then(|| (taken.0 / made.0, cells))
        };
        intake.keys().rev().find_map(|year| {
            let (last, before): (Amount, Amount) = (both(*year)?, both(*year - 1)?);
            Some(Intensity {
                basis: Text::new(
                    format!("取水量/{}（m³/{}）", basis.zh(), basis.unit()),
                    format!("intake over {} (m³/{})", basis.code(), basis.unit()),
                ),
                last: last.0,
                before: before.0,
                cells: last.1.into_iter().chain(before.1).collect(),
            })
        })
    })
}

/// The intake of each month that is wholly known: as a whole, else the sum of the sources.
fn intake_by_month(case: &Case) -> BTreeMap<Month, Amount> {
    let rows = monthly(&case.ledgers.uses);
    let whole: Vec<_> = rows.iter().filter(|row| row.counted == Counted::INTAKE).collect();
    let source = |counted: &Counted| {
        let taken = |source: Source| *counted == Counted::source(source);
        Source::ALL.into_iter().any(taken)
    };
    let rows = if whole.is_empty() {
        rows.iter().filter(|row| source(&row.counted)).collect()
    } else {
        whole
    };
    let mut months: BTreeMap<Month, Option<Amount>> = BTreeMap::new();
    for row in &rows {
        for (month, found) in &row.months {
            let own = found.known().and_then(|known| known.to_f64());
            let sum = months.entry(*month).or_insert_with(|| Some((0.0, Vec::new())));
            *sum = sum.take().zip(own).map(|((sum, mut cells), own)| {
                cells.extend(found.cells.iter().cloned());
                (sum + own, cells)
            });
        }
    }
    // A month that a row does not reach is not known as a whole.
    let reached = |month: &Month| rows.iter().all(|row| row.months.contains_key(month));
    let whole = months.into_iter().filter(|(month, _)| reached(month));
    whole.filter_map(|(month, sum)| Some((month, sum?))).collect()
}
