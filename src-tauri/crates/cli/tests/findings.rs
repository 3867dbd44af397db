//! Findings, answers on site and measures as a person works with them in a workspace, and
//! what the samples come to.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{app, diagnosed, imported, number, sample};
use expect_test::expect_file;
use serde_json::Value;
use shuiheng_api::view::{AnswerEdit, Diagnosis, Finding, FindingEdit, Measure, OwnFindingEdit};
use shuiheng_api::{App, Code, Lang};
use std::fmt::Write as _;

const SAMPLES: [&str; 7] = [
    "dyeing.xlsx",
    "fibre.xls",
    "paper.ods",
    "cogeneration.xlsx",
    "food.csv",
    "plating.xlsx",
    "chemical.xlsx",
];

/// What the rules raise of each sample: rule, gravity, title, and the saving where the
/// sample's own figures give one.
#[test]
fn the_samples_come_to_these_findings() {
    let mut said = String::new();
    for file in SAMPLES {
        writeln!(said, "{file}").unwrap();
        let document = diagnosed(&sample(file));
        for finding in document["findings"].as_array().unwrap() {
            let saving = match finding["saving"].as_object() {
                Some(saving) => format!(
                    "；{} = {} = {:.1} m³/a",
                    saving["formula"].as_str().unwrap(),
                    saving["substituted"].as_str().unwrap(),
                    number(&saving["m3_per_year"])
                ),
                None => String::new(),
            };
            let word = |key: &str| finding[key].as_str().unwrap();
            let (rule, gravity, title) = (word("rule"), word("gravity"), word("title"));
            writeln!(said, "  {gravity:<6} {rule}：{title}{saving}").unwrap();
        }
    }
    expect_file!["../../../../tests/samples/findings.txt"].assert_eq(&said);
}

fn find<'d>(diagnosis: &'d Diagnosis, rule: &str) -> &'d Finding {
    diagnosis.findings.iter().find(|finding| finding.rule == rule).unwrap()
}

fn decide(app: &App, id: &str, key: &str, judgement: &str, reason: &str) -> Diagnosis {
    let edit = FindingEdit {
        key: key.into(),
        judgement: judgement.into(),
        reason: reason.into(),
        ..FindingEdit::default()
    };
    app.decide_finding(id, &edit).unwrap()
}

fn of_document<'d>(document: &'d Value, key: &str) -> &'d Value {
    let all = document["findings"].as_array().unwrap();
    all.iter().find(|finding| finding["key"] == key).unwrap()
}

#[test]
fn a_finding_is_rejected_with_a_reason_and_stays_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("chemical.xlsx"));
    let key = find(&before, "unaccounted_water").key.clone();
    let bare =
        FindingEdit { key: key.clone(), judgement: "rejected".into(), ..FindingEdit::default() };
    assert_eq!(app.decide_finding(&before.id, &bare).unwrap_err().code, Code::Refused);
    assert!(app.diagnosis(&before.id).unwrap() == before, "nothing changed");
    let after = decide(&app, &before.id, &key, "rejected", "测试期间旁路阀未关");
    assert!(after.findings.iter().all(|finding| finding.key != key));
    assert_eq!(after.findings.len() + 1, before.findings.len());
    let log = &after.rejected[0];
    assert_eq!((log.key.as_str(), log.state.as_str()), (key.as_str(), "rejected"));
    let document = app.document(&before.id, Lang::Zh).unwrap();
    let told = of_document(&document, &key);
    assert_eq!(told["decision"], "rejected");
    assert_eq!(told["reason"], "测试期间旁路阀未关");
    assert_eq!(app.undo(&before.id).unwrap().findings, before.findings);
}

#[test]
fn a_rejected_finding_stands_again_when_its_figures_change() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("chemical.xlsx"));
    let finding = find(&before, "unaccounted_water");
    let (key, unit) = (finding.key.clone(), finding.unit.clone().unwrap());
    decide(&app, &before.id, &key, "rejected", "测试期间旁路阀未关");
    let unit = before.units.iter().find(|one| one.id == unit).unwrap();
    let out = unit.figures.get("discharge").and_then(|figure| figure.value).unwrap();
    let edited =
        app.edit_flow(&before.id, &unit.id, "discharge", Some(out - 5.0), "estimated").unwrap();
    let again = edited.findings.iter().find(|finding| finding.key == key).unwrap();
    assert_eq!((again.state.as_str(), edited.rejected.len()), ("changed", 0));
    let decision = again.decision.as_ref().unwrap();
    assert_ne!(decision.figures, again.figures, "both are shown");
    assert_eq!(decision.reason, "测试期间旁路阀未关");
    let accepted = decide(&app, &before.id, &key, "accepted", "");
    assert_eq!(accepted.findings.iter().find(|one| one.key == key).unwrap().state, "accepted");
}

#[test]
fn words_of_a_finding_are_the_auditors_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("chemical.xlsx"));
    let finding = find(&before, "unaccounted_water");
    let edit = FindingEdit {
        key: finding.key.clone(),
        judgement: "accepted".into(),
        gravity: "medium".into(),
        title: "水洗工序地下管漏水".into(),
        explanation: finding.explanation.clone(),
        ..FindingEdit::default()
    };
    let after = app.decide_finding(&before.id, &edit).unwrap();
    let own = after.findings.iter().find(|one| one.key == finding.key).unwrap();
    assert_eq!((own.title.as_str(), own.gravity.as_str()), ("水洗工序地下管漏水", "medium"));
    assert_eq!(own.explanation, finding.explanation, "the rule's own words follow its figures");
    let back = decide(&app, &before.id, &finding.key, "", "");
    assert_eq!(back.findings, before.findings);
}

