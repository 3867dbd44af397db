//! The rows of web tables, with their spans, put below each other on one sheet.

use super::cell::Head;
use super::piece::{Attributes, plain};
use crate::read::fault::Fault;
use crate::read::grid::Grid;
use crate::read::reference::{COLUMNS, ROWS, address};
use crate::read::tally::{Tally, check};
use crate::read_error::Bound;
use crate::workbook::{Cell, ReadNote, Region, Sheet};
use std::collections::BTreeMap;

/// Elements that end a line of text.
const BLOCKS: [&str; 13] =
    ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "center", "pre", "body"];

/// The sheet while the page is being gone through.
pub(super) struct Tables {
    grid: Grid,
    /// True once a table has begun.
    pub(super) has_table: bool,
    /// The next row.
    row: u32,
    in_row: bool,
    /// True where the row being read holds content so far.
    is_filled: bool,
    is_hidden: bool,
    column: u32,
    /// First hidden column of the table's next `col` element.
    columns: u32,
    /// Cells that reach into further rows: last column and last row by first column.
    spans: BTreeMap<u32, (u32, u32)>,
    open: Option<Open>,
    /// Tables inside the open cell, whose text is the cell's.
    inner: u32,
    text: String,
}

/// A cell that has begun.
struct Open {
    column: u32,
    region: Region,
    head: Head,
}

impl Tables {
    /// An empty sheet.
    pub(super) fn new(name: &str) -> Self {
        Self {
            grid: Grid::new(name),
            has_table: false,
            row: 0,
            in_row: false,
            is_filled: false,
            is_hidden: false,
            column: 0,
            columns: 0,
            spans: BTreeMap::new(),
            open: None,
            inner: 0,
            text: String::new(),
        }
    }

    /// The sheet.
    pub(super) fn finish(mut self, tally: &mut Tally<'_>) -> Result<(Sheet, Vec<ReadNote>), Fault> {
        self.end_row(tally)?;
        self.line(tally)?;
        self.grid.finish()
    }

