//! What one cell says, from its attributes and its paragraphs.

use crate::read::fault::Fault;
use crate::read::xml::{Xml, attribute, push_text, skip};
use crate::workbook::Cell;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// What a cell holds.
pub(super) type Content = Cell;

/// The attributes of a cell.
#[derive(Debug, Default)]
pub(super) struct Head {
    kind: String,
    is_error: bool,
    value: Option<String>,
    formula: Option<String>,
}

impl Head {
    /// The attributes of a cell.
    pub(super) fn of(tag: &BytesStart<'_>) -> Self {
        let mut head = Self::default();
        for attribute in tag.attributes().with_checks(false).flatten() {
            let name = attribute.key.as_ref();
            let value = || {
                attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .unwrap_or_default()
                    .into_owned()
            };
            match name {
                // LibreOffice writes the type a second time under its own name, where it knows errors.
                "calcext:value-type" => head.is_error = value() == "error",
                "table:formula" => head.formula = Some(value()),
                _ => match attribute.key.local_name().as_ref() {
                    "value-type" => head.kind = value(),
                    "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                        head.value = Some(value())
                    }
                    _ => {}
                },
            }
        }
        head
    }

    /// The length of its formula, bytes; 0 where it has none.
    pub(super) fn formula_length(&self) -> usize {
        self.formula.as_ref().map_or(0, String::len)
    }

    /// The content, with the paragraphs read to the cell's end; none where it is empty.
    pub(super) fn content<R: BufRead>(
        self,
        inside: Option<&mut Xml<R>>,
        tag: &BytesStart<'_>,
    ) -> Result<Option<Content>, Fault> {
        let text = match inside {
            Some(xml) => paragraphs(xml, tag)?,
            None => None,
        };
        let shown = text.is_some();
        let text = text.unwrap_or_default();
        if self.is_error {
            return Ok(Some(Cell::Error(text.into())));
        }
        let value = self.value;
        let cell = match self.kind.as_str() {
            "float" | "percentage" | "currency" => number(value.as_deref().unwrap_or(&text)),
            "boolean" => Some(Cell::Bool(value.as_deref() == Some("true"))),
            "date" | "time" => value.map(|moment| Cell::Moment(moment.into())),
            "string" => Some(Cell::Text(value.filter(|_| text.is_empty()).unwrap_or(text))),
            _ => match self.formula {
                // An empty paragraph is an empty text as the result; no paragraph is no result.
                Some(formula) if !shown => Some(Cell::Uncomputed(plain_formula(&formula).into())),
                _ if text.is_empty() => None,
                _ => Some(Cell::Text(text)),
            },
        };
        Ok(cell)
    }
}

fn number(value: &str) -> Option<Cell> {
    let number = value.trim().parse().ok().filter(|number: &f64| number.is_finite());
    Some(number.map_or_else(|| Cell::Text(value.to_owned()), Cell::Number))
}

/// A formula without its namespace and equals sign: `of:=SUM([.A1:.A2])`.
fn plain_formula(formula: &str) -> &str {
    formula.split_once('=').map_or(formula, |(_, plain)| plain)
}

/// The text of a cell to its end: paragraphs, one a line; comments and drawings left out.
/// None where it has no paragraph.
fn paragraphs<R: BufRead>(
    xml: &mut Xml<R>,
    cell: &BytesStart<'_>,
) -> Result<Option<String>, Fault> {
    let mut text = String::new();
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    let mut first = true;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "annotation" | "frame" | "custom-shape" | "object" | "detective" | "table"
                | "g" => skip(xml, &tag)?,
                name => {
                    if name == "p" && depth == 0 && !std::mem::take(&mut first) {
                        text.push('\n');
                    }
                    push_space(&tag, &mut text);
                    depth += 1;
                }
            },
            Event::Empty(tag) => {
                if tag.local_name().as_ref() == "p" && depth == 0 && !std::mem::take(&mut first) {
                    text.push('\n');
                }
                push_space(&tag, &mut text);
            }
            Event::End(tag) if depth == 0 && tag.name() == cell.name() => {
                return Ok((!first).then_some(text));
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => return Err(Fault::part("单元格未结束")),
            event if depth > 0 => push_text(&event, &mut text),
            _ => {}
        }
    }
}

/// Blanks that stand as elements of their own.
fn push_space(tag: &BytesStart<'_>, text: &mut String) {
    match tag.local_name().as_ref() {
        "s" => {
            let count = attribute(tag, "c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
            text.extend(std::iter::repeat_n(' ', count.min(1_000)));
        }
        "tab" => text.push('\t'),
        "line-break" => text.push('\n'),
        _ => {}
    }
}
