//! Merging: all of a package, in one transaction.

use super::plan::{Step, presence, records, step};
use super::{Decisions, Merged, Presence};
use crate::file::write_whole;
use crate::package::Package;
use crate::revision::{self, ChangeRow, RevisionRow};
use crate::{ChangeId, Intent, RecordId, Scope, Store, StoreError};
use rusqlite::{Connection, OptionalExtension, params};
use shuiheng_audit::Text;

impl Store {
    /// Merges a package: its history is joined with that of this copy, its files are kept.
    /// Each known diagnosis gets one change under the intent, which undo takes back. `check`
    /// looks at the result before it counts; where it fails nothing has changed.
    ///
    /// # Errors
    /// [`StoreError::Package`] where a conflict is not decided or the package contradicts the
    /// history here; any error of `check` or of the database. Nothing is changed then.
    pub fn merge<E: From<StoreError>>(
        &mut self,
        package: &Package,
        decisions: &Decisions,
        intent: &Intent,
        check: impl FnOnce(&Self) -> Result<(), E>,
    ) -> Result<Merged, E> {
        // Without its row a file counts for nothing, so that it may stay where the rest fails.
        for file in &package.files {
            let path = self.folder.files().join(file.hash.as_str());
            if !path.exists() {
                write_whole(&path, &package.file(&file.hash)?)?;
            }
        }
        let store = &*self;
        let transaction = store.conn.unchecked_transaction().map_err(StoreError::from)?;
        let merged = store.merge_into(&transaction, package, (decisions, intent))?;
        check(store)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(merged)
    }

    fn merge_into(
        &self,
        conn: &Connection,
        package: &Package,
        (decisions, intent): (&Decisions, &Intent),
    ) -> Result<Merged, StoreError> {
        // What becomes of each record is settled by the histories as they are now.
        let mut planned = Vec::new();
        for (id, _) in &package.diagnoses {
            let presence = presence(conn, *id)?;
            let mut steps = Vec::new();
            for record in records(package, Scope::Diagnosis(*id)) {
                steps.extend(step(conn, package, (record, presence), decisions)?);
            }
            let open: usize = steps.iter().map(|step| step.conflicts.len()).sum();
            if open > 0 {
                return Err(undecided(open));
            }
            planned.push((*id, presence, steps));
        }
        let mut merged = Merged { files: 0, ..Merged::default() };
        for file in &package.files {
            let size = i64::try_from(file.size).unwrap_or(i64::MAX);
            let new = conn.execute(
                "INSERT INTO kept_file (sha256, name, size) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                params![file.hash.as_str(), file.name, size],
            )?;
            merged.files += new as u64;
        }
        for record in records(package, Scope::Workspace) {
            merged.reports += u64::from(revision::head(conn, record)?.is_none());
        }
        join(conn, package)?;
        for record in records(package, Scope::Workspace) {
            project(conn, record)?;
        }
        for (id, presence, steps) in planned {
            if presence == Presence::New {
                for step in &steps {
                    project(conn, step.record)?;
                }
                merged.added += 1;
            } else if self.bring(conn, (id, &steps), intent)? {
                merged.changed += 1;
            }
        }
        Ok(merged)
    }

    /// Brings what the package knows into a known diagnosis, as one change of this copy. False
    /// where it knows nothing new.
    fn bring(
        &self,
        conn: &Connection,
        (id, steps): (RecordId, &[Step]),
        intent: &Intent,
    ) -> Result<bool, StoreError> {
        if steps.is_empty() {
            return Ok(false);
        }
        let newest = revision::newest_change(conn)?;
        let change = ChangeRow {
            id: ChangeId::next(newest.as_ref(), intent.now, &self.device),
            scope: Scope::Diagnosis(id),
            device: self.device.clone(),
            author: intent.author.clone(),
            time: revision::time_text(intent.now),
            label: intent.label.clone(),
            reason: intent.reason.clone(),
            undoes: None,
            redoes: None,
        };
        change.write(conn)?;
        // Undo asks here whether a record with one parent was new: then it goes again.
        conn.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?)",
            params![format!("merged:{}", change.id), revision::time_text(intent.now)],
        )?;
        for step in steps {
            let parents = step.mine.iter().chain([&step.theirs]).cloned().collect();
            let row = RevisionRow {
                record: step.record,
                kind: step.kind,
                scope: step.scope,
                body: step.body.clone(),
                parents,
            };
            row.write(conn, &change)?;
        }
        Ok(true)
    }
}

fn undecided(open: usize) -> StoreError {
    StoreError::Package {
        what: Box::new(Text::new(
            format!("双方都修改过的内容尚有 {open} 处没有选定。"),
            format!("{open} fields that both changed are not decided"),
        )),
    }
}

/// The union of the histories.
fn join(conn: &Connection, package: &Package) -> Result<(), StoreError> {
    for change in package.changes.values() {
        let known = conn
            .prepare_cached(&format!(
                "SELECT {} FROM change AS c WHERE c.id = ?",
                ChangeRow::COLUMNS
            ))?
            .query_row([&change.id], ChangeRow::read)
            .optional()?;
        match known {
            None => change.write(conn)?,
            Some(known) if known.same(change) => {}
            Some(_) => {
                return Err(StoreError::Package {
                    what: Box::new(Text::new(
                        format!("其中的修改“{}”与本工作区同一编号的修改不同。", change.label.zh),
                        format!("its change \"{}\" differs from the one here", change.label.en),
                    )),
                });
            }
        }
    }
    for (id, (change, row)) in &package.revisions {
        let known: bool = conn
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM revision WHERE id = ?)")?
            .query_row([id], |row| row.get(0))?;
        if let Some(change) = package.changes.get(change).filter(|_| !known) {
            row.insert(conn, (id, &change.id))?;
        }
    }
    Ok(())
}

/// Brings the current state of a record after its history.
fn project(conn: &Connection, record: RecordId) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM current WHERE record = ?")?.execute([record])?;
    conn.prepare_cached(
        "INSERT INTO current (record, kind, diagnosis, body, revision) \
         SELECT record, kind, diagnosis, body, revision FROM head \
         WHERE record = ? AND body IS NOT NULL",
    )?
    .execute([record])?;
    Ok(())
}
