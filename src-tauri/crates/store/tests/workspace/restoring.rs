//! Restoring backups.

use crate::bench::{Bench, at, unit};
use shuiheng_store::{Kind, Opening, Store, StoreError};
use std::fs;

const BYTES: &[u8] = b"PK\x03\x04 a workbook";

/// A workspace with a unit and a file, and a backup of it.
fn backed_up() -> (Bench, std::path::PathBuf) {
    let mut bench = Bench::new();
    bench.put("新建", &unit(bench.id(), bench.a, "锅炉房"));
    bench.store.keep_file(BYTES, "水平衡.xlsx").unwrap();
    let to = bench.store.backup_folder().join("2026-11-24");
    bench.store.backup(&to).unwrap();
    (bench, to)
}

#[test]
fn a_backup_comes_back_as_a_workspace_of_its_own() {
    let (bench, backup) = backed_up();
    let to = bench.folder.path().join("restored");
    fs::create_dir(&to).unwrap();
    let restored = Store::restore(&backup, &to, at(9)).unwrap();
    assert_eq!((restored.revisions, restored.files), (1, 1));
    let copy = Store::open(&to, Opening { now: at(9) }).unwrap();
    assert_eq!(copy.list::<String>(Kind::Unit, bench.a).unwrap()[0].body, "锅炉房");
    assert_ne!(copy.device(), bench.store.device(), "both may go on and be merged");
    assert_eq!(copy.check().unwrap().problems, []);
    let left = fs::read_dir(&backup).unwrap().count();
    assert_eq!(left, 2, "the backup was only read");
}

#[test]
fn a_backup_that_is_not_whole_is_not_restored() {
    let (bench, backup) = backed_up();
    let to = bench.folder.path().join("restored");
    let file = fs::read_dir(backup.join("files")).unwrap().next().unwrap().unwrap().path();
    fs::write(&file, b"other").unwrap();
    let refused = Store::restore(&backup, &to, at(9)).unwrap_err();
    assert!(refused.text().zh.contains("“水平衡.xlsx”已损坏"), "{}", refused.text().zh);
    fs::write(backup.join("workspace.sqlite3"), b"no database").unwrap();
    assert!(Store::restore(&backup, &to, at(9)).is_err());
    fs::remove_file(backup.join("workspace.sqlite3")).unwrap();
    let refused = Store::restore(&backup, &to, at(9)).unwrap_err();
    assert!(refused.text().zh.contains("没有工作区数据库"), "{}", refused.text().zh);
    assert!(!to.exists() && !bench.folder.path().join("restored.part").exists());
}

#[test]
fn restoring_overwrites_nothing() {
    let (bench, backup) = backed_up();
    let to = bench.folder.path().join("restored");
    fs::create_dir(&to).unwrap();
    fs::write(to.join("note.txt"), "x").unwrap();
    assert!(matches!(Store::restore(&backup, &to, at(9)), Err(StoreError::Exists { .. })));
    assert_eq!(fs::read_dir(&to).unwrap().count(), 1);
}
