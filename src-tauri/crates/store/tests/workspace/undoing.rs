use crate::bench::{AUTHOR, Bench, at, intent, unit};
use shuiheng_store::{Kind, Record, Scope, StoreError};

/// One step of a story about one diagnosis.
enum Step {
    Name(&'static str),
    Delete,
    Undo,
    Redo,
    Restart,
}
use Step::{Delete, Name, Redo, Restart, Undo};

#[track_caller]
fn check(steps: &[Step], names: &[&str], undo: Option<&str>, redo: Option<&str>) {
    let mut bench = Bench::new();
    let (id, scope) = (bench.id(), bench.a);
    for step in steps {
        match step {
            Name(name) => drop(bench.put(name, &unit(id, scope, name))),
            Delete => {
                drop(bench.store.transact(&intent("删除", 1), |draft| draft.delete(id)).unwrap());
            }
            Undo => drop(bench.store.undo(scope, AUTHOR, at(1)).unwrap()),
            Redo => drop(bench.store.redo(scope, AUTHOR, at(1)).unwrap()),
            Restart => bench = bench.away(|_| {}),
        }
    }
    assert_eq!(bench.names(scope), names);
    assert_eq!(bench.store.can_undo(scope).unwrap().map(|label| label.zh).as_deref(), undo);
    assert_eq!(bench.store.can_redo(scope).unwrap().map(|label| label.zh).as_deref(), redo);
    bench.is_sound();
}

#[test]
fn undo_and_redo_walk_the_changes_of_a_diagnosis() {
    check(&[], &[], None, None);
    check(&[Undo, Redo], &[], None, None);
    check(&[Name("甲")], &["甲"], Some("甲"), None);
    check(&[Name("甲"), Undo], &[], None, Some("甲"));
    check(&[Name("甲"), Undo, Undo], &[], None, Some("甲"));
    check(&[Name("甲"), Undo, Redo], &["甲"], Some("甲"), None);
    check(&[Name("甲"), Undo, Redo, Redo], &["甲"], Some("甲"), None);
    check(&[Name("甲"), Name("乙"), Undo], &["甲"], Some("甲"), Some("乙"));
    check(&[Name("甲"), Name("乙"), Undo, Undo, Redo], &["甲"], Some("甲"), Some("乙"));
    check(&[Name("甲"), Name("乙"), Undo, Redo, Undo, Undo], &[], None, Some("甲"));
    check(&[Name("甲"), Delete], &[], Some("删除"), None);
    check(&[Name("甲"), Delete, Undo], &["甲"], Some("甲"), Some("删除"));
    check(&[Name("甲"), Delete, Undo, Redo], &[], Some("删除"), None);
    check(&[Name("甲"), Delete, Name("乙"), Undo], &[], Some("删除"), Some("乙"));
}

#[test]
fn a_new_change_clears_what_can_be_redone() {
    check(&[Name("甲"), Name("乙"), Undo, Name("丙")], &["丙"], Some("丙"), None);
    check(&[Name("甲"), Name("乙"), Undo, Name("丙"), Undo], &["甲"], Some("甲"), Some("丙"));
    check(&[Name("甲"), Name("乙"), Undo, Name("丙"), Undo, Undo], &[], None, Some("甲"));
    check(&[Name("甲"), Name("乙"), Undo, Name("丙"), Undo, Redo, Redo], &["丙"], Some("丙"), None);
}

#[test]
fn the_same_content_again_does_not_clear_what_can_be_redone() {
    check(&[Name("甲"), Name("乙"), Undo, Name("甲")], &["甲"], Some("甲"), Some("乙"));
}

#[test]
fn undo_works_across_restarts() {
    check(&[Name("甲"), Name("乙"), Restart, Undo, Restart], &["甲"], Some("甲"), Some("乙"));
    check(&[Name("甲"), Name("乙"), Undo, Restart, Redo], &["乙"], Some("乙"), None);
}

#[test]
fn each_diagnosis_has_its_own_undo() {
    let mut bench = Bench::new();
    let (one, two) = (unit(bench.id(), bench.a, "一车间"), unit(bench.id(), bench.b, "二车间"));
    bench.put("甲", &one);
    bench.put("乙", &two);
    bench.store.undo(bench.a, AUTHOR, at(2)).unwrap();
    assert_eq!(bench.names(bench.a), [""; 0]);
    assert_eq!(bench.names(bench.b), ["二车间"]);
    assert_eq!(bench.store.can_redo(bench.b).unwrap(), None);
}

#[test]
fn a_change_of_many_records_is_undone_as_one() {
    let mut bench = Bench::new();
    let units: Vec<_> = (0..50).map(|n| unit(bench.id(), bench.a, &format!("{n}"))).collect();
    let first = units[0].clone();
    bench.put("新建", &first);
    bench
        .store
        .transact::<_, StoreError>(&intent("导入", 2), |draft| {
            units[1..].iter().try_for_each(|unit| draft.put(unit))?;
            draft.put(&unit(first.id, first.scope, "改名"))
        })
        .unwrap();
    bench.store.undo(bench.a, AUTHOR, at(3)).unwrap();
    assert_eq!(bench.names(bench.a), ["0"]);
    bench.store.redo(bench.a, AUTHOR, at(4)).unwrap();
    assert_eq!(bench.names(bench.a).len(), 50);
    assert_eq!(bench.names(bench.a)[0], "改名");
    bench.is_sound();
}

#[test]
fn undo_is_refused_where_a_record_was_changed_since_from_another_scope() {
    let mut bench = Bench::new();
    let enterprise = |id, name: &str| Record {
        id,
        kind: Kind::Enterprise,
        scope: Scope::Workspace,
        body: name.to_owned(),
    };
    let (id, unit) = (bench.id(), unit(bench.id(), bench.a, "一车间"));
    let both = |draft: &mut shuiheng_store::Draft<'_>| {
        draft.put(&unit)?;
        draft.put(&enterprise(id, "嘉兴示例化工有限公司"))
    };
    bench.store.transact::<_, StoreError>(&intent("新建诊断", 1), both).unwrap();
    bench.put("企业更名", &enterprise(id, "嘉兴示例新材料有限公司"));

