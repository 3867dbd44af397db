//! What was half typed when the program ended.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::app;
use shuiheng_api::view::{LogQuery, UnfinishedText};

fn draft(field: &str, text: &str) -> UnfinishedText {
    UnfinishedText {
        tab: "profile".into(),
        field: field.into(),
        label: "地址".into(),
        text: text.into(),
    }
}

#[test]
fn unfinished_texts_outlast_a_crash_and_are_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let first = app(folder.path());
    let id = first.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let other = first.new_diagnosis("桐乡示例造纸有限公司").unwrap().id;
    first.keep_drafts(&id, vec![draft("field-address", "南湖区示例路")]).unwrap();
    first.keep_drafts(&other, vec![draft("field-address", "濮院镇"), draft("x", "")]).unwrap();
    drop(first);
    let again = app(folder.path());
    assert_eq!(again.drafts(&id).unwrap(), [draft("field-address", "南湖区示例路")]);
    assert_eq!(again.drafts(&other).unwrap(), [draft("field-address", "濮院镇")]);
    let log = again.change_log(Some(&id), &LogQuery::default()).unwrap();
    assert_eq!(log.changes.len(), 1, "only that the diagnosis was begun");
    again.keep_drafts(&id, Vec::new()).unwrap();
    assert_eq!(again.drafts(&id).unwrap(), []);
    assert_eq!(again.drafts(&other).unwrap().len(), 1, "each diagnosis has its own");
}

#[test]
fn what_is_no_typing_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    app.keep_drafts(&id, vec![draft("a", &"长".repeat(20_001)), draft("b", "短")]).unwrap();
    assert_eq!(app.drafts(&id).unwrap(), [draft("b", "短")]);
    assert!(app.keep_drafts("no-id", Vec::new()).is_err());
}
