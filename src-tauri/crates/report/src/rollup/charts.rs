//! The charts of the report of a program.

use shuiheng_audit::{Lang, Rollup, RollupRow, round_gb8170};
use shuiheng_drawing::{
    Arrangement, BarRow, BarSeries, Bars, ChartStyle, Estimate, Ink, Scene, bars,
};

/// Districts: planned, begun, reported.
pub(super) fn districts(sum: &Rollup, lang: Lang) -> Scene {
    let series = [
        (lang.pick("计划", "planned"), Ink::Muted),
        (lang.pick("已开展", "begun"), Ink::Second),
        (lang.pick("已出报告", "reported"), Ink::Accent),
    ];
    let row = |of: &shuiheng_audit::RollupDistrict| BarRow {
        name: if of.name.is_empty() {
            lang.pick("其他或不详", "other or unknown").into()
        } else {
            of.name.clone()
        },
        values: [of.planned, of.begun, of.reported].map(|count| Some(f64::from(count))).to_vec(),
        note: String::new(),
    };
    let chart = Bars {
        title: lang.pick("各区（县、市）诊断进展", "Progress by district").into(),
        unit: lang.pick("家", "enterprises").into(),
        series: series.map(|(name, ink)| BarSeries { name: name.into(), ink }).to_vec(),
        rows: sum.districts.iter().map(row).collect(),
        arrangement: Arrangement::Grouped,
        cumulative: false,
    };
    bars(&chart, &ChartStyle { lang, ..ChartStyle::default() }, &Estimate)
}

/// Enterprises by intake; none where it is known of none.
pub(super) fn intake(sum: &Rollup, lang: Lang) -> Option<Scene> {
    let words = lang.pick(("各企业年取水量", "取水量"), ("Intake by enterprise", "intake"));
    by_size(sum, words, lang, |row| row.intake)
}

/// Enterprises by what their measures save; none where it is known of none.
pub(super) fn savings(sum: &Rollup, lang: Lang) -> Option<Scene> {
    let words = lang.pick(("各企业措施节水量", "节水量"), ("Saving by enterprise", "saving"));
    by_size(sum, words, lang, |row| row.measures.saving)
}

fn by_size(
    sum: &Rollup,
    (title, series): (&str, &str),
    lang: Lang,
    pick: fn(&RollupRow) -> Option<f64>,
) -> Option<Scene> {
    let mut known: Vec<(&str, f64)> =
        sum.rows.iter().filter_map(|row| Some((row.name.as_str(), pick(row)?))).collect();
    known.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let row = |(name, volume): &(&str, f64)| BarRow {
        name: (*name).to_owned(),
        values: vec![Some(round_gb8170(volume / 1e4, 2))],
        note: String::new(),
    };
    let chart = Bars {
        title: title.into(),
        unit: lang.pick("万m³/a", "10⁴ m³/a").into(),
        series: vec![BarSeries { name: series.into(), ink: Ink::Accent }],
        rows: known.iter().map(row).collect(),
        arrangement: Arrangement::Grouped,
        cumulative: true,
    };
    (!known.is_empty())
        .then(|| bars(&chart, &ChartStyle { lang, ..ChartStyle::default() }, &Estimate))
}
