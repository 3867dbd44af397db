//! Pages become a PDF. Everything is translated, nothing decided.

mod attached;
mod behind;
mod deflate;
mod file;
mod finish;
mod images;
mod links;
mod ops;
mod outline;
mod small;
mod srgb;
mod structure;
mod subset;
mod xmp;

use crate::display::Layout;
use crate::document::Properties;
use crate::typeface::Typefaces;
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions, PdfWarnMsg};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// How hard streams are deflated: where more costs time and gains nothing.
pub(crate) const LEVEL: u32 = 6;

/// How far the writing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Pages done.
    pub done: usize,
    /// Pages in all.
    pub pages: usize,
}

/// Why a PDF could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// It was asked to stop.
    #[error("报告导出已取消 (cancelled)")]
    Cancelled,
    /// A font could not be cut down to the glyphs that are used.
    #[error("无法嵌入字体 {0} (font cannot be embedded)")]
    Font(String),
    /// The writer of the format had a complaint; a document with one is not handed out.
    #[error("PDF 写出失败 (writing the PDF failed): {0}")]
    Write(String),
}

/// Writes the pages as PDF 1.7: PDF/A-2u, or PDF/A-3u where a file is attached.
///
/// `progress` is asked before each page whether to go on.
///
/// # Errors
/// See [`PdfError`]. Nothing is handed out then.
pub fn pdf(
    layout: &Layout,
    properties: &Properties,
    faces: &Typefaces,
    progress: &dyn Fn(Progress) -> ControlFlow<()>,
) -> Result<Vec<u8>, PdfError> {
    let mut fonts = subset::subset(layout, faces)?;
    let mut document = PdfDocument::new(&properties.title);
    fonts.register(&mut document.resources.fonts.map);
    let mut alphas = BTreeSet::new();
    let mut images = images::Images::default();
    let pages = layout.pages.len();
    for (done, page) in layout.pages.iter().enumerate() {
        if progress(Progress { done, pages }).is_break() {
            return Err(PdfError::Cancelled);
        }
        let ops = ops::ops(page, layout, (&fonts, &mut alphas, &mut images));
        let size = |pt: f64| Mm::from(printpdf::Pt(ops::rounded(pt)));
        document.pages.push(PdfPage::new(size(page.width), size(page.height), ops));
    }
    ops::register_alphas(&alphas, &mut document);
    images.register(&mut document);
    let mut complaints = Vec::new();
    let options = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
    let raw = document.to_lopdf_document(&options, &mut complaints);
    refuse(&complaints)?;
    // Its room is wanted for what follows.
    drop(document);
    let bytes = finish::finish(raw, layout, properties)?;
    // The last word is the caller's: a finished report that nobody wants is not handed out.
    match progress(Progress { done: pages, pages }) {
        ControlFlow::Continue(()) => Ok(bytes),
        ControlFlow::Break(()) => Err(PdfError::Cancelled),
    }
}

/// Warnings of the library tell of text that readers drop or of fonts that are lost.
fn refuse(complaints: &[PdfWarnMsg]) -> Result<(), PdfError> {
    let grave = complaints
        .iter()
        .find(|complaint| complaint.severity != printpdf::PdfParseErrorSeverity::Info);
    grave.map_or(Ok(()), |complaint| Err(PdfError::Write(complaint.msg.clone())))
}
