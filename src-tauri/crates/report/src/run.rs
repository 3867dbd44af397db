//! The whole way at once: from a diagnosis to the bytes of its report.

use crate::compose::{ReportMeta, compose};
use crate::layout::layout;
use crate::pdf::{PdfError, Progress, pdf};
use crate::typeface::Typefaces;
use shuiheng_audit::{Diagnosis, Text};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// A finished report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that no face has; each was printed as □.
    pub missing: BTreeSet<char>,
}

impl Report {
    /// What is to be said of characters that could not be printed; none where all were.
    pub fn remark(&self) -> Option<Text> {
        if self.missing.is_empty() {
            return None;
        }
        let list: Vec<String> =
            self.missing.iter().map(|c| format!("{c}（U+{:04X}）", u32::from(*c))).collect();
        let list = list.join("、");
        Some(Text::new(
            format!("字库缺少下列字符，报告中以“□”代替，请核对生僻字字体文件是否完整：{list}。"),
            format!("these characters are in no font and were printed as □: {list}"),
        ))
    }
}

/// Composes, lays out and writes the report of a diagnosis.
///
/// # Errors
/// See [`PdfError`].
pub fn report(
    diagnosis: &Diagnosis,
    meta: &ReportMeta,
    faces: &Typefaces,
    progress: &dyn Fn(Progress) -> ControlFlow<()>,
) -> Result<Report, PdfError> {
    let document = compose(diagnosis, meta);
    let layout = layout(&document, faces);
    // What was composed stands on the pages now: its room is wanted for writing them.
    let properties = { document }.properties;
    let bytes = pdf(&layout, &properties, faces, progress)?;
    Ok(Report { bytes, pages: layout.pages.len(), missing: layout.missing })
}
