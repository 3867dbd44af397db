use crate::bench::{AUTHOR, Bench, at, intent, unit};
use rusqlite::Connection;
use serde_json::{Value, json};
use shuiheng_store::{Intent, Kind, Record, Scope, StoreError};

#[test]
fn what_is_put_comes_back_after_a_restart() {
    let mut bench = Bench::new();
    let id = bench.id();
    let record = Record {
        id,
        kind: Kind::Stream,
        scope: bench.a,
        body: json!({"from": "市政自来水", "figure": {"value": 0.1 + 0.2}, "none": null, "zero": 0.0}),
    };
    bench.store.transact::<_, StoreError>(&intent("导入", 1), |draft| draft.put(&record)).unwrap();
    let bench = bench.away(|_| {});
    assert_eq!(bench.store.get::<Value>(id).unwrap(), Some(record));
    bench.is_sound();
}

#[test]
fn the_same_content_again_is_no_change() {
    let mut bench = Bench::new();
    let unit = unit(bench.id(), bench.a, "锅炉房");
    assert!(bench.put("导入", &unit).is_some());
    assert_eq!(bench.put("再次导入", &unit), None);
    assert_eq!(bench.store.changes(bench.a, 10).unwrap().len(), 1);
    assert_eq!(bench.store.history(unit.id).unwrap().len(), 1);
}

