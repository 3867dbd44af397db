//! Findings, the survey and measures in the document.

use super::number;
use serde_json::{Value, json};
use shuiheng_audit::{
    Answer, Decision, Diagnosis, Finding, Input, Lang, Measure, MeasureSaving, Potential, Said,
    Saving,
};

/// Findings that stand, then those that were set aside, with their reasons.
pub(super) fn findings(diagnosis: &Diagnosis, lang: Lang) -> Vec<Value> {
    let all = diagnosis.findings.iter().chain(&diagnosis.rejected);
    all.map(|finding| one(finding, diagnosis, lang)).collect()
}

fn one(finding: &Finding, diagnosis: &Diagnosis, lang: Lang) -> Value {
    let why = match &finding.potential {
        Potential::Computed(_) => None,
        Potential::ToBeShown(why) => Some(why.get(lang)),
    };
    let answered = diagnosis.measures.iter().filter(|one| one.given.finding == finding.key);
    json!({
        "code": finding.code,
        "rule": finding.rule,
        "key": finding.key,
        "theme": finding.theme,
        "unit": finding.unit.as_ref().map(ToString::to_string),
        "gravity": finding.gravity.code(),
        "title": finding.title.get(lang),
        "message": finding.explanation.get(lang),
        "fix": finding.suggestion.get(lang),
        "evidence": finding.evidence.iter().map(|one| input(one, lang)).collect::<Vec<_>>(),
        "volume_m3_per_year": finding.volume.map(|volume| number(volume.value())),
        "saving": finding.potential.saving().map(|found| saving(found, lang)),
        "saving_to_be_shown": why,
        "measures_suggested": finding.measures,
        "measures": answered.map(|measure| measure.number).collect::<Vec<_>>(),
        "source": finding.source,
        "certainty": finding.certainty.code(),
        "decision": finding.review.code(),
        "reason": finding.review.decision.as_ref().map(|decision| decision.reason.clone()),
        "decided": finding.review.decision.as_ref().map(decided),
    })
}

fn decided(decision: &Decision) -> Value {
    json!({
        "decision": decision.judgement.code(),
        "by": decision.by,
        "on": decision.on,
        "title": decision.was,
        "figures": decision.figures,
    })
}

fn input(input: &Input, lang: Lang) -> Value {
    json!({
        "symbol": input.symbol,
        "name": input.name.get(lang),
        "value": number(input.value),
        "unit": input.unit,
        "refs": input.cells.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn saving(saving: &Saving, lang: Lang) -> Value {
    json!({
        "m3_per_year": number(saving.per_year.value()),
        "formula": saving.formula,
        "substituted": saving.substituted,
        "at_most": saving.at_most,
        "inputs": saving.inputs.iter().map(|one| input(one, lang)).collect::<Vec<_>>(),
    })
}

/// Decisions on findings that no rule raises any more.
pub(super) fn gone(diagnosis: &Diagnosis) -> Vec<Value> {
    let one = |decision: &Decision| {
        let mut value = decided(decision);
        if let Some(map) = value.as_object_mut() {
            map.insert("key".into(), decision.key.clone().into());
            map.insert("reason".into(), decision.reason.clone().into());
        }
        value
    };
    diagnosis.gone.iter().map(one).collect()
}

/// What was answered on site.
pub(super) fn answers(diagnosis: &Diagnosis) -> Vec<Value> {
    let one = |answer: &Answer| {
        json!({
            "question": answer.question,
            "answer": answer.said.code(),
            "number": match answer.said {
                Said::Number(value) => Some(number(value)),
                Said::Yes | Said::No | Said::NotApplicable | Said::NotKnown => None,
            },
            "note": answer.note,
            "by": answer.by,
            "on": answer.on,
        })
    };
    diagnosis.case.review.answers.iter().map(one).collect()
}

/// Measures with their savings, costs and benefits.
pub(super) fn measures(diagnosis: &Diagnosis, lang: Lang) -> Vec<Value> {
    let one = |measure: &Measure| {
        let given = &measure.given;
        json!({
            "number": measure.number,
            "finding": given.finding,
            "measure": given.measure,
            "place": measure.place,
            "todo": given.todo,
            "saving_m3_per_year": measure.saving.volume().map(number),
            "saving_from": measure.saving.code(),
            "saving": match &measure.saving {
                MeasureSaving::Computed(found) => Some(saving(found, lang)),
                MeasureSaving::Typed(..) | MeasureSaving::Unknown => None,
            },
            "saving_basis": match &measure.saving {
                MeasureSaving::Typed(_, basis) => Some(basis.clone()),
                MeasureSaving::Computed(_) | MeasureSaving::Unknown => None,
            },
            "counts_in_total": measure.counts,
            "overlaps": measure.overlaps,
            "investment_10k_yuan": given.investment.map(|amount| amount.normalize().to_string()),
            "benefit_10k_yuan_per_year": measure
                .benefit
                .as_ref()
                .map(|benefit| benefit.amount.normalize().to_string()),
            "payback_years": measure.payback.map(|years| years.round_dp(4).normalize().to_string()),
            "difficulty": crate::present::code_of(&given.difficulty),
            "kind": crate::present::code_of(&given.kind),
            "timing": crate::present::code_of(&given.timing),
        })
    };
    diagnosis.measures.iter().map(one).collect()
}

/// Sums over the measures.
pub(super) fn totals(diagnosis: &Diagnosis) -> Value {
    let totals = &diagnosis.measure_totals;
    json!({
        "saving_m3_per_year": totals.saving.map(number),
        "savings_not_known": totals.unknown_savings,
        "savings_overlapping": totals.overlapping,
        "investment_10k_yuan": totals.investment.map(|amount| amount.normalize().to_string()),
        "investments_not_known": totals.unknown_investments,
        "benefit_10k_yuan_per_year": totals.benefit.map(|amount| amount.normalize().to_string()),
        "benefits_not_known": totals.unknown_benefits,
    })
}
