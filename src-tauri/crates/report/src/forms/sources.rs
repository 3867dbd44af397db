//! F1, the sources of water (取水水源情况表).

use super::{Form, FormCell, FormRow, codes, figures, words};
use shuiheng_audit::{DailyVolume, Days, Diagnosis, Item, Source};

/// The form: a source a row, and their sum; no row where no intake is told.
pub fn sources(diagnosis: &Diagnosis) -> Form {
    let flows = &diagnosis.balance.site.flows;
    let days = diagnosis.case.profile.period.operating_days.map(Days::value);
    let sources: Vec<Source> =
        Source::ALL.into_iter().filter(|source| flows.has(Item::Withdrawal(*source))).collect();
    let whole = flows.intake().map(DailyVolume::value);
    let year = |flow: Option<f64>| {
        FormCell::known(flow.zip(days).map(|(flow, days)| flow * days / 1e4), 4)
    };
    let row = |(at, source): (usize, &Source)| {
        let flow = flows.get(Item::Withdrawal(*source)).map(DailyVolume::value);
        let share = flow.zip(whole).filter(|(_, whole)| *whole > 0.0);
        FormRow::data(vec![
            FormCell::count(at + 1),
            FormCell::text(source.zh()),
            FormCell::written(nature(*source)),
            FormCell::known(flow, 1),
            year(flow),
            FormCell::known(share.map(|(flow, whole)| flow / whole * 100.0), 2),
            FormCell::written(&meters(diagnosis, *source)),
        ])
    };
    let mut rows: Vec<FormRow> = sources.iter().enumerate().map(row).collect();
    if !rows.is_empty() {
        rows.push(FormRow::total(vec![
            FormCell::Blank,
            FormCell::text("合计"),
            FormCell::Blank,
            FormCell::known(whole, 1),
            year(whole),
            FormCell::Blank,
            FormCell::Blank,
        ]));
    }
    Form {
        title: "企业取水水源情况表",
        heads: vec![
            codes("序号"),
            words("水源类别"),
            codes("水源性质"),
            figures("日取水量", "m³/d"),
            figures("年取水量", "万m³/a"),
            figures("占取水量比例", "%"),
            words("一级水表编号"),
        ],
        rows,
        notes: vec!["日取水量为测试期平均值。".into()],
        none: "水平衡资料中未见取水量",
        ..Form::default()
    }
}

/// What kind of water it is; empty where the source is not told.
pub(crate) const fn nature(source: Source) -> &'static str {
    match source {
        Source::Unspecified => "",
        source if source.is_unconventional() => "非常规水源",
        Source::Steam | Source::Other => "外购水产品",
        _ => "常规水源",
    }
}

/// Numbers of the meters of level 1 that name the source.
fn meters(diagnosis: &Diagnosis, source: Source) -> String {
    let of = diagnosis.case.meters.iter().filter(|meter| {
        meter.level == Some(1) && meter.measures.contains(source.zh()) && !meter.number.is_empty()
    });
    of.map(|meter| meter.number.as_str()).collect::<Vec<_>>().join("、")
}
