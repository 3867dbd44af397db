//! 1 项目概况: task, basis, scope, period and data.

use super::figures::number;
use super::sums;
use super::writer::{Draft, Writer, cell, known, row};
use super::{basis, front};
use crate::document::{Align, Column, Run};
use shuiheng_audit::{Category, intake_by_source};

/// The chapter.
pub(super) fn chapter(writer: &mut Writer<'_>) {
    writer.chapter("项目概况");
    writer.section("任务来源");
    task(writer);
    writer.section("编制依据");
    basis::list(writer);
    writer.section("诊断范围");
    scope(writer);
    writer.section("测试期与数据来源");
    data(writer);
}

fn task(writer: &mut Writer<'_>) {
    let profile = &writer.diagnosis.case.profile;
    let (enterprise, auditor) =
        (known(&profile.name), writer.meta.printed_auditor(writer.diagnosis));
    let by = if auditor.is_empty() { "诊断单位".to_owned() } else { auditor.to_owned() };
    let program = match &writer.meta.program {
        Some(program) => format!("，属{program}安排的企业节水诊断"),
        None => String::new(),
    };
    writer.say(format!("本次节水诊断由{by}对{enterprise}开展{program}。"));
    writer.say(
        "诊断的任务是：核清取水、用水、耗水、排水和漏失水量，检验水量平衡，计算用水水平指标，与用水定额对标，查找用水问题并提出改进方向。",
    );
}

fn scope(writer: &mut Writer<'_>) {
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
        "资料中未见取水水源".to_owned()
    } else {
        format!("取水水源为{}", sources.join("、"))
    };
    writer.say(format!(
        "诊断范围为{}水平衡资料所列的全部用水单元，共 {leaves} 个（{parts}）；{sources}。",
        known(&diagnosis.case.profile.name)
    ));
    writer.say(
        "主要生产、辅助生产和附属生产的划分用于定额口径的核对，GB/T 12452-2022 已不再规定用水分类。",
    );
}

fn data(writer: &mut Writer<'_>) {
    let period = &writer.diagnosis.case.profile.period;
    let when = front::period(writer.diagnosis).map_or_else(
        || "测试期不详，资料中未载明。".to_owned(),
        |when| format!("测试期为{when}。"),
    );
    let days = match period.operating_days {
        Some(days) => {
            format!("年运行天数为 {} 天，用于日、年水量的换算。", number(days.value(), 0))
        }
        None => "年运行天数不详，凡需折算年水量的数据均未计算。".to_owned(),
    };
    writer.say(format!("{when}{days}"));
    if writer.meta.sources.is_empty() {
        writer.say("本报告的数据由诊断人员录入，未导入工作簿。");
        return;
    }
    let several = writer.meta.sources.len() > 1;
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("本报告的水量数据取自企业提供的工作簿，各工作表的识别结果见"),
        table,
        Run::plain("；每一数据的单元格出处见附录A。"),
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
