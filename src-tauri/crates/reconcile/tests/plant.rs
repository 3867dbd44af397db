//! Plants as networks, with answers worked out by hand.
#![allow(missing_docs, clippy::unwrap_used)]

use shuiheng_audit::{
    Basis, Coverage, DailyVolume, DataQuality, Figure, Grade, Item, Method, Origin, Place, Rate,
    Role, Site, Source, Stream, Unit, UnitId,
};
use shuiheng_reconcile::{Choices, Class, Plant, PlantReconciliation, PlantTarget};

/// Metered 1.5 %, measured 5 %, computed 10 %, estimated and stated 20 %.
fn quality() -> DataQuality {
    let method = |basis, grade, percent: f64| Method {
        code: format!("{basis:?}"),
        zh: String::new(),
        en: String::new(),
        basis,
        grade,
        low: Rate::percent(percent),
        typical: Rate::percent(percent),
        stands_for_basis: true,
        source: String::new(),
        confirmed: None,
    };
    DataQuality {
        methods: vec![
            method(Basis::Metered, Grade::A, 1.5),
            method(Basis::Measured, Grade::B, 5.0),
            method(Basis::Computed, Grade::C, 10.0),
            method(Basis::Estimated, Grade::D, 20.0),
            method(Basis::Stated, Grade::D, 20.0),
        ],
        coverage: Coverage {
            factor: 1.96,
            confidence: Rate::percent(95.0),
            source: String::new(),
            confirmed: None,
        },
    }
}

fn unit(name: &str) -> Unit {
    Unit {
        id: UnitId(name.into()),
        name: name.into(),
        category: None,
        parent: None,
        role: Role::Use,
        system: None,
        of_which: false,
        place: None,
        facts: Default::default(),
    }
}

fn figure(value: f64, basis: Basis) -> Option<Figure> {
    let origin = Origin::Entry { field: String::new() };
    Some(Figure { value: DailyVolume::m3_per_day(value), basis, origin, uncertainty: None })
}

fn of(unit: &str, item: Item, figure: Option<Figure>) -> Stream {
    Stream::of(&UnitId(unit.into()), item, figure)
}

fn reconciled(site: &Site, choices: &Choices) -> PlantReconciliation {
    Plant::of(site, &quality(), choices).reconcile().unwrap()
}

fn stream<'a>(found: &'a PlantReconciliation, name: &str) -> &'a shuiheng_reconcile::StreamResult {
    let mut streams = found.streams.iter().filter(|(stream, _)| stream.name.zh == name);
    let (_, result) = streams.next().unwrap_or_else(|| {
        let names: Vec<_> = found.streams.iter().map(|(stream, _)| &stream.name.zh).collect();
        panic!("{name} is not among {names:?}")
    });
    result
}

#[track_caller]
fn near(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found}, not {expected}");
}

const TAP: Item = Item::Withdrawal(Source::Tap);

#[test]
fn what_is_not_measured_follows_with_its_uncertainty() {
    // 100 − 50 − 10 = 40, with √(1.5² + 2.5² + 2²) = √12.5.
    let site = Site {
        units: vec![unit("染色机")],
        streams: vec![
            of("染色机", TAP, figure(100.0, Basis::Metered)),
            of("染色机", Item::Consumption, None),
            of("染色机", Item::Discharge, figure(50.0, Basis::Measured)),
            of("染色机", Item::Leakage, figure(10.0, Basis::Estimated)),
        ],
    };
    let found = reconciled(&site, &Choices::default());
    let consumed = stream(&found, "染色机 → 耗水");
    near(consumed.reconciled, 40.0);
    near(consumed.sd, 12.5_f64.sqrt());
    assert_eq!(consumed.class, Class::Observable);
    assert_eq!(stream(&found, "自来水 → 染色机").class, Class::Nonredundant);
}

#[test]
fn a_difference_is_shared_by_how_well_each_is_known() {
    // In 100 ± 1.5, out 30 ± 3 and 60 ± 3: 10 is missing, the variances are 2.25 + 9 + 9.
    let site = Site {
        units: vec![unit("锅炉房")],
        streams: vec![
            of("锅炉房", TAP, figure(100.0, Basis::Metered)),
            of("锅炉房", Item::Consumption, figure(30.0, Basis::Computed)),
            of("锅炉房", Item::Discharge, figure(60.0, Basis::Measured)),
        ],
    };
    let found = reconciled(&site, &Choices::default());
    near(stream(&found, "自来水 → 锅炉房").adjustment, -10.0 * 2.25 / 20.25);
    near(stream(&found, "锅炉房 → 耗水").adjustment, 10.0 * 9.0 / 20.25);
    near(stream(&found, "锅炉房 → 排水").adjustment, 10.0 * 9.0 / 20.25);
    near(Some(found.tests.global.chi2), 100.0 / 20.25);
    assert_eq!(found.tests.global.passed, Some(false), "4.94 is above 3.84");
    // One balance: whichever is wrong, the data cannot say.
    assert_eq!(found.tests.suspects[0].members.len(), 3);

    let held = Choices { held: [0].into() };
    let found = reconciled(&site, &held);
    near(stream(&found, "自来水 → 锅炉房").reconciled, 100.0);
    near(stream(&found, "锅炉房 → 耗水").reconciled, 35.0);
}

