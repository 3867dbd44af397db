use crate::bench::{Bench, at, open, unit};
use rusqlite::Connection;
use shuiheng_store::{Kind, Opening, Record, Scope, Store, StoreError};
use std::{fs, path::Path};
use tempfile::TempDir;

#[test]
fn a_new_workspace_has_its_folders_and_keeps_its_device() {
    let bench = Bench::new();
    for name in ["workspace.sqlite3", "files", "backups", "log"] {
        assert!(bench.folder.path().join(name).exists(), "{name}");
    }
    let device = bench.store.device().to_owned();
    assert_eq!(bench.away(|_| {}).store.device(), device);
}

#[test]
fn the_database_is_kept_as_safely_as_sqlite_can() {
    let mut bench = Bench::new();
    let unit = unit(bench.id(), bench.a, "锅炉房");
    bench.put("新建", &unit);
    assert!(bench.folder.path().join("workspace.sqlite3-wal").exists(), "WAL is on");
    bench.away(|path| {
        let other = Connection::open(path).unwrap();
        let strict = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' \
                      AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'";
        let lax: i64 = other.query_row(strict, [], |row| row.get(0)).unwrap();
        assert_eq!(lax, 0, "all tables are STRICT");
    });
}

#[test]
fn a_workspace_is_open_once_and_says_so_at_once() {
    let bench = Bench::new();
    let refused = open(&bench.folder).unwrap_err();
    assert!(matches!(refused, StoreError::InUse));
    assert!(refused.text().zh.contains("另一个窗口"));
    drop(bench.store);
    open(&bench.folder).unwrap();
}

#[test]
fn a_writer_outside_gives_a_message_and_not_a_hang() {
    let mut bench = Bench::new();
    let other = Connection::open(bench.folder.path().join("workspace.sqlite3")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let unit = unit(bench.id(), bench.a, "锅炉房");
    let put = bench.store.transact(&crate::bench::intent("新建", 1), |draft| draft.put(&unit));
    assert!(matches!(put, Err(StoreError::InUse)));
    other.execute_batch("ROLLBACK").unwrap();
    assert!(bench.put("新建", &unit).is_some());
}

/// A folder with such a database must be refused, and every byte in it stay as it was.
#[track_caller]
fn check_refused(make: impl Fn(&Path), expected: impl Fn(&StoreError) -> bool) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("workspace.sqlite3");
    make(&path);
    let before = contents(folder.path());
    let refused = open(&folder).unwrap_err();
    assert!(expected(&refused), "{refused:?}");
    assert_eq!(contents(folder.path()), before);
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut contents: Vec<_> = entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap_or_default())
        })
        .collect();
    contents.sort();
    contents
}

fn database(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn another_programs_file_is_refused_and_left_alone() {
    let foreign = |error: &StoreError| matches!(error, StoreError::Foreign { .. });
    check_refused(|path| database(path, "CREATE TABLE note (x)"), foreign);
    check_refused(|path| database(path, "PRAGMA application_id = 7; CREATE TABLE a (x)"), foreign);
    check_refused(
        |path| database(path, "PRAGMA journal_mode = WAL; PRAGMA application_id = 7"),
        foreign,
    );
    check_refused(|path| fs::write(path, "a text that is not a database at all").unwrap(), foreign);
}

#[test]
fn a_file_from_the_future_is_refused_and_left_alone() {
    let newer = |error: &StoreError| {
        assert!(error.text().zh.contains("更新版本"), "{error}");
        matches!(error, StoreError::Newer { found: 99, known: 3.., .. })
    };
    check_refused(
        |path| {
            let workspace = TempDir::new().unwrap();
            drop(open(&workspace).unwrap());
            let made = workspace.path().join("workspace.sqlite3");
            database(&made, "PRAGMA user_version = 99");
            fs::copy(made, path).unwrap();
        },
        newer,
    );
}

#[test]
fn a_future_format_that_is_only_in_the_log_is_seen_too() {
    let folder = TempDir::new().unwrap();
    drop(open(&folder).unwrap());
    let path = folder.path().join("workspace.sqlite3");
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA user_version = 99").unwrap();
    let before = fs::read(&path).unwrap();
    let refused = open(&folder).unwrap_err();
    assert!(matches!(refused, StoreError::Newer { found: 99, known: 3.., .. }), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_creation_that_was_cut_short_is_begun_again() {
    let leftovers: [fn(&Path); 2] = [
        |path| fs::write(path, "").unwrap(),
        |path| database(path, "PRAGMA journal_mode = WAL; PRAGMA user_version = 0; VACUUM"),
    ];
    for leftover in leftovers {
        let folder = TempDir::new().unwrap();
        leftover(&folder.path().join("workspace.sqlite3"));
        let store = open(&folder).unwrap();
        assert_eq!(store.check().unwrap().problems, []);
    }
}

#[test]
fn a_damaged_database_says_so() {
    let mut bench = Bench::new();
    let scope = bench.a;
    for n in 0..200 {
        let unit = unit(bench.id(), scope, &format!("单元{n}").repeat(20));
        bench.put("导入", &unit);
    }
    let Bench { store, folder, .. } = bench;
    drop(store);
    let path = folder.path().join("workspace.sqlite3");
    let whole = fs::read(&path).unwrap();

    let mut harmed = whole.clone();
    harmed[4096..].fill(0x5a);
    fs::write(&path, &harmed).unwrap();
    let refused = open(&folder).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }), "{refused:?}");
    assert!(refused.text().zh.contains("已损坏"));

    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let found = open(&folder).and_then(|store| store.check());
    assert!(found.is_err() || found.is_ok_and(|checked| !checked.problems.is_empty()));
}

