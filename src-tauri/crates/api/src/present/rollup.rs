//! The sum of a program as the window shows it.

use super::finding::money;
use super::printed_unit;
use crate::report::{PROGRAM, PROGRAM_EN};
use crate::view;
use shuiheng_audit::{KnownSum, Lang, Rollup, RollupProduct, RollupRow, RollupTotals, TargetValue};

/// Cubic metres in the unit in which years are told.
const WAN: f64 = 1e4;

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The sum of a program.
pub(crate) fn rollup(sum: &Rollup, lang: Lang) -> view::Rollup {
    let district = |of: &shuiheng_audit::RollupDistrict| view::District {
        name: of.name.clone(),
        planned: of.planned,
        begun: of.begun,
        reported: of.reported,
    };
    view::Rollup {
        program: lang.pick(PROGRAM, PROGRAM_EN).into(),
        districts: sum.districts.iter().map(district).collect(),
        rows: sum.rows.iter().map(|each| row(each, lang)).collect(),
        totals: totals(&sum.totals, lang),
        targets: sum.targets.iter().map(|each| target(each, lang)).collect(),
    }
}

fn in_wan(sum: KnownSum) -> view::RollupSum {
    view::RollupSum {
        value: sum.value.map(|value| value / WAN),
        known: count(sum.known),
        unknown: count(sum.unknown),
    }
}

fn row(row: &RollupRow, lang: Lang) -> view::RollupRow {
    view::RollupRow {
        id: row.id.clone(),
        name: row.name.clone(),
        credit_code: row.credit_code.clone(),
        industry: row.industry.clone(),
        district: row.district.clone(),
        reported: row.reported,
        intake: row.intake.map(|volume| volume / WAN),
        reuse_rate_pct: row.reuse_rate_pct,
        reuse_rate_without_cooling_pct: row.reuse_rate_without_cooling_pct,
        online_metering_pct: row.online_metering_pct,
        added_value_intake: row.added_value_intake,
        units: count(row.units.0),
        open_units: count(row.units.1),
        products: row.products.iter().map(|each| product(each, lang)).collect(),
        findings: row.findings.map(count),
        measures: count(row.measures.count),
        saving: row.measures.saving.map(|volume| volume / WAN),
        unknown_savings: count(row.measures.unknown_savings),
        investment: row.measures.investment.map(|amount| money(amount, 2)),
        unknown_investments: count(row.measures.unknown_investments),
    }
}

fn product(of: &RollupProduct, lang: Lang) -> view::RollupProduct {
    view::RollupProduct {
        name: of.name.clone(),
        value: of.value,
        unit: printed_unit(&of.unit, lang),
        verdict: of.verdict.code().into(),
        verdict_name: lang.pick(of.verdict.zh(), of.verdict.en()).to_owned(),
        open: of.open,
        confirmed: of.confirmed,
        standard: of.standard.clone(),
    }
}

fn totals(of: &RollupTotals, lang: Lang) -> view::RollupTotals {
    view::RollupTotals {
        intake: in_wan(of.intake),
        unconventional: in_wan(of.unconventional),
        reuse_rate_pct: of.reuse_rate_pct,
        reuse_rate_known: count(of.reuse_rate_known),
        saving: in_wan(of.saving),
        saving_share_pct: of.saving_share_pct,
        measures: count(of.measures),
        unknown_savings: count(of.unknown_savings),
        investment: of.investment.map(|amount| money(amount, 2)),
        unknown_investments: count(of.unknown_investments),
        benefit: of.benefit.map(|amount| money(amount, 2)),
        findings: of.findings.map(count),
        verdicts: of
            .verdicts
            .iter()
            .map(|one| view::RollupVerdict {
                verdict: one.verdict.code().into(),
                name: lang.pick(one.verdict.zh(), one.verdict.en()).into(),
                products: one.products,
            })
            .collect(),
        excess: in_wan(of.excess),
    }
}

fn target(of: &TargetValue, lang: Lang) -> view::RollupTarget {
    view::RollupTarget {
        id: of.target.id.clone(),
        name: of.target.name.get(lang).to_owned(),
        group: of.target.group.get(lang).to_owned(),
        operator: of.target.operator.clone(),
        target: of.target.value,
        unit: of.target.printed_unit(),
        value: of.value,
        known: count(of.counted.0),
        unknown: count(of.counted.1),
        state: of.state.code().into(),
        state_name: lang.pick(of.state.name().0, of.state.name().1).into(),
        note: of.note.get(lang).to_owned(),
    }
}