#[test]
fn circulation_of_any_shape_gives_finite_answers() {
    let pair = |from: &str, to: &str, value: f64| Stream {
        from: Place::Unit(UnitId(from.into())),
        to: Place::Unit(UnitId(to.into())),
        figure: figure(value, Basis::Metered),
    };
    let site = Site {
        units: vec![
            unit("甲"),
            unit("乙"),
            Unit { role: Role::WastewaterTreatment, ..unit("污水站") },
        ],
        streams: vec![
            of("甲", TAP, figure(100.0, Basis::Metered)),
            pair("甲", "甲", 500.0),
            pair("甲", "乙", 30.0),
            pair("乙", "甲", 10.0),
            pair("甲", "污水站", 60.0),
            pair("污水站", "甲", 40.0),
            of("甲", Item::Consumption, None),
            of("乙", Item::Consumption, None),
            of("污水站", Item::Discharge, figure(20.0, Basis::Metered)),
        ],
    };
    let found = reconciled(&site, &Choices::default());
    near(stream(&found, "甲 → 耗水").reconciled, 60.0);
    near(stream(&found, "乙 → 耗水").reconciled, 20.0);
    near(stream(&found, "甲 → 甲").reconciled, 500.0);
    assert_eq!(stream(&found, "甲 → 甲").class, Class::Nonredundant);
    // Recirculated 500, series 30 + 10 and reuse 40 over these and the intake of 100.
    let rate = found.estimates[&PlantTarget::ReuseRate].unwrap();
    near(Some(rate.value), 580.0 / 680.0);
}

#[test]
fn reuse_without_a_treatment_plant_comes_from_the_drains() {
    let site = Site {
        units: vec![unit("水洗"), unit("冲地")],
        streams: vec![
            of("水洗", TAP, figure(200.0, Basis::Metered)),
            of("水洗", Item::Discharge, figure(200.0, Basis::Metered)),
            of("冲地", Item::Reuse, figure(50.0, Basis::Metered)),
            of("冲地", Item::Discharge, figure(50.0, Basis::Metered)),
        ],
    };
    let found = reconciled(&site, &Choices::default());
    near(stream(&found, "排水 → 回用水").reconciled, 50.0);
    near(stream(&found, "排水 → 厂外").reconciled, 200.0);
}

#[test]
fn a_pool_that_is_only_emptied_is_outside_and_parts_have_no_balance() {
    let site = Site {
        units: vec![
            unit("漂洗"),
            Unit { of_which: true, parent: Some(UnitId("漂洗".into())), ..unit("其中热洗") },
        ],
        streams: vec![
            of("漂洗", Item::SeriesIn, figure(80.0, Basis::Stated)),
            of("漂洗", Item::Discharge, figure(80.0, Basis::Stated)),
            of("其中热洗", TAP, figure(5.0, Basis::Stated)),
        ],
    };
    let plant = Plant::of(&site, &quality(), &Choices::default());
    assert_eq!(plant.network().streams.len(), 2, "what divides a unit has no balance of its own");
    let found = plant.reconcile().unwrap();
    near(stream(&found, "串联水 → 漂洗").reconciled, 80.0);
    assert_eq!(found.tests.global.passed, Some(true));
}

#[test]
fn figures_that_close_stay_as_they_are() {
    let site = Site {
        units: vec![unit("冷却塔")],
        streams: vec![
            of("冷却塔", TAP, figure(80.0, Basis::Metered)),
            of("冷却塔", Item::Recirculated, figure(2000.0, Basis::Metered)),
            of("冷却塔", Item::Consumption, figure(70.0, Basis::Computed)),
            of("冷却塔", Item::Discharge, figure(10.0, Basis::Estimated)),
            of("冷却塔", Item::Leakage, figure(0.0, Basis::Stated)),
        ],
    };
    let found = reconciled(&site, &Choices::default());
    for (stream, result) in &found.streams {
        near(Some(result.adjustment.unwrap_or(0.0) + 1.0), 1.0);
        assert_eq!(stream.grade.is_some(), stream.at.is_some());
    }
    // Zero is certain.
    near(stream(&found, "冷却塔 → 漏失").sd.map(|sd| sd + 1.0), 1.0);
}
