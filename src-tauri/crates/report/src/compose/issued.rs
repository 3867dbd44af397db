//! 附录 报告核验: what changed since the report before, the number of this one, the digest
//! of the data that it was made from, and both as a QR code.

use super::ReportMeta;
use super::writer::{Draft, Writer, cell, column, row};
use crate::document::{Align, Run};
use chrono::NaiveDate;
use shuiheng_drawing::qr_code;

/// A report that is issued: it has a number, and its data are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Its number.
    pub number: String,
    /// SHA-256 of the data that it was made from, in hexadecimal.
    pub data: String,
    /// What changed since the last report of this diagnosis; none for the first.
    pub since: Option<Since>,
}

/// What changed since an earlier report.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    /// Number of the earlier report.
    pub number: String,
    /// Its date.
    pub date: NaiveDate,
    /// Results that print differently.
    pub changes: Vec<Change>,
}

/// A result that prints differently than in the report before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub what: String,
    /// As it was printed; empty where there was none.
    pub before: String,
    /// As it is printed now; empty where there is none.
    pub now: String,
}

/// Side of the printed code, pt.
const SIDE: f64 = 120.0;

/// What the code holds: what a person would compare, in plain words.
fn code_text(meta: &ReportMeta, enterprise: &str, issue: &Issue) -> String {
    format!(
        "报告编号:{}\n受诊单位:{enterprise}\n报告日期:{}\n数据摘要(SHA-256):{}",
        issue.number, meta.date, issue.data
    )
}

/// What changed since the report before; nothing for the first.
pub(super) fn since(writer: &mut Writer<'_>) {
    if let Some(since) = writer.meta.issue.as_ref().and_then(|issue| issue.since.as_ref()) {
        changes(writer, since);
    }
}

/// What the report is verified by.
pub(super) fn verification(writer: &mut Writer<'_>) {
    let Some(issue) = writer.meta.issue.clone() else { return };
    writer.say(format!(
        "本报告编号为 {}。报告所依据的全部数据在出具时留存，其摘要（SHA-256）如下；用同一数据可重新生成逐字节相同的报告。",
        issue.number
    ));
    // In groups of eight, so that a person can compare it.
    let groups: Vec<String> = issue
        .data
        .as_bytes()
        .chunks(8)
        .map(|group| group.iter().map(|byte| char::from(*byte)).collect())
        .collect();
    for half in groups.chunks(4) {
        writer.formula(&half.join(" "));
    }
    let enterprise = writer.diagnosis.case.profile.name.clone();
    if let Some(code) = qr_code(&code_text(writer.meta, &enterprise, &issue), SIDE) {
        writer.figure("报告编号和数据摘要", code, false);
    }
    writer.paragraph(vec![
        Run::plain("核验方法：在出具报告的工作区中用“核验报告”打开本文件（或运行 "),
        Run::plain("shuiheng verify"),
        Run::plain("），程序将指出该文件是否为出具时的原件。"),
    ]);
}

fn changes(writer: &mut Writer<'_>, since: &Since) {
    let date = super::front::date(since.date);
    if since.changes.is_empty() {
        writer
            .say(format!("本诊断上次出具的报告为 {}（{date}），主要结果没有变化。", since.number));
        return;
    }
    writer.say(format!(
        "本诊断上次出具的报告为 {}（{date}），此后有变化的主要结果见下表。",
        since.number
    ));
    let dash = |text: &str| cell(if text.is_empty() { super::figures::UNKNOWN } else { text });
    writer.table(Draft {
        title: "与上次报告不同的结果".into(),
        columns: vec![
            column("结果", Align::Left),
            column("上次报告", Align::Left),
            column("本报告", Align::Left),
        ],
        rows: since
            .changes
            .iter()
            .map(|change| row(vec![cell(&change.what), dash(&change.before), dash(&change.now)]))
            .collect(),
        notes: vec!["注：“—”表示该次报告中没有这一结果。".into()],
        ..Draft::default()
    });
}
