//! What is kept of a photo from the site.

use serde::{Deserialize, Serialize};

/// A photo from the site; the store keeps its pixels by `sha256`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PhotoBody {
    /// Its place among the photos of the diagnosis.
    pub(crate) order: u32,
    /// SHA-256 of the kept JPEG.
    pub(crate) sha256: String,
    /// The name of the file as it was given.
    pub(crate) name: String,
    /// SHA-256 of that file, so that the auditor's original can be told again.
    pub(crate) original: String,
    /// What the auditor wrote below it; empty for nothing.
    pub(crate) caption: String,
    /// Pixels across.
    pub(crate) width: u32,
    /// Pixels down.
    pub(crate) height: u32,
    /// What it is about.
    pub(crate) about: AboutBody,
}

/// What a photo is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub(crate) enum AboutBody {
    /// The site as a whole.
    #[default]
    Site,
    /// A unit, by its identity in the site.
    Unit(String),
    /// A meter, by its record.
    Meter(String),
    /// A question of the survey.
    Question(String),
    /// A finding, by its key.
    Finding(String),
    /// A reading of a meter, by its record.
    Reading(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_photo_is_about_is_a_kind_and_an_id() {
        let said = |about: &AboutBody| serde_json::to_string(about).unwrap();
        assert_eq!(said(&AboutBody::Site), r#"{"kind":"site"}"#);
        assert_eq!(said(&AboutBody::Unit("u1".into())), r#"{"kind":"unit","id":"u1"}"#);
        let old: PhotoBody = serde_json::from_str(r#"{"sha256":"00"}"#).unwrap();
        assert_eq!(old.about, AboutBody::Site);
    }
}
