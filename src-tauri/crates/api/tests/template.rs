//! The workbook to fill in on site: what is written must come back as it was given.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use chrono::NaiveDate;
use rust_decimal::Decimal;
use shuiheng_api::template::{Entry, Filling, Row, filled, template};
use shuiheng_audit::{
    Basis, Category, Days, DoubtCode, Item, Meter, Period, Prices, Product, Profile, Role,
    Severity, Source,
};
use shuiheng_import::read;
use shuiheng_import::recognise::{Hints, Recognition, recognise};
use std::collections::BTreeMap;
use std::io::Read as _;

const TAP: Item = Item::Withdrawal(Source::Tap);
const RIVER: Item = Item::Withdrawal(Source::Surface);

fn row(unit: &str, flows: &[(Item, Entry)]) -> Row {
    Row {
        category: Some(Category::Main),
        workshop: "染色车间".into(),
        unit: unit.into(),
        flows: flows.iter().copied().collect(),
        basis: Some(Basis::Measured),
        remark: String::new(),
    }
}

fn flows(pairs: &[(Item, f64)]) -> Vec<(Item, Entry)> {
    pairs.iter().map(|(item, flow)| (*item, Entry::Flow(*flow))).collect()
}

fn read_back(bytes: &[u8]) -> Recognition {
    let book = read(bytes, "填报表.xlsx", &Default::default()).expect("a workbook of our own");
    recognise(&book, &Hints::default())
}

fn of_rows(rows: Vec<Row>) -> Recognition {
    read_back(&filled(&Filling { rows, ..Filling::default() }).unwrap())
}

/// The quantities of a unit by its name.
fn quantities(read: &Recognition, name: &str) -> BTreeMap<Item, Option<f64>> {
    let unit = read.site.units.iter().find(|unit| unit.name == name).expect("a unit of that name");
    let of = |stream: &shuiheng_audit::Stream| {
        let item = stream.item_for(&unit.id, |_| Role::Use)?;
        Some((item, stream.figure.as_ref().map(|figure| figure.value.value())))
    };
    read.site.streams.iter().filter_map(of).collect()
}

