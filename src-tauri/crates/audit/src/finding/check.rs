//! Findings of cross-checks and of the meter tree.

use super::{Finding, Gravity};
use crate::{
    Check, CheckCode, CheckVerdict, IndicatorCode, Input, LimitCheck, MeterNode, MeterVerdict,
    Text, fixed, trimmed,
};

/// What checks say that is told nowhere else.
pub(crate) fn of_checks(checks: &[Check], limits: &[LimitCheck]) -> Vec<Finding> {
    let news = |check: &&Check| check.raises() && !is_told(check, limits);
    checks.iter().filter(news).filter_map(of_check).collect()
}

/// True where a limit of the trade, or a doubt on the balance, says the same already.
fn is_told(check: &Check, limits: &[LimitCheck]) -> bool {
    let missed = |code| limits.iter().any(|limit| limit.indicator == code && !limit.met);
    match check.expectation.code {
        CheckCode::ConcentrationRatio => {
            check.verdict == CheckVerdict::Below && missed(IndicatorCode::ConcentrationRatio)
        }
        CheckCode::CondensateReturn => missed(IndicatorCode::CondensateReturnRate),
        CheckCode::DischargeOverIntake => check.verdict == CheckVerdict::Impossible,
        _ => false,
    }
}

fn of_check(check: &Check) -> Option<Finding> {
    let row = &check.expectation;
    let value = fixed(check.value?, 3);
    let impossible = check.verdict == CheckVerdict::Impossible;
    let mark = if row.confirmed.is_some() { "" } else { "（未核实）" };
    let of = |name: &str| {
        if check.of.is_empty() { name.to_owned() } else { format!("{}：{name}", check.of) }
    };
    let unit = if row.unit.is_empty() { String::new() } else { format!(" {}", row.unit) };
    let (zh, en) = if impossible {
        (
            "，不可能出现该数值，数据有误。".to_owned(),
            "; that cannot be, the data are wrong".to_owned(),
        )
    } else {
        let range = range(row.low, row.high);
        (
            format!("，预期范围为{}{unit}{mark}。", range.zh),
            format!("; expected: {}{unit}", range.en),
        )
    };
    Some(Finding {
        code: if impossible { "check_not_possible" } else { "check_outside_range" },
        gravity: if impossible { Gravity::High } else { Gravity::Medium },
        title: Text::new(
            format!("{}{}", of(&row.name.zh), check.verdict.zh()),
            format!("{}: {}", of(&row.name.en), check.verdict.code()),
        ),
        explanation: Text::new(
            format!("{} = {} = {value}{unit}{zh}", row.formula, check.substituted),
            format!("{} = {} = {value}{unit}{en}", row.formula, check.substituted),
        ),
        suggestion: row.look.clone(),
        evidence: check.inputs.iter().map(|input| input.input.clone()).collect(),
        volume: None,
        source: format!("{}{mark}", row.source),
    })
}

/// A range in words: `3 以上`, `50～75`.
pub fn range(low: Option<f64>, high: Option<f64>) -> Text {
    let n = |value: f64| trimmed(value, 4);
    match (low, high) {
        (Some(low), Some(high)) => {
            Text::new(format!("{}～{}", n(low), n(high)), format!("{} to {}", n(low), n(high)))
        }
        (Some(low), None) => Text::new(format!("不小于{}", n(low)), format!("at least {}", n(low))),
        (None, Some(high)) => {
            Text::new(format!("不大于{}", n(high)), format!("at most {}", n(high)))
        }
        (None, None) => Text::new("无", "none"),
    }
}

/// Meters that do not fit those below them.
pub(crate) fn of_meters(nodes: &[MeterNode]) -> Vec<Finding> {
    nodes.iter().filter_map(of_node).collect()
}

fn of_node(node: &MeterNode) -> Option<Finding> {
    let (code, gravity) = match node.verdict {
        MeterVerdict::Above => ("meter_above_sum", Gravity::Medium),
        MeterVerdict::Below => ("meter_below_sum", Gravity::High),
        MeterVerdict::Within | MeterVerdict::Missing => return None,
    };
    let (volume, sum) = (node.parent.volume?, node.sum?);
    let (difference, slack) = (node.difference?, node.tolerance?);
    let number = &node.parent.number;
    let (v, s) = (fixed(volume, 1), fixed(sum, 1));
    let (d, t) = (fixed(difference, 1), fixed(slack, 1));
    let evidence = std::iter::once(&node.parent).chain(&node.children).filter_map(|meter| {
        Some(Input {
            symbol: String::new(),
            name: Text::new(format!("水表{}", meter.number), format!("meter {}", meter.number)),
            value: meter.volume?,
            unit: "m3".into(),
            cells: meter.cells.clone(),
        })
    });
    Some(Finding {
        code,
        gravity,
        title: Text::new(
            format!("水表{number}：{}", node.verdict.zh()),
            format!("meter {number} and those below it differ"),
        ),
        explanation: Text::new(
            format!(
                "水表“{number}”同期水量 {v} m³，下级表之和 {s} m³，差 {d} m³，超出水表允许误差对应的 {t} m³。{}",
                node.remark.zh
            ),
            format!(
                "meter {number} shows {v} m³, those below it {s} m³; they differ by {d} m³, beyond {t} m³. {}",
                node.remark.en
            ),
        ),
        suggestion: Text::new(
            "按节点逐级核对抄表记录、上下级关系和水表状态；关闭下级用水后观察上级表是否走动。",
            "check readings, the tree and the meters level by level; close the uses below and watch the meter above",
        ),
        evidence: evidence.collect(),
        volume: None,
        source: "水表计量网络核对；允许误差为可编辑数据（未核实）".into(),
    })
}
