//! Sites in a few words, for the tests of the core.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)]

use shuiheng_audit::*;
use std::path::Path;

pub fn tolerances() -> Tolerances {
    Tolerances {
        unit_warn: Rate::percent(5.0),
        unit_fail: Rate::percent(10.0),
        site_warn: Rate::percent(5.0),
        site_fail: Rate::percent(10.0),
        rounding_m3_per_day: 0.05,
        source: "test".into(),
        confirmed: None,
    }
}

pub fn library() -> Library {
    Library {
        quotas: Vec::new(),
        limits: Vec::new(),
        tolerances: tolerances(),
        data_quality: data_quality(),
        checks: check_rules(),
        metering: metering_rules(),
        comparison: ComparisonRules::default(),
        rules: rules(),
    }
}

/// The rates of GB/T 24789, meters of 2 % at most, main equipment from 1 m³/h on.
pub fn metering_rules() -> MeteringRules {
    let row =
        |code: RequirementCode, level: u8, operator: &str, value: f64, unit: &str| Requirement {
            id: format!("{}-{level}", code.code()),
            code,
            level: Some(level),
            applies: String::new(),
            operator: operator.into(),
            value: Some(value),
            unit: unit.into(),
            notes: String::new(),
            source: "test".into(),
            confirmed: None,
        };
    let mut requirements = Vec::new();
    for (level, equipping, metering) in [(1, 100.0, 100.0), (2, 95.0, 95.0), (3, 80.0, 85.0)] {
        requirements.push(row(RequirementCode::EquippingRate, level, "≥", equipping, "%"));
        requirements.push(row(RequirementCode::MeteringRate, level, "≥", metering, "%"));
        requirements.push(row(RequirementCode::Accuracy, level, "≤", 2.0, "%"));
    }
    requirements.push(row(RequirementCode::NeedsMeter, 3, "≥", 1.0, "m³/h"));
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let of = |source, of: &[&str]| SourceWords { source, words: words(of) };
    MeteringRules {
        requirements,
        words: MeteringWords {
            intact: words(&["完好", "在用"]),
            unfit: words(&["停用", "损坏", "不完好"]),
            whole: words(&["全厂", "总表"]),
            sources: vec![
                of(Source::Tap, &["自来水"]),
                of(Source::Surface, &["河水"]),
                of(Source::Steam, &["蒸汽"]),
                of(Source::Reclaimed, &["再生水"]),
            ],
            exempt: vec![Source::Steam],
        },
    }
}

/// The rules as shipped.
pub fn rules() -> RuleBook {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/rules");
    let mut book = RuleBook::default();
    for name in [
        "trades",
        "measures",
        "checklist",
        "balance",
        "leakage",
        "quota",
        "metering",
        "reuse",
        "steam",
    ] {
        let text = std::fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap();
        book.add(toml::from_str(&text).unwrap());
    }
    book
}

pub fn data_quality() -> DataQuality {
    let method = |basis: Basis, grade: Grade, typical: f64| Method {
        code: format!("{basis:?}"),
        zh: basis.zh().into(),
        en: format!("{basis:?}"),
        basis,
        grade,
        low: Rate::percent(typical / 2.0),
        typical: Rate::percent(typical),
        stands_for_basis: true,
        source: "test".into(),
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
            source: "test".into(),
            confirmed: None,
        },
    }
}

pub fn check_rules() -> CheckRules {
    CheckRules {
        expectations: Vec::new(),
        evaporation: EvaporationTable { points: Vec::new(), source: "test".into() },
        night: NightWindow {
            from: chrono::NaiveTime::default(),
            to: chrono::NaiveTime::default(),
            slack_minutes: 30,
        },
        lowest_of_days: 7,
        meter_error: MeterError { unknown_class: Rate::percent(5.0), source: "test".into() },
        words: Words::default(),
    }
}

pub fn figure(value: f64) -> Option<Figure> {
    Some(Figure {
        value: DailyVolume::m3_per_day(value),
        basis: Basis::Stated,
        origin: Origin::Entry { field: "test".into() },
        uncertainty: None,
    })
}

pub fn unit(id: &str) -> Unit {
    Unit {
        id: UnitId(id.into()),
        name: id.into(),
        category: None,
        parent: None,
        role: Role::Use,
        system: None,
        of_which: false,
        place: None,
        facts: UnitFacts::default(),
    }
}

pub fn treatment(id: &str, role: Role) -> Unit {
    Unit { role, ..unit(id) }
}

/// A quantity of a unit, in m³/d; none for not known.
pub fn flow(id: &str, item: Item, value: impl Into<Option<f64>>) -> Stream {
    Stream::of(&UnitId(id.into()), item, value.into().and_then(figure))
}

/// A stream between two units.
pub fn pair(from: &str, to: &str, value: f64) -> Stream {
    Stream {
        from: Place::Unit(UnitId(from.into())),
        to: Place::Unit(UnitId(to.into())),
        figure: figure(value),
    }
}

pub fn site(units: &[&str], streams: Vec<Stream>) -> Site {
    Site { units: units.iter().map(|id| unit(id)).collect(), streams }
}

pub fn quota(kind: QuotaKind, levels: Levels) -> Quota {
    Quota {
        id: "Q".into(),
        kind,
        standard: "示例标准".into(),
        product: "产品".into(),
        unit: "m³/t".into(),
        levels,
        usage: "direct".into(),
        ..Quota::default()
    }
}

pub fn case(site: Site) -> Case {
    Case { site, ..Case::default() }
}

/// The value of an indicator, rounded to `digits` decimals.
pub fn value(diagnosis: &Diagnosis, code: IndicatorCode, digits: u32) -> Option<f64> {
    diagnosis
        .indicator(code)
        .and_then(|indicator| indicator.value)
        .map(|value| round_gb8170(value, digits))
}
