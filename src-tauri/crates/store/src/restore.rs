//! Restoring a backup: into a new folder, after it was found to be whole.

use crate::open::{self, Folder, Opening};
use crate::{Store, StoreError};
use chrono::{DateTime, Utc};
use shuiheng_audit::Text;
use std::fs;
use std::path::Path;
use uuid::{NoContext, Uuid};

/// What was restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Revisions, each held against its hash.
    pub revisions: u64,
    /// Kept files, each held against its hash.
    pub files: u64,
}

impl Store {
    /// Copies a backup into a new folder and examines the copy; the folder appears under its
    /// name only when everything in it is as it was. The backup itself is only read.
    ///
    /// The copy has a name of its own in the history, so that it and the workspace that the
    /// backup was made of can both go on and be merged later.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where the place holds something; [`StoreError::Backup`] where
    /// there is no backup or it is not whole.
    pub fn restore(from: &Path, to: &Path, now: DateTime<Utc>) -> Result<Restored, StoreError> {
        let refused = |zh: String, en: String| StoreError::Backup {
            path: from.into(),
            what: Box::new(Text::new(zh, en)),
        };
        let source = Folder(from.to_owned());
        if !source.database().is_file() {
            return Err(refused("其中没有工作区数据库。".into(), "it holds no workspace".into()));
        }
        // A log beside the database tells that something still writes to it.
        if from.join("workspace.sqlite3-wal").exists() {
            return Err(refused(
                "该工作区正在使用或未正常关闭，请先打开并关闭它，或选择备份。".into(),
                "it is in use or was not closed; open and close it first, or choose a backup"
                    .into(),
            ));
        }
        let is_free = fs::read_dir(to).map_or(!to.exists(), |mut folder| folder.next().is_none());
        if !is_free {
            return Err(StoreError::Exists { path: to.into() });
        }
        let beside = to.with_added_extension("part");
        if beside.exists() {
            fs::remove_dir_all(&beside).map_err(StoreError::at(&beside))?;
        }
        let done = copy(&source, &Folder(beside.clone())).and_then(|()| {
            let restored = examined(&beside, now, &refused)?;
            if to.exists() {
                fs::remove_dir(to).map_err(StoreError::at(to))?;
            }
            fs::rename(&beside, to).map_err(StoreError::at(to))?;
            Ok(restored)
        });
        if done.is_err() {
            // Where nothing was made there is nothing to take away.
            let _ = fs::remove_dir_all(&beside);
        }
        done
    }
}

fn copy(from: &Folder, to: &Folder) -> Result<(), StoreError> {
    fs::create_dir_all(to.files()).map_err(StoreError::at(&to.files()))?;
    let database = from.database();
    fs::copy(&database, to.database()).map_err(StoreError::at(&database))?;
    let files = from.files();
    if !files.is_dir() {
        return Ok(());
    }
    for file in fs::read_dir(&files).map_err(StoreError::at(&files))? {
        let file = file.map_err(StoreError::at(&files))?;
        let path = file.path();
        fs::copy(&path, to.files().join(file.file_name())).map_err(StoreError::at(&path))?;
    }
    Ok(())
}

fn examined(
    folder: &Path,
    now: DateTime<Utc>,
    refused: &dyn Fn(String, String) -> StoreError,
) -> Result<Restored, StoreError> {
    let store = Store::open(folder, Opening { now })?;
    let checked = store.check()?;
    if let Some(problem) = checked.problems.first() {
        let count = checked.problems.len();
        return Err(refused(
            format!("检查出 {count} 处问题，第一处：{}", problem.message.zh),
            format!("{count} problems were found, the first: {}", problem.message.en),
        ));
    }
    let device = Uuid::new_v7(open::timestamp(now, NoContext)).simple().to_string();
    store.conn.execute("UPDATE meta SET value = ? WHERE key = 'device'", [device])?;
    Ok(Restored { revisions: checked.revisions, files: checked.files })
}
