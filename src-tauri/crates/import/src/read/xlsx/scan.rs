//! The scan of a sheet's part for what calamine does not tell: hidden rows and columns, merged
//! regions (calamine has them for a further pass), formulas without results, and whether the
//! cells are such that calamine reads them whole and right. Of a large sheet it reads the cells
//! as well ([`super::ahead`]).

use super::ahead::{Ahead, WentAhead};
use super::cell::Stored;
use super::count::{Content, Count};
use super::inside::{Inside, Outcome, is_shared_within_bound};
use crate::read::fault::Fault;
use crate::read::grid::Grid;
use crate::read::hidden::HiddenColumns;
use crate::read::limits::Limits;
use crate::read::reference::{self, COLUMNS};
use crate::read::tags::{Name, Tag, Tags};
use crate::read::tally::check;
use crate::read::xml::plain;
use crate::read_error::Bound;
use crate::workbook::Region;
use std::collections::BTreeSet;
use std::io::Read;

/// What the scan found.
#[derive(Debug, Default)]
pub(super) struct Layout {
    hidden_rows: BTreeSet<u32>,
    hidden_cols: HiddenColumns,
    merges: Vec<Region>,
    wrong_merges: Vec<String>,
    /// Formulas without a stored result, in the file's order.
    pub(super) missing: Vec<(u32, u32)>,
    /// Formulas with the result 0, until one has another.
    pub(super) zeros: Vec<(u32, u32)>,
    /// True once a formula has another result.
    pub(super) computed: bool,
    /// The cells.
    pub(super) count: Count,
    /// Why the cells are not for calamine.
    pub(super) odd: Option<&'static str>,
}

impl Layout {
    /// Scans a sheet's part to its end, perhaps reading its cells on the way.
    pub(super) fn of(
        part: impl Read,
        limits: &Limits,
        ahead: Option<Ahead<'_>>,
    ) -> Result<(Self, Option<WentAhead>), Fault> {
        let (tags, layout) = (Tags::new(part), Self::default());
        let mut scan = Scan { tags, layout, row: 0, column: 0, ahead, text: Vec::new() };
        scan.sheet(limits)?;
        Ok((scan.layout, scan.ahead.map(Ahead::finish)))
    }

    /// True where the cells say all there is to say of the sheet: nothing is odd, and no
    /// formula waits for a result.
    pub(super) fn is_settled(&self, recalculate: bool) -> bool {
        let zeros = recalculate && !self.zeros.is_empty();
        self.odd.is_none() && self.missing.is_empty() && !zeros && self.merges.len() <= MERGES
    }

    /// An empty sheet of this layout.
    pub(super) fn grid(&self, name: &str) -> Result<Grid, Fault> {
        let mut grid = Grid::new(name);
        grid.sheet.hidden_rows.clone_from(&self.hidden_rows);
        grid.hidden.columns.clone_from(&self.hidden_cols.columns);
        grid.sheet.merges.clone_from(&self.merges);
        for reference in &self.wrong_merges {
            grid.faulty(reference, "合并区域无效")?;
        }
        Ok(grid)
    }

    fn columns(&mut self, tag: Tag<'_>) {
        let (mut min, mut max, mut hidden) = (None, None, false);
        for (key, value) in tag.attributes() {
            match key {
                "min" => min = value.parse::<u32>().ok().filter(|min| *min > 0),
                "max" => max = value.parse::<u32>().ok(),
                "hidden" => hidden = matches!(value, "1" | "true" | "on"),
                _ => {}
            }
        }
        if let (Some(min), Some(max), true) = (min, max, hidden) {
            self.hidden_cols.add(min - 1..max.min(COLUMNS));
        }
    }

    fn merge(&mut self, tag: Tag<'_>) {
        let reference = tag.attributes().find(|(key, _)| *key == "ref");
        let reference = plain(reference.map_or("", |(_, value)| value));
        match reference::region(&reference) {
            Some(region) => self.merges.push(region),
            None => self.wrong_merges.push(reference.into_owned()),
        }
    }

    /// Adds a cell that was gone through.
    fn add(&mut self, place: (u32, u32), inside: &Inside) {
        self.count.add(place, inside.content);
        if !inside.has_formula {
            return;
        }
        match inside.result {
            Outcome::None => self.missing.push(place),
            Outcome::Zero if !self.computed => self.zeros.push(place),
            Outcome::Zero | Outcome::EmptyText => {}
            Outcome::Other => {
                self.computed = true;
                self.zeros.clear();
            }
        }
    }
}

const ODD_CELL: &str = "单元格的写法不合常规";
/// Merged regions that may be looked for covered cells outside of the reading process.
const MERGES: usize = 100_000;

struct Scan<'a, R> {
    tags: Tags<R>,
    layout: Layout,
    /// Where the next row and cell stand if they do not say.
    row: u32,
    column: u32,
    ahead: Option<Ahead<'a>>,
    /// Text that stands in the cell.
    text: Vec<u8>,
}

