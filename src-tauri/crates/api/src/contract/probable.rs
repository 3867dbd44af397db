//! The most probable flows in the document: `reconciliation` of the contract, with more than
//! that names. Flows in m³/d, uncertainties 1σ; `null` is not known.

use super::number;
use serde_json::{Value, json};
use shuiheng_audit::{DataQuality, Lang, Site};
use shuiheng_reconcile::{Choices, Plant, PlantReconciliation, PlantTarget};

/// The reconciliation of a site with its raw figures; why there is none where it is refused.
pub(crate) fn reconciliation(
    site: &Site,
    quality: &DataQuality,
    choices: &Choices,
    lang: Lang,
) -> Value {
    match Plant::of(site, quality, choices).reconcile() {
        Ok(found) => told(&found, quality, lang),
        Err(error) => json!({
            "chi2": null, "dof": null, "critical": null, "passed": null, "suspects": [],
            "refused": error.message.get(lang), "fix": error.fix.get(lang),
        }),
    }
}

fn told(found: &PlantReconciliation, quality: &DataQuality, lang: Lang) -> Value {
    let optional = |value: Option<f64>| value.map_or(Value::Null, number);
    let tests = &found.tests;
    let streams = found.streams.iter().map(|(stream, result)| {
        json!({
            "name": stream.name.get(lang),
            "grade": stream.grade.map(|grade| grade.letter()),
            "raw": optional(result.measured),
            "reconciled": optional(result.reconciled),
            "sd": optional(result.sd),
            "adjustment": optional(result.adjustment),
            "class": result.class.code(),
            "z": optional(result.z),
            "at_bound": result.at_bound,
        })
    });
    let suspects = tests.suspects.iter().map(|suspect| {
        json!({
            "streams": suspect.members.iter().map(|(id, error)| json!({
                "name": found.name(id).get(lang), "error": number(*error),
            })).collect::<Vec<_>>(),
            "z": number(suspect.z),
            "significant": suspect.significant,
        })
    });
    let indicators = found.estimates.iter().map(|(target, estimate)| {
        let advice = found.advice.get(target);
        let meters = advice.map(|advice| advice.meters.as_slice()).unwrap_or_default();
        let needs = advice.map(|advice| advice.needs.as_slice()).unwrap_or_default();
        json!({
            "code": target.code(),
            "unit": unit(*target),
            "value": optional(estimate.map(|estimate| scale(*target) * estimate.value)),
            "sd": optional(estimate.map(|estimate| scale(*target) * estimate.sd)),
            "expanded": optional(
                estimate.map(|estimate| quality.coverage.factor * scale(*target) * estimate.sd)
            ),
            "meters": meters.iter().take(5).map(|meter| json!({
                "name": found.name(&meter.stream).get(lang),
                "sd": number(scale(*target) * meter.target_sd),
                "gain_pct": number(100.0 * meter.gain),
            })).collect::<Vec<_>>(),
            "needs": needs.iter().map(|id| found.name(id).get(lang).to_owned()).collect::<Vec<_>>(),
        })
    });
    json!({
        "chi2": number(tests.global.chi2),
        "dof": tests.global.dof,
        "critical": optional(tests.global.critical),
        "passed": tests.global.passed,
        "coverage_factor": number(quality.coverage.factor),
        "suspects": suspects.collect::<Vec<_>>(),
        "groups": tests.groups,
        "streams": streams.collect::<Vec<_>>(),
        "indicators": indicators.collect::<Vec<_>>(),
        "notes": tests.notes.iter().map(|note| json!({
            "code": note.code, "message": note.text.get(lang),
        })).collect::<Vec<_>>(),
    })
}

const fn scale(target: PlantTarget) -> f64 {
    if target.is_rate() { 100.0 } else { 1.0 }
}

const fn unit(target: PlantTarget) -> &'static str {
    if target.is_rate() { "%" } else { "m3/d" }
}
