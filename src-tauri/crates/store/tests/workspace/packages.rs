//! Packages and merging, tried between two laptops.

use crate::bench::{Bench, at, intent};
use serde_json::{Value, json};
use shuiheng_store::{
    Decisions, Kind, Merged, Package, Packing, Presence, Record, RecordId, Scope, Side, StoreError,
};
use std::path::{Path, PathBuf};

const BYTES: &[u8] = b"PK\x03\x04 a workbook";

/// A laptop with its workspace and a diagnosis of a unit in it.
struct Laptop(Bench);

impl Laptop {
    fn new() -> Self {
        Self(Bench::new())
    }

    fn put(&mut self, label: &str, record: &Record<Value>, seconds: i64) {
        let done = self.0.store.transact(&intent(label, seconds), |draft| draft.put(record));
        done.unwrap_or_else(|error: StoreError| panic!("{error}"));
    }

    /// A diagnosis of its own with a unit and a kept file; gives the unit.
    fn begin(&mut self) -> (Scope, Record<Value>) {
        let Scope::Diagnosis(id) = self.0.a else { unreachable!() };
        let scope = self.0.a;
        let hash = self.0.store.keep_file(BYTES, "水平衡.xlsx").unwrap();
        let file = Record {
            id: self.0.id(),
            kind: Kind::SourceFile,
            scope,
            body: json!({"name": "水平衡.xlsx", "sha256": hash}),
        };
        self.put("新建", &Record { id, kind: Kind::Diagnosis, scope, body: json!({}) }, 1);
        self.put("留存", &file, 2);
        let unit = self.unit(scope, json!({"name": "锅炉房", "flow": 1, "note": ""}));
        self.put("新增单元", &unit, 3);
        (scope, unit)
    }

    fn unit(&self, scope: Scope, body: Value) -> Record<Value> {
        Record { id: self.0.id(), kind: Kind::Unit, scope, body }
    }

    fn pack(&self, scope: Scope, name: &str) -> PathBuf {
        let Scope::Diagnosis(id) = scope else { unreachable!() };
        let path = self.0.folder.path().join(name);
        let packing = Packing {
            diagnoses: vec![(id, "示例企业".into())],
            version: "0.1.0".into(),
            ..Packing::default()
        };
        self.0.store.write_package(&path, &packing, at(5)).unwrap();
        path
    }

    fn merge(&mut self, path: &Path, decisions: &Decisions) -> Result<Merged, StoreError> {
        let package = Package::read(path, at(60))?;
        self.0.store.merge(&package, decisions, &intent("合并诊断包", 60), |_| Ok(()))
    }

    fn units(&self, scope: Scope) -> Vec<(RecordId, Value)> {
        let units = self.0.store.list::<Value>(Kind::Unit, scope).unwrap();
        units.into_iter().map(|unit| (unit.id, unit.body)).collect()
    }
}

fn edited(unit: &Record<Value>, field: &str, value: Value) -> Record<Value> {
    let mut unit = unit.clone();
    unit.body[field] = value;
    unit
}

/// Two laptops with the same diagnosis.
fn two() -> (Laptop, Laptop, Scope, Record<Value>) {
    let (mut one, mut two) = (Laptop::new(), Laptop::new());
    let (scope, unit) = one.begin();
    let merged = two.merge(&one.pack(scope, "first.shp"), &Decisions::new()).unwrap();
    assert_eq!(merged, Merged { added: 1, changed: 0, files: 1, reports: 0 });
    (one, two, scope, unit)
}

#[test]
fn a_package_brings_a_diagnosis_with_its_history_and_files() {
    let (one, two, scope, unit) = two();
    assert_eq!(two.units(scope), one.units(scope));
    let (theirs, mine) = (one.0.store.history(unit.id), two.0.store.history(unit.id));
    assert_eq!(mine.unwrap(), theirs.unwrap());
    let hash = shuiheng_store::FileHash::of(BYTES);
    assert_eq!(two.0.store.file(&hash).unwrap(), BYTES);
    assert_eq!(two.0.store.can_undo(scope).unwrap(), None, "it is the other laptop's work");
    two.0.is_sound();
}

