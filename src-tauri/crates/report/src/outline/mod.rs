//! What the report consists of, in which order, and what the auditor adds: the outline that
//! ships (`assets/report/outline.toml`), and the choices for one diagnosis over it.

mod plan;

pub use plan::plan;

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The outline that ships, as text.
const SHIPPED: &str = include_str!("../../../../../assets/report/outline.toml");

static OUTLINE: LazyLock<Result<Outline, String>> =
    LazyLock::new(|| toml::from_str(SHIPPED).map_err(|error| error.to_string()));

/// Where a part stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Before the contents, without a number.
    Front,
    /// A chapter: 1, 2, 3.
    #[default]
    Body,
    /// An appendix: A, B, C.
    Appendix,
}

/// The outline as it ships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outline {
    /// Chapters and appendices in their order.
    pub(crate) part: Vec<Shipped>,
}

/// A chapter, an appendix or a section of one, as it ships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shipped {
    pub(crate) id: String,
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) place: Place,
    /// True where the report cannot do without it.
    #[serde(default)]
    pub(crate) required: bool,
    /// True where it is always the last of its place.
    #[serde(default)]
    pub(crate) last: bool,
    #[serde(default = "yes")]
    pub(crate) shown: bool,
    /// The text that it begins with.
    #[serde(default)]
    pub(crate) text: String,
    /// Its sections; only chapters and appendices have any.
    #[serde(default)]
    pub(crate) parts: Vec<Shipped>,
}

const fn yes() -> bool {
    true
}

/// What a person chose for a part of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartChoice {
    /// The id of the outline, or one that begins with `own-` for a part of the auditor's own.
    pub id: String,
    /// Where a part of the auditor's own stands.
    #[serde(skip_serializing_if = "is_body")]
    pub place: Place,
    /// False where it is left out.
    pub shown: bool,
    /// Its title; empty: that of the outline.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Text before what the program writes; the whole text of a part of the auditor's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Text after what the program writes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// Its sections in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartChoice>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_body(place: &Place) -> bool {
    *place == Place::Body
}

/// What a person chose for the report of a diagnosis. Nothing chosen: the outline as it ships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportContent {
    /// Parts in their order; what is not named stands where the outline has it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartChoice>,
    /// True where the data of the diagnosis are not put into the PDF.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_data: bool,
}

impl ReportContent {
    /// True where nothing was chosen.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A part of a report as it will be written: the outline with the choices over it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its id.
    pub id: String,
    /// Where it stands; sections have that of their chapter.
    pub place: Place,
    /// Its title as it is printed.
    pub title: String,
    /// Its title as the outline has it; empty for a part of the auditor's own.
    pub shipped_title: String,
    /// False where it is left out.
    pub shown: bool,
    /// True where it cannot be left out.
    pub required: bool,
    /// False where it keeps its place.
    pub movable: bool,
    /// True for a part of the auditor's own.
    pub own: bool,
    /// Text before what the program writes.
    pub before: String,
    /// Text after it.
    pub after: String,
    /// Its sections.
    pub parts: Vec<Part>,
}

/// The outline that ships.
pub(crate) fn shipped() -> &'static [Shipped] {
    OUTLINE.as_ref().map_or(&[], |outline| &outline.part)
}

/// What begins the id of a part of the auditor's own.
pub(crate) const OWN: &str = "own-";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_that_ships_can_be_read() {
        assert_eq!(OUTLINE.as_ref().map(|outline| outline.part.len() > 9), Ok(true));
    }

    #[test]
    fn no_part_is_there_twice() {
        let ids = |parts: &[Shipped]| {
            let mut ids: Vec<String> = parts.iter().map(|part| part.id.clone()).collect();
            let all = ids.len();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), all, "{ids:?}");
        };
        ids(shipped());
        shipped().iter().for_each(|part| ids(&part.parts));
    }

    #[test]
    fn what_nobody_chose_is_not_kept() {
        assert_eq!(toml::to_string(&ReportContent::default()), Ok(String::new()));
        assert_eq!(toml::from_str::<ReportContent>(""), Ok(ReportContent::default()));
    }
}
