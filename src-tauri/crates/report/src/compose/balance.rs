//! 5 水平衡测试: method, units, closure, totals, block diagram.

use super::figures::{UNKNOWN, daily, number, percent};
use super::front::closure_tone;
use super::writer::{Draft, Writer, cell, row, toned};
use super::{conclusion, sums};
use crate::document::{Align, Column, Row, RowKind, Run, Tone};
use crate::network::balance_network;
use shuiheng_audit::{
    Category, Closure, DailyVolume, Diagnosis, Difference, Flows, Item, Quantity, Source, Unit,
    UnitBalance,
};
use shuiheng_drawing::{BlockStyle, Estimate, sheets};

/// The chapter.
pub(super) fn chapter(writer: &mut Writer<'_>) {
    writer.chapter("水平衡测试");
    writer.section("方法和平衡方程");
    method(writer);
    writer.section("用水单元水平衡");
    units(writer);
    writer.section("闭合性检验");
    closure(writer);
    writer.section("合计核对");
    totals(writer);
    writer.section("水平衡方框图");
    diagram(writer);
}

fn method(writer: &mut Writer<'_>) {
    writer.say(
        "水平衡以用水单元为基本对象，逐单元列出输入和输出水量，再汇总至全厂。各单元的平衡方程为：",
    );
    writer.formula("Vi + Vs + Vw = Vs′ + Vco + Vd + Vl");
    writer.say(
        "式中：Vi为取水量（含厂内制水供入的新水）；Vs为串联水量；Vw为回用水量（含冷凝水回用量）；Vs′为串联供出水量；Vco为耗水量；Vd为排水量（不含串联供出）；Vl为漏失水量。循环水量Vcy同时位于方程两侧，不列入方程。有原料带入水、外供水或蓄水变化时，分别计入输入或输出。",
    );
    writer.formula("Vt = Vi + Vcy + Vs + Vw");
    writer.say("式中：Vt为用水量；重复利用水量Vr = Vcy + Vs + Vw。");
    writer.say("水量单位为m³/d，数值按GB/T 8170修约。输入与输出之差为不平衡量，是计算结果，未对任何水量作调整。");
}

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

fn units(writer: &mut Writer<'_>) {
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
            "注：全厂用水量和重复利用率按取水量计算，厂内制水的供入、供出在全厂相互抵消。".into(),
        ],
    });
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

fn closure(writer: &mut Writer<'_>) {
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
            Some(Row { depth: unit.depth, ..closure_row(name, &unit.flows, &unit.difference) })
        })
        .collect();
    let site = &diagnosis.balance.site;
    let whole = closure_row("全厂合计", &site.flows, &site.difference);
    rows.push(Row { kind: RowKind::Total, ..whole });
    let columns = [
        ("用水单元", Align::Left),
        ("输入水量", Align::Decimal),
        ("输出水量", Align::Decimal),
        ("不平衡量", Align::Decimal),
        ("不平衡率/%", Align::Decimal),
        ("结论", Align::Centre),
        ("不详的水量", Align::Left),
    ];
    writer.table(Draft {
        title: "闭合性检验".into(),
        unit: "单位：m³/d",
        columns: columns
            .map(|(title, align)| Column { title: title.into(), align, group: None })
            .to_vec(),
        rows,
        notes: vec![
            "注：不平衡率为不平衡量占输入水量的比例；全厂合计的输入、输出水量为各单元之和，含串联、回用等厂内水流，故其不平衡率小于不平衡量与取水量之比。平衡、需关注、不平衡按程序设定的允许误差判定，允许误差取自工程惯例，不是标准条文（未核实）；数值修约引起的尾差不作不平衡处理。".into(),
            "注：有水量不详时，不平衡量中包含该水量。".into(),
        ],
    });
}

fn closure_row(name: &str, flows: &Flows, difference: &Difference) -> Row {
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
        toned(format!("{mark} {}", difference.closure.zh()), closure_tone(difference.closure)),
        cell(unknown),
    ])
}

fn totals(writer: &mut Writer<'_>) {
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
            cell(super::figures::cells(std::slice::from_ref(&stated.place), &writer.files)),
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

fn diagram(writer: &mut Writer<'_>) {
    let network = balance_network(writer.diagnosis);
    if network.nodes.is_empty() {
        writer.say("没有可以绘制的用水单元。");
        return;
    }
    let sheets = sheets(&network, &BlockStyle::default(), &Estimate);
    let words =
        "图中数字为水量，单位m³/d；方框内为用水单元及其用水量，带“!”的粗框表示该单元不平衡。";
    let figure = writer.next_figure();
    let Some((whole, parts)) = sheets.split_first() else { return };
    if parts.is_empty() {
        writer.paragraph(vec![
            Run::plain("全厂水平衡方框图见"),
            figure,
            Run::plain("。"),
            Run::plain(words),
        ]);
        writer.figure("全厂水平衡方框图", whole.scene.clone(), true);
        return;
    }
    writer.paragraph(vec![
        Run::plain(format!("用水单元较多，水平衡方框图分 {} 幅绘制，自", sheets.len())),
        figure,
        Run::plain("起。"),
        Run::plain(words),
    ]);
    for sheet in sheets {
        let title = sheet.scene.title.clone();
        writer.figure(title, sheet.scene, true);
    }
}

/// How many units close, and how many do not, in words.
pub(super) fn tally(diagnosis: &Diagnosis) -> String {
    let count = |closure: Closure| {
        sums::leaves(diagnosis).filter(|unit| unit.difference.closure == closure).count()
    };
    let parts = [Closure::Closed, Closure::Attention, Closure::Open, Closure::Unknown]
        .map(|closure| (closure.zh(), count(closure)));
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    parts.map(|(name, count)| format!("{name} {count} 个")).collect::<Vec<_>>().join("、")
}

/// A difference in words: `1.2 m³/d（0.12 %）`.
pub(super) fn difference(difference: &Difference) -> Option<String> {
    let imbalance = difference.imbalance?;
    let rate =
        difference.rate.map(|rate| format!("（占输入水量的 {} %）", number(rate.to_percent(), 2)));
    Some(format!("{} m³/d{}", number(imbalance.value(), 1), rate.unwrap_or_default()))
}
