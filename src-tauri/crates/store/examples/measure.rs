//! How long the store takes for what a person waits for. Run it in release mode, with a
//! new folder as its argument:
//! `cargo run --release -p shuiheng-store --example measure -- FOLDER`

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use shuiheng_audit::Text;
use shuiheng_store::{Intent, Kind, Opening, Record, RecordId, Scope, Store, StoreError};
use std::{
    error::Error,
    io::{self, Write},
    path::Path,
    time::Instant,
};

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
const DIAGNOSES: u32 = 35;
const UNITS: u32 = 500;
const STREAMS: u32 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let folder = Path::new(&folder);
    let mut store = timed("open a new workspace", || Store::open(folder, Opening { now: NOW }))?;
    let mut diagnoses = Vec::new();
    for number in 0..DIAGNOSES {
        let id = store.new_id(NOW);
        diagnoses.push(id);
        let records = diagnosis(&store, id);
        let import = |store: &mut Store| put(store, &records);
        if number == 0 || number == DIAGNOSES - 1 {
            timed("import 500 units × 10 streams", || import(&mut store))?;
            timed("import the same again", || import(&mut store))?;
        } else {
            import(&mut store)?;
        }
    }
    drop(store);

    let mut store =
        timed("open it with 35 diagnoses", || Store::open(folder, Opening { now: NOW }))?;
    timed("list the diagnoses", || store.list_all::<Value>(Kind::Diagnosis))?;
    let scope = Scope::Diagnosis(diagnoses[17]);
    let units = timed("list the units of one", || store.list::<Value>(Kind::Unit, scope))?;
    timed("list its streams", || store.list::<Value>(Kind::Stream, scope))?;
    let unit = |number: u32| Record { body: json!({"name": number}), ..units[17].clone() };
    timed("one small change, 100 times", || {
        (0..100).try_for_each(|number| put(&mut store, &[unit(number)]))
    })?;
    timed("its history", || store.history(units[17].id))?;
    timed("100 changes of it", || store.changes(scope, 100))?;
    timed("can it be undone and redone?", || store.can_undo(scope).and(store.can_redo(scope)))?;
    timed("undo 100 small changes", || {
        (0..100).try_for_each(|_| store.undo(scope, "示例", NOW).map(drop))
    })?;
    timed("undo an import", || store.undo(scope, "示例", NOW))?;
    timed("keep a file of 10 MB", || store.keep_file(&vec![7; 10_000_000], "x.xlsx"))?;
    timed("rebuild everything", || store.rebuild())?;
    let checked = timed("check everything", || store.check())?;
    assert_eq!(checked.problems, []);
    timed("back everything up", || store.backup(&store.backup_folder().join("measure")))?;
    Ok(())
}

fn timed<T>(what: &str, run: impl FnOnce() -> Result<T, StoreError>) -> Result<T, Box<dyn Error>> {
    let start = Instant::now();
    let value = run()?;
    let millis = start.elapsed().as_secs_f64() * 1000.0;
    writeln!(io::stdout(), "{millis:10.2} ms  {what}")?;
    Ok(value)
}

fn put(store: &mut Store, records: &[Record<Value>]) -> Result<(), StoreError> {
    let label = Text::new("导入", "Import");
    let intent = Intent { label, author: "示例".into(), reason: String::new(), now: NOW };
    let written = store.transact(&intent, |draft| records.iter().try_for_each(|r| draft.put(r)));
    written.map(drop)
}

fn diagnosis(store: &Store, id: RecordId) -> Vec<Record<Value>> {
    let scope = Scope::Diagnosis(id);
    let record = |id, kind, body| Record { id, kind, scope, body };
    let mut records = vec![record(id, Kind::Diagnosis, json!({"name": "嘉兴示例纺织有限公司"}))];
    for unit in 0..UNITS {
        let body = json!({"id": unit.to_string(), "name": "染整车间", "category": "main",
            "parent": null, "role": "use", "system": null, "of_which": false});
        records.push(record(store.new_id(NOW), Kind::Unit, body));
        for stream in 0..STREAMS {
            let cell =
                json!({"file": "0".repeat(64), "sheet": "水平衡表", "row": unit, "col": stream});
            let body = json!({"from": {"source": "tap"}, "to": {"unit": unit.to_string()},
                "figure": {"value": f64::from(unit) + 0.1, "basis": "metered",
                    "origin": {"from": "cells", "cells": [cell]}}});
            records.push(record(store.new_id(NOW), Kind::Stream, body));
        }
    }
    records
}
