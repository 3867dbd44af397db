//! 6 用水水平评价: indicators, quotas, limits.

use super::figures::{UNKNOWN, breakable, grouped, number, unit};
use super::writer::{Draft, Writer, cell, column, row};
use crate::document::{Align, Row, RowKind, Run};
use shuiheng_audit::{Indicator, IndicatorGroup};

/// The indicators, and those that could not be computed.
pub(super) fn all(writer: &mut Writer<'_>) {
    indicators(writer);
    missing(writer);
}

fn name(indicator: &Indicator) -> String {
    let name = indicator.code.name().zh;
    if indicator.of.is_empty() { name } else { format!("{name}（{}）", indicator.of) }
}

fn indicators(writer: &mut Writer<'_>) {
    let computed: Vec<&Indicator> =
        writer.diagnosis.indicators.iter().filter(|one| one.value.is_some()).collect();
    if computed.is_empty() {
        writer.say("现有资料不足，各项用水指标均未能计算。");
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("依据现有资料计算的用水指标见"),
        table,
        Run::plain(format!(
            "{}。指标公式取自所列文件的通行写法，未对照标准正式文本核实。",
            writer
                .place("tracing")
                .map_or_else(String::new, |at| format!("，各输入值的出处见{at}"))
        )),
    ]);
    let columns = 8;
    let mut rows = Vec::new();
    for group in IndicatorGroup::ALL {
        let of_group: Vec<&&Indicator> =
            computed.iter().filter(|one| one.code.definition().group == group).collect();
        if of_group.is_empty() {
            continue;
        }
        let mut cells = vec![cell(group.zh())];
        cells.resize(columns, Vec::new());
        rows.push(Row { kind: RowKind::Section, cells, depth: 0 });
        rows.extend(of_group.into_iter().map(|one| computed_row(one)));
    }
    writer.table(Draft {
        title: "用水指标计算结果".into(),
        columns: vec![
            column("指标", Align::Left),
            column("符号", Align::Centre),
            column("公式", Align::Left),
            column("代入", Align::Left),
            column("结果", Align::Decimal),
            column("±U", Align::Decimal),
            column("单位", Align::Centre),
            column("依据", Align::Left),
        ],
        rows,
        notes: vec![
            "注：水量为日水量（m³/d），d为年运行天数。重复利用率先汇总水量再计算，不是各单元重复利用率的平均值；单位栏“—”表示无量纲。U为扩展不确定度，由各水量的不确定度按不确定度传播律计算，计入共用水量的相关性；产量、产值、人数、天数视为准确值；“—”表示有输入值的不确定度不详。".into(),
        ],
        ..Draft::default()
    });
}

fn computed_row(one: &Indicator) -> Row {
    let definition = one.code.definition();
    let of = unit(&one.unit);
    let printed = one.printed().map_or_else(|| UNKNOWN.to_owned(), |text| grouped(&text));
    let spread = one.uncertainty.map(|of| number(of.expanded, definition.digits));
    row(vec![
        cell(name(one)),
        cell(definition.symbol),
        cell(breakable(definition.formula)),
        cell(breakable(&grouped(&one.substituted))),
        vec![Run::bold(printed)],
        cell(spread.unwrap_or_else(|| UNKNOWN.to_owned())),
        cell(if of.is_empty() { UNKNOWN.to_owned() } else { of }),
        cell(source(definition.source)),
    ])
}

/// Documents are marked; the program's own rules say so themselves.
fn source(source: &str) -> String {
    if source.starts_with("GB") || source.starts_with("CJ") {
        format!("{source}（未核实）")
    } else {
        source.to_owned()
    }
}

fn missing(writer: &mut Writer<'_>) {
    let missing: Vec<&Indicator> =
        writer.diagnosis.indicators.iter().filter(|one| one.value.is_none()).collect();
    if missing.is_empty() {
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("因资料不全未能计算的指标及缺少的资料见"),
        table,
        Run::plain("，补充资料后可以计算。"),
    ]);
    let rows = missing.iter().map(|one| {
        let reasons: Vec<&str> = one.missing.iter().map(|text| text.zh.as_str()).collect();
        row(vec![
            cell(name(one)),
            cell(one.code.definition().symbol),
            cell(breakable(one.code.definition().formula)),
            cell(reasons.join("；")),
        ])
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "未能计算的指标".into(),
        columns: vec![
            column("指标", Align::Left),
            column("符号", Align::Centre),
            column("公式", Align::Left),
            column("缺少的资料", Align::Left),
        ],
        rows,
        ..Draft::default()
    });
}
