//! Excel 2003 XML tables, which many systems export under the name of an `.xls`.

use super::contents::Contents;
use super::fault::Fault;
use super::grid::Grid;
use super::reference::{COLUMNS, ROWS, address};
use super::tally::{Tally, check};
use super::xml::{Xml, attribute, is_true, push_text, reader, skip};
use crate::read_error::{Bound, Refusal};
use crate::workbook::{Cell, Region, Sheet};
use quick_xml::events::{BytesStart, Event};

/// Reads all visible sheets.
pub(super) fn read(text: &str, tally: &mut Tally<'_>) -> Result<Contents, Refusal> {
    let mut contents = Contents::default();
    let mut xml = reader(text.as_bytes());
    match sheets(&mut xml, &mut contents, tally) {
        Ok(()) => {}
        Err(Fault::Part(reason)) if !contents.sheets.is_empty() => {
            let next = contents.sheets.len() + 1;
            contents.unreadable(&format!("第 {next} 张及以后的工作表"), reason);
        }
        Err(fault) => return Err(fault.refusal()),
    }
    Ok(contents)
}

fn sheets(
    xml: &mut Xml<&[u8]>,
    contents: &mut Contents,
    tally: &mut Tally<'_>,
) -> Result<(), Fault> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) if tag.local_name().as_ref() == "Worksheet" => {
                check(Bound::Sheets, contents.sheets.len() as u64 + 1, tally.limits.sheets)?;
                let name = attribute(&tag, "Name").unwrap_or_default();
                let mut table = Table { xml, grid: Grid::new(&name), next: (0, 0), columns: 0 };
                table.read(tally)?;
                let is_visible = table.grid.sheet.visible;
                let (sheet, notes) = table.grid.finish()?;
                if is_visible {
                    contents.add(sheet, notes);
                } else {
                    contents.sheets.push(Sheet { name: sheet.name, ..Sheet::default() });
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A sheet while it is being read.
struct Table<'x, 't> {
    xml: &'x mut Xml<&'t [u8]>,
    grid: Grid,
    /// Row and column of the next cell that does not say its own.
    next: (u32, u32),
    columns: u32,
}

impl Table<'_, '_> {
    fn read(&mut self, tally: &mut Tally<'_>) -> Result<(), Fault> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = self.xml.read_event_into(&mut buffer)?;
            let is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "Column" => self.column(&tag),
                    "Row" => {
                        self.row(&tag)?;
                        if is_empty {
                            self.next.0 += 1;
                        }
                    }
                    "Cell" => self.cell(&tag, is_empty, tally)?,
                    "Visible" if !is_empty => self.grid.sheet.visible = !self.says_hidden(&tag)?,
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "Row" => self.next.0 += 1,
                    "Worksheet" => return Ok(()),
                    _ => {}
                },
                Event::Eof => return Err(Fault::part("工作表未结束")),
                _ => {}
            }
        }
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let first = index(tag).unwrap_or(self.columns);
        let end = first.saturating_add(count(tag, "Span")).saturating_add(1).min(COLUMNS);
        if is_true(attribute(tag, "Hidden")) {
            self.grid.hidden.add(first..end);
        }
        self.columns = end;
    }

    fn row(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let row = index(tag).unwrap_or(self.next.0);
        check(Bound::Rows, u64::from(row) + 1, ROWS.into())?;
        self.next = (row, 0);
        if is_true(attribute(tag, "Hidden")) {
            let end = row.saturating_add(count(tag, "Span")).min(ROWS - 1);
            self.grid.sheet.hidden_rows.extend(row..=end);
        }
        Ok(())
    }

    fn cell(
        &mut self,
        tag: &BytesStart<'_>,
        is_empty: bool,
        tally: &mut Tally<'_>,
    ) -> Result<(), Fault> {
        let (row, left) = (self.next.0, index(tag).unwrap_or(self.next.1));
        check(Bound::Columns, u64::from(left) + 1, COLUMNS.into())?;
        let region = Region {
            top: row,
            left,
            bottom: row.saturating_add(count(tag, "MergeDown")).min(ROWS - 1),
            right: left.saturating_add(count(tag, "MergeAcross")).min(COLUMNS - 1),
        };
        self.next.1 = region.right + 1;
        if (region.top, region.left) != (region.bottom, region.right) {
            self.grid.sheet.merges.push(region);
        }
        let formula = attribute(tag, "Formula").map(|formula| formula.into_owned());
        let data = if is_empty { None } else { self.data(tag)? };
        let content = match (data, formula) {
            (Some((kind, text)), _) => content(&kind, text),
            (None, Some(formula)) => Ok(Cell::Uncomputed(formula.trim_start_matches('=').into())),
            (None, None) => return Ok(()),
        };
        match content {
            Ok(content) => self.grid.put((row, left), content, tally),
            Err(reason) => self.grid.faulty(&address(row, left), reason),
        }
    }

    /// The type and the text of a cell, read to the cell's end.
    fn data(&mut self, cell: &BytesStart<'_>) -> Result<Option<(String, String)>, Fault> {
        let (mut buffer, mut data) = (Vec::new(), None);
        let mut inside = false;
        loop {
            buffer.clear();
            match self.xml.read_event_into(&mut buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "Comment" | "PhoneticText" => skip(self.xml, &tag)?,
                    "Data" => {
                        let kind = attribute(&tag, "Type").unwrap_or_default().into_owned();
                        (data, inside) = (Some((kind, String::new())), true);
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "Data" => inside = false,
                Event::End(tag) if tag.name() == cell.name() => return Ok(data),
                Event::Eof => return Err(Fault::part("单元格未结束")),
                event => {
                    if let (true, Some((_, text))) = (inside, &mut data) {
                        push_text(&event, text);
                    }
                }
            }
        }
    }

    fn says_hidden(&mut self, tag: &BytesStart<'_>) -> Result<bool, Fault> {
        let (mut buffer, mut text) = (Vec::new(), String::new());
        loop {
            buffer.clear();
            match self.xml.read_event_into(&mut buffer)? {
                Event::End(end) if end.name() == tag.name() => {
                    return Ok(matches!(text.trim(), "SheetHidden" | "SheetVeryHidden"));
                }
                Event::Eof => return Err(Fault::part("工作表未结束")),
                event => push_text(&event, &mut text),
            }
        }
    }
}

/// A place from 0, where the element says its own.
fn index(tag: &BytesStart<'_>) -> Option<u32> {
    attribute(tag, "Index")?.parse::<u32>().ok()?.checked_sub(1)
}

fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(0)
}

fn content(kind: &str, text: String) -> Result<Cell, &'static str> {
    Ok(match kind {
        "Number" => {
            let number = text.trim().parse().ok().filter(|number: &f64| number.is_finite());
            Cell::Number(number.ok_or("数值无法识别")?)
        }
        "DateTime" => Cell::Moment(moment(text.trim()).into()),
        "Boolean" => Cell::Bool(matches!(text.trim(), "1" | "true")),
        "Error" => Cell::Error(text.into()),
        _ => Cell::Text(text.replace("\r\n", "\n")),
    })
}

/// A date without its midnight, a time without the calendar's first day.
fn moment(text: &str) -> String {
    let text = text.strip_suffix(".000").unwrap_or(text);
    let date = text.strip_suffix("T00:00:00").unwrap_or(text);
    date.strip_prefix("1899-12-31T").unwrap_or(date).to_owned()
}
