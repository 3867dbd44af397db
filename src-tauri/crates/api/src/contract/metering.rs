//! Metering and trends on the wire: additions to the contract.

use super::{input, number};
use serde_json::{Value, json};
use shuiheng_audit::{Diagnosis, Lang, MeterPoint, RequirementCheck, Trend, TrendYear};

fn known(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

/// How something went over the years; `null` is a year of which something is not known.
pub(super) fn trend(of: &Trend, lang: Lang) -> Value {
    let year = |year: &TrendYear| {
        json!({
            "year": year.year,
            "value": known(year.value),
            "change_pct": known(year.change),
            "substituted": year.substituted,
            "inputs": year.inputs.iter().map(|of| input(of, lang)).collect::<Vec<_>>(),
            "missing": year.missing.iter().map(|text| text.get(lang)).collect::<Vec<_>>(),
        })
    };
    json!({
        "code": of.of.code(),
        "of": if of.product.is_empty() { Value::Null } else { json!(of.product) },
        "name": of.of.name().get(lang),
        "unit": crate::present::plain_unit(&of.unit),
        "years": of.years.iter().map(year).collect::<Vec<_>>(),
    })
}

/// What needs a meter, what has one, and what is asked. The rates stand among the indicators.
pub(super) fn metering(diagnosis: &Diagnosis, lang: Lang) -> Value {
    let metering = &diagnosis.metering;
    let number_of = |at: &usize| diagnosis.case.meters.get(*at).map(|meter| &meter.number);
    let point = |point: &MeterPoint| {
        json!({
            "level": point.level,
            "name": point.name,
            "fresh": known(point.fresh.map(|flow| flow.value())),
            "supply": known(point.supply.map(|flow| flow.value())),
            "need": point.need.code(),
            "reason": point.reason.get(lang),
            "meters": point.meters.iter().filter_map(number_of).collect::<Vec<_>>(),
            "equipped": point.equipped,
            "metered": point.metered,
            "online": point.online,
        })
    };
    let meters = diagnosis.case.meters.iter().zip(&metering.meters).map(|(meter, state)| {
        json!({
            "number": meter.number,
            "level": meter.level,
            "measures": state.points.iter().filter_map(|at| metering.points.get(*at)).map(|point| &point.name).collect::<Vec<_>>(),
            "in_use": state.fit,
            "valid": state.valid,
            "error_pct": known(state.error.map(|error| error.to_percent())),
            "accurate": state.accurate,
            "read": state.read,
        })
    });
    let requirement = |check: &RequirementCheck| {
        let row = &check.requirement;
        json!({
            "id": row.id,
            "code": row.code.code(),
            "level": row.level,
            "applies": row.applies,
            "operator": row.operator,
            "value": known(row.value),
            "unit": crate::present::plain_unit(&row.unit),
            "found": known(check.value),
            "met": check.met,
            "source": row.source,
            "confirmed": row.confirmed.is_some(),
        })
    };
    json!({
        "points": metering.points.iter().map(point).collect::<Vec<_>>(),
        "meters": meters.collect::<Vec<_>>(),
        "requirements": metering.requirements.iter().map(requirement).collect::<Vec<_>>(),
    })
}
