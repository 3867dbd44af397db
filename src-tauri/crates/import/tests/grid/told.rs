//! Recognitions as text that a water auditor can read.

use shuiheng_audit::{Item, Origin, Place, Rate, Tolerances, Unit, UnitId, balance, column_name};
use shuiheng_import::recognise::{Recognition, RowRole, SheetRole};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A recognition as text.
pub(crate) fn describe(found: &Recognition) -> String {
    let mut out = String::new();
    if let Some((name, place)) = &found.enterprise {
        writeln!(out, "企业 {name} @{place}").unwrap();
    }
    let period = &found.period;
    if let (Some(from), Some(to)) = (period.from, period.to) {
        writeln!(out, "测试期 {from} 至 {to}").unwrap();
    }
    for fact in &found.profile {
        writeln!(out, "{} {} @{}", fact.field.zh(), fact.shown(), fact.place).unwrap();
    }
    if let Some(days) = period.operating_days {
        let place = period.days_place.as_ref().map_or("给定".into(), ToString::to_string);
        writeln!(out, "年运行天数 {} @{place}", days.value()).unwrap();
    }
    sheets(&mut out, found);
    units(&mut out, found);
    totals(&mut out, found);
    registers(&mut out, found);
    ledgers(&mut out, found);
    writeln!(out, "\n疑问").unwrap();
    let computed = shuiheng_audit::ledger_doubts(&found.ledgers);
    for doubt in found.doubts.iter().chain(&computed) {
        let places: Vec<String> = doubt.places.iter().map(ToString::to_string).collect();
        writeln!(
            out,
            "  {:?} {} [{}] {} → {}",
            doubt.severity,
            doubt.code.code(),
            places.join(", "),
            doubt.message.zh,
            doubt.fix.zh
        )
        .unwrap();
    }
    out
}

fn sheets(out: &mut String, found: &Recognition) {
    for sheet in &found.sheets {
        writeln!(out, "\n表 {} {}：{}", sheet.name, sheet.role.code(), sheet.reason.zh).unwrap();
        for block in &sheet.blocks {
            let unit = block.unit.map_or("?", |unit| unit.code());
            let across = if block.transposed { " 转置" } else { "" };
            writeln!(
                out,
                "  块 {} {}{across} 单位 {unit}“{}”",
                block.range.a1(),
                block.role.code(),
                block.unit_as_written
            )
            .unwrap();
            for column in &block.columns {
                let meaning = column.meaning.map_or("—".into(), |meaning| meaning.code());
                let unit = column
                    .unit
                    .filter(|own| Some(*own) != block.unit)
                    .map_or(String::new(), |unit| format!(" [{}]", unit.code()));
                writeln!(
                    out,
                    "    {} {} = {meaning} {:.2}{unit}",
                    column.cell.a1(),
                    column.header,
                    column.confidence
                )
                .unwrap();
            }
            let other = block
                .rows
                .iter()
                .filter(|row| row.role != RowRole::Unit && row.role != RowRole::Blank);
            for row in other.filter(|_| block.role != SheetRole::Ignored) {
                let at =
                    if block.transposed { column_name(row.row) } else { (row.row + 1).to_string() };
                writeln!(out, "    行 {at} {:?} {}（{}）", row.role, row.name, row.reason.zh)
                    .unwrap();
            }
        }
    }
}

fn units(out: &mut String, found: &Recognition) {
    writeln!(out, "\n单元").unwrap();
    let names: BTreeMap<&UnitId, &str> =
        found.site.units.iter().map(|unit| (&unit.id, unit.name.as_str())).collect();
    for unit in &found.site.units {
        let mut line = format!("  {}（{}）", unit.name, unit.id);
        if let Some(parent) = &unit.parent {
            write!(line, " 属 {}", names[parent]).unwrap();
        }
        if let Some(category) = unit.category {
            write!(line, " {}", category.zh()).unwrap();
        }
        if let Some(system) = unit.system {
            write!(line, " {}", system.zh()).unwrap();
        }
        if unit.role != shuiheng_audit::Role::Use {
            write!(line, " {:?}", unit.role).unwrap();
        }
        if unit.of_which {
            line.push_str(" 其中");
        }
        writeln!(out, "{line}").unwrap();
        writeln!(out, "    {}", flows(found, unit)).unwrap();
    }
}

