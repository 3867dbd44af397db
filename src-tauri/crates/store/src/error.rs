//! What can go wrong with a workspace, in words for the person at the screen.

use crate::{Kind, RecordId};
use rusqlite::ErrorCode;
use shuiheng_audit::Text;
use std::{io, path::PathBuf};

/// Why the store refused. Nothing was changed when one of these is returned.
///
/// [`StoreError::text`] and [`StoreError::fix`] are the sentences for the screen.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A folder or file of the workspace cannot be read or written.
    #[error("{} cannot be read or written: {source}", path.display())]
    Folder {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another process has the workspace open.
    #[error("the workspace is open in another window or command of this program")]
    InUse,
    /// The database file cannot be opened, or may only be read.
    #[error("the workspace's database cannot be opened, or can only be read")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The workspace was written by a newer version of the program.
    #[error("{} was written by a newer version of this program (format {found}; this version knows {known})", path.display())]
    Newer {
        /// The database file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format that this program knows.
        known: u32,
    },
    /// The file is another program's.
    #[error("{} is not a workspace of this program", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// What is stored is damaged.
    #[error("the workspace's database is damaged: {detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// SQLite would not take a setting that the safety of the data rests on.
    #[error("the database does not accept {pragma} = {wanted} (it says {found})")]
    SettingRefused {
        /// The setting.
        pragma: &'static str,
        /// What was asked for.
        wanted: String,
        /// What it says.
        found: String,
    },
    /// The SQLite in use has a known bug that damages data.
    #[error("SQLite {found} is too old: 3.51.3 or newer is needed")]
    OldSqlite {
        /// The version in use.
        found: String,
    },
    /// Any other error of the database.
    #[error("the database reports an error: {0}")]
    Database(#[source] rusqlite::Error),
    /// A body cannot be written as JSON, or a stored one does not fit the type asked for.
    #[error("the content of a record ({kind}, {record}) cannot be read or written: {source}")]
    Body {
        /// What the record is.
        kind: Kind,
        /// Which record.
        record: RecordId,
        /// What serde says.
        source: serde_json::Error,
    },
    /// A body would not be the same when read again: a number that is not finite, say.
    #[error(
        "the content of a record ({kind}, {record}) would not be the same when read again; a number in it may be infinite or undefined"
    )]
    NotFaithful {
        /// What the record is.
        kind: Kind,
        /// Which record.
        record: RecordId,
    },
    /// The text is not the id of a record.
    #[error("{text:?} is not the id of a record")]
    NotAnId {
        /// The text.
        text: String,
    },
    /// The text is not the SHA-256 of a file.
    #[error("{text:?} is not the SHA-256 of a file")]
    NotAHash {
        /// The text.
        text: String,
    },
    /// There is no such record, or it is deleted.
    #[error("there is no record {record}, or it has been deleted")]
    NoRecord {
        /// Which record.
        record: RecordId,
    },
    /// A record cannot become another kind, or move to another diagnosis.
    #[error("record {record} is a {kind}; its kind and its diagnosis cannot change")]
    Moved {
        /// Which record.
        record: RecordId,
        /// What it is.
        kind: Kind,
    },
    /// One change touches two diagnoses, so neither could undo it alone.
    #[error("one change may not touch two diagnoses")]
    TwoDiagnoses,
    /// What would be undone or redone has been changed since.
    #[error("\"{}\" cannot be taken back: a {kind} that it changed was changed again by {author}: \"{}\"", change.en, later.en)]
    ChangedSince {
        /// The change that would be undone or redone.
        change: Box<Text>,
        /// The later change.
        later: Box<Text>,
        /// Whose later change.
        author: String,
        /// What was changed.
        kind: Kind,
    },
    /// A kept file is missing.
    #[error("the kept file {name} is missing ({sha256})")]
    FileMissing {
        /// Its name when it was taken in.
        name: String,
        /// Its SHA-256.
        sha256: String,
    },
    /// A kept file is not what it was.
    #[error("the kept file {name} is damaged or was changed ({sha256})")]
    FileDamaged {
        /// Its name when it was taken in.
        name: String,
        /// Its SHA-256.
        sha256: String,
    },
    /// A package cannot be taken in.
    #[error("the package cannot be taken in: {}", what.en)]
    Package {
        /// Why.
        what: Box<Text>,
    },
    /// A backup is not whole.
    #[error("the backup {} cannot be restored: {}", path.display(), what.en)]
    Backup {
        /// Which one.
        path: PathBuf,
        /// What is wrong.
        what: Box<Text>,
    },
    /// A backup would overwrite something.
    #[error("{} exists already", path.display())]
    Exists {
        /// Where the backup was to go.
        path: PathBuf,
    },
}

impl StoreError {
    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged { detail: detail.into() }
    }

    /// For `map_err`: an error of the system at a path.
    pub(crate) fn at(path: &std::path::Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Folder { path, source },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::damaged(error.to_string())
            }
            _ => Self::Database(error),
        }
    }
}