#[test]
fn an_answer_on_site_raises_a_finding_and_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("chemical.xlsx"));
    let answer = |question: &str, said: &str, number: Option<f64>, note: &str| AnswerEdit {
        question: question.into(),
        said: said.into(),
        number,
        note: note.into(),
    };
    let edit = answer("open_hose_seen", "yes", None, "三号车间东侧地面软管");
    let after = app.answer_question(&before.id, &edit).unwrap();
    let raised = find(&after, "open_hose");
    assert!(raised.explanation.contains("三号车间东侧地面软管"), "{}", raised.explanation);
    let asked = after.survey.iter().flat_map(|group| &group.questions);
    let asked = asked.into_iter().find(|one| one.id == "open_hose_seen").unwrap();
    assert_eq!(asked.findings, [raised.title.as_str()]);
    assert!(asked.on.is_some() && !asked.by.is_empty());
    let undone = app.undo(&before.id).unwrap();
    assert_eq!((undone.findings, undone.survey), (before.findings.clone(), before.survey.clone()));
    for wrong in [
        answer("open_hose_seen", "number", Some(1.0), ""),
        answer("open_hose_seen", "maybe", None, ""),
        answer("seal_water_flow", "yes", None, ""),
        answer("seal_water_flow", "number", Some(-1.0), ""),
    ] {
        assert_eq!(app.answer_question(&before.id, &wrong).unwrap_err().code, Code::Refused);
    }
    let none = answer("nothing", "yes", None, "");
    assert_eq!(app.answer_question(&before.id, &none).unwrap_err().code, Code::NotFound);
}

#[test]
fn the_auditor_adds_changes_and_removes_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("chemical.xlsx"));
    let mut edit = OwnFindingEdit {
        gravity: "high".into(),
        title: "消防泵房长流水".into(),
        ..OwnFindingEdit::default()
    };
    assert_eq!(app.keep_own_finding(&before.id, &edit).unwrap_err().code, Code::Refused);
    edit.explanation = "消防泵房试水阀未关严。".into();
    let added = app.keep_own_finding(&before.id, &edit).unwrap();
    let own = added.findings.iter().find(|one| one.state == "own").unwrap();
    assert_eq!((own.title.as_str(), own.gravity.as_str()), ("消防泵房长流水", "high"));
    assert!(own.saving.is_none(), "nothing is saved without figures");
    edit.key = own.key.clone();
    edit.gravity = "low".into();
    let changed = app.keep_own_finding(&before.id, &edit).unwrap();
    let own = changed.findings.iter().filter(|one| one.state == "own").collect::<Vec<_>>();
    assert_eq!((own.len(), own[0].gravity.as_str()), (1, "low"));
    let removed = app.remove_own_finding(&before.id, &edit.key).unwrap();
    assert_eq!(removed.findings, before.findings);
}

#[test]
fn measures_are_taken_from_findings_and_written_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("chemical.xlsx"));
    let finding = find(&before, "unaccounted_water");
    assert_eq!(
        app.add_measure(&before.id, &finding.key, "low_bath_ratio").unwrap_err().code,
        Code::NotFound
    );
    let added = app.add_measure(&before.id, &finding.key, "leak_search").unwrap();
    let taken = &added.measures[0];
    assert_eq!(
        (taken.saving, taken.saving_from.as_str()),
        (None, "unknown"),
        "no basis, no saving"
    );
    assert!(find(&added, "unaccounted_water").measures[0].taken);
    let mut rows: Vec<Measure> = added.measures.clone();
    rows[0].saving_from = "typed".into();
    rows[0].saving = Some(2000.0);
    let refused = app.edit_measures(&before.id, &rows).unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    assert!(refused.message.zh.contains("节水量依据"), "{}", refused.message.zh);
    rows[0].basis = "夜间流量下降 0.25 m³/h×8000 h".into();
    rows[0].investment = Some("1.5".into());
    rows.push(Measure { id: String::new(), todo: "安装在线水表".into(), ..rows[0].clone() });
    rows[1].saving_from = "unknown".into();
    rows[1].investment = None;
    let kept = app.edit_measures(&before.id, &rows).unwrap();
    assert_eq!(kept.measures.len(), 2);
    assert_eq!(kept.measure_totals.saving, Some(2000.0));
    assert_eq!(kept.measure_totals.unknown_savings, 1);
    assert_eq!(kept.measures[0].benefit, None, "the price of water is not known");
    let mut profile = kept.profile.clone();
    profile.price_water = Some("3.00".into());
    profile.price_discharge = Some("2.00".into());
    let priced = app.edit_profile(&before.id, profile).unwrap();
    // Leakage spares water alone: 2000 × 3.00 / 10000 = 0.60; 1.5 / 0.6 = 2.5 years.
    assert_eq!(priced.measures[0].benefit.as_deref(), Some("0.60"));
    assert_eq!(priced.measures[0].payback.as_deref(), Some("2.5"));
    let document = app.document(&before.id, Lang::Zh).unwrap();
    assert_eq!(number(&document["measure_totals"]["saving_m3_per_year"]), 2000.0);
    assert_eq!(document["measures"][1]["saving_m3_per_year"], Value::Null);
    app.undo(&before.id).unwrap();
    assert_eq!(app.undo(&before.id).unwrap().measures, added.measures);
}
