//! What a diagnosis rests on: each value once, whether it is confirmed, and nothing that no
//! result was judged by.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{case, library};
use shuiheng_audit::*;

fn confirmation() -> Confirmation {
    Confirmation {
        by: "复核人".into(),
        on: chrono::NaiveDate::from_ymd_opt(2026, 5, 4).unwrap(),
        document: "正式文本第3页".into(),
        ..Confirmation::default()
    }
}

fn quota(id: &str, general: f64) -> Quota {
    let levels = Levels { advanced: Some(1.0), general: Some(general), ..Levels::default() };
    Quota { id: id.into(), ..common::quota(QuotaKind::Quota, levels) }
}

fn product(name: &str, quota: &str) -> Product {
    Product {
        name: name.into(),
        output: Some(20_000.0),
        unit: "t".into(),
        quota: Some(quota.into()),
        share: Some(0.5),
        ..Product::default()
    }
}

fn plant(products: Vec<Product>) -> Case {
    let id = UnitId("u".into());
    let stream = |item, value: f64| {
        let origin = Origin::Entry { field: String::new() };
        let value = DailyVolume::m3_per_day(value);
        let figure = Figure { value, basis: Basis::Metered, origin, uncertainty: None };
        Stream::of(&id, item, Some(figure))
    };
    let streams = vec![
        stream(Item::Withdrawal(Source::Tap), 100.0),
        stream(Item::Consumption, 60.0),
        stream(Item::Discharge, 40.0),
    ];
    let site = Site { units: vec![common::unit("u")], streams };
    let period = Period { operating_days: Days::new(300.0), ..Period::default() };
    Case { profile: Profile { period, products, ..Profile::default() }, ..case(site) }
}

fn of(library: &Library, products: Vec<Product>) -> Vec<Reliance> {
    reliances(&diagnose(plant(products), library), library)
}

#[test]
fn a_quota_that_judges_two_products_is_named_once_with_both() {
    let library = Library { quotas: vec![quota("Q", 2.0), quota("OTHER", 3.0)], ..library() };
    let all = of(&library, vec![product("甲", "Q"), product("乙", "Q")]);
    let quotas: Vec<&Reliance> = all.iter().filter(|one| one.kind == RelianceKind::Quota).collect();
    assert_eq!(quotas.len(), 1, "and the one that judged nothing is not named");
    assert_eq!(quotas[0].id, "Q");
    assert_eq!(quotas[0].used_for.zh, "甲、乙");
    assert_eq!(quotas[0].judges, "先进值 1、通用值 2 m³/t");
    assert_eq!(quotas[0].confirmed, None);
}

#[test]
fn a_confirmation_is_told_and_another_value_is_another_content() {
    let confirmed = Quota { confirmed: Some(confirmation()), ..quota("Q", 2.0) };
    let library = Library { quotas: vec![confirmed], ..common::library() };
    let before = of(&library, vec![product("甲", "Q")]).remove(0);
    assert_eq!(before.confirmed, Some(confirmation()));
    let changed = Library { quotas: vec![quota("Q", 2.5)], ..common::library() };
    let after = of(&changed, vec![product("甲", "Q")]).remove(0);
    assert_ne!(before.content(), after.content());
    let same = Library { quotas: vec![quota("Q", 2.0)], ..common::library() };
    let same = of(&same, vec![product("甲", "Q")]).remove(0);
    assert_eq!(before.content(), same.content(), "a confirmation is no other value");
}

#[test]
fn formulas_are_answered_for_by_document() {
    let all = of(&library(), vec![product("甲", "")]);
    let documents: Vec<&str> =
        all.iter().filter(|one| one.kind == RelianceKind::Formula).map(|one| &*one.id).collect();
    assert!(documents.contains(&"GB/T 7119-2018"), "{documents:?}");
    let diagnosis = diagnose(plant(vec![product("甲", "")]), &library());
    for indicator in diagnosis.indicators.iter().filter(|one| one.value.is_some()) {
        assert!(documents.contains(&indicator.code.definition().source));
    }
}

#[test]
fn only_grades_of_figures_that_the_site_has_are_relied_on() {
    let all = of(&library(), Vec::new());
    let grades: Vec<&str> = all
        .iter()
        .filter(|one| one.kind == RelianceKind::DataQuality)
        .map(|one| &*one.id)
        .collect();
    assert_eq!(grades, ["Metered", "coverage"]);
    assert!(all.iter().any(|one| one.kind == RelianceKind::Tolerances));
}

#[test]
fn nothing_given_rests_on_nothing() {
    let empty = Case::default();
    assert_eq!(reliances(&diagnose(empty, &library()), &library()), []);
}