#[test]
fn what_only_one_changed_is_taken_and_can_be_taken_back() {
    let (mut one, mut two, scope, unit) = two();
    one.put("改名", &edited(&unit, "name", json!("锅炉间")), 10);
    let new = one.unit(scope, json!({"name": "冷却塔"}));
    one.put("新增", &new, 11);
    let path = one.pack(scope, "second.shp");
    let plan = two.0.store.plan_merge(&Package::read(&path, at(60)).unwrap()).unwrap();
    let [diagnosis] = plan.diagnoses.as_slice() else { panic!() };
    assert_eq!((diagnosis.presence, diagnosis.added, diagnosis.taken), (Presence::Known, 1, 1));

    let before = two.units(scope);
    assert_eq!(two.merge(&path, &Decisions::new()).unwrap().changed, 1);
    assert_eq!(two.units(scope), one.units(scope));
    two.0.is_sound();
    assert_eq!(two.merge(&path, &Decisions::new()).unwrap().changed, 0, "nothing is new twice");

    let undone = two.0.store.undo(scope, "示例诊断员", at(70)).unwrap();
    assert!(undone.is_some());
    assert_eq!(two.units(scope), before);
    two.0.store.redo(scope, "示例诊断员", at(71)).unwrap();
    assert_eq!(two.units(scope), one.units(scope));
    two.0.is_sound();
}

#[test]
fn different_fields_are_joined_and_the_next_merge_finds_nothing_new() {
    let (mut one, mut two, scope, unit) = two();
    one.put("改名", &edited(&unit, "name", json!("锅炉间")), 10);
    two.put("改水量", &edited(&unit, "flow", json!(9)), 12);
    two.merge(&one.pack(scope, "second.shp"), &Decisions::new()).unwrap();
    let joined = json!({"name": "锅炉间", "flow": 9, "note": ""});
    assert_eq!(two.units(scope), [(unit.id, joined.clone())]);
    two.0.is_sound();

    assert_eq!(one.merge(&two.pack(scope, "back.shp"), &Decisions::new()).unwrap().changed, 1);
    assert_eq!(one.units(scope), [(unit.id, joined)]);
    assert_eq!(two.merge(&one.pack(scope, "third.shp"), &Decisions::new()).unwrap().changed, 1);
    assert_eq!(two.units(scope), one.units(scope));
    one.0.is_sound();
    two.0.is_sound();
}

#[test]
fn a_field_that_both_changed_is_told_and_decided_by_a_person() {
    let (mut one, mut two, scope, unit) = two();
    one.put("改名", &edited(&unit, "name", json!("甲")), 10);
    two.put("改名", &edited(&unit, "name", json!("乙")), 12);
    let path = one.pack(scope, "second.shp");
    let before = two.units(scope);
    let refused = two.merge(&path, &Decisions::new()).unwrap_err();
    assert!(refused.text().zh.contains("1 处没有选定"), "{}", refused.text().zh);
    assert_eq!(two.units(scope), before, "nothing has changed");
    assert_eq!(two.0.store.changes(scope, 9).unwrap().len(), 4, "no history of theirs came in");

    let plan = two.0.store.plan_merge(&Package::read(&path, at(60)).unwrap()).unwrap();
    let [conflict] = plan.diagnoses[0].conflicts.as_slice() else { panic!() };
    assert_eq!(conflict.field, "name");
    let told =
        [&conflict.base, &conflict.mine, &conflict.theirs].map(|value| value.clone().unwrap());
    assert_eq!(told, [json!("锅炉房"), json!("乙"), json!("甲")]);
    let decided = Decisions::from([((unit.id, "name".to_owned()), Side::Theirs)]);
    two.merge(&path, &decided).unwrap();
    assert_eq!(two.units(scope)[0].1["name"], json!("甲"));
    two.0.is_sound();
    two.0.store.undo(scope, "示例诊断员", at(80)).unwrap();
    assert_eq!(two.units(scope), before);
    // What was taken back is known all the same: it is not brought in a second time.
    assert_eq!(two.merge(&path, &decided).unwrap().changed, 0);
    two.0.is_sound();
}

#[test]
fn mine_may_stay_too() {
    let (mut one, mut two, scope, unit) = two();
    one.put("改名", &edited(&unit, "name", json!("甲")), 10);
    two.put("改名", &edited(&unit, "name", json!("乙")), 12);
    let decided = Decisions::from([((unit.id, "name".to_owned()), Side::Mine)]);
    two.merge(&one.pack(scope, "second.shp"), &decided).unwrap();
    assert_eq!(two.units(scope)[0].1["name"], json!("乙"));
    // The decision goes back with the next package and is taken there without a question.
    one.merge(&two.pack(scope, "back.shp"), &Decisions::new()).unwrap();
    assert_eq!(one.units(scope), two.units(scope));
}

