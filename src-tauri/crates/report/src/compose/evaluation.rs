//! 6 用水水平评价: indicators, quotas, limits.

use super::figures::{UNKNOWN, annual, breakable, digits, grouped, number, plain, unit};
use super::writer::{Draft, Writer, cell, column, row, toned, unconfirmed};
use crate::document::{Align, Column, Row, RowKind, Run, Tone};
use shuiheng_audit::{Comparison, Indicator, IndicatorGroup, Quota, Verdict};

/// The chapter.
pub(super) fn chapter(writer: &mut Writer<'_>) {
    writer.chapter("用水水平评价");
    writer.section("用水指标");
    indicators(writer);
    missing(writer);
    super::trend::section(writer);
    writer.section("用水定额对标");
    quotas(writer);
    writer.section("行业和行动方案参考值对照");
    limits(writer);
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
        Run::plain(
            "，各输入值的出处见附录A。指标公式取自所列文件的通行写法，未对照标准正式文本核实。",
        ),
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

fn quotas(writer: &mut Writer<'_>) {
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
    for comparison in comparisons {
        remarks(writer, comparison);
    }
}

/// The mark of a verdict that the uncertainty of the value does not support.
const fn open(open: bool) -> &'static str {
    if open { "（待定）" } else { "" }
}

fn comparison_row(comparison: &Comparison) -> crate::document::Row {
    let level = |wanted: &[&str]| {
        let reach = comparison.reaches.iter().find(|reach| wanted.contains(&reach.level));
        cell(reach.map_or_else(|| UNKNOWN.to_owned(), |reach| plain(reach.limit, 4)))
    };
    let confirmed = comparison.quota.as_ref().is_some_and(|quota| quota.confirmed.is_some());
    let basis = match &comparison.quota {
        Some(quota) => format!("{}{}", quota.standard, unconfirmed(confirmed)),
        None => "暂无定额".to_owned(),
    };
    let tone = match comparison.verdict {
        Verdict::Over => Tone::Bad,
        Verdict::Leading | Verdict::Advanced => Tone::Good,
        Verdict::NewBuild | Verdict::General | Verdict::Grade(_) => Tone::Plain,
        Verdict::None => Tone::Quiet,
    };
    row(vec![
        cell(&comparison.product),
        cell(comparison.value.map_or_else(|| UNKNOWN.to_owned(), |value| number(value, 3))),
        cell(unit(&comparison.unit)),
        level(&["领跑值", "Ⅰ级"]),
        level(&["先进值", "Ⅱ级"]),
        level(&["通用值", "Ⅲ级", "限值"]),
        cell(basis),
        toned(format!("{}{}", comparison.verdict.zh(), open(comparison.open)), tone),
        cell(annual(comparison.excess)),
    ])
}

/// How the value was computed, and what stands in the way of a verdict.
fn remarks(writer: &mut Writer<'_>, comparison: &Comparison) {
    let product = &comparison.product;
    if let Some(value) = comparison.value {
        writer.say(format!(
            "“{product}”单位产品取水量 = {} = {} {}。",
            grouped(&comparison.substituted),
            number(value, 3),
            unit(&comparison.unit)
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
            confirmed.document
        ),
        None => "；未对照标准正式文本核实".to_owned(),
    };
    let example = if quota.example { "；该条为示例数据，不得用于判定" } else { "" };
    writer.say(format!(
        "所用定额：{}，{}{}{}{}{confirmed}{example}。",
        quota.standard,
        quota.kind.zh(),
        part("适用产品", &quota.product),
        part("适用条件", &quota.condition),
        part("口径", &quota.basis),
    ));
}

fn limits(writer: &mut Writer<'_>) {
    let checks = &writer.diagnosis.limits;
    if checks.is_empty() {
        writer.say("没有与本企业行业相符且可据以判断的参考值，未作对照。");
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("与行业技术要求和行动方案目标的对照见"),
        table,
        Run::plain("。行动方案的目标针对区域或规模以上工业整体，对单个企业仅作参考。"),
    ]);
    let rows = checks.iter().map(|check| {
        let limit = &check.limit;
        row(vec![
            cell(check.indicator.name().zh),
            cell(number(check.value, digits(&limit.unit))),
            cell(format!("{}{}", limit.operator, plain(limit.value, 4))),
            cell(unit(&limit.unit)),
            if check.met {
                toned(format!("达到{}", open(check.open)), Tone::Good)
            } else {
                toned(format!("未达到{}", open(check.open)), Tone::Bad)
            },
            cell(if limit.scope.is_empty() { UNKNOWN } else { &limit.scope }),
            cell(format!("{}{}", limit.source, unconfirmed(limit.confirmed.is_some()))),
        ])
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "参考值对照".into(),
        columns: vec![
            column("指标", Align::Left),
            column("本企业", Align::Decimal),
            column("参考值", Align::Centre),
            column("单位", Align::Centre),
            column("结论", Align::Centre),
            column("适用范围", Align::Left),
            column("依据", Align::Left),
        ],
        rows,
        ..Draft::default()
    });
}
