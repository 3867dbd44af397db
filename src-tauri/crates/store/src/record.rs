//! A record: one unit, one stream, one reading; the smallest thing that has a history.

use crate::{Kind, StoreError};
use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};
use uuid::{Builder, Uuid};

/// Identity of a record: a UUIDv7, so ids sort by when they were made.
///
/// New ones come from [`crate::Store::new_id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(pub(crate) Uuid);

impl RecordId {
    /// The id of a setting. It follows from the key, so that two computers which set the
    /// same key mean the same record.
    pub fn of_setting(key: &str) -> Self {
        let digest = Sha256::digest(format!("setting:{key}"));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Self(Builder::from_custom_bytes(bytes).into_uuid())
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for RecordId {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        Uuid::from_str(text).map(Self).map_err(|_| StoreError::NotAnId { text: text.into() })
    }
}

impl ToSql for RecordId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for RecordId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Uuid::from_str(value.as_str()?).map(Self).map_err(FromSqlError::other)
    }
}

/// Where a record belongs, and which undo takes back a change to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The workspace as a whole: enterprises, quotas, limits, settings.
    Workspace,
    /// One diagnosis, by the id of its record. The diagnosis' own record is in it too.
    Diagnosis(RecordId),
}

impl Scope {
    pub(crate) fn diagnosis(self) -> Option<RecordId> {
        match self {
            Self::Workspace => None,
            Self::Diagnosis(id) => Some(id),
        }
    }

    pub(crate) fn of(diagnosis: Option<RecordId>) -> Self {
        diagnosis.map_or(Self::Workspace, Self::Diagnosis)
    }
}

/// A record with its body.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<T> {
    /// Its identity; the same for as long as the record lives, also across deletion and undo.
    pub id: RecordId,
    /// What it is about; never changes.
    pub kind: Kind,
    /// Where it belongs; never changes.
    pub scope: Scope,
    /// Its content.
    pub body: T,
}

/// What can be a body: data that come back from JSON as they went in.
///
/// Every such type has it; there is nothing to implement.
pub trait Body: Serialize + DeserializeOwned + PartialEq {}

impl<T: Serialize + DeserializeOwned + PartialEq> Body for T {}

impl<T: Body> Record<T> {
    /// The body as canonical JSON; refused where it would not come back the same. JSON
    /// writes NaN and infinity as null, which would turn a wrong number into "not known".
    pub(crate) fn body_json(&self) -> Result<String, StoreError> {
        let Self { id: record, kind, .. } = *self;
        let broken = |source| StoreError::Body { kind, record, source };
        let json = canonical(&self.body).map_err(broken)?;
        match serde_json::from_str::<T>(&json) {
            Ok(again) if again == self.body => Ok(json),
            _ => Err(StoreError::NotFaithful { kind, record }),
        }
    }
}

/// JSON with its keys sorted and no spaces, so that equal content is equal text.
pub(crate) fn canonical(body: &impl Serialize) -> serde_json::Result<String> {
    let mut value = serde_json::to_value(body)?;
    // Nothing to do as long as no crate in the build turns serde_json's `preserve_order` on.
    value.sort_all_objects();
    serde_json::to_string(&value)
}

/// A digest in hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    use fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
