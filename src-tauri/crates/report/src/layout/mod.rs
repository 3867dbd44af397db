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
mod signatures;
mod stack;
mod table;
mod table_columns;

use crate::display::{Bookmark, Folio, Layout, Page, Spot};
use crate::document::Document;
use crate::paragraph::Typesetter;
use crate::typeface::Typefaces;
use blocks::flow;
use stack::{Mark, Sheet, stack};

pub(crate) use figure::{scale_of as figure_scale, stands as figure_stands};
pub(crate) use furniture::roman;
pub(crate) use paper::Orientation;
pub(crate) use table_columns::{Grid, emphasised, grid as table_grid};

/// Lays out a document.
pub fn layout(document: &Document, faces: &Typefaces) -> Layout {
    let setter = Typesetter::new(faces);
    let front = stack(&flow(&setter, &document.front));
    let body = stack(&flow(&setter, &document.body));
    let contents = contents::contents(&setter, &body);
    let mut layout = Layout::default();
    layout.pages.push(cover::cover(&setter, &document.cover));
    let roman = front.into_iter().chain(contents).enumerate();
    for (at, sheet) in roman {
        add(&mut layout, sheet, Folio::Roman(at + 1));
    }
    for (at, sheet) in body.into_iter().enumerate() {
        add(&mut layout, sheet, Folio::Arabic(at + 1));
    }
    furniture::furnish(&setter, &mut layout.pages, &document.running);
    Layout { missing: setter.missing(), ..layout }
}

/// Takes a sheet over as the next page.
fn add(layout: &mut Layout, sheet: Sheet, folio: Folio) {
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
    layout.pages.push(Page { width, height, folio, items: sheet.items });
}
