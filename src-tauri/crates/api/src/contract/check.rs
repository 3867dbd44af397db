//! Closing, cross-checks and the meter tree on the wire.

use super::{number, volume};
use serde_json::{Value, json};
use shuiheng_audit::{
    Check, CheckInput, Lang, LevelSum, MeterNode, MeterVolume, Site, Unaccounted, UncertainPart,
    round_gb8170,
};

fn known(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

/// Water that is not accounted for, as an interval, m³/d.
pub(super) fn unaccounted(of: Option<&Unaccounted>, confidence: f64) -> Value {
    let Some(of) = of else { return Value::Null };
    let part = |part: &UncertainPart| {
        json!({
            "unit": part.unit.0,
            "item": part.item.code(),
            "grade": part.grade.letter(),
            "standard_uncertainty": number(part.standard.value()),
        })
    };
    json!({
        "difference": volume(Some(of.difference)),
        "low": volume(Some(of.low)),
        "high": volume(Some(of.high)),
        "standard_uncertainty": volume(Some(of.standard)),
        "confidence": round_gb8170(confidence, 6),
        "sign": of.sign.code(),
        "worst_grade": of.grade.map(shuiheng_audit::Grade::letter),
        "largest": of.largest.iter().map(part).collect::<Vec<_>>(),
    })
}

/// A stated figure against the sum below it.
pub(super) fn level_sum(sum: &LevelSum) -> Value {
    json!({
        "unit": sum.unit.as_ref().map(|unit| &unit.0),
        "quantity": sum.quantity.code(),
        "stated": volume(Some(sum.stated)),
        "sum": volume(Some(sum.sum)),
        "tolerance": volume(Some(sum.slack)),
        "of_which": sum.of_which,
        "agrees": sum.agrees,
        "refs": sum.cells.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// A cross-check.
pub(super) fn check(check: &Check, site: &Site, lang: Lang) -> Value {
    let row = &check.expectation;
    let input = |input: &CheckInput| {
        let CheckInput { input, fact } = input;
        json!({
            "symbol": input.symbol,
            "name": input.name.get(lang),
            "value": number(input.value),
            "unit": input.unit,
            "fact": fact.map(shuiheng_audit::FactCode::code),
            "refs": input.cells.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })
    };
    let missing = check.missing.iter().map(|missing| {
        json!({
            "text": missing.text.get(lang),
            "fact": missing.fact.map(shuiheng_audit::FactCode::code),
            "unit": missing.fact.map(shuiheng_audit::FactCode::unit),
        })
    });
    json!({
        "code": row.code.code(),
        "unit_id": check.unit.as_ref().and_then(|unit| site.unit(unit)).map(|unit| &unit.id.0),
        "of": if check.of.is_empty() { Value::Null } else { json!(check.of) },
        "name_zh": row.name.zh,
        "name_en": row.name.en,
        "value": known(check.value),
        "unit": row.unit,
        "formula": row.formula,
        "with_numbers": check.substituted,
        "low": known(row.low),
        "high": known(row.high),
        "least_possible": known(row.least),
        "most_possible": known(row.most),
        "verdict": check.verdict.code(),
        "raises_finding": check.raises(),
        "missing": missing.collect::<Vec<_>>(),
        "inputs": check.inputs.iter().map(input).collect::<Vec<_>>(),
        "look_at": row.look.get(lang),
        "source": row.source,
        "confirmed": row.confirmed.is_some(),
    })
}

/// A meter against those below it, m³ over the period.
pub(super) fn meter_node(node: &MeterNode, lang: Lang) -> Value {
    let meter = |meter: &MeterVolume| {
        json!({
            "number": meter.number,
            "volume": known(meter.volume),
            "permissible_error_pct": round_gb8170(meter.error.to_percent(), 4),
            "refs": meter.cells.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })
    };
    json!({
        "parent": meter(&node.parent),
        "children": node.children.iter().map(meter).collect::<Vec<_>>(),
        "from": node.period.map(|(from, _)| from.format("%Y-%m-%dT%H:%M").to_string()),
        "to": node.period.map(|(_, to)| to.format("%Y-%m-%dT%H:%M").to_string()),
        "sum": known(node.sum),
        "difference": known(node.difference),
        "tolerance": known(node.tolerance),
        "verdict": node.verdict.code(),
        "remark": node.remark.get(lang),
    })
}
