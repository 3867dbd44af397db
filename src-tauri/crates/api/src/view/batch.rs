//! Reports of many diagnoses at once, as the window shows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wanted of many diagnoses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BatchOrder {
    /// The diagnoses by their ids; none for all of the workspace.
    pub ids: Option<Vec<String>>,
    /// True for the report as PDF.
    pub pdf: bool,
    /// True for the report for Word and WPS.
    pub docx: bool,
    /// True for the workbook of forms.
    pub xlsx: bool,
    /// On how many threads; 0 for as many as the computer has.
    pub threads: u32,
}

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BatchFile {
    /// The diagnosis.
    pub id: String,
    /// The enterprise.
    pub name: String,
    /// Where it lies, for people.
    pub path: String,
    /// Pages of a PDF; null for other files.
    pub pages: Option<u32>,
}

/// A file that could not be made, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BatchFailure {
    /// The diagnosis.
    pub id: String,
    /// The enterprise.
    pub name: String,
    /// The file that was to be made.
    pub file: String,
    /// What happened.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// What came of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BatchDone {
    /// The folder, for people.
    pub folder: String,
    /// Files that were made, in the order of the diagnoses.
    pub files: Vec<BatchFile>,
    /// Files that could not be made.
    pub failures: Vec<BatchFailure>,
    /// Enterprises that were not begun because a person stopped the work.
    pub left: Vec<String>,
}

/// A workbook of forms that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkbookFile {
    /// Where it lies, for people.
    pub path: String,
}
