//! The history: changes, the revisions in them, and the current state they lead to.

use crate::{ChangeId, Kind, RecordId, Scope, StoreError, record};
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use shuiheng_audit::Text;
use std::collections::BTreeMap;

/// A change as the database has it.
#[derive(Clone, Debug)]
pub(crate) struct ChangeRow {
    pub id: ChangeId,
    pub scope: Scope,
    pub device: String,
    pub author: String,
    pub time: String,
    pub label: Text,
    pub reason: String,
    pub undoes: Option<ChangeId>,
    pub redoes: Option<ChangeId>,
}

impl ChangeRow {
    /// The columns that [`ChangeRow::read`] wants, of a table called `c`.
    pub(crate) const COLUMNS: &str = "c.id AS change_id, c.diagnosis AS change_diagnosis, \
         c.device, c.author, c.time, c.label_zh, c.label_en, c.reason, c.undoes, c.redoes";

    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("change_id")?,
            scope: Scope::of(row.get("change_diagnosis")?),
            device: row.get("device")?,
            author: row.get("author")?,
            time: row.get("time")?,
            label: Text { zh: row.get("label_zh")?, en: row.get("label_en")? },
            reason: row.get("reason")?,
            undoes: row.get("undoes")?,
            redoes: row.get("redoes")?,
        })
    }

    pub(crate) fn write(&self, conn: &Connection) -> Result<(), StoreError> {
        conn.prepare_cached(
            "INSERT INTO change (id, diagnosis, device, author, time, label_zh, label_en, \
             reason, undoes, redoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            self.id,
            self.scope.diagnosis(),
            self.device,
            self.author,
            self.time,
            self.label.zh,
            self.label.en,
            self.reason,
            self.undoes,
            self.redoes,
        ])?;
        Ok(())
    }
}

impl ChangeRow {
    /// True where the two say the same in everything.
    pub(crate) fn same(&self, other: &Self) -> bool {
        let told = |row: &Self| {
            let Self { id, scope, device, author, time, label, reason, undoes, redoes } =
                row.clone();
            (id, scope, device, author, time, label, reason, undoes, redoes)
        };
        told(self) == told(other)
    }
}

/// A time as the database has it: RFC 3339, UTC, milliseconds.
pub(crate) fn time_text(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A revision as the database has it; no body: deleted.
#[derive(Debug)]
pub(crate) struct RevisionRow {
    pub record: RecordId,
    pub kind: Kind,
    pub scope: Scope,
    pub body: Option<String>,
    pub parents: Vec<String>,
}

/// What a revision's id is the SHA-256 of. The change is in it, so that neither an
/// author nor a reason can be altered without it showing. Fields in the order of the
/// alphabet: this is canonical JSON.
#[derive(Serialize)]
struct Content<'a> {
    author: &'a str,
    body: Option<&'a str>,
    change: &'a str,
    change_diagnosis: Option<RecordId>,
    device: &'a str,
    diagnosis: Option<RecordId>,
    kind: &'a str,
    label_en: &'a str,
    label_zh: &'a str,
    parents: &'a [String],
    reason: &'a str,
    record: RecordId,
    redoes: Option<&'a str>,
    time: &'a str,
    undoes: Option<&'a str>,
}

impl RevisionRow {
    /// The id: SHA-256 of everything that is said about the revision, in hexadecimal.
    pub(crate) fn id(&self, change: &ChangeRow) -> Result<String, StoreError> {
        let content = Content {
            author: &change.author,
            body: self.body.as_deref(),
            change: change.id.as_str(),
            change_diagnosis: change.scope.diagnosis(),
            device: &change.device,
            diagnosis: self.scope.diagnosis(),
            kind: self.kind.name(),
            label_en: &change.label.en,
            label_zh: &change.label.zh,
            parents: &self.parents,
            reason: &change.reason,
            record: self.record,
            redoes: change.redoes.as_ref().map(ChangeId::as_str),
            time: &change.time,
            undoes: change.undoes.as_ref().map(ChangeId::as_str),
        };
        let broken = |source| StoreError::Body { kind: self.kind, record: self.record, source };
        Ok(record::sha256_hex(&serde_json::to_vec(&content).map_err(broken)?))
    }

    pub(crate) fn write(&self, conn: &Connection, change: &ChangeRow) -> Result<(), StoreError> {
        let id = self.id(change)?;
        self.insert(conn, (&id, &change.id))?;
        self.project(conn, &id)
    }

