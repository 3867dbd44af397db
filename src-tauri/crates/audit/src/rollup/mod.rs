//! What the diagnoses of a program add up to: a row for each enterprise, sums that never add
//! what is not known, and how far the program's targets are.

mod row;
mod target;

pub use row::{RollupMeasures, RollupProduct, RollupRow, rollup_row};
pub use target::{ProgramTarget, TargetState, TargetValue};

use rust_decimal::Decimal;

/// A sum over those enterprises of which the figure is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct KnownSum {
    /// The sum; none where no figure is known.
    pub value: Option<f64>,
    /// How many figures are in it.
    pub known: usize,
    /// How many are not known, and therefore not in it.
    pub unknown: usize,
}

impl KnownSum {
    /// The sum of the known figures. They are added from the smallest to the largest, so that
    /// the order of the diagnoses cannot show in the last digit.
    pub fn of(values: impl IntoIterator<Item = Option<f64>>) -> Self {
        let all: Vec<Option<f64>> = values.into_iter().collect();
        let mut known: Vec<f64> = all.iter().flatten().copied().collect();
        known.sort_by(f64::total_cmp);
        Self {
            value: (!known.is_empty()).then(|| known.iter().sum()),
            known: known.len(),
            unknown: all.len() - known.len(),
        }
    }
}

/// A district of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollupDistrict {
    /// Its name; empty for enterprises of which no district of the program is known.
    pub name: String,
    /// Diagnoses planned.
    pub planned: u32,
    /// Diagnoses begun.
    pub begun: u32,
    /// Diagnoses with a report of their present state.
    pub reported: u32,
}

/// How many products reached which verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictCount {
    /// The verdict.
    pub verdict: crate::Verdict,
    /// How many products.
    pub products: u32,
}

/// What all diagnoses add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RollupTotals {
    /// Intake, m³/a.
    pub intake: KnownSum,
    /// Of that from unconventional sources, m³/a.
    pub unconventional: KnownSum,
    /// Reuse rate of all enterprises together, %: volumes are summed first.
    pub reuse_rate_pct: Option<f64>,
    /// How many enterprises are in the reuse rate.
    pub reuse_rate_known: usize,
    /// Saving of the measures, m³/a: the sum over enterprises of what is known there.
    pub saving: KnownSum,
    /// Saving over intake, %, of those enterprises of which both are known.
    pub saving_share_pct: Option<f64>,
    /// Measures whose saving is not known.
    pub unknown_savings: usize,
    /// Investment, 10⁴ yuan; none where none is known.
    pub investment: Option<Decimal>,
    /// Measures whose investment is not known.
    pub unknown_investments: usize,
    /// Benefit, 10⁴ yuan a year; none where none is known.
    pub benefit: Option<Decimal>,
    /// Measures in all.
    pub measures: usize,
    /// Findings: grave, medium, to be kept in mind.
    pub findings: [usize; 3],
    /// Verdicts of products, the best first, those that occur.
    pub verdicts: Vec<VerdictCount>,
    /// Intake above what quotas allow, m³/a.
    pub excess: KnownSum,
}

/// The program as its diagnoses stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rollup {
    /// Districts in the order of the plan; one without a name last, where there is need.
    pub districts: Vec<RollupDistrict>,
    /// Enterprises by district and name.
    pub rows: Vec<RollupRow>,
    /// Sums.
    pub totals: RollupTotals,
    /// Targets of the program.
    pub targets: Vec<TargetValue>,
}

