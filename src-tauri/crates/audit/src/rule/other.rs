//! Figures of products, limits, cross-checks and meters.

use super::facts::{Facts, Value, with};
use crate::finding::range;
use crate::{
    Check, CheckCode, CheckVerdict, Comparison, IndicatorCode, Input, LimitCheck, MeterNode, Text,
};

/// What is printed beside what nobody has confirmed.
fn mark(confirmed: bool) -> Value {
    Value::Word(if confirmed {
        Text::default()
    } else {
        Text::new("（未核实）", " (not confirmed)")
    })
}

pub(super) fn product(comparison: &Comparison, name: &str) -> Option<Value> {
    let limit = || comparison.reaches.last();
    match name {
        "name" => Some(Value::word(comparison.product.clone())),
        "value" => comparison.value.map(Value::Number),
        "unit" => Some(Value::word(comparison.unit.clone())),
        "verdict" => Some(Value::word(comparison.verdict.code())),
        "open" => Some(Value::Flag(comparison.open)),
        "has_quota" => Some(Value::Flag(comparison.quota.is_some())),
        "limit" => limit().map(|reach| Value::Number(reach.limit)),
        "level" => limit().map(|reach| Value::word(reach.level)),
        "over_pct" => Some(Value::Number((comparison.value? / limit()?.limit - 1.0) * 100.0)),
        "margin_pct" => Some(Value::Number((1.0 - comparison.value? / limit()?.limit) * 100.0)),
        "excess" => comparison.excess.map(|excess| Value::Number(excess.value())),
        "standard" => comparison.quota.as_ref().map(|quota| Value::word(quota.standard.clone())),
        "mark" => comparison.quota.as_ref().map(|quota| mark(quota.confirmed.is_some())),
        _ => None,
    }
}

pub(super) fn product_inputs(comparison: &Comparison, name: &str, value: f64) -> Vec<Input> {
    let input = |symbol: &str, zh: &str, en: &str, unit: &str| Input {
        symbol: symbol.into(),
        name: Text::new(
            format!("{}{zh}", comparison.product),
            format!("{en} of {}", comparison.product),
        ),
        value,
        unit: unit.to_owned(),
        cells: Vec::new(),
    };
    match name {
        "value" => with(
            input("Vui", "单位产品取水量", "intake per unit", &comparison.unit),
            comparison.inputs.clone(),
        ),
        "limit" => vec![input("Vq", "定额限值", "quota", &comparison.unit)],
        "excess" => vec![input("", "超定额水量", "excess", "m3/a")],
        _ => vec![input("", "与限值之比", "ratio to the quota", "%")],
    }
}

pub(super) fn criterion(check: &LimitCheck, name: &str) -> Option<Value> {
    let limit = &check.limit;
    Some(match name {
        "indicator" => Value::word(check.indicator.code()),
        "name" => Value::Word(check.indicator.name()),
        "kind" => Value::word(limit.kind.clone()),
        "scope" => Value::Word(if limit.kind == "program" {
            Text::new("行动方案（对规模以上工业整体）", "the program, for all larger industry")
        } else {
            Text::new(format!("{}行业", limit.industry), format!("the trade {}", limit.industry))
        }),
        "operator" => Value::word(limit.operator.clone()),
        "unit" => Value::word(if limit.unit.is_empty() || limit.unit == "-" {
            String::new()
        } else {
            format!(" {}", limit.unit)
        }),
        "value" => Value::Number(check.value),
        "limit" => Value::Number(limit.value),
        "met" => Value::Flag(check.met),
        "open" => Value::Flag(check.open),
        "source" => Value::word(limit.source.clone()),
        "mark" => mark(limit.confirmed.is_some()),
        _ => return None,
    })
}

