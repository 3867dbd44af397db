//! What the water is used for, by category, and where it comes from.

use crate::compose::sums;
use shuiheng_audit::{Category, Diagnosis, Flows, Item, Source, round_gb8170};
use shuiheng_drawing::{
    Arrangement, BarRow, BarSeries, Bars, ChartStyle, Estimate, Ink, Scene, bars,
};

/// The colours of sources in turn; the last is that of water made on site.
const INKS: [Ink; 6] =
    [Ink::Accent, Ink::Second, Ink::Reuse, Ink::Condensate, Ink::Series, Ink::Consumption];

/// Fresh water of each category by source, m³/d; none where fewer than two bars would stand.
pub fn use_chart(diagnosis: &Diagnosis) -> Option<Scene> {
    let kinds = Category::ALL.into_iter().map(Some).chain([None]);
    let sums: Vec<_> = kinds
        .map(|kind| (kind.map_or("未分类", Category::zh), sums::of_category(diagnosis, kind)))
        .filter(|(_, sums)| sums.count() > 0)
        .collect();
    let has = |item: Item| diagnosis.balance.units.iter().any(|unit| unit.flows.has(item));
    let mut items: Vec<Item> =
        Source::ALL.into_iter().map(Item::Withdrawal).filter(|item| has(*item)).collect();
    if has(Item::DistributedIn) {
        items.push(Item::DistributedIn);
    }
    let rows: Vec<BarRow> = sums
        .iter()
        .map(|(name, sums)| {
            let of = |item: &Item| {
                // A category that has no such water has none of it, which is known.
                let flow = sums.of(|flows: &Flows| flows.get(*item));
                flow.map(|flow| round_gb8170(flow.value(), 1))
            };
            BarRow {
                name: (*name).to_owned(),
                values: items.iter().map(of).collect(),
                note: format!("{} 个单元", sums.count()),
            }
        })
        .collect();
    let seen = |row: &&BarRow| row.values.iter().flatten().any(|value| *value > 0.0);
    if items.is_empty() || rows.iter().filter(seen).count() * items.len() < 2 {
        return None;
    }
    let series = items.iter().zip(INKS.iter().cycle());
    let chart = Bars {
        title: "各类用水的新水量和来源".into(),
        unit: "m³/d".into(),
        series: series.map(|(item, ink)| BarSeries { name: item.zh().into(), ink: *ink }).collect(),
        rows,
        arrangement: Arrangement::Stacked,
        cumulative: false,
    };
    Some(bars(&chart, &ChartStyle::default(), &Estimate))
}
