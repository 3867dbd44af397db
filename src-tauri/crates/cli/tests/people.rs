//! Two people at one laptop: whose change it is, who reviewed which state, and until when.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{app, imported, said, sample, shuiheng};
use shuiheng_api::{App, Code, Job, view};
use std::ffi::OsStr;
use std::path::Path;

fn person(name: &str, auditor: bool, reviewer: bool) -> view::Person {
    let certificate = format!("示例证书-{name}");
    view::Person { id: String::new(), name: name.into(), certificate, auditor, reviewer }
}

fn id_of(app: &App, name: &str) -> String {
    let people = app.people().unwrap().people;
    people.into_iter().find(|person| person.name == name).unwrap().id
}

/// An auditor who is working, a reviewer, and a diagnosis.
fn two_people(folder: &Path) -> (App, String) {
    let app = app(folder);
    app.keep_person(&person("甲诊断员", true, false)).unwrap();
    app.keep_person(&person("乙复核员", true, true)).unwrap();
    let id = imported(&app, &sample("dyeing.xlsx")).id;
    (app, id)
}

fn set_days(app: &App, id: &str, days: f64) {
    let profile = app.diagnosis(id).unwrap().profile;
    app.edit_profile(id, view::Profile { operating_days: Some(days), ..profile }).unwrap();
}

fn authors(app: &App, id: &str) -> Vec<String> {
    let log = app.change_log(Some(id), &view::LogQuery::default()).unwrap();
    log.changes.into_iter().map(|change| change.by).collect()
}

#[test]
fn every_change_carries_the_name_of_who_is_working_also_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (first, id) = two_people(folder.path());
    assert_eq!(authors(&first, &id), ["甲诊断员", "甲诊断员"], "begun and imported");
    first.choose_person(Some(&id_of(&first, "乙复核员"))).unwrap();
    drop(first);
    let again = app(folder.path());
    set_days(&again, &id, 300.0);
    again.undo(&id).unwrap();
    assert_eq!(authors(&again, &id)[..2], ["乙复核员", "乙复核员"]);
    again.choose_person(None).unwrap();
    set_days(&again, &id, 311.0);
    assert_eq!(authors(&again, &id)[0], "诊断人员", "where nobody is chosen, nobody is named");
}

#[test]
fn who_is_removed_works_no_more_and_stays_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let (app, id) = two_people(folder.path());
    let left = app.remove_person(&id_of(&app, "甲诊断员")).unwrap();
    assert_eq!((left.people.len(), left.working), (1, None));
    set_days(&app, &id, 300.0);
    assert_eq!(authors(&app, &id)[..2], ["诊断人员", "甲诊断员"]);
}

#[test]
fn a_person_has_a_name_of_their_own_and_something_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let (app, _) = two_people(folder.path());
    for refused in
        [person(" ", true, false), person("丙", false, false), person("甲诊断员", false, true)]
    {
        assert_eq!(app.keep_person(&refused).unwrap_err().code, Code::Refused);
    }
    assert_eq!(app.people().unwrap().people.len(), 2);
    let id = id_of(&app, "甲诊断员");
    let renamed = view::Person { id: id.clone(), ..person("甲诊断师", true, false) };
    assert_eq!(app.keep_person(&renamed).unwrap().people[0].name, "甲诊断师");
    assert_eq!(app.people().unwrap().working, Some(id), "and is still at work");
}

#[test]
fn a_sign_off_stands_until_something_changes_and_again_once_it_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let (app, id) = two_people(folder.path());
    let row = |app: &App| app.start().unwrap().diagnoses[0].signed.clone();
    assert_eq!(row(&app), "none");
    let signed = app.sign_off(&id, &id_of(&app, "乙复核员"), "数据  齐全").unwrap();
    let signed = signed.sign_off.unwrap();
    assert_eq!((signed.by.as_str(), signed.remark.as_str()), ("乙复核员", "数据 齐全"));
    assert!(signed.stands && row(&app) == "stands");
    set_days(&app, &id, 300.0);
    assert!(!app.diagnosis(&id).unwrap().sign_off.unwrap().stands);
    assert_eq!(row(&app), "lapsed");
    app.undo(&id).unwrap();
    assert_eq!(row(&app), "stands", "the very state that was reviewed");
    let log = app.change_log(Some(&id), &view::LogQuery::default()).unwrap();
    assert!(log.changes.iter().any(|change| change.what == "复核签字：乙复核员"));
}

