//! An invented dyeing works and its diagnosis.

use chrono::NaiveDate;
use shuiheng_audit::*;
use shuiheng_report::{ReportMeta, SourceFile, SourceSheet};
use std::path::Path;

const FILE: &str = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

/// Flows of a unit as the table gives them.
pub(crate) struct Flow(pub(crate) Item, pub(crate) f64);

/// A day.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn at(sheet: &str, row: u32, col: u32) -> CellRef {
    CellRef { file: FILE.into(), sheet: sheet.into(), row, col, to: None }
}

fn unit(id: &str, name: &str, parent: Option<&str>, row: u32) -> Unit {
    Unit {
        id: UnitId(id.into()),
        name: name.into(),
        category: None,
        parent: parent.map(|parent| UnitId(parent.into())),
        role: Role::Use,
        system: None,
        of_which: false,
        facts: UnitFacts::default(),
        place: Some(at("水平衡统计表", row, 1)),
    }
}

fn streams(id: &str, row: u32, flows: &[Flow]) -> Vec<Stream> {
    let unit = UnitId(id.into());
    let stream = |(col, Flow(item, value)): (usize, &Flow)| {
        let cells = vec![at("水平衡统计表", row, 3 + u32::try_from(col).unwrap_or(0))];
        // A value below zero stands for one that is not known.
        let figure = (*value >= 0.0).then(|| Figure {
            value: DailyVolume::m3_per_day(*value),
            basis: if col % 3 == 0 { Basis::Metered } else { Basis::Stated },
            origin: Origin::Cells { cells },
            uncertainty: None,
        });
        Stream::of(&unit, *item, figure)
    };
    flows.iter().enumerate().map(stream).collect()
}

/// The case: workshops with sections, treatment, one unit that does not close.
pub(crate) fn case() -> Case {
    use Item::{
        Consumption, Discharge, Leakage, Recirculated, Reuse, ReuseOut, SeriesIn, SeriesOut,
        TreatmentIn, Withdrawal,
    };
    let (tap, surface, steam) =
        (Withdrawal(Source::Tap), Withdrawal(Source::Surface), Withdrawal(Source::Steam));
    let main = Some(Category::Main);
    let rows: Vec<(Unit, Vec<Flow>)> = vec![
        (Unit { category: main, ..unit("a", "前处理车间", None, 5) }, vec![]),
        (
            unit("a1", "退浆煮练工段", Some("a"), 6),
            vec![
                Flow(surface, 620.4),
                Flow(steam, 36.2),
                Flow(SeriesOut, 80.0),
                Flow(Consumption, 42.6),
                Flow(Discharge, 529.0),
                Flow(Leakage, 5.0),
            ],
        ),
        (
            unit("a2", "漂白丝光工段", Some("a"), 7),
            vec![
                Flow(surface, 318.6),
                Flow(SeriesIn, 80.0),
                Flow(Consumption, 18.4),
                Flow(Discharge, 377.7),
                Flow(Leakage, 2.5),
            ],
        ),
        (Unit { category: main, ..unit("b", "染色车间", None, 8) }, vec![]),
        (
            unit("b1", "气流染色机组", Some("b"), 9),
            vec![
                Flow(surface, 1446.0),
                Flow(steam, 88.5),
                Flow(Reuse, 240.0),
                Flow(Consumption, 131.5),
                Flow(Discharge, 1625.0),
                Flow(Leakage, 18.0),
            ],
        ),
        (
            unit(
                "b2",
                "溢流染色机组（含8台高温高压染色机及配套的化料、称料和自动输送系统）",
                Some("b"),
                10,
            ),
            vec![
                Flow(surface, 962.3),
                Flow(steam, 54.0),
                Flow(Reuse, 120.0),
                Flow(Consumption, 61.0),
                Flow(Discharge, 902.0),
                Flow(Leakage, 9.6),
            ],
        ),
        (
            Unit {
                category: main,
                system: Some(WaterSystem::Process),
                ..unit("c", "印花车间", None, 11)
            },
            vec![
                Flow(surface, 388.0),
                Flow(Consumption, 27.0),
                Flow(Discharge, 357.2),
                Flow(Leakage, 3.8),
            ],
        ),
        (
            Unit {
                category: Some(Category::Auxiliary),
                system: Some(WaterSystem::IndirectCooling),
                ..unit("d", "空压循环冷却水系统", None, 12)
            },
            vec![
                Flow(tap, 96.0),
                Flow(Recirculated, 12_480.0),
                Flow(Consumption, 71.4),
                Flow(Discharge, 24.6),
            ],
        ),
        (
            Unit {
                category: Some(Category::Auxiliary),
                role: Role::WastewaterTreatment,
                ..unit("e", "中水回用站", None, 13)
            },
            vec![Flow(TreatmentIn, 405.0), Flow(ReuseOut, 360.0), Flow(Discharge, 45.0)],
        ),
        (
            Unit {
                category: Some(Category::Attached),
                system: Some(WaterSystem::Domestic),
                ..unit("f", "办公及食堂", None, 14)
            },
            vec![
                Flow(tap, 42.0),
                Flow(Consumption, 8.4),
                Flow(Discharge, 33.6),
                Flow(Leakage, -1.0),
            ],
        ),
    ];
    let mut site = Site::default();
    for (row, (unit, flows)) in rows.into_iter().enumerate() {
        site.streams.extend(streams(
            &unit.id.0.clone(),
            5 + u32::try_from(row).unwrap_or(0),
            &flows,
        ));
        site.units.push(unit);
    }
    let stated = StatedTotals {
        name: "合计".into(),
        place: at("水平衡统计表", 15, 1),
        values: vec![
            Stated {
                quantity: Quantity::WithdrawalTotal,
                value: DailyVolume::m3_per_day(4052.0),
                place: at("水平衡统计表", 15, 3),
                with: Vec::new(),
            },
            Stated {
                quantity: Quantity::Item(Item::Consumption),
                value: DailyVolume::m3_per_day(358.3),
                place: at("水平衡统计表", 15, 9),
                with: Vec::new(),
            },
        ],
    };
    Case {
        profile: profile(),
        site,
        stated: Some(stated),
        meters: meters(),
        ledgers: shuiheng_audit::Ledgers::default(),
        adjustments: Vec::new(),
        review: AuditorWork::default(),
        doubts: doubts(),
    }
}

