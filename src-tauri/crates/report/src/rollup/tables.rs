//! The tables of the report of a program.

use super::{lacks, wan};
use crate::compose::figures::{UNKNOWN, number, unit};
use crate::document::{Align, Column, Row, RowKind, Run, Table, Tone};
use rust_decimal::Decimal;
use shuiheng_audit::{Rollup, RollupRow, TargetState, Verdict};

fn column(title: &str, align: Align) -> Column {
    Column { title: title.into(), align, group: None }
}

fn words(title: &str) -> Column {
    column(title, Align::Left)
}

fn figures(title: &str) -> Column {
    column(title, Align::Decimal)
}

fn row(kind: RowKind, cells: Vec<String>) -> Row {
    let cells = cells.into_iter().map(|text| vec![Run::plain(text)]).collect();
    Row { kind, depth: 0, cells }
}

fn data(cells: Vec<String>) -> Row {
    row(RowKind::Data, cells)
}

fn total(cells: Vec<String>) -> Row {
    row(RowKind::Total, cells)
}

fn known(text: &str) -> String {
    if text.trim().is_empty() { UNKNOWN.into() } else { text.to_owned() }
}

fn value(value: Option<f64>, digits: u32) -> String {
    value.map_or_else(|| UNKNOWN.into(), |value| number(value, digits))
}

fn money(amount: Option<Decimal>) -> String {
    amount.map_or_else(|| UNKNOWN.into(), |amount| format!("{:.2}", amount.round_dp(2)))
}

fn notes(texts: impl IntoIterator<Item = String>) -> Vec<Vec<Run>> {
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    texts.map(|text| vec![Run::plain(format!("注：{text}。"))]).collect()
}

/// District by district.
pub(super) fn districts(sum: &Rollup) -> Table {
    let name =
        |name: &str| if name.is_empty() { "其他或不详".into() } else { name.to_owned() };
    let mut rows: Vec<Row> = sum
        .districts
        .iter()
        .map(|of| {
            data(vec![
                name(&of.name),
                of.planned.to_string(),
                of.begun.to_string(),
                of.reported.to_string(),
            ])
        })
        .collect();
    let (planned, begun, reported) = super::chapters::counts(sum);
    rows.push(total(vec![
        "合计".into(),
        planned.to_string(),
        begun.to_string(),
        reported.to_string(),
    ]));
    Table {
        title: "各区（县、市）诊断进展".into(),
        unit: "单位：家".into(),
        columns: vec![
            words("区（县、市）"),
            figures("计划"),
            figures("已开展"),
            figures("已出报告"),
        ],
        rows,
        ..Table::default()
    }
}

