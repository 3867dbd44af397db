//! Standard uncertainties of figures and of their sums.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;
use common::*;
use shuiheng_audit::*;

fn of(value: f64, basis: Basis, entered: Option<f64>) -> StandardUncertainty {
    let figure =
        Figure { basis, uncertainty: entered.map(Rate::percent), ..figure(value).unwrap() };
    data_quality().of(&figure).unwrap()
}

#[test]
fn a_figure_has_the_uncertainty_of_the_way_it_was_obtained() {
    let known = of(200.0, Basis::Metered, None);
    assert_eq!((known.grade, known.entered), (Grade::A, false));
    assert!((known.absolute.value() - 3.0).abs() < 1e-12, "1.5 % of 200 m³/d");
    assert_eq!(of(200.0, Basis::Estimated, None).grade, Grade::D);
}

#[test]
fn what_the_auditor_enters_counts_and_leaves_the_grade() {
    let known = of(200.0, Basis::Estimated, Some(4.0));
    assert_eq!((known.grade, known.entered), (Grade::D, true));
    assert!((known.absolute.value() - 8.0).abs() < 1e-12, "4 % of 200 m³/d");
}

#[test]
fn nothing_is_known_exactly() {
    assert_eq!(of(0.0, Basis::Stated, None).absolute, DailyVolume::ZERO);
}

#[test]
fn uncertainties_combine_by_the_root_of_the_sum_of_squares() {
    let parts = [3.0, 4.0, 12.0].map(DailyVolume::m3_per_day);
    assert!((combined(parts).value() - 13.0).abs() < 1e-12, "√(9+16+144) = 13");
    assert_eq!(combined([]), DailyVolume::ZERO);
}
