//! 4 计量现状: the register of meters, or that there is none.

use super::front::date;
use super::last_day;
use super::writer::{Draft, Writer, cell, known, row, toned};
use crate::document::{Align, Column, Run, Tone};
use crate::drawings::meter_diagrams;
use crate::meters::meters_network;
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
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain(format!(
            "台账共列水表 {} 只（{parts}），其中在线计量 {online} 只，见",
            meters.len()
        )),
        table,
        Run::plain("。"),
    ]);
    let last_day = last_day(diagnosis);
    let rows = meters.iter().enumerate().map(|(at, meter)| {
        row(vec![
            cell((at + 1).to_string()),
            cell(known(&meter.number)),
            cell(meter.level.map_or_else(|| "—".into(), |level| level.to_string())),
            cell(known(meter.parent.as_deref().unwrap_or_default())),
            cell(known(&meter.location)),
            cell(known(&meter.measures)),
            cell(known(&meter.accuracy)),
            validity(meter, last_day),
            cell(match meter.online {
                Some(true) => "是",
                Some(false) => "否",
                None => "—",
            }),
            cell(known(&meter.state)),
        ])
    });
    let rows = rows.collect();
    let columns = [
        ("序号", Align::Centre),
        ("水表编号", Align::Left),
        ("级别", Align::Centre),
        ("上级水表", Align::Left),
        ("安装位置", Align::Left),
        ("计量对象", Align::Left),
        ("准确度等级", Align::Centre),
        ("检定有效期至", Align::Centre),
        ("在线", Align::Centre),
        ("状态", Align::Centre),
    ];
    writer.table(Draft {
        title: "水计量器具台账".into(),
        columns: columns
            .map(|(title, align)| Column { title: title.into(), align, group: None })
            .to_vec(),
        rows,
        notes: vec!["注：“—”表示台账未载明。".into()],
        ..Draft::default()
    });
}

fn validity(meter: &Meter, last_day: Option<chrono::NaiveDate>) -> Vec<Run> {
    match meter.valid_until {
        None => cell("—"),
        Some(day) if last_day.is_some_and(|last| day < last) => {
            toned(format!("{}（超期）", date(day)), Tone::Bad)
        }
        Some(day) => cell(date(day)),
    }
}
