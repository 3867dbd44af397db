//! The sample program against its known answers, computed independently of this program.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{diagnosed, number};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const SAMPLES: [&str; 7] = [
    "dyeing.xlsx",
    "fibre.xls",
    "paper.ods",
    "cogeneration.xlsx",
    "food.csv",
    "plating.xlsx",
    "chemical.xlsx",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn expected(file: &str) -> Value {
    let stem = file.split('.').next().unwrap();
    let path = root().join("tests/samples").join(format!("{stem}.expected.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn each(check: impl Fn(&str, &Value, &Value)) {
    for file in SAMPLES {
        check(file, &diagnosed(&root().join("assets/samples").join(file)), &expected(file));
    }
}

/// Equal to what the answer prints: flows to 1e-6, rates to their fourth decimal.
#[track_caller]
fn same(what: &str, got: &Value, wanted: &Value) {
    match (got.as_f64(), wanted.as_f64()) {
        (Some(got), Some(wanted)) => {
            let slack = if what.ends_with("_pct") { 6e-5 } else { 1e-6 * wanted.abs().max(1.0) };
            assert!((got - wanted).abs() <= slack, "{what}: {got} instead of {wanted}");
        }
        _ => assert_eq!(got, wanted, "{what}"),
    }
}

#[track_caller]
fn same_values(what: &str, got: &Value, wanted: &Value) {
    for (key, wanted) in wanted.as_object().unwrap() {
        if key == "withdrawal" {
            same_values(&format!("{what} withdrawal"), &got[key], wanted);
        } else {
            same(&format!("{what} {key}"), &got[key], wanted);
        }
    }
}

/// Units by the names of their workshop and their own; those that are sums are left out,
/// as they are in the answers.
fn by_name(document: &Value) -> BTreeMap<(String, String), &Value> {
    let units = document["units"].as_array().unwrap();
    let names: BTreeMap<&str, &str> = units
        .iter()
        .map(|unit| (unit["id"].as_str().unwrap(), unit["name"].as_str().unwrap()))
        .collect();
    let leaves = units.iter().filter(|unit| unit["sum_of_children"] == false);
    let key = |unit: &Value| {
        let parent =
            unit["parent"].as_str().and_then(|id| names.get(id)).copied().unwrap_or_default();
        (parent.to_owned(), unit["name"].as_str().unwrap().to_owned())
    };
    leaves.map(|unit| (key(unit), unit)).collect()
}

#[test]
fn every_unit_has_the_values_of_its_answer() {
    each(|file, document, expected| {
        let units = by_name(document);
        let wanted = expected["units"].as_array().unwrap();
        assert_eq!(units.len(), wanted.len(), "{file}: {:?}", units.keys().collect::<Vec<_>>());
        for wanted in wanted {
            let (workshop, name) =
                (wanted["workshop"].as_str().unwrap_or_default(), wanted["name"].as_str().unwrap());
            let found: Vec<_> = units
                .iter()
                .filter(|((parent, own), _)| {
                    own == name && (parent == workshop || parent.is_empty())
                })
                .collect();
            let [(_, unit)] = found.as_slice() else {
                panic!("{file}: {workshop}/{name}: {} units", found.len())
            };
            let what = format!("{file} {workshop}/{name}");
            same_values(&what, &unit["values"], &wanted["values"]);
            same(&format!("{what} imbalance"), &unit["imbalance"], &wanted["imbalance"]);
            assert_eq!(unit["closed"], wanted["closed"], "{what}");
            if matches!(expected["category_from"].as_str(), Some("column" | "section" | "row")) {
                assert_eq!(unit["category"], wanted["category"], "{what}");
            }
        }
    });
}

#[test]
fn the_whole_has_the_values_of_its_answer() {
    each(|file, document, expected| same_values(file, &document["totals"], &expected["totals"]));
}

#[test]
fn indicators_have_the_values_of_their_answer() {
    each(|file, document, expected| {
        let needs_marking = !expected["needs_marking"].as_array().unwrap().is_empty();
        for (code, wanted) in expected["indicators"].as_object().unwrap() {
            let indicator = document["indicators"]
                .as_array()
                .unwrap()
                .iter()
                .find(|indicator| indicator["code"] == **code);
            let indicator = indicator.unwrap_or_else(|| panic!("{file}: {code} is not listed"));
            if code == "reuse_rate_without_cooling" && needs_marking {
                assert!(
                    indicator["value"].is_null(),
                    "{file}: the name does not tell every circulating system"
                );
                continue;
            }
            same(&format!("{file} {code}"), &indicator["value"], wanted);
            assert!(
                indicator["value"].is_null() == (indicator["missing"] != serde_json::json!([])),
                "{file} {code} says what is missing"
            );
        }
    });
}

#[test]
fn products_are_judged_as_in_their_answer() {
    each(|file, document, expected| {
        let wanted = expected["benchmarks"].as_array().unwrap();
        assert_eq!(document["benchmarks"].as_array().unwrap().len(), wanted.len(), "{file}");
        for wanted in wanted {
            let found = document["benchmarks"]
                .as_array()
                .unwrap()
                .iter()
                .find(|found| found["product"] == wanted["product"]);
            let found = found.unwrap_or_else(|| panic!("{file}: {}", wanted["product"]));
            let what = format!("{file} {}", wanted["product"]);
            same(&format!("{what} value"), &found["value"], &wanted["value"]);
            same(
                &format!("{what} excess"),
                &found["excess_m3_per_year"],
                &wanted["excess_m3_per_year"],
            );
            assert_eq!(found["quota_id"], wanted["quota_id"], "{what}");
            assert_eq!(found["verdict"], wanted["verdict"], "{what}");
            assert_eq!(found["confirmed"], false, "{what}");
        }
    });
}

#[test]
fn sheets_are_taken_for_what_they_are() {
    each(|file, document, expected| {
        let sheets = document["source"][0]["sheets"].as_array().unwrap();
        let got: BTreeMap<&str, &str> = sheets
            .iter()
            .map(|sheet| (sheet["name"].as_str().unwrap(), sheet["role"].as_str().unwrap()))
            .collect();
        let wanted: BTreeMap<&str, &str> = expected["sheets"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, role)| (name.as_str(), role.as_str().unwrap()))
            .collect();
        assert_eq!(got, wanted, "{file}");
    });
}

#[test]
fn doubts_that_must_be_said_are_said_and_others_are_not_errors() {
    each(|file, document, expected| {
        let issues = document["issues"].as_array().unwrap();
        let said: BTreeSet<&str> =
            issues.iter().map(|issue| issue["code"].as_str().unwrap()).collect();
        for code in expected["doubts_expected"].as_array().unwrap() {
            assert!(
                said.contains(code.as_str().unwrap()),
                "{file}: {code} is not said; said: {said:?}"
            );
        }
        let errors: Vec<&Value> = issues
            .iter()
            .filter(|issue| issue["severity"] == "error" && issue["code"] != "unit_not_closed")
            .collect();
        assert!(errors.is_empty(), "{file}: {errors:?}");
        for code in ["total_mismatch", "column_unrecognised", "series_mismatch", "unit_unknown"] {
            assert!(!said.contains(code), "{file}: {code}");
        }
    });
}

#[test]
fn every_figure_says_its_cell() {
    each(|file, document, _| {
        for unit in document["units"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|unit| unit["sum_of_children"] == false)
        {
            let refs = unit["refs"].as_object().unwrap();
            assert!(
                refs.values().any(|place| place.as_str().unwrap().contains('!')),
                "{file} {}",
                unit["name"]
            );
        }
        let reuse = document["indicators"]
            .as_array()
            .unwrap()
            .iter()
            .find(|indicator| indicator["code"] == "reuse_rate")
            .unwrap();
        for input in reuse["inputs"].as_array().unwrap() {
            assert!(!input["refs"].as_array().unwrap().is_empty(), "{file} {}", input["symbol"]);
        }
    });
}

#[test]
fn the_leak_is_found() {
    let document = diagnosed(&root().join("assets/samples/chemical.xlsx"));
    let finding = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["code"] == "unaccounted_water")
        .unwrap();
    assert!(finding["title"].as_str().unwrap().contains("水洗工序"), "{finding}");
    assert!(
        (number(&finding["volume_m3_per_year"])
            - 30.6 * number(&document["period"]["operating_days"]))
        .abs()
            < 1e-6
    );
    let issue = document["issues"]
        .as_array()
        .unwrap()
        .iter()
        .find(|issue| issue["message"].as_str().unwrap().contains("“水洗工序”"))
        .unwrap();
    assert_eq!((&issue["severity"], &issue["code"]), (&"error".into(), &"unit_not_closed".into()));
    assert!(issue["message"].as_str().unwrap().contains("30.6"));
}
