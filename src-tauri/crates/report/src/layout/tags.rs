//! What the pieces of a page are, for readers who do not see it: headings, paragraphs, rows
//! and cells of tables, figures with their words. What is not named is decoration.

use super::stack::Slab;
use crate::display::{Element, Role, Tagged};
use crate::document::{Block, Photo};

/// Names the slabs of a block. Elements are counted on from those that there are.
pub(crate) fn tag(block: &Block, slabs: &mut [Slab], elements: &mut Vec<Element>) {
    match block {
        Block::PageBreak => {}
        Block::Heading(heading) => each(slabs, elements, Role::Heading(heading.level.clamp(1, 6))),
        Block::Cards(_) | Block::Signatures(_) => {
            slabs
                .iter_mut()
                .for_each(|slab| each(std::slice::from_mut(slab), elements, Role::Paragraph));
        }
        Block::Paragraph(_) => each(slabs, elements, Role::Paragraph),
        Block::Figure(figure) => {
            let Some((drawing, words)) = slabs.split_first_mut() else { return };
            let alt = if figure.scene.description.is_empty() {
                figure.title.clone()
            } else {
                format!("{}：{}", figure.title, figure.scene.description)
            };
            let element = add(elements, Role::Figure, (None, alt));
            whole(drawing, element);
            each(words, elements, Role::Caption);
        }
        Block::Photos(row) => photos(row, slabs, elements),
        Block::Table(_) => table(slabs, elements),
    }
}

/// A row of photos: each is a figure, and its words a caption.
fn photos(row: &[Photo], slabs: &mut [Slab], elements: &mut Vec<Element>) {
    for (at, slab) in slabs.iter_mut().enumerate() {
        for ((from, to), photo) in std::mem::take(&mut slab.cells).into_iter().zip(row) {
            let (role, alt) = match at {
                0 => (Role::Figure, photo.title.clone()),
                _ => (Role::Caption, String::new()),
            };
            let element = add(elements, role, (None, alt));
            slab.tags.push(Tagged { from, to, element });
        }
    }
}

fn add(elements: &mut Vec<Element>, role: Role, (parent, alt): (Option<usize>, String)) -> usize {
    elements.push(Element { role, parent, alt });
    elements.len() - 1
}

fn whole(slab: &mut Slab, element: usize) {
    if !slab.items.is_empty() {
        slab.tags = vec![Tagged { from: 0, to: slab.items.len(), element }];
    }
}

/// All slabs as one element.
fn each(slabs: &mut [Slab], elements: &mut Vec<Element>, role: Role) {
    if slabs.is_empty() {
        return;
    }
    let element = add(elements, role, (None, String::new()));
    slabs.iter_mut().for_each(|slab| whole(slab, element));
}

/// A table: what stands before its header is its caption, what has no cells after it a note.
fn table(slabs: &mut [Slab], elements: &mut Vec<Element>) {
    let head = slabs.iter().position(|slab| !slab.cells.is_empty()).unwrap_or(slabs.len());
    let table = add(elements, Role::Table, (None, String::new()));
    for (at, slab) in slabs.iter_mut().enumerate() {
        if at < head {
            let caption = add(elements, Role::Caption, (Some(table), String::new()));
            whole(slab, caption);
        } else if slab.cells.is_empty() {
            let note = add(elements, Role::Paragraph, (None, String::new()));
            whole(slab, note);
        } else {
            let row = add(elements, Role::Row, (Some(table), String::new()));
            let role = if at == head { Role::HeadCell } else { Role::Cell };
            for (from, to) in std::mem::take(&mut slab.cells) {
                let cell = add(elements, role, (Some(row), String::new()));
                if to > from {
                    slab.tags.push(Tagged { from, to, element: cell });
                }
            }
        }
    }
}

/// The same elements and tags counted on from others that stand before them.
pub(crate) fn shifted(elements: Vec<Element>, by: usize) -> Vec<Element> {
    elements
        .into_iter()
        .map(|element| Element { parent: element.parent.map(|parent| parent + by), ..element })
        .collect()
}
