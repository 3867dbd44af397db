//! Merging the histories of two copies: the union of their revisions. Where both changed a
//! record since they parted, its fields are merged three ways; a field that both changed is a
//! conflict that a person decides.
//!
//! What a merge brings into a diagnosis that is known here is one change of this copy, with
//! both revisions as parents; so it can be taken back, and the next merge finds it newer than
//! either. A diagnosis that is new here comes with its own history and no change of ours.

mod apply;
mod graph;
mod plan;
mod three;

pub use plan::{Conflict, MergePlan, MergedDiagnosis, Presence};

use crate::RecordId;
use std::collections::BTreeMap;

/// Whose content holds where both changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// That of this copy.
    Mine,
    /// That of the package.
    Theirs,
}

/// What a person decided: by record and field; the field is empty for a whole record.
pub type Decisions = BTreeMap<(RecordId, String), Side>;

/// What a merge did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Diagnoses that are new here.
    pub added: u64,
    /// Known diagnoses into which something was brought.
    pub changed: u64,
    /// Kept files that are new here.
    pub files: u64,
    /// Reports that are new here.
    pub reports: u64,
}
