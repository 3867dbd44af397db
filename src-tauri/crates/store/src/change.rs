//! Changing a workspace: one intention of a person at a time, whole or not at all.

use crate::{
    Body, ChangeId, Kind, Record, RecordId, Scope, Store, StoreError,
    revision::{self, ChangeRow, Edit, Edits},
};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use shuiheng_audit::Text;

/// Who wants to change what, and why. It stands in the change log and on the undo button.
#[derive(Clone, Debug)]
pub struct Intent {
    /// What is done, as a short phrase: `修改用水单元`, `Edit a unit`.
    pub label: Text,
    /// The person's name as it is to stand in the history.
    pub author: String,
    /// Why, in the person's own words; empty where none was asked for.
    pub reason: String,
    /// The time, UTC.
    pub now: DateTime<Utc>,
}

/// The edits of one change, until all of them are written at once.
#[derive(Debug)]
pub struct Draft<'a> {
    conn: &'a Connection,
    edits: Edits,
}

impl Draft<'_> {
    /// Creates a record, or gives it a new body. The same body as now is no edit. Of
    /// several edits of a record the last one counts.
    ///
    /// # Errors
    /// [`StoreError::NotFaithful`] where the body would not come back from JSON as it is
    /// (NaN, infinity). The whole change is refused later with [`StoreError::Moved`]
    /// where the record is known under another kind or scope.
    pub fn put<T: Body>(&mut self, record: &Record<T>) -> Result<(), StoreError> {
        let body = Some(record.body_json()?);
        let Record { id, kind, scope, .. } = *record;
        self.edits.insert(id, Edit { kind, scope, body });
        Ok(())
    }

    /// Deletes a record. Its history stays, and undo brings it back.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`] where there is none, or it is deleted already.
    pub fn delete(&mut self, record: RecordId) -> Result<(), StoreError> {
        let missing = || StoreError::NoRecord { record };
        if let Some(edit) = self.edits.get_mut(&record) {
            return edit.body.take().map(|_| ()).ok_or_else(missing);
        }
        let (kind, scope) = living(self.conn, record)?.ok_or_else(missing)?;
        self.edits.insert(record, Edit { kind, scope, body: None });
        Ok(())
    }
}

fn living(conn: &Connection, record: RecordId) -> Result<Option<(Kind, Scope)>, StoreError> {
    let row: Option<(String, Option<RecordId>)> = conn
        .prepare_cached("SELECT kind, diagnosis FROM current WHERE record = ?")?
        .query_row([record], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    row.map(|(kind, diagnosis)| Ok((Kind::from_name(&kind)?, Scope::of(diagnosis)))).transpose()
}

impl Store {
    /// Makes one change: all the edits of the closure, or none of them. When it returns,
    /// the change is on the disk.
    ///
    /// Gives what the closure gave, and the id of the change; no id where nothing was
    /// changed, because every body was the same as before.
    ///
    /// # Errors
    /// Any error of the closure, or of the database; then nothing is changed.
    /// [`StoreError::TwoDiagnoses`] where records of two diagnoses were edited;
    /// records of the workspace may be edited along with one diagnosis.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        intent: &Intent,
        edit: impl FnOnce(&mut Draft<'_>) -> Result<T, E>,
    ) -> Result<(T, Option<ChangeId>), E> {
        let (transaction, change) = self.begin(intent)?;
        let mut draft = Draft { conn: &transaction, edits: Edits::new() };
        let value = edit(&mut draft)?;
        let edits = draft.edits;
        let id = revision::append(&transaction, change, edits)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok((value, id))
    }

    /// A transaction, and the change that is to be written in it.
    pub(crate) fn begin(
        &mut self,
        intent: &Intent,
    ) -> Result<(Transaction<'_>, ChangeRow), StoreError> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let newest = revision::newest_change(&transaction)?;
        let change = ChangeRow {
            id: ChangeId::next(newest.as_ref(), intent.now, &self.device),
            scope: Scope::Workspace,
            device: self.device.clone(),
            author: intent.author.clone(),
            time: revision::time_text(intent.now),
            label: intent.label.clone(),
            reason: intent.reason.clone(),
            undoes: None,
            redoes: None,
        };
        Ok((transaction, change))
    }
}
