//! The table of units: every flow of every unit, and of the whole.

use super::super::figures::{UNKNOWN, daily, number, percent};
use super::super::sums;
use super::super::writer::{Draft, Writer, cell};
use crate::document::{Align, Column, Row, RowKind, Run};
use shuiheng_audit::{
    Category, DailyVolume, Diagnosis, Flows, IndicatorCode, Item, Source, Unit, UnitBalance,
};

/// A column of the table of units.
struct Shown {
    title: &'static str,
    group: Option<&'static str>,
    pick: Pick,
}

/// What a column shows of a unit's flows.
type Pick = Box<dyn Fn(&Flows) -> Option<DailyVolume>>;

/// The columns that at least one unit has.
fn shown(diagnosis: &Diagnosis) -> Vec<Shown> {
    let has = |item: Item| diagnosis.balance.units.iter().any(|unit| unit.flows.has(item));
    let item = |item: Item, group| Shown {
        title: item.zh(),
        group,
        pick: Box::new(move |flows| flows.get(item)),
    };
    let (intake, input, output) = (Some("取水量"), Some("重复利用及其他输入"), Some("输出"));
    let sources: Vec<Source> =
        Source::ALL.into_iter().filter(|source| has(Item::Withdrawal(*source))).collect();
    let mut columns: Vec<Shown> = Vec::new();
    if sources.len() > 1 {
        columns.extend(sources.iter().map(|source| item(Item::Withdrawal(*source), intake)));
    }
    columns.push(Shown {
        title: if sources.len() > 1 { "小计" } else { "取水量" },
        group: if sources.len() > 1 { intake } else { None },
        pick: Box::new(Flows::intake),
    });
    let inputs = [
        Item::DistributedIn,
        Item::CarriedIn,
        Item::Recirculated,
        Item::SeriesIn,
        Item::Reuse,
        Item::Condensate,
        Item::TreatmentIn,
    ];
    let always = [Item::Recirculated, Item::SeriesIn, Item::Reuse];
    let wanted = |wanted: &Item| always.contains(wanted) || has(*wanted);
    columns.extend(inputs.into_iter().filter(wanted).map(|wanted| item(wanted, input)));
    columns.push(Shown {
        title: "用水量",
        group: None,
        pick: Box::new(|flows| flows.total_use(flows.fresh())),
    });
    let outputs = [
        Item::SeriesOut,
        Item::ReuseOut,
        Item::DistributedOut,
        Item::Consumption,
        Item::Discharge,
        Item::Leakage,
        Item::Supplied,
        Item::StorageGain,
    ];
    let always = [Item::Consumption, Item::Discharge, Item::Leakage];
    let wanted = |wanted: &Item| always.contains(wanted) || has(*wanted);
    columns.extend(outputs.into_iter().filter(wanted).map(|wanted| item(wanted, output)));
    columns
}

/// Writes the table.
pub(in super::super) fn units(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("各用水单元的水量见"),
        table,
        Run::plain("。上级单元的数值为下级单元之和；“其中”项已含在上级单元内，不重复累加。"),
    ]);
    let columns = shown(diagnosis);
    let named = [("用水单元", Align::Left), ("分类", Align::Centre)].map(|(title, align)| Column {
        title: title.into(),
        align,
        group: None,
    });
    let flows = columns.iter().map(|shown| Column {
        title: shown.title.into(),
        group: shown.group.map(String::from),
        align: Align::Decimal,
    });
    let rate = Column { title: "重复利用率/%".into(), align: Align::Decimal, group: None };
    let mut rows: Vec<Row> = diagnosis
        .balance
        .units
        .iter()
        .filter_map(|balance| {
            let unit = diagnosis.case.site.unit(&balance.unit)?;
            Some(unit_row(balance, (unit, sums::category(diagnosis, unit)), &columns))
        })
        .collect();
    rows.push(total_row(diagnosis, &columns));
    let titles: Vec<Column> = named.into_iter().chain(flows).chain([rate]).collect();
    writer.table(Draft {
        title: "用水单元水平衡表".into(),
        unit: "单位：m³/d",
        columns: titles,
        rows,
        notes: vec![
            "注：“—”表示水量不详；0.0表示水量为零或该单元无此项水流。处理单元的处理水量为其接收的废水，不计入用水量。".into(),
            format!(
                "注：全厂用水量和重复利用率按取水量计算，厂内制水的供入、供出在全厂相互抵消；{}。",
                without_cooling(diagnosis)
            ),
        ],
    });
}

/// A reuse rate never stands alone: a cooling loop hides a poor process.
fn without_cooling(diagnosis: &Diagnosis) -> String {
    let rate = diagnosis.indicator(IndicatorCode::ReuseRateWithoutCooling);
    match rate.and_then(|rate| rate.value) {
        Some(rate) => format!("全厂不含冷却循环水的重复利用率为 {} %", number(rate, 2)),
        None => "全厂不含冷却循环水的重复利用率不详".to_owned(),
    }
}

fn unit_row(
    balance: &UnitBalance,
    (unit, category): (&Unit, Option<Category>),
    columns: &[Shown],
) -> Row {
    let name = if unit.of_which { format!("其中：{}", unit.name) } else { unit.name.clone() };
    let name = if balance.has_children { Run::bold(name) } else { Run::plain(name) };
    let mut cells = vec![vec![name], cell(category.map_or(UNKNOWN, Category::zh))];
    cells.extend(columns.iter().map(|shown| cell(daily((shown.pick)(&balance.flows)))));
    cells.push(cell(percent(balance.reuse_rate)));
    Row { kind: RowKind::Data, depth: balance.depth, cells }
}

fn total_row(diagnosis: &Diagnosis, columns: &[Shown]) -> Row {
    let site = &diagnosis.balance.site;
    let mut cells = vec![cell("全厂合计"), cell("")];
    cells.extend(columns.iter().map(|shown| {
        let value = if shown.title == "用水量" {
            site.flows.total_use(site.flows.intake())
        } else {
            (shown.pick)(&site.flows)
        };
        cell(daily(value))
    }));
    cells.push(cell(percent(site.reuse_rate)));
    Row { kind: RowKind::Total, depth: 0, cells }
}
