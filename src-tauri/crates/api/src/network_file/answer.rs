//! `reconcile --json`. Fields stand in the order of the alphabet, as everywhere in the contract.

use super::Reconciled;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use shuiheng_audit::Lang;
use shuiheng_reconcile::{
    BalanceTest, End, Flow, MeterAdvice, RatioResult, Stream, StreamResult, Suspect,
};

/// Meters that are named for each target; the further ones bring less.
const METERS: usize = 20;

#[derive(Serialize)]
struct Answer<'a> {
    /// Streams that rest on their lower bound.
    bounds: &'a [String],
    chi2: f64,
    confidence: f64,
    critical: Option<f64>,
    dof: usize,
    groups: &'a [Vec<String>],
    issues: Vec<Issue<'a>>,
    iterations: usize,
    meters_needed: &'a [String],
    nodal: Each<'a, BalanceTest>,
    passed: Option<bool>,
    ratios: Each<'a, RatioResult>,
    schema: &'static str,
    streams: Streams<'a>,
    suspects: Each<'a, Suspect>,
    targets: Vec<TargetAnswer<'a>>,
    /// Of which solution the tests and uncertainties are: the one before bounds are kept.
    tests_refer_to: &'static str,
    z_critical: Option<f64>,
}

#[derive(Serialize)]
struct Issue<'a> {
    code: &'static str,
    message: &'a str,
    severity: &'static str,
}

/// A list whose members are written one by one.
struct Each<'a, T>(&'a [T]);

struct Streams<'a>(&'a [Stream], &'a [StreamResult]);

impl<T> Serialize for Each<'_, T>
where
    for<'b> Written<'b, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Written))
    }
}

/// One of the engine's results, as the contract writes it.
struct Written<'a, T>(&'a T);

#[derive(Serialize)]
struct StreamAnswer<'a> {
    adjustment: Option<f64>,
    at_bound: bool,
    class: &'static str,
    from: &'a str,
    held: bool,
    id: &'a str,
    measured: Option<f64>,
    measured_sd: Option<f64>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    observable_by: &'a [String],
    reconciled: Option<f64>,
    sd: Option<f64>,
    to: &'a str,
    z: Option<f64>,
}

impl Serialize for Streams<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for (stream, result) in self.0.iter().zip(self.1) {
            list.serialize_element(&StreamAnswer {
                adjustment: result.adjustment,
                at_bound: result.at_bound,
                class: result.class.code(),
                from: name(&stream.from),
                held: result.held,
                id: &stream.id,
                measured: result.measured,
                measured_sd: match stream.flow {
                    Flow::Measured { sd, .. } => Some(sd),
                    Flow::Held(_) => Some(0.0),
                    Flow::Unmeasured => None,
                },
                observable_by: &result.observable_by,
                reconciled: result.reconciled,
                sd: result.sd,
                to: name(&stream.to),
                z: result.z,
            })?;
        }
        list.end()
    }
}

/// An end as the file names it.
pub(super) fn name(end: &End) -> &str {
    match end {
        End::Outside => "ENV",
        End::Node(node) => node,
    }
}

impl Serialize for Written<'_, RatioResult> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Ratio<'a> {
            class: &'static str,
            of: &'a str,
            ratio: f64,
            reconciled: f64,
            sd: f64,
            stream: &'a str,
            z: Option<f64>,
        }
        let RatioResult { stream, of, given, reconciled, sd, class, z } = self.0;
        let (sd, z, class) = (*sd, *z, class.code());
        Ratio { class, of, ratio: *given, reconciled: *reconciled, sd, stream, z }
            .serialize(serializer)
    }
}

impl Serialize for Written<'_, BalanceTest> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Balance<'a> {
            imbalance: f64,
            nodes: &'a [String],
            sd: f64,
            z: Option<f64>,
        }
        let BalanceTest { around, imbalance, sd, z } = self.0;
        Balance { imbalance: *imbalance, nodes: around, sd: *sd, z: *z }.serialize(serializer)
    }
}

impl Serialize for Written<'_, Suspect> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Group<'a> {
            chi2_without: f64,
            dof_without: usize,
            significant: bool,
            /// Of each stream, the error if it is the one.
            sizes: Vec<f64>,
            streams: Vec<&'a str>,
            z: f64,
        }
        let suspect = self.0;
        Group {
            chi2_without: suspect.chi2_without,
            dof_without: suspect.dof_without,
            significant: suspect.significant,
            sizes: suspect.members.iter().map(|(_, size)| *size).collect(),
            streams: suspect.members.iter().map(|(name, _)| name.as_str()).collect(),
            z: suspect.z,
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct TargetAnswer<'a> {
    meters: Each<'a, MeterAdvice>,
    name: &'a str,
    needs: &'a [String],
    sd: Option<f64>,
    value: Option<f64>,
}

impl Serialize for Written<'_, MeterAdvice> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Meter<'a> {
            gain: f64,
            meter_sd: f64,
            sd: f64,
            stream: &'a str,
            target_sd: f64,
        }
        let MeterAdvice { stream, sd, meter_sd, target_sd, gain } = self.0;
        let (sd, meter_sd, target_sd) = (*sd, *meter_sd, *target_sd);
        Meter { gain: *gain, meter_sd, sd, stream, target_sd }.serialize(serializer)
    }
}

/// The answer in the contract's words.
pub(super) fn answer(reconciled: &Reconciled, lang: Lang) -> impl Serialize {
    let found = reconciled.solution.reconciliation();
    let network = &reconciled.file.network;
    let targets = reconciled.file.targets.iter().zip(&reconciled.advice);
    Answer {
        bounds: &found.bounded,
        chi2: found.global.chi2,
        confidence: network.confidence,
        critical: found.global.critical,
        dof: found.global.dof,
        groups: &found.groups,
        issues: reconciled
            .notes()
            .map(|note| Issue { code: note.code, message: note.text.get(lang), severity: "note" })
            .collect(),
        iterations: found.iterations,
        meters_needed: &found.meters_needed,
        nodal: Each(&found.balances),
        passed: found.global.passed,
        ratios: Each(&found.ratios),
        schema: "shuiheng.reconciliation/1",
        streams: Streams(&network.streams, &found.streams),
        suspects: Each(&found.suspects),
        targets: targets
            .map(|(target, advice)| TargetAnswer {
                meters: Each(&advice.meters[..advice.meters.len().min(METERS)]),
                name: &target.name,
                needs: &advice.needs,
                sd: advice.estimate.map(|estimate| estimate.sd),
                value: advice.estimate.map(|estimate| estimate.value),
            })
            .collect(),
        tests_refer_to: "without_bounds",
        z_critical: found.z_critical,
    }
}