fn flows(found: &Recognition, unit: &Unit) -> String {
    let mut flows: Vec<(Item, String)> = Vec::new();
    for stream in &found.site.streams {
        let touches =
            [&stream.from, &stream.to].iter().any(|place| **place == Place::Unit(unit.id.clone()));
        let Some(item) = stream.item_for(&unit.id, |_| unit.role).filter(|_| touches) else {
            continue;
        };
        let text = match &stream.figure {
            None => "?".into(),
            Some(figure) => {
                let mark = match &figure.origin {
                    Origin::Cells { .. } | Origin::Entry { .. } => "",
                    Origin::Computed { .. } => "*",
                    Origin::Assumed { .. } => "~",
                };
                let basis = if figure.basis == shuiheng_audit::Basis::Stated {
                    ""
                } else {
                    figure.basis.zh()
                };
                format!("{}{mark}{basis}", (figure.value.value() * 1e4).round() / 1e4)
            }
        };
        flows.push((item, text));
    }
    flows.sort_by_key(|flow| flow.0);
    let texts: Vec<String> =
        flows.iter().map(|(item, text)| format!("{}={text}", item.code())).collect();
    texts.join(" ")
}

/// Tolerances of the example; the ones in force are data of the library.
pub(crate) fn tolerances() -> Tolerances {
    Tolerances {
        unit_warn: Rate::percent(5.0),
        unit_fail: Rate::percent(10.0),
        site_warn: Rate::percent(5.0),
        site_fail: Rate::percent(10.0),
        rounding_m3_per_day: 0.05,
        source: String::new(),
        confirmed: None,
    }
}

fn totals(out: &mut String, found: &Recognition) {
    let balance = balance(&found.site, &tolerances());
    let site = &balance.site.flows;
    let text = |value: Option<shuiheng_audit::DailyVolume>| {
        value.map_or("?".into(), |value| format!("{}", (value.value() * 1e4).round() / 1e4))
    };
    let mut parts: Vec<String> = vec![format!("取水={}", text(site.intake()))];
    for item in Item::all().filter(|item| site.has(*item) && !matches!(item, Item::Withdrawal(_))) {
        parts.push(format!("{}={}", item.code(), text(site.get(item))));
    }
    parts.push(format!("不平衡={}", text(balance.site.difference.imbalance)));
    writeln!(out, "\n合计 {}", parts.join(" ")).unwrap();
    let open: Vec<String> = balance
        .units
        .iter()
        .filter(|unit| unit.difference.closure != shuiheng_audit::Closure::Closed)
        .map(|unit| {
            format!(
                "{} {}",
                found.site.unit(&unit.unit).unwrap().name,
                unit.difference.closure.zh()
            )
        })
        .collect();
    if !open.is_empty() {
        writeln!(out, "不平衡单元 {}", open.join("、")).unwrap();
    }
    if let Some(stated) = &found.stated {
        let values: Vec<String> = stated
            .values
            .iter()
            .map(|value| {
                let with: String = value.with.iter().map(|cell| format!("+{cell}")).collect();
                format!("{}={}{with}", value.quantity.code(), text(Some(value.value)))
            })
            .collect();
        writeln!(out, "表列合计 {}（{}）{}", stated.name, stated.place, values.join(" ")).unwrap();
    }
}

