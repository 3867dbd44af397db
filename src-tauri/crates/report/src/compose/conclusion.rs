//! 结论与建议: what follows from the figures, and nothing else.

use super::balance;
use super::figures::{annual, number, unit};
use super::writer::Writer;
use crate::document::Run;
use crate::sentence::{Slots, sentence};
use shuiheng_audit::{Comparison, Diagnosis, Gravity, IndicatorCode, Severity, Verdict, trimmed};

/// What the diagnosis comes to.
pub(super) fn results(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let mut sentences = vec![closure_sentence(diagnosis)];
    sentences.extend(indicator_sentences(diagnosis));
    sentences.extend(diagnosis.comparisons.iter().map(comparison_sentence));
    sentences.extend(limit_sentences(writer));
    sentences.extend(super::measures::sentence(diagnosis));
    numbered(writer, sentences);
}

fn numbered(writer: &mut Writer<'_>, sentences: Vec<String>) {
    for (at, sentence) in sentences.into_iter().enumerate() {
        writer.item(format!("（{}）", at + 1), vec![Run::plain(sentence)]);
    }
}

/// How the site and its units close.
pub(super) fn closure_sentence(diagnosis: &Diagnosis) -> String {
    let site = &diagnosis.balance.site.difference;
    let slots = Slots::new().maybe("units", Some(balance::tally(diagnosis)));
    match balance::difference(site) {
        Some(difference) => {
            let slots = slots.set("difference", difference).set("closure", site.closure.zh());
            sentence("closure.known", &slots)
        }
        None => sentence("closure.unknown", &slots),
    }
}

fn indicator_sentences(diagnosis: &Diagnosis) -> Vec<String> {
    let value = |code| diagnosis.indicator(code).and_then(|indicator| indicator.value);
    let percent = |value: f64| number(value, 2);
    let (with, without) =
        (value(IndicatorCode::ReuseRate), value(IndicatorCode::ReuseRateWithoutCooling));
    let slots =
        Slots::new().maybe("with", with.map(percent)).maybe("without", without.map(percent));
    let reuse = match (with, without) {
        (Some(_), Some(_)) => "reuse.both",
        (Some(_), None) => "reuse.undivided",
        (None, _) => "reuse.unknown",
    };
    let leakage = value(IndicatorCode::LeakageRate);
    let lost = Slots::new().maybe("rate", leakage.map(percent));
    let name = if leakage.is_some() { "leakage.known" } else { "leakage.unknown" };
    vec![sentence(reuse, &slots), sentence(name, &lost)]
}

/// Where a product stands against its quota.
pub(super) fn comparison_sentence(comparison: &Comparison) -> String {
    let slots = Slots::new().set("product", &comparison.product);
    let Some(value) = comparison.value else { return sentence("verdict.no_value", &slots) };
    let slots = slots
        .set("value", format!("{} {}", number(value, 3), unit(&comparison.unit)))
        .maybe("uncertainty", comparison.uncertainty.map(|of| number(of.expanded, 3)));
    let Some(quota) = &comparison.quota else { return sentence("verdict.no_quota", &slots) };
    let said = |name: &str| sentence(name, &Slots::new());
    let slots = slots
        .set("standard", &quota.standard)
        .maybe("mark", quota.confirmed.is_none().then(|| said("verdict.mark")))
        .maybe("open", comparison.open.then(|| said("verdict.open")));
    match comparison.verdict {
        Verdict::None => sentence("verdict.none", &slots),
        Verdict::Over => {
            let limit = comparison
                .required_level()
                .map(|reach| format!("{} {}", reach.level, trimmed(reach.limit, 4)));
            let excess = comparison.excess.map(|excess| annual(Some(excess)));
            let slots = slots.set("limit", limit.unwrap_or_default()).maybe("excess", excess);
            sentence("verdict.over", &slots)
        }
        Verdict::Leading
        | Verdict::Advanced
        | Verdict::NewBuild
        | Verdict::General
        | Verdict::Grade(_) => {
            sentence("verdict.met", &slots.set("verdict", comparison.verdict.zh()))
        }
    }
}

fn limit_sentences(writer: &Writer<'_>) -> Option<String> {
    let limits = &writer.diagnosis.limits;
    let missed: Vec<String> =
        limits.iter().filter(|check| !check.met).map(|check| check.indicator.name().zh).collect();
    if limits.is_empty() {
        return None;
    }
    let slots = Slots::new().maybe("names", Some(missed.join("、")));
    let name = if missed.is_empty() { "limits.met" } else { "limits.missed" };
    Some(writer.sentence(name, slots))
}

/// What to do.
pub(super) fn advice(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let mut sentences: Vec<String> = diagnosis
        .findings
        .iter()
        .filter(|finding| finding.gravity != Gravity::Low)
        .map(|finding| {
            let slots = Slots::new()
                .set("title", &finding.title.zh)
                .set("suggestion", &finding.suggestion.zh);
            sentence("advice.finding", &slots)
        })
        .collect();
    let errors = diagnosis.doubts.iter().filter(|doubt| doubt.severity == Severity::Error).count();
    if errors > 0 {
        let slots = Slots::new().set("errors", errors.to_string());
        sentences.push(writer.sentence("advice.errors", slots));
    }
    let mut quotas = diagnosis.comparisons.iter().filter_map(|one| one.quota.as_ref());
    if quotas.any(|quota| quota.confirmed.is_none()) {
        sentences.push(writer.sentence("advice.confirm", Slots::new()));
    }
    if sentences.is_empty() {
        writer.say(writer.sentence("advice.none", Slots::new()));
        return;
    }
    numbered(writer, sentences);
}
