//! The register of meters as a person edits it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{app, imported, sample};
use shuiheng_api::Code;
use shuiheng_api::view::Meter;

fn fresh(number: &str) -> Meter {
    Meter {
        id: String::new(),
        number: number.into(),
        level: Some(2),
        parent: None,
        location: " 车间入口 ".into(),
        measures: String::new(),
        accuracy: "2 级".into(),
        valid_until: Some("2026-06-30".into()),
        online: None,
        state: String::new(),
        cell: None,
    }
}

#[test]
fn the_register_is_one_change_that_can_be_taken_back_and_keeps_its_cells() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    let mut meters = before.meters.clone();
    assert!(meters.len() > 2 && meters.iter().all(|meter| meter.cell.is_some()));
    meters[0].accuracy = "1 级".into();
    meters[1].number = "更正的编号".into();
    let gone = meters.remove(2);
    meters.push(Meter { parent: Some(" SB-01 ".into()), ..fresh("SB-90") });
    let edited = app.edit_meters(&before.id, &meters).unwrap();
    assert_eq!(edited.meters.len(), before.meters.len());
    assert_eq!((&edited.meters[0].id, &edited.meters[0].cell), (&meters[0].id, &meters[0].cell));
    assert_eq!(edited.meters[0].accuracy, "1 级");
    assert_eq!(edited.meters[1].cell, None, "the number that a person wrote is of no cell");
    assert!(edited.meters.iter().all(|meter| meter.id != gone.id));
    let last = edited.meters.last().unwrap();
    assert_eq!((last.number.as_str(), last.location.as_str()), ("SB-90", "车间入口"));
    assert_eq!(last.parent.as_deref(), Some("SB-01"));
    assert_eq!(last.valid_until.as_deref(), Some("2026-06-30"));
    assert!(!last.id.is_empty());
    assert_eq!(edited.undo.as_deref(), Some("修改计量器具台账"));
    assert_eq!(app.undo(&before.id).unwrap().meters, before.meters);
}

#[test]
fn cells_that_cannot_be_are_named_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = app.new_diagnosis("示例企业").unwrap().id;
    let level = Meter { level: Some(4), ..fresh("SB-01") };
    let day = Meter { valid_until: Some("明年".into()), ..fresh("SB-02") };
    let empty = Meter {
        level: None,
        location: String::new(),
        accuracy: String::new(),
        valid_until: None,
        ..fresh("")
    };
    let before = app.diagnosis(&id).unwrap();
    let error = app.edit_meters(&id, &[level, day, fresh("SB-03"), empty]).unwrap_err();
    assert_eq!(error.code, Code::Refused);
    for named in ["第 1 行“级别”", "第 2 行“检定有效期至”：“明年”", "第 4 行“编号”：整行为空"]
    {
        assert!(error.message.zh.contains(named), "{named}: {}", error.message.zh);
    }
    assert_eq!(app.diagnosis(&id).unwrap(), before);
}

#[test]
fn a_record_that_is_named_twice_is_one_meter_and_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = app.new_diagnosis("示例企业").unwrap().id;
    let one = app.edit_meters(&id, &[fresh("SB-01")]).unwrap().meters;
    let two = app.edit_meters(&id, &[one[0].clone(), one[0].clone()]).unwrap().meters;
    assert_eq!(two.len(), 2);
    assert_eq!(two[0].id, one[0].id);
    assert_ne!(two[1].id, one[0].id);
}
