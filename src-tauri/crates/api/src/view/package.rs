//! Packages of diagnoses, backups and checks of the workspace, as the window shows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A package that was read and not yet merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackagePreview {
    /// By which it is merged.
    pub token: String,
    /// Name of the file.
    pub name: String,
    /// When it was written, ISO 8601 local time without zone.
    pub written: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// Its diagnoses.
    pub diagnoses: Vec<PackagedDiagnosis>,
    /// Reports that would be new here.
    pub reports: u32,
}

/// A diagnosis of a package, and what merging it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackagedDiagnosis {
    /// Its identity.
    pub id: String,
    /// The enterprise.
    pub name: String,
    /// new, known, removed (here, and brought back).
    pub presence: String,
    /// Records that would be new here.
    pub added: u32,
    /// Records that only the package changed.
    pub taken: u32,
    /// Records that both changed, in different fields.
    pub joined: u32,
    /// Records that stay as they are here.
    pub kept: u32,
    /// What both changed: a person decides.
    pub conflicts: Vec<PackageConflict>,
}

/// Something that both changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackageConflict {
    /// By which it is decided.
    pub key: String,
    /// What kind of record it is, in words.
    pub kind: String,
    /// What the record is called; empty where it has no name.
    pub name: String,
    /// The field as it is stored; empty for the whole record.
    pub field: String,
    /// The field in words; empty for the whole record.
    pub field_name: String,
    /// What it was before; empty where there was nothing.
    pub base: String,
    /// What it is here; empty where it was deleted.
    pub mine: String,
    /// What it is in the package; empty where it was deleted.
    pub theirs: String,
}

/// What merging a package did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackageMerged {
    /// Diagnoses that are new here.
    pub added: u32,
    /// Known diagnoses that were changed.
    pub changed: u32,
    /// Kept files that are new here.
    pub files: u32,
    /// Reports that are new here.
    pub reports: u32,
    /// What a person should know: numbers of reports that are given twice.
    pub remarks: Vec<String>,
}

/// A package that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackageFile {
    /// Where it lies, for people.
    pub path: String,
    /// Diagnoses in it.
    pub diagnoses: u32,
    /// Kept files in it.
    pub files: u32,
    /// Bytes.
    pub bytes: u32,
}

/// A backup that was made or restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupFolder {
    /// Where it lies, for people.
    pub path: String,
    /// Kept files in it.
    pub files: u32,
}

/// What a check of the workspace found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkspaceCheck {
    /// Revisions that were looked at.
    pub revisions: u32,
    /// Kept files that were read and compared with their hash.
    pub files: u32,
    /// What is wrong; empty where all is well.
    pub problems: Vec<WorkspaceProblem>,
}

/// Something wrong with a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkspaceProblem {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
}
