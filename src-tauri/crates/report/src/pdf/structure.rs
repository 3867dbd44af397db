//! The structure of the file (tagged PDF): which marked piece of which page belongs to which
//! heading, paragraph, cell or figure.

use super::links::Linked;
use super::small::Small;
use crate::display::{Layout, Role};
use pdf_writer::types::{StructRole, TableHeaderScope};
use pdf_writer::writers::{StructElement, StructTreeRoot};
use pdf_writer::{Ref, TextStr};

/// The kind of an element in the words of the format.
pub(super) const fn kind(role: Role) -> StructRole {
    match role {
        Role::Heading(1) => StructRole::H1,
        Role::Heading(2) => StructRole::H2,
        Role::Heading(_) => StructRole::H3,
        Role::Paragraph => StructRole::P,
        Role::Table => StructRole::Table,
        Role::Row => StructRole::TR,
        Role::HeadCell => StructRole::TH,
        Role::Cell => StructRole::TD,
        Role::Figure => StructRole::Figure,
        Role::Caption => StructRole::Caption,
    }
}

/// A name for each element of a layout.
pub(super) fn names(small: &mut Small, layout: &Layout) -> Vec<Ref> {
    layout.elements.iter().map(|_| small.name()).collect()
}

/// What an element holds.
#[derive(Clone, Default)]
struct Held {
    /// Pieces of pages: the page and the number of the piece on it.
    pieces: Vec<(Ref, i32)>,
    /// Elements.
    children: Vec<Ref>,
}

/// Adds the tree to the file; none where nothing is named. The pieces of a page are found by the
/// index of the page, links by their numbers.
pub(super) fn structure(
    small: &mut Small,
    layout: &Layout,
    (pages, names): (&[Ref], &[Ref]),
    linked: &Linked,
) -> Option<Ref> {
    if names.is_empty() {
        return None;
    }
    let (root, whole) = (small.name(), small.name());
    let mut held = vec![Held::default(); names.len()];
    let mut owners = Vec::new();
    for (number, (page, page_name)) in (0..).zip(layout.pages.iter().zip(pages)) {
        let mut of_page: Vec<Ref> = Vec::new();
        for (piece, tagged) in (0..).zip(&page.tags) {
            let Some(own) = held.get_mut(tagged.element) else { continue };
            own.pieces.push((*page_name, piece));
            of_page.extend(names.get(tagged.element));
        }
        let list = small.name();
        small.add(list).array().items(of_page);
        owners.push((number, list));
    }
    owners.extend(&linked.owners);
    let mut top = Vec::new();
    for (element, name) in layout.elements.iter().zip(names) {
        match element.parent.and_then(|parent| held.get_mut(parent)) {
            Some(above) => above.children.push(*name),
            None => top.push(*name),
        }
    }
    for (element, link) in &linked.below {
        if let Some(own) = held.get_mut(*element) {
            own.children.push(*link);
        }
    }
    for ((element, name), held) in layout.elements.iter().zip(names).zip(&held) {
        let mut entry: StructElement<'_> = small.add(*name).start();
        let parent = element.parent.and_then(|parent| names.get(parent));
        entry.kind(kind(element.role)).parent(parent.copied().unwrap_or(whole));
        if !element.alt.is_empty() {
            entry.alt(TextStr(&element.alt));
        }
        if element.role == Role::HeadCell {
            entry.attributes().push().table().scope(TableHeaderScope::Column);
        }
        hold(&mut entry, held);
    }
    let mut entry: StructElement<'_> = small.add(whole).start();
    entry.kind(StructRole::Document).parent(root);
    hold(&mut entry, &Held { pieces: Vec::new(), children: top });
    drop(entry);
    let next = owners.last().map_or(0, |(number, _)| number + 1);
    let mut tree: StructTreeRoot<'_> = small.add(root).start();
    tree.child(whole).parent_tree_next_key(next);
    let mut numbers = tree.parent_tree();
    let mut numbers = numbers.nums();
    for (number, owner) in owners {
        numbers.insert(number, owner);
    }
    Some(root)
}

/// Pieces of one page are told by their numbers alone.
fn hold(entry: &mut StructElement<'_>, held: &Held) {
    let first = held.pieces.first().map(|(page, _)| *page);
    if let Some(page) = first {
        entry.page(page);
    }
    if held.pieces.is_empty() && held.children.is_empty() {
        return;
    }
    let mut children = entry.children();
    for (page, piece) in &held.pieces {
        if Some(*page) == first {
            children.marked_content_id(*piece);
        } else {
            children.marked_content_ref().page(*page).marked_content_id(*piece);
        }
    }
    for child in &held.children {
        children.struct_element(*child);
    }
}
