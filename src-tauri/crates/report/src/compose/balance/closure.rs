//! How units and the whole close, and what the table's own total says.

use super::super::conclusion;
use super::super::figures::{UNKNOWN, cells, daily, number, percent};
use super::super::front::closure_tone;
use super::super::writer::{Draft, Writer, cell, row, toned};
use crate::document::{Align, Column, Row, RowKind, Run, Tone};
use shuiheng_audit::{
    Closure, DailyVolume, Diagnosis, Difference, Flows, Grade, Quantity, Unaccounted,
};

/// Writes how each unit and the whole close.
pub(in super::super) fn closure(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("各用水单元和全厂的闭合情况见"),
        table,
        Run::plain(format!("。{}", conclusion::closure_sentence(diagnosis))),
    ]);
    let mut rows: Vec<Row> = diagnosis
        .balance
        .units
        .iter()
        .filter_map(|unit| {
            let name = &diagnosis.case.site.unit(&unit.unit)?.name;
            Some(Row {
                depth: unit.depth,
                ..closure_row(
                    name,
                    &unit.flows,
                    &unit.difference,
                    diagnosis.closing.units.get(&unit.unit),
                )
            })
        })
        .collect();
    let site = &diagnosis.balance.site;
    let whole =
        closure_row("全厂合计", &site.flows, &site.difference, diagnosis.closing.site.as_ref());
    rows.push(Row { kind: RowKind::Total, ..whole });
    let columns = [
        ("用水单元", Align::Left),
        ("输入水量", Align::Decimal),
        ("输出水量", Align::Decimal),
        ("不平衡量", Align::Decimal),
        ("不平衡率/%", Align::Decimal),
        ("不平衡量区间", Align::Centre),
        ("最低等级", Align::Centre),
        ("结论", Align::Centre),
        ("不详的水量", Align::Left),
    ];
    let draft = Draft {
        title: "闭合性检验".into(),
        unit: "单位：m³/d",
        columns: columns
            .map(|(title, align)| Column { title: title.into(), align, group: None })
            .to_vec(),
        rows,
        notes: vec![
            "注：单元的不平衡率为不平衡量占其输入水量的比例；全厂合计的输入、输出水量为各单元之和，含串联、回用等厂内水流，全厂不平衡率为不平衡量占取水量的比例。平衡、需关注、不平衡按程序设定的允许误差判定，允许误差取自工程惯例，不是标准条文（未核实）；数值修约引起的尾差不作不平衡处理。".into(),
            interval_note(diagnosis),
            "注：有水量不详时，不平衡量中包含该水量。".into(),
        ],
    };
    writer.table(draft.without_empty_columns());
    super::super::charts::losses(writer);
}

fn closure_row(
    name: &str,
    flows: &Flows,
    difference: &Difference,
    interval: Option<&Unaccounted>,
) -> Row {
    let mark = match difference.closure {
        Closure::Closed => "√",
        Closure::Attention => "△",
        Closure::Open => "×",
        Closure::Unknown => "?",
    };
    let unknown = difference.unknown.iter().map(|item| item.zh()).collect::<Vec<_>>().join("、");
    row(vec![
        cell(name),
        cell(daily(flows.inflow())),
        cell(daily(flows.outflow())),
        cell(daily(difference.imbalance)),
        cell(percent(difference.rate)),
        cell(interval.map_or_else(|| UNKNOWN.into(), ends)),
        cell(interval.and_then(|known| known.grade).map_or(UNKNOWN, Grade::letter)),
        toned(format!("{mark} {}", difference.closure.zh()), closure_tone(difference.closure)),
        cell(unknown),
    ])
}

/// Both ends of an interval: `−3.3～43.3`.
fn ends(known: &Unaccounted) -> String {
    format!("{}～{}", daily(Some(known.low)), daily(Some(known.high)))
}

fn interval_note(diagnosis: &Diagnosis) -> String {
    format!(
        "注：不平衡量区间按 {} % 的包含概率给出：各水量按取得方法分为A、B、C、D四个数据质量等级，取各等级的相对标准不确定度（未核实），对穿过该层级边界的水量按方和根合成后乘以包含因子；视各水量相互独立。最低等级为参与合成的水量中最低的等级。",
        number(diagnosis.closing.confidence.to_percent(), 0)
    )
}

/// Writes what the table's own total says against the sums.
pub(in super::super) fn totals(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let Some(stated) = &diagnosis.case.stated else {
        writer.say("企业水平衡表未列合计行，全厂数值均为各用水单元之和。");
        return;
    };
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain(format!("企业水平衡表“{}”行所列数值与各单元之和的对照见", stated.name)),
        table,
        Run::plain("。两者不一致时，本报告采用各单元之和。"),
    ]);
    let rows = stated.values.iter().map(|stated| {
        let computed = computed(&diagnosis.balance.site.flows, stated.quantity);
        let gap = computed.map(|computed| computed - stated.value);
        // Shown as different only where the printed figures are.
        let agree = computed.map(|_| daily(computed) == daily(Some(stated.value)));
        let verdict = match agree {
            Some(true) => cell("一致"),
            Some(false) => toned("不一致", Tone::Bad),
            None => toned("无法核对", Tone::Quiet),
        };
        row(vec![
            cell(stated.quantity.zh()),
            cell(daily(Some(stated.value))),
            cell(daily(computed)),
            cell(daily(gap)),
            verdict,
            cell(cells(&stated.cells().cloned().collect::<Vec<_>>(), &writer.files)),
        ])
    });
    let rows = rows.collect();
    let columns = [
        ("水量", Align::Left),
        ("表中合计", Align::Decimal),
        ("各单元之和", Align::Decimal),
        ("差值", Align::Decimal),
        ("结论", Align::Centre),
        ("出处", Align::Left),
    ];
    writer.table(Draft {
        title: "合计行核对".into(),
        unit: "单位：m³/d",
        columns: columns
            .map(|(title, align)| Column { title: title.into(), align, group: None })
            .to_vec(),
        rows,
        notes: vec!["注：差值为各单元之和减表中合计；按修约至0.1 m³/d的数值判定是否一致。".into()],
    });
}

fn computed(flows: &Flows, quantity: Quantity) -> Option<DailyVolume> {
    match quantity {
        Quantity::Item(item) => flows.get(item),
        Quantity::WithdrawalTotal => flows.intake(),
        Quantity::RecycledTotal => flows.recycled(),
        Quantity::TotalUse => flows.total_use(flows.intake()),
    }
}