/// The targets of the program.
pub(super) fn targets(sum: &Rollup) -> Table {
    let rows = sum.targets.iter().map(|of| {
        let target = &of.target;
        let tone = match of.state {
            TargetState::Reached => Tone::Good,
            TargetState::Missed => Tone::Bad,
            TargetState::Part | TargetState::Untold => Tone::Quiet,
        };
        let mut row = data(vec![
            target.name.zh.clone(),
            format!("{}{}", target.operator, shuiheng_audit::trimmed(target.value, 4)),
            value(of.value, 4),
            target.printed_unit(),
            of.counted.0.to_string(),
        ]);
        row.cells.push(vec![Run::toned(of.state.name().0, tone)]);
        row.cells.push(vec![Run::plain(of.note.zh.clone())]);
        row
    });
    Table {
        title: "行动方案目标与已诊断企业合计".into(),
        columns: vec![
            words("目标"),
            figures("目标值"),
            figures("已诊断企业合计"),
            words("单位"),
            figures("计入企业/家"),
            words("情况"),
            words("说明"),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// Enterprise by enterprise.
pub(super) fn enterprises(sum: &Rollup) -> Table {
    let mut rows: Vec<Row> = sum
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            data(vec![
                (at + 1).to_string(),
                known(&row.name),
                known(&row.district),
                known(&row.industry),
                wan(row.intake),
                value(row.reuse_rate_pct, 2),
                value(row.reuse_rate_without_cooling_pct, 2),
                value(row.online_metering_pct, 2),
                value(row.added_value_intake, 2),
                if row.reported { "已出报告".into() } else { "诊断中".into() },
            ])
        })
        .collect();
    let totals = &sum.totals;
    let mut sums = vec![UNKNOWN.to_owned(); 10];
    for (at, text) in [
        (0, String::new()),
        (1, "合计".to_owned()),
        (4, wan(totals.intake.value)),
        (5, value(totals.reuse_rate_pct, 2)),
    ] {
        sums[at] = text;
    }
    rows.push(total(sums));
    Table {
        title: "各企业用水水平".into(),
        columns: vec![
            column("序号", Align::Centre),
            words("企业"),
            words("区域"),
            words("行业"),
            figures("年取水量/(万m³/a)"),
            figures("重复利用率/%"),
            figures("不含冷却循环水/%"),
            figures("在线计量率/%"),
            figures("万元工业增加值取水量/m³"),
            words("状态"),
        ],
        rows,
        notes: notes([lacks(totals.intake.unknown, "家企业年取水量")]),
        ..Table::default()
    }
}

/// Product by product.
pub(super) fn products(sum: &Rollup) -> Table {
    let of_row = |row: &RollupRow| {
        let name = known(&row.name);
        let products = row.products.iter().map(move |product| {
            let open = if product.open { "，待定" } else { "" };
            let unconfirmed =
                if product.judged && !product.confirmed { "（未核实）" } else { "" };
            let tone = match product.verdict {
                Verdict::Over => Tone::Bad,
                Verdict::Leading | Verdict::Advanced => Tone::Good,
                _ => Tone::Plain,
            };
            let mut row = data(vec![
                name.clone(),
                product.name.clone(),
                value(product.value, 3),
                unit(&product.unit),
                known(&product.standard),
            ]);
            let words = format!("{}{open}{unconfirmed}", product.verdict.zh());
            row.cells.push(vec![Run::toned(words, tone)]);
            row.cells.push(vec![Run::plain(wan(product.excess))]);
            row
        });
        products.collect::<Vec<Row>>()
    };
    Table {
        title: "各企业产品对标".into(),
        columns: vec![
            words("企业"),
            words("产品"),
            figures("单位产品取水量"),
            words("单位"),
            words("定额"),
            words("判定"),
            figures("超定额水量/(万m³/a)"),
        ],
        rows: sum.rows.iter().flat_map(of_row).collect(),
        ..Table::default()
    }
}

/// How many products reached what.
pub(super) fn verdicts(sum: &Rollup) -> Table {
    let totals = &sum.totals;
    let mut rows: Vec<Row> = totals
        .verdicts
        .iter()
        .map(|of| data(vec![of.verdict.zh().into(), of.products.to_string()]))
        .collect();
    let all: u32 = totals.verdicts.iter().map(|of| of.products).sum();
    rows.push(total(vec!["合计".into(), all.to_string()]));
    Table {
        title: "对标结果统计".into(),
        unit: "单位：个".into(),
        columns: vec![words("判定"), figures("产品数")],
        rows,
        ..Table::default()
    }
}

/// Findings and measures by enterprise.
pub(super) fn measures(sum: &Rollup) -> Table {
    let cells =
        |name: String, row: (&[usize; 3], usize, Option<f64>, usize, Option<Decimal>, usize)| {
            let (findings, count, saving, unknown_savings, investment, unknown_investments) = row;
            let mut cells = vec![name];
            cells.extend(findings.iter().map(usize::to_string));
            cells.extend([
                count.to_string(),
                wan(saving),
                unknown_savings.to_string(),
                money(investment),
                unknown_investments.to_string(),
            ]);
            cells
        };
    let mut rows: Vec<Row> = sum
        .rows
        .iter()
        .map(|row| {
            let of = &row.measures;
            data(cells(
                known(&row.name),
                (
                    &row.findings,
                    of.count,
                    of.saving,
                    of.unknown_savings,
                    of.investment,
                    of.unknown_investments,
                ),
            ))
        })
        .collect();
    let totals = &sum.totals;
    rows.push(total(cells(
        "合计".into(),
        (
            &totals.findings,
            totals.measures,
            totals.saving.value,
            totals.unknown_savings,
            totals.investment,
            totals.unknown_investments,
        ),
    )));
    let grouped = |group: &str, title: &str| Column {
        title: title.into(),
        group: Some(group.into()),
        align: Align::Decimal,
    };
    Table {
        title: "各企业问题与措施".into(),
        columns: vec![
            words("企业"),
            grouped("问题/项", "重点"),
            grouped("问题/项", "一般"),
            grouped("问题/项", "提示"),
            figures("措施/项"),
            grouped("节水量", "已知合计/(万m³/a)"),
            grouped("节水量", "不详/项"),
            grouped("投资", "已知合计/万元"),
            grouped("投资", "不详/项"),
        ],
        rows,
        notes: notes([
            lacks(totals.unknown_savings, "项措施的节水量"),
            lacks(totals.unknown_investments, "项措施的投资"),
        ]),
        ..Table::default()
    }
}
