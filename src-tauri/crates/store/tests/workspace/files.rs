use crate::bench::{Bench, at, intent, open, unit};
use serde_json::json;
use shuiheng_store::{FileHash, Kind, Opening, Record, Store, StoreError};
use std::fs;

const BYTES: &[u8] = b"PK\x03\x04 a workbook";

fn path(bench: &Bench, hash: &FileHash) -> std::path::PathBuf {
    bench.folder.path().join("files").join(hash.as_str())
}

#[test]
fn a_kept_file_comes_back_byte_for_byte_and_is_kept_once() {
    let mut bench = Bench::new();
    let hash = bench.store.keep_file(BYTES, "水平衡.xlsx").unwrap();
    assert_eq!(bench.store.keep_file(BYTES, "副本.xlsx").unwrap(), hash);
    let empty = bench.store.keep_file(b"", "空.csv").unwrap();
    let bench = bench.away(|_| {});
    assert_eq!(bench.store.file(&hash).unwrap(), BYTES);
    assert_eq!(bench.store.file(&empty).unwrap(), b"");
    let names: Vec<_> = bench.store.files().unwrap().into_iter().map(|file| file.name).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"水平衡.xlsx".to_owned()));
    let left = fs::read_dir(bench.folder.path().join("files")).unwrap().count();
    assert_eq!(left, 2, "nothing half-written is left");
}

#[track_caller]
fn check_harm(harm: impl Fn(&std::path::Path), expected: &str) {
    let mut bench = Bench::new();
    let hash = bench.store.keep_file(BYTES, "水平衡.xlsx").unwrap();
    harm(&path(&bench, &hash));
    let error = bench.store.file(&hash).unwrap_err();
    assert!(error.text().zh.contains(expected), "{error}");
    let problems = bench.store.check().unwrap().problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].message, error.text());
    assert!(bench.store.backup(&bench.folder.path().join("backups/x")).is_err());
    bench.store.keep_file(BYTES, "水平衡.xlsx").unwrap();
    assert_eq!(bench.store.file(&hash).unwrap(), BYTES, "taking it in again mends it");
    bench.is_sound();
}

#[test]
fn a_file_that_is_not_what_it_was_is_not_handed_out() {
    check_harm(|path| fs::remove_file(path).unwrap(), "“水平衡.xlsx”缺失");
    check_harm(|path| fs::write(path, b"PK\x03\x04 another").unwrap(), "“水平衡.xlsx”已损坏");
    check_harm(|path| fs::write(path, b"").unwrap(), "“水平衡.xlsx”已损坏");
}

#[test]
fn a_record_that_names_a_file_which_was_never_kept_is_reported() {
    let mut bench = Bench::new();
    let body = json!({"name": "照片.jpg", "sha256": FileHash::of(BYTES)});
    let photo = Record { id: bench.id(), kind: Kind::Photo, scope: bench.a, body };
    bench.store.transact::<_, StoreError>(&intent("拍照", 1), |draft| draft.put(&photo)).unwrap();
    let problems = bench.store.check().unwrap().problems;
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.zh.contains("照片.jpg"));
    bench.store.keep_file(BYTES, "照片.jpg").unwrap();
    bench.is_sound();
}

#[test]
fn only_a_hash_names_a_file() {
    let hash = FileHash::of(BYTES);
    assert_eq!(hash.as_str().parse::<FileHash>().unwrap(), hash);
    let upper = hash.as_str().to_uppercase();
    for text in ["", "../../etc/passwd", &hash.as_str()[1..], &format!("{hash}0"), &upper] {
        assert!(matches!(text.parse::<FileHash>(), Err(StoreError::NotAHash { .. })), "{text}");
    }
}

#[test]
fn a_backup_is_a_workspace_with_everything_in_it() {
    let mut bench = Bench::new();
    let record = unit(bench.id(), bench.a, "锅炉房");
    bench.put("新建", &record);
    let hash = bench.store.keep_file(BYTES, "水平衡.xlsx").unwrap();
    let to = bench.store.backup_folder().join("2026-11-24");
    let done = bench.store.backup(&to).unwrap();
    assert_eq!(done.files, 1);
    assert!(done.bytes > BYTES.len() as u64);
    let names = |folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut found: Vec<_> = names(&to).collect();
    found.sort();
    assert_eq!(found, ["files", "workspace.sqlite3"], "no log of SQLite is left beside it");
    bench.put("修改", &unit(record.id, record.scope, "改名"));

    let copy = Store::open(&to, Opening { now: at(9) }).unwrap();
    assert_eq!(copy.list::<String>(Kind::Unit, bench.a).unwrap(), [record]);
    assert_eq!(copy.file(&hash).unwrap(), BYTES);
    assert_eq!(copy.can_undo(bench.a).unwrap().unwrap().zh, "新建");
    assert_eq!(copy.check().unwrap().problems, []);
}

#[test]
fn a_backup_overwrites_nothing() {
    let bench = Bench::new();
    let to = bench.folder.path().join("backups").join("x");
    fs::create_dir(&to).unwrap();
    assert!(matches!(bench.store.backup(&to), Err(StoreError::Exists { .. })));
    assert_eq!(fs::read_dir(&to).unwrap().count(), 0);
}

#[test]
fn a_backup_that_was_cut_short_is_begun_again() {
    let bench = Bench::new();
    let to = bench.folder.path().join("backups").join("2026");
    let half = to.with_file_name("2026.part");
    fs::create_dir_all(half.join("files")).unwrap();
    fs::write(half.join("workspace.sqlite3"), b"half").unwrap();
    bench.store.backup(&to).unwrap();
    assert!(!half.exists());
    drop(Store::open(&to, Opening { now: at(0) }).unwrap());
    drop(bench.store);
    drop(open(&bench.folder).unwrap());
}
