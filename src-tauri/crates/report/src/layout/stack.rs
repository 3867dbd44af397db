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

/// What is kept of a page while pages are made.
#[derive(Clone, Copy, Debug)]
struct Begun {
    /// The group that it begins with.
    group: usize,
    /// True where the page before it ended although there was room: a chapter begins, or the
    /// paper is turned.
    forced: bool,
    /// True where it begins within a group.
    within: bool,
    /// How much of it is used, once it is full.
    used: f64,
}

struct Stack<'a> {
    flow: &'a Flow,
    /// Groups before which a page ends although they would have room on it.
    early: &'a [usize],
    done: Vec<Sheet>,
    begun: Vec<Begun>,
    sheet: Sheet,
    /// How much of the page is used.
    used: f64,
    last: Option<&'a Slab>,
}

/// A page that is used by less than this share before a chapter ends or the paper is turned
/// looks forgotten.
const SPARSE: f64 = 0.2;
/// So much of it is filled, with what would have had room on the page before.
const FILLED: f64 = 0.3;
/// That page stays filled by this share at least.
const LEFT: f64 = 0.5;

/// Stacks slabs into pages.
pub(crate) fn stack(flow: &Flow) -> Vec<Sheet> {
    let groups = groups(&flow.slabs);
    let stack = Stack::new(flow, &[]).filled(&groups);
    let early = early(flow, &groups, &stack);
    if early.is_empty() { stack.done } else { Stack::new(flow, &early).filled(&groups).done }
}

/// Slabs that no page ends between.
fn groups(slabs: &[Slab]) -> Vec<&[Slab]> {
    let mut groups = Vec::new();
    let mut rest = slabs;
    while !rest.is_empty() {
        let together = rest.iter().take_while(|slab| slab.keep).count() + 1;
        let (group, after) = rest.split_at(together.min(rest.len()));
        groups.push(group);
        rest = after;
    }
    groups
}

/// The groups before which a page has to end early, so that the next is not left with a few
/// lines.
fn early(flow: &Flow, groups: &[&[Slab]], stack: &Stack<'_>) -> Vec<usize> {
    let starts: Vec<usize> = groups
        .iter()
        .scan(0, |at, group| Some(std::mem::replace(at, *at + group.len())))
        .chain([flow.slabs.len()])
        .collect();
    let mut early = Vec::new();
    for (at, pair) in stack.begun.windows(2).enumerate() {
        let [before, page] = pair else { continue };
        let next = stack.begun.get(at + 2);
        let ends = next.is_none_or(|next| next.forced);
        let Some(first) = groups.get(page.group).and_then(|group| group.first()) else { continue };
        let room = first.orientation.height();
        if page.forced || page.within || !ends || page.used >= SPARSE * room {
            continue;
        }
        let end = starts[next.map_or(groups.len(), |next| next.group)];
        // The page before begins with a group of its own, whole.
        let choices = (before.group + 1..page.group).rev();
        let filled = |from: usize| {
            let slabs = &flow.slabs[starts[from]..end];
            let head = slabs.first().and_then(|slab| flow.cuts.get(slab.continues?));
            height(slabs, None) + head.map_or(0.0, |cut| cut.head_height)
        };
        let found = choices.into_iter().find(|from| filled(*from) >= FILLED * room);
        let moved = found.map(|from| height(&flow.slabs[starts[from]..starts[page.group]], None));
        if let Some((from, moved)) = found.zip(moved)
            && filled(from) <= room
            && before.used - moved >= LEFT * room
        {
            early.push(from);
        }
    }
    early
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
    fn new(flow: &'a Flow, early: &'a [usize]) -> Self {
        Self {
            flow,
            early,
            done: Vec::new(),
            begun: Vec::new(),
            sheet: Sheet::default(),
            used: 0.0,
            last: None,
        }
    }

    fn filled(mut self, groups: &[&'a [Slab]]) -> Self {
        for (at, group) in groups.iter().enumerate() {
            self.add_group(at, group);
        }
        if self.last.is_some() {
            self.end_page();
            self.done.push(std::mem::take(&mut self.sheet));
        }
        self
    }

    fn add_group(&mut self, at: usize, group: &'a [Slab]) {
        let Some(first) = group.first() else { return };
        let begins = Begun { group: at, forced: false, within: false, used: 0.0 };
        let turned = self.last.is_some() && first.orientation != self.sheet.orientation;
        if self.last.is_none() {
            self.sheet.orientation = first.orientation;
            self.begun.push(Begun { forced: true, ..begins });
        } else if first.new_page || turned {
            self.turn(first, Begun { forced: true, ..begins });
        } else if self.early.contains(&at) {
            self.turn(first, begins);
        }
        let height = height(group, self.last);
        let room = self.sheet.orientation.height();
        let head = first.continues.and_then(|at| self.flow.cuts.get(at));
        let alone = self::height(group, None) + head.map_or(0.0, |cut| cut.head_height);
        let fits_a_page = alone <= room;
        if fits_a_page && self.last.is_some() && self.used + height > room + 1e-6 {
            self.turn(first, begins);
        }
        for slab in group {
            // What is kept together and yet taller than a page is cut between slabs.
            if self.last.is_some() && self.used + space(self.last, slab) + slab.height > room + 1e-6
            {
                self.turn(slab, Begun { within: true, ..begins });
            }
            self.add(slab);
        }
    }

    fn end_page(&mut self) {
        if let Some(page) = self.begun.last_mut() {
            page.used = self.used;
        }
    }

    /// Ends the page before a slab.
    fn turn(&mut self, next: &Slab, begins: Begun) {
        self.end_page();
        self.begun.push(begins);
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
}
