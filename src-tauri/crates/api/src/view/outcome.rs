//! How what was asked for goes on and ends.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Progress of a long piece of work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// What is being done, in words.
    pub step: String,
    /// Done, 0 to 1; null where it cannot be told.
    pub share: Option<f64>,
}

/// A report that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportFile {
    /// Where it lies, for people.
    pub path: String,
    /// Pages.
    pub pages: u32,
    /// Bytes.
    pub bytes: u32,
    /// Characters that no face holds, if any.
    pub missing_characters: String,
}

/// A copy of an enterprise's workbook with its problems marked, that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MarkedFile {
    /// Where it lies, for people.
    pub path: String,
    /// A name for it: the original's with what was done to it.
    pub name: String,
    /// Problems that must be settled.
    pub errors: u32,
    /// Problems to be looked at.
    pub warnings: u32,
    /// Remarks for the record.
    pub notes: u32,
    /// Cells that were marked.
    pub cells: u32,
    /// True where the copy holds what was read, without formats and formulas.
    pub values_only: bool,
}

/// What went wrong, for the window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "Failure")]
pub struct Failure {
    /// refused, not_found, cancelled, conflict, internal.
    pub code: String,
    /// What happened.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// A file that a person picked or dropped: the window knows a handle, never a path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Picked {
    /// Handle for the next call.
    pub handle: String,
    /// File name.
    pub name: String,
}
