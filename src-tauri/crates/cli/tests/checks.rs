//! Closing and cross-checks as a person works with them in a workspace.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{app, imported, sample};
use shuiheng_api::view::{Check, Diagnosis, ImportDecision};
use shuiheng_api::{Code, Job, Lang};

fn check<'d>(diagnosis: &'d Diagnosis, of: &str, code: &str) -> &'d Check {
    diagnosis
        .checks
        .checks
        .iter()
        .find(|check| check.of.contains(of) && check.code == code)
        .unwrap()
}

fn unit(diagnosis: &Diagnosis, name: &str) -> String {
    diagnosis.units.iter().find(|unit| unit.name.contains(name)).unwrap().id.clone()
}

#[test]
fn what_is_missing_is_typed_in_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("cogeneration.xlsx"));
    let tower = unit(&before, "循环冷却水系统");
    let code = "make_up_over_evaporation";
    assert_eq!(check(&before, "循环冷却", code).verdict, "missing");
    let range = app.edit_fact(&before.id, &tower, "cooling_range", Some(8.0)).unwrap();
    let both = app.edit_fact(&before.id, &tower, "air_temperature", Some(30.0)).unwrap();
    let done = check(&both, "循环冷却", code);
    // 1945.4545 m³/d over 0.0015×8×140000 = 1680 m³/d of evaporation.
    assert!((done.value.unwrap() - 1.158).abs() < 1e-3, "{done:?}");
    assert_eq!(done.verdict, "within");
    let told = both.checks.facts.iter().find(|fact| fact.code == "cooling_range").unwrap();
    assert_eq!((told.value, told.measure.as_str()), (Some(8.0), "℃"));
    assert_eq!(both.undo.as_deref(), Some("填写空气干球温度"));
    assert_eq!(app.undo(&before.id).unwrap().checks, range.checks);
    assert_eq!(app.undo(&before.id).unwrap().checks, before.checks);
}

#[test]
fn a_fact_stays_when_the_file_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("cogeneration.xlsx"));
    let tower = unit(&before, "循环冷却水系统");
    let told = app.edit_fact(&before.id, &tower, "cooling_range", Some(8.0)).unwrap();
    let office = unit(&before, "办公生活");
    app.edit_flow(&before.id, &office, "leakage", Some(3.0), "estimated").unwrap();
    let file = sample("cogeneration.xlsx");
    let preview = app.preview_import(&before.id, &file, &Job::quiet()).unwrap();
    let after = app.accept_import(&before.id, &preview.token, ImportDecision::replace()).unwrap();
    assert_eq!(after.units, before.units, "the figure that was typed in is gone");
    assert_eq!(after.checks.facts, told.checks.facts);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("cogeneration.xlsx"));
    let tower = unit(&before, "循环冷却水系统");
    let refused =
        |code: &str, value: f64| app.edit_fact(&before.id, &tower, code, Some(value)).unwrap_err();
    assert_eq!(refused("cooling_range", -1.0).code, Code::Refused);
    assert!(refused("cooling_range", -1.0).message.zh.contains("循环水温差"));
    assert_eq!(refused("drift", f64::NAN).code, Code::Refused);
    assert_eq!(refused("colour", 1.0).code, Code::NotFound);
    assert_eq!(app.diagnosis(&before.id).unwrap(), before);
    app.edit_fact(&before.id, &tower, "air_temperature", Some(-5.0)).unwrap();
}

#[test]
fn an_uncertainty_that_is_entered_makes_the_interval_narrow() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("chemical.xlsx"));
    let level = |diagnosis: &Diagnosis| {
        let level = diagnosis.checks.levels.iter().find(|level| level.name.contains("水洗工序"));
        level.unwrap().interval.clone().unwrap()
    };
    let wide = level(&before);
    assert_eq!((wide.sign.as_str(), wide.grade.as_str()), ("open", "D"));
    let mut now = before.clone();
    for figure in &wide.largest {
        now = app.edit_uncertainty(&now.id, &figure.unit, &figure.item, Some(1.0)).unwrap();
    }
    let narrow = level(&now);
    assert!(narrow.high - narrow.low < (wide.high - wide.low) / 2.0, "{narrow:?}");
    assert_eq!(narrow.sign, "loss", "{narrow:?}");
    let figure = &wide.largest[0];
    let error = app.edit_uncertainty(&now.id, &figure.unit, &figure.item, Some(101.0)).unwrap_err();
    assert_eq!(error.code, Code::Refused);
    let document = app.document(&now.id, Lang::En).unwrap();
    let unit = document["units"].as_array().unwrap().iter();
    let mut unit = unit.filter(|unit| unit["name"].as_str().unwrap().contains("水洗工序"));
    let known = &unit.next().unwrap()["unaccounted"];
    assert_eq!((known["sign"].as_str(), known["difference"].as_f64()), (Some("loss"), Some(30.6)));
}

#[test]
fn the_document_says_what_each_check_rests_on_and_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = imported(&app, &sample("dyeing.xlsx")).id;
    let document = app.document(&id, Lang::Zh).unwrap();
    let checks = document["checks"].as_array().unwrap();
    let ratio = checks.iter().find(|check| check["code"] == "concentration_ratio").unwrap();
    // 120/43.2
    assert!((ratio["value"].as_f64().unwrap() - 2.777_777_778).abs() < 1e-9);
    assert_eq!(
        (ratio["with_numbers"].as_str(), ratio["low"].as_f64()),
        (Some("120/43.2"), Some(3.0))
    );
    assert_eq!(
        (ratio["verdict"].as_str(), ratio["confirmed"].as_bool()),
        (Some("below"), Some(false))
    );
    assert!(ratio["inputs"][0]["refs"][0].as_str().unwrap().contains('!'));
    for check in checks {
        let lacks = !check["missing"].as_array().unwrap().is_empty();
        assert_eq!(check["value"].is_null(), lacks, "{check}");
    }
    assert!(document["meter_tree"].is_array() && document["level_sums"].is_array());
}
