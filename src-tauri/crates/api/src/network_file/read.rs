//! The network file's keys. What is not known here is told, never taken for something else.

use super::{NamedTarget, NetworkFile};
use crate::{Error, Result};
use serde::{Deserialize, Deserializer};
use shuiheng_audit::Text;
use shuiheng_reconcile::{
    Constraint, Covariance, End, Flow, Network, Note, Ratio, Stream, Target, Term,
};
use std::collections::BTreeMap;

/// Outside the boundary.
const OUTSIDE: &str = "ENV";
/// A new meter's relative standard uncertainty where the file gives none: a class 2 meter.
const METER_SD: f64 = 0.015;

#[derive(Deserialize)]
struct File {
    streams: Vec<StreamEntry>,
    #[serde(default)]
    ratios: Vec<RatioEntry>,
    #[serde(default)]
    covariance: Vec<(String, String, f64)>,
    #[serde(default)]
    constraints: Vec<ConstraintEntry>,
    confidence: Option<f64>,
    /// Whether no flow is negative unless its stream says otherwise.
    #[serde(default = "yes")]
    nonnegative: bool,
    #[serde(default)]
    targets: Vec<TargetEntry>,
    meter_sd: Option<f64>,
}

#[derive(Deserialize)]
struct StreamEntry {
    id: String,
    from: String,
    to: String,
    #[serde(default)]
    measured: Option<f64>,
    #[serde(default)]
    sd: Option<f64>,
    #[serde(default, alias = "held", alias = "constant")]
    fixed: Option<Fixed>,
    /// None where the key is absent, some none where it is null.
    #[serde(default, deserialize_with = "present")]
    lower: Option<Option<f64>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Fixed {
    /// Whether the measured value is held.
    Whether(bool),
    /// The value at which it is held.
    At(f64),
}

#[derive(Deserialize)]
struct RatioEntry {
    #[serde(default)]
    node: Option<String>,
    stream: String,
    of: String,
    ratio: f64,
    #[serde(default)]
    sd: Option<f64>,
}

#[derive(Deserialize)]
struct ConstraintEntry {
    #[serde(default)]
    name: Option<String>,
    terms: Vec<(String, f64)>,
    #[serde(default)]
    value: f64,
}

#[derive(Deserialize)]
struct TargetEntry {
    name: String,
    /// The sum itself, or what stands above the line.
    #[serde(alias = "numerator")]
    sum: Vec<(String, f64)>,
    #[serde(default)]
    denominator: Option<Vec<(String, f64)>>,
}

fn yes() -> bool {
    true
}

fn present<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<Option<f64>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// The network of a file.
pub(super) fn network(place: &str, bytes: &[u8]) -> Result<NetworkFile> {
    // A mark that editors on Windows put before the text.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut ignored: BTreeMap<String, usize> = BTreeMap::new();
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let file: std::result::Result<File, _> = serde_ignored::deserialize(&mut reader, |path| {
        *ignored.entry(key(&path.to_string())).or_default() += 1;
    });
    let file = file.and_then(|file| reader.end().map(|()| file));
    let file = file.map_err(|cause| unreadable(place, &cause))?;
    let mut notes = Vec::new();
    if !ignored.is_empty() {
        let keys: Vec<String> = ignored
            .iter()
            .map(|(key, count)| if *count > 1 { format!("{key} ×{count}") } else { key.clone() })
            .collect();
        let keys = keys.join(", ");
        notes.push(Note {
            code: "unknown_key",
            text: Text::new(
                format!("文件中有未采用的键：{keys}。"),
                format!("keys that are not used: {keys}"),
            ),
        });
    }
    let streams = file.streams.into_iter().map(|entry| entry.stream(place, file.nonnegative));
    let network = Network {
        streams: streams.collect::<Result<_>>()?,
        ratios: file.ratios.into_iter().map(RatioEntry::ratio).collect(),
        constraints: file.constraints.into_iter().enumerate().map(constraint).collect(),
        covariances: file
            .covariance
            .into_iter()
            .map(|(first, second, value)| Covariance { first, second, value })
            .collect(),
        confidence: file.confidence.unwrap_or(Network::default().confidence),
    };
    let targets = file.targets.into_iter().map(TargetEntry::target).collect();
    Ok(NetworkFile { network, targets, meter_sd: file.meter_sd.unwrap_or(METER_SD), notes })
}

/// A key without the numbers of its places: `streams[].true`.
fn key(path: &str) -> String {
    let parts = path.split('.').filter(|part| *part != "?");
    let parts: Vec<&str> =
        parts.map(|part| if part.parse::<usize>().is_ok() { "[]" } else { part }).collect();
    parts.join(".").replace(".[]", "[]")
}

impl StreamEntry {
    fn stream(self, place: &str, nonnegative: bool) -> Result<Stream> {
        let flow = match (self.fixed, self.measured, self.sd) {
            (Some(Fixed::At(value)), _, _) => Flow::Held(value),
            (Some(Fixed::Whether(true)), Some(value), _) => Flow::Held(value),
            (Some(Fixed::Whether(true)), None, _) => {
                return Err(Error::refused(
                    Text::new(
                        format!("“{place}”：水流“{}”为固定（fixed），但没有数值。", self.id),
                        format!("{place}: stream {} is fixed but has no value", self.id),
                    ),
                    Text::new(
                        "在 measured 中给出数值，或删去 fixed。",
                        "give the value in measured, or leave fixed out",
                    ),
                ));
            }
            (_, Some(value), Some(0.0)) => Flow::Held(value),
            (_, Some(value), Some(sd)) => Flow::Measured { value, sd },
            (_, Some(_), None) => {
                return Err(Error::refused(
                    Text::new(
                        format!(
                            "“{place}”：水流“{}”有测量值（measured），但没有标准不确定度（sd）。",
                            self.id
                        ),
                        format!(
                            "{place}: stream {} is measured but has no standard uncertainty (sd)",
                            self.id
                        ),
                    ),
                    Text::new(
                        "给出与测量值同单位的 sd；不再调整的水流写 sd 为 0 或 fixed 为 true。",
                        "give sd in the unit of the value; 0, or fixed true, holds the stream",
                    ),
                ));
            }
            (_, None, _) => Flow::Unmeasured,
        };
        let lower = self.lower.unwrap_or(nonnegative.then_some(0.0));
        Ok(Stream { id: self.id, from: end(self.from), to: end(self.to), flow, lower })
    }
}

fn end(name: String) -> End {
    if name == OUTSIDE { End::Outside } else { End::Node(name) }
}

impl RatioEntry {
    fn ratio(self) -> Ratio {
        let Self { node, stream, of, ratio, sd } = self;
        Ratio { node, stream, of, ratio, sd: sd.unwrap_or(0.0) }
    }
}

fn constraint((at, entry): (usize, ConstraintEntry)) -> Constraint {
    Constraint {
        name: entry.name.unwrap_or_else(|| format!("constraints[{at}]")),
        terms: terms(entry.terms),
        value: entry.value,
    }
}

fn terms(terms: Vec<(String, f64)>) -> Vec<Term> {
    terms.into_iter().map(|(stream, coefficient)| Term { stream, coefficient }).collect()
}

impl TargetEntry {
    fn target(self) -> NamedTarget {
        let numerator = terms(self.sum);
        let target = match self.denominator {
            None => Target::Sum(numerator),
            Some(denominator) => Target::Ratio { numerator, denominator: terms(denominator) },
        };
        NamedTarget { name: self.name, target }
    }
}

fn unreadable(place: &str, cause: &serde_json::Error) -> Error {
    let (line, column) = (cause.line(), cause.column());
    let told = cause.to_string();
    let what = told.split(" at line ").next().unwrap_or_default();
    let (zh, en) = if cause.is_data() {
        (
            format!("“{place}”第 {line} 行第 {column} 列不符合管网文件的格式（{what}）。"),
            format!("{place}, line {line}, column {column}: not as a network file has it ({what})"),
        )
    } else {
        (
            format!("“{place}”第 {line} 行第 {column} 列不是有效的 JSON（{what}）。"),
            format!("{place}, line {line}, column {column}: no valid JSON ({what})"),
        )
    };
    Error::refused(
        Text::new(zh, en),
        Text::new(
            r#"每股水流写作 {"id": "S1", "from": "ENV", "to": "N1", "measured": 101.9, "sd": 1.0}，未测量的 measured 写 null。"#,
            r#"write a stream as {"id": "S1", "from": "ENV", "to": "N1", "measured": 101.9, "sd": 1.0}; measured is null where it was not measured"#,
        ),
    )
}
