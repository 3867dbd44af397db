//! Reads plants in a few words (`README.md`).
#![allow(dead_code, missing_docs, unreachable_pub)]

use chrono::NaiveDate;
use rust_decimal::Decimal;
use shuiheng_audit::*;

pub struct IndicatorCase {
    pub indicator: String,
    pub plant: String,
    pub value: Option<f64>,
    pub missing: String,
    pub working: String,
}

pub fn cases() -> Vec<IndicatorCase> {
    let lines = include_str!("cases.csv").lines().skip(1).filter(|line| !line.is_empty());
    let read = lines.map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        let [indicator, plant, value, missing, working] = fields.as_slice() else {
            panic!("{} fields: {line}", fields.len())
        };
        IndicatorCase {
            indicator: (*indicator).into(),
            plant: (*plant).into(),
            value: (!value.is_empty()).then(|| value.parse().unwrap()),
            missing: (*missing).into(),
            working: (*working).into(),
        }
    });
    read.collect()
}

/// Rules under which boilers, reverse osmosis and softeners are looked at.
pub fn rules() -> CheckRules {
    let row = |code: CheckCode| Expectation {
        code,
        name: Text::new(code.code(), code.code()),
        formula: String::new(),
        unit: "%".into(),
        applies: Vec::new(),
        low: None,
        high: None,
        least: None,
        most: None,
        bounds_excluded: false,
        raises: Raises::None,
        look: Text::default(),
        source: "test".into(),
        confirmed: None,
    };
    let rules = crate::common::check_rules();
    CheckRules {
        expectations: [
            CheckCode::BlowDownShare,
            CheckCode::RoRecovery,
            CheckCode::SoftenerWasteShare,
        ]
        .map(row)
        .into(),
        words: Words {
            ro: vec!["反渗透".into()], softener: vec!["软化".into()], ..rules.words
        },
        ..rules
    }
}

