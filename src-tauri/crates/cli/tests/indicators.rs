//! Indicators, metering and trends as scripts and the window get them.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{app, diagnosed, imported, number, sample};
use serde_json::{Value, json};
use shuiheng_api::view::{Diagnosis, Indicator, RequirementEdit};
use shuiheng_api::{Code, Job};
use std::collections::BTreeSet;
use std::fs;

/// The codes of the contract, as it lists them, and those that were added since.
const CODES: [&str; 38] = [
    "unit_product_intake",
    "added_value_intake",
    "output_value_intake",
    "reuse_rate",
    "reuse_rate_without_cooling",
    "direct_cooling_recirculation_rate",
    "indirect_cooling_recirculation_rate",
    "process_water_reuse_rate",
    "condensate_return_rate",
    "wastewater_reuse_rate",
    "leakage_rate",
    "compliant_discharge_rate",
    "unconventional_substitution_rate",
    "meter_equipping_rate_1",
    "meter_equipping_rate_2",
    "meter_equipping_rate_3",
    "metering_rate_1",
    "metering_rate_2",
    "metering_rate_3",
    "online_metering_rate",
    "concentration_ratio",
    "domestic_per_head",
    "treated_water_coefficient",
    "discharge_rate",
    "fresh_water_utilisation",
    "condensate_return_rate_by_hours",
    "concentration_ratio_by_quality",
    "cooling_make_up_rate",
    "boiler_blow_down_rate",
    "ro_recovery",
    "softener_waste_rate",
    "meter_verification_rate_1",
    "meter_verification_rate_2",
    "meter_verification_rate_3",
    "meter_in_use_rate_1",
    "meter_in_use_rate_2",
    "meter_in_use_rate_3",
    "secondary_metering_rate",
];

fn indicator<'d>(document: &'d Value, code: &str) -> &'d Value {
    let all = document["indicators"].as_array().unwrap();
    all.iter().find(|indicator| indicator["code"] == code).unwrap()
}

#[test]
fn every_code_is_listed_with_a_value_or_with_what_is_missing() {
    for file in ["dyeing.xlsx", "food.csv", "cogeneration.xlsx"] {
        let document = diagnosed(&sample(file));
        let listed: BTreeSet<&str> = document["indicators"]
            .as_array()
            .unwrap()
            .iter()
            .map(|indicator| indicator["code"].as_str().unwrap())
            .collect();
        for code in CODES {
            assert!(listed.contains(code), "{file}: {code}");
        }
        for of in document["indicators"].as_array().unwrap() {
            let missing = of["missing"].as_array().unwrap();
            assert_eq!(of["value"].is_null(), !missing.is_empty(), "{file}: {of}");
            assert!(of["digits"].is_u64() && of["group"].is_string(), "{file}: {of}");
            assert!(of["formula"].as_str().is_some_and(|text| !text.is_empty()), "{of}");
        }
    }
}

#[test]
fn metering_rates_of_a_register_by_level() {
    let document = diagnosed(&sample("dyeing.xlsx"));
    let value = |code| &indicator(&document, code)["value"];
    // River and tap have meters; steam is not metered by a water meter.
    assert!((number(value("meter_equipping_rate_1")) - 100.0).abs() < 1e-9);
    // Five workshops, each with a meter.
    assert!((number(value("meter_equipping_rate_2")) - 100.0).abs() < 1e-9);
    // Of the meters of level 2 one is past its verification.
    assert!((number(value("meter_verification_rate_2")) - 80.0).abs() < 1e-9);
    // One of three meters of level 3 is out of use.
    assert!((number(value("meter_in_use_rate_3")) - 200.0 / 3.0).abs() < 1e-6);
    let rows = document["metering"]["requirements"].as_array().unwrap();
    let row = |id: &str| rows.iter().find(|row| row["id"] == id).unwrap();
    assert_eq!(row("GB24789-EQ-2")["met"], json!(true));
    assert_eq!(row("GB24789-EQ-3")["met"], json!(false), "one of many machines has a meter");
    assert!(rows.iter().all(|row| row["confirmed"] == json!(false)), "each is 未核实");
}

#[test]
fn readings_without_the_day_before_make_no_secondary_metering_rate() {
    let document = diagnosed(&sample("chemical.xlsx"));
    let found = indicator(&document, "secondary_metering_rate");
    assert!(found["value"].is_null(), "{found}");
    assert!(found["missing"][0].as_str().is_some_and(|text| text.contains("同一起止时刻")));
    // Which of two units of one name a meter measures tells the meter above it.
    let meters = document["metering"]["meters"].as_array().unwrap();
    let third = meters.iter().find(|meter| meter["number"] == "H-3-01").unwrap();
    assert_eq!(third["measures"], json!(["反应釜配料"]));
    // The river and the tap, each read: all water but steam.
    assert_eq!(number(&indicator(&document, "metering_rate_1")["value"]), 100.0);
}

