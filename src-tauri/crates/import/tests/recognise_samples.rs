//! The shipped samples against answers that were computed apart from this program.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "grid/mod.rs"]
#[allow(dead_code)]
mod grid;

use serde_json::Value;
use shuiheng_audit::{DailyVolume, Item, Source, Unit, balance};
use shuiheng_import::recognise::{Hints, recognise};
use shuiheng_import::{Limits, read};
use std::path::Path;

#[track_caller]
fn check(file: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let bytes = std::fs::read(root.join("assets/samples").join(file)).expect("the sample");
    let stem = file.split('.').next().expect("a stem");
    let answers = root.join("tests/samples").join(format!("{stem}.expected.json"));
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(answers).expect("answers")).expect("JSON");
    let workbook = read(&bytes, file, &Limits::default()).expect("a readable sample");
    let found = recognise(&workbook, &Hints::default());
    let balance = balance(&found.site, &grid::told::tolerances());

    let leaves: Vec<&Unit> = found
        .site
        .units
        .iter()
        .filter(|unit| {
            !found.site.units.iter().any(|child| child.parent.as_ref() == Some(&unit.id))
        })
        .collect();
    let units = expected["units"].as_array().expect("units");
    for wanted in units {
        let (name, workshop) = (wanted["name"].as_str(), wanted["workshop"].as_str());
        let same = |unit: &&&Unit| {
            let parent = unit.parent.as_ref().and_then(|id| found.site.unit(id));
            Some(unit.name.as_str()) == name
                && (workshop.is_none()
                    || parent.is_none()
                    || parent.map(|unit| unit.name.as_str()) == workshop)
        };
        let matching: Vec<_> = leaves.iter().filter(same).collect();
        assert_eq!(matching.len(), 1, "{stem}: {name:?} of {workshop:?}");
        let flows = &balance.unit(&matching[0].id).expect("a balance").flows;
        compare(&format!("{stem} {name:?}"), &wanted["values"], |item| flows.get(item));
    }
    assert_eq!(leaves.len(), units.len(), "{stem}: units");
    let flows = &balance.site.flows;
    compare(&format!("{stem} 合计"), &expected["totals"], |item| flows.get(item));
    let external = balance.site.external_discharge.map(DailyVolume::value);
    near(stem, "external_discharge", external, &expected["totals"]["external_discharge"]);
    for (sheet, role) in expected["sheets"].as_object().into_iter().flatten() {
        let report = found.sheets.iter().find(|report| report.name == *sheet);
        assert_eq!(report.map(|report| report.role.code()), role.as_str(), "{stem}: sheet {sheet}");
    }
}

fn compare(what: &str, expected: &Value, get: impl Fn(Item) -> Option<DailyVolume>) {
    let value = |item: Item| get(item).map(DailyVolume::value);
    for source in Source::ALL {
        if let Some(wanted) = expected["withdrawal"].get(source.code()) {
            near(what, source.code(), value(Item::Withdrawal(source)), wanted);
        }
    }
    for (name, item) in [
        ("recirculated", Item::Recirculated),
        ("series_in", Item::SeriesIn),
        ("series_out", Item::SeriesOut),
        ("reuse", Item::Reuse),
        ("consumption", Item::Consumption),
        ("discharge", Item::Discharge),
        ("leakage", Item::Leakage),
    ] {
        near(what, name, value(item), &expected[name]);
    }
}

#[track_caller]
fn near(what: &str, name: &str, found: Option<f64>, wanted: &Value) {
    let wanted = wanted.as_f64();
    let equal = match (found, wanted) {
        (Some(found), Some(wanted)) => (found - wanted).abs() <= 1e-6 * wanted.abs().max(1.0),
        (found, wanted) => found == wanted,
    };
    assert!(equal, "{what} {name}: found {found:?}, wanted {wanted:?}");
}

#[test]
fn the_dyeing_works_is_read_as_known() {
    check("dyeing.xlsx");
}

#[test]
fn the_fibre_works_is_read_as_known() {
    check("fibre.xls");
}

#[test]
fn the_paper_mill_is_read_as_known() {
    check("paper.ods");
}

#[test]
fn the_power_station_is_read_as_known() {
    check("cogeneration.xlsx");
}

#[test]
fn the_food_works_is_read_as_known() {
    check("food.csv");
}

#[test]
fn the_plating_works_is_read_as_known() {
    check("plating.xlsx");
}

#[test]
fn the_chemical_works_is_read_as_known() {
    check("chemical.xlsx");
}