    let refused = bench.store.undo(bench.a, AUTHOR, at(3)).unwrap_err();
    assert!(matches!(refused, StoreError::ChangedSince { kind: Kind::Enterprise, .. }));
    let zh = refused.text().zh;
    assert!(["新建诊断", "用水单位", "企业更名", AUTHOR].iter().all(|w| zh.contains(w)), "{zh}");
    assert_eq!(bench.names(bench.a), ["一车间"]);

    bench.store.undo(Scope::Workspace, AUTHOR, at(4)).unwrap();
    bench.store.undo(bench.a, AUTHOR, at(5)).unwrap();
    assert_eq!(bench.store.ids(bench.a).unwrap(), []);
    assert!(
        bench.store.redo(Scope::Workspace, AUTHOR, at(6)).is_err(),
        "there is nothing to rename"
    );
    bench.is_sound();
}

/// What a merge from another laptop will write: a change of that device, which follows
/// ours, on our record.
fn merged(bench: Bench, body: &str) -> Bench {
    let body = body.replace('\'', "''");
    bench.sql(&format!(
        "INSERT INTO change SELECT '9000000000000-0000-other', diagnosis, 'other', '另一位诊断员', \
           time, '远程修改', 'Remote edit', '', NULL, NULL FROM change LIMIT 1; \
         INSERT INTO revision SELECT 'hash', record, kind, diagnosis, '\"{body}\"', \
           json_array(id), '9000000000000-0000-other' FROM revision LIMIT 1; \
         UPDATE current SET body = '\"{body}\"', revision = 'hash';"
    ))
}

#[test]
fn undo_is_refused_where_another_device_changed_the_record_since() {
    let mut bench = Bench::new();
    let unit = unit(bench.id(), bench.a, "一车间");
    bench.put("新建", &unit);
    let mut bench = merged(bench, "二车间");
    assert_eq!(bench.store.can_undo(bench.a).unwrap().unwrap().zh, "新建");
    let refused = bench.store.undo(bench.a, AUTHOR, at(2)).unwrap_err();
    assert!(refused.text().zh.contains("另一位诊断员修改（“远程修改”）"), "{}", refused.text().zh);
    assert_eq!(bench.names(bench.a), ["二车间"]);
}

#[test]
fn redo_is_refused_where_another_device_changed_the_record_since() {
    let mut bench = Bench::new();
    let unit = unit(bench.id(), bench.a, "一车间");
    bench.put("新建", &unit);
    bench.put("改名", &Record { body: "改名".into(), ..unit });
    bench.store.undo(bench.a, AUTHOR, at(2)).unwrap();
    let mut bench = merged(bench, "二车间");
    assert!(matches!(
        bench.store.redo(bench.a, AUTHOR, at(3)),
        Err(StoreError::ChangedSince { .. })
    ));
    assert_eq!(bench.names(bench.a), ["二车间"]);
}

#[test]
fn our_changes_come_after_what_another_device_did() {
    let mut bench = Bench::new();
    let unit = unit(bench.id(), bench.a, "一车间");
    bench.put("新建", &unit);
    let mut bench = merged(bench, "二车间");
    bench.put("改名", &Record { body: "三车间".into(), ..unit });
    bench.store.rebuild().unwrap();
    assert_eq!(bench.names(bench.a), ["三车间"]);
}
