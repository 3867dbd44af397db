//! Definitions as tables: what a stream is, what a unit of measure is worth, how a number
//! is rounded, which level a value reaches.

mod common;
mod tables {
    mod closes;
    mod computed;
    mod findings;
    mod products;
}

use common::figure;
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
    assert!(figure(1.0).is_some_and(|figure| figure.origin.cells().is_empty()));
}