/// Bytes that were altered on the disk, in a way that SQLite itself cannot see.
#[track_caller]
fn check_altered(from: &str, to: &str, expected: &[&str]) {
    assert_eq!(from.len(), to.len());
    let mut bench = Bench::new();
    let unit = unit(bench.id(), bench.a, "锅炉房");
    bench.put("新建", &unit);
    let bench = bench.away(|path| {
        let mut bytes = fs::read(path).unwrap();
        let places: Vec<_> =
            (0..bytes.len()).filter(|&at| bytes[at..].starts_with(from.as_bytes())).collect();
        assert!(!places.is_empty());
        for at in places {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
        fs::write(path, bytes).unwrap();
    });
    let problems = bench.store.check().unwrap().problems;
    let found: Vec<_> = problems.iter().map(|problem| problem.message.zh.as_str()).collect();
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "{found}");
    }
}

#[test]
fn an_altered_history_shows() {
    check_altered("锅炉房", "换热站", &["与其校验值不符"]);
    check_altered("示例诊断员", "另一诊断员", &["与其校验值不符"]);
}

#[test]
fn a_history_with_a_gap_shows() {
    let forget = |revision: &str| {
        format!(
            "PRAGMA foreign_keys = OFF; DROP TRIGGER revision_is_never_deleted; \
             DELETE FROM revision WHERE {revision}; DELETE FROM current;"
        )
    };
    for (revision, expected) in [
        ("parents = '[]'", ["“新建”的内容缺失", "缺少更早的修改历史"]),
        ("parents != '[]'", ["“改名”的内容缺失", "与修改历史不一致"]),
    ] {
        let mut bench = Bench::new();
        let (id, scope) = (bench.id(), bench.a);
        bench.put("新建", &unit(id, scope, "一车间"));
        bench.put("改名", &unit(id, scope, "二车间"));
        let bench = bench.sql(&forget(revision));
        let problems = bench.store.check().unwrap().problems;
        for words in expected {
            assert!(problems.iter().any(|p| p.message.zh.contains(words)), "{problems:?}");
        }
    }
}

#[test]
fn a_current_state_that_the_history_does_not_say_shows_and_is_mended() {
    let mut bench = Bench::new();
    let (one, two) = (unit(bench.id(), bench.a, "一车间"), unit(bench.id(), bench.a, "二车间"));
    bench.put("新建", &one);
    bench.put("新建", &two);
    for harm in ["UPDATE current SET body = '\"x\"'", "DELETE FROM current"] {
        bench = bench.sql(harm);
        let problems = bench.store.check().unwrap().problems;
        assert_eq!(problems.len(), 2, "{harm}");
        assert!(problems[0].message.zh.contains("与修改历史不一致"));
        bench.store.rebuild().unwrap();
        assert_eq!(bench.names(bench.a), ["一车间", "二车间"]);
        bench.is_sound();
    }
}

