//! The tolerant reader of a sheet's cells, for sheets that calamine refuses or does not read
//! whole: one odd item costs one cell.

use super::cell::{Stored, Values};
use super::strings::rich;
use crate::read::fault::Fault;
use crate::read::grid::Grid;
use crate::read::reference::{self, address};
use crate::read::suspects::Zero;
use crate::read::tally::Tally;
use crate::read::xml::{Xml, attribute, attributes, push_text, reader, skip};
use crate::workbook::Cell;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::BufRead;

/// A sheet's part while it is being read.
pub(super) struct SheetPart<'a, R> {
    xml: Xml<R>,
    values: &'a Values,
    grid: Grid,
    /// Where the next row and cell stand if they do not say.
    row: u32,
    column: u32,
    /// Formulas that others share, with the cell they were written for.
    shared: BTreeMap<u32, (String, (u32, u32))>,
    /// Formulas with 0 as their result, where that may mean that nobody computed them.
    zeros: Vec<Zero>,
    /// True once a formula has another result.
    computed: bool,
    event: Vec<u8>,
    inner: Vec<u8>,
    value: String,
    formula: String,
}

/// The attributes of a cell.
#[derive(Default)]
struct Head {
    place: (u32, u32),
    stored: Stored,
    style: usize,
    /// A reference that is none.
    wrong: Option<String>,
}

/// What a cell element holds.
#[derive(Default)]
struct Inside {
    has_value: bool,
    has_formula: bool,
    /// The number of the formula that this cell shares with others.
    shared: Option<u32>,
}

impl<'a, R: BufRead> SheetPart<'a, R> {
    /// A part from its start.
    pub(super) fn new(part: R, values: &'a Values, grid: Grid) -> Self {
        Self {
            xml: reader(part),
            values,
            grid,
            row: 0,
            column: 0,
            shared: BTreeMap::new(),
            zeros: Vec::new(),
            computed: false,
            event: Vec::with_capacity(1024),
            inner: Vec::with_capacity(1024),
            value: String::new(),
            formula: String::new(),
        }
    }

    /// The grid; formulas with the result 0; and whether any has another result.
    pub(super) fn into_parts(self) -> (Grid, Vec<Zero>, bool) {
        (self.grid, self.zeros, self.computed)
    }

