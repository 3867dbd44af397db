//! 6 用水水平评价, indicators against limits of the trade and targets of the program, and
//! what informs without judging.

use super::comparison::open;
use super::figures::{UNKNOWN, digits, number, plain, unit};
use super::writer::{Draft, Writer, cell, column, row, toned, unconfirmed};
use crate::document::{Align, Row, Run, Tone};
use shuiheng_audit::{IndicatorCode, LimitCheck, LimitReference};

/// The section.
pub(super) fn section(writer: &mut Writer<'_>) {
    let checks = &writer.diagnosis.limits;
    if checks.is_empty() {
        writer.say("没有与本企业行业相符且可据以判断的参考值，未作对照。");
    } else {
        let table = writer.next_table();
        writer.paragraph(vec![
            Run::plain("与行业技术要求和行动方案目标的对照见"),
            table,
            Run::plain("。行动方案的目标针对区域或规模以上工业整体，对单个企业仅作参考。"),
        ]);
        let rows = checks.iter().map(check_row).collect();
        writer.table(Draft {
            title: "参考值对照".into(),
            columns: vec![
                column("指标", Align::Left),
                column("本企业", Align::Decimal),
                column("参考值", Align::Centre),
                column("单位", Align::Centre),
                column("类别", Align::Centre),
                column("结论", Align::Centre),
                column("余量", Align::Decimal),
                column("适用范围", Align::Left),
                column("依据", Align::Left),
            ],
            rows,
            notes: vec![
                "注：余量为正表示优于参考值，为负表示差距。重复利用率同时列出不含冷却循环水的数值，冷却循环水量大时应以后者为准判断工艺用水水平。".into(),
            ],
            ..Draft::default()
        });
    }
    references(writer);
}

/// An indicator by name; a reuse rate never without the one without cooling water.
fn name(indicator: IndicatorCode, without_cooling: Option<f64>) -> String {
    let name = indicator.name().zh;
    match (indicator, without_cooling) {
        (IndicatorCode::ReuseRate, Some(rate)) => {
            format!("{name}（不含冷却循环水 {} %）", number(rate, 2))
        }
        (IndicatorCode::ReuseRate, None) => format!("{name}（不含冷却循环水的数值不详）"),
        _ => name,
    }
}

fn check_row(check: &LimitCheck) -> Row {
    let limit = &check.limit;
    row(vec![
        cell(name(check.indicator, check.without_cooling)),
        cell(number(check.value, digits(&limit.unit))),
        cell(format!("{}{}", limit.operator, plain(limit.value, 4))),
        cell(unit(&limit.unit)),
        cell(limit.kind_zh()),
        if check.met {
            toned(format!("达到{}", open(check.open)), Tone::Good)
        } else {
            toned(format!("未达到{}", open(check.open)), Tone::Bad)
        },
        cell(number(check.margin, digits(&limit.unit))),
        cell(if limit.scope.is_empty() { UNKNOWN } else { &limit.scope }),
        cell(format!("{}{}", limit.source, unconfirmed(limit.confirmed.is_some()))),
    ])
}

/// What informs and judges nothing. Averages of the whole country and of other cities stand
/// in the window; the report prints what speaks of this trade or of this city.
fn references(writer: &mut Writer<'_>) {
    let near = |one: &&LimitReference| {
        one.limit.kind != "average"
            || !one.limit.industry.starts_with("工业")
            || one.limit.region.contains("嘉兴")
    };
    let shown: Vec<&LimitReference> = writer.diagnosis.references.iter().filter(near).collect();
    if shown.is_empty() {
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("仅供参考或暂不能判定的数值见"),
        table,
        Run::plain("，平均水平和其他企业的实绩不作为判定依据。"),
    ]);
    let rows = shown.iter().map(|one| {
        let limit = &one.limit;
        let scope = format!("{} {}", limit.industry, limit.region);
        row(vec![
            cell(name(one.indicator, one.without_cooling)),
            cell(one.value.map_or_else(|| UNKNOWN.into(), |of| number(of, digits(&limit.unit)))),
            cell(format!("{}{}", limit.operator, plain(limit.value, 4))),
            cell(unit(&limit.unit)),
            cell(one.reason.zh()),
            cell(scope.trim()),
            cell(format!("{}{}", limit.source, unconfirmed(limit.confirmed.is_some()))),
        ])
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "参考信息".into(),
        columns: vec![
            column("指标", Align::Left),
            column("本企业", Align::Decimal),
            column("参考数值", Align::Centre),
            column("单位", Align::Centre),
            column("说明", Align::Left),
            column("范围", Align::Left),
            column("来源", Align::Left),
        ],
        rows,
        ..Draft::default()
    });
}