    /// Adds it to the history and leaves the current state as it is.
    pub(crate) fn insert(
        &self,
        conn: &Connection,
        (id, change): (&str, &ChangeId),
    ) -> Result<(), StoreError> {
        let parents = serde_json::Value::from(self.parents.as_slice()).to_string();
        conn.prepare_cached(
            "INSERT INTO revision (id, record, kind, diagnosis, body, parents, change) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            id,
            self.record,
            self.kind.name(),
            self.scope.diagnosis(),
            self.body,
            parents,
            change,
        ])?;
        Ok(())
    }

    /// Brings the current state after the revision; the same as [`crate::projection`]
    /// computes from the whole history.
    fn project(&self, conn: &Connection, id: &str) -> Result<(), StoreError> {
        let Some(body) = &self.body else {
            conn.prepare_cached("DELETE FROM current WHERE record = ?")?.execute([self.record])?;
            return Ok(());
        };
        conn.prepare_cached(
            "INSERT INTO current (record, kind, diagnosis, body, revision) \
             VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (record) DO UPDATE SET body = excluded.body, revision = excluded.revision",
        )?
        .execute(params![
            self.record,
            self.kind.name(),
            self.scope.diagnosis(),
            body,
            id
        ])?;
        Ok(())
    }
}

/// The newest revision of a record.
pub(crate) struct Head {
    pub revision: String,
    pub kind: Kind,
    pub scope: Scope,
    pub body: Option<String>,
    pub change: ChangeId,
}

/// The newest revision of a record, also of a deleted one.
pub(crate) fn head(conn: &Connection, record: RecordId) -> Result<Option<Head>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, kind, diagnosis, body, change FROM revision \
         WHERE record = ? ORDER BY change DESC LIMIT 1",
    )?;
    let row = statement
        .query_row([record], |row| {
            let kind: String = row.get(1)?;
            Ok((row.get(0)?, kind, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let Some((revision, kind, diagnosis, body, change)) = row else { return Ok(None) };
    let (kind, scope) = (Kind::from_name(&kind)?, Scope::of(diagnosis));
    Ok(Some(Head { revision, kind, scope, body, change }))
}

/// What a record is to become; no body: deleted.
#[derive(Debug)]
pub(crate) struct Edit {
    pub kind: Kind,
    pub scope: Scope,
    pub body: Option<String>,
}

/// What a change does to the records, by id, so that the order of writing is fixed.
pub(crate) type Edits = BTreeMap<RecordId, Edit>;

/// Appends one change with a revision for each record that it really changes; none
/// where it changes none.
pub(crate) fn append(
    conn: &Connection,
    mut change: ChangeRow,
    edits: Edits,
) -> Result<Option<ChangeId>, StoreError> {
    let mut revisions = Vec::new();
    for (record, edit) in edits {
        let head = head(conn, record)?;
        if let Some(head) = head.as_ref().filter(|h| h.kind != edit.kind || h.scope != edit.scope) {
            return Err(StoreError::Moved { record, kind: head.kind });
        }
        if head.as_ref().and_then(|head| head.body.as_ref()) == edit.body.as_ref() {
            continue;
        }
        let parents = head.into_iter().map(|head| head.revision).collect();
        let Edit { kind, scope, body } = edit;
        revisions.push(RevisionRow { record, kind, scope, body, parents });
    }
    if revisions.is_empty() {
        return Ok(None);
    }
    change.scope = scope_of(&revisions)?;
    change.write(conn)?;
    for revision in &revisions {
        revision.write(conn, &change)?;
    }
    Ok(Some(change.id))
}

/// The diagnosis that a change belongs to; records of the workspace may ride along.
fn scope_of(revisions: &[RevisionRow]) -> Result<Scope, StoreError> {
    let mut diagnoses: Vec<_> = revisions.iter().filter_map(|r| r.scope.diagnosis()).collect();
    diagnoses.sort();
    diagnoses.dedup();
    match diagnoses.as_slice() {
        [] => Ok(Scope::Workspace),
        [one] => Ok(Scope::Diagnosis(*one)),
        _ => Err(StoreError::TwoDiagnoses),
    }
}

/// The newest change that the workspace knows, of any device.
pub(crate) fn newest_change(conn: &Connection) -> Result<Option<ChangeId>, StoreError> {
    Ok(conn.query_row("SELECT max(id) FROM change", [], |row| row.get(0))?)
}