pub(super) fn criterion_inputs(
    facts: &Facts<'_>,
    check: &LimitCheck,
    name: &str,
    value: f64,
) -> Vec<Input> {
    let of = |symbol: &str, name: Text| Input {
        symbol: symbol.into(),
        name,
        value,
        unit: check.limit.unit.clone(),
        cells: Vec::new(),
    };
    if name != "value" {
        let text = check.indicator.name();
        let text = Text::new(format!("{}限值", text.zh), format!("limit of {}", text.en));
        return vec![of("", text)];
    }
    let made_of = facts.indicator(check.indicator.code()).map(|one| one.inputs.clone());
    let own = of(check.indicator.definition().symbol, check.indicator.name());
    with(own, made_of.unwrap_or_default())
}

/// True where a limit of the trade, or a doubt on the balance, says the same already.
fn is_told(facts: &Facts<'_>, check: &Check) -> bool {
    let missed = |code: IndicatorCode| {
        facts.found.limits.iter().any(|limit| limit.indicator == code && !limit.met)
    };
    let code = check.expectation.code;
    let of = check.unit.as_ref().map_or_else(|| check.of.clone(), ToString::to_string);
    facts.told.contains(&(of, code))
        || match code {
            CheckCode::ConcentrationRatio => {
                check.verdict == CheckVerdict::Below && missed(IndicatorCode::ConcentrationRatio)
            }
            CheckCode::CondensateReturn => missed(IndicatorCode::CondensateReturnRate),
            CheckCode::DischargeOverIntake => check.verdict == CheckVerdict::Impossible,
            _ => false,
        }
}

pub(super) fn relation(facts: &Facts<'_>, check: &Check, name: &str) -> Option<Value> {
    let row = &check.expectation;
    Some(match name {
        "code" => Value::word(row.code.code()),
        "name" => Value::Word(row.name.clone()),
        "of" => Value::word(check.of.clone()),
        "prefix" => Value::Word(if check.of.is_empty() {
            Text::default()
        } else {
            Text::new(format!("{}：", check.of), format!("{}: ", check.of))
        }),
        "formula" => Value::word(row.formula.clone()),
        "substituted" => Value::word(check.substituted.clone()),
        "value" => Value::Number(check.value?),
        "unit" => {
            Value::word(if row.unit.is_empty() { String::new() } else { format!(" {}", row.unit) })
        }
        "verdict" => Value::word(check.verdict.code()),
        "verdict_name" => {
            Value::Word(Text::new(check.verdict.zh(), check.verdict.code().replace('_', " ")))
        }
        "range" => Value::Word(range(row.low, row.high)),
        "raises" => Value::Flag(check.raises()),
        "told" => Value::Flag(is_told(facts, check)),
        "look" => Value::Word(row.look.clone()),
        "source" => Value::word(row.source.clone()),
        "mark" => mark(row.confirmed.is_some()),
        _ => return None,
    })
}

/// A check with its inputs.
pub(super) fn checked(check: &Check, value: f64) -> Vec<Input> {
    let row = &check.expectation;
    let own = Input {
        symbol: String::new(),
        name: row.name.clone(),
        value,
        unit: row.unit.clone(),
        cells: Vec::new(),
    };
    with(own, check.inputs.iter().map(|input| input.input.clone()).collect())
}

pub(super) fn node(node: &MeterNode, name: &str) -> Option<Value> {
    Some(match name {
        "number" => Value::word(node.parent.number.clone()),
        "verdict" => Value::word(node.verdict.code()),
        "verdict_name" => Value::Word(Text::new(node.verdict.zh(), node.verdict.code())),
        "volume" => Value::Number(node.parent.volume?),
        "sum" => Value::Number(node.sum?),
        "difference" => Value::Number(node.difference?),
        "tolerance" => Value::Number(node.tolerance?),
        "remark" => Value::Word(node.remark.clone()),
        _ => return None,
    })
}

/// The meter and those below it.
pub(super) fn node_inputs(node: &MeterNode) -> Vec<Input> {
    let meters = std::iter::once(&node.parent).chain(&node.children);
    let input = |meter: &crate::MeterVolume| {
        Some(Input {
            symbol: String::new(),
            name: Text::new(format!("水表{}", meter.number), format!("meter {}", meter.number)),
            value: meter.volume?,
            unit: "m3".into(),
            cells: meter.cells.clone(),
        })
    };
    meters.filter_map(input).collect()
}
