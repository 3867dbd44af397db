//! A package: one file with whole diagnoses — their records with the history, the kept files,
//! the reports that were made — for another copy of the program.
//!
//! It is a SQLite file of its own kind, since that is read without trusting it: it is opened
//! for reading only, examined, and every revision and every file is held against its hash
//! before anything of it is used.

mod read;
mod write;

use crate::revision::{ChangeRow, RevisionRow};
use crate::{ChangeId, RecordId};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// `SHUP`, in the header of a package.
const APPLICATION_ID: u32 = 0x5348_5550;

/// What a package is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packing {
    /// The diagnoses with the names that people know them by.
    pub diagnoses: Vec<(RecordId, String)>,
    /// Records of the workspace that go along: reports.
    pub along: Vec<RecordId>,
    /// Kept files that go along, beside those that the diagnoses' own records name.
    pub files: Vec<crate::FileHash>,
    /// Version of the program that writes it.
    pub version: String,
}

/// What was written into a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Revisions of records.
    pub revisions: u64,
    /// Kept files.
    pub files: u64,
    /// Size of the package, bytes.
    pub bytes: u64,
}

/// A package that was read and found to be whole.
#[derive(Debug)]
pub struct Package {
    pub(crate) conn: Connection,
    /// When it was written, as it says.
    pub written: DateTime<Utc>,
    /// Version of the program that wrote it.
    pub version: String,
    /// Its diagnoses with the names that people know them by.
    pub diagnoses: Vec<(RecordId, String)>,
    pub(crate) changes: BTreeMap<ChangeId, ChangeRow>,
    /// Revisions by id, with the change that each belongs to.
    pub(crate) revisions: BTreeMap<String, (ChangeId, RevisionRow)>,
    /// Ids of the revisions of each record.
    pub(crate) by_record: BTreeMap<RecordId, Vec<String>>,
    pub(crate) files: Vec<crate::KeptFile>,
}

impl Package {
    /// The revisions of a record: id, change and content.
    pub(crate) fn of(
        &self,
        record: RecordId,
    ) -> impl Iterator<Item = (&String, &(ChangeId, RevisionRow))> {
        let ids = self.by_record.get(&record).into_iter().flatten();
        ids.filter_map(|id| self.revisions.get_key_value(id))
    }
}
