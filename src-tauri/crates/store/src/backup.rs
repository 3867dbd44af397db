//! A copy of the whole workspace, taken while it is open.

use crate::{
    Store, StoreError,
    file::{sync_folder, write_whole},
    open::Folder,
};
use rusqlite::{Connection, backup::Backup};
use std::{fs, path::Path};

/// What a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// Kept files that were copied.
    pub files: u64,
    /// Size of the whole, bytes.
    pub bytes: u64,
}

impl Store {
    /// Copies the database and all kept files into a new folder, which is a workspace
    /// itself. Each file is checked on the way and the copy of the database is examined;
    /// the folder appears under its name only when it is complete.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where the place is taken; [`StoreError::FileMissing`] and
    /// [`StoreError::FileDamaged`] where the workspace itself is not whole.
    pub fn backup(&self, to: &Path) -> Result<BackedUp, StoreError> {
        if to.exists() {
            return Err(StoreError::Exists { path: to.into() });
        }
        let beside = to.with_added_extension("part");
        if beside.exists() {
            // What a backup that was cut short has left.
            fs::remove_dir_all(&beside).map_err(StoreError::at(&beside))?;
        }
        let copied = self.copy(&Folder(beside.clone()))?;
        fs::rename(&beside, to).map_err(StoreError::at(to))?;
        let parent = to.parent().filter(|parent| *parent != Path::new(""));
        parent.map_or(Ok(()), sync_folder).map_err(StoreError::at(to))?;
        Ok(copied)
    }

    fn copy(&self, folder: &Folder) -> Result<BackedUp, StoreError> {
        let files = folder.files();
        fs::create_dir_all(&files).map_err(StoreError::at(&files))?;
        let mut bytes = self.copy_database(&folder.database())?;
        let kept = self.files()?;
        for file in &kept {
            write_whole(&files.join(file.hash.as_str()), &self.file(&file.hash)?)?;
            bytes += file.size;
        }
        Ok(BackedUp { files: kept.len() as u64, bytes })
    }

    fn copy_database(&self, path: &Path) -> Result<u64, StoreError> {
        let mut copy = Connection::open(path)?;
        // All pages in one step: nothing else writes while the workspace is open.
        Backup::new(&self.conn, &mut copy)?.step(-1)?;
        let answer: String = copy.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
        if answer != "ok" {
            return Err(StoreError::damaged(answer));
        }
        copy.close().map_err(|(_, error)| error)?;
        Ok(fs::metadata(path).map_err(StoreError::at(path))?.len())
    }
}
