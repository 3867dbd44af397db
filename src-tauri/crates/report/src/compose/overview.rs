//! 1 项目概况: task, basis, scope, period and data.

use super::figures::number;
use super::front;
use super::sums;
use super::writer::{Draft, Writer, cell, known, row};
use crate::document::{Align, Column, Run};
use crate::sentence::Slots;
use shuiheng_audit::{Category, intake_by_source};

pub(super) fn task(writer: &mut Writer<'_>) {
    let profile = &writer.diagnosis.case.profile;
    let (enterprise, auditor) =
        (known(&profile.name), writer.meta.printed_auditor(writer.diagnosis));
    let by = if auditor.is_empty() { "诊断单位".to_owned() } else { auditor.to_owned() };
    let slots = Slots::new().set("by", by).set("enterprise", enterprise);
    let slots = slots.maybe("program", writer.meta.program.clone());
    writer.say(writer.sentence("task.given", slots));
    writer.say(writer.sentence("task.work", Slots::new()));
}

pub(super) fn scope(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let leaves = sums::leaves(diagnosis).count();
    let parts = Category::ALL
        .into_iter()
        .map(|category| (category.zh(), sums::of_category(diagnosis, Some(category)).count()))
        .chain([("未分类", sums::of_category(diagnosis, None).count())])
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name} {count} 个"))
        .collect::<Vec<_>>()
        .join("、");
    let sources: Vec<&str> =
        intake_by_source(&diagnosis.balance).into_iter().map(|(source, _)| source.zh()).collect();
    let sources = if sources.is_empty() {
        writer.sentence("scope.no_sources", Slots::new())
    } else {
        writer.sentence("scope.sources", Slots::new().set("sources", sources.join("、")))
    };
    let slots = Slots::new()
        .set("enterprise", known(&diagnosis.case.profile.name))
        .set("units", leaves.to_string())
        .maybe("parts", Some(parts))
        .set("sources", sources);
    writer.say(writer.sentence("scope.units", slots));
    writer.say(writer.sentence("scope.categories", Slots::new()));
}

pub(super) fn data(writer: &mut Writer<'_>) {
    let period = &writer.diagnosis.case.profile.period;
    let when = match front::period(writer.diagnosis) {
        Some(when) => writer.sentence("data.period", Slots::new().set("period", when)),
        None => writer.sentence("data.no_period", Slots::new()),
    };
    let days = match period.operating_days {
        Some(days) => {
            writer.sentence("data.days", Slots::new().set("days", number(days.value(), 0)))
        }
        None => writer.sentence("data.no_days", Slots::new()),
    };
    writer.say(format!("{when}{days}"));
    if writer.meta.sources.is_empty() {
        writer.say(writer.sentence("data.typed", Slots::new()));
        return;
    }
    let several = writer.meta.sources.len() > 1;
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("本报告的水量数据取自企业提供的工作簿，各工作表的识别结果见"),
        table,
        Run::plain(match writer.place("tracing") {
            Some(place) => format!("；每一数据的单元格出处见{place}。"),
            None => "。".to_owned(),
        }),
    ]);
    let mut rows = Vec::new();
    for (at, source) in writer.meta.sources.iter().enumerate() {
        let name =
            if several { format!("[{}] {}", at + 1, source.name) } else { source.name.clone() };
        for (index, sheet) in source.sheets.iter().enumerate() {
            let file = if index == 0 { name.clone() } else { String::new() };
            rows.push(row(vec![
                cell(file),
                cell(&sheet.name),
                cell(known(&sheet.role)),
                cell(known(&sheet.range)),
                cell(known(&sheet.unit)),
                cell(known(&sheet.reason)),
            ]));
        }
        if source.sheets.is_empty() {
            rows.push(row(vec![cell(name)]));
        }
    }
    let column = |title: &str, align| Column { title: title.into(), align, group: None };
    let digests = writer.meta.sources.iter().enumerate().map(|(at, source)| {
        let number = if several { format!("[{}] ", at + 1) } else { String::new() };
        format!("{number}文件校验值（SHA-256）：{}", source.sha256)
    });
    let draft = Draft {
        title: "数据文件及工作表识别结果".into(),
        columns: vec![
            column("文件", Align::Left),
            column("工作表", Align::Left),
            column("识别为", Align::Left),
            column("数据区域", Align::Centre),
            column("水量单位", Align::Centre),
            column("识别依据", Align::Left),
        ],
        rows,
        notes: digests.collect(),
        ..Draft::default()
    };
    writer.table(draft);
}
