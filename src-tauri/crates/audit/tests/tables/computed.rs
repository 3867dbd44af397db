//! Indicators: what the data allow, where the figures come from, and what is said of figures
//! that cannot be.

use crate::common::{case, flow, library, pair, site, treatment, unit, value};
use rust_decimal::Decimal;
use shuiheng_audit::*;

#[test]
fn every_indicator_of_the_contract_is_listed() {
    let diagnosis = diagnose(Case::default(), &library());
    let codes: Vec<&str> =
        diagnosis.indicators.iter().map(|indicator| indicator.code.code()).collect();
    let all: Vec<&str> = IndicatorCode::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(codes, all);
    for indicator in &diagnosis.indicators {
        assert_eq!(indicator.value, None, "{:?}", indicator.code);
        assert!(!indicator.missing.is_empty(), "{:?} says what is missing", indicator.code);
    }
}

#[test]
fn indicators_that_the_data_allow() {
    let mut cooling = unit("冷却");
    cooling.system = Some(WaterSystem::IndirectCooling);
    let mut canteen = unit("食堂");
    canteen.system = Some(WaterSystem::Domestic);
    let mut process = unit("工艺");
    process.system = Some(WaterSystem::Process);
    let units = vec![cooling, canteen, process, treatment("软化", Role::SupplyTreatment)];
    let streams = vec![
        flow("软化", Item::Withdrawal(Source::Tap), 110.0),
        pair("软化", "工艺", 100.0),
        flow("软化", Item::Discharge, 10.0),
        flow("冷却", Item::Withdrawal(Source::Surface), 50.0),
        flow("冷却", Item::Recirculated, 950.0),
        flow("冷却", Item::Consumption, 37.5),
        flow("冷却", Item::Discharge, 12.5),
        flow("食堂", Item::Withdrawal(Source::Tap), 20.0),
        flow("食堂", Item::Discharge, 20.0),
        flow("工艺", Item::Withdrawal(Source::Steam), 20.0),
        flow("工艺", Item::Withdrawal(Source::Reclaimed), 50.0),
        flow("工艺", Item::Condensate, 15.0),
        flow("工艺", Item::Reuse, 35.0),
        flow("工艺", Item::Discharge, 215.0),
        flow("工艺", Item::Leakage, 5.0),
    ];
    let profile = Profile {
        employees: Some(200),
        added_value: Some(Decimal::from(5000)),
        output_value: Some(Decimal::from(20_000)),
        period: Period { operating_days: Days::new(300.0), ..Period::default() },
        ..Profile::default()
    };
    let diagnosis = diagnose(Case { profile, ..case(Site { units, streams }) }, &library());
    let check =
        |code, expected: f64| assert_eq!(value(&diagnosis, code, 4), Some(expected), "{code:?}");
    // Intake 250 (the softened 100 is inside it); recycled 950 + 35 + 15 = 1000.
    check(IndicatorCode::ReuseRate, 80.0);
    check(IndicatorCode::ReuseRateWithoutCooling, 16.6667);
    check(IndicatorCode::IndirectCoolingRecirculationRate, 95.0);
    check(IndicatorCode::ConcentrationRatio, 4.0);
    check(IndicatorCode::LeakageRate, 2.0);
    check(IndicatorCode::UnconventionalSubstitutionRate, 20.0);
    check(IndicatorCode::CondensateReturnRate, 75.0);
    check(IndicatorCode::DomesticPerHead, 0.1);
    check(IndicatorCode::TreatedWaterCoefficient, 1.1);
    check(IndicatorCode::AddedValueIntake, 15.0);
    check(IndicatorCode::OutputValueIntake, 3.75);
    // Outside goes 257.5 − 50 = 207.5.
    check(IndicatorCode::DischargeRate, 83.0);
    check(IndicatorCode::FreshWaterUtilisation, 0.17);
    check(IndicatorCode::WastewaterReuseRate, 14.433);
    check(IndicatorCode::ProcessWaterReuseRate, 22.7273);
    let sources: Vec<Source> =
        intake_by_source(&diagnosis.balance).into_iter().map(|(source, _)| source).collect();
    assert_eq!(sources, [Source::Tap, Source::Surface, Source::Steam, Source::Reclaimed]);
}

#[test]
fn an_indicator_names_the_units_whose_figures_are_missing() {
    let site = site(
        &["甲", "乙"],
        vec![
            flow("甲", Item::Withdrawal(Source::Tap), 10.0),
            flow("甲", Item::Leakage, None),
            flow("乙", Item::Leakage, None),
        ],
    );
    let diagnosis = diagnose(case(site), &library());
    let leakage = diagnosis.indicator(IndicatorCode::LeakageRate).unwrap();
    assert_eq!(leakage.value, None);
    assert!(leakage.missing[0].zh.contains("甲、乙"), "{:?}", leakage.missing);
}

pub(super) fn at(row: u32) -> CellRef {
    CellRef { file: "f".into(), sheet: "表".into(), row, col: 3, to: None }
}

#[test]
fn a_stated_total_is_the_origin_where_it_agrees_and_a_doubt_where_not() {
    let state = |value: f64| {
        let stated = Stated {
            quantity: Quantity::WithdrawalTotal,
            value: DailyVolume::m3_per_day(value),
            place: at(9),
            with: vec![at(10)],
        };
        let stated = StatedTotals { name: "合计".into(), place: at(9), values: vec![stated] };
        let site = site(
            &["a"],
            vec![
                flow("a", Item::Withdrawal(Source::Tap), 100.0),
                flow("a", Item::Recirculated, 100.0),
                flow("a", Item::Discharge, 100.0),
            ],
        );
        diagnose(Case { stated: Some(stated), ..case(site) }, &library())
    };
    let agreeing = state(100.0);
    let intake = agreeing
        .indicator(IndicatorCode::ReuseRate)
        .unwrap()
        .inputs
        .iter()
        .find(|input| input.symbol == "Vi")
        .unwrap()
        .clone();
    assert_eq!(intake.cells, [at(9), at(10)], "a total of several cells cites them all");
    assert!(agreeing.doubts.is_empty());
    assert!(
        state(120.0)
            .doubts
            .iter()
            .any(|doubt| doubt.code == DoubtCode::TotalMismatch && doubt.places == [at(9), at(10)])
    );
}

#[test]
fn series_that_nobody_receives_is_said() {
    let site = site(
        &["a", "b"],
        vec![
            flow("a", Item::Withdrawal(Source::Tap), 100.0),
            flow("a", Item::SeriesOut, 100.0),
            flow("b", Item::SeriesIn, 60.0),
            flow("b", Item::Discharge, 60.0),
        ],
    );
    let diagnosis = diagnose(case(site), &library());
    assert_eq!(diagnosis.balance.site.series_gap, Some(DailyVolume::m3_per_day(40.0)));
    assert!(diagnosis.doubts.iter().any(|doubt| doubt.code == DoubtCode::SeriesMismatch));
}

#[test]
fn discharge_above_intake_is_said() {
    let site = site(
        &["a"],
        vec![flow("a", Item::Withdrawal(Source::Tap), 100.0), flow("a", Item::Discharge, 104.0)],
    );
    assert!(
        diagnose(case(site), &library())
            .doubts
            .iter()
            .any(|doubt| doubt.code == DoubtCode::ImplausibleValue)
    );
}
