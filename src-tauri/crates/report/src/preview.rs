//! Pages of the report on screen, before anything is written: the very items that the PDF is
//! made of, painted as pictures one page at a time.

use crate::compose::{ReportMeta, compose};
use crate::display::{Folio, Item, Layout, Page};
use crate::layout::{layout, roman};
use crate::picture::{PngError, raster};
use crate::typeface::Typefaces;
use sha2::{Digest, Sha256};
use shuiheng_audit::{Diagnosis, Lang};
use std::fmt::Write;

/// No page is painted wider, pixels.
const WIDEST: u32 = 4000;

/// Composes and lays out the report of a diagnosis, and paints nothing. The mark of a draft,
/// which the file has once for all pages, stands on each page that bears it.
pub fn preview(diagnosis: &Diagnosis, meta: &ReportMeta, faces: &Typefaces) -> Layout {
    let mut layout = layout(&compose(diagnosis, meta), faces);
    if let Some(mark) = layout.watermark.take().map(Item::Shape) {
        for page in layout.pages.iter_mut().filter(|page| page.folio != Folio::None) {
            let mut mark = mark.clone();
            mark.shift(page.width / 2.0, page.height / 2.0);
            // Behind everything. Nobody asks a picture what its items are.
            page.items.insert(0, mark);
            page.tags.clear();
        }
    }
    layout
}

/// A page as a PNG on white, so many pixels wide.
///
/// # Errors
/// It would be wider than 4000 pixels or has no width, or the writer failed.
pub fn page_png(page: &Page, width: u32, faces: &Typefaces) -> Result<Vec<u8>, PngError> {
    let scale = f64::from(width) / page.width;
    let height = (page.height * scale).round().max(1.0);
    if width == 0 || width > WIDEST || height > f64::from(WIDEST) * 2.0 {
        return Err(PngError::TooLarge { width: width.into(), height: height as u64 });
    }
    // Both are whole and at most the bounds.
    raster::png(&page.items, (width, height as u32), (scale, faces))
}

/// What a page shows, as a digest: pages with the same key look the same.
pub fn page_key(page: &Page) -> String {
    let mut shown = String::new();
    // Writing to a String cannot fail.
    let _ = write!(shown, "{:?}", (page.width, page.height, &page.items));
    Sha256::digest(shown).iter().take(16).fold(String::new(), |mut key, byte| {
        let _ = write!(key, "{byte:02x}");
        key
    })
}

/// The number that a page carries, as it is printed; 封面 for the cover.
pub fn page_label(page: &Page, lang: Lang) -> String {
    match page.folio {
        Folio::None => lang.pick("封面", "cover").into(),
        Folio::Roman(number) => roman(number),
        Folio::Arabic(number) => number.to_string(),
    }
}
