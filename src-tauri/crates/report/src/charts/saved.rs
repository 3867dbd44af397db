//! What the planned measures change: the intake of a year before and after.

use crate::compose::figures::number;
use shuiheng_audit::{Diagnosis, round_gb8170};
use shuiheng_drawing::{
    Arrangement, BarRow, BarSeries, Bars, ChartStyle, Estimate, Ink, Scene, bars,
};

/// Intake before and after, and each measure that counts, 10⁴ m³/a; none where the intake of a
/// year or every saving is not known, or more would be saved than is taken in.
pub fn saving_chart(diagnosis: &Diagnosis) -> Option<Scene> {
    let intake = diagnosis.balance.site.flows.intake()?;
    let year = (intake * diagnosis.case.profile.period.operating_days?).value();
    let saved = diagnosis.measure_totals.saving.filter(|saved| *saved > 0.0 && *saved <= year)?;
    let ten_thousand = |volume: f64| Some(round_gb8170(volume / 1e4, 4));
    let share = |volume: f64| format!("{} %", number(volume / year * 100.0, 2));
    let mut rows = vec![BarRow {
        name: "现状".into(),
        values: vec![ten_thousand(year), Some(0.0)],
        note: String::new(),
    }];
    let counted = diagnosis.measures.iter().filter(|measure| measure.counts);
    let known = counted.filter_map(|measure| Some((measure, measure.saving.volume()?)));
    rows.extend(known.map(|(measure, volume)| BarRow {
        name: format!("措施{} {}", measure.number, measure.given.todo),
        values: vec![Some(0.0), ten_thousand(volume)],
        note: share(volume),
    }));
    rows.push(BarRow {
        name: "实施后".into(),
        values: vec![ten_thousand(year - saved), ten_thousand(saved)],
        note: format!("减少 {}", share(saved)),
    });
    let chart = Bars {
        title: "实施措施前后的年取水量".into(),
        unit: "万m³/a".into(),
        series: vec![
            BarSeries { name: "年取水量".into(), ink: Ink::Accent },
            BarSeries { name: "节水量".into(), ink: Ink::Reuse },
        ],
        rows,
        arrangement: Arrangement::Stacked,
        cumulative: false,
    };
    Some(bars(&chart, &ChartStyle::default(), &Estimate))
}
