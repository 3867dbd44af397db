//! Settings of the workspace: a key and a value, with a history like everything else.

use crate::{Body, Draft, Kind, Record, RecordId, Scope, Store, StoreError};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A setting as its record's body has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Setting<T> {
    key: String,
    value: T,
}

impl Draft<'_> {
    /// Sets a setting of the workspace.
    ///
    /// # Errors
    /// As for [`Draft::put`].
    pub fn set<T: Body + Clone>(&mut self, key: &str, value: &T) -> Result<(), StoreError> {
        self.put(&Record {
            id: RecordId::of_setting(key),
            kind: Kind::Setting,
            scope: Scope::Workspace,
            body: Setting { key: key.into(), value: value.clone() },
        })
    }

    /// Takes a setting back to not being set.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`] where it is not set.
    pub fn unset(&mut self, key: &str) -> Result<(), StoreError> {
        self.delete(RecordId::of_setting(key))
    }
}

impl Store {
    /// A setting of the workspace; none where it is not set.
    ///
    /// # Errors
    /// [`StoreError::Body`] where its value is not a `T`.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, StoreError> {
        let record = self.get::<Setting<T>>(RecordId::of_setting(key))?;
        Ok(record.map(|record| record.body.value))
    }
}
