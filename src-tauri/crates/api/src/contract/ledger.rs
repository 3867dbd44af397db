//! The tables beside the balance in the document: additions to the contract. Volumes in
//! m³; `null` is not known.

use super::number;
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde_json::{Value, json};
use shuiheng_audit::{CellRef, Ledgers, annual_uses, meter_flows, monthly};

fn amount(value: Option<Decimal>) -> Value {
    value.and_then(|value| value.to_f64()).map_or(Value::Null, number)
}

fn refs(cells: &[CellRef]) -> Vec<String> {
    cells.iter().map(ToString::to_string).collect()
}

/// Use as given, put on calendar months, and by calendar year.
pub(crate) fn use_history(ledgers: &Ledgers) -> Value {
    let periods = ledgers.uses.iter().map(|period| {
        json!({
            "from": period.from,
            "to": period.to,
            "counted": period.counted.code(),
            "amount": amount(period.amount),
            "unit": period.counted.unit(),
            "meter": Some(&period.meter).filter(|meter| !meter.is_empty()),
            "refs": refs(period.cells()),
        })
    });
    let months = monthly(&ledgers.uses).into_iter().flat_map(|row| {
        row.months.into_iter().map(move |(month, found)| {
            json!({
                "month": month.to_string(),
                "counted": row.counted.code(),
                "meter": Some(&row.meter).filter(|meter| !meter.is_empty()),
                "amount": amount(found.known()),
                "unit": row.counted.unit(),
                // Bills that cross the month's ends were shared out by days.
                "computed": found.shared,
                "refs": refs(&found.cells),
            })
        })
    });
    let years = annual_uses(&ledgers.uses).into_iter().map(|year| {
        json!({
            "year": year.year,
            "counted": year.counted.code(),
            "amount": amount(year.known()),
            "unit": year.counted.unit(),
            "given": amount(year.given),
            "sum_of_months": amount(year.of_months),
            "missing_months": year.missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "refs": refs(&year.cells),
        })
    });
    json!({
        "periods": periods.collect::<Vec<_>>(),
        "months": months.collect::<Vec<_>>(),
        "years": years.collect::<Vec<_>>(),
    })
}

/// Readings of meters, and what passed between them.
pub(crate) fn readings(ledgers: &Ledgers) -> Value {
    let given = ledgers.readings.iter().map(|reading| {
        json!({
            "meter": reading.meter,
            "date": reading.date,
            "time": reading.time.map(|time| time.format("%H:%M:%S").to_string()),
            "value": amount(reading.value),
            "multiplier": amount(reading.multiplier),
            "previous": amount(reading.previous),
            "previous_date": reading.previous_date,
            "stated": amount(reading.stated),
            "ref": reading.place.to_string(),
        })
    });
    let flows = meter_flows(&ledgers.readings);
    let flows = flows.iter().map(|flow| {
        json!({
            "meter": flow.meter,
            "from": flow.from.map(|from| from.0),
            "to": flow.to.0,
            "days": flow.days.map(number),
            "volume": amount(flow.volume),
            "m3_per_day": flow.per_day().map(number),
            "refs": refs(&flow.cells),
        })
    });
    json!({ "given": given.collect::<Vec<_>>(), "flows": flows.collect::<Vec<_>>() })
}

/// Equipment that uses water.
pub(crate) fn equipment(ledgers: &Ledgers) -> Value {
    let flow = |flow: Option<shuiheng_audit::RatedFlow>| {
        flow.map(|flow| {
            json!({
                "value": number(flow.value),
                "unit": flow.unit.map(shuiheng_audit::FlowUnit::code),
            })
        })
    };
    let rows = ledgers.equipment.iter().map(|item| {
        json!({
            "name": item.name, "model": item.model, "count": item.count.map(number),
            "location": item.location, "purpose": item.purpose,
            "design": flow(item.design), "measured": flow(item.measured),
            "hours": item.hours, "water_saving": item.water_saving, "retired": item.retired,
            "state": item.state, "ref": item.place.as_ref().map(ToString::to_string),
        })
    });
    json!(rows.collect::<Vec<_>>())
}

/// Figures of the quality of water.
pub(crate) fn quality(ledgers: &Ledgers) -> Value {
    let rows = ledgers.quality.iter().map(|sample| {
        json!({
            "point": sample.point, "date": sample.date,
            "parameter": sample.parameter.map(shuiheng_audit::Parameter::code),
            "name": sample.name, "value": amount(sample.value), "written": sample.written,
            "unit": sample.unit, "ref": sample.place.to_string(),
        })
    });
    json!(rows.collect::<Vec<_>>())
}
