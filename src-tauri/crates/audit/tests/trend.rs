//! Indicators over the years, from annual tables.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::library;
use shuiheng_audit::*;

fn cell(row: usize) -> CellRef {
    CellRef { file: "".into(), sheet: "年用水".into(), row: row as u32, col: 1, to: None }
}

fn counted(name: &str) -> Counted {
    let water = |item| Counted::Water(Quantity::Item(item));
    match name {
        "取水" => Counted::INTAKE,
        "自来水" => Counted::source(Source::Tap),
        "再生水" => Counted::source(Source::Reclaimed),
        "循环" => water(Item::Recirculated),
        "串联" => water(Item::SeriesIn),
        "回用" => water(Item::Reuse),
        "排水" => water(Item::Discharge),
        "漏失" => water(Item::Leakage),
        "产值" => Counted::OutputValue,
        "增加值" => Counted::AddedValue,
        other => {
            let (product, unit) = other.split_once('/').unwrap();
            Counted::Output { product: product.into(), unit: unit.into() }
        }
    }
}

/// `2022 取水=300000 纱/t=20000`; a month is `2022-03`.
fn annual(text: &str) -> Vec<Trend> {
    let mut uses = Vec::new();
    for (row, line) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let mut words = line.split_whitespace();
        let time = words.next().unwrap();
        let (from, to) = match time.split_once('-') {
            None => (format!("{time}-01-01"), format!("{time}-12-31")),
            Some(_) => (format!("{time}-01"), format!("{time}-28")),
        };
        for word in words {
            let (name, amount) = word.split_once('=').unwrap();
            uses.push(UsePeriod {
                from: from.parse().unwrap(),
                to: to.parse().unwrap(),
                counted: counted(name),
                amount: amount.parse().ok(),
                meter: String::new(),
                origin: Origin::Cells { cells: vec![cell(row)] },
            });
        }
    }
    let ledgers = Ledgers { uses, ..Ledgers::default() };
    diagnose(Case { ledgers, ..Case::default() }, &library()).trends
}

/// The values of a trend by year, rounded to four decimals, with the change to the year
/// before; `?` is not known.
#[track_caller]
fn check(text: &str, code: &str, expected: &[&str]) {
    let trends = annual(text);
    let trend = trends.iter().find(|trend| trend.of.code() == code).unwrap();
    let written = |value: Option<f64>| value.map_or("?".into(), |value| trimmed(value, 4));
    let found: Vec<String> = trend
        .years
        .iter()
        .map(|year| format!("{} {} {}", year.year, written(year.value), written(year.change)))
        .collect();
    assert_eq!(found, expected, "{code}");
    for year in &trend.years {
        assert_eq!(year.missing.is_empty(), year.value.is_some(), "{} {code}", year.year);
        assert_eq!(year.substituted.is_empty(), year.value.is_none(), "{} {code}", year.year);
        assert!(year.inputs.iter().all(|input| !input.cells.is_empty()), "{}", year.year);
    }
}

#[test]
fn intake_and_intensities_by_year() {
    let text = "2021 取水=300000 纱/t=20000 产值=20000 增加值=5000
                2022 取水=270000 纱/t=20000 产值=22500
                2023 取水=283500 纱/t=21000 产值=22500 增加值=4500";
    check(text, "intake", &["2021 300000 ?", "2022 270000 -10", "2023 283500 5"]);
    check(text, "unit_product_intake", &["2021 15 ?", "2022 13.5 -10", "2023 13.5 0"]);
    check(text, "output_value_intake", &["2021 15 ?", "2022 12 -20", "2023 12.6 5"]);
    check(text, "added_value_intake", &["2021 60 ?", "2022 ? ?", "2023 63 ?"]);
}

#[test]
fn rates_by_year() {
    let text = "2022 取水=1000 循环=8500 串联=300 回用=200 排水=800 漏失=50
                2023 取水=1000 循环=8500 串联=300 排水=? 漏失=40";
    check(text, "reuse_rate", &["2022 90 ?", "2023 ? ?"]);
    check(text, "leakage_rate", &["2022 5 ?", "2023 4 -20"]);
    check(text, "discharge_rate", &["2022 80 ?", "2023 ? ?"]);
    check(text, "fresh_water_utilisation", &["2022 0.2 ?", "2023 ? ?"]);
    check(text, "wastewater_reuse_rate", &["2022 20 ?", "2023 ? ?"]);
}

#[test]
fn a_source_that_is_not_listed_took_nothing_only_where_the_others_make_up_the_intake() {
    let code = "unconventional_substitution_rate";
    check("2022 取水=1000 自来水=800 再生水=200", code, &["2022 20 ?"]);
    check("2022 取水=1000 自来水=1000", code, &["2022 0 ?"]);
    check("2022 取水=1000 自来水=800", code, &["2022 ? ?"]);
    check("2022 自来水=800 再生水=200", code, &["2022 20 ?"]);
    check("2022 取水=1000", code, &["2022 ? ?"]);
}

#[test]
fn a_year_between_of_which_nothing_is_told_is_a_gap() {
    let text = "2020 取水=100\n2022 取水=120";
    check(text, "intake", &["2020 100 ?", "2021 ? ?", "2022 120 ?"]);
}

#[test]
fn missing_months_are_named() {
    let trends = annual("2022-01 取水=10\n2022-02 取水=10");
    let year = &trends[0].years[0];
    assert_eq!(year.value, None);
    assert!(year.missing[0].zh.contains("2022-12"), "{:?}", year.missing);
}

#[test]
fn shares_of_this_year_say_nothing_of_another() {
    let text = "2022 取水=1000 纱/t=10 布/万米=5";
    let trends = annual(text);
    let products = trends.iter().filter(|trend| trend.of.code() == "unit_product_intake");
    for trend in products {
        assert_eq!(trend.years[0].value, None);
        assert!(trend.years[0].missing[0].zh.contains("分摊"), "{:?}", trend.years[0].missing);
    }
}

#[test]
fn without_annual_data_there_is_no_trend() {
    assert!(annual("").is_empty());
}
