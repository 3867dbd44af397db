//! 附录 数据溯源: every figure with its cell, how it was obtained, what was assumed.

use super::figures::{UNKNOWN, cells, plain, unit};
use super::writer::{Draft, Writer, cell, row};
use crate::document::{Align, Column, Row, RowKind};
use shuiheng_audit::{Figure, Input, Item, Origin, SiteIndex, Stream};
use std::collections::BTreeSet;

/// What stands before the tables.
pub(super) fn intro(writer: &mut Writer<'_>) {
    writer.say(
        "本附录列出报告所用每一水量的出处。出处写作“工作表!单元格”；取得方式为企业资料所载或诊断人员录入，资料未说明的按“企业填报”列示。",
    );
    if writer.meta.sources.len() > 1 {
        let names: Vec<String> = writer
            .meta
            .sources
            .iter()
            .enumerate()
            .map(|(at, source)| format!("[{}]为“{}”", at + 1, source.name))
            .collect();
        writer.say(format!("工作表名前的编号为文件编号：{}。", names.join("，")));
    }
}

fn columns(titles: [(&str, Align); 5]) -> Vec<Column> {
    titles.map(|(title, align)| Column { title: title.into(), align, group: None }).to_vec()
}

/// The figures of units.
pub(super) fn streams(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let index = SiteIndex::of(&diagnosis.case.site);
    let mut rows = Vec::new();
    for unit in &diagnosis.balance.units {
        let Some(named) = index.unit(&unit.unit) else { continue };
        let figures: Vec<(Item, &Stream)> = Item::all()
            .flat_map(|item| index.given(&unit.unit, item).into_iter().map(move |one| (item, one)))
            .collect();
        if figures.is_empty() {
            continue;
        }
        rows.push(Row { kind: RowKind::Section, depth: 0, cells: vec![cell(&named.name)] });
        rows.extend(figures.into_iter().map(|(item, one)| self::row_of(item, one, &writer.files)));
    }
    if rows.is_empty() {
        writer.say("没有用水单元的水量数据。");
        return;
    }
    let draft = Draft {
        title: "用水单元水量的出处".into(),
        unit: "单位：m³/d",
        columns: columns([
            ("水量", Align::Left),
            ("数值", Align::Decimal),
            ("取得方式", Align::Centre),
            ("出处", Align::Left),
            ("说明", Align::Left),
        ]),
        rows,
        notes: vec!["注：数值按原数据列示，最多四位小数；“—”表示不详。两单元之间的水流在供、用两个单元下各列一次。".into()],
    };
    writer.table(draft.without_empty_columns());
}

fn row_of(item: Item, stream: &Stream, files: &[String]) -> Row {
    let Some(figure) = &stream.figure else {
        return row(vec![
            cell(item.zh()),
            cell(UNKNOWN),
            cell(UNKNOWN),
            cell(UNKNOWN),
            cell("资料未提供"),
        ]);
    };
    let (place, remark) = origin(figure, files);
    row(vec![
        cell(item.zh()),
        cell(plain(figure.value.value(), 4)),
        cell(figure.basis.zh()),
        cell(place),
        cell(remark),
    ])
}

/// Where a figure stands, and what is to be said of it.
pub(crate) fn origin(figure: &Figure, files: &[String]) -> (String, String) {
    let place = cells(figure.origin.cells(), files);
    match &figure.origin {
        Origin::Cells { cells } if cells.len() > 1 => (place, "各单元格之和".to_owned()),
        Origin::Cells { .. } => (place, String::new()),
        Origin::Entry { field } => (format!("录入：{field}"), String::new()),
        Origin::Computed { formula, .. } => (place, format!("计算：{formula}")),
        Origin::Assumed { reason, .. } => (place, format!("假定：{reason}")),
    }
}

/// What indicators and comparisons rest on.
pub(super) fn inputs(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let of_indicators = diagnosis.indicators.iter().flat_map(|one| &one.inputs);
    let of_products = diagnosis.comparisons.iter().flat_map(|one| &one.inputs);
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for input in of_indicators.chain(of_products) {
        let key = (input.symbol.clone(), input.name.zh.clone(), input.value.to_bits());
        if seen.insert(key) {
            rows.push(input_row(input, &writer.files));
        }
    }
    if rows.is_empty() {
        writer.say("没有可用于计算指标的输入值。");
        return;
    }
    writer.table(Draft {
        title: "指标和对标输入值的出处".into(),
        columns: columns([
            ("符号", Align::Centre),
            ("名称", Align::Left),
            ("数值", Align::Decimal),
            ("单位", Align::Centre),
            ("出处", Align::Left),
        ]),
        rows,
        notes: vec![
            "注：出处为表中合计单元格的，其数值与各单元之和一致；否则列出各组成单元格。".into(),
        ],
        ..Draft::default()
    });
}

fn input_row(input: &Input, files: &[String]) -> Row {
    let place = cells(&input.cells, files);
    row(vec![
        cell(if input.symbol.is_empty() { UNKNOWN } else { &input.symbol }),
        cell(&input.name.zh),
        cell(super::figures::given(input.value, &input.unit)),
        cell(unit(&input.unit)),
        cell(if place.is_empty() { without_cells(input).to_owned() } else { place }),
    ])
}

/// What is said of an input that stands in no cell.
fn without_cells(input: &Input) -> &'static str {
    let flow = input.unit == "m3/d";
    if flow && input.value == 0.0 {
        "资料中无该项水流"
    } else {
        "企业基本资料或录入"
    }
}
