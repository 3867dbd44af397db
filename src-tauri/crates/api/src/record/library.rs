//! What is kept of the library: rows that were entered or changed, with all their versions,
//! and who held which row against its text.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shuiheng_audit::{Confirmation, Quota};
use std::collections::BTreeMap;

/// A row of the library that was entered or changed in a workspace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct QuotaBody {
    /// The row as it is now.
    #[serde(flatten)]
    pub(crate) quota: Quota,
    /// How it came to be so.
    #[serde(skip_serializing_if = "is_unsaid")]
    pub(crate) made: Made,
    /// What it was before, oldest first; a shipped row that was changed stands at the
    /// beginning.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) past: Vec<Version>,
}

fn is_unsaid(made: &Made) -> bool {
    *made == Made::default()
}

/// Who made a version, when and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Made {
    pub(crate) by: String,
    /// ISO 8601, local time; empty for what ships.
    pub(crate) on: String,
    /// Why, or from which file.
    pub(crate) reason: String,
}

/// A version of a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Version {
    pub(crate) made: Made,
    pub(crate) quota: Quota,
}

impl QuotaBody {
    /// A row that was not there before.
    pub(crate) fn new(quota: Quota, made: Made) -> Self {
        Self { quota: quota.unconfirmed(), made, past: Vec::new() }
    }

    /// The row of all its versions, oldest first; none of none.
    pub(crate) fn of(mut versions: Vec<Version>) -> Option<Self> {
        let Version { made, quota } = versions.pop()?;
        Some(Self { quota: quota.unconfirmed(), made, past: versions })
    }

    /// All versions, oldest first, the present one at the end.
    pub(crate) fn versions(&self) -> Vec<Version> {
        let now = Version { made: self.made.clone(), quota: self.quota.unconfirmed() };
        self.past.iter().cloned().chain([now]).collect()
    }

    /// The row with a new version on top.
    pub(crate) fn followed_by(&self, quota: Quota, made: Made) -> Self {
        Self { quota: quota.unconfirmed(), made, past: self.versions() }
    }
}

/// That somebody held a row against the text it comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ConfirmationBody {
    /// The table that the row is of, by its code.
    pub(crate) table: String,
    /// The row.
    pub(crate) row: String,
    /// What the row was, in a hash: a row that was changed has another.
    pub(crate) fingerprint: String,
    pub(crate) by: String,
    pub(crate) on: NaiveDate,
    pub(crate) document: String,
    pub(crate) clause: String,
    /// The kept photo or scan of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
    /// The name of that file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) name: String,
    /// Taken back, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) withdrawn: Option<Withdrawn>,
}

/// That a confirmation was taken back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Withdrawn {
    pub(crate) by: String,
    /// ISO 8601, local time.
    pub(crate) on: String,
    pub(crate) reason: String,
}

impl ConfirmationBody {
    /// The confirmation as a row carries it.
    pub(crate) fn confirmation(&self) -> Confirmation {
        Confirmation {
            by: self.by.clone(),
            on: self.on,
            document: self.document.clone(),
            clause: self.clause.clone(),
            scan: self.sha256.clone(),
        }
    }
}

/// What the columns of a quota table mean, for tables with the same headers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct QuotaLayoutBody {
    /// The headers, in order.
    pub(crate) headers: Vec<String>,
    /// Meaning of each column that a person chose, by its header.
    pub(crate) fields: BTreeMap<String, String>,
    /// When it was remembered, ISO 8601.
    pub(crate) made: String,
    pub(crate) by: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_of_an_old_record_has_no_versions_and_is_read_whole() {
        let old = r#"{"id":"Q","kind":"limit","standard":"s","title":"","edition":"","effective":null,
            "region":"","industry":"","product":"p","condition":"","unit":"m³/t","basis":"",
            "levels":{"limit":2.5},"usage":"direct","certainty":"entered","notes":"","source":"",
            "example":false,"confirmed":null}"#;
        let body: QuotaBody = serde_json::from_str(old).unwrap();
        assert_eq!((body.quota.id.as_str(), body.quota.levels.limit), ("Q", Some(2.5)));
        assert_eq!(body.quota.kind, shuiheng_audit::QuotaKind::Limit);
        assert_eq!(body.versions().len(), 1);
        let again: QuotaBody =
            serde_json::from_str(&serde_json::to_string(&body).unwrap()).unwrap();
        assert_eq!(again, body);
    }

    #[test]
    fn a_product_of_an_old_record_keeps_no_row_and_is_written_as_it_was() {
        let old = r#"{"name":"布","output":5.0,"unit":"t","quota":"Q","share":null,"share_rule":"","rinses":null,"place":null}"#;
        let product: shuiheng_audit::Product = serde_json::from_str(old).unwrap();
        assert!(product.judged_by.is_none() && product.quota_reason.is_empty());
        assert_eq!(serde_json::to_string(&product).unwrap(), old);
    }
}
