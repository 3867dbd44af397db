//! What a network must be before it is reconciled. Each fault names its stream or node.

mod relation;

use crate::{Covariance, End, Error, ErrorKind, Flow, Network, Result, Stream, bound};
use std::collections::{BTreeMap, BTreeSet};

/// The streams by name, once everything is in order.
pub(crate) fn check(network: &Network) -> Result<BTreeMap<&str, usize>> {
    sizes(network)?;
    if !(network.confidence > 0.0 && network.confidence < 1.0) {
        return Err(fault(
            ErrorKind::Value,
            [],
            (
                format!("置信水平为 {}，应在 0 与 1 之间。", network.confidence),
                "常用 0.95。".into(),
            ),
            (
                format!("the confidence is {}, not between 0 and 1", network.confidence),
                "0.95 is usual".into(),
            ),
        ));
    }
    let mut streams = BTreeMap::new();
    for (at, stream) in network.streams.iter().enumerate() {
        named(&stream.id)?;
        if streams.insert(stream.id.as_str(), at).is_some() {
            return Err(duplicate(&stream.id));
        }
    }
    let related = related(network, &streams)?;
    for stream in &network.streams {
        check_stream(stream, related.contains_key(stream.id.as_str()))?;
    }
    network.ratios.iter().try_for_each(relation::ratio)?;
    let mut pairs = BTreeSet::new();
    for ratio in &network.ratios {
        if !pairs.insert((&ratio.stream, &ratio.of)) {
            return Err(duplicate(&crate::problem::ratio_name(&ratio.stream, &ratio.of)));
        }
    }
    network.constraints.iter().try_for_each(relation::constraint)?;
    relation::covariances(network, &streams)?;
    Ok(streams)
}

type Words = (String, String);

/// A fault: what was found and what to do, in Chinese and in English.
fn fault<const N: usize>(kind: ErrorKind, concerns: [&str; N], zh: Words, en: Words) -> Error {
    Error {
        kind,
        concerns: concerns.iter().map(|it| (*it).to_owned()).collect(),
        message: shuiheng_audit::Text::new(zh.0, en.0),
        fix: shuiheng_audit::Text::new(zh.1, en.1),
    }
}

fn sizes(network: &Network) -> Result<()> {
    if network.streams.is_empty() {
        return Err(fault(
            ErrorKind::Empty,
            [],
            ("管网中没有水流。".into(), "至少给出一股水流（streams）。".into()),
            ("the network has no stream".into(), "give at least one stream (streams)".into()),
        ));
    }
    for (zh, en, count, most) in [
        ("水流", "streams", network.streams.len(), bound::STREAMS),
        ("分流比", "ratios", network.ratios.len(), bound::RELATIONS),
        ("约束", "constraints", network.constraints.len(), bound::RELATIONS),
        ("协方差", "covariances", network.covariances.len(), bound::COVARIANCES),
    ] {
        if count > most {
            return Err(too_large(zh, en, count, most, []));
        }
    }
    Ok(())
}

fn too_large<const N: usize>(
    zh: &str,
    en: &str,
    count: usize,
    most: usize,
    of: [&str; N],
) -> Error {
    let whose = of.join("、");
    let (whose_zh, whose_en) = if whose.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("{whose} 的"), format!(" of {whose}"))
    };
    fault(
        ErrorKind::TooLarge,
        of,
        (
            format!("{whose_zh}{zh}有 {count} 项，超过上限 {most} 项。"),
            "按车间或系统分成几个管网分别校正。".into(),
        ),
        (
            format!("{count} {en}{whose_en}, more than {most}"),
            "split the network by workshop or system".into(),
        ),
    )
}

fn named(id: &str) -> Result<()> {
    if id.trim().is_empty() {
        return Err(fault(
            ErrorKind::Name,
            [id],
            ("有水流或节点没有名称。".into(), "给每股水流和每个节点一个名称。".into()),
            ("a stream or node has no name".into(), "name every stream and every node".into()),
        ));
    }
    let length = id.chars().count();
    if length > bound::NAME {
        let begin: String = id.chars().take(20).collect();
        return Err(fault(
            ErrorKind::Name,
            [&begin],
            (
                format!("名称“{begin}…”有 {length} 个字符，超过上限 {}。", bound::NAME),
                "改用较短的名称。".into(),
            ),
            (
                format!("the name {begin}… has {length} characters, more than {}", bound::NAME),
                "use a shorter name".into(),
            ),
        ));
    }
    Ok(())
}

