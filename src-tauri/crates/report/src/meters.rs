//! The register of meters as a network that can be drawn; the window shows the same.

use crate::compose::last_day;
use shuiheng_audit::{Diagnosis, Lang, Meter, Place};
use shuiheng_drawing::{MeterNetwork, MeterNode, Verification};
use std::collections::BTreeSet;

/// States of a meter that are not worth a word in the picture.
const IN_ORDER: [&str; 7] = ["", "完好", "正常", "在用", "使用", "运行", "良好"];

/// The network of a diagnosis's meters: what the register tells, and the sources that the
/// balance draws on.
pub(crate) fn meters_network(diagnosis: &Diagnosis, lang: Lang) -> MeterNetwork {
    let streams = &diagnosis.case.site.streams;
    let drawn = streams
        .iter()
        .filter(|stream| stream.figure.as_ref().is_none_or(|figure| figure.value.value() != 0.0));
    let sources: BTreeSet<_> = drawn
        .filter_map(|stream| match &stream.from {
            Place::Source(source) => Some(source),
            _ => None,
        })
        .collect();
    let last_day = last_day(diagnosis);
    MeterNetwork {
        title: diagnosis.case.profile.name.clone(),
        sources: sources
            .into_iter()
            .map(|source| lang.pick(source.zh(), source.en()).to_owned())
            .collect(),
        meters: diagnosis.case.meters.iter().map(|meter| node(meter, last_day)).collect(),
    }
}

fn node(meter: &Meter, last_day: Option<chrono::NaiveDate>) -> MeterNode {
    let name = if meter.measures.trim().is_empty() { &meter.location } else { &meter.measures };
    let state = meter.state.trim();
    MeterNode {
        number: meter.number.clone(),
        name: name.clone(),
        level: meter.level,
        parent: meter.parent.clone(),
        verification: match (meter.valid_until, last_day) {
            (Some(day), Some(last)) if day < last => Verification::Overdue,
            (Some(_), Some(_)) => Verification::Valid,
            _ => Verification::Unknown,
        },
        online: meter.online,
        notes: (!IN_ORDER.contains(&state)).then(|| state.to_owned()).into_iter().collect(),
    }
}