fn of<'d>(diagnosis: &'d Diagnosis, code: &str) -> &'d Indicator {
    diagnosis.indicators.iter().find(|indicator| indicator.code == code).unwrap()
}

#[test]
fn compliant_discharge_is_typed_for_the_site_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    let code = "compliant_discharge_rate";
    let asked = of(&before, code);
    assert_eq!(asked.value, None);
    let [fact] = asked.facts.as_slice() else { panic!("{asked:?}") };
    assert_eq!((fact.unit.as_str(), fact.code.as_str()), ("", "compliant_discharge"));
    let told = app.edit_fact(&before.id, "", &fact.code, Some(1000.0)).unwrap();
    assert!(of(&told, code).value.is_some_and(|rate| rate > 0.0), "{:?}", of(&told, code));
    assert_eq!(told.undo.as_deref(), Some("填写达标排放水量"));
    // The profile is edited without losing it.
    let named = app.edit_profile(&before.id, told.profile.clone()).unwrap();
    assert_eq!(of(&named, code).value, of(&told, code).value);
    app.undo(&before.id).unwrap();
    assert_eq!(of(&app.undo(&before.id).unwrap(), code).value, None);
    let unit = &before.units[0].id;
    let refused = app.edit_fact(&before.id, unit, "compliant_discharge", Some(1.0)).unwrap_err();
    assert_eq!(refused.code, Code::NotFound, "it is of no unit");
}

#[test]
fn a_requirement_is_changed_for_the_workspace_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    let row = |diagnosis: &Diagnosis, id: &str| {
        diagnosis.metering.requirements.iter().find(|row| row.id == id).unwrap().clone()
    };
    let id = "GB24789-RV-2";
    assert_eq!((row(&before, id).value, row(&before, id).met), (None, None), "nothing is asked");
    let edit =
        |value, source: &str| RequirementEdit { id: id.into(), value, source: source.into() };
    let asked = app.edit_requirement(&before.id, edit(Some(90.0), "企业计量管理制度")).unwrap();
    let changed = row(&asked, id);
    assert_eq!((changed.value, changed.met, changed.own), (Some(90.0), Some(false), true));
    assert_eq!((changed.found, changed.confirmed), (Some(80.0), false));
    let met = app.edit_requirement(&before.id, edit(Some(80.0), "企业计量管理制度")).unwrap();
    assert_eq!(row(&met, id).met, Some(true), "at the limit it is met");
    for wrong in [edit(Some(101.0), "x"), edit(Some(0.0), "x"), edit(Some(90.0), " ")] {
        let refused = app.edit_requirement(&before.id, wrong).unwrap_err();
        assert_eq!(refused.code, Code::Refused);
    }
    assert_eq!(row(&app.diagnosis(&before.id).unwrap(), id), row(&met, id));
    let other = app.new_diagnosis("另一家").unwrap();
    assert_eq!(row(&other, id).value, Some(80.0), "it holds for the whole workspace");
    let restored = app.reset_requirement(&before.id, id).unwrap();
    assert_eq!(row(&restored, id), row(&before, id));
    assert_eq!(app.reset_requirement(&before.id, "X").unwrap_err().code, Code::NotFound);
}

#[test]
fn annual_tables_give_trends_with_their_cells() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let file = folder.path().join("历年用水.csv");
    let text = "企业年用水情况表\n年份,取水量（m³）,排水量（m³）,工业产值（万元）\n2021,300000,240000,20000\n2022,270000,210000,22500\n2023,283500,,22500\n";
    fs::write(&file, text).unwrap();
    let preview = app.preview_import(&id, &file, &Job::quiet()).unwrap();
    let decision = shuiheng_api::view::ImportDecision::replace();
    let done = app.accept_import(&id, &preview.token, decision).unwrap();
    let trend = |code: &str| done.trends.iter().find(|trend| trend.code == code).unwrap();
    let values = |code: &str| trend(code).years.iter().map(|year| year.value).collect::<Vec<_>>();
    assert_eq!(values("output_value_intake"), [Some(15.0), Some(12.0), Some(12.6)]);
    assert_eq!(values("discharge_rate")[2], None);
    let year = &trend("output_value_intake").years[1];
    assert!((year.change_pct.unwrap() + 20.0).abs() < 1e-9);
    assert!(year.inputs.iter().all(|input| !input.cells.is_empty()), "{year:?}");
    assert!(trend("output_value_intake").picture.is_some());
    assert!(trend("reuse_rate").picture.is_none());
    assert!(!trend("reuse_rate").years[0].missing.is_empty());
}