#[test]
fn a_folder_that_cannot_be_written_says_so() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let refused = Store::open(&file.join("workspace"), Opening { now: at(0) }).unwrap_err();
    assert!(matches!(refused, StoreError::Folder { .. }), "{refused:?}");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_says_so_unless_the_user_may_write_everywhere() {
    use std::os::unix::fs::PermissionsExt;
    let allow = |folder: &TempDir, mode| {
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    };
    let folder = TempDir::new().unwrap();
    drop(open(&folder).unwrap());
    let database = folder.path().join("workspace.sqlite3");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o444)).unwrap();
    allow(&folder, 0o555);
    let may_write_everywhere = fs::write(folder.path().join("probe"), "").is_ok();
    let opened = open(&folder);
    allow(&folder, 0o755);
    match opened {
        Ok(_) => assert!(may_write_everywhere),
        Err(error) => {
            assert!(!may_write_everywhere);
            assert!(matches!(error, StoreError::ReadOnly | StoreError::Folder { .. }), "{error:?}");
        }
    }
}

/// A workspace as a program of that format left it.
fn kept(format: u32) -> TempDir {
    let folder = TempDir::new().unwrap();
    let kept =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/kept/format-{format}.sqlite3"));
    fs::copy(kept, folder.path().join("workspace.sqlite3")).unwrap();
    folder
}

#[test]
fn a_workspace_of_format_1_opens_and_goes_on_in_the_newest() {
    let folder = kept(1);
    let mut store = open(&folder).unwrap();
    let units = store.list_all::<String>(Kind::Unit).unwrap();
    let names: Vec<_> = units.iter().map(|unit| unit.body.as_str()).collect();
    assert_eq!(names, ["锅炉房", "循环冷却水系统"]);
    assert_eq!(store.can_undo(units[0].scope).unwrap().unwrap().zh, "修改用水单元");
    assert_eq!(store.can_redo(units[0].scope).unwrap().unwrap().zh, "删除用水单元");
    assert_eq!(store.check().unwrap().problems, []);

    let scope = units[0].scope;
    for kind in [Kind::UsePeriod, Kind::Reading, Kind::Equipment, Kind::QualitySample] {
        let record = Record { id: store.new_id(at(9)), kind, scope, body: "新记录".to_owned() };
        store.transact(&crate::bench::intent("导入", 9), |draft| draft.put(&record)).unwrap();
        assert_eq!(store.list_all::<String>(kind).unwrap().len(), 1);
    }
    assert_eq!(store.check().unwrap().problems, []);
    drop(store);
    let other = Connection::open(folder.path().join("workspace.sqlite3")).unwrap();
    for view in ["use_period", "reading", "equipment", "quality_sample"] {
        let count = format!("SELECT count(*) FROM {view}");
        assert_eq!(other.query_row(&count, [], |row| row.get(0)), Ok(1), "{view}");
    }
}

#[test]
fn a_workspace_of_format_2_opens() {
    let store = open(&kept(2)).unwrap();
    for kind in [Kind::UsePeriod, Kind::Reading, Kind::Equipment, Kind::QualitySample] {
        let records = store.list_all::<String>(kind).unwrap();
        assert_eq!(records.len(), 1, "{kind}");
    }
    assert_eq!(store.list_all::<String>(Kind::Unit).unwrap().len(), 2);
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn a_workspace_of_format_2_takes_confirmations() {
    let folder = kept(2);
    let mut store = open(&folder).unwrap();
    let body = serde_json::json!({
        "table": "quotas", "row": "Q", "fingerprint": "00", "by": "审核员甲", "on": "2024-10-08",
        "document": "示例标准", "clause": "第3页",
    });
    let (id, kind) = (store.new_id(at(9)), Kind::Confirmation);
    let record = Record { id, kind, scope: Scope::Workspace, body };
    store.transact(&crate::bench::intent("核实", 9), |draft| draft.put(&record)).unwrap();
    assert_eq!(store.check().unwrap().problems, []);
    drop(store);
    let other = Connection::open(folder.path().join("workspace.sqlite3")).unwrap();
    let said = "SELECT \"table\" || row || \"by\" || clause FROM confirmation";
    let said: String = other.query_row(said, [], |row| row.get(0)).unwrap();
    assert_eq!(said, "quotasQ审核员甲第3页");
}
