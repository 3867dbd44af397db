//! Reading: the current state, and what led to it.

use crate::{ChangeId, Kind, Record, RecordId, Scope, Store, StoreError, revision::ChangeRow};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Params, Row, params};
use serde::de::DeserializeOwned;
use serde_json::Value;
use shuiheng_audit::Text;

/// One change: what a person wanted, when, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its identity; sorts by time.
    pub id: ChangeId,
    /// Which undo it belongs to.
    pub scope: Scope,
    /// What was done.
    pub label: Text,
    /// By whom.
    pub author: String,
    /// Why; may be empty.
    pub reason: String,
    /// When, by the clock of the computer.
    pub time: DateTime<Utc>,
    /// On which device: the id of that copy of the workspace.
    pub device: String,
    /// The change that it took back, where it is an undo.
    pub undoes: Option<ChangeId>,
    /// The change that it brought back, where it is a redo.
    pub redoes: Option<ChangeId>,
}

/// What a change did to one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which record.
    pub record: RecordId,
    /// What it is.
    pub kind: Kind,
    /// Its body before; none where the change created it.
    pub before: Option<Value>,
    /// Its body after; none where the change deleted it.
    pub after: Option<Value>,
}

/// One state in the history of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// SHA-256 of its content, in hexadecimal.
    pub id: String,
    /// The change that it belongs to.
    pub change: Change,
    /// The ids of the revisions that it follows: none for the first, two after a merge.
    pub parents: Vec<String>,
    /// The record's body; none where it was deleted.
    pub body: Option<Value>,
}

impl TryFrom<ChangeRow> for Change {
    type Error = StoreError;

    fn try_from(row: ChangeRow) -> Result<Self, StoreError> {
        let time = DateTime::parse_from_rfc3339(&row.time)
            .map_err(|error| StoreError::damaged(format!("time of change {}: {error}", row.id)))?
            .to_utc();
        let ChangeRow { id, scope, device, author, label, reason, undoes, redoes, .. } = row;
        Ok(Self { id, scope, label, author, reason, time, device, undoes, redoes })
    }
}

/// The columns of `current` that [`Store::record`] wants.
const CURRENT: &str = "SELECT record, kind, diagnosis, body FROM current";

impl Store {
    /// A record as it is now; none where it does not exist or is deleted.
    ///
    /// # Errors
    /// [`StoreError::Body`] where its body is not a `T`.
    pub fn get<T: DeserializeOwned>(&self, id: RecordId) -> Result<Option<Record<T>>, StoreError> {
        self.conn
            .prepare_cached(&format!("{CURRENT} WHERE record = ?"))?
            .query_row([id], |row| Ok(record(row)))
            .optional()?
            .transpose()
    }

    /// The records of a kind in a scope, in the order in which their ids were made.
    ///
    /// # Errors
    /// [`StoreError::Body`] where a body is not a `T`.
    pub fn list<T: DeserializeOwned>(
        &self,
        kind: Kind,
        scope: Scope,
    ) -> Result<Vec<Record<T>>, StoreError> {
        self.records(
            &format!("{CURRENT} WHERE kind = ? AND diagnosis IS ? ORDER BY record"),
            params![kind.name(), scope.diagnosis()],
        )
    }

    /// The records of a kind in all scopes, in the order in which their ids were made:
    /// all diagnoses, say.
    ///
    /// # Errors
    /// As for [`Store::list`].
    pub fn list_all<T: DeserializeOwned>(&self, kind: Kind) -> Result<Vec<Record<T>>, StoreError> {
        self.records(&format!("{CURRENT} WHERE kind = ? ORDER BY record"), [kind.name()])
    }

