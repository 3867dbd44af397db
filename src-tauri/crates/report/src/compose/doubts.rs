//! 附录 数据疑点: where, what was found, what was assumed, what to do.

use super::figures::{UNKNOWN, cells, grouped};
use super::writer::{Draft, Writer, cell, row, toned};
use crate::document::{Align, Column, Tone};
use shuiheng_audit::{Doubt, Severity};

/// The appendix.
pub(super) fn appendix(writer: &mut Writer<'_>) {
    let mut doubts: Vec<&Doubt> = writer.diagnosis.doubts.iter().collect();
    if doubts.is_empty() {
        writer.say("数据识别和平衡计算中未发现疑点。");
        return;
    }
    doubts.sort_by_key(|doubt| doubt.severity);
    let count = |severity| doubts.iter().filter(|doubt| doubt.severity == severity).count();
    writer.say(format!(
        "数据识别和平衡计算中共记录疑点 {} 条，其中错误 {} 条、需核实 {} 条、说明 {} 条。错误应在报告定稿前核清。",
        doubts.len(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note),
    ));
    let rows = doubts.iter().enumerate().map(|(at, doubt)| {
        let (word, tone) = match doubt.severity {
            Severity::Error => ("错误", Tone::Bad),
            Severity::Warning => ("需核实", Tone::Caution),
            Severity::Note => ("说明", Tone::Quiet),
        };
        let place = cells(&doubt.places, &writer.files);
        row(vec![
            cell((at + 1).to_string()),
            toned(word, tone),
            cell(if place.is_empty() { UNKNOWN.to_owned() } else { place }),
            cell(grouped(&doubt.message.zh)),
            cell(&doubt.fix.zh),
        ])
    });
    let rows = rows.collect();
    let columns = [
        ("序号", Align::Centre),
        ("级别", Align::Centre),
        ("位置", Align::Left),
        ("内容及所作假定", Align::Left),
        ("处理建议", Align::Left),
    ];
    writer.table(Draft {
        title: "数据疑点".into(),
        columns: columns
            .map(|(title, align)| Column { title: title.into(), align, group: None })
            .to_vec(),
        rows,
        notes: vec!["注：位置栏“—”表示该条针对整体数据。".into()],
        ..Draft::default()
    });
}
