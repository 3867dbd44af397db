//! Opening a workspace: the one place where its database is connected to.

use crate::{
    StoreError,
    migration::{self, MIGRATIONS},
};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags, OptionalExtension, config::DbConfig, types::FromSql};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::Read,
    path::{Path, PathBuf},
    time::Duration,
};
use uuid::{NoContext, Timestamp, Uuid};

/// `SHUI`, in the database's header; the first migration writes it.
const APPLICATION_ID: u32 = 0x5348_5549;
/// Before 3.51.3 a reset of the write-ahead log could damage the database.
const OLDEST_SQLITE: i32 = 3_051_003;
/// How long to wait for a lock that another process holds for a moment.
const PATIENCE: Duration = Duration::from_millis(500);

/// What opening needs to know.
///
/// Kept a type of its own because an encrypted workspace will need a key here.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// The time, for the name of the device in a workspace that is new.
    pub now: DateTime<Utc>,
}

/// The parts of the workspace's folder.
#[derive(Clone, Debug)]
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("workspace.sqlite3")
    }
    pub(crate) fn lock(&self) -> PathBuf {
        self.0.join("workspace.lock")
    }
    pub(crate) fn files(&self) -> PathBuf {
        self.0.join("files")
    }
    pub(crate) fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }
    pub(crate) fn log(&self) -> PathBuf {
        self.0.join("log")
    }

    fn create(&self) -> Result<(), StoreError> {
        for path in [self.files(), self.backups(), self.log()] {
            fs::create_dir_all(&path).map_err(StoreError::at(&path))?;
        }
        Ok(())
    }
}

/// A database that is open and known to be ours.
pub(crate) struct Opened {
    pub conn: Connection,
    /// The id of this copy of the workspace.
    pub device: String,
    /// Keeps other processes out for as long as it lives.
    pub lock: File,
}

/// Opens or creates the database of a folder.
pub(crate) fn open(folder: &Folder, opening: Opening) -> Result<Opened, StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::OldSqlite { found: rusqlite::version().into() });
    }
    let path = folder.database();
    refuse_what_is_not_ours(&path)?;
    folder.create()?;
    let lock = lock(&folder.lock())?;
    let mut conn = connect(&path)?;
    // Until the format is known to be ours, closing must not write to the file.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    migration::migrate(&mut conn, &path, MIGRATIONS)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    let device = device(&conn, opening.now)?;
    Ok(Opened { conn, device, lock })
}

/// Looks at the first bytes of the file, without SQLite, so that a file which is not ours
/// or is newer stays as it is, to the byte.
fn refuse_what_is_not_ours(path: &Path) -> Result<(), StoreError> {
    let Some(header) = header(path)? else { return Ok(()) };
    let foreign = || StoreError::Foreign { path: path.into() };
    let number = |at: usize| header.get(at..at + 4).map_or(0, big_endian);
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(foreign());
    }
    match number(68) {
        APPLICATION_ID => {}
        // Of a workspace whose creation was cut short, the name may still be in the log.
        0 if is_new_or_ours(path)? => return Ok(()),
        _ => return Err(foreign()),
    }
    let (found, known) = (number(60), migration::newest(MIGRATIONS));
    if known < found {
        return Err(StoreError::Newer { path: path.into(), found, known });
    }
    Ok(())
}

/// The database header of a file; none where there is no file or an empty one.
fn header(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    let file = match File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(StoreError::at(path))?,
    };
    let mut header = Vec::new();
    file.take(100).read_to_end(&mut header).map_err(StoreError::at(path))?;
    Ok((!header.is_empty()).then_some(header))
}

fn big_endian(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn is_new_or_ours(path: &Path) -> Result<bool, StoreError> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let id: u32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: u32 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(id == APPLICATION_ID || (id == 0 && tables == 0))
}

fn lock(path: &Path) -> Result<File, StoreError> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(StoreError::at(path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        Err(TryLockError::Error(source)) => Err(StoreError::at(path)(source)),
    }
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    conn.busy_timeout(PATIENCE)?;
    // Without a word, SQLite keeps its old setting where it cannot take the new one.
    set(&conn, "journal_mode", "WAL", "wal".to_owned())?;
    set(&conn, "synchronous", "FULL", 2)?;
    set(&conn, "foreign_keys", "ON", 1)?;
    // Only macOS heeds these two: there, a plain fsync does not reach the disk.
    set(&conn, "fullfsync", "ON", 1)?;
    set(&conn, "checkpoint_fullfsync", "ON", 1)?;
    // So that INSERT OR REPLACE does not slip past the triggers of the history.
    set(&conn, "recursive_triggers", "ON", 1)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

fn set<T: FromSql + PartialEq + ToString>(
    conn: &Connection,
    pragma: &'static str,
    value: &str,
    expected: T,
) -> Result<(), StoreError> {
    conn.execute_batch(&format!("PRAGMA {pragma} = {value}"))?;
    let found: T = conn.pragma_query_value(None, pragma, |row| row.get(0))?;
    if found == expected {
        return Ok(());
    }
    Err(StoreError::SettingRefused { pragma, wanted: value.into(), found: found.to_string() })
}

/// The name of this copy of the workspace in the clock of its changes; made when it is new.
fn device(conn: &Connection, now: DateTime<Utc>) -> Result<String, StoreError> {
    let known = conn
        .query_row("SELECT value FROM meta WHERE key = 'device'", [], |row| row.get(0))
        .optional()?;
    if let Some(device) = known {
        return Ok(device);
    }
    let device = Uuid::new_v7(timestamp(now, NoContext)).simple().to_string();
    conn.execute("INSERT INTO meta (key, value) VALUES ('device', ?)", [&device])?;
    Ok(device)
}

/// A time for a UUID; before 1970 counts as 1970.
pub(crate) fn timestamp(
    now: DateTime<Utc>,
    context: impl uuid::ClockSequence<Output: Into<u128>>,
) -> Timestamp {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    Timestamp::from_unix(context, seconds, now.timestamp_subsec_nanos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_cannot_hold_a_log_is_refused() {
        let refused = connect(Path::new(":memory:")).unwrap_err();
        let expected = "the database does not accept journal_mode = WAL (it says memory)";
        assert_eq!(refused.to_string(), expected);
    }

    #[test]
    fn a_connection_is_durable_and_guards_the_history_against_replacing() {
        let folder = tempfile::tempdir().unwrap();
        let mut conn = connect(&folder.path().join("x")).unwrap();
        migration::migrate(&mut conn, Path::new("x"), MIGRATIONS).unwrap();
        let number =
            |pragma| -> i64 { conn.pragma_query_value(None, pragma, |r| r.get(0)).unwrap() };
        assert_eq!((number("synchronous"), number("foreign_keys")), (2, 1));
        assert_eq!(number("application_id"), i64::from(APPLICATION_ID));
        let change = |author: &str| {
            conn.execute_batch(&format!(
                "INSERT OR REPLACE INTO change VALUES ('1', NULL, 'd', '{author}', 't', '', '', '', NULL, NULL)"
            ))
        };
        change("x").unwrap();
        let refused = change("y").unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}
