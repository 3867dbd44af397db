//! The report page by page, as the window shows it before anything is written.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The report as it would be written now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportPreview {
    /// Its pages.
    pub pages: Vec<PreviewPage>,
    /// Headings that one can go to.
    pub chapters: Vec<PreviewChapter>,
    /// Characters that no face holds, if any.
    pub missing_characters: String,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PreviewPage {
    /// What it shows, as a digest: its picture is asked for by this, and pages with the same
    /// key look the same.
    pub key: String,
    /// Width, pt.
    pub width: f64,
    /// Height, pt.
    pub height: f64,
    /// The number that it carries, as printed.
    pub label: String,
}

/// A heading that one can go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreviewChapter {
    /// 1 for chapters, 2 and 3 below them.
    pub level: u8,
    /// Number and words.
    pub label: String,
    /// The page, counted from 0.
    pub page: u32,
}
