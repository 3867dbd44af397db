//! Photos from the site as the window shows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A photo from the site, without its pixels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Photo {
    /// Its identity.
    pub id: String,
    /// SHA-256 of its pixels, by which they are asked for.
    pub sha256: String,
    /// The name of the file as it was given.
    pub name: String,
    /// What the auditor wrote below it; empty for nothing.
    pub caption: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What it is about.
    pub about: PhotoAbout,
    /// The same in words; null where that is no longer there.
    pub about_name: Option<String>,
}

/// Files that were dropped on the window, under handles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Dropped {
    /// The files.
    pub files: Vec<super::Picked>,
    /// Where on the page, px of the page from its left edge.
    pub x: f64,
    /// Likewise from its upper edge.
    pub y: f64,
}

/// What a photo is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhotoAbout {
    /// site, unit, meter, question, finding, reading.
    pub kind: String,
    /// Its identity; empty for the site as a whole.
    pub id: String,
}

/// What is edited of a photo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhotoEdit {
    /// What is written below it.
    pub caption: String,
    /// What it is about.
    pub about: PhotoAbout,
    /// Its place among all photos, from 0; null: as it is.
    pub place: Option<u32>,
}