fn profile() -> Profile {
    let product = |name: &str, output: f64, unit: &str, quota: Option<&str>, share: f64| Product {
        name: name.into(),
        output: Some(output),
        unit: unit.into(),
        quota: quota.map(String::from),
        share: Some(share),
        share_rule: "按车间计量".into(),
        place: Some(at("产量表", 3, 2)),
        ..Product::default()
    };
    Profile {
        name: "嘉兴示例印染有限公司".into(),
        credit_code: "91330400MA00000000".into(),
        industry_code: "1713".into(),
        industry: "棉印染精加工".into(),
        district: "海宁市".into(),
        employees: Some(486),
        output_value: Some(48_620.into()),
        period: Period {
            from: Some(day(2024, 9, 10)),
            to: Some(day(2024, 9, 12)),
            operating_days: Days::new(330.0),
            days_place: Some(at("水平衡统计表", 1, 0)),
        },
        products: vec![
            product("棉印染布", 96_000.0, "100m", Some("Q1"), 0.8),
            product("针织印染布", 4_200.0, "t", None, 0.2),
        ],
        auditor: "嘉兴示例节水技术有限公司".into(),
        ..Profile::default()
    }
}

fn meters() -> Vec<Meter> {
    let meter = |number: &str, level, until: Option<NaiveDate>, online| Meter {
        number: number.into(),
        level: Some(level),
        parent: None,
        location: "取水泵房".into(),
        measures: "全厂地表水取水".into(),
        accuracy: "2级".into(),
        valid_until: until,
        online,
        state: "完好".into(),
        place: None,
    };
    vec![
        meter("SB-001", 1, Some(day(2025, 6, 30)), Some(true)),
        meter("SB-002-07", 2, Some(day(2024, 3, 31)), Some(false)),
        meter("SB-003", 3, None, None),
    ]
}

fn doubts() -> Vec<Doubt> {
    vec![
        Doubt::new(
            Severity::Note,
            DoubtCode::TextNumber,
            vec![at("水平衡统计表", 9, 4), at("水平衡统计表", 10, 4)],
            Text::new(
                "2个单元格的数字以文本存储，已按数字读取。",
                "two numbers stored as text were read",
            ),
            Text::new("在原表中改为数值格式。", "store them as numbers"),
        ),
        Doubt::new(
            Severity::Error,
            DoubtCode::UnitUnknown,
            vec![],
            Text::new("“产量表”未注明产量单位。", "no unit of output"),
            Text::new("向企业核实产量单位。", "ask"),
        ),
    ]
}

/// The library that the case is judged by.
pub(crate) fn library() -> Library {
    let quota = Quota {
        id: "Q1".into(),
        kind: QuotaKind::Quota,
        standard: "GB/T 18916.4（示例值）".into(),
        title: "取水定额 第4部分：纺织染整产品".into(),
        region: "全国".into(),
        industry: "纺织染整".into(),
        product: "棉印染布".into(),
        condition: "布幅宽度106 cm，布重10 kg/100m～14 kg/100m".into(),
        unit: "m³/100m".into(),
        basis: "取水量/合格产量".into(),
        levels: Levels {
            leading: Some(6.0),
            advanced: Some(8.0),
            general: Some(10.0),
            ..Levels::default()
        },
        usage: "direct".into(),
        ..Quota::default()
    };
    let limit = Limit {
        id: "L1".into(),
        indicator: "reuse_rate".into(),
        indicator_name: "重复利用率".into(),
        industry: "纺织染整".into(),
        region: "全国".into(),
        operator: "≥".into(),
        value: 45.0,
        unit: "%".into(),
        kind: "criterion".into(),
        scope: "纺织染整行业节水型企业".into(),
        source: "节水型企业 纺织染整行业".into(),
        ..Limit::default()
    };
    let leakage = Limit {
        id: "L2".into(),
        indicator: "leakage_rate".into(),
        operator: "≤".into(),
        value: 6.0,
        ..limit.clone()
    };
    Library {
        quotas: vec![quota],
        limits: vec![limit, leakage],
        tolerances: Tolerances {
            unit_warn: Rate::percent(5.0),
            unit_fail: Rate::percent(10.0),
            site_warn: Rate::percent(5.0),
            site_fail: Rate::percent(10.0),
            rounding_m3_per_day: 0.05,
            source: "工程惯例".into(),
            confirmed: None,
        },
        data_quality: data_quality(),
        checks: check_rules(),
        metering: metering_rules(),
        comparison: ComparisonRules {
            trades: vec![LimitTrade {
                name: "纺织染整".into(),
                words: vec!["印染".into()],
                codes: vec!["1713".into()],
                source: "示例".into(),
            }],
            ..ComparisonRules::default()
        },
        rules: rules(),
    }
}

