//! A sheet's part with the styles of marked cells, cells that it did not have, and the link to
//! the drawing that shows comments.

use super::Mark;
use super::copy::{Edit, Out, put};
use super::style::Styles;
use super::tag::{prefix, with, without};
use crate::read::fault::Fault;
use crate::read::reference::{address, cell, row as row_number};
use crate::read::xml::{attribute, is_true};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// What stands behind the link to the drawing of comments in a sheet's part.
const BEHIND: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// The edit of a sheet's part.
pub(super) struct SheetEdit<'m> {
    styles: &'m mut Styles,
    marks: Vec<((u32, u32), &'m Mark)>,
    /// The next of `marks`.
    next: usize,
    /// The link that is to be put in: namespace and id of the relationship.
    drawing: Option<(String, String)>,
    prefix: String,
    /// Styles of whole columns: first, last, style.
    columns: Vec<(u32, u32, u32)>,
    inside: bool,
    after: bool,
    row: Option<u32>,
    row_style: Option<u32>,
    column: Option<u32>,
}

impl<'m> SheetEdit<'m> {
    /// An edit that puts in marks, and a link to a drawing where one is given.
    pub(super) fn new(
        styles: &'m mut Styles,
        marks: &'m BTreeMap<(u32, u32), Mark>,
        drawing: Option<(String, String)>,
    ) -> Self {
        Self {
            styles,
            marks: marks.iter().map(|(place, mark)| (*place, mark)).collect(),
            next: 0,
            drawing,
            prefix: String::new(),
            columns: Vec::new(),
            inside: false,
            after: false,
            row: None,
            row_style: None,
            column: None,
        }
    }

    /// The next mark, where it stands before a place.
    fn before(&mut self, place: (u32, u32)) -> Option<((u32, u32), &'m Mark)> {
        let mark = *self.marks.get(self.next)?;
        (mark.0 < place).then(|| {
            self.next += 1;
            mark
        })
    }

    /// Writes the marks that stand before a place, in cells and rows of their own.
    fn fill(&mut self, until: (u32, u32), out: &mut Out<'_>) -> Result<(), Fault> {
        let mut open: Option<u32> = None;
        while let Some(((row, col), mark)) = self.before(until) {
            let p = self.prefix.clone();
            let known = self.row == Some(row);
            if !known && open != Some(row) {
                if open.is_some() {
                    put(out, &format!("</{p}row>"))?;
                }
                put(out, &format!("<{p}row r=\"{}\">", row + 1))?;
                open = Some(row);
            }
            let own = self.row_style.filter(|_| known).unwrap_or_else(|| self.column_style(col));
            let style = self.styles.marked(own, mark.severity);
            put(out, &format!("<{p}c r=\"{}\" s=\"{style}\"/>", address(row, col)))?;
        }
        if open.is_some() {
            put(out, &format!("</{}row>", self.prefix))?;
        }
        Ok(())
    }