    fn records<T: DeserializeOwned>(
        &self,
        sql: &str,
        params: impl Params,
    ) -> Result<Vec<Record<T>>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(record(row)?);
        }
        Ok(records)
    }

    /// All that a scope holds now, by id: to delete a diagnosis whole, say.
    pub fn ids(&self, scope: Scope) -> Result<Vec<(RecordId, Kind)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT record, kind FROM current WHERE diagnosis IS ? ORDER BY record",
        )?;
        let mut rows = statement.query([scope.diagnosis()])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            ids.push((row.get(0)?, Kind::from_name(&row.get::<_, String>(1)?)?));
        }
        Ok(ids)
    }

    /// All that a record has been, oldest first, also of a deleted record.
    pub fn history(&self, record: RecordId) -> Result<Vec<Revision>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT r.id, r.parents, r.body, {} FROM revision AS r \
             JOIN change AS c ON c.id = r.change WHERE r.record = ? ORDER BY r.change",
            ChangeRow::COLUMNS
        ))?;
        let mut rows = statement.query([record])?;
        let mut history = Vec::new();
        while let Some(row) = rows.next()? {
            let parents: String = row.get("parents")?;
            history.push(Revision {
                id: row.get("id")?,
                change: ChangeRow::read(row)?.try_into()?,
                parents: serde_json::from_str(&parents).map_err(unreadable)?,
                body: json(row.get("body")?)?,
            });
        }
        Ok(history)
    }

    /// The newest changes of a scope, newest first; undo and redo are changes too.
    /// [`Store::differences`] says what each did.
    pub fn changes(&self, scope: Scope, limit: u32) -> Result<Vec<Change>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {} FROM change AS c WHERE c.diagnosis IS ? ORDER BY c.id DESC LIMIT ?",
            ChangeRow::COLUMNS
        ))?;
        let mut rows = statement.query(params![scope.diagnosis(), limit])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(ChangeRow::read(row)?.try_into()?);
        }
        Ok(changes)
    }

    /// The kinds of records that were ever in a scope, in the order of [`Kind::ALL`].
    pub fn kinds(&self, scope: Scope) -> Result<Vec<Kind>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT kind FROM revision WHERE diagnosis IS ? ORDER BY kind",
        )?;
        let mut rows = statement.query([scope.diagnosis()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Kind::from_name(&row.get::<_, String>(0)?)?);
        }
        Ok(Kind::ALL.into_iter().filter(|kind| found.contains(kind)).collect())
    }

    /// The last body that each record of a kind in a scope had, of removed ones too.
    pub fn last_bodies(&self, kind: Kind, scope: Scope) -> Result<Vec<Value>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT body FROM revision AS r WHERE kind = ? AND diagnosis IS ? AND change = \
             (SELECT max(change) FROM revision WHERE record = r.record AND body IS NOT NULL) \
             ORDER BY record",
        )?;
        let mut rows = statement.query(params![kind.name(), scope.diagnosis()])?;
        let mut bodies = Vec::new();
        while let Some(row) = rows.next()? {
            bodies.extend(json(row.get(0)?)?);
        }
        Ok(bodies)
    }

    /// What a change did: each record's body before and after, in the order of their ids.
    pub fn differences(&self, change: &ChangeId) -> Result<Vec<Difference>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT r.record, r.kind, p.body, r.body FROM revision AS r \
             LEFT JOIN revision AS p ON p.id = r.parents ->> '$[0]' \
             WHERE r.change = ? ORDER BY r.record",
        )?;
        let mut rows = statement.query([change])?;
        let mut differences = Vec::new();
        while let Some(row) = rows.next()? {
            differences.push(Difference {
                record: row.get(0)?,
                kind: Kind::from_name(&row.get::<_, String>(1)?)?,
                before: json(row.get(2)?)?,
                after: json(row.get(3)?)?,
            });
        }
        Ok(differences)
    }
}

fn record<T: DeserializeOwned>(row: &Row<'_>) -> Result<Record<T>, StoreError> {
    let id: RecordId = row.get(0)?;
    let kind = Kind::from_name(&row.get::<_, String>(1)?)?;
    let body: String = row.get(3)?;
    let body = serde_json::from_str(&body).map_err(|source| StoreError::Body {
        kind,
        record: id,
        source,
    })?;
    Ok(Record { id, kind, scope: Scope::of(row.get(2)?), body })
}

fn json(body: Option<String>) -> Result<Option<Value>, StoreError> {
    body.map(|body| serde_json::from_str(&body)).transpose().map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> StoreError {
    StoreError::damaged(format!("a revision is not JSON: {error}"))
}
