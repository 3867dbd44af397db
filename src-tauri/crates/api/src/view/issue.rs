//! What a report rests on, and reports that were issued.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which value of the library is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RelianceKey {
    /// quota, limit, formula, tolerances, data_quality, check_range …
    pub kind: String,
    /// Its identity among those of its kind.
    pub id: String,
}

/// A value of the library that the diagnosis rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reliance {
    /// Which it is.
    pub key: RelianceKey,
    /// Its kind in words.
    pub kind_name: String,
    /// What it is.
    pub name: String,
    /// The values that judge, printed.
    pub judges: String,
    /// Where they come from.
    pub source: String,
    /// What rests on it.
    pub used_for: String,
    /// confirmed, accepted, open.
    pub state: String,
    /// Who confirmed it and from what, or who accepted it and why; empty where nobody did.
    pub said: String,
}

/// A report that was issued (正式稿).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IssuedReport {
    /// Its number.
    pub number: String,
    /// The enterprise as it was named.
    pub enterprise: String,
    /// The date on it, `YYYY-MM-DD`.
    pub date: String,
    /// When it was issued, ISO 8601 local time without zone.
    pub written: String,
    /// Pages.
    pub pages: u32,
    /// SHA-256 of the PDF.
    pub sha256: String,
    /// True where the diagnosis changed since.
    pub stale: bool,
}

/// What issuing a report of a diagnosis begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Issuing {
    /// The number that the next report would have.
    pub next: String,
    /// Reports of the diagnosis that were issued, the last first.
    pub reports: Vec<IssuedReport>,
}

/// Whether a file is a report of this workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Verification {
    /// original, draft, altered, foreign.
    pub verdict: String,
    /// The same in a sentence.
    pub words: String,
    /// Number of the report; empty where it has none.
    pub number: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// A report for Word and WPS that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WordFile {
    /// Where it lies, for people.
    pub path: String,
    /// Characters of its pictures that no face holds, if any.
    pub missing_characters: String,
}
