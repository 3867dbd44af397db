//! Links in the structure of the file: each is an element of its own within the paragraph or
//! the cell that it stands in, and says in words what it leads from.

use super::PdfError;
use super::finish::{failed, text};
use crate::display::{Item, Layout, Link, Page};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A link of a page, in the order in which the links are written.
struct Found {
    /// The element that it stands in.
    element: usize,
    /// The words that it lies over.
    words: String,
}

/// What is added to the tree.
#[derive(Default)]
pub(super) struct Linked {
    /// The links of each element, by its index.
    pub(super) below: Vec<(usize, ObjectId)>,
    /// Numbers of annotations, each with the element that it belongs to.
    pub(super) owners: Vec<Object>,
    /// How many numbers were given out.
    pub(super) count: usize,
}

/// Adds an element for each link. `ids` are the elements; numbers are given out from `from` on.
pub(super) fn links(
    document: &mut Document,
    layout: &Layout,
    (pages, ids): (&[ObjectId], &[ObjectId]),
    from: usize,
) -> Result<Linked, PdfError> {
    let mut linked = Linked::default();
    for (page, page_id) in layout.pages.iter().zip(pages) {
        let found = found(page, layout);
        if found.is_empty() {
            continue;
        }
        let held = document.get_dictionary(*page_id).map_err(failed)?;
        let notes = held.get(b"Annots").and_then(Object::as_array).map_err(failed)?.clone();
        let mut kept = Vec::with_capacity(notes.len());
        let mut found = found.into_iter();
        for note in notes {
            match (note, found.next().flatten()) {
                (Object::Dictionary(note), Some(link)) if link.element < ids.len() => {
                    let number = from + linked.count;
                    let (note, element) = add(document, note, (&link, *page_id, ids), number);
                    linked.below.push((link.element, element));
                    linked.owners.extend([Object::Integer(number as i64), element.into()]);
                    linked.count += 1;
                    kept.push(note.into());
                }
                (note, _) => kept.push(note),
            }
        }
        let held = document.get_dictionary_mut(*page_id).map_err(failed)?;
        held.set("Annots", Object::Array(kept));
    }
    Ok(linked)
}

/// The annotation and its element.
fn add(
    document: &mut Document,
    mut note: Dictionary,
    (link, page, ids): (&Found, ObjectId, &[ObjectId]),
    number: usize,
) -> (ObjectId, ObjectId) {
    note.set("StructParent", number as i64);
    note.set("Contents", text(&link.words));
    let note = document.add_object(note);
    let mut object = Dictionary::new();
    object.set("Type", "OBJR");
    object.set("Obj", note);
    object.set("Pg", page);
    let mut element = Dictionary::new();
    element.set("S", "Link");
    if let Some(parent) = ids.get(link.element) {
        element.set("P", *parent);
    }
    element.set("K", Object::Dictionary(object));
    (note, document.add_object(element))
}

/// The links that are written on a page; none for one that is in no element.
fn found(page: &Page, layout: &Layout) -> Vec<Option<Found>> {
    let written = page.items.iter().enumerate().filter_map(|(at, item)| match item {
        Item::Link(link) if layout.places.contains_key(&link.target) => Some((at, link)),
        _ => None,
    });
    let found = |(at, link): (usize, &Link)| {
        let tag = page.tags.iter().find(|tag| (tag.from..tag.to).contains(&at))?;
        Some(Found { element: tag.element, words: link.words.clone() })
    };
    written.map(found).collect()
}
