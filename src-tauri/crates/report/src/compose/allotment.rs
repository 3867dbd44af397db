//! 6 用水水平评价, what counts as intake for each quota and how products got their parts.

use super::figures::{UNKNOWN, annual, grouped, number};
use super::writer::{Draft, Writer, cell, column, row, unconfirmed};
use crate::document::{Align, Run};
use shuiheng_audit::{AllotmentRule, Comparison, Text};

/// What counts as intake for each quota and how each product got its part of it; nothing
/// where a single product has the whole.
pub(super) fn tables(writer: &mut Writer<'_>) {
    let comparisons = &writer.diagnosis.comparisons;
    let plain_whole = |one: &Comparison| {
        one.counted.terms.is_empty()
            && one.allotment.rule == AllotmentRule::Share
            && one.allotment.share.is_none_or(|share| share == 1.0)
    };
    if comparisons.iter().all(plain_whole) {
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("各定额口径的取水量和各产品分得的取水量见"),
        table,
        Run::plain("。"),
    ]);
    let flow = |value: Option<f64>| {
        cell(value.map_or_else(|| UNKNOWN.to_owned(), |value| number(value, 1)))
    };
    let rows = comparisons.iter().map(|one| {
        let off =
            one.counted.counted.zip(one.counted.gross).map(|(counted, gross)| counted - gross);
        let share = one.allotment.share.map(|share| number(share * 100.0, 2));
        row(vec![
            cell(&one.product),
            flow(one.counted.gross),
            flow(off),
            flow(one.counted.counted),
            cell(one.allotment.rule.zh()),
            flow(one.allotment.daily),
            cell(share.unwrap_or_else(|| UNKNOWN.to_owned())),
            cell(annual(one.annual)),
        ])
    });
    let rows = rows.collect();
    let shares = writer.diagnosis.whole.allotted_share;
    let sum = shares.map_or_else(String::new, |sum| {
        format!("各产品分得比例合计 {} %。", number(sum * 100.0, 2))
    });
    writer.table(Draft {
        title: "定额口径取水量和分摊".into(),
        columns: vec![
            column("产品", Align::Left),
            column("全厂取水量/(m³/d)", Align::Decimal),
            column("口径增减/(m³/d)", Align::Decimal),
            column("定额口径取水量/(m³/d)", Align::Decimal),
            column("分摊规则", Align::Centre),
            column("产品取水量/(m³/d)", Align::Decimal),
            column("分得比例/%", Align::Decimal),
            column("年取水量/(万m³/a)", Align::Decimal),
        ],
        rows,
        notes: vec![format!("注：{sum}比例按所列规则计算或给定，不作归一处理。")],
        ..Draft::default()
    });
    for one in comparisons {
        boundary(writer, one);
        steps(writer, one);
    }
}

/// The way from the intake to what the quota counts.
fn boundary(writer: &mut Writer<'_>, one: &Comparison) {
    let counted = &one.counted;
    if counted.terms.is_empty() {
        return;
    }
    let terms: Vec<String> = counted
        .terms
        .iter()
        .map(|term| {
            let change = term.change.map_or_else(
                || "水量不详".to_owned(),
                |change| format!("{} m³/d", number(change, 1)),
            );
            format!("{}（{change}）", term.words().zh)
        })
        .collect();
    let flow = |value: Option<f64>| {
        value.map_or_else(|| UNKNOWN.to_owned(), |value| format!("{} m³/d", number(value, 1)))
    };
    let reason = match (counted.changed, counted.reason.as_str()) {
        (true, "") => "；口径由诊断人员调整".to_owned(),
        (true, reason) => format!("；口径由诊断人员依据{reason}调整"),
        (false, _) => String::new(),
    };
    let rule = if counted.rule.source.is_empty() {
        String::new()
    } else {
        let confirmed = counted.rule.confirmed.is_some();
        format!("口径依据：{}{}", counted.rule.source, unconfirmed(confirmed))
    };
    writer.say(format!(
        "“{}”所用定额的取水量口径：全厂取水量 {}，{}，定额口径取水量 {}。{rule}{reason}。",
        one.product,
        flow(counted.gross),
        terms.join("，"),
        flow(counted.counted),
    ));
}

/// How the water was allotted.
fn steps(writer: &mut Writer<'_>, one: &Comparison) {
    let allotment = &one.allotment;
    if allotment.steps.is_empty() {
        return;
    }
    let reason = if allotment.reason.trim().is_empty() {
        String::new()
    } else {
        format!("（依据：{}）", allotment.reason)
    };
    // A step that begins with the name of the rule does not say it twice.
    let named = format!("{}：", allotment.rule.zh());
    let step = |step: &Text| grouped(step.zh.strip_prefix(&named).unwrap_or(&step.zh));
    let steps: Vec<String> = allotment.steps.iter().map(step).collect();
    writer.say(format!(
        "“{}”的取水量分摊规则为{}{reason}：{}。",
        one.product,
        allotment.rule.zh(),
        steps.join("；")
    ));
}
