//! When a unit and a site are said to close.

use crate::common::{flow, site, tolerances};
use shuiheng_audit::*;

#[track_caller]
fn closes(inflow: f64, outflow: f64, expected: Closure) {
    let site = site(
        &["a"],
        vec![flow("a", Item::Withdrawal(Source::Tap), inflow), flow("a", Item::Discharge, outflow)],
    );
    assert_eq!(
        balance(&site, &tolerances()).units[0].difference.closure,
        expected,
        "{inflow} {outflow}"
    );
}

#[test]
fn a_unit_closes_within_its_tolerance() {
    closes(100.0, 100.0, Closure::Closed);
    closes(100.0, 95.0, Closure::Closed);
    closes(100.0, 94.9, Closure::Attention);
    closes(100.0, 90.0, Closure::Attention);
    closes(100.0, 89.9, Closure::Open);
    closes(0.0, 0.0, Closure::Closed);
    closes(0.0, 5.0, Closure::Open);
    // The last digit of two figures that were rounded to 0.1 m³/d.
    closes(0.5, 0.4, Closure::Closed);
}

#[test]
fn a_unit_of_which_nothing_is_known_is_not_said_to_close() {
    let site = site(
        &["a"],
        vec![flow("a", Item::Withdrawal(Source::Tap), 10.0), flow("a", Item::Discharge, None)],
    );
    let unit = &balance(&site, &tolerances()).units[0];
    assert_eq!(unit.difference.closure, Closure::Unknown);
    assert_eq!(unit.difference.imbalance, None);
    assert_eq!(unit.difference.unknown, [Item::Discharge]);
}

#[test]
fn a_flow_that_is_not_known_may_be_what_is_missing() {
    let closure = |inflow: f64, unknown: Item| {
        let site = site(
            &["a"],
            vec![
                flow("a", Item::Withdrawal(Source::Tap), inflow),
                flow("a", Item::Consumption, 20.0),
                flow("a", unknown, None),
            ],
        );
        balance(&site, &tolerances()).units[0].difference.closure
    };
    assert_eq!(closure(40.0, Item::Discharge), Closure::Unknown);
    assert_eq!(closure(10.0, Item::SeriesIn), Closure::Unknown);
    // More comes out than goes in, whatever is discharged besides.
    assert_eq!(closure(10.0, Item::Discharge), Closure::Open);
    assert_eq!(closure(40.0, Item::SeriesIn), Closure::Open);
    assert_eq!(closure(20.0, Item::Discharge), Closure::Closed);
}

#[test]
fn a_part_that_is_not_known_does_not_hide_the_parts_that_are() {
    let site = site(
        &["a", "b"],
        vec![
            flow("a", Item::Withdrawal(Source::Tap), 100.0),
            flow("a", Item::Discharge, 60.0),
            flow("a", Item::Leakage, 39.0),
            flow("b", Item::Withdrawal(Source::Tap), 50.0),
            flow("b", Item::Discharge, 50.0),
            flow("b", Item::Leakage, None),
        ],
    );
    let whole = balance(&site, &tolerances()).site;
    assert_eq!(whole.flows.get(Item::Leakage), None, "the sum is not known");
    assert_eq!(whole.difference.imbalance, Some(DailyVolume::m3_per_day(1.0)), "39 of it is");
    assert_eq!(whole.difference.unknown, [Item::Leakage]);
}

#[test]
fn the_difference_of_the_site_is_a_share_of_what_comes_in_from_outside() {
    let site = site(
        &["a", "b"],
        vec![
            flow("a", Item::Withdrawal(Source::Tap), 100.0),
            flow("a", Item::SeriesOut, 100.0),
            flow("b", Item::SeriesIn, 100.0),
            flow("b", Item::Discharge, 92.0),
        ],
    );
    let whole = balance(&site, &tolerances()).site;
    assert_eq!(whole.difference.rate.map(Rate::to_percent), Some(8.0), "not 4 % of 200");
    assert_eq!(whole.difference.closure, Closure::Attention);
}

#[test]
fn of_which_rows_are_balanced_and_not_added() {
    let mut site = site(
        &["车间", "其中水洗"],
        vec![
            flow("车间", Item::Withdrawal(Source::Tap), 100.0),
            flow("车间", Item::Discharge, 100.0),
            flow("其中水洗", Item::Withdrawal(Source::Tap), 60.0),
            flow("其中水洗", Item::Discharge, 60.0),
        ],
    );
    site.units[1].parent = Some(UnitId("车间".into()));
    site.units[1].of_which = true;
    let balance = balance(&site, &tolerances());
    assert_eq!(balance.site.flows.intake(), Some(DailyVolume::m3_per_day(100.0)));
    assert_eq!(
        balance.unit(&UnitId("其中水洗".into())).unwrap().flows.intake(),
        Some(DailyVolume::m3_per_day(60.0))
    );
    assert_eq!(site.children(None).count(), 1);
    assert!(!balance.unit(&UnitId("车间".into())).unwrap().has_children, "its figures are its own");
}
