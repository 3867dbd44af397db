//! A drawing as a file of its own: PDF by the painter of the report, PNG of the same items.

pub(crate) mod raster;

use crate::display::{Folio, Item, Layout, Page};
use crate::document::Properties;
use crate::paint::paint;
use crate::paragraph::Typesetter;
use crate::pdf::{PdfError, pdf};
use crate::typeface::Typefaces;
use shuiheng_drawing::Scene;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Around the drawing on its page, pt.
const MARGIN: f64 = 12.0;
/// No picture has more pixels than this: 400 MB of memory.
const MOST_PIXELS: f64 = 1e8;

/// A file with a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters that no face has; each was drawn as □.
    pub missing: BTreeSet<char>,
}

/// Why a PNG could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// It would have too many pixels.
    #[error("图片为 {width}×{height} 像素，过大 (the picture is too large)")]
    TooLarge {
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
    },
    /// The writer of the format failed.
    #[error("PNG 写出失败 (writing the PNG failed): {0}")]
    Write(String),
}

/// Drawings as a PDF, each on a page of its own size.
///
/// # Errors
/// See [`PdfError`].
pub fn picture_pdf(
    scenes: &[Scene],
    properties: &Properties,
    faces: &Typefaces,
) -> Result<Picture, PdfError> {
    let setter = Typesetter::new(faces);
    let mut layout = Layout::default();
    for (at, scene) in scenes.iter().enumerate() {
        layout.pages.push(Page {
            width: scene.width + 2.0 * MARGIN,
            height: scene.height + 2.0 * MARGIN,
            folio: Folio::Arabic(at + 1),
            items: paint(&setter, scene, (MARGIN, MARGIN, 1.0)),
            tags: Vec::new(),
        });
    }
    let missing = setter.missing();
    let bytes = pdf(&layout, properties, faces, &|_| ControlFlow::Continue(()))?;
    Ok(Picture { bytes, missing })
}

/// Width and height of a drawing with its margin, pt.
pub(crate) fn size(scene: &Scene) -> (f64, f64) {
    (scene.width + 2.0 * MARGIN, scene.height + 2.0 * MARGIN)
}

/// A drawing as a PNG on white, `scale` pixels for each pt.
///
/// # Errors
/// It would have too many pixels, or the writer failed.
pub fn picture_png(scene: &Scene, scale: f64, faces: &Typefaces) -> Result<Picture, PngError> {
    let setter = Typesetter::new(faces);
    let items: Vec<Item> = paint(&setter, scene, (MARGIN, MARGIN, 1.0));
    let pixels = |length: f64| ((length + 2.0 * MARGIN) * scale).ceil().max(1.0);
    let (width, height) = (pixels(scene.width), pixels(scene.height));
    let fits = scale > 0.0 && width * height <= MOST_PIXELS;
    if !fits {
        return Err(PngError::TooLarge { width: width as u64, height: height as u64 });
    }
    // Both are whole and at most the bound.
    let bytes = raster::png(&items, (width as u32, height as u32), (scale, faces))?;
    Ok(Picture { bytes, missing: setter.missing() })
}
