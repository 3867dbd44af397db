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

/// A figure of one of two units.
fn of(unit: &str, item: Item, value: f64, basis: Basis) -> Stream {
    let origin = Origin::Entry { field: String::new() };
    let value = DailyVolume::m3_per_day(value);
    Stream::of(&UnitId(unit.into()), item, Some(Figure { value, basis, origin, uncertainty: None }))
}

#[track_caller]
fn standard(site: &Site, code: IndicatorCode) -> f64 {
    let done = diagnose(case(site.clone()), &library());
    done.indicator(code).unwrap().uncertainty.unwrap().standard
}

#[test]
fn a_figure_that_stands_on_both_sides_counts_once() {
    // Vw 30 ± 1.5, outside 100 − 30 = 70 of a discharge of 100 ± 5: Kw = 30/100. The reuse
    // cancels in the denominator: u = 100·√((1.5/100)² + (30·5/100²)²).
    let site = site(&[
        (Item::Withdrawal(Source::Tap), 100.0, Basis::Metered),
        (Item::Reuse, 30.0, Basis::Measured),
        (Item::Discharge, 100.0, Basis::Measured),
    ]);
    near(
        standard(&site, IndicatorCode::WastewaterReuseRate),
        100.0 * 0.015_f64.hypot(30.0 * 5.0 / 1e4),
    );
    // Discharge outside 70 over an intake of 100 ± 1.5: √(5² + 1.5²) = 5.2202 on top.
    let out = 5.0_f64.hypot(1.5);
    near(
        standard(&site, IndicatorCode::DischargeRate),
        100.0 * (out / 100.0).hypot(70.0 * 1.5 / 1e4),
    );
    near(
        standard(&site, IndicatorCode::FreshWaterUtilisation),
        (out / 100.0).hypot(70.0 * 1.5 / 1e4),
    );
}

#[test]
fn loops_condensate_and_substitution_have_uncertainties_too() {
    let mut cooling = common::unit("塔");
    cooling.system = Some(WaterSystem::IndirectCooling);
    let streams = vec![
        of("塔", Item::Withdrawal(Source::Tap), 50.0, Basis::Metered),
        of("塔", Item::Recirculated, 950.0, Basis::Measured),
        of("塔", Item::Discharge, 10.0, Basis::Measured),
        of("厂", Item::Withdrawal(Source::Steam), 20.0, Basis::Metered),
        of("厂", Item::Withdrawal(Source::Reclaimed), 30.0, Basis::Measured),
        of("厂", Item::Condensate, 15.0, Basis::Measured),
    ];
    let site = Site { units: vec![cooling, common::unit("厂")], streams };
    // Rc = 950/1000, u(950) = 47.5, u(50) = 0.75.
    near(
        standard(&site, IndicatorCode::IndirectCoolingRecirculationRate),
        100.0 * (50.0 * 47.5_f64).hypot(950.0 * 0.75) / 1e6,
    );
    // Rb = 15/20: relative 5 % and 1.5 %.
    near(standard(&site, IndicatorCode::CondensateReturnRate), 75.0 * 0.05_f64.hypot(0.015));
    // Kh = 30/100 with the 30 on both sides: 70·1.5 and 30·√(0.75² + 0.3²).
    near(
        standard(&site, IndicatorCode::UnconventionalSubstitutionRate),
        100.0 * (70.0 * 1.5_f64).hypot(30.0 * 0.75_f64.hypot(0.3)) / 1e4,
    );
    near(standard(&site, IndicatorCode::ConcentrationRatio), 5.0 * 0.05_f64.hypot(0.015));
}

#[test]
fn a_typed_fact_leaves_the_uncertainty_open() {
    let mut cooling = common::unit("塔");
    cooling.system = Some(WaterSystem::IndirectCooling);
    cooling.facts.put(Fact {
        code: FactCode::BlowDown,
        value: 20.0,
        origin: Origin::Entry { field: String::new() },
    });
    let streams = vec![of("塔", Item::Withdrawal(Source::Tap), 50.0, Basis::Metered)];
    let done = diagnose(case(Site { units: vec![cooling], streams }), &library());
    let ratio = done.indicator(IndicatorCode::ConcentrationRatio).unwrap();
    near(ratio.value.unwrap(), 2.5);
    assert_eq!(ratio.uncertainty, None);
}

/// Normal deviates of a fixed row, so that the test gives the same answer every time.
struct Deviates(u64);

impl Deviates {
    fn uniform(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let (radius, angle) = (self.uniform(), self.uniform());
        (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
    }
}

#[test]
fn what_is_propagated_is_what_three_thousand_draws_scatter() {
    let base = site(&[
        (Item::Withdrawal(Source::Tap), 120.0, Basis::Metered),
        (Item::Withdrawal(Source::Reclaimed), 40.0, Basis::Measured),
        (Item::Recirculated, 300.0, Basis::Measured),
        (Item::Reuse, 50.0, Basis::Measured),
        (Item::Discharge, 130.0, Basis::Measured),
        (Item::Leakage, 6.0, Basis::Computed),
    ]);
    let quality = common::data_quality();
    let codes = [
        IndicatorCode::ReuseRate,
        IndicatorCode::WastewaterReuseRate,
        IndicatorCode::DischargeRate,
        IndicatorCode::LeakageRate,
        IndicatorCode::UnconventionalSubstitutionRate,
    ];
    let mut draws = Deviates(20_240_910);
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); codes.len()];
    for _ in 0..3_000 {
        let mut drawn = base.clone();
        for stream in &mut drawn.streams {
            let figure = stream.figure.as_mut().unwrap();
            let spread = quality.of(figure).unwrap().absolute.value();
            figure.value = DailyVolume::m3_per_day(figure.value.value() + spread * draws.normal());
        }
        let done = diagnose(case(drawn), &library());
        for (values, code) in values.iter_mut().zip(codes) {
            values.push(done.indicator(code).unwrap().value.unwrap());
        }
    }
    for (values, code) in values.iter().zip(codes) {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let spread = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
        let spread = (spread / (values.len() - 1) as f64).sqrt();
        let propagated = standard(&base, code);
        // First order, and the scatter of the scatter of 3 000 draws (1.3 %).
        assert!((spread / propagated - 1.0).abs() < 0.05, "{code:?}: {spread} and {propagated}");
    }
}