    /// Adds text, its blanks as a page shows them.
    pub(super) fn text(&mut self, text: &str) {
        for c in plain(text).chars() {
            let blank = c.is_ascii_whitespace();
            if !blank {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    /// Takes a tag that begins an element.
    pub(super) fn start(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<(), Fault> {
        match name {
            "table" => self.table(tally),
            _ if self.inner > 0 => {
                self.blank();
                Ok(())
            }
            "tr" => {
                self.end_row(tally)?;
                self.line(tally)?;
                self.begin_row(attributes.is_hidden());
                Ok(())
            }
            "td" | "th" => self.cell(attributes, tally),
            "col" => {
                self.col(attributes);
                Ok(())
            }
            "br" => {
                self.text.push('\n');
                Ok(())
            }
            _ if BLOCKS.contains(&name) => self.block(tally),
            _ => Ok(()),
        }
    }

    /// Takes a tag that ends one.
    pub(super) fn end(&mut self, name: &str, tally: &mut Tally<'_>) -> Result<(), Fault> {
        match name {
            "table" if self.inner > 0 => {
                self.inner -= 1;
                Ok(())
            }
            "table" => {
                self.end_row(tally)?;
                self.line(tally)?;
                self.spans.clear();
                Ok(())
            }
            _ if self.inner > 0 => Ok(()),
            "tr" => self.end_row(tally),
            "td" | "th" => self.end_cell(tally),
            _ if BLOCKS.contains(&name) => self.block(tally),
            _ => Ok(()),
        }
    }

    /// Begins a table. One inside a cell stands for itself where the row holds nothing else,
    /// as pages are laid out; otherwise it is part of the cell's text.
    fn table(&mut self, tally: &mut Tally<'_>) -> Result<(), Fault> {
        self.has_table = true;
        if let Some(open) = &self.open
            && (self.is_filled || !self.text.trim().is_empty())
        {
            self.inner += 1;
            let cell = address(self.row, open.column);
            return self.grid.faulty(&cell, "单元格内又有表格，其内容按一段文字读取");
        }
        self.open = None;
        self.end_row(tally)?;
        self.line(tally)?;
        self.spans.clear();
        self.columns = 0;
        Ok(())
    }

    fn begin_row(&mut self, is_hidden: bool) {
        (self.in_row, self.is_filled, self.is_hidden) = (true, false, is_hidden);
        self.column = 0;
        let row = self.row;
        self.spans.retain(|_, (_, bottom)| *bottom >= row);
    }

    fn end_row(&mut self, tally: &mut Tally<'_>) -> Result<(), Fault> {
        self.end_cell(tally)?;
        if std::mem::take(&mut self.in_row) {
            if self.is_hidden && self.is_filled {
                self.grid.sheet.hidden_rows.insert(self.row);
            }
            self.row += 1;
        }
        Ok(())
    }

    fn cell(&mut self, attributes: Attributes<'_>, tally: &mut Tally<'_>) -> Result<(), Fault> {
        self.end_cell(tally)?;
        if !self.in_row {
            self.line(tally)?;
            self.begin_row(false);
        }
        let mut left = self.column;
        while let Some((_, (right, _))) = self.spans.range(..=left).next_back()
            && *right >= left
        {
            left = right + 1;
        }
        check(Bound::Rows, u64::from(self.row) + 1, ROWS.into())?;
        check(Bound::Columns, u64::from(left) + 1, COLUMNS.into())?;
        let span = |name: &str| {
            let span = attributes.value(name).and_then(|span| span.trim().parse::<u32>().ok());
            span.unwrap_or(1).max(1) - 1
        };
        let region = Region {
            top: self.row,
            left,
            bottom: self.row.saturating_add(span("rowspan")).min(ROWS - 1),
            right: left.saturating_add(span("colspan")).min(COLUMNS - 1),
        };
        self.column = region.right + 1;
        self.open = Some(Open { column: left, region, head: Head::of(attributes) });
        Ok(())
    }

    fn end_cell(&mut self, tally: &mut Tally<'_>) -> Result<(), Fault> {
        let Some(Open { column, region, head }) = self.open.take() else { return Ok(()) };
        self.inner = 0;
        if region.bottom > region.top {
            self.spans.insert(region.left, (region.right, region.bottom));
        }
        let shown = self.taken();
        let content = head.content(shown);
        if matches!(&content, Cell::Text(text) if text.is_empty()) {
            return Ok(());
        }
        self.is_filled = true;
        if (region.top, region.left) != (region.bottom, region.right) {
            self.grid.sheet.merges.push(region);
        }
        self.grid.put((self.row, column), content, tally)
    }

    /// Names columns of the table; of several tables on a page the first has its word.
    fn col(&mut self, attributes: Attributes<'_>) {
        let span = attributes.value("span").and_then(|span| span.trim().parse().ok()).unwrap_or(1);
        let end = self.columns.saturating_add(span).min(COLUMNS);
        if attributes.is_hidden() && self.row == 0 {
            self.grid.hidden.add(self.columns..end);
        }
        self.columns = end;
    }

    fn block(&mut self, tally: &mut Tally<'_>) -> Result<(), Fault> {
        if self.open.is_none() {
            return self.line(tally);
        }
        self.blank();
        Ok(())
    }

    /// A line end between two pieces of a cell's text.
    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Puts the text outside of cells into a row of its own.
    fn line(&mut self, tally: &mut Tally<'_>) -> Result<(), Fault> {
        if self.in_row {
            return Ok(());
        }
        let text = self.taken();
        if text.is_empty() {
            return Ok(());
        }
        check(Bound::Rows, u64::from(self.row) + 1, ROWS.into())?;
        self.grid.put((self.row, 0), Cell::Text(text), tally)?;
        self.row += 1;
        Ok(())
    }

    fn taken(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
        lines.join("\n").trim().to_owned()
    }
}