    /// Reads to the end of the part.
    pub(super) fn read(&mut self, tally: &mut Tally<'_>) -> Result<(), Fault> {
        let mut event = Vec::with_capacity(1024);
        loop {
            event.clear();
            match self.xml.read_event_into(&mut event)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "c" => self.cell(&tag, false, tally)?,
                    "row" => self.row(&tag),
                    // Extensions repeat cells of other sheets in their own way.
                    "extLst" => skip(&mut self.xml, &tag)?,
                    _ => {}
                },
                Event::Empty(tag) => match tag.local_name().as_ref() {
                    "c" => self.cell(&tag, true, tally)?,
                    "row" => {
                        self.row(&tag);
                        self.row = self.row.saturating_add(1);
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "row" => {
                    self.row = self.row.saturating_add(1)
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn row(&mut self, tag: &BytesStart<'_>) {
        self.column = 0;
        let stated = attribute(tag, "r").and_then(|row| reference::row(&row));
        self.row = stated.unwrap_or(self.row);
    }

    fn head(&mut self, tag: &BytesStart<'_>) -> Head {
        let mut head = Head { place: (self.row, self.column), ..Head::default() };
        for (key, value) in attributes(tag) {
            match key {
                "r" => match reference::cell(value) {
                    Some(place) => head.place = place,
                    None => head.wrong = Some(value.to_owned()),
                },
                "t" => head.stored = Stored::of(value),
                "s" => head.style = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        self.column = head.place.1.saturating_add(1);
        head
    }

    fn cell(
        &mut self,
        tag: &BytesStart<'_>,
        empty: bool,
        tally: &mut Tally<'_>,
    ) -> Result<(), Fault> {
        let head = self.head(tag);
        if empty {
            return Ok(());
        }
        let inside = self.inside(head.place)?;
        if let Some(wrong) = head.wrong {
            let holds = inside.has_formula || !self.value.is_empty();
            return if holds {
                self.grid.faulty(&wrong, "单元格位置无效或超出工作表范围")
            } else {
                Ok(())
            };
        }
        if self.value.is_empty() {
            // An empty text is a result; no value at all is none.
            let computed = head.stored == Stored::FormulaText && inside.has_value;
            if inside.has_formula && !computed {
                let formula = self.formula(&inside, head.place);
                self.grid.put(head.place, Cell::Uncomputed(formula.into()), tally)?;
            }
            return Ok(());
        }
        match self.values.cell(head.stored, head.style, &self.value) {
            Ok(cell) => {
                if self.values.recalculate && inside.has_formula {
                    self.result(&inside, head.place, &cell);
                }
                self.grid.put(head.place, cell, tally)
            }
            Err(reason) => self.grid.faulty(&address(head.place.0, head.place.1), reason),
        }
    }

    fn result(&mut self, inside: &Inside, place: (u32, u32), cell: &Cell) {
        if matches!(cell, Cell::Number(number) if *number == 0.0) {
            if !self.computed {
                let formula = self.formula(inside, place);
                self.zeros.push((place.0, place.1, formula));
            }
        } else {
            self.computed = true;
            self.zeros.clear();
        }
    }

    /// Reads the inside of a cell into `value` and `formula`.
    fn inside(&mut self, place: (u32, u32)) -> Result<Inside, Fault> {
        let mut inside = Inside::default();
        self.value.clear();
        self.formula.clear();
        loop {
            self.event.clear();
            match self.xml.read_event_into(&mut self.event)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "v" => {
                        inside.has_value = true;
                        text(&mut self.xml, &mut self.inner, &mut self.value)?;
                    }
                    "f" => {
                        inside.has_formula = true;
                        inside.shared = shared_number(&tag);
                        text(&mut self.xml, &mut self.inner, &mut self.formula)?;
                        self.remember(inside.shared, place);
                    }
                    "is" => {
                        inside.has_value = true;
                        rich(&mut self.xml, "is", &mut self.value)?;
                    }
                    _ => {}
                },
                Event::Empty(tag) => match tag.local_name().as_ref() {
                    "v" => inside.has_value = true,
                    "f" => {
                        inside.has_formula = true;
                        inside.shared = shared_number(&tag);
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "c" => return Ok(inside),
                Event::Eof => return Err(Fault::part("单元格未结束")),
                _ => {}
            }
        }
    }

    /// Keeps a formula that cells further on share.
    fn remember(&mut self, shared: Option<u32>, place: (u32, u32)) {
        if let Some(number) = shared.filter(|_| !self.formula.is_empty()) {
            self.shared.insert(number, (self.formula.clone(), place));
        }
    }

    /// The text of a cell's formula, moved here from where it was written if it is shared.
    fn formula(&mut self, inside: &Inside, place: (u32, u32)) -> String {
        let own = std::mem::take(&mut self.formula);
        let shared =
            inside.shared.filter(|_| own.is_empty()).and_then(|number| self.shared.get(&number));
        match shared {
            Some((written, from)) => calamine::expand_shared_formula(written, *from, place)
                .unwrap_or_else(|_| written.clone()),
            None => own,
        }
    }
}

/// The number under which a formula is shared.
fn shared_number(tag: &BytesStart<'_>) -> Option<u32> {
    let (mut shared, mut number) = (false, None);
    for (key, value) in attributes(tag) {
        match key {
            "t" => shared = value == "shared",
            "si" => number = value.parse().ok(),
            _ => {}
        }
    }
    number.filter(|_| shared)
}

/// The text of an element up to its end.
fn text<R: BufRead>(
    xml: &mut Xml<R>,
    buffer: &mut Vec<u8>,
    into: &mut String,
) -> Result<(), Fault> {
    loop {
        buffer.clear();
        match xml.read_event_into(buffer)? {
            Event::End(_) => return Ok(()),
            Event::Eof => return Err(Fault::part("单元格未结束")),
            event => push_text(&event, into),
        }
    }
}
