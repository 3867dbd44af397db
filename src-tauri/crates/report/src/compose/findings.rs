//! 7 问题诊断: each problem with the figures that raised it and what to do.

use super::figures::{annual, breakable, cells, given, grouped, number, unit};
use super::writer::{Draft, Writer, cell, row, toned};
use crate::document::{Align, Column, Run, Tone};
use crate::sentence::Slots;
use shuiheng_audit::{Finding, Gravity, Input, Potential};

/// The list of problems, or that there are none.
pub(super) fn list(writer: &mut Writer<'_>) {
    if writer.diagnosis.findings.is_empty() {
        writer.say(writer.sentence("findings.none", Slots::new()));
        return;
    }
    summary(writer);
}

/// Each problem with what raised it and what to do.
pub(super) fn analysis(writer: &mut Writer<'_>) {
    let findings = &writer.diagnosis.findings;
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
        Run::plain(format!(
            "{}，见",
            writer
                .sentence("findings.count", Slots::new().set("count", findings.len().to_string()))
        )),
        table,
        Run::plain("。"),
    ]);
    let draft = writer.meta.issue.is_none();
    let rows = findings.iter().enumerate().map(|(at, finding)| {
        let mut cells = vec![
            cell((at + 1).to_string()),
            cell(&finding.title.zh),
            toned(finding.gravity.zh(), tone(finding.gravity)),
            cell(annual(finding.volume)),
        ];
        if draft {
            let open = if finding.review.is_open() { Tone::Caution } else { Tone::Plain };
            cells.push(toned(finding.review.zh(), open));
        }
        cells.push(cell(&finding.source));
        row(cells)
    });
    let rows = rows.collect();
    let mut columns = vec![
        ("序号", Align::Centre),
        ("问题", Align::Left),
        ("程度", Align::Centre),
        ("涉及水量/(万m³/a)", Align::Decimal),
    ];
    if draft {
        columns.push(("诊断人员意见", Align::Centre));
    }
    columns.push(("依据", Align::Left));
    writer.table(Draft {
        title: "问题汇总".into(),
        columns: columns
            .into_iter()
            .map(|(title, align)| Column { title: title.into(), align, group: None })
            .collect(),
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
    writer.paragraph(vec![Run::bold("节水潜力："), Run::plain(potential(&finding.potential))]);
    writer.paragraph(vec![Run::bold("建议："), Run::plain(&finding.suggestion.zh)]);
}

/// A saving with its formula and numbers, or that it has to be shown.
fn potential(potential: &Potential) -> String {
    match potential {
        Potential::Computed(saving) => {
            let bound = if saving.at_most { "不大于 " } else { "" };
            format!(
                "{} = {} = {bound}{} m³/a。",
                breakable(&saving.formula),
                breakable(&saving.substituted),
                number(saving.per_year.value(), 0)
            )
        }
        Potential::ToBeShown(why) if why.zh.contains("实测论证") => format!("{}。", why.zh),
        Potential::ToBeShown(why) => format!("节水量需经实测论证（{}）。", why.zh),
    }
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