fn duplicate(id: &str) -> Error {
    fault(
        ErrorKind::Duplicate,
        [id],
        (format!("“{id}”出现了不止一次。"), "名称不能重复：改名，或删除多余的一项。".into()),
        (format!("{id} is there more than once"), "rename one, or remove it".into()),
    )
}

fn unknown(id: &str, in_zh: &str, in_en: &str) -> Error {
    fault(
        ErrorKind::Unknown,
        [id],
        (
            format!("{in_zh}中的水流“{id}”不在水流表中。"),
            "核对名称，或在 streams 中补上这股水流。".into(),
        ),
        (
            format!("{in_en} names {id}, which is not among the streams"),
            "check the name, or add the stream to streams".into(),
        ),
    )
}

/// How many relations name each stream.
fn related<'a>(
    network: &'a Network,
    streams: &BTreeMap<&str, usize>,
) -> Result<BTreeMap<&'a str, usize>> {
    let mut related: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = |id: &'a str, zh: &str, en: &str| {
        if !streams.contains_key(id) {
            return Err(unknown(id, zh, en));
        }
        let times = related.entry(id).or_default();
        *times += 1;
        if *times > bound::RELATIONS_OF_A_STREAM {
            let most = bound::RELATIONS_OF_A_STREAM;
            return Err(too_large("分流比和约束", "relations", *times, most, [id]));
        }
        Ok(())
    };
    for ratio in &network.ratios {
        count(&ratio.stream, "分流比", "a ratio")?;
        count(&ratio.of, "分流比", "a ratio")?;
    }
    for constraint in &network.constraints {
        for term in &constraint.terms {
            count(&term.stream, "约束", "a constraint")?;
        }
    }
    for Covariance { first, second, .. } in &network.covariances {
        for id in [first, second] {
            if !streams.contains_key(id.as_str()) {
                return Err(unknown(id, "协方差", "a covariance"));
            }
        }
    }
    Ok(related)
}

fn finite(value: f64) -> bool {
    value.abs() <= bound::VALUE
}

fn check_stream(stream: &Stream, related: bool) -> Result<()> {
    let id = stream.id.as_str();
    for end in [&stream.from, &stream.to] {
        if let End::Node(node) = end {
            named(node)?;
        }
    }
    if stream.from == End::Outside && stream.to == End::Outside && !related {
        return Err(fault(
            ErrorKind::Outside,
            [id],
            (
                format!("水流“{id}”的两端都在边界之外（ENV），不参加任何平衡。"),
                "至少一端写节点名称，或删除这股水流。".into(),
            ),
            (
                format!("both ends of stream {id} are outside (ENV): no balance holds it"),
                "give a node for one end, or remove the stream".into(),
            ),
        ));
    }
    let value_fault = |what: f64, zh: &str, en: &str| {
        fault(
            ErrorKind::Value,
            [id],
            (
                format!("水流“{id}”的{zh}为 {what}，不是可用的数值。"),
                "核对这一数值及其单位；未知的不要写。".into(),
            ),
            (
                format!("the {en} of stream {id} is {what}, which is no usable number"),
                "check the number and its unit; leave out what is not known".into(),
            ),
        )
    };
    match stream.flow {
        Flow::Unmeasured => {}
        Flow::Held(value) if finite(value) => {}
        Flow::Held(value) => return Err(value_fault(value, "固定值", "held value")),
        Flow::Measured { value, .. } if !finite(value) => {
            return Err(value_fault(value, "测量值", "measured value"));
        }
        Flow::Measured { sd, .. } if !(sd > 0.0 && finite(sd) && sd * sd > 0.0) => {
            return Err(fault(
                ErrorKind::Uncertainty,
                [id],
                (
                    format!("水流“{id}”的标准不确定度为 {sd}，应大于 0。"),
                    "按计量方式给出标准不确定度；确认无误、不再调整的水流改为固定（fixed）。"
                        .into(),
                ),
                (
                    format!("the standard uncertainty of stream {id} is {sd}, not above 0"),
                    "give it by the way of metering; hold (fixed) what is not to be adjusted"
                        .into(),
                ),
            ));
        }
        Flow::Measured { .. } => {}
    }
    match stream.lower {
        Some(lower) if !finite(lower) => Err(value_fault(lower, "下限", "lower bound")),
        Some(_) | None => Ok(()),
    }
}