#[test]
fn keys_in_another_order_are_the_same_content() {
    let mut bench = Bench::new();
    let (id, scope) = (bench.id(), bench.a);
    let mut put = |text: &str| {
        let body: Value = serde_json::from_str(text).unwrap();
        let record = Record { id, kind: Kind::Note, scope, body };
        bench.store.transact::<_, StoreError>(&intent("备注", 1), |d| d.put(&record)).unwrap().1
    };
    assert!(put(r#"{"a": 1, "b": {"d": 2, "c": 3}}"#).is_some());
    assert!(put(r#"{"b": {"c": 3, "d": 2}, "a": 1}"#).is_none());
}

#[test]
fn a_change_is_whole_or_not_at_all() {
    let mut bench = Bench::new();
    let (one, two) = (unit(bench.id(), bench.a, "一车间"), unit(bench.id(), bench.a, "二车间"));
    let missing = bench.id();
    bench.put("新建", &one);
    let refused = bench.store.transact(&intent("修改", 2), |draft| {
        draft.put(&unit(one.id, one.scope, "改名"))?;
        draft.put(&two)?;
        draft.delete(missing)
    });
    assert!(matches!(refused, Err(StoreError::NoRecord { record }) if record == missing));
    assert_eq!(bench.names(bench.a), ["一车间"]);
    assert_eq!(bench.store.changes(bench.a, 10).unwrap().len(), 1);
    bench.is_sound();
}

#[test]
fn of_several_edits_of_a_record_the_last_counts() {
    let mut bench = Bench::new();
    let (kept, gone, scope) = (bench.id(), bench.id(), bench.a);
    let edits = |draft: &mut shuiheng_store::Draft<'_>| {
        draft.put(&unit(kept, scope, "甲"))?;
        draft.put(&unit(kept, scope, "乙"))?;
        draft.put(&unit(gone, scope, "丙"))?;
        draft.delete(gone)
    };
    bench.store.transact::<_, StoreError>(&intent("修改", 1), edits).unwrap();
    assert_eq!(bench.names(scope), ["乙"]);
    assert_eq!(bench.store.history(kept).unwrap().len(), 1);
    assert_eq!(bench.store.history(gone).unwrap(), []);
}

#[track_caller]
fn check_refused(records: impl Fn(&Bench) -> Vec<Record<Value>>, expected: &str) {
    let mut bench = Bench::new();
    let mut refused = None;
    for record in records(&bench) {
        let done = bench.store.transact(&intent("修改", 1), |draft| draft.put(&record));
        refused = done.err().or(refused);
    }
    let refused: StoreError = refused.expect("the last record is refused");
    assert!(refused.to_string().contains(expected), "{refused}");
}

#[test]
fn a_record_stays_what_and_where_it_is() {
    let record = |id, kind, scope| Record { id, kind, scope, body: json!({}) };
    let moved = "its kind and its diagnosis cannot change";
    check_refused(
        |bench| {
            let id = bench.id();
            vec![record(id, Kind::Unit, bench.a), record(id, Kind::Meter, bench.a)]
        },
        moved,
    );
    check_refused(
        |bench| {
            let id = bench.id();
            vec![record(id, Kind::Unit, bench.a), record(id, Kind::Unit, bench.b)]
        },
        moved,
    );
}

#[test]
fn two_diagnoses_in_one_change_are_refused_but_the_workspace_may_ride_along() {
    let mut bench = Bench::new();
    let [one, two, three] = [bench.a, bench.b, Scope::Workspace].map(|s| unit(bench.id(), s, "x"));
    let refused = bench.store.transact(&intent("修改", 1), |d| d.put(&one).and(d.put(&two)));
    assert!(matches!(refused, Err(StoreError::TwoDiagnoses)));
    let done = bench.store.transact(&intent("修改", 1), |d| d.put(&one).and(d.put(&three)));
    done.unwrap();
    assert_eq!(bench.store.changes(bench.a, 9).unwrap().len(), 1);
    assert_eq!(bench.store.changes(Scope::Workspace, 9).unwrap(), []);
}

#[test]
fn a_number_that_json_cannot_write_is_refused() {
    for number in [f64::NAN, f64::INFINITY] {
        let mut bench = Bench::new();
        let record =
            Record { id: bench.id(), kind: Kind::Stream, scope: bench.a, body: vec![Some(number)] };
        let refused = bench.store.transact(&intent("导入", 1), |draft| draft.put(&record));
        assert!(matches!(refused, Err(StoreError::NotFaithful { .. })), "{number}");
    }
}

#[test]
fn the_history_tells_who_what_when_why_and_from_what_to_what() {
    let mut bench = Bench::new();
    let (id, scope) = (bench.id(), bench.a);
    bench.put("新建用水单元", &unit(id, scope, "冷却塔"));
    let why = Intent { reason: "现场核对铭牌".into(), ..intent("修改用水单元", 60) };
    let renamed = unit(id, scope, "循环冷却水系统");
    bench.store.transact::<_, StoreError>(&why, |draft| draft.put(&renamed)).unwrap();
    bench.store.transact(&intent("删除用水单元", 90), |draft| draft.delete(id)).unwrap();

    let changes = bench.store.changes(scope, 10).unwrap();
    let labels: Vec<_> = changes.iter().map(|change| change.label.zh.as_str()).collect();
    assert_eq!(labels, ["删除用水单元", "修改用水单元", "新建用水单元"]);
    let change = &changes[1];
    assert_eq!((change.author.as_str(), change.reason.as_str()), (AUTHOR, "现场核对铭牌"));
    assert_eq!((change.time, change.scope), (at(60), scope));
    assert_eq!(change.device, bench.store.device());

    let differences = bench.store.differences(&change.id).unwrap();
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].before, Some(json!("冷却塔")));
    assert_eq!(differences[0].after, Some(json!("循环冷却水系统")));

    let history = bench.store.history(id).unwrap();
    let bodies: Vec<_> = history.iter().map(|revision| revision.body.clone()).collect();
    assert_eq!(bodies, [Some(json!("冷却塔")), Some(json!("循环冷却水系统")), None]);
    assert_eq!(history[2].parents, [history[1].id.clone()]);
}

#[test]
fn a_clock_that_goes_back_does_not_disorder_the_history() {
    let mut bench = Bench::new();
    let (id, scope) = (bench.id(), bench.a);
    for (name, seconds) in [("甲", 1000), ("乙", -1000), ("丙", 0)] {
        let renamed = unit(id, scope, name);
        let intent = intent(name, seconds);
        bench.store.transact::<_, StoreError>(&intent, |draft| draft.put(&renamed)).unwrap();
    }
    let history = bench.store.history(id).unwrap();
    let bodies: Vec<_> = history.iter().flat_map(|revision| revision.body.clone()).collect();
    assert_eq!(bodies, ["甲", "乙", "丙"]);
    bench.is_sound();
}

#[test]
fn settings_have_a_history_too() {
    let mut bench = Bench::new();
    let days = |store: &shuiheng_store::Store| store.setting::<u32>("operating_days").unwrap();
    assert_eq!(days(&bench.store), None);
    let set = |value: u32| {
        move |draft: &mut shuiheng_store::Draft<'_>| draft.set("operating_days", &value)
    };
    bench.store.transact::<_, StoreError>(&intent("设置", 1), set(330)).unwrap();
    bench.store.transact::<_, StoreError>(&intent("设置", 2), set(300)).unwrap();
    assert_eq!(days(&bench.store), Some(300));
    bench.store.undo(Scope::Workspace, AUTHOR, at(3)).unwrap();
    assert_eq!(days(&bench.store), Some(330));
    bench.store.transact(&intent("设置", 4), |draft| draft.unset("operating_days")).unwrap();
    assert_eq!(days(&bench.store), None);
}

#[test]
fn ids_made_in_order_are_listed_in_order() {
    let mut bench = Bench::new();
    let units: Vec<_> =
        (0..200).map(|n| unit(bench.id(), bench.a, &format!("单元{n:03}"))).collect();
    bench
        .store
        .transact::<_, StoreError>(&intent("导入", 1), |draft| {
            units.iter().rev().try_for_each(|unit| draft.put(unit))
        })
        .unwrap();
    assert_eq!(bench.store.list::<String>(Kind::Unit, bench.a).unwrap(), units);
    assert_eq!(bench.store.list_all::<String>(Kind::Unit).unwrap(), units);
    assert_eq!(bench.store.list::<String>(Kind::Unit, bench.b).unwrap(), []);
    let ids: Vec<_> = units.iter().map(|unit| (unit.id, Kind::Unit)).collect();
    assert_eq!(bench.store.ids(bench.a).unwrap(), ids);
}

#[test]
fn the_history_refuses_to_be_rewritten() {
    let mut bench = Bench::new();
    let unit = unit(bench.id(), bench.a, "锅炉房");
    bench.put("导入", &unit);
    bench.store.keep_file(b"x", "x.xlsx").unwrap();
    bench.away(|path| {
        let other = Connection::open(path).unwrap();
        for sql in [
            "UPDATE revision SET body = '\"x\"'",
            "DELETE FROM revision",
            "UPDATE change SET author = 'x'",
            "DELETE FROM change",
            "UPDATE kept_file SET name = 'x'",
            "DELETE FROM kept_file",
        ] {
            let refused = other.execute_batch(sql).expect_err(sql).to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
    });
}

#[test]
fn each_kind_is_known_to_the_database_and_no_other() {
    Bench::new().away(|path| {
        let other = Connection::open(path).unwrap();
        let mut statement = other.prepare("SELECT name FROM kind ORDER BY rowid").unwrap();
        let names: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let mut expected: Vec<_> = Kind::ALL.into_iter().map(Kind::name).collect();
        expected.sort_unstable();
        let mut names: Vec<_> = names.iter().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, expected);
    });
}

#[test]
fn a_person_can_query_the_views() {
    let mut bench = Bench::new();
    let enterprise = bench.id();
    let records = [
        (Kind::Enterprise, json!({"name": "嘉兴示例纺织有限公司", "district": "秀洲区"})),
        (Kind::Diagnosis, json!({"enterprise": enterprise, "period": {"operating_days": 330.0}})),
        (Kind::Unit, json!({"id": "u1", "name": "冷却塔", "category": "auxiliary"})),
        (Kind::Stream, json!({"from": "x", "to": {"unit": "u1"}, "figure": {"value": 404.6}})),
        (Kind::Product, json!({"name": "印染布", "output": 1.5, "unit": "100m"})),
        (Kind::Meter, json!({"number": "SB-01", "level": 1, "online": true})),
        (Kind::SourceFile, json!({"name": "水平衡.xlsx", "sha256": "00"})),
        (Kind::Quota, json!({"id": "q1", "levels": {"general": 1.6}, "confirmed": null})),
        (Kind::Setting, json!({"key": "lang", "value": "zh"})),
    ];
    let records: Vec<_> = records
        .into_iter()
        .map(|(kind, body)| {
            let id = if kind == Kind::Enterprise { enterprise } else { bench.id() };
            Record { id, kind, scope: bench.a, body }
        })
        .collect();
    bench
        .store
        .transact::<_, StoreError>(&intent("导入", 1), |draft| {
            records.iter().try_for_each(|record| draft.put(record))
        })
        .unwrap();
    bench.away(|path| {
        let other = Connection::open(path).unwrap();
        for (sql, expected) in [
            ("SELECT name || district FROM enterprise", "嘉兴示例纺织有限公司秀洲区"),
            (
                "SELECT enterprise_name || operating_days FROM diagnosis",
                "嘉兴示例纺织有限公司330.0",
            ),
            ("SELECT id || name || category FROM unit", "u1冷却塔auxiliary"),
            (
                "SELECT \"from\" || \"to\" || volume_m3_per_day FROM stream",
                "x{\"unit\":\"u1\"}404.6",
            ),
            ("SELECT name || output || unit FROM product", "印染布1.5100m"),
            ("SELECT number || level || online FROM meter", "SB-0111"),
            ("SELECT name || sha256 || coalesce(size, '?') FROM source_file", "水平衡.xlsx00?"),
            ("SELECT id || general || (confirmed_by IS NULL) FROM quota", "q11.61"),
            ("SELECT key || value FROM setting", "lang\"zh\""),
            ("SELECT author || label_zh || count(*) FROM history", "示例诊断员导入9"),
        ] {
            let found: String = other.query_row(sql, [], |row| row.get(0)).unwrap();
            assert_eq!(found, expected, "{sql}");
        }
    });
}
