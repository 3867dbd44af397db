//! Bars of what was taken from each source, month by month.

use rust_decimal::prelude::ToPrimitive as _;
use shuiheng_audit::{Counted, Cover, Item, Lang, Month, MonthUse, MonthlySeries, Quantity};
use shuiheng_drawing::{
    Arrangement, BarRow, BarSeries, Bars, ChartStyle, Estimate, Ink, Scene, bars,
};
use std::collections::BTreeSet;

/// As many months are drawn, the latest.
const MONTHS: usize = 24;

/// The colours of sources in turn.
const INKS: [Ink; 6] =
    [Ink::Accent, Ink::Second, Ink::Reuse, Ink::Condensate, Ink::Series, Ink::Consumption];

/// Intake by month and source, each month that is not known marked; none without months.
pub fn month_chart(all: &[MonthlySeries], lang: Lang) -> Option<Scene> {
    let series = stacked(all);
    let given = || series.iter().flat_map(|row| row.months.keys().copied());
    let (first, last) = (given().min()?, given().max()?);
    let mut months: Vec<Month> = std::iter::successors(Some(first), |month| Some(month.next()))
        .take_while(|month| *month <= last)
        .collect();
    months.drain(..months.len().saturating_sub(MONTHS));
    let title = {
        let first = months.first()?;
        lang.pick(
            format!("逐月取水量（{first}～{last}）"),
            format!("Withdrawal by month ({first} to {last})"),
        )
    };
    let rows = months.into_iter().map(|month| row(&series, month, lang)).collect();
    let inks = INKS.iter().cycle();
    let chart = Bars {
        title,
        unit: Counted::INTAKE.unit().to_owned(),
        series: series
            .iter()
            .zip(inks)
            .map(|(row, ink)| BarSeries { name: name(row, lang), ink: *ink })
            .collect(),
        rows,
        arrangement: Arrangement::Stacked,
        cumulative: false,
    };
    Some(bars(&chart, &ChartStyle { lang, ..ChartStyle::default() }, &Estimate))
}

/// What may be stacked: the sources; the intake as a whole where there are none. A source
/// whose whole is given is not counted by its meters once more.
fn stacked(all: &[MonthlySeries]) -> Vec<&MonthlySeries> {
    let is_source = |row: &&MonthlySeries| {
        matches!(row.counted, Counted::Water(Quantity::Item(Item::Withdrawal(_))))
    };
    let mut held: Vec<&MonthlySeries> = all.iter().filter(is_source).collect();
    if held.is_empty() {
        held = all.iter().filter(|row| row.counted == Counted::INTAKE).collect();
    }
    let wholes: BTreeSet<&Counted> =
        held.iter().filter(|row| row.meter.is_empty()).map(|row| &row.counted).collect();
    held.into_iter().filter(|row| row.meter.is_empty() || !wholes.contains(&row.counted)).collect()
}

fn name(row: &MonthlySeries, lang: Lang) -> String {
    let name = lang.pick(row.counted.zh(), row.counted.en());
    if row.meter.is_empty() { name } else { format!("{name} · {}", row.meter) }
}

fn row(series: &[&MonthlySeries], month: Month, lang: Lang) -> BarRow {
    let found = || series.iter().map(|row| (*row, row.months.get(&month)));
    let missing: Vec<String> =
        found().filter_map(|(row, found)| Some(lacking(row, lack(found)?, lang))).collect();
    let value = |found: Option<&MonthUse>| found?.known()?.to_f64();
    BarRow {
        name: month.to_string(),
        values: found().map(|(_, found)| value(found)).collect(),
        note: missing.join(lang.comma()),
    }
}

fn lacking(row: &MonthlySeries, (zh, en): (&str, &str), lang: Lang) -> String {
    let name = name(row, lang);
    lang.pick(format!("{name}{zh}"), format!("{name} {en}"))
}

/// Why the amount of a month is not known; none where it is.
fn lack(found: Option<&MonthUse>) -> Option<(&'static str, &'static str)> {
    let Some(found) = found else { return Some(("缺", "missing")) };
    match found.cover {
        Cover::Part => Some(("不完整", "incomplete")),
        Cover::Twice => Some(("重叠", "overlapping")),
        Cover::Whole if found.lacks => Some(("不详", "not known")),
        Cover::Whole => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shuiheng_audit::Source;
    use std::collections::BTreeMap;

    fn series(counted: Counted, meter: &str, months: &[(u32, i64)]) -> MonthlySeries {
        let months = months.iter().filter_map(|(month, amount)| {
            let used = MonthUse {
                sum: (*amount).into(),
                cover: Cover::Whole,
                shared: false,
                lacks: false,
                cells: Vec::new(),
            };
            Some((Month::new(2023, *month)?, used))
        });
        let months = months.collect::<BTreeMap<_, _>>();
        MonthlySeries { counted, meter: meter.into(), months }
    }

    #[test]
    fn a_month_without_a_figure_is_marked_and_no_zero() {
        let tap = series(Counted::source(Source::Tap), "", &[(1, 100), (3, 120)]);
        let river = series(Counted::source(Source::Surface), "", &[(1, 30), (2, 40), (3, 50)]);
        let held = [&tap, &river];
        let row = Month::new(2023, 2).map(|month| row(&held, month, Lang::Zh));
        assert_eq!(row.as_ref().map(|row| row.note.as_str()), Some("自来水缺"));
        assert_eq!(row.map(|row| row.values), Some(vec![None, Some(40.0)]));
    }

    #[test]
    fn nothing_is_stacked_twice() {
        let tap = Counted::source(Source::Tap);
        let all = [
            series(Counted::INTAKE, "", &[(1, 160)]),
            series(tap.clone(), "", &[(1, 100)]),
            series(tap, "SB-01", &[(1, 100)]),
            series(Counted::source(Source::Surface), "SB-02", &[(1, 30)]),
            series(Counted::source(Source::Surface), "SB-03", &[(1, 30)]),
            series(Counted::Part("食堂".into()), "", &[(1, 5)]),
        ];
        let names: Vec<String> = stacked(&all).into_iter().map(|row| name(row, Lang::Zh)).collect();
        assert_eq!(names, ["自来水", "地表水 · SB-02", "地表水 · SB-03"]);
        let whole = [series(Counted::INTAKE, "", &[(1, 160)])];
        assert_eq!(stacked(&whole).len(), 1);
    }

    #[test]
    fn without_months_there_is_no_picture() {
        assert_eq!(month_chart(&[], Lang::Zh), None);
        let cost = [series(Counted::Cost, "", &[(1, 5)])];
        assert_eq!(month_chart(&cost, Lang::Zh), None);
    }
}