pub fn plant(text: &str) -> Case {
    let mut case = Case::default();
    for part in text.split(" ; ") {
        let (head, rest) = part.split_once(':').unwrap_or_else(|| panic!("no “:” in {part}"));
        let words: Vec<(&str, &str)> =
            rest.split_whitespace().map(|word| word.split_once('=').unwrap()).collect();
        match head.split_once(' ') {
            None if head == "厂" => words.iter().for_each(|word| enterprise(&mut case, *word)),
            Some(("表", number)) => case.meters.push(meter(number, &words)),
            Some(("读", number)) => {
                case.ledgers.readings.extend(words.iter().map(|word| reading(number, *word)));
            }
            Some(("设备", name)) => case.ledgers.equipment.push(equipment(name, &words)),
            _ => unit(&mut case, head, &words),
        }
    }
    case
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn enterprise(case: &mut Case, (name, value): (&str, &str)) {
    let profile = &mut case.profile;
    match name {
        "d" => profile.period.operating_days = Days::new(number(value)),
        "VA" => profile.added_value = Some(value.parse::<Decimal>().unwrap()),
        "Z" => profile.output_value = Some(value.parse::<Decimal>().unwrap()),
        "n" => profile.employees = Some(value.parse().unwrap()),
        "Q" => profile.products.push(Product {
            name: "产品".into(),
            output: Some(number(value)),
            unit: "t".into(),
            ..Product::default()
        }),
        "测试末日" => profile.period.to = Some(day(value)),
        _ => profile.facts.put(fact(name, value)),
    }
}

fn fact(name: &str, value: &str) -> Fact {
    let code = match name.trim_start_matches('#') {
        "达标排放" => FactCode::CompliantDischarge,
        "产汽量" => FactCode::SteamOutput,
        "产汽率" => FactCode::SteamRate,
        "冷凝水密度" => FactCode::CondensateDensity,
        "日运行" => FactCode::RunningHours,
        "排污" => FactCode::BlowDown,
        "风吹" => FactCode::Drift,
        "循环水电导" => FactCode::ConductivityCirculating,
        "补充水电导" => FactCode::ConductivityMakeUp,
        "循环水氯离子" => FactCode::ChlorideCirculating,
        "补充水氯离子" => FactCode::ChlorideMakeUp,
        "再生反洗" => FactCode::SoftenerWaste,
        other => panic!("no fact {other}"),
    };
    Fact { code, value: number(value), origin: Origin::Entry { field: name.into() } }
}

fn item(name: &str) -> Item {
    match name {
        "自来水" => Item::Withdrawal(Source::Tap),
        "河水" => Item::Withdrawal(Source::Surface),
        "蒸汽" => Item::Withdrawal(Source::Steam),
        "再生水" => Item::Withdrawal(Source::Reclaimed),
        "雨水" => Item::Withdrawal(Source::Rain),
        "取水" => Item::Withdrawal(Source::Unspecified),
        "原料带入" => Item::CarriedIn,
        "循环" => Item::Recirculated,
        "串联" => Item::SeriesIn,
        "回用" => Item::Reuse,
        "冷凝水" => Item::Condensate,
        "制供" => Item::DistributedOut,
        "耗水" => Item::Consumption,
        "排水" => Item::Discharge,
        "漏失" => Item::Leakage,
        other => panic!("no quantity {other}"),
    }
}

fn figure(text: &str) -> Option<Figure> {
    let (basis, digits) = match (text.strip_suffix('表'), text.strip_suffix('估')) {
        (Some(digits), _) => (Basis::Metered, digits),
        (None, Some(digits)) => (Basis::Estimated, digits),
        (None, None) => (Basis::Stated, text),
    };
    (digits != "?").then(|| Figure {
        value: DailyVolume::m3_per_day(number(digits)),
        basis,
        origin: Origin::Entry { field: String::new() },
        uncertainty: None,
    })
}

/// `车间>机台[工艺]: 自来水=10`: a unit below another, with its system.
fn unit(case: &mut Case, head: &str, words: &[(&str, &str)]) {
    let (parent, head) = head.split_once('>').map_or((None, head), |(up, own)| (Some(up), own));
    let (name, kind) = head.split_once(['[', '{']).unwrap_or((head, ""));
    let id = UnitId(name.into());
    let mut unit = crate::common::unit(name);
    // A blank at the end tells two units of one name apart.
    unit.name = name.trim().into();
    unit.parent = parent.map(|parent| UnitId(parent.into()));
    match kind.trim_end_matches([']', '}']) {
        "" => {}
        "工艺" => unit.system = Some(WaterSystem::Process),
        "间冷" => unit.system = Some(WaterSystem::IndirectCooling),
        "直冷" => unit.system = Some(WaterSystem::DirectCooling),
        "锅炉" => unit.system = Some(WaterSystem::Boiler),
        "生活" => unit.system = Some(WaterSystem::Domestic),
        "给水" => unit.role = Role::SupplyTreatment,
        other => panic!("no kind {other}"),
    }
    for (name, value) in words {
        if name.starts_with('#') {
            unit.facts.put(fact(name, value));
        } else {
            case.site.streams.push(Stream::of(&id, item(name), figure(value)));
        }
    }
    case.site.units.push(unit);
}

fn meter(name: &str, words: &[(&str, &str)]) -> Meter {
    let mut meter = Meter { number: name.into(), ..Meter::default() };
    for (name, value) in words {
        match *name {
            "级" => meter.level = Some(value.parse().unwrap()),
            "测" => meter.measures = (*value).into(),
            "状态" => meter.state = (*value).into(),
            "检定" => meter.valid_until = Some(day(value)),
            "在线" => meter.online = Some(*value == "是"),
            "上级" => meter.parent = Some((*value).into()),
            "准确度" => meter.accuracy = (*value).into(),
            other => panic!("no {other} of a meter"),
        }
    }
    meter
}

fn reading(meter: &str, (date, value): (&str, &str)) -> Reading {
    Reading {
        meter: meter.into(),
        date: day(date),
        time: None,
        value: Some(value.parse().unwrap()),
        multiplier: None,
        previous: None,
        previous_date: None,
        stated: None,
        place: CellRef { file: "".into(), sheet: meter.into(), row: 0, col: 0, to: None },
    }
}

fn equipment(name: &str, words: &[(&str, &str)]) -> Equipment {
    let flow = words
        .iter()
        .find(|(name, _)| *name == "流量")
        .map(|(_, value)| RatedFlow { value: number(value), unit: Some(FlowUnit::M3PerHour) });
    Equipment { name: name.into(), measured: flow, ..Equipment::default() }
}
