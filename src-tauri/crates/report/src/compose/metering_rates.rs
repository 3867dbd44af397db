//! 4 计量现状: rates of metering by level against what is asked, and what lacks a meter.

use super::figures::{UNKNOWN, grouped, number, plain};
use super::writer::{Draft, Writer, cell, column, row, toned, unconfirmed};
use crate::document::{Align, Row, Run, Tone};
use shuiheng_audit::{IndicatorCode as Code, MeterPoint, Need, RequirementCheck, RequirementCode};

const LEVELS: [(u8, &str); 3] =
    [(1, "用水单位（一级）"), (2, "次级用水单位（二级）"), (3, "主要用水设备（三级）")];

/// The rates of each level, in this order.
const RATES: [(&str, [Code; 3]); 4] = [
    ("配备率/%", [Code::MeterEquippingRate1, Code::MeterEquippingRate2, Code::MeterEquippingRate3]),
    ("水计量率/%", [Code::MeteringRate1, Code::MeteringRate2, Code::MeteringRate3]),
    (
        "检定率/%",
        [Code::MeterVerificationRate1, Code::MeterVerificationRate2, Code::MeterVerificationRate3],
    ),
    ("完好率/%", [Code::MeterInUseRate1, Code::MeterInUseRate2, Code::MeterInUseRate3]),
];

/// The rates and the requirements; nothing without a register.
pub(super) fn rates(writer: &mut Writer<'_>) {
    if writer.diagnosis.case.meters.is_empty() {
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("水计量器具配备率为实际配备与应配备计量器具的计量点数之比，水计量率为经计量的新水量与该级取用新水总量之比，检定率、完好率为检定在有效期内、完好的计量器具占安装数的比例，见"),
        table,
        Run::plain("。计量点按水源、用水单元和用水设备划分，与台账的对应关系按“计量对象”名称确定。"),
    ]);
    let diagnosis = writer.diagnosis;
    let value = |code: Code| {
        let of = diagnosis.indicator(code);
        of.and_then(|of| of.printed()).map_or_else(|| UNKNOWN.to_owned(), |text| grouped(&text))
    };
    let rows = LEVELS.iter().map(|(level, name)| {
        let metering = &diagnosis.metering;
        let needed = metering.of_level(*level).filter(|point| point.need == Need::Needed);
        let installed =
            diagnosis.case.meters.iter().filter(|meter| meter.level == Some(*level)).count();
        let mut cells =
            vec![cell(*name), cell(needed.count().to_string()), cell(installed.to_string())];
        cells.extend(RATES.iter().map(|(_, codes)| {
            codes.get(usize::from(*level) - 1).map_or_else(Vec::new, |code| cell(value(*code)))
        }));
        row(cells)
    });
    let rows = rows.collect();
    let mut columns = vec![
        column("级别", Align::Left),
        column("应配备点数", Align::Centre),
        column("台账水表数", Align::Centre),
    ];
    columns.extend(RATES.map(|(title, _)| column(title, Align::Decimal)));
    writer.table(Draft {
        title: "水计量器具配备率和水计量率".into(),
        columns,
        rows,
        notes: vec![format!(
            "注：用水在线计量率{}，二级水表计量率（二级表与一级表同期水量之比）{}。“—”表示资料不全{}。",
            spoken(&value(Code::OnlineMeteringRate)),
            spoken(&value(Code::SecondaryMeteringRate)),
            writer.place("evaluation").map_or_else(String::new, |at| format!("，缺少的资料见{at}"))
        )],
        ..Draft::default()
    });
    requirements(writer);
}

/// A share within a sentence.
fn spoken(value: &str) -> String {
    if value == UNKNOWN { "不详".to_owned() } else { format!(" {value} %") }
}

fn requirements(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let judged = |check: &&RequirementCheck| {
        check.requirement.value.is_some() && check.requirement.code != RequirementCode::NeedsMeter
    };
    let checks: Vec<&RequirementCheck> =
        diagnosis.metering.requirements.iter().filter(judged).collect();
    if checks.is_empty() {
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![Run::plain("与计量要求的对照见"), table, Run::plain("。")]);
    let rows = checks.iter().map(|check| requirement_row(check)).collect();
    writer.table(Draft {
        title: "计量要求对照".into(),
        columns: vec![
            column("项目", Align::Left),
            column("适用", Align::Left),
            column("要求", Align::Centre),
            column("本企业", Align::Decimal),
            column("结论", Align::Centre),
            column("依据", Align::Left),
        ],
        rows,
        notes: vec![
            "注：最大允许误差一栏为台账所列该级水表中的最大值。“无法判定”表示本企业数值不详，或台账未载明每只水表的准确度等级；口径、检定周期台账未载明的不作判定。".into(),
        ],
        ..Draft::default()
    });
}

fn requirement_row(check: &RequirementCheck) -> Row {
    let row_of = &check.requirement;
    let asked = row_of.value.map_or_else(
        || UNKNOWN.to_owned(),
        |value| format!("{}{} {}", row_of.operator, plain(value, 4), row_of.unit),
    );
    row(vec![
        cell(row_of.code.zh()),
        cell(&row_of.applies),
        cell(asked),
        cell(check.value.map_or_else(|| UNKNOWN.to_owned(), |value| number(value, 2))),
        match check.met {
            Some(true) => toned("达到".to_owned(), Tone::Good),
            Some(false) => toned("未达到".to_owned(), Tone::Bad),
            None => toned("无法判定".to_owned(), Tone::Quiet),
        },
        cell(format!("{}{}", row_of.source, unconfirmed(row_of.confirmed.is_some()))),
    ])
}

/// What needs a meter and has none.
pub(super) fn lacking(writer: &mut Writer<'_>) {
    let case = &writer.diagnosis.case;
    if case.meters.is_empty() && writer.diagnosis.metering.points.is_empty() {
        return;
    }
    let diagnosis = writer.diagnosis;
    let lacking: Vec<&MeterPoint> = diagnosis.metering.lacking().collect();
    let undecided: Vec<&str> =
        diagnosis.metering.undecided().map(|point| point.name.as_str()).collect();
    if lacking.is_empty() {
        writer.say("按现有资料，应配备计量器具的计量点均有对应的水表。");
    } else {
        let table = writer.next_table();
        writer.paragraph(vec![
            Run::plain("按计量要求应配备、而台账中未见在用计量器具的计量点见"),
            table,
            Run::plain("。"),
        ]);
        let rows = lacking.iter().enumerate().map(|(at, point)| {
            row(vec![
                cell((at + 1).to_string()),
                cell(&point.name),
                cell(point.level.to_string()),
                cell(
                    point.supply.map_or_else(|| UNKNOWN.to_owned(), |flow| number(flow.value(), 1)),
                ),
                cell(&point.reason.zh),
            ])
        });
        let rows = rows.collect();
        writer.table(Draft {
            title: "未见计量器具的计量点".into(),
            columns: vec![
                column("序号", Align::Centre),
                column("计量点", Align::Left),
                column("级别", Align::Centre),
                column("供入水量/(m³/d)", Align::Decimal),
                column("应配备的理由", Align::Left),
            ],
            rows,
            notes: vec!["注：供入水量为新水、串联水和回用水之和，不含循环水。".into()],
            ..Draft::default()
        });
    }
    if !undecided.is_empty() {
        writer.say(format!(
            "以下计量点的用水量或日运行时间不详，是否应配备计量器具待定，未计入配备率：{}。",
            undecided.join("、")
        ));
    }
}
