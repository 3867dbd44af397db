//! OpenDocument spreadsheets, in one pass over their content.
//!
//! Not calamine: it spreads repeated rows and columns over memory before they can be
//! counted, and tells neither merged regions nor what is hidden.

mod cell;
mod table;

use super::contents::Contents;
use super::fault::Fault;
use super::package::Package;
use super::tally::{Tally, check};
use super::xml::{Xml, attribute, reader, skip};
use crate::read_error::{Bound, Refusal};
use crate::workbook::Sheet;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::io::BufRead;
use table::Table;

/// Reads all visible sheets.
pub(super) fn read(package: &mut Package<'_>, tally: &mut Tally<'_>) -> Result<Contents, Refusal> {
    let manifest =
        package.bytes("META-INF/manifest.xml").map_err(Fault::refusal)?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(Refusal::Encrypted);
    }
    let part = package.part("content.xml").map_err(Fault::refusal)?;
    let part = part.ok_or_else(|| Refusal::Damaged("缺少 content.xml".to_owned()))?;
    let mut contents = Contents::default();
    match content(&mut reader(part), &mut contents, tally) {
        Ok(()) => Ok(contents),
        Err(Fault::File(refusal)) => Err(refusal),
        // All sheets stand in one part: those before the broken place are whole.
        Err(Fault::Part(reason)) if contents.sheets.is_empty() => Err(Refusal::Damaged(reason)),
        Err(Fault::Part(reason)) => {
            contents
                .unreadable(&format!("第 {} 张及以后的工作表", contents.sheets.len() + 1), reason);
            Ok(contents)
        }
    }
}

fn content<R: BufRead>(
    xml: &mut Xml<R>,
    contents: &mut Contents,
    tally: &mut Tally<'_>,
) -> Result<(), Fault> {
    let mut buffer = Vec::new();
    let mut hidden = BTreeSet::new();
    let mut style = String::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "style" => style = attribute(&tag, "name").unwrap_or_default().into_owned(),
                "table-properties" if is_hidden(&attribute(&tag, "display")) => {
                    hidden.insert(std::mem::take(&mut style));
                }
                "tracked-changes" | "content-validations" => skip(xml, &tag)?,
                "table" => {
                    let name = attribute(&tag, "name").unwrap_or_default().into_owned();
                    check(Bound::Sheets, contents.sheets.len() as u64 + 1, tally.limits.sheets)?;
                    if attribute(&tag, "style-name")
                        .is_some_and(|style| hidden.contains(style.as_ref()))
                    {
                        skip(xml, &tag)?;
                        contents.sheets.push(Sheet { name, ..Sheet::default() });
                    } else {
                        let (sheet, notes) = Table::new(xml, &name).read(tally)?;
                        contents.add(sheet, notes);
                    }
                }
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "table-properties" if is_hidden(&attribute(&tag, "display")) => {
                    hidden.insert(std::mem::take(&mut style));
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn is_hidden(display: &Option<std::borrow::Cow<'_, str>>) -> bool {
    display.as_deref() == Some("false")
}
