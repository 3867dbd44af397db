//! Links. In the structure of the file each is an element of its own within the paragraph or the
//! cell that it stands in, and says in words what it leads from.

use super::ops::rounded;
use super::small::Small;
use crate::display::{Item, Layout, Link, Page, Spot};
use pdf_writer::types::{AnnotationFlags, AnnotationType, HighlightEffect, StructRole};
use pdf_writer::writers::{Annotation, StructElement};
use pdf_writer::{Name, Null, Obj, Rect, Ref, TextStr};

/// What the links of a report are to the rest of its file.
#[derive(Default)]
pub(super) struct Linked {
    /// The links of each page.
    pub(super) of_pages: Vec<Vec<Ref>>,
    /// The elements of links, each with the index of the element that it stands in.
    pub(super) below: Vec<(usize, Ref)>,
    /// The numbers of links in the structure, each with its element.
    pub(super) owners: Vec<(i32, Ref)>,
}

/// Adds the links to the file, and an element for each where there is a structure. `elements`
/// are those of the layout; pages have the numbers before those of links.
pub(super) fn links(
    small: &mut Small,
    layout: &Layout,
    (pages, elements): (&[Ref], &[Ref]),
) -> Linked {
    let mut linked = Linked::default();
    let mut numbers = (0..).skip(pages.len());
    for (page, page_name) in layout.pages.iter().zip(pages) {
        let mut of_page = Vec::new();
        for (at, item) in page.items.iter().enumerate() {
            let Item::Link(link) = item else { continue };
            // A link to a place that the report does not have leads nowhere and is left out.
            let Some(spot) = layout.places.get(&link.target) else { continue };
            let within = page.tags.iter().find(|tag| (tag.from..tag.to).contains(&at));
            let within = within
                .and_then(|tag| Some((tag.element, *elements.get(tag.element)?, small.name())));
            let name = small.name();
            let mut note = annotation(small, (name, link), page);
            destination(note.insert(Name(b"Dest")), (layout, pages), *spot);
            of_page.push(name);
            let Some(((element, parent, own), number)) = within.zip(numbers.next()) else {
                continue;
            };
            note.struct_parent(number);
            drop(note);
            let mut entry: StructElement<'_> = small.add(own).start();
            entry.kind(StructRole::Link).parent(parent);
            entry.object_child().object(name).page(*page_name);
            linked.below.push((element, own));
            linked.owners.push((number, own));
        }
        linked.of_pages.push(of_page);
    }
    linked
}

/// What a person clicks on; it is printed with the page, which it does not show on.
fn annotation<'a>(small: &'a mut Small, (name, link): (Ref, &Link), page: &Page) -> Annotation<'a> {
    let (left, bottom) = (rounded(link.x), rounded(page.height - link.y - link.height));
    let (right, top) = (rounded(link.x + link.width), rounded(page.height - link.y));
    let mut note: Annotation<'_> = small.add(name).start();
    note.subtype(AnnotationType::Link).rect(Rect::new(left, bottom, right, top));
    note.border(0.0, 0.0, 0.0, None).highlight(HighlightEffect::None);
    note.flags(AnnotationFlags::PRINT).contents(TextStr(&link.words));
    note
}

/// A place in the report: a line above it stands at the head of the window, which keeps its
/// size.
pub(super) fn destination(at: Obj<'_>, (layout, pages): (&Layout, &[Ref]), spot: Spot) {
    let height = layout.pages.get(spot.page).map_or(0.0, |page| page.height);
    let mut place = at.array();
    match pages.get(spot.page) {
        Some(page) => place.item(*page),
        None => place.item(Null),
    };
    let top = rounded((height - spot.y + 4.0).min(height));
    place.item(Name(b"XYZ")).item(Null).item(top).item(Null);
}
