//! 3 用水现状: sources, what the water is used for, where it goes.

use super::figures::{annual, daily, percent};
use super::writer::{Draft, Writer, cell, column, known, row};
use super::{charts, sums};
use crate::document::{Align, Row, RowKind, Run};
use crate::forms::nature;
use shuiheng_audit::{
    Category, DailyVolume, Days, Diagnosis, Flows, Item, Source, intake_by_source,
};

/// What the water is used for, and which units take most.
pub(super) fn uses(writer: &mut Writer<'_>) {
    categories(writer);
    charts::uses(writer);
    charts::largest_units(writer);
}

/// Where the water goes, as a table and as a picture.
pub(super) fn whither(writer: &mut Writer<'_>) {
    ends(writer);
    charts::flows(writer);
}

fn yearly(flow: Option<DailyVolume>, days: Option<Days>) -> String {
    annual(flow.zip(days).map(|(flow, days)| flow * days))
}

fn share(part: Option<DailyVolume>, whole: Option<DailyVolume>) -> String {
    percent(part.zip(whole).and_then(|(part, whole)| part.over(whole)))
}

/// The sources.
pub(super) fn sources(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let days = diagnosis.case.profile.period.operating_days;
    let intake = diagnosis.balance.site.flows.intake();
    let by_source = intake_by_source(&diagnosis.balance);
    if by_source.is_empty() {
        writer.say("水平衡资料中未见取水量，取水水源不详。");
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![Run::plain("各水源取水量见"), table, Run::plain("。")]);
    let of = |name: &str, flow: Option<DailyVolume>, kind: &str| {
        vec![
            cell(name),
            cell(kind),
            cell(daily(flow)),
            cell(share(flow, intake)),
            cell(yearly(flow, days)),
        ]
    };
    let mut rows: Vec<Row> = by_source
        .iter()
        .map(|(source, flow)| row(of(source.zh(), *flow, &known(nature(*source)))))
        .collect();
    rows.push(Row { kind: RowKind::Total, cells: of("合计", intake, ""), depth: 0 });
    let mut notes = Vec::new();
    if days.is_none() {
        notes.push("注：年运行天数不详，年取水量未计算。".to_owned());
    }
    if by_source.iter().any(|(source, _)| *source == Source::Steam) {
        notes.push("注：外购蒸汽按折水量计。".to_owned());
    }
    writer.table(Draft {
        title: "取水水源和取水量".into(),
        columns: vec![
            column("水源", Align::Left),
            column("类别", Align::Centre),
            column("取水量/(m³/d)", Align::Decimal),
            column("占比/%", Align::Decimal),
            column("年取水量/(万m³/a)", Align::Decimal),
        ],
        rows,
        notes,
        ..Draft::default()
    });
}

fn categories(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("按主要生产、辅助生产和附属生产划分的用水构成见"),
        table,
        Run::plain("。分类按用水单元归集，用水单元的取水量含厂内制水供入的新水。"),
    ]);
    let picks: [fn(&Flows) -> Option<DailyVolume>; 6] = [
        Flows::fresh,
        Flows::recycled,
        |flows| flows.total_use(flows.fresh()),
        |flows| flows.get(Item::Consumption),
        |flows| flows.get(Item::Discharge),
        |flows| flows.get(Item::Leakage),
    ];
    let kinds = Category::ALL.into_iter().map(Some).chain([None]);
    let mut rows = Vec::new();
    for kind in kinds {
        let sums = sums::of_category(diagnosis, kind);
        if sums.count() == 0 {
            continue;
        }
        let name = kind.map_or("未分类", Category::zh);
        let mut cells = vec![cell(name), cell(sums.count().to_string())];
        cells.extend(picks.iter().map(|pick| cell(daily(sums.of(pick)))));
        rows.push(row(cells));
    }
    let titles = ["新水量", "重复利用水量", "用水量", "耗水量", "排水量", "漏失水量"];
    let columns = [column("用水分类", Align::Left), column("单元数", Align::Centre)]
        .into_iter()
        .chain(titles.map(|title| column(title, Align::Decimal)));
    let mut notes = vec!["注：各类数值为所属用水单元之和；厂内制水单元的取水与其供出的新水均列于各自单元，不宜跨类相加。".to_owned()];
    if sums::parents_have_own(diagnosis) {
        let whole =
            writer.place("balance").map_or_else(String::new, |at| format!("，全厂数值见{at}"));
        notes.push(format!("注：部分水量直接计在上级单元，未归入分类{whole}。"));
    }
    writer.table(Draft {
        title: "用水构成".into(),
        unit: "单位：m³/d",
        columns: columns.collect(),
        rows,
        notes,
    });
}

/// Where the water goes that was taken in.
fn ends(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let rows = ends_of(diagnosis);
    let table = writer.next_table();
    writer.paragraph(vec![Run::plain("全厂取入的水的去向见"), table, Run::plain("。")]);
    let intake = diagnosis.balance.site.flows.intake();
    let days = diagnosis.case.profile.period.operating_days;
    let rows = rows.into_iter().map(|(name, flow)| {
        row(vec![
            cell(name),
            cell(daily(flow)),
            cell(share(flow, intake)),
            cell(yearly(flow, days)),
        ])
    });
    let rows = rows.collect();
    let raw = writer.diagnosis.case.adjustments.is_empty();
    let untouched = if raw { "，未作人为调整" } else { "，各水量采用校正值" };
    writer.table(Draft {
        title: "水的去向".into(),
        columns: vec![
            column("去向", Align::Left),
            column("水量/(m³/d)", Align::Decimal),
            column("占取水量/%", Align::Decimal),
            column("年水量/(万m³/a)", Align::Decimal),
        ],
        rows,
        notes: vec![
            format!(
                "注：外排水量为各单元排水量扣除处理后回用水量；不平衡量为输入与输出之差，是计算结果{untouched}。有原料带入水时，各项占比之和大于100%。"
            ),
        ],
        ..Draft::default()
    });
}

fn ends_of(diagnosis: &Diagnosis) -> Vec<(&'static str, Option<DailyVolume>)> {
    let site = &diagnosis.balance.site;
    let mut rows = vec![
        ("耗水", site.flows.get(Item::Consumption)),
        ("外排", site.external_discharge),
        ("漏失", site.flows.get(Item::Leakage)),
    ];
    let optional = [("外供", Item::Supplied), ("蓄水增加", Item::StorageGain)];
    let present = optional.into_iter().filter(|(_, item)| site.flows.has(*item));
    rows.extend(present.map(|(name, item)| (name, site.flows.get(item))));
    rows.push(("不平衡量", site.difference.imbalance));
    rows
}
