//! The charts of the report, with the sentence that leads to each.

use super::figures::{number, plain_unit, unit};
use super::sums;
use super::writer::{Writer, unconfirmed};
use crate::charts::{loss_chart, month_chart, saving_chart, use_chart};
use crate::document::Run;
use crate::drawings::flow_diagram;
use crate::network::balance_network;
use shuiheng_audit::{Comparison, DailyVolume, Lang, LevelState, Reach, monthly, round_gb8170};
use shuiheng_drawing::{
    Arrangement, BarRow, BarSeries, Bars, Better, Bullet, ChartStyle, Estimate, Ink, bars, bullet,
};

/// At most so many units are shown by size.
const LARGEST: usize = 15;

/// The units that take most water.
pub(super) fn largest_units(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let site = diagnosis.balance.site.flows.intake();
    let mut units: Vec<(&str, DailyVolume)> = sums::leaves(diagnosis)
        .filter_map(|unit| {
            let name = &diagnosis.case.site.unit(&unit.unit)?.name;
            let intake = unit.flows.intake().filter(|intake| intake.value() > 0.0)?;
            Some((name.as_str(), intake))
        })
        .collect();
    if units.len() < 2 {
        return;
    }
    units.sort_by(|(_, a), (_, b)| b.value().total_cmp(&a.value()));
    let count = units.len();
    units.truncate(LARGEST);
    let row = |(name, intake): &(&str, DailyVolume)| BarRow {
        name: (*name).to_owned(),
        values: vec![Some(round_gb8170(intake.value(), 1))],
        note: site
            .and_then(|site| intake.over(site))
            .map_or_else(String::new, |share| format!("{} %", number(share.to_percent(), 2))),
    };
    let chart = Bars {
        title: "用水单元取水量".into(),
        unit: "m³/d".into(),
        series: vec![BarSeries { name: "取水量".into(), ink: Ink::Accent }],
        rows: units.iter().map(row).collect(),
        arrangement: Arrangement::Grouped,
        cumulative: false,
    };
    let which = if count > LARGEST {
        format!("取水量居前{LARGEST}位的用水单元见")
    } else {
        "各用水单元取水量由大到小见".to_owned()
    };
    let figure = writer.next_figure();
    writer.paragraph(vec![Run::plain(which), figure, Run::plain("，百分数为占全厂取水量的比例。")]);
    let scene = bars(&chart, &ChartStyle::default(), &Estimate);
    writer.figure("用水单元取水量", scene, false);
}

/// What the water is used for and where it comes from.
pub(super) fn uses(writer: &mut Writer<'_>) {
    let Some(scene) = use_chart(writer.diagnosis) else { return };
    let figure = writer.next_figure();
    writer.paragraph(vec![Run::plain("各类用水单元的新水量及其来源见"), figure, Run::plain("。")]);
    writer.figure("各类用水的新水量和来源", scene, false);
}

/// What was taken in month by month; nothing without months.
pub(super) fn months(writer: &mut Writer<'_>) {
    let Some(scene) = month_chart(&monthly(&writer.diagnosis.case.ledgers.uses), Lang::Zh) else {
        return;
    };
    let figure = writer.next_figure();
    writer.paragraph(vec![
        Run::plain("企业提供的逐月取水量见"),
        figure,
        Run::plain("；跨月的水费单按天数分摊到月，资料不全的月份注明原因，不以零计。"),
    ]);
    writer.figure("逐月取水量", scene, false);
}

/// Where water is lost, the largest first.
pub(super) fn losses(writer: &mut Writer<'_>) {
    let Some(scene) = loss_chart(writer.diagnosis) else { return };
    let figure = writer.next_figure();
    writer.paragraph(vec![
        Run::plain("漏失和不平衡水量由大到小见"),
        figure,
        Run::plain("，右侧为累计占比；输出大于输入的单元属数据问题，不列入图中。"),
    ]);
    writer.figure("漏失和不平衡水量", scene, false);
}

/// What the planned measures change.
pub(super) fn savings(writer: &mut Writer<'_>) {
    let Some(scene) = saving_chart(writer.diagnosis) else { return };
    let figure = writer.next_figure();
    writer.paragraph(vec![
        Run::plain("实施措施前后的年取水量见"),
        figure,
        Run::plain("，只计节水量已知的措施，作用于同一水流的取其较大者。"),
    ]);
    writer.figure("实施措施前后的年取水量", scene, false);
}

/// Where the water flows: bands as wide as their flow, workshops as one.
pub(super) fn flows(writer: &mut Writer<'_>) {
    if balance_network(writer.diagnosis, Lang::Zh).links.is_empty() {
        return;
    }
    let figure = writer.next_figure();
    writer.paragraph(vec![
        Run::plain("全厂水流向见"),
        figure,
        Run::plain(
            "，图中带宽与水量成比例，循环水量以回环标注、不按比例，合并显示的车间为一个节点。",
        ),
    ]);
    let scene = flow_diagram(writer.diagnosis, &writer.meta.layout, Lang::Zh);
    writer.figure("全厂水流向图", scene, true);
}

/// Where a product stands between the levels of its quota; none where it has no value or
/// its quota no level. The window draws the same.
pub fn quota_bullet(comparison: &Comparison, lang: Lang) -> Option<Bullet> {
    let (quota, value) = (comparison.quota.as_ref()?, comparison.value?);
    let (marks, levels): (Vec<&Reach>, Vec<&Reach>) =
        comparison.reaches.iter().partition(|reach| reach.state == LevelState::NotJudged);
    let named = |reaches: Vec<&Reach>| {
        reaches
            .into_iter()
            .map(|reach| (lang.pick(reach.level, reach.kind.en()).to_owned(), reach.limit))
            .collect()
    };
    let confirmed = quota.confirmed.is_some();
    let open = if comparison.open { lang.pick("，待定", ", open") } else { "" };
    (!levels.is_empty()).then(|| Bullet {
        name: comparison.product.clone(),
        unit: lang.pick(unit(&comparison.unit), plain_unit(&comparison.unit)),
        value: Some(round_gb8170(value, 3)),
        plus_minus: comparison.uncertainty.map(|of| round_gb8170(of.expanded, 3)),
        levels: named(levels),
        marks: named(marks),
        better: Better::Lower,
        unconfirmed: !confirmed,
        note: format!(
            "{}{open}{}{}{}",
            lang.pick(comparison.verdict.zh(), comparison.verdict.en()),
            lang.pick("：", ": "),
            quota.standard,
            match (lang, confirmed) {
                (Lang::Zh, _) => unconfirmed(confirmed),
                (Lang::En, true) => "",
                (Lang::En, false) => " (not verified)",
            }
        ),
    })
}

/// Products between the levels of their quotas; nothing where none has both.
pub(super) fn quotas(writer: &mut Writer<'_>) {
    let items: Vec<Bullet> = writer
        .diagnosis
        .comparisons
        .iter()
        .filter_map(|comparison| quota_bullet(comparison, Lang::Zh))
        .collect();
    if items.is_empty() {
        return;
    }
    let figure = writer.next_figure();
    writer.paragraph(vec![
        Run::plain("单位产品取水量在各级定额中的位置见"),
        figure,
        Run::plain("，数值越小越优，短横线为单位产品取水量的扩展不确定度，虚线为不作判定的级别。"),
    ]);
    writer.figure("用水定额对标图", bullet(&items, &ChartStyle::default(), &Estimate), false);
}
