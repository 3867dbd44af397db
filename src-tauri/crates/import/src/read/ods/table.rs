//! One sheet: rows and columns with their repeats, merged regions, what is hidden.

use super::cell::{Content, Head};
use super::usual::Weight;
use crate::read::fault::Fault;
use crate::read::grid::{Grid, text_length};
use crate::read::reference::{COLUMNS, ROWS};
use crate::read::tally::Tally;
use crate::read::xml::{Xml, attribute, skip};
use crate::workbook::{ReadNote, Region, Sheet};
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// A sheet while it is being read.
pub(super) struct Table<'x, R> {
    xml: &'x mut Xml<R>,
    grid: Grid,
    row: u32,
    /// Rows that the row being read stands for.
    repeat: u32,
    column: u32,
    columns: u32,
    /// Contents of the row being read: first column, columns that it fills, content.
    cells: Vec<(u32, u32, Content)>,
    weight: Weight,
}

/// A sheet that was walked through.
pub(super) struct Walked {
    /// The sheet.
    pub(super) sheet: Sheet,
    /// What was noticed.
    pub(super) notes: Vec<ReadNote>,
    /// What calamine takes for it, bytes.
    pub(super) weight: u64,
}

impl<'x, R: BufRead> Table<'x, R> {
    /// The sheet whose element has just begun.
    pub(super) fn new(xml: &'x mut Xml<R>, name: &str) -> Self {
        Self {
            xml,
            grid: Grid::new(name),
            row: 0,
            repeat: 1,
            column: 0,
            columns: 0,
            cells: Vec::new(),
            weight: Weight::default(),
        }
    }

    /// Reads to the end of the sheet. Without a tally, as for a hidden sheet, the cells are
    /// only weighed.
    pub(super) fn read(mut self, mut tally: Option<&mut Tally<'_>>) -> Result<Walked, Fault> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self.xml.read_event_into(&mut buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "table-row" => self.begin_row(&tag),
                    "table-cell" | "covered-table-cell" => self.cell(&tag, false)?,
                    "table-column" => self.column(&tag),
                    // Drawings on the sheet, and tables inside them.
                    "shapes" | "forms" | "named-expressions" | "scenario" => skip(self.xml, &tag)?,
                    _ => {}
                },
                Event::Empty(tag) => match tag.local_name().as_ref() {
                    "table-row" => {
                        self.begin_row(&tag);
                        self.end_row(tally.as_deref_mut())?;
                    }
                    "table-cell" | "covered-table-cell" => self.cell(&tag, true)?,
                    "table-column" => self.column(&tag),
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "table-row" => self.end_row(tally.as_deref_mut())?,
                    "table" => {
                        let weight = self.weight.bytes();
                        return self.grid.finish().map(|(sheet, notes)| Walked {
                            sheet,
                            notes,
                            weight,
                        });
                    }
                    _ => {}
                },
                Event::Eof => return Err(Fault::part("工作表未结束")),
                _ => {}
            }
        }
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let end =
            self.columns.saturating_add(repeated(tag, "number-columns-repeated")).min(COLUMNS);
        if is_hidden(tag) {
            self.grid.hidden.add(self.columns..end);
        }
        self.columns = end;
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) {
        self.column = 0;
        self.repeat = repeated(tag, "number-rows-repeated");
        if is_hidden(tag) {
            let end = self.row.saturating_add(self.repeat).min(ROWS);
            self.grid.sheet.hidden_rows.extend(self.row..end);
        }
    }

    fn cell(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), Fault> {
        let head = Head::of(tag);
        let (repeat, rows, columns) = (
            repeated(tag, "number-columns-repeated"),
            repeated(tag, "number-rows-spanned"),
            repeated(tag, "number-columns-spanned"),
        );
        let formula = head.formula_length();
        let content = head.content(if empty { None } else { Some(&mut *self.xml) }, tag)?;
        if rows > 1 || columns > 1 {
            let bottom = self.row.saturating_add(rows - 1).min(ROWS - 1);
            let right = self.column.saturating_add(columns - 1).min(COLUMNS - 1);
            self.grid.sheet.merges.push(Region { top: self.row, left: self.column, bottom, right });
        }
        if content.is_some() || formula > 0 {
            let text = content.as_ref().map_or(0, text_length);
            self.weight.cell(self.column, repeat, text + formula);
        }
        if let Some(content) = content {
            self.cells.push((self.column, repeat, content));
        }
        self.column = self.column.saturating_add(repeat);
        Ok(())
    }

    /// Spreads a row over the rows that it stands for; the bound on cells ends it in time.
    fn end_row(&mut self, tally: Option<&mut Tally<'_>>) -> Result<(), Fault> {
        let cells = std::mem::take(&mut self.cells);
        self.weight.end_row(self.row, self.repeat.min(ROWS.saturating_sub(self.row)));
        if let Some(tally) = tally
            && !cells.is_empty()
        {
            for row in self.row..self.row.saturating_add(self.repeat) {
                for (first, count, content) in &cells {
                    for column in *first..first.saturating_add(*count) {
                        self.grid.put((row, column), content.clone(), tally)?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.repeat);
        Ok(())
    }
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name)
        .and_then(|count| count.parse().ok())
        .filter(|count| *count > 0)
        .unwrap_or(1)
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "visibility").is_some_and(|visibility| visibility != "visible")
}
