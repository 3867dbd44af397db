//! 4 计量现状: the register of meters, or that there is none.

use super::writer::Writer;
use super::{forms, last_day};
use crate::document::Run;
use crate::drawings::meter_diagrams;
use crate::meters::meters_network;
use chrono::NaiveDate;
use shuiheng_audit::{Lang, Meter};

/// The register, or what is missing for it.
pub(super) fn meters(writer: &mut Writer<'_>) {
    if writer.diagnosis.case.meters.is_empty() {
        writer.say(
            "企业未提供水计量器具台账，本报告不对水计量器具配备率、水计量率和检定情况作出评价。",
        );
        writer.say(
            "建议补充以下资料：各级水计量器具的编号、级别、安装位置、计量对象、口径、准确度等级、检定有效期和使用状态，以及测试期的抄表记录。",
        );
        return;
    }
    register(writer);
}

/// The network of meters, on as many sheets as keep it legible.
pub(super) fn network(writer: &mut Writer<'_>) {
    if writer.diagnosis.case.meters.is_empty() {
        return;
    }
    let network = meters_network(writer.diagnosis, Lang::Zh);
    let sheets = meter_diagrams(writer.diagnosis);
    let figure = writer.next_figure();
    let untold = network
        .meters
        .iter()
        .filter(|meter| meter.level != Some(1) && meter.parent.is_none())
        .count();
    let words = match untold {
        0 => "。".to_owned(),
        count => format!(
            "。有 {count} 只水表的上级水表台账未载明，图中仅按级别排列，以虚线表示，不代表实际连接。"
        ),
    };
    let lead = match sheets.len() {
        1 => "各级水表的连接关系按台账载明的上级水表绘制，见".to_owned(),
        count => format!("各级水表的连接关系按台账载明的上级水表绘制，水表较多，分 {count} 幅，自"),
    };
    let begins = if sheets.len() > 1 { "起" } else { "" };
    writer.paragraph(vec![Run::plain(lead), figure, Run::plain(format!("{begins}{words}"))]);
    let many = sheets.len();
    for (at, scene) in sheets.into_iter().enumerate() {
        let title = match many {
            1 => "计量网络图".to_owned(),
            many => format!("计量网络图（{}/{many}）", at + 1),
        };
        writer.figure(title, scene, true);
    }
}

fn register(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let meters = &diagnosis.case.meters;
    let level = |wanted: Option<u8>| meters.iter().filter(|meter| meter.level == wanted).count();
    let parts = [(Some(1), "一级"), (Some(2), "二级"), (Some(3), "三级"), (None, "级别不详")]
        .into_iter()
        .map(|(wanted, name)| (name, level(wanted)))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name} {count} 只"))
        .collect::<Vec<_>>()
        .join("、");
    let online = meters.iter().filter(|meter| meter.online == Some(true)).count();
    let last = last_day(diagnosis);
    let expired = meters.iter().filter(|meter| is_expired(meter, last)).count();
    let expired =
        if expired > 0 { format!("，检定超期 {expired} 只") } else { String::new() };
    let told =
        format!("台账共列水表 {} 只（{parts}），其中在线计量 {online} 只{expired}", meters.len());
    let form = crate::forms::meters(diagnosis);
    if let Some(place) = writer.place_of(("forms", "meters"), form.title) {
        writer.say(format!("{told}，逐只情况见{place}。"));
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![Run::plain(format!("{told}，见")), table, Run::plain("。")]);
    forms::table(writer, form);
}

/// True where its verification ended before the last day of the test.
fn is_expired(meter: &Meter, last_day: Option<NaiveDate>) -> bool {
    meter.valid_until.zip(last_day).is_some_and(|(day, last)| day < last)
}
