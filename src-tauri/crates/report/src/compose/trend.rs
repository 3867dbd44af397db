//! Indicators over the years, in 6 用水水平评价; the window draws the same columns.

use super::figures::{UNKNOWN, number, plain_unit, unit};
use super::writer::{Draft, Writer, cell, column, row};
use crate::document::{Align, Run};
use shuiheng_audit::{Lang, Trend, fixed, round_gb8170};
use shuiheng_drawing::{ChartStyle, ColumnOf, Columns, Estimate, columns};
use std::collections::{BTreeMap, BTreeSet};

/// As many trends are drawn, in the order of the table.
const DRAWN: usize = 4;

/// The name of a trend: that of its indicator, and the product.
fn name(trend: &Trend, lang: Lang) -> String {
    let name = trend.of.name().get(lang).to_owned();
    if trend.product.is_empty() { name } else { name + &lang.bracketed(&trend.product) }
}

/// A change to the year before, with its sign.
fn change(value: Option<f64>) -> String {
    match value {
        Some(value) => {
            let text = fixed(value, 1);
            let plus = !text.starts_with('-') && text != "0.0";
            format!("{}{} %", if plus { "+" } else { "" }, text.replace('-', "−"))
        }
        None => String::new(),
    }
}

/// The columns of a trend; none where fewer than two of its years have a value, or where all
/// are zero: there is nothing to see.
pub fn trend_columns(trend: &Trend, lang: Lang) -> Option<Columns> {
    let digits = trend.of.digits();
    let known = trend.years.iter().filter(|year| year.value.is_some()).count();
    let of = |year: &shuiheng_audit::TrendYear| ColumnOf {
        name: year.year.to_string(),
        value: year.value.map(|value| round_gb8170(value, digits)),
        figure: year.value.map_or_else(|| UNKNOWN.to_owned(), |value| fixed(value, digits)),
        note: change(year.change),
    };
    let seen = trend.years.iter().any(|year| year.value.is_some_and(|value| value != 0.0));
    (known > 1 && seen).then(|| Columns {
        title: name(trend, lang),
        unit: lang.pick(unit(&trend.unit), plain_unit(&trend.unit)),
        columns: trend.years.iter().map(of).collect(),
    })
}

/// The section; nothing where no annual data exist.
pub(super) fn section(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let trends = &diagnosis.trends;
    let Some(first) = trends.first() else { return };
    let told: Vec<&Trend> = trends.iter().filter(|trend| trend.has_values()).collect();
    if told.is_empty() {
        writer.say("企业提供的历年用水资料不足，逐年用水指标均未能计算。");
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("依据企业提供的历年用水资料计算的用水指标见"),
        table,
        Run::plain("，各年只采用该年的资料。"),
    ]);
    let mut heads = vec![column("指标", Align::Left), column("单位", Align::Centre)];
    for year in &first.years {
        heads.push(column(&format!("{}年", year.year), Align::Decimal));
    }
    heads.push(column("末年比上年", Align::Centre));
    let rows = told.iter().map(|trend| {
        let digits = trend.of.digits();
        let of = unit(&trend.unit);
        let mut cells = vec![
            cell(name(trend, Lang::Zh)),
            cell(if of.is_empty() { UNKNOWN.to_owned() } else { of }),
        ];
        cells.extend(trend.years.iter().map(|year| {
            cell(year.value.map_or_else(|| UNKNOWN.to_owned(), |value| number(value, digits)))
        }));
        let last = change(trend.years.last().and_then(|year| year.change));
        cells.push(cell(if last.is_empty() { UNKNOWN.to_owned() } else { last }));
        row(cells)
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "用水指标逐年变化".into(),
        columns: heads,
        rows,
        notes: vec!["注：“—”表示该年资料不全，未作计算。".into()],
        ..Draft::default()
    });
    pictures(writer, &told);
    lacking(writer, trends);
}

fn pictures(writer: &mut Writer<'_>, told: &[&Trend]) {
    let charts: Vec<Columns> =
        told.iter().filter_map(|trend| trend_columns(trend, Lang::Zh)).take(DRAWN).collect();
    for chart in charts {
        let figure = writer.next_figure();
        writer.paragraph(vec![
            Run::plain(format!("{}的逐年变化见", chart.title)),
            figure,
            Run::plain("，年份下方为比上年的变化。"),
        ]);
        let scene = columns(&chart, &ChartStyle::default(), &Estimate);
        writer.figure(format!("{}逐年变化", chart.title), scene, false);
    }
}

/// What stands in the way of the years that have no value, each with its years.
fn lacking(writer: &mut Writer<'_>, trends: &[Trend]) {
    let mut lacks: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for year in trends.iter().flat_map(|trend| &trend.years) {
        let own = format!("{}年", year.year);
        for text in &year.missing {
            let what = text.zh.strip_prefix(own.as_str()).unwrap_or(&text.zh);
            lacks.entry(what).or_default().insert(year.year);
        }
    }
    let said = lacks.iter().map(|(what, years)| {
        let years: Vec<String> = years.iter().map(ToString::to_string).collect();
        format!("{what}（{}年）", years.join("、"))
    });
    let said: Vec<String> = said.collect();
    if !said.is_empty() {
        writer.say(format!("逐年指标缺少的资料：{}。", said.join("；")));
    }
}
