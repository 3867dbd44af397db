//! People and sign-offs, as the window shows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who works in the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct People {
    /// Everybody, in the order in which they were entered.
    pub people: Vec<Person>,
    /// Who is working on this computer now, by identity; none where nobody was chosen.
    pub working: Option<String>,
}

/// A person who works in the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Person {
    /// The identity; empty for one who is to be entered.
    pub id: String,
    /// The name.
    pub name: String,
    /// Qualification or number of the certificate; empty where not given.
    pub certificate: String,
    /// Carries out diagnoses (诊断人员).
    pub auditor: bool,
    /// Reviews diagnoses (复核人).
    pub reviewer: bool,
}

/// The last sign-off of a diagnosis (复核签字).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SignOff {
    /// Who reviewed.
    pub by: String,
    /// Their qualification; empty where not given.
    pub certificate: String,
    /// When: `2024-09-12T10:20:30`.
    pub at: String,
    /// The remark; empty for none.
    pub remark: String,
    /// True as long as nothing that a report would rest on changed since.
    pub stands: bool,
}
