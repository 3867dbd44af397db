//! Definitions as tables: what a stream is, what a unit of measure is worth, how a number
//! is rounded, which level a value reaches.

mod common;

use chrono::NaiveDate;
use common::{case, figure, flow, library, pair, quota, site, treatment, unit};
use rust_decimal::Decimal;
use shuiheng_audit::*;

#[track_caller]
fn rounds(value: f64, digits: u32, expected: &str) {
    assert_eq!(fixed(value, digits), expected, "{value} to {digits}");
}

#[test]
fn numbers_are_rounded_by_gb_t_8170() {
    rounds(2.675, 2, "2.68");
    rounds(2.665, 2, "2.66");
    rounds(0.5, 0, "0");
    rounds(1.5, 0, "2");
    rounds(2.5, 0, "2");
    rounds(-0.04, 1, "0.0");
    rounds(-1.25, 1, "-1.2");
    rounds(1e15, 1, "1000000000000000.0");
    rounds(91.8515, 2, "91.85");
    rounds(1e-12, 4, "0.0000");
    assert_eq!(trimmed(3.20, 4), "3.2");
    assert_eq!(trimmed(100.0, 0), "100");
    assert_eq!(round_gb8170(f64::INFINITY, 2), f64::INFINITY);
}

#[track_caller]
fn is(from: Place, to: Place, seen_from: &str, expected: Option<Item>) {
    let stream = Stream { from, to, figure: None };
    let role = |id: &UnitId| match id.0.as_str() {
        "软化" => Role::SupplyTreatment,
        "污水" => Role::WastewaterTreatment,
        _ => Role::Use,
    };
    assert_eq!(stream.item_for(&UnitId(seen_from.into()), role), expected, "{stream:?}");
}

#[test]
fn what_a_stream_is_follows_from_its_ends() {
    let at = |id: &str| Place::Unit(UnitId(id.into()));
    is(Place::Source(Source::Tap), at("a"), "a", Some(Item::Withdrawal(Source::Tap)));
    is(at("a"), at("a"), "a", Some(Item::Recirculated));
    is(at("a"), at("a"), "b", None);
    is(at("a"), at("b"), "a", Some(Item::SeriesOut));
    is(at("a"), at("b"), "b", Some(Item::SeriesIn));
    is(at("a"), at("b"), "c", None);
    is(at("软化"), at("b"), "b", Some(Item::DistributedIn));
    is(at("软化"), at("b"), "软化", Some(Item::DistributedOut));
    is(at("b"), at("软化"), "软化", Some(Item::SeriesIn));
    is(at("a"), at("污水"), "a", Some(Item::Discharge));
    is(at("a"), at("污水"), "污水", Some(Item::TreatmentIn));
    is(at("污水"), at("a"), "a", Some(Item::Reuse));
    is(at("污水"), at("a"), "污水", Some(Item::ReuseOut));
    is(at("a"), Place::Source(Source::Tap), "a", None);
    is(Place::Leak, at("a"), "a", None);
    is(Place::Drain, Place::Leak, "a", None);
}

#[test]
fn every_quantity_knows_its_ends_and_its_name() {
    let id = UnitId("a".into());
    for item in Item::all() {
        let stream = Stream::of(&id, item, None);
        assert_eq!(stream.item_for(&id, |_| Role::Use), Some(item), "{item:?}");
        assert_eq!(Item::from_code(&item.code()), Some(item));
        assert!(!item.zh().is_empty());
        assert!(!(item.is_inflow() && item.is_outflow()));
    }
    assert_eq!(Item::from_code("nothing"), None);
    let condensate =
        Stream { from: Place::Unit(id.clone()), to: Place::CondensatePool, figure: None };
    assert_eq!(condensate.item_for(&id, |_| Role::Use), Some(Item::ReuseOut));
}

#[track_caller]
fn daily(unit: FlowUnit, value: f64, days: Option<f64>, expected: Option<f64>) {
    let daily =
        unit.to_daily(value, days.and_then(Days::new)).map(|daily| round_gb8170(daily.value(), 6));
    assert_eq!(daily, expected, "{unit:?}");
}

