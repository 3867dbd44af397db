//! Slabs stacked into pages: what belongs together stays together, and a table that goes
//! on says so.

use super::Orientation;
use crate::display::{Element, Item, Tagged};
use crate::document::Anchor;
use crate::style::{MARGIN_LEFT, MARGIN_TOP};

/// Something that is looked up by its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    Anchor(Anchor),
    Heading { level: u8, label: String, anchor: Anchor },
}

/// A piece of a page that is not cut. Its items stand relative to its top left corner.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slab {
    pub(crate) items: Vec<Item>,
    pub(crate) height: f64,
    /// Space above it, unless it begins a page.
    pub(crate) before: f64,
    /// Space below it, unless it ends a page; the greater of two neighbouring spaces counts.
    pub(crate) after: f64,
    /// True where no page ends between it and the next.
    pub(crate) keep: bool,
    /// True where it begins a page.
    pub(crate) new_page: bool,
    pub(crate) orientation: Orientation,
    pub(crate) marks: Vec<Mark>,
    /// The table that goes on with it.
    pub(crate) continues: Option<usize>,
    /// Items of each cell of a row: the first, and after the last.
    pub(crate) cells: Vec<(usize, usize)>,
    /// What its items are.
    pub(crate) tags: Vec<Tagged>,
}

/// What is drawn where a table is cut by the end of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cut {
    /// Over the rows on the next page: 续表 and the header.
    pub(crate) head: Vec<Item>,
    pub(crate) head_height: f64,
    /// Below the last row on the page.
    pub(crate) foot: Vec<Item>,
}

/// Slabs in reading order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    pub(crate) slabs: Vec<Slab>,
    pub(crate) cuts: Vec<Cut>,
    /// What the slabs hold.
    pub(crate) elements: Vec<Element>,
}

/// A page before it has a number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) orientation: Orientation,
    pub(crate) items: Vec<Item>,
    pub(crate) marks: Vec<(Mark, f64)>,
    pub(crate) tags: Vec<Tagged>,
}

struct Stack<'a> {
    flow: &'a Flow,
    done: Vec<Sheet>,
    sheet: Sheet,
    /// How much of the page is used.
    used: f64,
    last: Option<&'a Slab>,
}

/// Stacks slabs into pages.
pub(crate) fn stack(flow: &Flow) -> Vec<Sheet> {
    let mut stack =
        Stack { flow, done: Vec::new(), sheet: Sheet::default(), used: 0.0, last: None };
    let mut rest = flow.slabs.as_slice();
    while !rest.is_empty() {
        let together = rest.iter().take_while(|slab| slab.keep).count() + 1;
        let (group, after) = rest.split_at(together.min(rest.len()));
        stack.add_group(group);
        rest = after;
    }
    stack.finish()
}

/// Space between a slab and the one above it on the page.
fn space(above: Option<&Slab>, slab: &Slab) -> f64 {
    above.map_or(0.0, |above| above.after.max(slab.before))
}

/// How high slabs are below one another.
fn height(slabs: &[Slab], above: Option<&Slab>) -> f64 {
    let above = std::iter::once(above).chain(slabs.iter().map(Some));
    above.zip(slabs).map(|(above, slab)| space(above, slab) + slab.height).sum()
}

impl<'a> Stack<'a> {
    fn add_group(&mut self, group: &'a [Slab]) {
        let Some(first) = group.first() else { return };
        let turned = self.last.is_some() && first.orientation != self.sheet.orientation;
        if self.last.is_some() && (first.new_page || turned) {
            self.turn(first);
        }
        if self.last.is_none() {
            self.sheet.orientation = first.orientation;
        }
        let height = height(group, self.last);
        let room = self.sheet.orientation.height();
        let head = first.continues.and_then(|at| self.flow.cuts.get(at));
        let alone = self::height(group, None) + head.map_or(0.0, |cut| cut.head_height);
        let fits_a_page = alone <= room;
        if fits_a_page && self.last.is_some() && self.used + height > room + 1e-6 {
            self.turn(first);
        }
        for slab in group {
            // What is kept together and yet taller than a page is cut between slabs.
            if self.last.is_some() && self.used + space(self.last, slab) + slab.height > room + 1e-6
            {
                self.turn(slab);
            }
            self.add(slab);
        }
    }

    /// Ends the page before a slab.
    fn turn(&mut self, next: &Slab) {
        let cut = next.continues.and_then(|at| self.flow.cuts.get(at));
        if let Some(cut) = cut {
            let used = self.used;
            self.draw(&cut.foot, used);
        }
        let sheet = Sheet { orientation: next.orientation, ..Sheet::default() };
        self.done.push(std::mem::replace(&mut self.sheet, sheet));
        (self.used, self.last) = (0.0, None);
        if let Some(cut) = cut {
            self.draw(&cut.head, 0.0);
            self.used = cut.head_height;
        }
    }

    fn add(&mut self, slab: &'a Slab) {
        self.used += space(self.last, slab);
        let top = self.used;
        let by = self.sheet.items.len();
        let tags = slab.tags.iter();
        self.sheet.tags.extend(tags.map(|tag| Tagged {
            from: tag.from + by,
            to: tag.to + by,
            element: tag.element,
        }));
        self.draw(&slab.items, top);
        let marks = slab.marks.iter().map(|mark| (mark.clone(), MARGIN_TOP + top));
        self.sheet.marks.extend(marks);
        self.used += slab.height;
        self.last = Some(slab);
    }

    fn draw(&mut self, items: &[Item], top: f64) {
        for item in items {
            let mut item = item.clone();
            item.shift(MARGIN_LEFT, MARGIN_TOP + top);
            self.sheet.items.push(item);
        }
    }

    fn finish(mut self) -> Vec<Sheet> {
        if self.last.is_some() {
            self.done.push(self.sheet);
        }
        self.done
    }
}