#[test]
fn nobody_reviews_their_own_changes_and_only_reviewers_sign() {
    let folder = tempfile::tempdir().unwrap();
    let (app, id) = two_people(folder.path());
    let [auditor, reviewer] = ["甲诊断员", "乙复核员"].map(|name| id_of(&app, name));
    let refused = app.sign_off(&id, &auditor, "").unwrap_err();
    assert!(refused.message.zh.contains("不是复核人"), "{refused:?}");
    app.choose_person(Some(&reviewer)).unwrap();
    set_days(&app, &id, 300.0);
    let refused = app.sign_off(&id, &reviewer, "").unwrap_err();
    assert!(refused.message.zh.contains("不能由本人复核"), "{refused:?}");
    app.choose_person(Some(&auditor)).unwrap();
    set_days(&app, &id, 312.0);
    app.choose_person(Some(&reviewer)).unwrap();
    app.sign_off(&id, &reviewer, "").unwrap();
    app.sign_off(&id, &reviewer, "再次复核").unwrap();
    assert_eq!(app.diagnosis(&id).unwrap().sign_off.unwrap().remark, "再次复核");
    let refused = app.sign_off(&id, &reviewer, &"长".repeat(201)).unwrap_err();
    assert!(refused.message.zh.contains("200"), "{refused:?}");
}

#[test]
fn a_final_report_without_a_sign_off_asks_why_and_prints_it() {
    let folder = tempfile::tempdir().unwrap();
    let (app, id) = two_people(folder.path());
    let open = app.diagnosis(&id).unwrap().reliances.into_iter();
    let open: Vec<_> = open.filter(|one| one.state == "open").map(|one| one.key).collect();
    app.accept_unconfirmed(&id, &open, "采用公开资料所载数值，待核实").unwrap();
    let pdf = folder.path().join("a.pdf");
    let refused = app.issue_report(&id, "2026-001", &pdf, &Job::quiet()).unwrap_err();
    assert!(refused.message.zh.contains("没有有效的复核签字"), "{refused:?}");
    assert!(!pdf.exists());
    app.issue_unsigned(&id, ("2026-001", "复核人出差"), &pdf, &Job::quiet()).unwrap();
    app.write_issued("2026-001", &folder.path().join("b.pdf"), &Job::quiet()).unwrap();
    app.sign_off(&id, &id_of(&app, "乙复核员"), "同意").unwrap();
    let signed = folder.path().join("c.pdf");
    app.issue_report(&id, "2026-002", &signed, &Job::quiet()).unwrap();
    app.write_issued("2026-002", &folder.path().join("d.pdf"), &Job::quiet()).unwrap();
    assert_eq!(
        std::fs::read(&signed).unwrap(),
        std::fs::read(folder.path().join("d.pdf")).unwrap()
    );
}

#[test]
fn the_command_line_names_people_and_signs() {
    let folder = tempfile::tempdir().unwrap();
    drop(two_people(folder.path()));
    let run = |arguments: &[&str]| {
        let workspace = [OsStr::new("--workspace"), folder.path().as_os_str()];
        shuiheng(workspace.into_iter().chain(arguments.iter().map(OsStr::new)))
    };
    let printed = String::from_utf8(run(&["person", "list"]).stdout).unwrap();
    assert_eq!(
        printed,
        "* 甲诊断员  诊断人员  示例证书-甲诊断员\n  乙复核员  诊断人员、复核人  示例证书-乙复核员\n"
    );
    let case = "嘉兴示例印染有限公司";
    let signed = run(&["case", "sign", case, "--by", "乙复核员", "--remark", "同意"]);
    assert!(signed.status.success(), "{}", said(&signed));
    let refused = run(&["case", "sign", case, "--by", "甲诊断员"]);
    assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
    let unknown = run(&["person", "use", "无此人"]);
    assert!(said(&unknown).contains("没有人员"), "{}", said(&unknown));
}