fn registers(out: &mut String, found: &Recognition) {
    for product in &found.products {
        write!(out, "产品 {} {:?} {}", product.name, product.output, product.unit).unwrap();
        if let Some(quota) = &product.quota {
            write!(out, " 定额 {quota}").unwrap();
        }
        if let Some(rinses) = product.rinses {
            write!(out, " 清洗 {rinses}").unwrap();
        }
        if let Some(share) = product.share {
            write!(out, " 分摊 {share}").unwrap();
        }
        if !product.share_rule.is_empty() {
            write!(out, "（{}）", product.share_rule).unwrap();
        }
        writeln!(out).unwrap();
    }
    for meter in &found.meters {
        let parent = meter.parent.as_ref().map_or(String::new(), |above| format!(" 上级={above}"));
        writeln!(
            out,
            "水表 {} {:?}{parent} {} {} {} {:?} {:?} {}",
            meter.number,
            meter.level,
            meter.location,
            meter.measures,
            meter.accuracy,
            meter.valid_until,
            meter.online,
            meter.state
        )
        .unwrap();
    }
}

fn ledgers(out: &mut String, found: &Recognition) {
    let of = |value: Option<rust_decimal::Decimal>| {
        value.map_or("?".into(), |value| value.normalize().to_string())
    };
    for period in &found.ledgers.uses {
        let meter =
            if period.meter.is_empty() { String::new() } else { format!(" 表{}", period.meter) };
        let mark = match period.origin {
            Origin::Assumed { .. } => "~",
            Origin::Cells { .. } | Origin::Entry { .. } | Origin::Computed { .. } => "",
        };
        let cell = &period.cells()[0];
        let (counted, amount) = (period.counted.code(), of(period.amount));
        let unit = period.counted.unit();
        writeln!(
            out,
            "时段 {}~{}{meter} {counted}={amount}{mark} {unit} @{cell}",
            period.from, period.to
        )
        .unwrap();
    }
    for reading in &found.ledgers.readings {
        write!(out, "读数 {} {}", reading.meter, reading.date).unwrap();
        if let Some(time) = reading.time {
            write!(out, " {time}").unwrap();
        }
        write!(out, " {}", of(reading.value)).unwrap();
        for (name, value) in
            [("上期", reading.previous), ("倍率", reading.multiplier), ("所列", reading.stated)]
        {
            if value.is_some() {
                write!(out, " {name} {}", of(value)).unwrap();
            }
        }
        if let Some(date) = reading.previous_date {
            write!(out, " 上期日期 {date}").unwrap();
        }
        writeln!(out, " @{}", reading.place).unwrap();
    }
    for flow in shuiheng_audit::meter_flows(&found.ledgers.readings) {
        let per_day = flow.per_day().map_or("?".into(), |value| format!("{value:.4}"));
        writeln!(out, "流量 {} 至 {} {} m³ {per_day} m³/d", flow.meter, flow.to.0, of(flow.volume))
            .unwrap();
    }
    for item in &found.ledgers.equipment {
        let flow = |flow: Option<shuiheng_audit::RatedFlow>| {
            flow.map_or("?".into(), |flow| {
                format!("{} {}", flow.value, flow.unit.map_or("?", |unit| unit.code()))
            })
        };
        writeln!(
            out,
            "设备 {} [{}] {:?} 台 位置“{}” 用途“{}” 设计 {} 实测 {} 时间“{}” 节水 {:?} 淘汰 {:?} 状态“{}”",
            item.name, item.model, item.count, item.location, item.purpose,
            flow(item.design), flow(item.measured), item.hours, item.water_saving, item.retired, item.state
        )
        .unwrap();
    }
    for sample in &found.ledgers.quality {
        let parameter = sample.parameter.map_or("?", |parameter| parameter.code());
        let date = sample.date.map_or(String::new(), |date| format!(" {date}"));
        writeln!(
            out,
            "水质 {}{date} {parameter}（{}）={} “{}” {} @{}",
            sample.point,
            sample.name,
            of(sample.value),
            sample.written,
            sample.unit,
            sample.place
        )
        .unwrap();
    }
}
