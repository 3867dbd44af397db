//! Products against their quotas in a workspace and on the command line: allotted, kept,
//! taken back, and told as JSON.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{app, imported, number, sample, shuiheng};
use serde_json::Value;
use shuiheng_api::{Code, view};
use std::ffi::OsStr;
use std::fs;

/// The sample of a dyeing works with two products, the first of which has units of its own.
fn two_products(diagnosis: &view::Diagnosis, rule: &str) -> view::Profile {
    let mut profile = diagnosis.profile.clone();
    profile.operating_days = Some(310.0);
    let product = |name: &str, output: f64| view::Product {
        name: name.into(),
        output: Some(output),
        unit: "t".into(),
        quota: Some(String::new()),
        terms: view::ProductTerms { rule: rule.into(), ..view::ProductTerms::default() },
        ..view::Product::default()
    };
    profile.products = vec![product("染色布", 3000.0), product("印花布", 1000.0)];
    let top =
        diagnosis.units.iter().find(|unit| unit.parent.is_none() && unit.name.contains("染色"));
    let top = top.or(diagnosis.units.first()).unwrap();
    profile.products[0].terms.units = vec![top.id.clone()];
    profile
}

#[test]
fn a_rule_is_kept_shared_by_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let (id, kept) = {
        let app = app(folder.path());
        let diagnosis = imported(&app, &sample("dyeing.xlsx"));
        let profile = two_products(&diagnosis, "output");
        let done = app.edit_profile(&diagnosis.id, profile).unwrap();
        let [dyed, printed] = done.comparisons.as_slice() else { panic!("two products") };
        let sum = dyed.allotment.share_pct.unwrap() + printed.allotment.share_pct.unwrap();
        assert!((sum - 100.0).abs() < 1e-9, "{sum}");
        assert!((done.whole.allotted_pct.unwrap() - 100.0).abs() < 1e-9);
        assert_eq!(dyed.allotment.rule_name, "按产量分摊");
        assert_eq!(dyed.allotment.units.len(), 1);
        // Own units, and three quarters of what is shared.
        let direct = dyed.inputs.iter().find(|input| input.symbol == "Vz").unwrap();
        let shared = 2657.8 - direct.value;
        let daily = dyed.allotment.daily.unwrap();
        assert!((daily - (direct.value + 0.75 * shared)).abs() < 1e-6, "{daily}");
        assert!(!direct.cells.is_empty(), "what was measured says where it stands");
        (diagnosis.id, done)
    };
    let app = app(folder.path());
    let again = app.diagnosis(&id).unwrap();
    assert_eq!(again.profile.products, kept.profile.products);
    assert_eq!(again.comparisons, kept.comparisons);
    assert!(app.undo(&id).unwrap().profile.products.iter().all(|one| one.terms.units.is_empty()));
    assert_eq!(app.redo(&id).unwrap().profile.products, kept.profile.products);
}

#[test]
fn units_that_do_not_count_are_kept_and_deducted() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let diagnosis = imported(&app, &sample("fibre.xls"));
    let mut profile = diagnosis.profile.clone();
    profile.operating_days = Some(345.0);
    let unit = diagnosis
        .units
        .iter()
        .find(|unit| !unit.has_children && unit.sums["withdrawal_total"].unwrap_or(0.0) > 0.0)
        .unwrap();
    let taken = unit.sums["withdrawal_total"].unwrap();
    let quota = view::Quota {
        standard: "示例标准".into(),
        product: "涤纶长丝".into(),
        unit: "m³/t".into(),
        general: Some(2.0),
        example: true,
        ..view::Quota::default()
    };
    let entered = app.enter_quota(quota).unwrap().into_iter().find(|quota| quota.own).unwrap();
    profile.products = vec![view::Product {
        name: "涤纶长丝".into(),
        output: Some(278_000.0),
        unit: "t".into(),
        quota: Some(entered.id),
        ..view::Product::default()
    }];
    profile.scope.living = vec![unit.id.clone()];
    let done = app.edit_profile(&diagnosis.id, profile.clone()).unwrap();
    let counted = &done.comparisons[0].counted;
    assert_eq!(counted.terms.len(), 1);
    assert_eq!(counted.terms[0].words, "不计生活区用水");
    assert!((counted.gross.unwrap() - counted.counted.unwrap() - taken).abs() < 1e-6);
    assert!(done.doubts.iter().any(|doubt| doubt.message.contains("口径")));
    assert_eq!(app.diagnosis(&diagnosis.id).unwrap().profile.scope, profile.scope);
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let diagnosis = imported(&app, &sample("dyeing.xlsx"));
    let before = app.diagnosis(&diagnosis.id).unwrap().profile;
    let refused = |change: fn(&mut view::ProductTerms)| {
        let mut profile = two_products(&diagnosis, "output");
        change(&mut profile.products[0].terms);
        let error = app.edit_profile(&diagnosis.id, profile).unwrap_err();
        assert_eq!(error.code, Code::Refused);
        error.message.zh
    };
    assert!(refused(|terms| terms.rule = "guess".into()).contains("分摊规则"));
    assert!(refused(|terms| terms.boundary.reclaimed = Some(0.0)).contains("依据"));
    assert!(refused(|terms| terms.specification.layers = Some(-1.0)).contains("层数"));
    assert_eq!(app.diagnosis(&diagnosis.id).unwrap().profile, before);
}

#[test]
fn the_json_tells_levels_boundary_share_and_the_whole_site() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("p.toml");
    let text = fs::read_to_string(sample("dyeing.toml")).unwrap();
    let text = text.replacen("share = 0.66\n", "rule = \"value\"\noutput_value = 14000\n", 1);
    let text = text.replacen("share = 0.34\n", "rule = \"value\"\noutput_value = 6000\n", 1);
    fs::write(&profile, text).unwrap();
    let workbook = sample("dyeing.xlsx");
    let output = shuiheng([
        OsStr::new("diagnose"),
        workbook.as_os_str(),
        OsStr::new("--profile"),
        profile.as_os_str(),
        OsStr::new("--json"),
    ]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &told["benchmarks"][0];
    assert_eq!(first["allotment"]["rule"], "value");
    assert!((number(&first["allotment"]["share"]) - 0.7).abs() < 1e-9);
    assert!((number(&first["allotment"]["intake"]) - 2657.8 * 0.7).abs() < 1e-6);
    assert!((number(&first["counted_intake"]["counted"]) - 2657.8).abs() < 1e-6);
    let level = &first["judged_levels"][0];
    assert_eq!((&level["level"], &level["required"]), (&Value::from("limit"), &Value::from(true)));
    let whole = &told["whole_site"];
    assert!((number(&whole["judged_share"]) - 1.0).abs() < 1e-9);
    assert!((number(&whole["allotted_share"]) - 1.0).abs() < 1e-9);
    assert_eq!(whole["levels"][0]["products"].as_array().map(Vec::len), Some(2));
    let limits = told["limits"].as_array().unwrap();
    let reuse = limits.iter().filter(|limit| limit["indicator"] == "reuse_rate");
    for limit in reuse {
        assert!(limit["reuse_rate_without_cooling"].is_number(), "{limit}");
    }
    assert!(told["totals"]["reuse_rate_without_cooling_pct"].is_number());
    let references = told["references"].as_array().unwrap();
    let unheld = references.iter().find(|one| one["id"] == "JS-TEX-3").unwrap();
    assert_eq!(unheld["reason"], "not_known", "no condensate is given to hold against it");
}
