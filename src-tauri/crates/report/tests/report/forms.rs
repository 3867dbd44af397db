//! The forms F1 to F7: what they hold, and how the report prints them.

use crate::sample;
use crate::words::text;
use shuiheng_audit::{
    Basis, DailyVolume, Diagnosis, Figure, Item, Origin, Source, Stream, Unit, UnitId, diagnose,
};
use shuiheng_report::{
    ANALYSED, BalanceForm, FormCell, PartChoice, ReportContent, ReportMeta, analysis, compose,
    equipment, measured, meters, sources, years,
};

fn printed(diagnosis: &Diagnosis, content: ReportContent) -> String {
    let meta = ReportMeta { content, ..sample::meta() };
    text(&compose(diagnosis, &meta).body)
}

/// The lines of the table of that title, up to the next heading.
fn table<'a>(said: &'a str, title: &str) -> Vec<&'a str> {
    let (_, rest) = said.split_once(&format!(" {title}\n")).expect("the table is there");
    rest.lines().take_while(|line| line.contains('|')).collect()
}

fn left_out(part: &str, section: &str) -> ReportContent {
    let off = |id: &str, parts| PartChoice { id: id.into(), parts, ..PartChoice::default() };
    let mut part = off(part, vec![off(section, Vec::new())]);
    part.shown = true;
    ReportContent { parts: vec![part], ..ReportContent::default() }
}

#[test]
fn every_form_that_has_rows_is_a_table_and_the_others_are_told() {
    let diagnosis = diagnose(sample::case(), &sample::library());
    let said = printed(&diagnosis, ReportContent::default());
    let balance = BalanceForm::of(&diagnosis);
    let forms = [
        sources(&diagnosis),
        years(&diagnosis),
        meters(&diagnosis),
        measured(&diagnosis, None),
        balance.form(),
        analysis(&balance),
        equipment(&diagnosis),
    ];
    assert!(forms.iter().any(|form| form.rows.is_empty()));
    for form in &forms {
        let told = format!("{}（{}）", form.title, form.none);
        let is_table = said.contains(&format!(" {}\n", form.title));
        assert_eq!(is_table, !form.rows.is_empty(), "{}", form.title);
        assert_eq!(said.contains(&told), form.rows.is_empty(), "{}", form.title);
        for row in &form.rows {
            assert_eq!(row.cells.len(), form.heads.len(), "{}", form.title);
        }
    }
}

#[test]
fn what_is_not_known_is_told_apart_from_what_there_is_not() {
    let unit = UnitId("a".into());
    let flow = |item, value: Option<f64>| {
        let figure = value.map(|value| Figure {
            value: DailyVolume::m3_per_day(value),
            basis: Basis::Metered,
            origin: Origin::Entry { field: "水量".into() },
            uncertainty: None,
        });
        Stream::of(&unit, item, figure)
    };
    let mut case = sample::case();
    let name = "漂洗".into();
    case.site.units.truncate(1);
    case.site.units[0] = Unit { id: unit.clone(), name, ..case.site.units[0].clone() };
    case.site.streams = vec![
        flow(Item::Withdrawal(Source::Tap), Some(10.0)),
        flow(Item::Discharge, Some(8.0)),
        flow(Item::Leakage, Some(0.0)),
        flow(Item::Consumption, None),
    ];
    let balance = BalanceForm::of(&diagnose(case, &sample::library()));
    let form = balance.form();
    let at =
        |title: &str| form.heads.iter().position(|head| head.title == title).expect("a column");
    let cell = |row: usize, title: &str| &form.rows[row].cells[at(title)];
    assert_eq!(*cell(0, "自来水"), FormCell::Number(10.0, 1));
    assert_eq!(*cell(0, "漏失水量"), FormCell::Number(0.0, 1));
    assert_eq!(*cell(0, "耗水量"), FormCell::Unknown);
    assert_eq!(*cell(0, "串联水量"), FormCell::Absent);
    // A sum with a part that is not known is not known; one of nothing is zero.
    assert_eq!(*cell(1, "耗水量"), FormCell::Unknown);
    assert_eq!(*cell(1, "串联水量"), FormCell::Number(0.0, 1));
    assert_eq!(*cell(1, "不平衡量"), FormCell::Unknown);
    assert_eq!(*cell(1, "排水量"), FormCell::Number(8.0, 1));
}

#[test]
fn sums_of_the_balance_are_those_of_its_categories() {
    let diagnosis = diagnose(sample::case(), &sample::library());
    let balance = BalanceForm::of(&diagnosis);
    let form = analysis(&balance);
    let (total, parts) = form.rows.split_last().expect("a row of sums");
    assert!(total.is_total && parts.len() > 1);
    for column in 1..=ANALYSED.len() {
        let sum: Option<f64> = parts.iter().map(|row| row.cells[column].value()).sum();
        match (sum, total.cells[column].value()) {
            (Some(sum), Some(total)) => assert!((sum - total).abs() < 1e-6, "{sum} {total}"),
            (sum, total) => assert_eq!(sum, total),
        }
    }
}

#[test]
fn streams_without_water_are_counted_and_not_listed() {
    let diagnosis = diagnose(sample::case(), &sample::library());
    let zero =
        |stream: &&Stream| stream.figure.as_ref().is_some_and(|one| one.value.value() == 0.0);
    let streams = &diagnosis.case.site.streams;
    let zero = streams.iter().filter(zero).count();
    let said = printed(&diagnosis, ReportContent::default());
    assert_eq!(table(&said, "用水单元水平衡测试明细表").len(), streams.len() - zero);
    let told = format!("水量为零的水流 {zero} 条未列。");
    assert_eq!(said.contains(&told), zero > 0, "{zero}");
}

#[test]
fn the_register_of_meters_stands_once() {
    let diagnosis = diagnose(sample::case(), &sample::library());
    let title = meters(&diagnosis).title;
    let with = printed(&diagnosis, ReportContent::default());
    assert!(with.contains(&format!("逐只情况见附录A“{title}”")), "{with}");
    let captions = with.lines().filter(|line| line.starts_with('表') && line.ends_with(title));
    assert_eq!(captions.count(), 1);
    // Without the appendix it stands in its chapter.
    let without = printed(&diagnosis, left_out("forms", "meters"));
    assert!(!without.contains("逐只情况见"));
    assert!(without.contains(&format!("表4-1 {title}\n")), "{without}");
}

#[test]
fn columns_that_hold_nothing_are_left_out_and_told() {
    let mut case = sample::case();
    case.meters.iter_mut().for_each(|meter| meter.state.clear());
    let said = printed(&diagnose(case, &sample::library()), ReportContent::default());
    assert!(said.contains("资料未提供、未列栏的项目："), "{said}");
    assert!(said.lines().any(|line| line.contains("未列栏的项目") && line.contains("状态")));
}

#[test]
fn files_are_listed_with_their_digests_or_told_in_the_first_chapter() {
    let diagnosis = diagnose(sample::case(), &sample::library());
    let digest = &sample::meta().sources[0].sha256;
    let with = printed(&diagnosis, ReportContent::default());
    assert!(with.contains("见附录B“数据文件及工作表识别结果”"), "{with}");
    assert!(with.contains("表B-1 数据文件及工作表识别结果") && with.contains(digest));
    let without = printed(&diagnosis, left_out("attachments", "received"));
    assert!(without.contains("表1-1 数据文件及工作表识别结果") && without.contains(digest));
    assert!(!without.contains("附件清单"));
}
