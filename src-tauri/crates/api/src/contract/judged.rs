//! Products against their quotas, all together, and indicators against limits, on the wire.

use super::{number, uncertainty};
use crate::present::plain_unit;
use serde_json::{Value, json};
use shuiheng_audit::{
    Adjusted, Allotment, AnnualVolume, BoundaryTerm, Comparison, CountedIntake, Lang, LimitCheck,
    LimitReference, QuotaKind, Reach, Text, WholeLevel, WholeSite,
};

fn known(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

fn annual(value: Option<AnnualVolume>) -> Value {
    known(value.map(AnnualVolume::value))
}

fn words(texts: &[Text], lang: Lang) -> Vec<&str> {
    texts.iter().map(|text| text.get(lang)).collect()
}

/// A product against its quota.
pub(super) fn benchmark(comparison: &Comparison, lang: Lang) -> Value {
    let quota = comparison.quota.as_ref();
    let levels = quota.map(|quota| &quota.levels);
    json!({
        "product": comparison.product,
        "value": known(comparison.value),
        "uncertainty": uncertainty(comparison.uncertainty),
        "unit": plain_unit(&comparison.unit),
        "quota_id": quota.map(|quota| &quota.id),
        "kind": quota.map(|quota| quota.kind),
        "levels": {
            "leading": known(levels.and_then(|levels| levels.leading)),
            "advanced": known(levels.and_then(|levels| levels.advanced)),
            // A single limit stands where the least strict level stands.
            "general": known(levels.and_then(|levels| levels.general.or(levels.limit))),
        },
        "grades": quota.filter(|quota| quota.kind == QuotaKind::CleanerProduction).map(|quota| quota.levels.grades),
        "judged_levels": comparison.reaches.iter().map(|reach| level(reach, comparison)).collect::<Vec<_>>(),
        "required_level": comparison.required.map(|kind| kind.code()),
        "verdict": comparison.verdict.code(),
        "open": comparison.open,
        "excess_m3_per_year": comparison.excess.map(|excess| number(excess.value())),
        "intake_m3_per_year": annual(comparison.annual),
        "counted_intake": counted(&comparison.counted, lang),
        "allotment": allotment(&comparison.allotment, lang),
        "output_in_quota_unit": known(comparison.made),
        "conversion": words(&comparison.conversion, lang),
        "adjustments": comparison.adjustments.iter().map(|of| adjusted(of, lang)).collect::<Vec<_>>(),
        "formula": comparison.substituted,
        "missing": words(&comparison.missing, lang),
        "source": quota.map(|quota| &quota.standard),
        "usage": quota.map(|quota| &quota.usage),
        "example": quota.is_some_and(|quota| quota.example),
        "confirmed": quota.is_some_and(|quota| quota.confirmed.is_some()),
    })
}

fn level(reach: &Reach, of: &Comparison) -> Value {
    json!({
        "level": reach.kind.code(),
        "value": number(reach.limit),
        "published": known(reach.published),
        "state": reach.state.code(),
        "required": of.required == Some(reach.kind),
        "margin": number(reach.margin),
        "margin_pct": number(reach.margin_pct),
        "saving_m3_per_year": number(reach.saving.value()),
    })
}

fn counted(of: &CountedIntake, lang: Lang) -> Value {
    let term = |term: &BoundaryTerm| {
        json!({
            "part": term.part.code(),
            "text": term.words().get(lang),
            "weight": number(term.weight),
            "change": known(term.change),
            "refs": term.cells.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })
    };
    json!({
        "rule": of.rule.id,
        "source": of.rule.source,
        "confirmed": of.rule.confirmed.is_some(),
        "changed": of.changed,
        "reason": of.reason,
        "intake": known(of.gross),
        "terms": of.terms.iter().map(term).collect::<Vec<_>>(),
        "counted": known(of.counted),
    })
}

fn allotment(of: &Allotment, lang: Lang) -> Value {
    json!({
        "rule": of.rule.code(),
        "reason": of.reason,
        "units": of.units,
        "direct": known(of.direct),
        "shared": known(of.rest),
        "key": known(of.key),
        "intake": known(of.daily),
        "share": known(of.share),
        "steps": words(&of.steps, lang),
    })
}

fn adjusted(of: &Adjusted, lang: Lang) -> Value {
    json!({
        "name": of.name,
        "kind": of.kind.code(),
        "text": of.substituted.get(lang),
        "source": of.source,
        "confirmed": of.confirmed,
    })
}

/// All products together.
pub(super) fn whole(of: &WholeSite) -> Value {
    let level = |level: &WholeLevel| {
        json!({
            "level": level.kind.code(),
            "allowed_m3_per_year": number(level.allowed.value()),
            "intake_m3_per_year": number(level.taken.value()),
            "margin_m3_per_year": number(level.margin().value()),
            "state": level.state.code(),
            "products": level.products,
            "lacking": level.lacking,
        })
    };
    json!({
        "intake_m3_per_year": annual(of.intake),
        "judged_m3_per_year": annual(of.judged),
        "judged_share": known(of.judged_share),
        "allotted_share": known(of.allotted_share),
        "products": of.products,
        "judged_products": of.judged_products,
        "levels": of.levels.iter().map(level).collect::<Vec<_>>(),
    })
}

/// An indicator against a limit.
pub(super) fn limit(check: &LimitCheck) -> Value {
    json!({
        "id": check.limit.id,
        "indicator": check.indicator.code(),
        "value": number(check.value),
        "operator": check.limit.operator,
        "limit": number(check.limit.value),
        "unit": check.limit.unit,
        "kind": check.limit.kind,
        "met": check.met,
        "open": check.open,
        "margin": number(check.margin),
        "margin_pct": known(check.margin_pct),
        "reuse_rate_without_cooling": known(check.without_cooling),
        "source": check.limit.source,
        "confirmed": check.limit.confirmed.is_some(),
    })
}

/// A row that informs and judges nothing.
pub(super) fn reference(of: &LimitReference, lang: Lang) -> Value {
    json!({
        "id": of.limit.id,
        "indicator": of.indicator.code(),
        "value": known(of.value),
        "operator": of.limit.operator,
        "limit": number(of.limit.value),
        "unit": of.limit.unit,
        "kind": of.limit.kind,
        "reason": of.reason.code(),
        "missing": words(&of.missing, lang),
        "source": of.limit.source,
        "confirmed": of.limit.confirmed.is_some(),
    })
}
