//! An open workspace.

use crate::{
    RecordId, StoreError,
    open::{self, Folder, Opened, Opening},
};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::{
    fs::File,
    path::{Path, PathBuf},
};
use uuid::{ContextV7, Uuid};

/// An open workspace. No other process can open it as long as this lives.
#[derive(Debug)]
pub struct Store {
    // Before the lock: fields are dropped in order, and the database closes first.
    pub(crate) conn: Connection,
    pub(crate) folder: Folder,
    pub(crate) device: String,
    ids: ContextV7,
    _lock: File,
}

impl Store {
    /// Opens the workspace in a folder, or makes a new one there.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where another process has it open; [`StoreError::Newer`]
    /// and [`StoreError::Foreign`] where the file is a newer program's or another's, and
    /// then it is left as it is, to the byte; [`StoreError::Folder`] and
    /// [`StoreError::ReadOnly`] where the folder cannot be written.
    pub fn open(folder: &Path, opening: Opening) -> Result<Self, StoreError> {
        let folder = Folder(folder.to_owned());
        let Opened { conn, device, lock } = open::open(&folder, opening)?;
        Ok(Self { conn, folder, device, ids: ContextV7::new(), _lock: lock })
    }

    /// The id for a new record. Within one run each is greater than the one before, so
    /// records that are made in order are listed in order.
    pub fn new_id(&self, now: DateTime<Utc>) -> RecordId {
        RecordId(Uuid::new_v7(open::timestamp(now, &self.ids)))
    }

    /// The id of this copy of the workspace, as it stands in the history.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// How many records were ever written since the workspace was opened: while the number
    /// stays, what was read is still what stands there.
    pub fn written(&self) -> u64 {
        self.conn.total_changes()
    }

    /// The folder for backups that the program makes by itself.
    pub fn backup_folder(&self) -> PathBuf {
        self.folder.backups()
    }

    /// The folder for the log.
    pub fn log_folder(&self) -> PathBuf {
        self.folder.log()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Intent, Kind, Record, Scope};
    use shuiheng_audit::Text;

    #[test]
    fn a_full_disk_loses_nothing_that_was_saved() {
        let folder = tempfile::tempdir().unwrap();
        let now = DateTime::UNIX_EPOCH;
        let mut store = Store::open(folder.path(), Opening { now }).unwrap();
        let label = Text::new("备注", "Note");
        let intent = Intent { label, author: "示例诊断员".into(), reason: String::new(), now };
        let id = store.new_id(now);
        let put = |store: &mut Store, body: String| {
            let note = Record { id, kind: Kind::Note, scope: Scope::Workspace, body };
            store.transact::<_, StoreError>(&intent, |draft| draft.put(&note))
        };
        put(&mut store, "现场记录".into()).unwrap();

        let pages: u32 = store.conn.pragma_query_value(None, "page_count", |r| r.get(0)).unwrap();
        store.conn.execute_batch(&format!("PRAGMA max_page_count = {pages}")).unwrap();
        let refused = put(&mut store, "长".repeat(100_000)).unwrap_err();
        assert!(matches!(refused, StoreError::DiskFull), "{refused:?}");

        assert_eq!(store.get::<String>(id).unwrap().unwrap().body, "现场记录");
        assert_eq!(store.check().unwrap().problems, []);
        store.conn.execute_batch("PRAGMA max_page_count = 1000000").unwrap();
        put(&mut store, "长".repeat(100_000)).unwrap();
    }
}
