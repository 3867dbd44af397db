//! An enterprise in the sum of a program.

use crate::{DailyVolume, Diagnosis, Gravity, IndicatorCode, Item, Source, Verdict, known_sum};
use rust_decimal::Decimal;

/// A product of an enterprise against its quota.
#[derive(Clone, Debug, PartialEq)]
pub struct RollupProduct {
    /// Its name.
    pub name: String,
    /// Intake per unit of product in `unit`, not rounded; none where not known.
    pub value: Option<f64>,
    /// The unit of the value.
    pub unit: String,
    /// The verdict.
    pub verdict: Verdict,
    /// True where the verdict is open within the uncertainty.
    pub open: bool,
    /// True where a quota judged it.
    pub judged: bool,
    /// True where somebody held the quota against its text.
    pub confirmed: bool,
    /// The standard that judged it; empty for none.
    pub standard: String,
    /// Intake above what the quota allows, m³/a; none where not known.
    pub excess: Option<f64>,
}

/// The measures of an enterprise, added up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RollupMeasures {
    /// How many.
    pub count: usize,
    /// m³/a, each water counted once; none where no saving is known.
    pub saving: Option<f64>,
    /// How many savings are not known.
    pub unknown_savings: usize,
    /// 10⁴ yuan; none where no investment is known.
    pub investment: Option<Decimal>,
    /// How many investments are not known.
    pub unknown_investments: usize,
    /// 10⁴ yuan a year; none where no benefit is known.
    pub benefit: Option<Decimal>,
}

/// An enterprise of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct RollupRow {
    /// The identity of its diagnosis.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Unified social credit code; empty where not known.
    pub credit_code: String,
    /// Industry in words.
    pub industry: String,
    /// District.
    pub district: String,
    /// True where a report of its present state was made.
    pub reported: bool,
    /// Intake, m³/a: `Vi` times the operating days; none where one is not known.
    pub intake: Option<f64>,
    /// Of that from unconventional sources, m³/a.
    pub unconventional: Option<f64>,
    /// Water used again, `Vr`, m³/a.
    pub recycled: Option<f64>,
    /// Reuse rate, %.
    pub reuse_rate_pct: Option<f64>,
    /// Reuse rate without cooling water, %.
    pub reuse_rate_without_cooling_pct: Option<f64>,
    /// Online metering rate, %.
    pub online_metering_pct: Option<f64>,
    /// Intake per 10⁴ yuan of added value, m³.
    pub added_value_intake: Option<f64>,
    /// Units of water use, and those that do not close.
    pub units: (usize, usize),
    /// Products against their quotas.
    pub products: Vec<RollupProduct>,
    /// Findings by gravity: as [`Gravity::ALL`].
    pub findings: [usize; 3],
    /// Measures.
    pub measures: RollupMeasures,
}

/// The row of a diagnosis.
pub fn rollup_row(id: &str, diagnosis: &Diagnosis, reported: bool) -> RollupRow {
    let profile = &diagnosis.case.profile;
    let site = &diagnosis.balance.site;
    // Without a unit there is no balance: its sums would be zero, which is a figure.
    let days = profile.period.operating_days.filter(|_| !diagnosis.balance.units.is_empty());
    let annual = |flow: Option<DailyVolume>| Some(flow?.value() * days?.value());
    let unconventional = Source::ALL.into_iter().filter(|source| source.is_unconventional());
    let indicator = |code| diagnosis.indicator(code).and_then(crate::Indicator::plain);
    let totals = &diagnosis.measure_totals;
    let open = |unit: &&crate::UnitBalance| unit.difference.closure == crate::Closure::Open;
    RollupRow {
        id: id.to_owned(),
        name: profile.name.clone(),
        credit_code: profile.credit_code.clone(),
        industry: profile.industry.clone(),
        district: profile.district.clone(),
        reported,
        intake: annual(site.flows.intake()),
        unconventional: annual(known_sum(
            unconventional.map(|source| site.flows.get(Item::Withdrawal(source))),
        )),
        recycled: annual(site.flows.recycled()),
        reuse_rate_pct: indicator(IndicatorCode::ReuseRate),
        reuse_rate_without_cooling_pct: indicator(IndicatorCode::ReuseRateWithoutCooling),
        online_metering_pct: indicator(IndicatorCode::OnlineMeteringRate),
        added_value_intake: indicator(IndicatorCode::AddedValueIntake),
        units: (diagnosis.balance.units.len(), diagnosis.balance.units.iter().filter(open).count()),
        products: diagnosis.comparisons.iter().map(product).collect(),
        findings: Gravity::ALL.map(|gravity| {
            diagnosis.findings.iter().filter(|finding| finding.gravity == gravity).count()
        }),
        measures: RollupMeasures {
            count: diagnosis.measures.len(),
            saving: totals.saving,
            unknown_savings: totals.unknown_savings,
            investment: totals.investment,
            unknown_investments: totals.unknown_investments,
            benefit: totals.benefit,
        },
    }
}

fn product(comparison: &crate::Comparison) -> RollupProduct {
    let quota = comparison.quota.as_ref();
    RollupProduct {
        name: comparison.product.clone(),
        value: comparison.value,
        unit: comparison.unit.clone(),
        verdict: comparison.verdict,
        open: comparison.open,
        judged: comparison.is_judged(),
        confirmed: quota.is_some_and(|quota| quota.confirmed.is_some()),
        standard: quota.map(|quota| quota.standard.clone()).unwrap_or_default(),
        excess: comparison.excess.map(crate::AnnualVolume::value),
    }
}
