//! Savings, benefits and payback of measures, worked by hand; and that no water counts twice.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{case, flow, library, site};
use proptest::prelude::*;
use rust_decimal::Decimal;
use shuiheng_audit::*;
use std::str::FromStr;

fn typed(stream: &str, volume: f64) -> GivenMeasure {
    GivenMeasure {
        todo: "做".into(),
        saving: GivenSaving::Typed { volume, basis: "实测".into() },
        stream: stream.into(),
        prices: vec![Price::Water, Price::Discharge, Price::Treatment],
        ..GivenMeasure::default()
    }
}

fn planned(measures: Vec<GivenMeasure>, prices: Prices) -> Diagnosis {
    let site = site(&["车间"], vec![flow("车间", Item::Withdrawal(Source::Tap), 100.0)]);
    let mut case = case(site);
    case.profile.prices = prices;
    case.review.measures = measures;
    diagnose(case, &library())
}

fn money(text: &str) -> Option<Decimal> {
    Some(Decimal::from_str(text).unwrap())
}

#[test]
fn benefit_and_payback_follow_from_prices() {
    let prices =
        Prices { water: money("3.10"), discharge: money("2.60"), treatment: money("4.20") };
    let measure = GivenMeasure {
        investment: money("19.8"),
        running: money("1.98"),
        ..typed("rinse", 12_000.0)
    };
    let done = planned(vec![measure], prices);
    let benefit = done.measures[0].benefit.as_ref().unwrap();
    // 12000 × (3.10+2.60+4.20) / 10000 − 1.98 = 11.88 − 1.98 = 9.90; 19.8 / 9.9 = 2.
    assert_eq!(benefit.amount, Decimal::from_str("9.90").unwrap());
    assert_eq!(benefit.substituted, "12000×(3.1+2.6+4.2)/10000−1.98");
    assert_eq!(done.measures[0].payback, money("2"));
}

#[test]
fn what_is_not_known_is_said_and_never_zero() {
    let no_water = planned(vec![typed("a", 100.0)], Prices::default());
    assert_eq!(no_water.measures[0].benefit, None);
    assert_eq!(no_water.measure_totals.unknown_benefits, 1);
    assert_eq!(no_water.measure_totals.benefit, None, "not known is not zero");
    let some = Prices { water: money("3"), ..Prices::default() };
    let done = planned(vec![typed("a", 10_000.0), GivenMeasure::default()], some);
    let benefit = done.measures[0].benefit.as_ref().unwrap();
    assert_eq!(benefit.amount, Decimal::from(3));
    assert_eq!(benefit.lacks, [Price::Discharge, Price::Treatment]);
    let totals = &done.measure_totals;
    assert_eq!((totals.saving, totals.unknown_savings), (Some(10_000.0), 1));
    assert_eq!((totals.unknown_investments, totals.unknown_benefits), (2, 1));
    assert_eq!(done.measures[0].payback, None);
}

#[test]
fn the_larger_of_two_on_the_same_water_counts() {
    let unit = |measure: GivenMeasure, unit: &str| GivenMeasure {
        unit: Some(UnitId(unit.into())),
        ..measure
    };
    let done = planned(
        vec![
            unit(typed("rinse", 300.0), "甲"),
            unit(typed("rinse", 500.0), "甲"),
            unit(typed("rinse", 200.0), "乙"),
            typed("seal", 50.0),
        ],
        Prices::default(),
    );
    let counts: Vec<bool> = done.measures.iter().map(|measure| measure.counts).collect();
    assert_eq!(counts, [false, true, true, true]);
    assert_eq!(done.measures[0].overlaps, [2]);
    assert_eq!((done.measure_totals.saving, done.measure_totals.overlapping), (Some(750.0), 1));
    // One for the whole site stands for all of them where it is the largest.
    let done = planned(vec![typed(WHOLE_SITE, 900.0), typed("seal", 50.0)], Prices::default());
    assert_eq!(done.measure_totals.saving, Some(900.0));
}

#[test]
fn a_measure_whose_finding_is_gone_has_no_computed_saving() {
    let measure = GivenMeasure {
        finding: "over_quota@product:布".into(),
        saving: GivenSaving::Finding,
        ..typed("a", 0.0)
    };
    let measure = GivenMeasure { saving: GivenSaving::Finding, ..measure };
    let done = planned(vec![measure], Prices::default());
    assert!(done.measures[0].orphaned);
    assert_eq!(done.measures[0].saving, MeasureSaving::Unknown);
}

proptest! {
    /// The total is never more than all savings, nor less than the largest.
    #[test]
    fn a_total_lies_between_the_largest_and_all(
        given in prop::collection::vec((0usize..4, 0.0f64..1e5), 1..8),
    ) {
        let streams = ["site", "rinse", "seal", ""];
        let measures = given.iter().map(|(stream, volume)| typed(streams[*stream], *volume));
        let total = planned(measures.collect(), Prices::default()).measure_totals.saving.unwrap();
        let all: f64 = given.iter().map(|one| one.1).sum();
        let largest = given.iter().map(|one| one.1).fold(0.0, f64::max);
        prop_assert!(total <= all + 1e-6 && total >= largest - 1e-6, "{total}");
    }
}