/// Adds up the rows. `plan` names the districts with the diagnoses planned in each.
pub fn rollup(
    mut rows: Vec<RollupRow>,
    plan: &[(String, u32)],
    targets: &[ProgramTarget],
) -> Rollup {
    let place = |name: &str| plan.iter().position(|(known, _)| known == name);
    let order = |row: &RollupRow| place(&row.district).unwrap_or(usize::MAX);
    rows.sort_by(|a, b| (order(a), &a.name, &a.id).cmp(&(order(b), &b.name, &b.id)));
    let counted = |name: &str, planned: u32, mine: &dyn Fn(&RollupRow) -> bool| RollupDistrict {
        name: name.to_owned(),
        planned,
        begun: count(rows.iter().filter(|row| mine(row))),
        reported: count(rows.iter().filter(|row| mine(row) && row.reported)),
    };
    let mut districts: Vec<RollupDistrict> = plan
        .iter()
        .map(|(name, planned)| counted(name, *planned, &|row| row.district == *name))
        .collect();
    let elsewhere = counted("", 0, &|row| place(&row.district).is_none());
    if elsewhere.begun > 0 {
        districts.push(elsewhere);
    }
    let totals = totals(&rows);
    let targets = target::reached(targets, &rows, &totals);
    Rollup { districts, rows, totals, targets }
}

fn count<T>(rows: impl Iterator<Item = T>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}

fn totals(rows: &[RollupRow]) -> RollupTotals {
    let sum = |pick: fn(&RollupRow) -> Option<f64>| KnownSum::of(rows.iter().map(pick));
    let decimals = |pick: fn(&RollupMeasures) -> Option<Decimal>| {
        rows.iter().filter_map(|row| pick(&row.measures)).reduce(|sum, value| sum + value)
    };
    let (reuse_rate_pct, reuse_rate_known) = together(rows);
    let with_measures = || rows.iter().filter(|row| row.measures.count > 0);
    RollupTotals {
        intake: sum(|row| row.intake),
        unconventional: sum(|row| row.unconventional),
        reuse_rate_pct,
        reuse_rate_known,
        saving: KnownSum::of(with_measures().map(|row| row.measures.saving)),
        saving_share_pct: saving_share(rows),
        unknown_savings: rows.iter().map(|row| row.measures.unknown_savings).sum(),
        investment: decimals(|measures| measures.investment),
        unknown_investments: rows.iter().map(|row| row.measures.unknown_investments).sum(),
        benefit: decimals(|measures| measures.benefit),
        measures: rows.iter().map(|row| row.measures.count).sum(),
        findings: [0, 1, 2].map(|at| rows.iter().map(|row| row.findings[at]).sum()),
        verdicts: verdicts(rows),
        excess: KnownSum::of(
            rows.iter()
                .flat_map(|row| &row.products)
                .filter(|product| product.judged)
                .map(|of| of.excess),
        ),
    }
}

/// `ΣVr / Σ(Vi+Vr)` over the enterprises of which both are known, %, and how many these are.
fn together(rows: &[RollupRow]) -> (Option<f64>, usize) {
    let known = rows.iter().filter_map(|row| Some((row.intake?, row.recycled?)));
    let known: Vec<(f64, f64)> = known.collect();
    let recycled = KnownSum::of(known.iter().map(|(_, recycled)| Some(*recycled)));
    let used = KnownSum::of(known.iter().map(|(intake, recycled)| Some(intake + recycled)));
    let rate = match (recycled.value, used.value) {
        (Some(recycled), Some(used)) if used > 0.0 => Some(recycled / used * 100.0),
        _ => None,
    };
    (rate, known.len())
}

/// Saving over intake of the enterprises of which both are known, %; none where no saving is.
fn saving_share(rows: &[RollupRow]) -> Option<f64> {
    let known: Vec<(f64, f64)> =
        rows.iter().filter_map(|row| Some((row.measures.saving?, row.intake?))).collect();
    let saving = KnownSum::of(known.iter().map(|(saving, _)| Some(*saving))).value?;
    let intake = KnownSum::of(known.iter().map(|(_, intake)| Some(*intake))).value?;
    (intake > 0.0).then(|| saving / intake * 100.0)
}

fn verdicts(rows: &[RollupRow]) -> Vec<VerdictCount> {
    let mut counts = std::collections::BTreeMap::new();
    for product in rows.iter().flat_map(|row| &row.products) {
        *counts.entry(product.verdict).or_insert(0) += 1;
    }
    counts.into_iter().map(|(verdict, products)| VerdictCount { verdict, products }).collect()
}
