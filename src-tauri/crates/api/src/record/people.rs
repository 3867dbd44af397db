//! What is kept of people: who works in the workspace, and who reviewed which state of a
//! diagnosis.

use serde::{Deserialize, Serialize};
use shuiheng_report::{Responsible, Signed};

/// A person who works in the workspace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PersonBody {
    pub(crate) name: String,
    /// Qualification or number of the certificate (资格或证书编号).
    pub(crate) certificate: String,
    /// Carries out diagnoses (诊断人员).
    pub(crate) auditor: bool,
    /// Reviews them (复核人).
    pub(crate) reviewer: bool,
}

/// That a person reviewed a diagnosis. It holds the name as it was, for a report must be made
/// again with the names that stood on it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SignOffBody {
    /// The person's record.
    pub(crate) person: String,
    pub(crate) by: String,
    pub(crate) certificate: String,
    /// When, ISO 8601, local time.
    pub(crate) at: String,
    pub(crate) remark: String,
    /// Digest of what was reviewed: another state is not reviewed by it.
    pub(crate) state: String,
}

/// A name under an issued report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SignedBody {
    pub(crate) name: String,
    pub(crate) certificate: String,
    pub(crate) on: String,
    pub(crate) remark: String,
}

/// Who answers for an issued report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ResponsibleBody {
    pub(crate) prepared: Option<SignedBody>,
    pub(crate) reviewed: Option<SignedBody>,
    /// Why it was issued without a review.
    pub(crate) unsigned: String,
}

impl ResponsibleBody {
    /// True where nothing is known of anybody, as in reports from before there were people.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl From<Signed> for SignedBody {
    fn from(Signed { name, certificate, on, remark }: Signed) -> Self {
        Self { name, certificate, on, remark }
    }
}

impl From<SignedBody> for Signed {
    fn from(SignedBody { name, certificate, on, remark }: SignedBody) -> Self {
        Self { name, certificate, on, remark }
    }
}

impl From<Responsible> for ResponsibleBody {
    fn from(Responsible { prepared, reviewed, unsigned }: Responsible) -> Self {
        Self { prepared: prepared.map(Into::into), reviewed: reviewed.map(Into::into), unsigned }
    }
}

impl From<ResponsibleBody> for Responsible {
    fn from(ResponsibleBody { prepared, reviewed, unsigned }: ResponsibleBody) -> Self {
        Self { prepared: prepared.map(Into::into), reviewed: reviewed.map(Into::into), unsigned }
    }
}
