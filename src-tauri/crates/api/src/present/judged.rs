//! Products against their quotas and indicators against limits, as the window shows them.

use super::{cells_of_sum, inputs, quota, text, texts, unit_in};
use crate::view;
use shuiheng_audit::{
    AdjustmentKind, AdjustmentRule, Comparison, CountedIntake, Lang, Limit, LimitCheck,
    LimitReference, QuotaKind, Reach, Verdict, WholeLevel, WholeSite,
};

/// A comparison; whether its quota is the workspace's own is told by `own`.
pub(crate) fn comparison(
    of: &Comparison,
    own: impl Fn(&str) -> bool,
    picture: Option<view::Scene>,
    lang: Lang,
) -> view::Comparison {
    let verdict_name = match (&of.quota, of.verdict) {
        (None, _) => lang.pick("暂无定额", "no quota").into(),
        (Some(_), Verdict::General) if of.reaches.iter().any(|reach| reach.level == "限值") => {
            lang.pick("符合限值", "meets the limit").into()
        }
        (Some(quota), Verdict::None) if quota.kind == QuotaKind::Observed => {
            lang.pick("非限值，不作判定", "no limit, not judged").to_owned()
        }
        (Some(_), verdict) => lang.pick(verdict.zh(), verdict.en()).into(),
    };
    view::Comparison {
        product: of.product.clone(),
        value: of.value,
        plus_minus: of.uncertainty.map(|of| of.expanded),
        open: of.open,
        unit: unit_in(&of.unit, lang),
        quota: of.quota.as_ref().map(|of| quota(of, own(&of.id), lang)),
        verdict: of.verdict.code().into(),
        verdict_name,
        excess: of.excess.map(|excess| excess.value()),
        levels: of.reaches.iter().map(|reach| level(reach, of, lang)).collect(),
        counted: counted(&of.counted, lang),
        allotment: view::Allotment {
            rule: of.allotment.rule.code().into(),
            rule_name: lang.pick(of.allotment.rule.zh(), of.allotment.rule.en()).into(),
            reason: of.allotment.reason.clone(),
            units: of.allotment.units.clone(),
            daily: of.allotment.daily,
            share_pct: of.allotment.share.map(|share| share * 100.0),
            steps: texts(&of.allotment.steps, lang),
        },
        annual: of.annual.map(|annual| annual.value()),
        conversion: texts(&of.conversion, lang),
        adjustments: of
            .adjustments
            .iter()
            .map(|of| view::Adjusted {
                name: of.name.clone(),
                substituted: text(&of.substituted, lang),
                source: of.source.clone(),
                confirmed: of.confirmed,
            })
            .collect(),
        offered: of.offered.iter().map(|each| offered(each, lang)).collect(),
        asks: of.asks.iter().map(|field| (*field).to_owned()).collect(),
        substituted: of.substituted.clone(),
        inputs: inputs(&of.inputs, lang),
        missing: texts(&of.missing, lang),
        picture,
    }
}

fn level(reach: &Reach, of: &Comparison, lang: Lang) -> view::Level {
    view::Level {
        code: reach.kind.code().into(),
        name: lang.pick(reach.level, reach.kind.en()).into(),
        value: reach.limit,
        published: reach.published,
        state: reach.state.code().into(),
        state_name: lang.pick(reach.state.zh(), reach.state.en()).into(),
        required: of.required == Some(reach.kind),
        margin: reach.margin,
        margin_pct: reach.margin_pct,
        saving: reach.saving.value(),
    }
}

fn counted(of: &CountedIntake, lang: Lang) -> view::Counted {
    let terms = of.terms.iter().map(|term| view::CountedTerm {
        code: term.part.code().into(),
        words: text(&term.words(), lang),
        weight: term.weight,
        water: term.water,
        change: term.change,
        cells: cells_of_sum(&term.cells),
    });
    view::Counted {
        rule: of.rule.id.clone(),
        source: of.rule.source.clone(),
        confirmed: of.rule.confirmed.is_some(),
        changed: of.changed,
        reason: of.reason.clone(),
        gross: of.gross,
        terms: terms.collect(),
        counted: of.counted,
    }
}

fn offered(of: &AdjustmentRule, lang: Lang) -> view::OfferedAdjustment {
    view::OfferedAdjustment {
        rule: of.id.clone(),
        name: of.name.clone(),
        kind: of.kind.code().into(),
        kind_name: lang.pick(of.kind.zh(), of.kind.en()).into(),
        quantity_unit: if of.kind == AdjustmentKind::PerQuantity {
            of.quantity_unit.clone()
        } else {
            String::new()
        },
        asks_value: of.value.is_none() && of.limit.is_empty(),
        condition: of.condition.clone(),
        source: of.source.clone(),
    }
}

/// All products together.
pub(crate) fn whole(of: &WholeSite, lang: Lang) -> view::WholeSite {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let level = |level: &WholeLevel| view::WholeLevel {
        code: level.kind.code().into(),
        name: lang.pick(level.kind.zh(), level.kind.en()).into(),
        allowed: level.allowed.value(),
        taken: level.taken.value(),
        margin: level.margin().value(),
        state: level.state.code().into(),
        state_name: lang.pick(level.state.zh(), level.state.en()).into(),
        products: level.products.clone(),
        lacking: level.lacking.clone(),
    };
    view::WholeSite {
        intake: of.intake.map(|intake| intake.value()),
        judged: of.judged.map(|judged| judged.value()),
        judged_pct: of.judged_share.map(|share| share * 100.0),
        allotted_pct: of.allotted_share.map(|share| share * 100.0),
        products: count(of.products),
        judged_products: count(of.judged_products),
        levels: of.levels.iter().map(level).collect(),
    }
}

fn scope(limit: &Limit, lang: Lang) -> String {
    if limit.scope.is_empty() {
        format!("{} {}", limit.industry, limit.region)
    } else {
        format!("{}{}{}", limit.industry, lang.pick("：", ": "), limit.scope)
    }
}

/// An indicator held against a limit.
pub(crate) fn limit(check: &LimitCheck, lang: Lang) -> view::LimitCheck {
    let limit = &check.limit;
    view::LimitCheck {
        name: check.indicator.name().get(lang).into(),
        value: check.value,
        operator: limit.operator.clone(),
        limit: limit.value,
        unit: unit_in(&limit.unit, lang),
        kind: limit.kind.clone(),
        kind_name: lang.pick(limit.kind_zh(), limit.kind_en()).into(),
        met: check.met,
        open: check.open,
        margin: check.margin,
        margin_pct: check.margin_pct,
        is_reuse: check.is_reuse_rate(),
        without_cooling: check.without_cooling,
        scope: scope(limit, lang),
        source: limit.source.clone(),
        confirmed: limit.confirmed.is_some(),
    }
}

/// A row that informs and judges nothing.
pub(crate) fn reference(of: &LimitReference, lang: Lang) -> view::LimitReference {
    let limit = &of.limit;
    view::LimitReference {
        id: limit.id.clone(),
        name: of.indicator.name().get(lang).into(),
        value: of.value,
        operator: limit.operator.clone(),
        limit: limit.value,
        unit: unit_in(&limit.unit, lang),
        reason: of.reason.code().into(),
        reason_name: lang.pick(of.reason.zh(), of.reason.en()).into(),
        is_reuse: of.indicator == shuiheng_audit::IndicatorCode::ReuseRate,
        without_cooling: of.without_cooling,
        missing: texts(&of.missing, lang),
        scope: scope(limit, lang),
        source: limit.source.clone(),
        confirmed: limit.confirmed.is_some(),
    }
}
