//! 6 用水水平评价, products against their quotas: where each stands, what counts as its
//! intake and how it got its part, and all products together.

use super::figures::{UNKNOWN, annual, grouped, number, plain, unit};
use super::writer::{Draft, Writer, cell, column, row, toned, unconfirmed};
use crate::document::{Align, Column, Row, Run, Tone};
use shuiheng_audit::{Comparison, LevelState, Quota, Reach, Verdict, WholeLevel, trimmed};

/// The section.
pub(super) fn section(writer: &mut Writer<'_>) {
    let comparisons = &writer.diagnosis.comparisons;
    if comparisons.is_empty() {
        writer.say("企业未提供产品和产量资料，未进行用水定额对标。");
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("各产品单位产品取水量与用水定额的对照见"),
        table,
        Run::plain("。"),
    ]);
    let rows = comparisons.iter().map(comparison_row).collect();
    let level = |title: &str| Column {
        title: title.into(),
        align: Align::Decimal,
        group: Some("定额值".into()),
    };
    writer.table(Draft {
        title: "用水定额对标".into(),
        columns: vec![
            column("产品", Align::Left),
            column("单位产品取水量", Align::Decimal),
            column("单位", Align::Centre),
            level("领跑值/Ⅰ级"),
            level("先进值/Ⅱ级"),
            level("通用值/Ⅲ级/限值"),
            column("定额依据", Align::Left),
            column("判定", Align::Centre),
            column("超出水量/(万m³/a)", Align::Decimal),
        ],
        rows,
        notes: vec![
            "注：单位产品取水量不大于某级定额值即为达到该级。“—”表示定额未列该级数值或无法计算。标注“未核实”的定额未对照标准正式文本核对，判定结果仅供参考。".into(),
        ],
        ..Draft::default()
    });
    super::charts::quotas(writer);
    levels(writer);
    super::allotment::tables(writer);
    for comparison in comparisons {
        remarks(writer, comparison);
    }
    whole(writer);
}

/// The mark of a verdict that the uncertainty of the value does not support.
pub(super) const fn open(open: bool) -> &'static str {
    if open { "（待定）" } else { "" }
}

fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Over => Tone::Bad,
        Verdict::Leading | Verdict::Advanced => Tone::Good,
        Verdict::NewBuild | Verdict::General | Verdict::Grade(_) => Tone::Plain,
        Verdict::None => Tone::Quiet,
    }
}

fn comparison_row(comparison: &Comparison) -> Row {
    let level = |wanted: &[&str]| {
        let reach = comparison.reaches.iter().find(|reach| wanted.contains(&reach.level));
        cell(reach.map_or_else(|| UNKNOWN.to_owned(), |reach| plain(reach.limit, 4)))
    };
    let confirmed = comparison.quota.as_ref().is_some_and(|quota| quota.confirmed.is_some());
    let basis = match &comparison.quota {
        Some(quota) => format!("{}{}", quota.standard, unconfirmed(confirmed)),
        None => "暂无定额".to_owned(),
    };
    row(vec![
        cell(&comparison.product),
        cell(comparison.value.map_or_else(|| UNKNOWN.to_owned(), |value| number(value, 3))),
        cell(unit(&comparison.unit)),
        level(&["领跑值", "Ⅰ级"]),
        level(&["先进值", "Ⅱ级"]),
        level(&["通用值", "Ⅲ级", "限值"]),
        cell(basis),
        toned(
            format!("{}{}", comparison.verdict.zh(), open(comparison.open)),
            tone(comparison.verdict),
        ),
        cell(annual(comparison.excess)),
    ])
}

/// Every level of every product: met or not, by how much, and what reaching it would save.
fn levels(writer: &mut Writer<'_>) {
    let comparisons = &writer.diagnosis.comparisons;
    let rows: Vec<Row> = comparisons
        .iter()
        .flat_map(|one| one.reaches.iter().map(move |reach| level_row(one, reach)))
        .collect();
    if rows.is_empty() {
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("各产品对照各级定额的余量及达到该级可减少的取水量见"),
        table,
        Run::plain("。"),
    ]);
    writer.table(Draft {
        title: "各级定额判定".into(),
        columns: vec![
            column("产品", Align::Left),
            column("级别", Align::Centre),
            column("公布值", Align::Decimal),
            column("判定值", Align::Decimal),
            column("结论", Align::Centre),
            column("余量", Align::Decimal),
            column("余量率/%", Align::Decimal),
            column("可减少取水/(万m³/a)", Align::Decimal),
        ],
        rows,
        notes: vec![
            "注：余量为定额值减单位产品取水量，负值为超出。判定值为公布值经所列修正项修正后的数值，无修正时与公布值相同。“待定”表示定额值落在单位产品取水量的不确定度以内。新建值只用于判定新建、改扩建企业。可减少取水量按现有产量测算，不等同于已论证的节水量。".into(),
        ],
        ..Draft::default()
    });
}

fn level_row(one: &Comparison, reach: &Reach) -> Row {
    let required = if one.required == Some(reach.kind) { "（应达到）" } else { "" };
    row(vec![
        cell(&one.product),
        cell(format!("{}{required}", reach.level)),
        cell(reach.published.map_or_else(|| UNKNOWN.to_owned(), |value| plain(value, 4))),
        cell(plain(reach.limit, 4)),
        toned(reach.state.zh(), level_tone(reach.state)),
        cell(number(reach.margin, 3)),
        cell(number(reach.margin_pct, 2)),
        cell(annual(Some(reach.saving))),
    ])
}

