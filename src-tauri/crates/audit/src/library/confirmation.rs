//! A confirmation of a row against the text that it comes from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Somebody held a row against the standard's text. It belongs to the very content of the
/// row: a row that was changed since is not confirmed by it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Confirmation {
    /// Who confirmed.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// The document that lay before them: number, edition, title.
    pub document: String,
    /// Page, clause or table; empty where it stands in `document`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub clause: String,
    /// SHA-256 of the kept photo or scan of the page; none where none was attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scan: Option<String>,
}

impl Confirmation {
    /// Document and clause in one, as they are printed.
    pub fn cited(&self) -> String {
        match self.clause.trim() {
            "" => self.document.clone(),
            clause => format!("{} {clause}", self.document),
        }
    }
}
