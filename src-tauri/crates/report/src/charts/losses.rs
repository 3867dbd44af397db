//! Where water is lost: units by leakage and by what their balance does not account for, the
//! largest first, with the share that those down to each make up (Pareto).

use crate::compose::sums;
use shuiheng_audit::{Diagnosis, Item, round_gb8170};
use shuiheng_drawing::{
    Arrangement, BarRow, BarSeries, Bars, ChartStyle, Estimate, Ink, Scene, bars,
};

/// At most so many units are drawn; the rest is one bar.
const LARGEST: usize = 12;

/// Name of a unit, its leakage, what its balance does not account for; m³/d.
type Loss = (String, f64, f64);
/// A kind of loss: its name, its colour, and how much of it there is.
type Kind = (&'static str, Ink, fn(&Loss) -> f64);

/// Leakage and unaccounted water of units, m³/d; none where fewer than two units lose any.
/// More out than in is an error of the data and no loss: it is not drawn.
pub fn loss_chart(diagnosis: &Diagnosis) -> Option<Scene> {
    let mut units: Vec<Loss> = sums::leaves(diagnosis)
        .filter_map(|unit| {
            let name = &diagnosis.case.site.unit(&unit.unit)?.name;
            let leaked = unit.flows.get(Item::Leakage).map_or(0.0, |flow| flow.value().max(0.0));
            let open = unit.difference.imbalance.map_or(0.0, |flow| flow.value().max(0.0));
            (leaked + open >= 0.05).then(|| (name.clone(), leaked, open))
        })
        .collect();
    if units.len() < 2 {
        return None;
    }
    units.sort_by(|a, b| (b.1 + b.2).total_cmp(&(a.1 + a.2)).then_with(|| a.0.cmp(&b.0)));
    if units.len() > LARGEST + 1 {
        let rest = units.split_off(LARGEST);
        let sum = |pick: fn(&Loss) -> f64| rest.iter().map(pick).sum::<f64>();
        let name = format!("其余 {} 个单元", rest.len());
        units.push((name, sum(|one| one.1), sum(|one| one.2)));
    }
    // What nobody loses has no bar and no legend.
    let kinds: [Kind; 2] = [
        ("漏失水量", Ink::Leakage, |one| round_gb8170(one.1, 1)),
        ("不平衡量", Ink::Second, |one| round_gb8170(one.2, 1)),
    ];
    let kinds: Vec<_> =
        kinds.into_iter().filter(|(.., pick)| units.iter().any(|one| pick(one) > 0.0)).collect();
    let row = |one: &Loss| BarRow {
        name: one.0.clone(),
        values: kinds.iter().map(|(.., pick)| Some(pick(one))).collect(),
        note: String::new(),
    };
    let chart = Bars {
        title: "漏失和不平衡水量".into(),
        unit: "m³/d".into(),
        series: kinds
            .iter()
            .map(|(name, ink, _)| BarSeries { name: (*name).into(), ink: *ink })
            .collect(),
        rows: units.iter().map(row).collect(),
        arrangement: if kinds.len() > 1 { Arrangement::Stacked } else { Arrangement::Grouped },
        cumulative: true,
    };
    Some(bars(&chart, &ChartStyle::default(), &Estimate))
}