const fn level_tone(state: LevelState) -> Tone {
    match state {
        LevelState::Met => Tone::Good,
        LevelState::NotMet => Tone::Bad,
        LevelState::Open => Tone::Plain,
        LevelState::NotJudged => Tone::Quiet,
    }
}

/// How the value was computed, and what stands in the way of a verdict.
fn remarks(writer: &mut Writer<'_>, comparison: &Comparison) {
    let product = &comparison.product;
    for step in &comparison.conversion {
        writer.say(format!("“{product}”{}。", grouped(&step.zh)));
    }
    if let Some(value) = comparison.value {
        writer.say(format!(
            "“{product}”单位产品取水量 = {} = {} {}。",
            grouped(&comparison.substituted),
            number(value, 3),
            unit(&comparison.unit)
        ));
    }
    for of in &comparison.adjustments {
        let source = if of.source.is_empty() { String::new() } else { format!("，{}", of.source) };
        writer.say(format!(
            "“{product}”定额修正项“{}”：{}{source}{}。",
            of.name,
            grouped(&of.substituted.zh),
            unconfirmed(of.confirmed)
        ));
    }
    if !comparison.missing.is_empty() {
        let missing: Vec<&str> = comparison.missing.iter().map(|text| text.zh.as_str()).collect();
        writer.say(format!("“{product}”未能计算或判定的原因：{}。", missing.join("；")));
    }
    match &comparison.quota {
        Some(quota) => quota_remark(writer, quota),
        None => writer.say(format!(
            "“{product}”暂无定额：应查阅现行国家和浙江省用水定额标准，录入适用于该产品的定额值，注明标准号和页码并核实后再作判定，不得以其他行业的定额代替。"
        )),
    }
    super::quota_choice::say(writer, comparison);
    let savings: Vec<String> = comparison
        .reaches
        .iter()
        .filter(|reach| reach.saving.value() > 0.0)
        .map(|reach| {
            format!(
                "{}（{}）可减少取水 {} 万m³/a",
                reach.level,
                plain(reach.limit, 4),
                annual(Some(reach.saving))
            )
        })
        .collect();
    if !savings.is_empty() {
        writer.say(format!(
            "按现有产量测算，“{product}”单位产品取水量降至{}。该数值为与定额之差，不等同于已论证的节水量。",
            savings.join("，降至")
        ));
    }
}

fn quota_remark(writer: &mut Writer<'_>, quota: &Quota) {
    let part = |name: &str, text: &str| {
        if text.trim().is_empty() { String::new() } else { format!("；{name}：{text}") }
    };
    let confirmed = match &quota.confirmed {
        Some(confirmed) => format!(
            "；已由{}于{}对照{}核实",
            confirmed.by,
            super::front::date(confirmed.on),
            confirmed.cited()
        ),
        None => "；未对照标准正式文本核实".to_owned(),
    };
    let example = if quota.example { "；该条为示例数据，不得用于判定" } else { "" };
    let observed = match quota.levels.observed {
        Some(value) => format!("；其他企业实绩 {} {}，仅供参考", trimmed(value, 4), quota.unit),
        None => String::new(),
    };
    writer.say(format!(
        "所用定额：{}，{}{}{}{}{observed}{confirmed}{example}。",
        quota.standard,
        quota.kind.zh(),
        part("适用产品", &quota.product),
        part("适用条件", &quota.condition),
        part("口径", &quota.basis),
    ));
}

/// All products together, where there is more than one or part of the water is not judged.
fn whole(writer: &mut Writer<'_>) {
    let whole = &writer.diagnosis.whole;
    if let (Some(judged), Some(share)) = (whole.judged, whole.judged_share) {
        writer.say(format!(
            "按定额作出判定的产品 {} 种（共 {} 种），其取水量合计 {} 万m³/a，占全厂年取水量 {} 万m³/a 的 {} %。",
            whole.judged_products,
            whole.products,
            annual(Some(judged)),
            annual(whole.intake),
            number(share * 100.0, 2)
        ));
    }
    if whole.products < 2 || whole.levels.is_empty() {
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("各产品合计的允许取水量与实际取水量见"),
        table,
        Run::plain("，不同类别的定额分别合计。"),
    ]);
    let line = |level: &WholeLevel| {
        let without = if level.lacking.is_empty() {
            level.products.join("、")
        } else {
            format!("{}（{}无此级别）", level.products.join("、"), level.lacking.join("、"))
        };
        row(vec![
            cell(level.kind.zh()),
            cell(annual(Some(level.allowed))),
            cell(annual(Some(level.taken))),
            cell(annual(Some(level.margin()))),
            toned(level.state.zh(), level_tone(level.state)),
            cell(without),
        ])
    };
    let rows = whole.levels.iter().map(line).collect();
    writer.table(Draft {
        title: "全厂各级定额合计".into(),
        columns: vec![
            column("级别", Align::Centre),
            column("允许取水量/(万m³/a)", Align::Decimal),
            column("实际取水量/(万m³/a)", Align::Decimal),
            column("余量/(万m³/a)", Align::Decimal),
            column("结论", Align::Centre),
            column("计入的产品", Align::Left),
        ],
        rows,
        notes: vec![
            "注：允许取水量为定额值乘以产量，按具有该级别的产品合计；新建值只用于判定新建、改扩建企业。".into(),
        ],
        ..Draft::default()
    });
}
