//! The most probable flows as an auditor decides of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{app, imported, sample};
use shuiheng_api::view::{PairEdit, ProbableFlows, ProbableStream};
use shuiheng_api::{Code, Lang};

fn redundant(flows: &ProbableFlows) -> &ProbableStream {
    let of_record = |stream: &&ProbableStream| {
        !stream.id.is_empty()
            && stream.class == "redundant"
            && stream.change.is_some_and(|by| by.abs() > 0.01)
    };
    flows.streams.iter().find(of_record).unwrap()
}

#[test]
fn raw_figures_stay_beside_what_is_accepted_and_a_switch_tells_which_counts() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    let id = &before.id;
    let flows = app.probable_flows(id).unwrap();
    assert!(flows.refused.is_none(), "{:?}", flows.refused);
    assert_eq!(app.use_accepted_flows(id, true).unwrap_err().code, Code::Refused);

    let accepted = app.accept_flows(id, &[]).unwrap();
    assert!(accepted.accepted > 0 && !accepted.in_force);
    assert!(accepted.streams.iter().all(|stream| !stream.stale));
    for (before, after) in flows.streams.iter().zip(&accepted.streams) {
        assert_eq!((before.raw, before.reconciled), (after.raw, after.reconciled));
    }
    assert_eq!(
        app.diagnosis(id).unwrap().units,
        before.units,
        "accepting alone changes no balance"
    );

    let in_force = app.use_accepted_flows(id, true).unwrap();
    for unit in in_force.units.iter().filter(|unit| unit.parent.is_none()) {
        let imbalance = unit.imbalance.unwrap_or_default();
        assert!(imbalance.abs() < 1e-6, "{} differs by {imbalance}", unit.name);
    }
    // What is reconciled is always what was measured.
    let again = app.probable_flows(id).unwrap();
    assert_eq!(again.streams[0].raw, flows.streams[0].raw);
    let document = app.document(id, Lang::Zh).unwrap();
    assert_eq!(document["reconciliation"]["streams"][0]["raw"].as_f64(), flows.streams[0].raw);

    let raw_again = app.use_accepted_flows(id, false).unwrap();
    assert_eq!(raw_again.units, before.units);
    app.undo(id).unwrap();
    app.undo(id).unwrap();
    let undone = app.undo(id).unwrap();
    assert_eq!(undone.units, before.units);
    assert_eq!(app.probable_flows(id).unwrap(), flows);
}

#[test]
fn one_flow_can_be_accepted_held_or_given_another_uncertainty() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    let id = before.id.clone();
    // The sample closes: a unit that does not has something to reconcile.
    let leaf = before.units.iter().find(|unit| !unit.has_children).unwrap();
    app.edit_flow(&id, &leaf.id, "discharge", Some(12.5), "measured").unwrap();
    let flows = app.probable_flows(&id).unwrap();
    let stream = redundant(&flows).clone();
    let of = |flows: &ProbableFlows| -> ProbableStream {
        flows.streams.iter().find(|other| other.id == stream.id).unwrap().clone()
    };

    let accepted = app.accept_flows(&id, std::slice::from_ref(&stream.id)).unwrap();
    assert_eq!(accepted.accepted, 1);
    assert_eq!(of(&accepted).accepted, stream.reconciled);

    let surer = app.set_uncertainty(&id, &stream.id, Some(0.1)).unwrap();
    let surer = of(&surer);
    assert_eq!((surer.uncertainty_pct, surer.uncertainty_entered), (Some(0.1), true));
    assert!(surer.change.unwrap().abs() < stream.change.unwrap().abs());
    assert!(surer.stale, "what was accepted is no longer the most probable flow");

    let held = of(&app.hold_flow(&id, &stream.id, true).unwrap());
    assert!(held.held);
    assert_eq!(held.reconciled, stream.raw);

    assert_eq!(app.set_uncertainty(&id, &stream.id, Some(0.0)).unwrap_err().code, Code::Refused);
    assert_eq!(
        app.hold_flow(&id, "00000000-0000-7000-8000-000000000000", true).unwrap_err().code,
        Code::NotFound
    );
    let withdrawn = app.withdraw_flows(&id, &[]).unwrap();
    assert_eq!(withdrawn.accepted, 0);
}

#[test]
fn a_stream_between_units_comes_out_of_their_sums_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = imported(&app, &sample("dyeing.xlsx")).id;
    let before = app.diagnosis(&id).unwrap();
    let leaves: Vec<_> = before.units.iter().filter(|unit| !unit.has_children).collect();
    let (giver, taker) = (leaves[0], leaves[1]);
    app.edit_flow(&id, &giver.id, "series_out", Some(30.0), "measured").unwrap();
    let sums = app.edit_flow(&id, &taker.id, "series_in", Some(50.0), "measured").unwrap();
    let edit = |value| PairEdit {
        from: giver.id.clone(),
        to: taker.id.clone(),
        value,
        basis: "metered".into(),
    };
    let paired = app.edit_pair(&id, &edit(Some(30.0))).unwrap();
    assert_eq!(paired.pairs.len(), before.pairs.len() + 1);
    for (was, is) in sums.units.iter().zip(&paired.units) {
        assert_eq!(was.imbalance, is.imbalance, "{}", was.name);
    }
    let refused = app.edit_pair(&id, &edit(Some(61.0))).unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    assert!(refused.message.zh.contains("串联水量"), "{}", refused.message.zh);
    // The sum of the taker is still one number; less than its pair it cannot be.
    assert_eq!(
        app.edit_flow(&id, &taker.id, "series_in", Some(20.0), "measured").unwrap_err().code,
        Code::Refused
    );
    let more = app.edit_flow(&id, &taker.id, "series_in", Some(60.0), "measured").unwrap();
    let of = |diagnosis: &shuiheng_api::view::Diagnosis| {
        diagnosis.units.iter().find(|unit| unit.id == taker.id).unwrap().sums["inflow"]
    };
    assert_eq!(of(&more).unwrap(), of(&paired).unwrap() + 10.0);
    app.undo(&id).unwrap();
    assert_eq!(app.undo(&id).unwrap().pairs, before.pairs);
}

#[test]
fn an_edited_figure_takes_back_what_was_accepted_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    app.accept_flows(&before.id, &[]).unwrap();
    let accepted = app.probable_flows(&before.id).unwrap().accepted;
    let leaf = before.units.iter().find(|unit| !unit.has_children).unwrap();
    app.edit_flow(&before.id, &leaf.id, "discharge", Some(12.5), "measured").unwrap();
    assert!(app.probable_flows(&before.id).unwrap().accepted < accepted);
}
