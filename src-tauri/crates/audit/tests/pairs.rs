//! Streams between two units in the place of sums: the sums of both units stay.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{figure, flow, library, site, unit};
use proptest::prelude::*;
use shuiheng_audit::*;

fn id(name: &str) -> UnitId {
    UnitId(name.into())
}

/// 一次冷却 hands on 150 in series, 漂洗 receives 100 and 冲洗 50.
fn cascade() -> Site {
    site(
        &["一次冷却", "漂洗", "冲洗"],
        vec![
            flow("一次冷却", Item::Withdrawal(Source::Tap), 200.0),
            flow("一次冷却", Item::SeriesOut, 150.0),
            flow("漂洗", Item::SeriesIn, 100.0),
            flow("冲洗", Item::SeriesIn, 50.0),
        ],
    )
}

/// What each unit hands on and receives in series.
fn sums(site: &Site) -> Vec<(Option<f64>, Option<f64>)> {
    let found = balance(site, &library().tolerances);
    let of = |flows: &Flows, item| flows.get(item).map(|volume| round_gb8170(volume.value(), 6));
    let units = found.units.iter().map(|unit| &unit.flows);
    units.map(|flows| (of(flows, Item::SeriesOut), of(flows, Item::SeriesIn))).collect()
}

#[test]
fn a_pair_comes_out_of_both_sums_and_they_stay() {
    let mut plant = cascade();
    let before = sums(&plant);
    set_pair(&plant, &id("一次冷却"), &id("漂洗"), figure(100.0)).unwrap().applied(&mut plant);
    assert_eq!(sums(&plant), before);
    // 漂洗 receives nothing else; 50 of 一次冷却 still go nobody knows where.
    assert!(
        plant.streams.iter().all(|stream| stream.to != Place::Unit(id("漂洗"))
            || stream.from == Place::Unit(id("一次冷却")))
    );
    let rest = plant.streams.iter().find(|stream| stream.to == Place::SeriesPool).unwrap();
    assert_eq!(rest.figure.as_ref().unwrap().value, DailyVolume::m3_per_day(50.0));

    set_pair(&plant, &id("一次冷却"), &id("漂洗"), figure(60.0)).unwrap().applied(&mut plant);
    assert_eq!(sums(&plant), before, "what a pair no longer holds goes back to the sums");
    set_pair(&plant, &id("一次冷却"), &id("漂洗"), None).unwrap().applied(&mut plant);
    assert_eq!(sums(&plant), before);
}

#[test]
fn a_pair_larger_than_a_sum_is_refused_and_says_which() {
    let plant = cascade();
    let refused = set_pair(&plant, &id("一次冷却"), &id("冲洗"), figure(80.0)).unwrap_err();
    assert!(refused.zh.contains("冲洗") && refused.zh.contains("50"), "{}", refused.zh);
    assert!(set_pair(&plant, &id("漂洗"), &id("漂洗"), figure(1.0)).is_err());
    assert!(set_pair(&plant, &id("漂洗"), &id("没有"), figure(1.0)).is_err());
}

#[test]
fn a_pair_with_a_treatment_plant_is_discharge_there_and_reuse_back() {
    let treatment = Unit { role: Role::WastewaterTreatment, ..unit("污水站") };
    let mut plant = site(
        &["染色"],
        vec![
            flow("染色", Item::Discharge, 90.0),
            flow("染色", Item::Reuse, 30.0),
            flow("污水站", Item::TreatmentIn, 90.0),
            flow("污水站", Item::ReuseOut, 30.0),
        ],
    );
    plant.units.push(treatment);
    set_pair(&plant, &id("染色"), &id("污水站"), figure(90.0)).unwrap().applied(&mut plant);
    set_pair(&plant, &id("污水站"), &id("染色"), figure(30.0)).unwrap().applied(&mut plant);
    assert_eq!(plant.streams.len(), 2, "{:?}", plant.streams);
    let flows = &balance(&plant, &library().tolerances).site.flows;
    for (item, expected) in [
        (Item::Discharge, 90.0),
        (Item::Reuse, 30.0),
        (Item::TreatmentIn, 90.0),
        (Item::ReuseOut, 30.0),
    ] {
        assert_eq!(flows.get(item), Some(DailyVolume::m3_per_day(expected)), "{item:?}");
    }
}

proptest! {
    #[test]
    fn pairs_within_the_sums_never_change_them(parts in prop::collection::vec(0.0..50.0_f64, 1..8)) {
        let mut plant = cascade();
        let before = sums(&plant);
        for (at, part) in parts.into_iter().enumerate() {
            let to = if at % 2 == 0 { "漂洗" } else { "冲洗" };
            if let Ok(change) = set_pair(&plant, &id("一次冷却"), &id(to), figure(part)) {
                change.applied(&mut plant);
            }
            for ((out, into), (was_out, was_into)) in sums(&plant).iter().zip(&before) {
                for (now, was) in [(out, was_out), (into, was_into)] {
                    prop_assert!((now.unwrap() - was.unwrap()).abs() < 0.06, "{now:?} {was:?}");
                }
            }
        }
    }
}
