//! The structure of the file (tagged PDF): which marked piece of which page belongs to which
//! heading, paragraph, cell or figure.

use super::PdfError;
use super::finish::{failed, text};
use super::links::links;
use crate::display::{Layout, Role};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The type of a structure element.
pub(super) const fn name(role: Role) -> &'static str {
    match role {
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(_) => "H3",
        Role::Paragraph => "P",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeadCell => "TH",
        Role::Cell => "TD",
        Role::Figure => "Figure",
        Role::Caption => "Caption",
    }
}

/// What an element holds: pieces of pages, and after them other elements. Pieces of one page
/// are told by their numbers alone.
fn kids(entry: &mut Dictionary, (pieces, children): (&[(ObjectId, i64)], Vec<Object>)) {
    let mut kids = Vec::with_capacity(pieces.len() + children.len());
    if let Some((first, _)) = pieces.first() {
        entry.set("Pg", *first);
        kids.extend(pieces.iter().map(|(page, piece)| {
            if page == first {
                return Object::Integer(*piece);
            }
            let mut content = Dictionary::new();
            content.set("Type", "MCR");
            content.set("Pg", *page);
            content.set("MCID", *piece);
            Object::Dictionary(content)
        }));
    }
    kids.extend(children);
    match kids.as_slice() {
        [] => {}
        [only] => entry.set("K", only.clone()),
        _ => entry.set("K", Object::Array(kids)),
    }
}

/// Adds the tree to the document; none where nothing is named.
pub(super) fn structure(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
) -> Result<Option<ObjectId>, PdfError> {
    if layout.elements.is_empty() {
        return Ok(None);
    }
    let root = document.new_object_id();
    let whole = document.new_object_id();
    let ids: Vec<ObjectId> = layout.elements.iter().map(|_| document.new_object_id()).collect();
    let mut below: Vec<Vec<Object>> = vec![Vec::new(); ids.len()];
    let mut own: Vec<Vec<(ObjectId, i64)>> = vec![Vec::new(); ids.len()];
    let mut owners = Vec::new();
    for (at, (page, page_id)) in layout.pages.iter().zip(pages).enumerate() {
        let mut of_page = Vec::new();
        for (piece, tagged) in page.tags.iter().enumerate() {
            let Some(id) = ids.get(tagged.element) else { continue };
            if let Some(own) = own.get_mut(tagged.element) {
                own.push((*page_id, piece as i64));
            }
            of_page.push(Object::Reference(*id));
        }
        owners.extend([Object::Integer(at as i64), Object::Array(of_page)]);
        let page = document.get_dictionary_mut(*page_id).map_err(failed)?;
        page.set("StructParents", at as i64);
        page.set("Tabs", "S");
    }
    let links = links(document, layout, (pages, &ids), layout.pages.len())?;
    for (element, link) in links.below {
        if let Some(below) = below.get_mut(element) {
            below.push(link.into());
        }
    }
    owners.extend(links.owners);
    let mut top = Vec::new();
    // From the last to the first, so that an element has its children before it is written.
    for (at, element) in layout.elements.iter().enumerate().rev() {
        let Some(id) = ids.get(at) else { continue };
        let mut entry = Dictionary::new();
        entry.set("S", name(element.role));
        let parent = element.parent.and_then(|parent| ids.get(parent));
        entry.set("P", parent.copied().unwrap_or(whole));
        if !element.alt.is_empty() {
            entry.set("Alt", text(&element.alt));
        }
        if element.role == Role::HeadCell {
            let mut scope = Dictionary::new();
            scope.set("O", "Table");
            scope.set("Scope", "Column");
            entry.set("A", Object::Dictionary(scope));
        }
        let children = below.get_mut(at).map(std::mem::take).unwrap_or_default();
        let pieces = own.get(at).map_or(&[][..], Vec::as_slice);
        kids(&mut entry, (pieces, children));
        document.objects.insert(*id, Object::Dictionary(entry));
        match element.parent.and_then(|parent| below.get_mut(parent)) {
            Some(above) => above.insert(0, Object::Reference(*id)),
            None => top.push(Object::Reference(*id)),
        }
    }
    top.reverse();
    let mut entry = Dictionary::new();
    entry.set("Type", "StructElem");
    entry.set("S", "Document");
    entry.set("P", root);
    entry.set("K", Object::Array(top));
    document.objects.insert(whole, Object::Dictionary(entry));
    let mut owned = Dictionary::new();
    owned.set("Nums", Object::Array(owners));
    let owned = document.add_object(owned);
    let mut tree = Dictionary::new();
    tree.set("Type", "StructTreeRoot");
    tree.set("K", whole);
    tree.set("ParentTree", owned);
    tree.set("ParentTreeNextKey", (layout.pages.len() + links.count) as i64);
    document.objects.insert(root, Object::Dictionary(tree));
    Ok(Some(root))
}
