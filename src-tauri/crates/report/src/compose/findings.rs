//! 7 问题诊断: each problem with the figures that raised it and what to do.

use super::figures::{annual, cells, given, grouped, unit};
use super::writer::{Draft, Writer, cell, row, toned};
use crate::document::{Align, Column, Run, Tone};
use shuiheng_audit::{Finding, Gravity, Input};

/// The chapter.
pub(super) fn chapter(writer: &mut Writer<'_>) {
    writer.chapter("问题诊断");
    let findings = &writer.diagnosis.findings;
    if findings.is_empty() {
        writer.say("按现有资料和判定规则未检出用水问题。未检出不代表不存在，资料不详的部分见第6章和附录B。");
        return;
    }
    writer.section("问题汇总");
    summary(writer);
    writer.section("问题分析");
    for (at, finding) in findings.iter().enumerate() {
        detail(writer, at, finding);
    }
}

fn tone(gravity: Gravity) -> Tone {
    match gravity {
        Gravity::High => Tone::Bad,
        Gravity::Medium => Tone::Caution,
        Gravity::Low => Tone::Quiet,
    }
}

fn summary(writer: &mut Writer<'_>) {
    let table = writer.next_table();
    let findings = &writer.diagnosis.findings;
    writer.paragraph(vec![
        Run::plain(format!("共检出问题 {} 项，见", findings.len())),
        table,
        Run::plain("。"),
    ]);
    let rows = findings.iter().enumerate().map(|(at, finding)| {
        row(vec![
            cell((at + 1).to_string()),
            cell(&finding.title.zh),
            toned(finding.gravity.zh(), tone(finding.gravity)),
            cell(annual(finding.volume)),
            cell(&finding.source),
        ])
    });
    let rows = rows.collect();
    let columns = [
        ("序号", Align::Centre),
        ("问题", Align::Left),
        ("程度", Align::Centre),
        ("涉及水量/(万m³/a)", Align::Decimal),
        ("依据", Align::Left),
    ];
    writer.table(Draft {
        title: "问题汇总".into(),
        columns: columns
            .map(|(title, align)| Column { title: title.into(), align, group: None })
            .to_vec(),
        rows,
        notes: vec![
            "注：“—”表示现有数据不足以确定涉及的水量；各项涉及水量可能相互重叠，不得相加。".into(),
        ],
        ..Draft::default()
    });
}

fn detail(writer: &mut Writer<'_>, at: usize, finding: &Finding) {
    writer.finding(at + 1, &format!("{}（{}）", finding.title.zh, finding.gravity.zh()));
    writer.paragraph(vec![Run::bold("现象："), Run::plain(grouped(&finding.explanation.zh))]);
    if !finding.evidence.is_empty() {
        let files = writer.files.clone();
        let evidence: Vec<String> =
            finding.evidence.iter().map(|input| self::evidence(input, &files)).collect();
        writer
            .paragraph(vec![Run::bold("数据："), Run::plain(format!("{}。", evidence.join("；")))]);
    }
    let volume = finding.volume.map(|volume| format!("涉及水量 {} 万m³/a。", annual(Some(volume))));
    writer.paragraph(vec![
        Run::bold("依据："),
        Run::plain(format!(
            "{}。{}",
            finding.source.trim_end_matches('。'),
            volume.unwrap_or_default()
        )),
    ]);
    writer.paragraph(vec![Run::bold("建议："), Run::plain(&finding.suggestion.zh)]);
}

fn evidence(input: &Input, files: &[String]) -> String {
    let symbol =
        if input.symbol.is_empty() { String::new() } else { format!("（{}）", input.symbol) };
    let unit = unit(&input.unit);
    let value = given(input.value, &input.unit);
    let place = cells(&input.cells, files);
    let place = if place.is_empty() { String::new() } else { format!("，见{place}") };
    format!("{}{symbol} {value} {unit}{place}", input.name.zh)
}