/// The attributes of a cell.
struct Head {
    place: (u32, u32),
    stored: Stored,
    style: usize,
}

impl<R: Read> Scan<'_, R> {
    fn sheet(&mut self, limits: &Limits) -> Result<(), Fault> {
        let (mut inside, mut parts) = (false, 0);
        while self.tags.advance()? {
            let tag = self.tags.tag();
            match tag.name() {
                Name::Start(b"sheetData") => {
                    parts += 1;
                    inside = !tag.is_empty();
                }
                Name::End(b"sheetData") => inside = false,
                Name::Start(b"row") if inside => self.row(),
                Name::End(b"row") if inside => self.end_row(),
                Name::Start(b"c") if inside => {
                    self.cell()?;
                    let held = self.layout.count.filled + self.layout.missing.len() as u64;
                    check(Bound::Cells, held, limits.cells)?;
                }
                Name::Start(b"col") => self.layout.columns(tag),
                Name::Start(b"mergeCell") => self.layout.merge(tag),
                _ => {}
            }
        }
        if parts != 1 {
            self.layout.odd = Some("工作表数据区缺失或重复");
        }
        Ok(())
    }

    fn row(&mut self) {
        let tag = self.tags.tag();
        self.column = 0;
        let mut hidden = false;
        for (key, value) in tag.attributes() {
            match key {
                "r" => match reference::row(value) {
                    Some(row) => self.row = row,
                    None => self.layout.odd = Some("行号无效"),
                },
                "hidden" => hidden = matches!(value, "1" | "true"),
                _ => {}
            }
        }
        if hidden {
            self.layout.hidden_rows.insert(self.row);
        }
        if tag.is_empty() {
            self.end_row();
        }
    }

    fn end_row(&mut self) {
        self.row = self.row.saturating_add(1);
    }

    fn cell(&mut self) -> Result<(), Fault> {
        let tag = self.tags.tag();
        let is_empty = tag.is_empty();
        let place = (self.row, self.column);
        let mut head = Head { place, stored: Stored::Number, style: 0 };
        for (key, value) in tag.attributes() {
            match key {
                "r" => match reference::cell(value) {
                    Some(stated) => head.place = stated,
                    None => self.layout.odd = Some("单元格位置无效"),
                },
                "t" => head.stored = Stored::of(value),
                "s" => head.style = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        self.column = head.place.1.saturating_add(1);
        let mut inside = Inside::new();
        if !is_empty {
            self.inside(&head, &mut inside)?;
        }
        self.layout.add(head.place, &inside);
        Ok(())
    }

    /// Goes on to the end of a cell.
    fn inside(&mut self, head: &Head, inside: &mut Inside) -> Result<(), Fault> {
        let Head { place, stored, style } = *head;
        if let Some(value) = self.tags.between(b"<v>", b"</v></c>") {
            if !inside.value(stored, value, false) {
                self.layout.odd = Some(ODD_CELL);
            } else if let Some(ahead) = &mut self.ahead {
                ahead.put(place, (stored, style), value);
            }
            return Ok(());
        }
        if stored == Stored::Inline
            && let Some(text) = self.tags.between(b"<is><t>", b"</t></is></c>")
        {
            inside.is_inline = true;
            inside.text(text);
            if let Some(ahead) = &mut self.ahead {
                ahead.put(place, (stored, style), text);
            }
            return Ok(());
        }
        self.text.clear();
        while self.tags.advance()? {
            let tag = self.tags.tag();
            let known = match tag.name() {
                Name::Start(b"v") => {
                    if stored == Stored::FormulaText {
                        inside.result = Outcome::EmptyText;
                    }
                    true
                }
                Name::End(b"v") => {
                    self.text.extend_from_slice(self.tags.text());
                    inside.value(stored, self.tags.text(), self.tags.is_mixed)
                }
                Name::Start(b"f") => {
                    inside.has_formula = true;
                    // Behind its result, a formula would be taken for none.
                    inside.content == Content::Nothing && is_shared_within_bound(tag)
                }
                Name::Start(b"is") => {
                    inside.is_inline = !tag.is_empty();
                    stored == Stored::Inline
                }
                Name::Start(b"rPh") => {
                    inside.is_aid = !tag.is_empty();
                    inside.is_inline
                }
                Name::End(b"t") => {
                    if inside.text(self.tags.text()) {
                        self.text.extend_from_slice(self.tags.text());
                    }
                    true
                }
                Name::Start(_) => inside.is_inline,
                Name::End(b"c") => {
                    if let Some(ahead) = &mut self.ahead {
                        ahead.put(place, (stored, style), &self.text);
                    }
                    return Ok(());
                }
                Name::End(b"is") => {
                    inside.is_inline = false;
                    true
                }
                Name::End(b"rPh") => {
                    inside.is_aid = false;
                    true
                }
                Name::End(_) => true,
            };
            if !known {
                self.layout.odd = Some(ODD_CELL);
            }
        }
        Err(Fault::part("单元格未结束"))
    }
}