#[test]
fn units_of_measure_are_converted_at_the_door() {
    daily(FlowUnit::M3PerDay, 12.5, None, Some(12.5));
    daily(FlowUnit::TenThousandM3PerDay, 0.5, None, Some(5000.0));
    daily(FlowUnit::M3PerHour, 10.0, None, Some(240.0));
    daily(FlowUnit::LitrePerSecond, 1.0, None, Some(86.4));
    daily(FlowUnit::LitrePerDay, 500.0, None, Some(0.5));
    daily(FlowUnit::LitrePerMinute, 10.0, None, Some(14.4));
    daily(FlowUnit::LitrePerHour, 50.0, None, Some(1.2));
    daily(FlowUnit::M3PerMinute, 1.5, None, Some(2160.0));
    daily(FlowUnit::M3PerSecond, 0.5, None, Some(43_200.0));
    daily(FlowUnit::TenThousandM3PerHour, 1.2, None, Some(288_000.0));
    daily(FlowUnit::ThousandM3PerDay, 1.5, None, Some(1500.0));
    daily(FlowUnit::ThousandM3PerYear, 33.0, Some(330.0), Some(100.0));
    daily(FlowUnit::ThousandM3PerMonth, 2.75, Some(330.0), Some(100.0));
    daily(FlowUnit::M3PerYear, 33_000.0, Some(330.0), Some(100.0));
    daily(FlowUnit::M3PerYear, 33_000.0, None, None);
    daily(FlowUnit::TenThousandM3PerYear, 3.3, Some(330.0), Some(100.0));
    daily(FlowUnit::M3PerMonth, 2750.0, Some(330.0), Some(100.0));
    daily(FlowUnit::TenThousandM3PerMonth, 0.275, Some(330.0), Some(100.0));
    daily(FlowUnit::TenThousandM3PerYear, 3.3, None, None);
    for unit in FlowUnit::ALL {
        assert_eq!(unit.to_daily(1.0, None).is_none(), unit.needs_days());
        assert!(!unit.code().is_empty() && !unit.symbol().is_empty());
    }
    assert_eq!(Days::new(0.0), None);
    assert_eq!(Days::new(367.0), None);
    assert!(Days::try_from(400.0).unwrap_err().contains("400"));
    assert_eq!((DailyVolume::m3_per_day(2.0) * Days::new(300.0).unwrap()).value(), 600.0);
}

