//! The tables beside the balance as the window shows them.

use super::{cell, cells};
use crate::{picture, scene, view};
use chrono::{NaiveDate, NaiveTime};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use shuiheng_audit::{
    AnnualUse, Counted, Cover, Lang, Ledgers, Month, MonthUse, MonthlySeries, ReadingFault,
    annual_uses, meter_flows, monthly,
};
use std::collections::BTreeSet;

/// The tables beside the balance.
/// `ids` are those of the readings, in their order; none where they are kept nowhere.
pub(crate) fn ledgers(ledgers: &Ledgers, ids: &[String], lang: Lang) -> view::Ledgers {
    let mut readings: Vec<_> = ledgers
        .readings
        .iter()
        .enumerate()
        .map(|(at, reading)| (reading, ids.get(at).cloned().unwrap_or_default()))
        .collect();
    readings.sort_by(|(one, _), (two, _)| (&one.meter, one.at()).cmp(&(&two.meter, two.at())));
    let by_months = monthly(&ledgers.uses);
    view::Ledgers {
        annual: annual(&annual_uses(&ledgers.uses), lang),
        monthly: by_month(&by_months, lang),
        months: picture::months(&by_months, lang).map(|scene| scene::view(&scene)),
        flows: meter_flows(&ledgers.readings).iter().map(flow).collect(),
        readings: readings.into_iter().map(|(of, id)| reading(of, id)).collect(),
        equipment: ledgers.equipment.iter().map(|item| equipment(item, lang)).collect(),
        quality: ledgers.quality.iter().map(sample).collect(),
    }
}

fn number(value: Option<Decimal>) -> Option<f64> {
    value.and_then(|value| value.to_f64())
}

fn column(counted: &Counted, meter: &str, lang: Lang) -> view::UseColumn {
    view::UseColumn {
        code: counted.code(),
        name: lang.pick(counted.zh(), counted.en()),
        unit: super::printed_unit(counted.unit(), lang),
        meter: meter.to_owned(),
    }
}

fn blank(state: &str) -> view::UseFigure {
    view::UseFigure { value: None, state: state.into(), cells: Vec::new() }
}

fn annual(uses: &[AnnualUse], lang: Lang) -> view::UseTable {
    let counted: BTreeSet<&Counted> = uses.iter().map(|found| &found.counted).collect();
    let years = uses.iter().map(|found| found.year);
    let (Some(first), Some(last)) = (years.clone().min(), years.max()) else {
        return view::UseTable::default();
    };
    let figure = |counted: &Counted, year: i32| {
        let found = uses.iter().find(|found| found.counted == *counted && found.year == year);
        let Some(found) = found else { return blank("gap") };
        let state = match (found.given, found.of_months) {
            (Some(_), _) => "given",
            (None, Some(_)) => "sum",
            (None, None) if !found.missing.is_empty() => "part",
            (None, None) => "unknown",
        };
        view::UseFigure {
            value: number(found.known()),
            state: state.into(),
            cells: cells(&found.cells),
        }
    };
    let rows = (first..=last).map(|year| view::UseRow {
        period: year.to_string(),
        figures: counted.iter().map(|counted| figure(counted, year)).collect(),
    });
    view::UseTable {
        columns: counted.iter().map(|counted| column(counted, "", lang)).collect(),
        rows: rows.collect(),
    }
}

fn by_month(series: &[MonthlySeries], lang: Lang) -> view::UseTable {
    let months = series.iter().flat_map(|row| row.months.keys().copied());
    let (Some(first), Some(last)) = (months.clone().min(), months.max()) else {
        return view::UseTable::default();
    };
    let all = std::iter::successors(Some(first), |month| Some(month.next()));
    let rows = all.take_while(|month| *month <= last).map(|month| view::UseRow {
        period: month.to_string(),
        figures: series.iter().map(|row| of_month(row, month)).collect(),
    });
    view::UseTable {
        columns: series.iter().map(|row| column(&row.counted, &row.meter, lang)).collect(),
        rows: rows.collect(),
    }
}

fn of_month(row: &MonthlySeries, month: Month) -> view::UseFigure {
    let Some(found) = row.months.get(&month) else { return blank("gap") };
    view::UseFigure {
        value: number(found.known()),
        state: state(found).into(),
        cells: cells(&found.cells),
    }
}

fn state(found: &MonthUse) -> &'static str {
    match found.cover {
        Cover::Part => "part",
        Cover::Twice => "twice",
        Cover::Whole if found.lacks => "unknown",
        Cover::Whole if found.shared => "shared",
        Cover::Whole => "given",
    }
}

fn at(date: NaiveDate, time: Option<NaiveTime>) -> String {
    match time {
        Some(time) => format!("{date} {}", time.format("%H:%M")),
        None => date.to_string(),
    }
}

fn flow(flow: &shuiheng_audit::MeterFlow) -> view::MeterFlow {
    let fault = match flow.fault {
        Some(ReadingFault::Backwards) => "backwards",
        Some(ReadingFault::Unconnected) => "unconnected",
        Some(ReadingFault::Misstated) => "misstated",
        Some(ReadingFault::Contradictory) => "contradictory",
        None => "",
    };
    view::MeterFlow {
        meter: flow.meter.clone(),
        from: flow.from.map_or_else(String::new, |(date, time)| at(date, time)),
        to: at(flow.to.0, flow.to.1),
        volume: number(flow.volume),
        per_day: flow.per_day(),
        fault: fault.into(),
        cells: cells(&flow.cells),
    }
}

fn reading(reading: &shuiheng_audit::Reading, id: String) -> view::Reading {
    view::Reading {
        id,
        meter: reading.meter.clone(),
        at: at(reading.date, reading.time),
        value: number(reading.value),
        multiplier: number(reading.multiplier),
        cell: cell(&reading.place),
    }
}

/// A piece of equipment.
pub(crate) fn equipment(item: &shuiheng_audit::Equipment, lang: Lang) -> view::Equipment {
    let flow = |flow: Option<shuiheng_audit::RatedFlow>| {
        flow.map_or_else(String::new, |flow| flow.told(lang))
    };
    view::Equipment {
        name: item.name.clone(),
        model: item.model.clone(),
        count: item.count,
        location: item.location.clone(),
        purpose: item.purpose.clone(),
        design: flow(item.design),
        measured: flow(item.measured),
        hours: item.hours.clone(),
        water_saving: item.water_saving,
        retired: item.retired,
        state: item.state.clone(),
        cell: item.place.as_ref().map(cell),
    }
}

fn sample(sample: &shuiheng_audit::QualitySample) -> view::QualitySample {
    view::QualitySample {
        point: sample.point.clone(),
        date: sample.date.map_or_else(String::new, |date| date.to_string()),
        name: sample.name.clone(),
        parameter: sample.parameter.map_or_else(String::new, |found| found.code().to_owned()),
        written: sample.written.clone(),
        value: number(sample.value),
        unit: sample.unit.clone(),
        cell: cell(&sample.place),
    }
}
