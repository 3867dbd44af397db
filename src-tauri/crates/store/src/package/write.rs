//! Writing a package.

use super::{APPLICATION_ID, Packed, Packing};
use crate::revision::time_text;
use crate::{FileHash, RecordId, Store, StoreError, migration};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, params, params_from_iter};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const SCHEMA: &str = "
CREATE TABLE package (version TEXT NOT NULL, written TEXT NOT NULL) STRICT;
CREATE TABLE diagnosis (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE change (
  id TEXT PRIMARY KEY, diagnosis TEXT, device TEXT NOT NULL, author TEXT NOT NULL,
  time TEXT NOT NULL, label_zh TEXT NOT NULL, label_en TEXT NOT NULL, reason TEXT NOT NULL,
  undoes TEXT, redoes TEXT) STRICT;
CREATE TABLE revision (
  id TEXT PRIMARY KEY, record TEXT NOT NULL, kind TEXT NOT NULL, diagnosis TEXT, body TEXT,
  parents TEXT NOT NULL, change TEXT NOT NULL) STRICT;
CREATE TABLE kept_file (
  sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
";

impl Store {
    /// Writes a package. The file appears under its name only when it is complete.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where the place is taken; [`StoreError::FileMissing`] and
    /// [`StoreError::FileDamaged`] where a kept file is not what it was.
    pub fn write_package(
        &self,
        path: &Path,
        packing: &Packing,
        now: DateTime<Utc>,
    ) -> Result<Packed, StoreError> {
        if path.exists() {
            return Err(StoreError::Exists { path: path.into() });
        }
        let beside = path.with_added_extension("part");
        // What a package that was cut short has left.
        let _ = fs::remove_file(&beside);
        let done = self.pack(&beside, packing, now).and_then(|packed| {
            fs::rename(&beside, path).map_err(StoreError::at(path))?;
            Ok(packed)
        });
        if done.is_err() {
            let _ = fs::remove_file(&beside);
        }
        done
    }

    fn pack(
        &self,
        path: &Path,
        packing: &Packing,
        now: DateTime<Utc>,
    ) -> Result<Packed, StoreError> {
        let mut conn = Connection::open(path)?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        conn.pragma_update(None, "user_version", migration::newest(migration::MIGRATIONS))?;
        let transaction = conn.transaction()?;
        transaction.execute_batch(SCHEMA)?;
        transaction.execute(
            "INSERT INTO package (version, written) VALUES (?, ?)",
            params![packing.version, time_text(now)],
        )?;
        for (id, name) in &packing.diagnoses {
            transaction
                .execute("INSERT INTO diagnosis (id, name) VALUES (?, ?)", params![id, name])?;
        }
        let revisions = self.pack_history(&transaction, packing)?;
        let files = self.pack_files(&transaction, packing)?;
        transaction.commit()?;
        conn.close().map_err(|(_, error)| error)?;
        let bytes = fs::metadata(path).map_err(StoreError::at(path))?.len();
        Ok(Packed { revisions, files, bytes })
    }

    fn pack_history(&self, to: &Connection, packing: &Packing) -> Result<u64, StoreError> {
        let ids = |ids: &[RecordId]| ids.iter().map(RecordId::to_string).collect::<Vec<_>>();
        let scopes: Vec<RecordId> = packing.diagnoses.iter().map(|(id, _)| *id).collect();
        let (scopes, along) = (ids(&scopes), ids(&packing.along));
        let holes = |count: usize| vec!["?"; count].join(", ");
        let mut statement = self.conn.prepare(&format!(
            "SELECT id, record, kind, diagnosis, body, parents, change FROM revision \
             WHERE diagnosis IN ({}) OR record IN ({}) ORDER BY id",
            holes(scopes.len()),
            holes(along.len())
        ))?;
        let mut rows = statement.query(params_from_iter(scopes.iter().chain(&along)))?;
        let mut insert = to.prepare("INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, ?)")?;
        let (mut count, mut changes) = (0, BTreeSet::new());
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get::<_, Option<String>>(at);
            let change = text(6)?;
            insert.execute(params![
                text(0)?,
                text(1)?,
                text(2)?,
                text(3)?,
                text(4)?,
                text(5)?,
                change
            ])?;
            changes.extend(change);
            count += 1;
        }
        let mut read = self.conn.prepare(
            "SELECT id, diagnosis, device, author, time, label_zh, label_en, reason, undoes, \
             redoes FROM change WHERE id = ?",
        )?;
        let mut insert = to.prepare("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        for change in &changes {
            let cells = read.query_row([change], |row| {
                (0..10).map(|at| row.get::<_, Option<String>>(at)).collect::<Result<Vec<_>, _>>()
            })?;
            insert.execute(params_from_iter(cells))?;
        }
        Ok(count)
    }

    fn pack_files(&self, to: &Connection, packing: &Packing) -> Result<u64, StoreError> {
        let mut wanted: BTreeSet<FileHash> = packing.files.iter().cloned().collect();
        let mut named = to.prepare(
            "SELECT DISTINCT body ->> '$.sha256' FROM revision \
             WHERE kind IN ('source_file', 'photo') AND body ->> '$.sha256' IS NOT NULL",
        )?;
        for hash in named.query_map([], |row| row.get::<_, String>(0))? {
            wanted.insert(hash?.parse()?);
        }
        let kept = self.files()?;
        let mut insert = to.prepare("INSERT INTO kept_file VALUES (?, ?, ?, ?)")?;
        let mut count = 0;
        for file in kept.iter().filter(|file| wanted.contains(&file.hash)) {
            let bytes = self.file(&file.hash)?;
            let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            insert.execute(params![file.hash.as_str(), file.name, size, bytes])?;
            count += 1;
        }
        Ok(count)
    }
}