fn metering_rules() -> MeteringRules {
    let row = |code: RequirementCode, level, value: f64| Requirement {
        id: format!("R-{}-{level}", code.code()),
        code,
        level: Some(level),
        applies: "用水单位".into(),
        operator: "≥".into(),
        value: Some(value),
        unit: "%".into(),
        notes: String::new(),
        source: "GB/T 24789（示例值）".into(),
        confirmed: None,
    };
    let words = |of: &[&str]| of.iter().map(|word| (*word).to_owned()).collect();
    MeteringRules {
        requirements: vec![
            row(RequirementCode::EquippingRate, 1, 100.0),
            row(RequirementCode::EquippingRate, 2, 95.0),
            row(RequirementCode::MeteringRate, 1, 100.0),
        ],
        words: MeteringWords {
            intact: words(&["完好"]),
            unfit: words(&["停用"]),
            whole: words(&["全厂"]),
            sources: vec![SourceWords { source: Source::Surface, words: words(&["地表水"]) }],
            exempt: vec![Source::Steam],
        },
    }
}

/// What the report knows beside the diagnosis.
pub(crate) fn meta() -> ReportMeta {
    let sheet = |name: &str, role: &str, range: &str, reason: &str| SourceSheet {
        name: name.into(),
        role: role.into(),
        reason: reason.into(),
        unit: "m³/d".into(),
        range: range.into(),
    };
    ReportMeta {
        layout: shuiheng_drawing::BlockLayout::default(),
        content: shuiheng_report::ReportContent::default(),
        template: shuiheng_report::Template::default(),
        responsible: shuiheng_report::Responsible::default(),
        photos: Vec::new(),
        attachment: None,
        title: "节水诊断报告".into(),
        issue: None,
        date: day(2024, 11, 15),
        relied: Vec::new(),
        auditor: String::new(),
        program: Some("《2024年嘉兴市工业节水提效行动方案》".into()),
        version: "0.1.0".into(),
        sources: vec![SourceFile {
            name: "水平衡表（示例印染）.xlsx".into(),
            sha256: FILE.into(),
            sheets: vec![
                sheet("水平衡统计表", "水平衡表", "A5:Q16", "表头含取水、循环、排水、耗水等列"),
                sheet("产量表", "产量表", "A3:C5", "表头含产品、产量"),
                sheet("旧表", "未采用", "", "隐藏的工作表"),
            ],
        }],
    }
}

/// The same works with many sections, for size and time.
pub(crate) fn large(sections: usize) -> Case {
    let mut case = case();
    for at in 0..sections {
        let id = format!("g{at}");
        let row = 20 + u32::try_from(at).unwrap_or(0);
        let parent = if at % 2 == 0 { "a" } else { "b" };
        let flows = [
            Flow(Item::Withdrawal(Source::Surface), 10.0 + at as f64 * 0.7),
            Flow(Item::Recirculated, 120.5),
            Flow(Item::Consumption, 2.0),
            Flow(Item::Discharge, 8.0 + at as f64 * 0.7),
        ];
        case.site.streams.extend(streams(&id, row, &flows));
        case.site.units.push(unit(&id, &format!("第{}号水洗槽", at + 1), Some(parent), row));
    }
    case
}

fn data_quality() -> DataQuality {
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

/// The rules as shipped.
fn rules() -> RuleBook {
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
        "discharge",
        "process",
        "relations",
    ] {
        let text = std::fs::read_to_string(folder.join(format!("{name}.toml")));
        book.add(toml::from_str(&text.unwrap_or_default()).unwrap_or_default());
    }
    assert!(book.rules.len() > 40 && book.measures.len() > 20, "the shipped rules were read");
    book
}

fn check_rules() -> CheckRules {
    CheckRules {
        expectations: vec![Expectation {
            code: CheckCode::DischargeOverIntake,
            name: Text::new("外排水量占取水量", "discharge over intake"),
            formula: "Vd/Vi×100".into(),
            unit: "%".into(),
            applies: Vec::new(),
            low: None,
            high: Some(60.0),
            least: Some(0.0),
            most: Some(100.0),
            bounds_excluded: false,
            raises: Raises::Above,
            look: Text::new("核对耗水量是否漏列。", "is consumption left out?"),
            source: "工程实践值".into(),
            confirmed: None,
        }],
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
