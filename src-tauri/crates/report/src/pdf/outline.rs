//! Bookmarks: nested, each leading to its line, chapters closed.

use crate::display::{Bookmark, Layout};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A bookmark and where it stands in the tree.
struct Node<'a> {
    id: ObjectId,
    bookmark: &'a Bookmark,
    parent: Option<usize>,
}

/// Adds the bookmarks to the document; none where there are none.
pub(super) fn outline(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    if layout.bookmarks.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let nodes = nodes(document, &layout.bookmarks);
    for (at, node) in nodes.iter().enumerate() {
        let parent = node.parent.and_then(|parent| nodes.get(parent));
        let mut entry = Dictionary::new();
        entry.set("Title", super::finish::text(&node.bookmark.label));
        entry.set("Parent", parent.map_or(root, |parent| parent.id));
        entry.set("Dest", destination(node.bookmark, layout, pages));
        let siblings = || nodes.iter().enumerate().filter(|(_, other)| other.parent == node.parent);
        if let Some((_, before)) = siblings().take_while(|(other, _)| *other < at).last() {
            entry.set("Prev", before.id);
        }
        if let Some((_, after)) = siblings().find(|(other, _)| *other > at) {
            entry.set("Next", after.id);
        }
        // A negative count keeps what is below closed.
        link_children(&mut entry, &nodes, (Some(at), -1));
        document.objects.insert(node.id, Object::Dictionary(entry));
    }
    let mut top = Dictionary::new();
    top.set("Type", "Outlines");
    link_children(&mut top, &nodes, (None, 1));
    document.objects.insert(root, Object::Dictionary(top));
    Some(root)
}

fn nodes<'a>(document: &mut Document, bookmarks: &'a [Bookmark]) -> Vec<Node<'a>> {
    let mut above: Vec<(u8, usize)> = Vec::new();
    let mut nodes = Vec::with_capacity(bookmarks.len());
    for (at, bookmark) in bookmarks.iter().enumerate() {
        while above.last().is_some_and(|(level, _)| *level >= bookmark.level) {
            above.pop();
        }
        let parent = above.last().map(|(_, at)| *at);
        nodes.push(Node { id: document.new_object_id(), bookmark, parent });
        above.push((bookmark.level, at));
    }
    nodes
}

fn link_children(entry: &mut Dictionary, nodes: &[Node<'_>], (of, sign): (Option<usize>, i64)) {
    let mut children = nodes.iter().filter(|node| node.parent == of);
    let Some(first) = children.next() else { return };
    let count = 1 + children.clone().count() as i64;
    let last = children.next_back().unwrap_or(first);
    entry.set("First", first.id);
    entry.set("Last", last.id);
    entry.set("Count", sign * count);
}

fn destination(bookmark: &Bookmark, layout: &Layout, pages: &[ObjectId]) -> Object {
    let spot = bookmark.spot;
    let height = layout.pages.get(spot.page).map_or(0.0, |page| page.height);
    let page = pages.get(spot.page).map_or(Object::Null, |id| Object::Reference(*id));
    let top = Object::Real(super::ops::rounded((height - spot.y + 4.0).min(height)));
    Object::Array(vec![page, Object::Name(b"XYZ".to_vec()), Object::Null, top, Object::Null])
}
