//! What a change answers with, against the same diagnosis read afresh.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{app, imported, sample};
use shuiheng_api::view::{Diagnosis, FlowEdit, Profile};

#[test]
fn a_changed_figure_answers_with_what_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    let leaf = before.units.iter().find(|unit| !unit.has_children).unwrap();
    let given = leaf.figures.iter().find(|(_, figure)| !figure.cells.is_empty()).unwrap().0;
    let missing = ["carried_in", "supplied", "storage_gain"]
        .into_iter()
        .find(|item| !leaf.figures.contains_key(*item))
        .unwrap();
    // A figure in the place of another, a first one, one that is not known, and the same again.
    let edits = [
        (given.as_str(), Some(7.5)),
        (missing, Some(2.25)),
        (given.as_str(), None),
        (given.as_str(), None),
        (missing, Some(0.0)),
    ];
    for (item, value) in edits {
        let told = app.edit_flow(&before.id, &leaf.id, item, value, "measured").unwrap();
        assert_eq!(told, app.diagnosis(&before.id).unwrap(), "{item} {value:?}");
        assert_eq!(
            told.units.iter().find(|unit| unit.id == leaf.id).unwrap().figures[item].value,
            value
        );
    }
    let both = [given.as_str(), missing].map(|item| FlowEdit {
        unit: leaf.id.clone(),
        item: item.to_owned(),
        value: Some(4.0),
        basis: "stated".into(),
    });
    let told = app.edit_flows(&before.id, &both).unwrap();
    assert_eq!(told, app.diagnosis(&before.id).unwrap());
    for _ in 0..5 {
        let told = app.undo(&before.id).unwrap();
        assert_eq!(told, app.diagnosis(&before.id).unwrap());
    }
    assert_eq!(app.diagnosis(&before.id).unwrap().units, before.units);
}

/// What was changed last is begun with again, unless anything was written since.
#[test]
fn a_figure_is_changed_in_what_is_kept_and_not_in_what_was_held() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let one = imported(&app, &sample("dyeing.xlsx"));
    let other = imported(&app, &sample("food.csv"));
    let leaf = |of: &Diagnosis| of.units.iter().find(|unit| !unit.has_children).unwrap().id.clone();
    let edit = |of: &Diagnosis, value: f64| {
        let told = app.edit_flow(&of.id, &leaf(of), "leakage", Some(value), "measured").unwrap();
        assert_eq!(told, app.diagnosis(&of.id).unwrap(), "{value}");
    };
    edit(&one, 1.0);
    edit(&one, 2.0);
    app.undo(&one.id).unwrap();
    edit(&one, 3.0);
    edit(&other, 4.0);
    edit(&one, 5.0);
    let profile = Profile { employees: Some(120), ..one.profile.clone() };
    app.edit_profile(&one.id, profile).unwrap();
    edit(&one, 6.0);
    let refused = app.edit_flow(&one.id, &leaf(&one), "leakage", Some(f64::NAN), "measured");
    assert!(refused.is_err());
    edit(&one, 7.0);
}