#[test]
fn a_record_deleted_by_one_and_changed_by_the_other_is_a_conflict() {
    let (mut one, mut two, scope, unit) = two();
    one.put("改名", &edited(&unit, "name", json!("甲")), 10);
    let delete = two.0.store.transact(&intent("删除", 12), |draft| draft.delete(unit.id));
    delete.unwrap_or_else(|error: StoreError| panic!("{error}"));
    let path = one.pack(scope, "second.shp");
    assert!(two.merge(&path, &Decisions::new()).is_err());
    let mine = Decisions::from([((unit.id, String::new()), Side::Mine)]);
    two.merge(&path, &mine).unwrap();
    assert_eq!(two.units(scope), []);
    two.0.is_sound();
}

#[test]
fn a_diagnosis_that_was_removed_here_comes_back_as_a_whole() {
    let (one, mut two, scope, _) = two();
    let ids = two.0.store.ids(scope).unwrap();
    let remove = two.0.store.transact(&intent("删除诊断", 12), |draft| {
        ids.iter().try_for_each(|(id, _)| draft.delete(*id))
    });
    remove.unwrap_or_else(|error: StoreError| panic!("{error}"));
    let path = one.pack(scope, "again.shp");
    let plan = two.0.store.plan_merge(&Package::read(&path, at(60)).unwrap()).unwrap();
    assert_eq!(plan.diagnoses[0].presence, Presence::Removed);
    two.merge(&path, &Decisions::new()).unwrap();
    assert_eq!(two.units(scope), one.units(scope));
    two.0.is_sound();
}

#[test]
fn a_result_that_does_not_hold_changes_nothing() {
    let mut one = Laptop::new();
    let (scope, _) = one.begin();
    let path = one.pack(scope, "first.shp");
    let mut two = Laptop::new();
    let package = Package::read(&path, at(60)).unwrap();
    let refused = two.0.store.merge(&package, &Decisions::new(), &intent("合并", 60), |store| {
        assert_eq!(store.list::<Value>(Kind::Unit, scope)?.len(), 1, "the check sees the result");
        Err(StoreError::TwoDiagnoses)
    });
    assert!(refused.is_err());
    assert_eq!(two.units(scope), []);
    assert_eq!(two.0.store.changes(scope, 9).unwrap(), []);
    two.0.is_sound();
}

#[track_caller]
fn check_refused(harm: &str, expected: &str) {
    let mut one = Laptop::new();
    let (scope, _) = one.begin();
    let path = one.pack(scope, "first.shp");
    rusqlite::Connection::open(&path).unwrap().execute_batch(harm).unwrap();
    let refused = Package::read(&path, at(60)).unwrap_err();
    assert!(refused.text().zh.contains(expected), "{}", refused.text().zh);
}

#[test]
fn a_package_that_was_altered_is_refused() {
    check_refused(
        "UPDATE revision SET body = '{\"name\":\"改\"}' WHERE kind = 'unit'",
        "与校验值不符",
    );
    check_refused("UPDATE change SET author = '别人'", "与校验值不符");
    check_refused("UPDATE kept_file SET bytes = x'00'", "“水平衡.xlsx”与校验值不符");
    check_refused("DELETE FROM change", "与校验值不符");
    check_refused("DELETE FROM revision WHERE kind = 'diagnosis'", "没有诊断“示例企业”的内容");
    check_refused("DELETE FROM diagnosis", "不属于所列的诊断");
    check_refused("PRAGMA user_version = 999", "更新版本的程序");
    check_refused("PRAGMA application_id = 7", "不是本程序的诊断包");
}

#[test]
fn what_is_no_package_is_refused() {
    let bench = Bench::new();
    let path = bench.folder.path().join("x.shp");
    std::fs::write(&path, b"PK\x03\x04").unwrap();
    assert!(Package::read(&path, at(0)).is_err());
    let own = bench.folder.path().join("workspace.sqlite3");
    assert!(Package::read(&own, at(0)).unwrap_err().text().zh.contains("不是本程序的诊断包"));
}

#[test]
fn changes_from_the_future_are_refused() {
    let mut one = Laptop::new();
    let (scope, unit) = one.begin();
    one.put("改名", &edited(&unit, "name", json!("甲")), 10_000_000);
    let path = one.pack(scope, "first.shp");
    let refused = Package::read(&path, at(60)).unwrap_err();
    assert!(refused.text().zh.contains("时间在将来"), "{}", refused.text().zh);
}
