//! Cross-checks by formula, by readings and along the meter tree.

use super::super::figures::{UNKNOWN, breakable, number, unit};
use super::super::writer::{Draft, Writer, cell, known, row, toned, unconfirmed};
use crate::document::{Align, Column, Row, Run, Tone};
use shuiheng_audit::{
    Check, CheckVerdict, Expectation, LevelSum, MeterNode, MeterVerdict, Text, range,
};

/// Writes what was checked and what could not be.
pub(in super::super) fn checks(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let (missing, done): (Vec<&Check>, Vec<&Check>) =
        diagnosis.checks.iter().partition(|check| check.verdict == CheckVerdict::Missing);
    if done.is_empty() {
        writer.say("现有资料不足以进行交叉核对。");
    } else {
        values(writer, &done);
    }
    parts(writer);
    meters(writer, &diagnosis.meter_nodes);
    if !missing.is_empty() {
        lacking(writer, &missing);
    }
}

fn columns<const N: usize>(titles: [(&str, Align); N]) -> Vec<Column> {
    let column = |(title, align): (&str, Align)| Column { title: title.into(), align, group: None };
    titles.map(column).to_vec()
}

fn values(writer: &mut Writer<'_>, done: &[&Check]) {
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("以公式、比值和读数核对水平衡数据的结果见"),
        table,
        Run::plain(match writer.place("findings") {
            Some(place) => format!("。核对不改变任何水量；超出预期范围的，见{place}。"),
            None => "。核对不改变任何水量。".to_owned(),
        }),
    ]);
    let rows = done.iter().map(|check| value_row(check)).collect();
    writer.table(Draft {
        title: "交叉核对".into(),
        unit: "",
        columns: columns([
            ("对象", Align::Left),
            ("核对项目", Align::Left),
            ("公式", Align::Left),
            ("代入数值", Align::Left),
            ("结果", Align::Decimal),
            ("单位", Align::Centre),
            ("预期范围", Align::Centre),
            ("结论", Align::Centre),
        ]),
        rows,
        notes: sources(done),
    });
}

fn value_row(check: &Check) -> Row {
    let expected = &check.expectation;
    let tone = match check.verdict {
        CheckVerdict::Within => Tone::Good,
        CheckVerdict::Below | CheckVerdict::Above if check.raises() => Tone::Caution,
        CheckVerdict::Impossible => Tone::Bad,
        _ => Tone::Quiet,
    };
    row(vec![
        cell(if check.of.is_empty() { "全厂" } else { &check.of }),
        cell(expected.name.zh.as_str()),
        cell(breakable(&expected.formula)),
        cell(breakable(&check.substituted)),
        cell(check.value.map_or_else(|| UNKNOWN.into(), |value| number(value, 2))),
        cell(known(&unit(&expected.unit))),
        cell(range(expected.low, expected.high).zh),
        toned(check.verdict.zh(), tone),
    ])
}

/// Where the ranges come from, each once.
fn sources(done: &[&Check]) -> Vec<String> {
    let mut rows: Vec<&Expectation> = Vec::new();
    for check in done {
        if !rows.contains(&&check.expectation) {
            rows.push(&check.expectation);
        }
    }
    let said = rows.iter().map(|row| {
        format!("{}：{}{}", row.name.zh, row.source, unconfirmed(row.confirmed.is_some()))
    });
    vec![format!("注：预期范围的来源——{}。", said.collect::<Vec<_>>().join("；"))]
}

/// 其中 rows that are more than the unit that they are part of.
fn parts(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let over = |sum: &&LevelSum| sum.of_which && !sum.agrees;
    for sum in diagnosis.closing.sums.iter().filter(over) {
        let name = sum.unit.as_ref().and_then(|id| diagnosis.case.site.unit(id));
        writer.say(format!(
            "“{}”的{}为 {} m³/d，其中各项之和为 {} m³/d，大于该单元本身，数据有误。",
            name.map(|named| named.name.as_str()).unwrap_or_default(),
            sum.quantity.zh(),
            number(sum.stated.value(), 1),
            number(sum.sum.value(), 1)
        ));
    }
}

fn meters(writer: &mut Writer<'_>, nodes: &[MeterNode]) {
    if nodes.is_empty() {
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("按水表的上下级关系，以同期读数核对上级表与下级表之和，见"),
        table,
        Run::plain("。"),
    ]);
    let whole = |value: Option<f64>| value.map_or_else(|| UNKNOWN.into(), |value| number(value, 1));
    let rows = nodes.iter().map(|node| {
        let below: Vec<&str> = node.children.iter().map(|meter| meter.number.as_str()).collect();
        let period = node.period.map_or_else(
            || UNKNOWN.to_owned(),
            |(from, to)| format!("{}至{}", from.date(), to.date()),
        );
        let tone = match node.verdict {
            MeterVerdict::Within => Tone::Good,
            MeterVerdict::Above => Tone::Caution,
            MeterVerdict::Below => Tone::Bad,
            MeterVerdict::Missing => Tone::Quiet,
        };
        row(vec![
            cell(node.parent.number.as_str()),
            cell(below.join("、")),
            cell(period),
            cell(whole(node.parent.volume)),
            cell(whole(node.sum)),
            cell(whole(node.difference)),
            cell(whole(node.tolerance)),
            toned(node.verdict.zh(), tone),
            cell(node.remark.zh.as_str()),
        ])
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "水表逐级核对".into(),
        unit: "单位：m³",
        columns: columns([
            ("上级表", Align::Left),
            ("下级表", Align::Left),
            ("时段", Align::Centre),
            ("上级表水量", Align::Decimal),
            ("下级表之和", Align::Decimal),
            ("差值", Align::Decimal),
            ("允许差", Align::Decimal),
            ("结论", Align::Centre),
            ("说明", Align::Left),
        ]),
        rows,
        notes: vec!["注：允许差由各水表的最大允许误差合成（准确度等级不详的按程序设定值，未核实）；核对不调整任何读数。".into()],
    });
}

fn lacking(writer: &mut Writer<'_>, missing: &[&Check]) {
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("下列核对缺少数据，未作计算（不以经验值代替），见"),
        table,
        Run::plain("。"),
    ]);
    let rows = missing.iter().map(|check| {
        let texts: Vec<&Text> = check.missing.iter().map(|missing| &missing.text).collect();
        let said: Vec<&str> = texts.iter().map(|text| text.zh.as_str()).collect();
        row(vec![
            cell(if check.of.is_empty() { "全厂" } else { &check.of }),
            cell(check.expectation.name.zh.as_str()),
            cell(said.join("、")),
        ])
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "缺少数据的核对项目".into(),
        unit: "",
        columns: columns([
            ("对象", Align::Left),
            ("核对项目", Align::Left),
            ("缺少的数据", Align::Left),
        ]),
        rows,
        notes: Vec::new(),
    });
}
