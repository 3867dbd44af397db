//! How sure indicators and verdicts are, with answers worked out by hand.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{case, library};
use shuiheng_audit::*;

fn site(parts: &[(Item, f64, Basis)]) -> Site {
    let id = UnitId("u".into());
    let unit = common::unit("u");
    let stream = |(item, value, basis): &(Item, f64, Basis)| {
        let origin = Origin::Entry { field: String::new() };
        let value = DailyVolume::m3_per_day(*value);
        Stream::of(&id, *item, Some(Figure { value, basis: *basis, origin, uncertainty: None }))
    };
    Site { units: vec![unit], streams: parts.iter().map(stream).collect() }
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found}, not {expected}");
}

#[test]
fn the_reuse_rate_has_the_uncertainty_of_its_volumes() {
    // Vi 100 metered (1.5 %), Vr 900 measured (5 %):
    // u(R) = 100·√((100·45)² + (900·1.5)²)/1000² = 0.469814…
    let site = site(&[
        (Item::Withdrawal(Source::Tap), 100.0, Basis::Metered),
        (Item::Recirculated, 900.0, Basis::Measured),
        (Item::Consumption, 100.0, Basis::Computed),
    ]);
    let done = diagnose(case(site), &library());
    let rate = done.indicator(IndicatorCode::ReuseRate).unwrap();
    near(rate.value.unwrap(), 90.0);
    let uncertainty = rate.uncertainty.unwrap();
    near(uncertainty.standard, 100.0 * 4500.0_f64.hypot(1350.0) / 1e6);
    near(uncertainty.expanded, 1.96 * uncertainty.standard);
}

#[test]
fn a_verdict_near_its_limit_is_open_and_one_far_from_it_is_not() {
    // 100 m³/d on 300 days for 20 000 t: 1.5 m³/t ± 1.96·1.5 % = ± 0.0441.
    let verdict = |limit: f64| {
        let levels = Levels { general: Some(limit), ..Levels::default() };
        let quota = common::quota(QuotaKind::Quota, levels);
        let profile = Profile {
            period: Period { operating_days: Days::new(300.0), ..Period::default() },
            products: vec![Product {
                name: "纱".into(),
                output: Some(20_000.0),
                unit: "t".into(),
                quota: Some("Q".into()),
                ..Product::default()
            }],
            ..Profile::default()
        };
        let site = site(&[
            (Item::Withdrawal(Source::Tap), 100.0, Basis::Metered),
            (Item::Discharge, 100.0, Basis::Metered),
        ]);
        let library = Library { quotas: vec![quota], ..library() };
        let done = diagnose(Case { profile, ..case(site) }, &library);
        let compared = &done.comparisons[0];
        near(compared.value.unwrap(), 1.5);
        near(compared.uncertainty.unwrap().expanded, 1.96 * 0.0225);
        (compared.verdict, compared.open)
    };
    assert_eq!(verdict(1.54), (Verdict::General, true));
    assert_eq!(verdict(1.46), (Verdict::Over, true));
    assert_eq!(verdict(1.6), (Verdict::General, false));
    assert_eq!(verdict(1.4), (Verdict::Over, false));
}
