//! Reading a package: all of it is held against its hashes before anything is used.

use super::{APPLICATION_ID, Package};
use crate::revision::{ChangeRow, RevisionRow};
use crate::{ChangeId, FileHash, KeptFile, Kind, RecordId, Scope, StoreError, migration};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, params};
use shuiheng_audit::Text;
use std::collections::BTreeMap;
use std::path::Path;

/// No package is larger, bytes: 4 GiB.
const LARGEST: u64 = 4 << 30;
/// How far a colleague's clock may be ahead: what is imported sets our own clock on.
const AHEAD: TimeDelta = TimeDelta::days(2);

fn refused(zh: impl Into<String>, en: impl Into<String>) -> StoreError {
    StoreError::Package { what: Box::new(Text::new(zh, en)) }
}

impl Package {
    /// Reads a package and examines the whole of it.
    ///
    /// # Errors
    /// [`StoreError::Package`] where it is none, of a newer program, incomplete, altered, or
    /// where its times lie in the future.
    pub fn read(path: &Path, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let size = std::fs::metadata(path).map_err(StoreError::at(path))?.len();
        if size > LARGEST {
            return Err(refused("文件超过 4 GiB。", "the file is larger than 4 GiB"));
        }
        let broken = |error: rusqlite::Error| {
            refused(format!("文件已损坏（{error}）。"), format!("the file is damaged ({error})"))
        };
        let conn = connect(path).map_err(broken)?;
        header(&conn)?;
        let (version, written): (String, String) = conn
            .query_row("SELECT version, written FROM package", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .map_err(broken)?;
        let written = DateTime::parse_from_rfc3339(&written)
            .map_err(|_| refused("写出时间有误。", "its time of writing is wrong"))?
            .to_utc();
        let diagnoses = diagnoses(&conn).map_err(broken)?;
        let changes = changes(&conn, now)?;
        let revisions = revisions(&conn, &changes)?;
        let mut by_record: BTreeMap<RecordId, Vec<String>> = BTreeMap::new();
        for (id, (_, row)) in &revisions {
            by_record.entry(row.record).or_default().push(id.clone());
        }
        let files = Vec::new();
        let package =
            Self { conn, written, version, diagnoses, changes, revisions, by_record, files };
        package.complete()?;
        let files = package.examined_files()?;
        Ok(Self { files, ..package })
    }

    /// The bytes of a file of the package.
    pub(crate) fn file(&self, hash: &FileHash) -> Result<Vec<u8>, StoreError> {
        let bytes: Vec<u8> = self.conn.query_row(
            "SELECT bytes FROM kept_file WHERE sha256 = ?",
            [hash.as_str()],
            |row| row.get(0),
        )?;
        Ok(bytes)
    }

    fn examined_files(&self) -> Result<Vec<KeptFile>, StoreError> {
        let mut statement =
            self.conn.prepare("SELECT sha256, name, bytes FROM kept_file ORDER BY sha256")?;
        let mut rows = statement.query([])?;
        let mut files = Vec::new();
        while let Some(row) = rows.next()? {
            let (hash, name): (String, String) = (row.get(0)?, row.get(1)?);
            let bytes: Vec<u8> = row.get(2)?;
            let hash: FileHash = hash.parse()?;
            if FileHash::of(&bytes) != hash {
                return Err(refused(
                    format!("其中的文件“{name}”与校验值不符。"),
                    format!("the file {name} in it is not what its hash says"),
                ));
            }
            files.push(KeptFile { hash, name, size: bytes.len() as u64 });
        }
        Ok(files)
    }

    /// Every record belongs to one of its diagnoses or to the workspace, every parent is
    /// there, and every diagnosis has its own record.
    fn complete(&self) -> Result<(), StoreError> {
        let known: Vec<RecordId> = self.diagnoses.iter().map(|(id, _)| *id).collect();
        for (_, row) in self.revisions.values() {
            let stranger = row.scope.diagnosis().is_some_and(|id| !known.contains(&id));
            if stranger || row.scope == Scope::Workspace && row.kind != Kind::Report {
                return Err(refused(
                    format!("其中的记录 {} 不属于所列的诊断。", row.record),
                    format!("record {} in it belongs to none of its diagnoses", row.record),
                ));
            }
            if row.parents.iter().any(|parent| !self.revisions.contains_key(parent)) {
                return Err(refused(
                    format!("记录 {} 的修改历史不完整。", row.record),
                    format!("the history of record {} is not complete", row.record),
                ));
            }
        }
        for (id, name) in &self.diagnoses {
            let mut own = self.revisions.values().filter(|(_, row)| row.record == *id);
            if !own.any(|(_, row)| row.kind == Kind::Diagnosis) {
                return Err(refused(
                    format!("其中没有诊断“{name}”的内容。"),
                    format!("it does not hold the diagnosis {name}"),
                ));
            }
        }
        if known.is_empty() {
            return Err(refused("其中没有诊断。", "it holds no diagnosis"));
        }
        Ok(())
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // Views and functions in a foreign schema get no rights.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    Ok(conn)
}

fn header(conn: &Connection) -> Result<(), StoreError> {
    let foreign = || refused("不是本程序的诊断包。", "it is no package of this program");
    let number = |pragma| -> Result<u32, StoreError> {
        conn.pragma_query_value(None, pragma, |row| row.get(0)).map_err(|_| foreign())
    };
    if number("application_id")? != APPLICATION_ID {
        return Err(foreign());
    }
    let (found, known) = (number("user_version")?, migration::newest(migration::MIGRATIONS));
    if known < found {
        return Err(refused(
            format!("由更新版本的程序写成（格式版本 {found}，本程序最高支持 {known}）。"),
            format!("it was written by a newer program (format {found}; this one knows {known})"),
        ));
    }
    let sound: String = conn.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if sound != "ok" {
        return Err(refused(
            format!("文件已损坏（{sound}）。"),
            format!("the file is damaged ({sound})"),
        ));
    }
    Ok(())
}

fn diagnoses(conn: &Connection) -> rusqlite::Result<Vec<(RecordId, String)>> {
    let mut statement = conn.prepare("SELECT id, name FROM diagnosis ORDER BY name, id")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn changes(
    conn: &Connection,
    now: DateTime<Utc>,
) -> Result<BTreeMap<ChangeId, ChangeRow>, StoreError> {
    let mut statement =
        conn.prepare(&format!("SELECT {} FROM change AS c ORDER BY c.id", ChangeRow::COLUMNS))?;
    let mut rows = statement.query(params![])?;
    let mut changes = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let change = ChangeRow::read(row)?;
        let Some(time) = change.id.time() else {
            return Err(refused(
                format!("修改编号“{}”有误。", change.id),
                format!("the id of the change {} is wrong", change.id),
            ));
        };
        if time > now + AHEAD {
            return Err(refused(
                format!("其中的修改“{}”时间在将来（{}）。", change.label.zh, change.time),
                format!("its change \"{}\" lies in the future ({})", change.label.en, change.time),
            ));
        }
        changes.insert(change.id.clone(), change);
    }
    Ok(changes)
}

fn revisions(
    conn: &Connection,
    changes: &BTreeMap<ChangeId, ChangeRow>,
) -> Result<BTreeMap<String, (ChangeId, RevisionRow)>, StoreError> {
    let mut statement = conn.prepare(
        "SELECT id, record, kind, diagnosis, body, parents, change FROM revision ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut revisions = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (id, parents): (String, String) = (row.get(0)?, row.get(5)?);
        let change: ChangeId = row.get(6)?;
        let altered = || {
            refused(
                "其中有修改历史与校验值不符，可能被改动或损坏。",
                "a revision in it is not what its hash says; it was altered or damaged",
            )
        };
        let revision = RevisionRow {
            record: row.get(1)?,
            kind: Kind::from_name(&row.get::<_, String>(2)?).map_err(|_| altered())?,
            scope: Scope::of(row.get(3)?),
            body: row.get(4)?,
            parents: serde_json::from_str(&parents).map_err(|_| altered())?,
        };
        let of = changes.get(&change).ok_or_else(altered)?;
        if revision.id(of)? != id {
            return Err(altered());
        }
        revisions.insert(id, (change, revision));
    }
    Ok(revisions)
}
