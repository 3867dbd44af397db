//! Most probable flows that were accepted in the place of raw figures.

use super::super::figures::{UNKNOWN, cells, daily, percent};
use super::super::writer::{Draft, Writer, cell, column, row};
use crate::document::{Align, Run};

/// Writes which flows were adjusted, and by how much; nothing where the diagnosis rests on
/// the raw figures.
pub(in super::super) fn adjusted(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let adjustments = &diagnosis.case.adjustments;
    if adjustments.is_empty() {
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("本报告的水平衡、指标和结论采用校正值：在各数据的不确定度范围内，求与原始值改变最小、且满足水平衡方程的最可能水量（加权最小二乘法）。原始值、校正值和改变量对照见"),
        table,
        Run::plain("；原始值未被改动。"),
    ]);
    let rows = adjustments.iter().filter_map(|adjustment| {
        let stream = diagnosis.case.site.streams.get(adjustment.stream)?;
        let raw = adjustment.raw.as_ref();
        let change = adjustment.change();
        let rate = change.zip(raw).and_then(|(change, raw)| change.over(raw.value.abs()));
        Some(row(vec![
            cell(diagnosis.case.site.stream_name(stream).zh),
            cell(daily(raw.map(|raw| raw.value))),
            cell(daily(Some(adjustment.value))),
            cell(daily(change)),
            cell(percent(rate)),
            cell(daily(Some(adjustment.uncertainty))),
            raw.map_or_else(|| cell(UNKNOWN), |raw| cell(cells(raw.origin.cells(), &writer.files))),
        ]))
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "数据校正".into(),
        unit: "单位：m³/d",
        columns: vec![
            column("水流", Align::Left),
            column("原始值", Align::Decimal),
            column("校正值", Align::Decimal),
            column("改变量", Align::Decimal),
            column("改变/%", Align::Decimal),
            column("标准不确定度", Align::Decimal),
            column("原始值出处", Align::Left),
        ],
        rows,
        notes: vec![
            "注：原始值为“—”表示企业未提供该数据，校正值由平衡关系推算。各数据的不确定度按取得方法取值，取自工程经验（未核实）。".into(),
        ],
    });
}
