//! Metering and trends as the window shows them.

use super::{cell, inputs, printed_unit, texts};
use crate::{scene, view};
use shuiheng_audit::{
    Diagnosis, FactCode, IndicatorCode as Code, Lang, MeterPoint, Need, PointPlace,
    RequirementCheck, Trend, TrendYear, UnitId, round_gb8170,
};
use shuiheng_drawing::{ChartStyle, Estimate, columns};
use shuiheng_report::trend_columns;

const LEVELS: [(u8, (&str, &str), [Code; 4]); 3] = [
    (
        1,
        ("用水单位（一级）", "enterprise (level 1)"),
        [
            Code::MeterEquippingRate1,
            Code::MeteringRate1,
            Code::MeterVerificationRate1,
            Code::MeterInUseRate1,
        ],
    ),
    (
        2,
        ("次级用水单位（二级）", "sub-units (level 2)"),
        [
            Code::MeterEquippingRate2,
            Code::MeteringRate2,
            Code::MeterVerificationRate2,
            Code::MeterInUseRate2,
        ],
    ),
    (
        3,
        ("主要用水设备（三级）", "main equipment (level 3)"),
        [
            Code::MeterEquippingRate3,
            Code::MeteringRate3,
            Code::MeterVerificationRate3,
            Code::MeterInUseRate3,
        ],
    ),
];

/// Metering by level; `own` are the ids of rows that this workspace changed.
pub(crate) fn metering(diagnosis: &Diagnosis, own: &[String], lang: Lang) -> view::Metering {
    let metering = &diagnosis.metering;
    let meters = &diagnosis.case.meters;
    let level = |(level, name, codes): &(u8, (&str, &str), [Code; 4])| {
        let points = || metering.of_level(*level);
        let needed = || points().filter(|point| point.need == Need::Needed);
        view::MeteringLevel {
            level: *level,
            name: lang.pick(name.0, name.1).into(),
            needed: needed().count() as u32,
            equipped: needed().filter(|point| point.equipped).count() as u32,
            undecided: points().filter(|point| point.need == Need::Undecided).count() as u32,
            installed: meters.iter().filter(|meter| meter.level == Some(*level)).count() as u32,
            indicators: codes.iter().map(|code| code.code().to_owned()).collect(),
        }
    };
    let unlinked = meters
        .iter()
        .zip(&metering.meters)
        .filter(|(_, state)| state.points.is_empty())
        .map(|(meter, _)| meter.number.clone());
    view::Metering {
        levels: LEVELS.iter().map(level).collect(),
        points: metering.points.iter().map(|of| point(diagnosis, of, lang)).collect(),
        unlinked: unlinked.collect(),
        requirements: metering
            .requirements
            .iter()
            .map(|check| requirement(check, own.contains(&check.requirement.id), lang))
            .collect(),
    }
}

fn point(diagnosis: &Diagnosis, point: &MeterPoint, lang: Lang) -> view::MeterPoint {
    let numbers = point.meters.iter().filter_map(|at| diagnosis.case.meters.get(*at));
    let place: Option<&UnitId> = match &point.place {
        PointPlace::Unit(unit) => Some(unit),
        PointPlace::Source(_) | PointPlace::Equipment(_) => None,
    };
    let unit = place.filter(|_| point.level == 3);
    view::MeterPoint {
        level: point.level,
        name: point.called(lang).to_owned(),
        unit: place.map(|unit| unit.0.to_string()),
        supply: point.supply.map(|flow| round_gb8170(flow.value(), 9)),
        need: point.need.code().into(),
        need_name: lang.pick(point.need.zh(), point.need.en()).into(),
        reason: point.reason.get(lang).to_owned(),
        meters: numbers.map(|meter| meter.number.clone()).collect(),
        equipped: point.equipped,
        metered: point.metered,
        online: point.online,
        cell: point.cell.as_ref().map(cell),
        hours: unit
            .filter(|_| point.need == Need::Undecided || point.hourly.is_some())
            .map(|unit| super::check::fact(diagnosis, Some(unit), FactCode::RunningHours, lang)),
    }
}

fn requirement(check: &RequirementCheck, own: bool, lang: Lang) -> view::Requirement {
    let row = &check.requirement;
    view::Requirement {
        id: row.id.clone(),
        code: row.code.code().into(),
        name: lang.pick(row.code.zh(), row.code.en()).into(),
        level: row.level,
        applies: row.applies.clone(),
        operator: row.operator.clone(),
        value: row.value,
        unit: row.unit.clone(),
        found: check.value,
        met: check.met,
        notes: row.notes.clone(),
        source: row.source.clone(),
        own,
        confirmed: row.confirmed.is_some(),
    }
}

/// A trend.
pub(crate) fn trend(trend: &Trend, lang: Lang) -> view::Trend {
    let year = |year: &TrendYear| view::TrendYear {
        year: year.year,
        value: year.value,
        change_pct: year.change,
        substituted: year.substituted.clone(),
        inputs: inputs(&year.inputs, lang),
        missing: texts(&year.missing, lang),
    };
    let picture = trend_columns(trend, lang).map(|chart| {
        scene::view(&columns(&chart, &ChartStyle { lang, ..ChartStyle::default() }, &Estimate))
    });
    view::Trend {
        code: trend.of.code().into(),
        of: trend.product.clone(),
        name: trend.of.name().get(lang).to_owned(),
        unit: printed_unit(&trend.unit, lang),
        digits: trend.of.digits(),
        years: trend.years.iter().map(year).collect(),
        picture,
    }
}
