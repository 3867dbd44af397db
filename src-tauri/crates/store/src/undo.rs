//! Undo and redo: new changes that bring earlier bodies back. Nothing is ever taken out
//! of the history.

use crate::{
    ChangeId, Intent, Kind, RecordId, Scope, Store, StoreError,
    revision::{self, ChangeRow, Edit, Edits, Head},
};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};
use shuiheng_audit::Text;
use std::collections::BTreeSet;

/// What can be undone or redone.
struct Target {
    /// The change as the person made it.
    change: ChangeRow,
    /// The change that brought the present state about: the change itself, its latest
    /// redo, or (for redo) its latest undo.
    last: ChangeId,
}

impl Store {
    /// What undo would take back in a scope: the newest change of this device that is not
    /// undone. None where there is nothing.
    pub fn can_undo(&self, scope: Scope) -> Result<Option<Text>, StoreError> {
        Ok(self.undo_target(scope)?.map(|target| target.change.label))
    }

    /// What redo would bring back in a scope. None where there is nothing, or where
    /// something else was changed since the undo.
    pub fn can_redo(&self, scope: Scope) -> Result<Option<Text>, StoreError> {
        Ok(self.redo_target(scope)?.map(|target| target.change.label))
    }

    /// Takes back the newest change of a scope that is not undone, by a new change. It
    /// works across restarts. No id where there is nothing to undo.
    ///
    /// # Errors
    /// [`StoreError::ChangedSince`] where one of the records is no longer as the change
    /// left it: another device changed it, or a change of another scope did.
    pub fn undo(
        &mut self,
        scope: Scope,
        author: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<ChangeId>, StoreError> {
        let Some(target) = self.undo_target(scope)? else { return Ok(None) };
        let Text { zh, en } = &target.change.label;
        let label = Text::new(format!("撤销：{zh}"), format!("Undo: {en}"));
        let id = target.change.id.clone();
        let intent = Intent { label, author: author.into(), reason: String::new(), now };
        self.turn_back(&target, &intent, |change| change.undoes = Some(id))
    }

    /// Brings back what undo took back last. No id where there is nothing to redo.
    ///
    /// # Errors
    /// As for [`Store::undo`].
    pub fn redo(
        &mut self,
        scope: Scope,
        author: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<ChangeId>, StoreError> {
        let Some(target) = self.redo_target(scope)? else { return Ok(None) };
        let Text { zh, en } = &target.change.label;
        let label = Text::new(format!("重做：{zh}"), format!("Redo: {en}"));
        let id = target.change.id.clone();
        let intent = Intent { label, author: author.into(), reason: String::new(), now };
        self.turn_back(&target, &intent, |change| change.redoes = Some(id))
    }

    /// Appends a change that gives the records of `target.last` the bodies they had before.
    fn turn_back(
        &mut self,
        target: &Target,
        intent: &Intent,
        mark: impl FnOnce(&mut ChangeRow),
    ) -> Result<Option<ChangeId>, StoreError> {
        let (transaction, mut change) = self.begin(intent)?;
        mark(&mut change);
        let edits = before(&transaction, target)?;
        let id = revision::append(&transaction, change, edits)?;
        transaction.commit()?;
        Ok(id)
    }

    /// Walks back from the newest change. An undo says of its change that it is undone,
    /// unless a newer redo has been met.
    fn undo_target(&self, scope: Scope) -> Result<Option<Target>, StoreError> {
        let mut undone = BTreeSet::new();
        self.walk_back(scope, |row| match (&row.undoes, &row.redoes) {
            (Some(id), _) => {
                undone.insert(id.clone());
                Step::On
            }
            (None, Some(id)) if undone.contains(id) => Step::On,
            (None, Some(id)) => Step::Found(id.clone()),
            (None, None) if undone.contains(&row.id) => Step::On,
            (None, None) => Step::Found(row.id.clone()),
        })
    }

    /// Walks back from the newest change, up to the first that is neither undo nor redo:
    /// that one cleared what could be redone before.
    fn redo_target(&self, scope: Scope) -> Result<Option<Target>, StoreError> {
        let mut redone = BTreeSet::new();
        self.walk_back(scope, |row| match (&row.undoes, &row.redoes) {
            (Some(id), _) if redone.contains(id) => Step::On,
            (Some(id), _) => Step::Found(id.clone()),
            (None, Some(id)) => {
                redone.insert(id.clone());
                Step::On
            }
            (None, None) => Step::End,
        })
    }

    fn walk_back(
        &self,
        scope: Scope,
        mut look: impl FnMut(&ChangeRow) -> Step,
    ) -> Result<Option<Target>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {} FROM change AS c WHERE c.diagnosis IS ? AND c.device = ? \
             ORDER BY c.id DESC",
            ChangeRow::COLUMNS
        ))?;
        let mut rows = statement.query(params![scope.diagnosis(), self.device])?;
        while let Some(row) = rows.next()? {
            let row = ChangeRow::read(row)?;
            match look(&row) {
                Step::On => {}
                Step::End => return Ok(None),
                Step::Found(id) => {
                    let change = change(&self.conn, &id)?;
                    return Ok(Some(Target { change, last: row.id }));
                }
            }
        }
        Ok(None)
    }
}

/// What to do after a look at a change.
enum Step {
    On,
    End,
    Found(ChangeId),
}

fn change(conn: &Connection, id: &ChangeId) -> Result<ChangeRow, StoreError> {
    conn.prepare_cached(&format!("SELECT {} FROM change AS c WHERE c.id = ?", ChangeRow::COLUMNS))?
        .query_row([id], ChangeRow::read)
        .optional()?
        .ok_or_else(|| StoreError::damaged(format!("the change {id} is missing from the history")))
}

/// The bodies before `target.last`, provided that the records still have the bodies that
/// it gave them. Bodies are compared and not revisions, because undone later changes
/// stand in between.
fn before(conn: &Connection, target: &Target) -> Result<Edits, StoreError> {
    let mut statement = conn.prepare_cached(
        // Of a merge, the only parent of a record that was new here is the other copy's.
        "SELECT r.record, r.kind, r.diagnosis, r.body, p.body FROM revision AS r \
         LEFT JOIN revision AS p ON p.id = r.parents ->> '$[0]' \
          AND NOT (json_array_length(r.parents) = 1 \
                   AND EXISTS (SELECT 1 FROM meta WHERE key = 'merged:' || r.change)) \
         WHERE r.change = ? ORDER BY r.record",
    )?;
    let mut rows = statement.query([&target.last])?;
    let mut edits = Edits::new();
    while let Some(row) = rows.next()? {
        let record: RecordId = row.get(0)?;
        let head = revision::head(conn, record)?
            .ok_or_else(|| StoreError::damaged(format!("record {record} has no revision")))?;
        if head.body != row.get(3)? {
            return Err(changed_since(conn, target, &head)?);
        }
        let kind = Kind::from_name(&row.get::<_, String>(1)?)?;
        edits.insert(record, Edit { kind, scope: Scope::of(row.get(2)?), body: row.get(4)? });
    }
    Ok(edits)
}

fn changed_since(
    conn: &Connection,
    target: &Target,
    head: &Head,
) -> Result<StoreError, StoreError> {
    let later = change(conn, &head.change)?;
    Ok(StoreError::ChangedSince {
        change: Box::new(target.change.label.clone()),
        later: Box::new(later.label),
        author: later.author,
        kind: head.kind,
    })
}