/// The figure of the total row; none where the cell shows none.
fn stated(read: &Recognition, code: &str) -> Option<f64> {
    let totals = read.stated.as_ref()?;
    totals
        .values
        .iter()
        .find(|value| value.quantity.code() == code)
        .map(|value| value.value.value())
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn plant() -> Filling {
    let day = |day| NaiveDate::from_ymd_opt(2024, 9, day);
    let mut rows = vec![
        row(
            "退浆机",
            &flows(&[
                (RIVER, 320.5),
                (Item::Withdrawal(Source::Steam), 40.0),
                (Item::SeriesIn, 30.0),
                (Item::Reuse, 20.0),
                (Item::SeriesOut, 0.0),
                (Item::Consumption, 35.2),
                (Item::Discharge, 370.3),
                (Item::Leakage, 5.0),
            ]),
        ),
        row(
            "染色机",
            &flows(&[
                (RIVER, 680.0),
                (Item::SeriesOut, 30.0),
                (Item::Consumption, 60.0),
                (Item::Discharge, 580.0),
                (Item::Leakage, 10.0),
            ]),
        ),
        row(
            "其中：皂洗",
            &flows(&[
                (RIVER, 200.0),
                (Item::Consumption, 20.0),
                (Item::Discharge, 178.0),
                (Item::Leakage, 2.0),
            ]),
        ),
        row(
            "循环冷却水系统",
            &flows(&[
                (TAP, 60.0),
                (Item::Recirculated, 4800.0),
                (Item::Condensate, 12.0),
                (Item::Consumption, 55.0),
                (Item::Discharge, 16.5),
                (Item::Leakage, 0.5),
            ]),
        ),
    ];
    rows[3].category = Some(Category::Auxiliary);
    rows[3].workshop = "动力车间".into();
    let product = |name: &str, output, unit: &str| Product {
        name: name.into(),
        output: Some(output),
        unit: unit.into(),
        ..Product::default()
    };
    Filling {
        profile: Profile {
            name: "嘉兴示例印染有限公司".into(),
            shifts: Some(3),
            shift_hours: Some("7.5".parse().unwrap()),
            credit_code: "91330411EXAMPLE11U".into(),
            industry: "棉印染精加工".into(),
            industry_code: "1713".into(),
            district: "秀洲区".into(),
            address: "嘉兴市秀洲区示例路 1 号".into(),
            employees: Some(310),
            output_value: Some(Decimal::new(342_005, 1)),
            added_value: Some(Decimal::new(7150, 0)),
            prices: Prices {
                water: Some(Decimal::new(345, 2)),
                discharge: Some(Decimal::new(26, 1)),
                treatment: Some(Decimal::new(63, 1)),
            },
            period: Period {
                from: day(10),
                to: day(12),
                operating_days: Days::new(310.0),
                days_place: None,
            },
            products: vec![
                Product {
                    quota: Some("EXAMPLE-01".into()),
                    share: Some(0.625),
                    share_rule: "按分表计量".into(),
                    ..product("染色布", 3780.0, "万m")
                },
                Product {
                    rinses: Some(3.0),
                    share: Some(0.375),
                    share_rule: "按分表计量".into(),
                    ..product("印花布", 176_000.0, "百米")
                },
            ],
            ..Profile::default()
        },
        rows,
        meters: vec![
            Meter {
                number: "SZ-1-01".into(),
                level: Some(1),
                location: "厂区东门".into(),
                measures: "全厂自来水".into(),
                accuracy: "2级".into(),
                valid_until: day(30),
                online: Some(true),
                state: "完好".into(),
                ..Meter::default()
            },
            Meter {
                number: "SZ-2-01".into(),
                level: Some(2),
                parent: Some("SZ-1-01".into()),
                measures: "染色车间".into(),
                ..Meter::default()
            },
        ],
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert_eq!(template().unwrap(), template().unwrap());
    assert_eq!(template().unwrap(), filled(&Filling::default()).unwrap());
    assert_eq!(filled(&plant()).unwrap(), filled(&plant()).unwrap());
}

#[test]
fn a_blank_template_holds_nothing() {
    let read = read_back(&template().unwrap());
    assert!(!read.has_balance(), "{:?}", read.site.units);
    assert_eq!((read.products.len(), read.meters.len()), (0, 0));
    assert_eq!((read.enterprise, read.stated, read.profile), (None, None, Vec::new()));
    assert_eq!(read.period, Period::default());
    let other: Vec<_> =
        read.doubts.iter().filter(|doubt| doubt.severity != Severity::Note).collect();
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn a_filled_template_comes_back_without_a_warning() {
    let read = read_back(&filled(&plant()).unwrap());
    let warned: Vec<_> =
        read.doubts.iter().filter(|doubt| doubt.severity != Severity::Note).collect();
    assert!(warned.is_empty(), "{warned:?}");
    let expected = [
        DoubtCode::RowIgnored,
        DoubtCode::AssumedMeaning,
        DoubtCode::AssumedZero,
        DoubtCode::OperatingDays,
        DoubtCode::SheetIgnored,
        DoubtCode::MissingCachedValue,
    ];
    let unexpected: Vec<_> =
        read.doubts.iter().filter(|doubt| !expected.contains(&doubt.code)).collect();
    assert!(unexpected.is_empty(), "{unexpected:?}");
}

#[test]
fn the_enterprise_products_and_meters_come_back() {
    let given = plant();
    let read = read_back(&filled(&given).unwrap());
    assert_eq!(
        read.enterprise.as_ref().map(|found| found.0.as_str()),
        Some("嘉兴示例印染有限公司")
    );
    let period = &given.profile.period;
    assert_eq!(
        (read.period.from, read.period.to, read.period.operating_days),
        (period.from, period.to, period.operating_days)
    );
    let products: Vec<_> =
        read.products.into_iter().map(|product| Product { place: None, ..product }).collect();
    assert_eq!(products, given.profile.products);
    let meters: Vec<_> =
        read.meters.into_iter().map(|meter| Meter { place: None, ..meter }).collect();
    assert_eq!(meters, given.meters);
}

#[test]
fn what_the_enterprise_says_of_itself_comes_back() {
    let profile = plant().profile;
    let read = read_back(&filled(&plant()).unwrap());
    let said: BTreeMap<_, _> =
        read.profile.iter().map(|fact| (fact.field.code(), fact.value.to_string())).collect();
    let given: BTreeMap<_, _> = [
        ("credit_code", profile.credit_code),
        ("industry", profile.industry),
        ("industry_code", profile.industry_code),
        ("district", profile.district),
        ("address", profile.address),
        ("employees", "310".into()),
        ("output_value", "34200.5".into()),
        ("added_value", "7150".into()),
        ("price_water", "3.45".into()),
        ("price_discharge", "2.6".into()),
        ("price_treatment", "6.3".into()),
        ("shifts", "3".into()),
        ("shift_hours", "7.5".into()),
    ]
    .into();
    assert_eq!(said, given);
    assert!(read.profile.iter().all(|fact| fact.place.sheet == "企业信息" && fact.place.col == 1));
}

#[test]
fn what_is_missing_of_the_enterprise_is_not_made_up() {
    let mut given = plant();
    given.profile.name.clear();
    given.profile.auditor = "嘉兴示例节水诊断有限公司".into();
    given.profile.period.from = None;
    given.profile.period.operating_days = None;
    let read = read_back(&filled(&given).unwrap());
    let only_the_end = Period { to: given.profile.period.to, ..Period::default() };
    assert_eq!((read.enterprise, read.period), (None, only_the_end));
    assert_eq!(read.site.units.len(), 6);
}

#[test]
fn units_come_back_with_their_place_and_purpose() {
    let read = read_back(&filled(&plant()).unwrap());
    let parent = |id: &Option<shuiheng_audit::UnitId>| {
        read.site
            .units
            .iter()
            .find(|unit| Some(&unit.id) == id.as_ref())
            .map(|unit| unit.name.as_str())
    };
    let units: Vec<_> = read
        .site
        .units
        .iter()
        .map(|unit| (unit.name.as_str(), parent(&unit.parent), unit.category, unit.of_which))
        .collect();
    let (main, auxiliary) = (Some(Category::Main), Some(Category::Auxiliary));
    assert_eq!(
        units,
        [
            ("染色车间", None, main, false),
            ("退浆机", Some("染色车间"), main, false),
            ("染色机", Some("染色车间"), main, false),
            ("皂洗", Some("染色机"), main, true),
            ("动力车间", None, auxiliary, false),
            ("循环冷却水系统", Some("动力车间"), auxiliary, false),
        ]
    );
}

#[test]
fn the_total_row_adds_every_unit_once() {
    let read = read_back(&filled(&plant()).unwrap());
    for (code, total) in [
        ("withdrawal.tap", 60.0),
        ("withdrawal.surface", 1000.5),
        ("withdrawal.steam", 40.0),
        ("withdrawal_total", 1100.5),
        ("recirculated", 4800.0),
        ("series_in", 30.0),
        ("reuse", 20.0),
        ("condensate", 12.0),
        ("recycled_total", 4862.0),
        ("total_use", 5962.5),
        ("series_out", 30.0),
        ("consumption", 150.2),
        ("discharge", 966.8),
        ("leakage", 15.5),
    ] {
        assert_eq!(stated(&read, code), Some(total), "{code}");
    }
    assert_eq!(stated(&read, "withdrawal.ground"), None);
}

#[test]
fn every_column_is_read_as_the_quantity_that_it_is() {
    let columns: Vec<Item> = Item::all()
        .filter(|item| {
            filled(&Filling {
                rows: vec![row("a", &[(*item, Entry::Flow(1.0))])],
                ..Filling::default()
            })
            .is_ok()
        })
        .collect();
    assert_eq!(columns.len(), 15);
    for (number, item) in (1_u32..).zip(&columns) {
        // A column of its own figure in a row that also holds all others.
        let given: Vec<_> =
            columns.iter().zip(100..).map(|(item, flow)| (*item, f64::from(flow))).collect();
        let read = of_rows(vec![row("染色机", &flows(&given))]);
        let expected = Some(f64::from(99 + number));
        assert_eq!(quantities(&read, "染色机").get(item), Some(&expected), "{}", item.code());
    }
}

#[test]
fn what_is_not_known_does_not_become_zero() {
    let outflows = [
        (RIVER, Entry::Flow(100.0)),
        (Item::Consumption, Entry::Flow(10.0)),
        (Item::Leakage, Entry::Absent),
    ];
    #[track_caller]
    fn check(given: &[(Item, Entry)], item: Item, flow: Option<f64>, total: Option<f64>) {
        let other = flows(&[
            (RIVER, 50.0),
            (Item::Consumption, 5.0),
            (Item::Discharge, 44.0),
            (Item::Leakage, 1.0),
        ]);
        let read = of_rows(vec![row("漂洗机", &other), row("染色机", given)]);
        let found = quantities(&read, "染色机").get(&item).copied().unwrap_or(Some(0.0));
        assert_eq!((found, stated(&read, &item.code())), (flow, total));
    }
    // Left empty while the unit does not balance: not known, and so is the total.
    check(&outflows, Item::Discharge, None, None);
    // None, in words: zero, and the total holds.
    check(&outflows, Item::Leakage, Some(0.0), Some(1.0));
    // Not measured: not known, and so is the total.
    let unmeasured = [&outflows[..], &[(Item::Discharge, Entry::Unmeasured)]].concat();
    check(&unmeasured, Item::Discharge, None, None);
    // Left empty where the unit balances without it: zero.
    let balanced = [&outflows[..2], &[(Item::Discharge, Entry::Flow(90.0))]].concat();
    check(&balanced, Item::Leakage, Some(0.0), Some(1.0));
    // Given: as given.
    let given = [&outflows[..], &[(Item::Discharge, Entry::Flow(80.0))]].concat();
    check(&given, Item::Discharge, Some(80.0), Some(124.0));
}

#[test]
fn intake_is_not_summed_while_a_unit_has_only_outflows() {
    let only = [
        (Item::Consumption, Entry::Flow(3.0)),
        (Item::Discharge, Entry::Flow(4.0)),
        (Item::Leakage, Entry::Absent),
    ];
    let read = of_rows(vec![
        row(
            "漂洗机",
            &flows(&[
                (RIVER, 50.0),
                (Item::Consumption, 5.0),
                (Item::Discharge, 44.0),
                (Item::Leakage, 1.0),
            ]),
        ),
        row("染色机", &only),
    ]);
    assert_eq!(stated(&read, "withdrawal.surface"), None);
    assert_eq!(stated(&read, "withdrawal_total"), None);
    assert_eq!(stated(&read, "discharge"), Some(48.0));
}

#[test]
fn rows_beyond_the_printed_ones_are_kept() {
    let given = flows(&[
        (RIVER, 50.0),
        (Item::Consumption, 5.0),
        (Item::Discharge, 44.0),
        (Item::Leakage, 1.0),
    ]);
    let rows: Vec<Row> = (1..=75).map(|at| row(&format!("染色机{at}号"), &given)).collect();
    let read = of_rows(rows);
    assert_eq!(read.site.units.len(), 76, "75 and their workshop");
    assert_eq!(stated(&read, "withdrawal.surface"), Some(75.0 * 50.0));
}

#[test]
fn a_quantity_without_a_column_is_refused_and_not_dropped() {
    let rows = vec![row("软水站", &[(Item::DistributedOut, Entry::Flow(8.0))])];
    let error = filled(&Filling { rows, ..Filling::default() }).unwrap_err();
    assert_eq!(error.code, shuiheng_api::Code::Refused);
    assert!(
        error.message.zh.contains("软水站") && error.message.zh.contains("制水供出"),
        "{}",
        error.message.zh
    );
}

#[test]
fn entry_is_held_to_what_makes_sense() {
    let bytes = template().unwrap();
    #[track_caller]
    fn check(bytes: &[u8], sheet: u8, cells: &str, words: &[&str]) {
        let sheet = part(bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        let rule = sheet
            .split("<dataValidation ")
            .find(|rule| rule.contains(&format!("sqref=\"{cells}\"")));
        let rule = rule.unwrap_or_else(|| panic!("no rule on {cells}"));
        let missing: Vec<_> = words.iter().filter(|word| !rule.contains(**word)).collect();
        assert!(missing.is_empty(), "{missing:?} in {rule}");
    }
    let districts = ["南湖区,秀洲区,嘉善县,平湖市,海盐县,海宁市,桐乡市,经开区,港区"];
    check(&bytes, 2, "B8", &districts);
    check(&bytes, 2, "B13", &["decimal", "<formula2>366</formula2>"]);
    check(&bytes, 3, "W2", &["单位：m³/d,单位：m³/h,单位：m³/a,单位：万m³/a"]);
    check(&bytes, 3, "B7:B66", &["主要生产,辅助生产,附属生产"]);
    for cells in ["E7:K66", "M7:P66", "S7:V66"] {
        check(&bytes, 3, cells, &["custom", "&gt;=0", "水量填写有误"]);
    }
    check(&bytes, 3, "X7:X66", &["计量,实测,计算,估算,企业填报"]);
    check(&bytes, 5, "H5:H44", &["date", "日期填写有误"]);
}

#[test]
fn every_sheet_prints_on_a4_across() {
    let bytes = template().unwrap();
    for sheet in 1..=5 {
        let text = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(
            text.contains("paperSize=\"9\"") && text.contains("orientation=\"landscape\""),
            "{sheet}"
        );
        assert!(text.contains("<pageSetUpPr fitToPage=\"1\"/>"), "{sheet}");
    }
    let balance = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(balance.contains("<pane xSplit=\"4\" ySplit=\"6\" topLeftCell=\"E7\""));
    assert!(part(&bytes, "xl/workbook.xml").contains("水平衡统计表!$1:$6"));
}
