//! Where everything stands: a document becomes pages.
//!
//! Blocks become slabs, pieces of a page that are not cut; slabs are stacked into pages.
//! The chapters are laid out first, so that the contents can name their pages.

mod blocks;
mod cards;
mod contents;
mod cover;
mod figure;
mod furniture;
mod paper;
mod photos;
mod signatures;
mod stack;
mod table;
mod table_columns;
mod tags;
mod watermark;

use crate::display::{Bookmark, Folio, Layout, Page, Spot, Tagged};
use crate::document::Document;
use crate::firm::Accent;
use crate::paragraph::Typesetter;
use crate::style;
use crate::typeface::Typefaces;
use blocks::flow;
use stack::{Mark, Sheet, stack};

pub(crate) use figure::{scale_of as figure_scale, stands as figure_stands};
pub(crate) use furniture::{numbered, roman};
pub(crate) use paper::Orientation;
pub(crate) use photos::size as photo_size;
pub(crate) use table_columns::{Grid, decimal, emphasised, grid as table_grid};

/// Lays out a document.
pub fn layout(document: &Document, faces: &Typefaces) -> Layout {
    let setter = Typesetter::new(faces);
    let front = flow(&setter, &document.front);
    let body = flow(&setter, &document.body);
    let sheets = stack(&body);
    let (contents, listed) = contents::contents(&setter, &sheets);
    let mut layout = Layout::default();
    layout.pages.push(cover::cover(&setter, &document.cover, &mut layout.elements));
    let mut folio = 0;
    for (sheets, elements) in [(stack(&front), front.elements), (contents, listed)] {
        let before = layout.elements.len();
        for sheet in sheets {
            folio += 1;
            add(&mut layout, sheet, (Folio::Roman(folio), before));
        }
        layout.elements.extend(tags::shifted(elements, before));
    }
    let before = layout.elements.len();
    for (at, sheet) in sheets.into_iter().enumerate() {
        add(&mut layout, sheet, (Folio::Arabic(at + 1), before));
    }
    layout.elements.extend(tags::shifted(body.elements, before));
    furniture::furnish(&setter, &mut layout.pages, &document.running);
    dress(&mut layout.pages, document.dress.accent);
    let words = document.dress.watermark.as_deref();
    Layout {
        missing: setter.missing(),
        watermark: words.and_then(|words| watermark::watermark(faces, words)),
        attachment: document.dress.attachment.clone(),
        ..layout
    }
}

/// Puts the colour of a firm in the place of the one that ships.
fn dress(pages: &mut [Page], accent: Accent) {
    let (ink, tint) = accent.colours();
    if accent == Accent::default() {
        return;
    }
    let change = |colour| match colour {
        style::ACCENT => ink,
        style::HEAD_FILL => tint,
        other => other,
    };
    pages.iter_mut().flat_map(|page| &mut page.items).for_each(|item| item.recolour(&change));
}

/// Takes a sheet over as the next page.
///
/// `before` are the elements that stand before those of the sheet.
fn add(layout: &mut Layout, sheet: Sheet, (folio, before): (Folio, usize)) {
    let page = layout.pages.len();
    let (width, height) = sheet.orientation.paper();
    for (mark, y) in sheet.marks {
        let spot = Spot { page, y };
        match mark {
            Mark::Anchor(anchor) => {
                layout.places.insert(anchor, spot);
            }
            Mark::Heading { level, label, .. } => {
                layout.bookmarks.push(Bookmark { level, label, spot });
            }
        }
    }
    let tags = sheet.tags.into_iter();
    let tags = tags.map(|tag| Tagged { element: tag.element + before, ..tag }).collect();
    layout.pages.push(Page { width, height, folio, items: sheet.items, tags });
}
