//! The log of changes: who changed what, from what to what.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{app, imported, sample, shuiheng};
use serde_json::Value;
use shuiheng_api::view;
use std::ffi::OsStr;

fn everything() -> view::LogQuery {
    view::LogQuery { lang: "zh".into(), ..view::LogQuery::default() }
}

#[test]
fn a_change_of_a_cell_is_told_with_what_stood_before() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    let is_leaf = |id: &str| before.units.iter().all(|unit| unit.parent.as_deref() != Some(id));
    let mut leaves = before.units.iter().filter(|unit| is_leaf(&unit.id));
    let unit = leaves.find(|unit| unit.figures.contains_key("withdrawal.tap")).unwrap();
    let was = unit.figures["withdrawal.tap"].value;
    app.edit_flow(&before.id, &unit.id, "withdrawal.tap", Some(321.5), "metered").unwrap();

    let log = app.change_log(Some(&before.id), &everything()).unwrap();
    let newest = &log.changes[0];
    assert!(!newest.undone && newest.turns.is_empty() && !newest.elsewhere);
    let [record] = newest.records.as_slice() else { panic!("{:?}", newest.records) };
    assert_eq!(record.subject, format!("{} 自来水", unit.name));
    let flow = record.fields.iter().find(|field| field.field == "水量").unwrap();
    assert_eq!(flow.before, was.map_or("—".into(), |was| format!("{was} m³/d")));
    assert_eq!(flow.after, "321.5 m³/d");

    app.undo(&before.id).unwrap();
    let log = app.change_log(Some(&before.id), &everything()).unwrap();
    assert_eq!((log.changes[0].turns.as_str(), log.changes[0].undone), ("undo", false));
    assert!(log.changes[1].undone, "what was taken back is told as such and stays in the log");
    app.redo(&before.id).unwrap();
    let log = app.change_log(Some(&before.id), &everything()).unwrap();
    assert_eq!(log.changes[0].turns, "redo");
    assert!(!log.changes[2].undone);
}

#[test]
fn the_log_of_a_cell_is_that_of_the_cell_alone() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = imported(&app, &sample("dyeing.xlsx")).id;
    let units = app.diagnosis(&id).unwrap().units;
    let [one, two] = [&units[1], &units[2]];
    for (unit, item) in [(one, "reuse"), (one, "withdrawal.tap"), (two, "withdrawal.tap")] {
        app.edit_flow(&id, &unit.id, item, Some(7.25), "metered").unwrap();
    }
    let of = |unit: &str, item: &str| view::LogQuery {
        unit: Some(unit.into()),
        item: Some(item.into()),
        ..everything()
    };
    let log = app.change_log(Some(&id), &of(&one.id, "withdrawal_total")).unwrap();
    assert_eq!(log.subject, format!("{} 取水量", one.name));
    let typed = |log: &view::ChangeLog| {
        log.changes.iter().filter(|change| !change.what.starts_with("导入")).count()
    };
    assert_eq!(typed(&log), 1, "{:#?}", log.changes);
    for change in &log.changes {
        assert!(change.records.iter().all(|record| record.subject.starts_with(&one.name)));
    }
    assert_eq!(typed(&app.change_log(Some(&id), &of(&two.id, "reuse")).unwrap()), 0);
}

#[test]
fn the_log_is_read_in_pages_and_found_in_by_words_and_kinds() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    for days in 0..60 {
        let profile = app.diagnosis(&id).unwrap().profile;
        let changed = view::Profile { operating_days: Some(300.0 + f64::from(days)), ..profile };
        app.edit_profile(&id, changed).unwrap();
    }
    let first = app.change_log(Some(&id), &everything()).unwrap();
    assert_eq!((first.changes.len(), first.more), (50, true));
    let next = view::LogQuery { before: Some(first.changes[49].id.clone()), ..everything() };
    let second = app.change_log(Some(&id), &next).unwrap();
    assert_eq!((second.changes.len(), second.more), (11, false), "and the one that began it");
    let found = view::LogQuery { text: "年运行天数 317".into(), ..everything() };
    let found = app.change_log(Some(&id), &found).unwrap().changes;
    assert_eq!(found.len(), 2, "the change to 317 and the one from it");
    let kind = |kind: &str| view::LogQuery { kind: kind.into(), ..everything() };
    assert_eq!(app.change_log(Some(&id), &kind("enterprise")).unwrap().changes.len(), 1);
    assert_eq!(app.change_log(Some(&id), &kind("meter")).unwrap().changes.len(), 0);
    let nobody = view::LogQuery { by: "无此人".into(), ..everything() };
    assert_eq!(app.change_log(Some(&id), &nobody).unwrap().changes, []);
}

#[test]
fn the_command_line_prints_the_log() {
    let folder = tempfile::tempdir().unwrap();
    {
        let app = app(folder.path());
        let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
        let profile = app.diagnosis(&id).unwrap().profile;
        let changed = view::Profile { employees: Some(420), ..profile };
        app.edit_profile(&id, changed).unwrap();
    }
    let run = |more: &[&str]| {
        let workspace = [OsStr::new("--workspace"), folder.path().as_os_str()];
        let log = ["case", "log", "嘉兴示例印染有限公司"].map(OsStr::new);
        let more = more.iter().map(OsStr::new);
        let output = shuiheng(workspace.into_iter().chain(log).chain(more));
        assert!(output.status.success(), "{}", common::said(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let printed = run(&[]);
    assert!(printed.contains("修改 诊断"), "{printed}");
    assert!(printed.contains("职工人数：— → 420 人"), "{printed}");
    assert!(run(&["--lang", "en"]).contains("staff: — → 420"), "in English too");
    let json: Value = serde_json::from_str(&run(&["--json", "--kind", "diagnosis"])).unwrap();
    assert_eq!(json["changes"][0]["records"][0]["fields"][0]["after"], "420 人");
}
