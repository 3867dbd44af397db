//! Kept files: what the enterprise handed over and what was photographed, byte for byte,
//! under the SHA-256 of its content.

use crate::{Store, StoreError, record::sha256_hex};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::{
    fmt,
    fs::{self, File},
    io::{self, Write},
    path::Path,
    str::FromStr,
};

/// SHA-256 of a file's bytes, 64 hexadecimal digits in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileHash(String);

impl FileHash {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha256_hex(bytes))
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FileHash {
    type Err = StoreError;

    /// Nothing but 64 digits passes, so no text from outside can name a path.
    fn from_str(text: &str) -> Result<Self, StoreError> {
        let digits = text.bytes().filter(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')).count();
        if digits == 64 && text.len() == 64 {
            return Ok(Self(text.into()));
        }
        Err(StoreError::NotAHash { text: text.into() })
    }
}

impl TryFrom<String> for FileHash {
    type Error = StoreError;

    fn try_from(text: String) -> Result<Self, StoreError> {
        text.parse()
    }
}

impl From<FileHash> for String {
    fn from(hash: FileHash) -> Self {
        hash.0
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A kept file, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// SHA-256 of its bytes.
    pub hash: FileHash,
    /// Its name when it was first taken in.
    pub name: String,
    /// Its size, bytes.
    pub size: u64,
}

impl Store {
    /// Keeps a file; when it returns, the file is on the disk. The same bytes are kept
    /// once, under the name they first came with; a copy that was damaged is mended.
    ///
    /// Call it before the change whose record names the file.
    pub fn keep_file(&mut self, bytes: &[u8], name: &str) -> Result<FileHash, StoreError> {
        let hash = FileHash::of(bytes);
        let path = self.folder.files().join(hash.as_str());
        if fs::read(&path).map_or(true, |kept| kept != bytes) {
            write_whole(&path, bytes)?;
        }
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        self.conn.execute(
            "INSERT INTO kept_file (sha256, name, size) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            params![hash.as_str(), name, size],
        )?;
        Ok(hash)
    }

    /// The bytes of a kept file, checked against its hash.
    ///
    /// # Errors
    /// [`StoreError::FileMissing`] where it is not there or was never kept;
    /// [`StoreError::FileDamaged`] where its bytes are not what they were.
    pub fn file(&self, hash: &FileHash) -> Result<Vec<u8>, StoreError> {
        let known: Option<String> = self
            .conn
            .prepare_cached("SELECT name FROM kept_file WHERE sha256 = ?")?
            .query_row([hash.as_str()], |row| row.get(0))
            .optional()?;
        let name = known.unwrap_or_else(|| "?".into());
        let (path, sha256) = (self.folder.files().join(hash.as_str()), hash.to_string());
        match fs::read(&path) {
            Ok(bytes) if FileHash::of(&bytes) == *hash => Ok(bytes),
            Ok(_) => Err(StoreError::FileDamaged { name, sha256 }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(StoreError::FileMissing { name, sha256 })
            }
            Err(error) => Err(StoreError::at(&path)(error)),
        }
    }

    /// All kept files, by hash.
    pub fn files(&self) -> Result<Vec<KeptFile>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT sha256, name, size FROM kept_file ORDER BY sha256")?;
        let mut rows = statement.query([])?;
        let mut files = Vec::new();
        while let Some(row) = rows.next()? {
            let hash: String = row.get(0)?;
            let size = u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
            files.push(KeptFile { hash: hash.parse()?, name: row.get(1)?, size });
        }
        Ok(files)
    }
}

/// Writes a file beside its place and moves it there, so that it is there whole or not
/// at all, also when the power fails.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let beside = path.with_extension("part");
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        path.parent().map_or(Ok(()), sync_folder)
    };
    write().map_err(StoreError::at(path))
}

/// Makes a new name in a folder last. Windows has no such call and needs none.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