    fn column_style(&self, col: u32) -> u32 {
        let own = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&col));
        own.map_or(0, |(_, _, style)| *style)
    }

    fn column_tag(&mut self, tag: &BytesStart<'_>) {
        let number = |key| attribute(tag, key).and_then(|value| value.parse::<u32>().ok());
        if let (Some(first @ 1..), Some(last @ 1..), Some(style)) =
            (number("min"), number("max"), number("style"))
        {
            self.columns.push((first - 1, last - 1, style));
        }
    }

    /// Begins a row, with those before it that only marks need.
    fn start_row(
        &mut self,
        tag: BytesStart<'_>,
        is_empty: bool,
        out: &mut Out<'_>,
    ) -> Result<(), Fault> {
        let given = attribute(&tag, "r").and_then(|number| row_number(&number));
        let row = given.unwrap_or_else(|| self.row.map_or(0, |row| row + 1));
        if self.row.is_some_and(|before| before >= row) {
            return Err(Fault::part("工作表的行不按顺序"));
        }
        self.row = None;
        self.fill((row, 0), out)?;
        let style = attribute(&tag, "s").and_then(|style| style.parse().ok());
        self.row_style = style.filter(|_| is_true(attribute(&tag, "customFormat")));
        (self.row, self.column) = (Some(row), None);
        let marked = self.marks.get(self.next).is_some_and(|((next, _), _)| *next == row);
        // `spans` tells which columns the row reaches; a mark may reach further.
        let tag = if marked { without(&tag, "spans") } else { tag.into_owned() };
        if !(marked && is_empty) {
            let event = if is_empty { Event::Empty(tag) } else { Event::Start(tag) };
            return Ok(out.write_event(event)?);
        }
        let end = tag.to_end().into_owned();
        out.write_event(Event::Start(tag))?;
        self.fill((row + 1, 0), out)?;
        Ok(out.write_event(Event::End(end))?)
    }

    /// The tag of a cell, with those before it that only marks need.
    fn cell(
        &mut self,
        tag: BytesStart<'_>,
        out: &mut Out<'_>,
    ) -> Result<BytesStart<'static>, Fault> {
        let Some(row) = self.row else { return Ok(tag.into_owned()) };
        let given = attribute(&tag, "r").and_then(|place| cell(&place));
        let next = self.column.map_or(0, |col| col + 1);
        let (own, col) = given.unwrap_or((row, next));
        if own != row || col < next {
            return Err(Fault::part("工作表的单元格不按顺序"));
        }
        self.fill((row, col), out)?;
        self.column = Some(col);
        let Some((_, mark)) = self.marks.get(self.next).filter(|(place, _)| *place == (row, col))
        else {
            return Ok(tag.into_owned());
        };
        self.next += 1;
        let own = attribute(&tag, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
        Ok(with(&tag, "s", self.styles.marked(own, mark.severity)))
    }

    /// Puts in the link to the drawing, once.
    fn link(&mut self, out: &mut Out<'_>) -> Result<(), Fault> {
        let Some((namespace, id)) = self.drawing.take() else { return Ok(()) };
        let p = &self.prefix;
        put(out, &format!("<{p}legacyDrawing xmlns:r=\"{namespace}\" r:id=\"{id}\"/>"))
    }

    /// A tag outside of the rows.
    fn outside(&mut self, event: Event<'_>, depth: u32, out: &mut Out<'_>) -> Result<(), Fault> {
        match &event {
            Event::Start(tag) | Event::Empty(tag) if depth == 1 => {
                let name = tag.local_name();
                if name.as_ref() == "sheetData" {
                    self.prefix = prefix(tag.name().as_ref()).to_owned();
                    self.inside = matches!(event, Event::Start(_));
                    self.after = true;
                    if !self.inside && self.next < self.marks.len() {
                        let end = tag.to_end().into_owned();
                        out.write_event(Event::Start(tag.to_owned()))?;
                        self.fill(END, out)?;
                        return Ok(out.write_event(Event::End(end))?);
                    }
                } else if self.after && BEHIND.contains(&name.as_ref()) {
                    self.link(out)?;
                }
            }
            Event::Empty(tag) if depth == 2 && tag.local_name().as_ref() == "col" => {
                self.column_tag(tag);
            }
            Event::End(_) if depth == 0 => self.link(out)?,
            _ => {}
        }
        Ok(out.write_event(event)?)
    }
}

/// Behind every cell.
const END: (u32, u32) = (u32::MAX, 0);

impl Edit for SheetEdit<'_> {
    fn event(&mut self, event: Event<'_>, depth: u32, out: &mut Out<'_>) -> Result<(), Fault> {
        if !self.inside {
            return self.outside(event, depth, out);
        }
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag)
                if depth == 2 && tag.local_name().as_ref() == "row" =>
            {
                self.start_row(tag, is_empty, out)
            }
            Event::Start(tag) | Event::Empty(tag)
                if depth == 3 && tag.local_name().as_ref() == "c" =>
            {
                let tag = self.cell(tag, out)?;
                let event = if is_empty { Event::Empty(tag) } else { Event::Start(tag) };
                Ok(out.write_event(event)?)
            }
            Event::End(tag) => {
                if depth == 2 {
                    if let Some(row) = self.row {
                        self.fill((row + 1, 0), out)?;
                    }
                } else if depth == 1 {
                    self.row = None;
                    self.fill(END, out)?;
                    self.inside = false;
                }
                Ok(out.write_event(Event::End(tag))?)
            }
            other => Ok(out.write_event(other)?),
        }
    }
}