#[test]
fn cells_are_named_as_a_spreadsheet_names_them() {
    for (col, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
    {
        assert_eq!(column_name(col), name);
    }
    let cell = CellRef { file: "f".into(), sheet: "表".into(), row: 4, col: 1, to: Some((4, 7)) };
    assert_eq!(cell.to_string(), "表!B5:H5");
}

#[track_caller]
fn unit_of(text: &str, dimension: &str, factor: f64) {
    assert_eq!(
        OutputUnit::parse(text),
        Some(OutputUnit { dimension: dimension.into(), factor }),
        "{text}"
    );
}

#[test]
fn units_of_output_are_read_as_people_write_them() {
    unit_of("t", "mass", 1.0);
    unit_of("万吨", "mass", 1e4);
    unit_of("kg", "mass", 1e-3);
    unit_of("百米", "length", 100.0);
    unit_of("100m", "length", 100.0);
    unit_of("万米", "length", 1e4);
    unit_of("万m", "length", 1e4);
    unit_of("MW·h", "energy", 1.0);
    unit_of("(MW·h)", "energy", 1.0);
    unit_of("万kWh", "energy", 10.0);
    unit_of("亿kW·h", "energy", 1e5);
    unit_of("m²", "area", 1.0);
    unit_of("万 m2", "area", 1e4);
    unit_of("kL", "volume", 1.0);
    unit_of("千升", "volume", 1.0);
    unit_of("万件", "件", 1e4);
    unit_of("台", "台", 1.0);
    assert_eq!(OutputUnit::parse("  "), None);
    assert_eq!(intensity_unit("m³"), None);
}

fn three(leading: Option<f64>, advanced: Option<f64>, general: Option<f64>) -> Quota {
    quota(QuotaKind::Quota, Levels { leading, advanced, general, ..Levels::default() })
}

#[track_caller]
fn judged(value: f64, quota: &Quota, expected: Verdict) {
    assert_eq!(judge(value, quota), Ok(expected), "{value} against {:?}", quota.levels);
}

#[test]
fn a_value_reaches_the_strictest_level_that_it_does_not_exceed() {
    let all = three(Some(1.0), Some(2.0), Some(3.0));
    judged(0.9, &all, Verdict::Leading);
    judged(1.0, &all, Verdict::Leading);
    judged(1.0001, &all, Verdict::Advanced);
    judged(2.0, &all, Verdict::Advanced);
    judged(2.5, &all, Verdict::General);
    judged(3.0, &all, Verdict::General);
    judged(3.0 + 1e-12, &all, Verdict::General);
    judged(3.01, &all, Verdict::Over);
    judged(2.0, &three(None, None, Some(3.0)), Verdict::General);
    judged(5.0, &three(None, None, Some(3.0)), Verdict::Over);
    judged(5.0, &three(None, Some(3.0), None), Verdict::None);
    judged(2.0, &three(None, Some(3.0), None), Verdict::Advanced);
    judged(2.0, &three(None, None, None), Verdict::None);
    let grades = quota(
        QuotaKind::CleanerProduction,
        Levels { grades: [Some(8.0), Some(24.0), Some(40.0)], ..Levels::default() },
    );
    judged(8.0, &grades, Verdict::Grade(1));
    judged(24.0, &grades, Verdict::Grade(2));
    judged(39.0, &grades, Verdict::Grade(3));
    judged(40.1, &grades, Verdict::Over);
    let limit = quota(QuotaKind::Limit, Levels { limit: Some(1.6), ..Levels::default() });
    judged(1.6, &limit, Verdict::General);
    judged(1.61, &limit, Verdict::Over);
    let observed = quota(QuotaKind::Observed, Levels { observed: Some(0.29), ..Levels::default() });
    judged(0.1, &observed, Verdict::None);
    assert!(
        judge(1.0, &three(Some(3.0), Some(2.0), Some(1.0))).is_err(),
        "levels out of order judge nobody"
    );
}

fn product(output: f64, unit: &str, quota: Option<&str>) -> Product {
    Product {
        name: "产品".into(),
        output: Some(output),
        unit: unit.into(),
        quota: quota.map(Into::into),
        ..Product::default()
    }
}

/// 100 m³/d over 300 days: 30 000 m³/a.
fn made(products: Vec<Product>, quotas: Vec<Quota>) -> Diagnosis {
    let site = site(
        &["a"],
        vec![flow("a", Item::Withdrawal(Source::Tap), 100.0), flow("a", Item::Discharge, 100.0)],
    );
    let profile = Profile {
        products,
        period: Period { operating_days: Days::new(300.0), ..Period::default() },
        ..Profile::default()
    };
    diagnose(Case { profile, ..case(site) }, &Library { quotas, ..library() })
}

#[test]
fn intake_per_product_in_the_units_of_the_quota() {
    let diagnosis =
        made(vec![product(1.0, "万t", Some("Q"))], vec![three(None, Some(2.0), Some(2.5))]);
    let comparison = &diagnosis.comparisons[0];
    assert_eq!(comparison.value, Some(3.0));
    assert_eq!(comparison.verdict, Verdict::Over);
    assert_eq!(comparison.excess.map(|excess| round_gb8170(excess.value(), 6)), Some(5000.0));
    let savings: Vec<(&str, f64)> = comparison
        .reaches
        .iter()
        .map(|reach| (reach.level, round_gb8170(reach.saving.value(), 6)))
        .collect();
    assert_eq!(savings, [("先进值", 10_000.0), ("通用值", 5_000.0)]);
    assert!(diagnosis.findings.iter().any(|finding| finding.code == "over_quota"));
    assert!(diagnosis.doubts.iter().any(|doubt| doubt.code == DoubtCode::QuotaUnconfirmed));
}

#[test]
fn litres_per_square_metre_and_rinse() {
    let mut row = quota(
        QuotaKind::CleanerProduction,
        Levels { grades: [Some(8.0), Some(24.0), Some(40.0)], ..Levels::default() },
    );
    row.unit = "L/m²".into();
    row.basis = "每次清洗取水量/镀件面积".into();
    let plated = Product { rinses: Some(5.0), ..product(30.0, "万m²", Some("Q")) };
    let diagnosis = made(vec![plated], vec![row.clone()]);
    assert_eq!(
        diagnosis.comparisons[0].value,
        Some(20.0),
        "30 000 000 L over 300 000 m² rinsed 5 times"
    );
    assert_eq!(diagnosis.comparisons[0].verdict, Verdict::Grade(2));
    let unsaid = made(vec![product(30.0, "万m²", Some("Q"))], vec![row]);
    assert_eq!(unsaid.comparisons[0].value, None);
    assert!(unsaid.comparisons[0].missing[0].zh.contains("清洗次数"));
}

#[test]
fn a_product_without_quota_has_a_value_and_no_verdict() {
    let diagnosis = made(vec![product(1000.0, "t", None)], Vec::new());
    assert_eq!(diagnosis.comparisons[0].value, Some(30.0));
    assert_eq!(diagnosis.comparisons[0].verdict, Verdict::None);
    assert_eq!(diagnosis.comparisons[0].quota, None);
    assert!(diagnosis.doubts.iter().any(|doubt| doubt.message.zh.contains("暂无定额")));
    let wrong = made(vec![product(1000.0, "t", Some("X"))], Vec::new());
    assert!(wrong.doubts.iter().any(|doubt| doubt.message.zh.contains("不在定额库中")));
}

#[test]
fn a_quota_is_proposed_only_where_one_row_alone_names_the_product() {
    let row = three(None, None, Some(40.0));
    assert_eq!(
        made(vec![product(1000.0, "t", None)], vec![row.clone()]).comparisons[0].verdict,
        Verdict::General
    );
    assert_eq!(
        made(vec![product(1000.0, "t", None)], vec![row.clone(), row.clone()]).comparisons[0].quota,
        None
    );
    assert_eq!(
        made(vec![product(1000.0, "t", Some(""))], vec![row.clone()]).comparisons[0].quota,
        None
    );
    let reference = Quota { usage: "reference_only".into(), ..row };
    assert_eq!(made(vec![product(1000.0, "t", None)], vec![reference]).comparisons[0].quota, None);
}

#[test]
fn several_products_need_their_shares() {
    let two = |share: Option<f64>| {
        let with = |share| Product { share, ..product(1000.0, "t", None) };
        made(vec![with(share), with(share.map(|share| 1.0 - share))], Vec::new())
    };
    let shared = two(Some(0.25));
    assert_eq!((shared.comparisons[0].value, shared.comparisons[1].value), (Some(7.5), Some(22.5)));
    assert!(two(None).comparisons[0].missing.iter().any(|text| text.zh.contains("分摊")));
    let lost = made(vec![product(1000.0, "m", Some("Q"))], vec![three(None, None, Some(1.0))]);
    assert!(lost.doubts.iter().any(|doubt| doubt.code == DoubtCode::ProductUnit));
}

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
    let check = |code, expected: f64| {
        assert_eq!(common::value(&diagnosis, code, 4), Some(expected), "{code:?}")
    };
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

fn at(row: u32) -> CellRef {
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

#[track_caller]
fn closes(inflow: f64, outflow: f64, expected: Closure) {
    let site = site(
        &["a"],
        vec![flow("a", Item::Withdrawal(Source::Tap), inflow), flow("a", Item::Discharge, outflow)],
    );
    assert_eq!(
        balance(&site, &common::tolerances()).units[0].difference.closure,
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
    let unit = &balance(&site, &common::tolerances()).units[0];
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
        balance(&site, &common::tolerances()).units[0].difference.closure
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
    let whole = balance(&site, &common::tolerances()).site;
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
    let whole = balance(&site, &common::tolerances()).site;
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
    let balance = balance(&site, &common::tolerances());
    assert_eq!(balance.site.flows.intake(), Some(DailyVolume::m3_per_day(100.0)));
    assert_eq!(
        balance.unit(&UnitId("其中水洗".into())).unwrap().flows.intake(),
        Some(DailyVolume::m3_per_day(60.0))
    );
    assert_eq!(site.children(None).count(), 1);
    assert!(!balance.unit(&UnitId("车间".into())).unwrap().has_children, "its figures are its own");
}

#[test]
fn findings_cite_what_raised_them() {
    let limit = |id: &str, indicator: &str, operator: &str, value: f64, kind: &str| Limit {
        id: id.into(),
        indicator: indicator.into(),
        indicator_name: String::new(),
        industry: "印染".into(),
        region: String::new(),
        operator: operator.into(),
        value,
        unit: "%".into(),
        kind: kind.into(),
        source: "示例".into(),
        ..Limit::default()
    };
    let mut cooling = unit("循环冷却");
    cooling.system = Some(WaterSystem::IndirectCooling);
    let streams = vec![
        flow("循环冷却", Item::Withdrawal(Source::Tap), 10.0),
        flow("循环冷却", Item::Recirculated, 900.0),
        flow("循环冷却", Item::Consumption, 10.0),
        flow("染色", Item::Withdrawal(Source::Tap), 80.0),
        flow("染色", Item::Withdrawal(Source::Steam), 10.0),
        flow("染色", Item::Discharge, 50.0),
        flow("染色", Item::Leakage, 10.0),
    ];
    let limits = vec![
        limit("L1", "leakage_rate", "≤", 6.0, "criterion"),
        limit("L2", "reuse_rate", "≥", 99.0, "program"),
        limit("L3", "reuse_rate", "=", 50.0, "criterion"),
        limit("L4", "reuse_rate", "≥", 99.0, "observed"),
    ];
    let meters = vec![Meter {
        number: "SB-01".into(),
        valid_until: NaiveDate::from_ymd_opt(2024, 1, 1),
        place: Some(at(1)),
        ..Meter::default()
    }];
    let period = Period {
        to: NaiveDate::from_ymd_opt(2024, 9, 12),
        operating_days: Days::new(300.0),
        ..Period::default()
    };
    let profile = Profile { industry: "印染".into(), period, ..Profile::default() };
    let site = Site { units: vec![cooling, unit("染色")], streams };
    let diagnosis =
        diagnose(Case { profile, meters, ..case(site) }, &Library { limits, ..library() });
    let codes: Vec<&str> = diagnosis.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "unaccounted_water",
            "limit_missed",
            "unit_leakage_high",
            "limit_missed",
            "meters_out_of_date",
            "meter_class_untold",
            "reuse_hidden_by_cooling",
            "condensate_not_shown"
        ]
    );
    let lost = &diagnosis.findings[0];
    assert_eq!(lost.volume, Some(AnnualVolume::m3_per_year(9000.0)), "30 m³/d over 300 days");
    assert_eq!(diagnosis.limits.len(), 2);
    for finding in &diagnosis.findings {
        assert!(
            !finding.evidence.is_empty() && !finding.suggestion.zh.is_empty(),
            "{}",
            finding.code
        );
        assert!(!finding.gravity.zh().is_empty() && !finding.gravity.code().is_empty());
    }
}

#[test]
fn text_is_given_in_both_languages() {
    let text = Text::new("水", "water");
    assert_eq!((text.get(Lang::Zh), text.get(Lang::En)), ("水", "water"));
    assert_eq!(Lang::default(), Lang::Zh);
}

#[test]
fn words_of_the_wire_and_of_the_screen() {
    for category in Category::ALL {
        assert!(!category.zh().is_empty());
    }
    for system in WaterSystem::ALL {
        assert!(!system.zh().is_empty());
    }
    for basis in Basis::ALL {
        assert!(!basis.zh().is_empty());
    }
    for source in Source::ALL {
        assert!(!source.zh().is_empty() && !source.code().is_empty());
    }
    for verdict in [
        Verdict::Leading,
        Verdict::Advanced,
        Verdict::General,
        Verdict::Grade(1),
        Verdict::Grade(2),
        Verdict::Grade(3),
        Verdict::Over,
        Verdict::None,
    ] {
        assert!(!verdict.zh().is_empty() && !verdict.code().is_empty());
    }
    for closure in [Closure::Closed, Closure::Attention, Closure::Open, Closure::Unknown] {
        assert!(!closure.zh().is_empty() && !closure.code().is_empty());
    }
    for kind in
        [QuotaKind::Quota, QuotaKind::CleanerProduction, QuotaKind::Limit, QuotaKind::Observed]
    {
        assert!(!kind.zh().is_empty());
    }
    for quantity in [
        Quantity::WithdrawalTotal,
        Quantity::RecycledTotal,
        Quantity::TotalUse,
        Quantity::Item(Item::Leakage),
    ] {
        assert!(!quantity.zh().is_empty() && !quantity.code().is_empty());
    }
    for code in IndicatorCode::ALL {
        assert!(!code.name().zh.is_empty() && !code.name().en.is_empty());
    }
    assert!(is_limit(&three(None, None, None)));
    assert!(figure(1.0).is_some_and(|figure| figure.origin.cells().is_empty()));
}
