//! Bookmarks: nested, each leading to its line, chapters closed.

use super::links::destination;
use super::small::Small;
use crate::display::{Bookmark, Layout};
use pdf_writer::writers::{Outline, OutlineItem};
use pdf_writer::{Name, Ref, TextStr};

/// A bookmark and where it stands in the tree.
struct Node<'a> {
    name: Ref,
    bookmark: &'a Bookmark,
    parent: Option<usize>,
}

/// Adds the bookmarks to the file; none where there are none.
pub(super) fn outline(small: &mut Small, layout: &Layout, pages: &[Ref]) -> Option<Ref> {
    if layout.bookmarks.is_empty() {
        return None;
    }
    let root = small.name();
    let nodes = nodes(small, &layout.bookmarks);
    for (at, node) in nodes.iter().enumerate() {
        let siblings = || nodes.iter().enumerate().filter(|(_, other)| other.parent == node.parent);
        let before = siblings().take_while(|(other, _)| *other < at).last();
        let after = siblings().find(|(other, _)| *other > at);
        let mut entry: OutlineItem<'_> = small.add(node.name).start();
        entry.title(TextStr(&node.bookmark.label));
        let parent = node.parent.and_then(|parent| nodes.get(parent));
        entry.parent(parent.map_or(root, |parent| parent.name));
        destination(entry.insert(Name(b"Dest")), (layout, pages), node.bookmark.spot);
        if let Some((_, before)) = before {
            entry.prev(before.name);
        }
        if let Some((_, after)) = after {
            entry.next(after.name);
        }
        if let Some((first, last, count)) = below(&nodes, Some(at)) {
            // A negative count keeps what is below closed.
            entry.first(first).last(last).count(-count);
        }
    }
    let mut top: Outline<'_> = small.add(root).start();
    if let Some((first, last, count)) = below(&nodes, None) {
        top.first(first).last(last).count(count);
    }
    Some(root)
}

fn nodes<'a>(small: &mut Small, bookmarks: &'a [Bookmark]) -> Vec<Node<'a>> {
    let mut above: Vec<(u8, usize)> = Vec::new();
    let mut nodes = Vec::with_capacity(bookmarks.len());
    for (at, bookmark) in bookmarks.iter().enumerate() {
        while above.last().is_some_and(|(level, _)| *level >= bookmark.level) {
            above.pop();
        }
        let parent = above.last().map(|(_, at)| *at);
        nodes.push(Node { name: small.name(), bookmark, parent });
        above.push((bookmark.level, at));
    }
    nodes
}

/// The first and the last that stand below another, and how many do.
fn below(nodes: &[Node<'_>], of: Option<usize>) -> Option<(Ref, Ref, i32)> {
    let mut children = nodes.iter().filter(|node| node.parent == of);
    let first = children.next()?;
    let mut count = 1;
    let last = children.inspect(|_| count += 1).last().unwrap_or(first);
    Some((first.name, last.name, count))
}
