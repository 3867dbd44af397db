//! The most probable flows as the window shows them.

use super::cells;
use crate::loaded::Loaded;
use crate::view;
use shuiheng_audit::{Coverage, DataQuality, Lang};
use shuiheng_reconcile::{
    Choices, Estimate, Plant, PlantReconciliation, PlantTarget, Reconciliation, StreamResult,
    Suspect,
};

/// Meters that are proposed for an indicator, at most.
const PROPOSED: usize = 5;
/// An accepted flow differs from the most probable one where it is off by more than this part.
const STALE: f64 = 1e-6;

/// What an auditor decided of the streams.
pub(crate) fn choices(loaded: &Loaded) -> Choices {
    let streams = loaded.streams.iter().enumerate();
    Choices { held: streams.filter(|(_, (_, body))| body.held).map(|(at, _)| at).collect() }
}

/// The most probable flows of a diagnosis beside its raw figures.
pub(crate) fn probable(loaded: &Loaded, quality: &DataQuality, lang: Lang) -> view::ProbableFlows {
    let plant = Plant::of(&loaded.site(), quality, &choices(loaded));
    let coverage = &quality.coverage;
    let accepted = loaded.streams.iter().filter(|(_, body)| body.accepted.is_some()).count();
    let whole = view::ProbableFlows {
        coverage: view::ProbableCoverage {
            factor: coverage.factor,
            confidence_pct: coverage.confidence.to_percent(),
        },
        in_force: loaded.body.use_reconciled,
        accepted: u32::try_from(accepted).unwrap_or(u32::MAX),
        ..view::ProbableFlows::default()
    };
    let found = match plant.reconcile() {
        Ok(found) => found,
        Err(error) => {
            let refused = view::ProbableRefusal {
                message: error.message.get(lang).to_owned(),
                fix: error.fix.get(lang).to_owned(),
            };
            return view::ProbableFlows { refused: Some(refused), ..whole };
        }
    };
    let tests = &found.tests;
    view::ProbableFlows {
        streams: streams(&found, loaded, quality, lang),
        test: Some(view::ProbableTest {
            chi2: tests.global.chi2,
            dof: u32::try_from(tests.global.dof).unwrap_or(u32::MAX),
            critical: tests.global.critical,
            passed: tests.global.passed,
            confidence_pct: 100.0 * plant.network().confidence,
            z_critical: tests.z_critical,
        }),
        suspects: tests
            .suspects
            .iter()
            .map(|of| suspect(of, &found, plant.network().confidence, lang))
            .collect(),
        groups: tests.groups.iter().map(|group| all_called(&found, group, lang)).collect(),
        notes: tests.notes.iter().map(|note| note.text.get(lang).to_owned()).collect(),
        indicators: found
            .estimates
            .iter()
            .map(|of| indicator(of, &found, coverage, lang))
            .collect(),
        ..whole
    }
}

/// What a stream is called. The network calls it by its Chinese name, numbered where several
/// have the same; English keeps the number.
fn called(found: &PlantReconciliation, id: &str, lang: Lang) -> String {
    if lang == Lang::Zh {
        return id.to_owned();
    }
    let name = found.name(id);
    let number = id.strip_prefix(name.zh.as_str()).unwrap_or_default();
    name.en + &number.replace('（', " (").replace('）', ")")
}

fn all_called(found: &PlantReconciliation, ids: &[String], lang: Lang) -> Vec<String> {
    ids.iter().map(|id| called(found, id, lang)).collect()
}

fn streams(
    found: &PlantReconciliation,
    loaded: &Loaded,
    quality: &DataQuality,
    lang: Lang,
) -> Vec<view::ProbableStream> {
    let critical = found.tests.z_critical;
    let stream = |(stream, result): &(_, StreamResult)| {
        let stream: &shuiheng_reconcile::PlantStream = stream;
        let kept = stream.at.map(|at| &loaded.streams[at]);
        let figure = kept.and_then(|(_, body)| body.stream.figure.as_ref());
        let known_by = figure.and_then(|figure| quality.of(figure));
        let raw = figure.map(|figure| figure.value.value());
        let accepted = kept.and_then(|(_, body)| body.accepted).map(|accepted| accepted.value);
        let change = raw.zip(result.reconciled).map(|(raw, value)| value - raw);
        view::ProbableStream {
            id: kept.map(|(id, _)| id.to_string()).unwrap_or_default(),
            name: called(found, &stream.id, lang),
            grade: stream.grade.map(|grade| grade.letter().to_owned()),
            uncertainty_pct: known_by.map(|known_by| known_by.relative.to_percent()),
            uncertainty_entered: known_by.is_some_and(|known_by| known_by.entered),
            raw,
            reconciled: result.reconciled,
            sd: result.sd,
            change,
            change_pct: change
                .zip(raw)
                .filter(|(_, raw)| *raw != 0.0)
                .map(|(by, raw)| 100.0 * by / raw.abs()),
            class: result.class.code().to_owned(),
            class_name: lang.pick(result.class.zh(), result.class.en()).to_owned(),
            z: result.z,
            suspicious: result.z.zip(critical).is_some_and(|(z, critical)| z.abs() > critical),
            held: kept.is_some_and(|(_, body)| body.held),
            at_bound: result.at_bound,
            accepted,
            stale: accepted.is_some_and(|accepted| {
                result
                    .reconciled
                    .is_none_or(|value| (accepted - value).abs() > STALE * value.abs().max(1.0))
            }),
            observable_by: all_called(found, &result.observable_by, lang),
            cells: figure.map(|figure| cells(figure.origin.cells())).unwrap_or_default(),
        }
    };
    found.streams.iter().map(stream).collect()
}

fn suspect(
    suspect: &Suspect,
    found: &PlantReconciliation,
    confidence: f64,
    lang: Lang,
) -> view::ProbableSuspect {
    let member = |(name, error): &(String, f64)| view::ProbableMember {
        name: called(found, name, lang),
        error: *error,
    };
    view::ProbableSuspect {
        members: suspect.members.iter().map(member).collect(),
        z: suspect.z,
        significant: suspect.significant,
        rest_agrees: Reconciliation::agrees(suspect.chi2_without, suspect.dof_without, confidence),
    }
}

fn indicator(
    (target, estimate): (&PlantTarget, &Option<Estimate>),
    found: &PlantReconciliation,
    coverage: &Coverage,
    lang: Lang,
) -> view::ProbableIndicator {
    let scale = if target.is_rate() { 100.0 } else { 1.0 };
    let widened = scale * coverage.factor;
    let advice = found.advice.get(target);
    let meters = advice.map(|advice| advice.meters.as_slice()).unwrap_or_default();
    view::ProbableIndicator {
        code: target.code().to_owned(),
        name: lang.pick(target.zh(), target.en()).to_owned(),
        unit: if target.is_rate() { "%" } else { "m³/d" }.to_owned(),
        value: estimate.map(|estimate| scale * estimate.value),
        plus_minus: estimate.map(|estimate| widened * estimate.sd),
        meters: meters
            .iter()
            .take(PROPOSED)
            .map(|meter| view::ProbableMeter {
                name: called(found, &meter.stream, lang),
                plus_minus: widened * meter.target_sd,
                gain_pct: 100.0 * meter.gain,
            })
            .collect(),
        needs: advice.map(|advice| all_called(found, &advice.needs, lang)).unwrap_or_default(),
    }
}
