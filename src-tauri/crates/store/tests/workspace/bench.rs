//! A workspace to try things on, and the words the other tests are written in.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;
use shuiheng_audit::Text;
use shuiheng_store::{ChangeId, Intent, Kind, Opening, Record, RecordId, Scope, Store, StoreError};
use std::path::PathBuf;
use tempfile::TempDir;

pub(crate) const AUTHOR: &str = "示例诊断员";

/// A time, seconds after a fixed moment.
pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_764_000_000, 0).unwrap() + TimeDelta::seconds(seconds)
}

pub(crate) fn intent(label: &str, seconds: i64) -> Intent {
    let label = Text::new(label, label);
    Intent { label, author: AUTHOR.into(), reason: String::new(), now: at(seconds) }
}

pub(crate) fn open(folder: &TempDir) -> Result<Store, StoreError> {
    Store::open(folder.path(), Opening { now: at(0) })
}

/// An open workspace in a folder of its own, with the ids of two diagnoses.
pub(crate) struct Bench {
    pub store: Store,
    pub folder: TempDir,
    pub a: Scope,
    pub b: Scope,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = open(&folder).unwrap();
        let [a, b] = [(); 2].map(|()| Scope::Diagnosis(store.new_id(at(0))));
        Self { store, folder, a, b }
    }

    pub(crate) fn id(&self) -> RecordId {
        self.store.new_id(at(0))
    }

    /// Closes the workspace, lets something happen to its folder, and opens it again.
    pub(crate) fn away(self, meanwhile: impl FnOnce(&PathBuf)) -> Self {
        let Self { store, folder, a, b } = self;
        drop(store);
        meanwhile(&folder.path().join("workspace.sqlite3"));
        Self { store: open(&folder).unwrap(), folder, a, b }
    }

    /// Runs SQL on the file as another program would.
    pub(crate) fn sql(self, sql: &str) -> Self {
        self.away(|path| Connection::open(path).unwrap().execute_batch(sql).unwrap())
    }

    pub(crate) fn put(&mut self, label: &str, unit: &Record<String>) -> Option<ChangeId> {
        let change = self.store.transact(&intent(label, 1), |draft| draft.put(unit));
        change.unwrap_or_else(|error: StoreError| panic!("{error}")).1
    }

    pub(crate) fn names(&self, scope: Scope) -> Vec<String> {
        let units = self.store.list::<String>(Kind::Unit, scope).unwrap();
        units.into_iter().map(|unit| unit.body).collect()
    }

    #[track_caller]
    pub(crate) fn is_sound(&self) {
        assert_eq!(self.store.check().unwrap().problems, []);
    }
}

/// A unit whose whole content is its name.
pub(crate) fn unit(id: RecordId, scope: Scope, name: &str) -> Record<String> {
    Record { id, kind: Kind::Unit, scope, body: name.into() }
}
