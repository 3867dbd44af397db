//! OpenDocument spreadsheets, in one pass over their content.
//!
//! Calamine reads the values. The walk here goes through the content first, under the bound
//! on cells and weighing what calamine will lay out, for repeated rows and columns spread
//! over memory before they can be counted. It tells what calamine does not: merged regions,
//! hidden rows and columns, formulas without results, and cells whose type is not stated,
//! which calamine takes for empty. Both readings are held against each other cell by cell
//! ([`super::two_readings`]); where calamine refuses the file or differs, the walk's stands,
//! with a note.

mod cell;
mod table;
mod usual;

use super::contents::Contents;
use super::fault::Fault;
use super::moment::Epoch;
use super::package::Package;
use super::tally::{Tally, check};
use super::two_readings::agreed;
use super::xml::{Xml, attribute, reader, skip};
use crate::read_error::{Bound, Refusal};
use crate::workbook::Sheet;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::io::BufRead;
use table::{Table, Walked};
use usual::Usual;

/// Reads all visible sheets.
pub(super) fn read(
    bytes: &[u8],
    package: &mut Package<'_>,
    tally: &mut Tally<'_>,
) -> Result<Contents, Refusal> {
    let manifest =
        package.bytes("META-INF/manifest.xml").map_err(Fault::refusal)?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(Refusal::Encrypted);
    }
    let unambiguous = package.is_unambiguous();
    let part = package.part("content.xml").map_err(Fault::refusal)?;
    let part = part.ok_or_else(|| Refusal::Damaged("缺少 content.xml".to_owned()))?;
    let mut walked = Vec::new();
    let broken = match content(&mut reader(part), &mut walked, tally) {
        Ok(()) => None,
        Err(Fault::File(refusal)) => return Err(refusal),
        // All sheets stand in one part: those before the broken place are whole.
        Err(Fault::Part(reason)) if walked.is_empty() => return Err(Refusal::Damaged(reason)),
        Err(Fault::Part(reason)) => Some(reason),
    };
    let next = walked.len() + 1;
    let usual = match &broken {
        Some(_) => Err("文件已损坏".to_owned()),
        None if !unambiguous => Err("文件中有同名的部分".to_owned()),
        None => open(bytes, &walked),
    };
    let mut contents = both(walked, usual);
    if let Some(reason) = broken {
        contents.unreadable(&format!("第 {next} 张及以后的工作表"), reason);
    }
    Ok(contents)
}

fn open<'a>(bytes: &'a [u8], walked: &[Walked]) -> Result<Usual<'a>, String> {
    let names: Vec<&str> = walked.iter().map(|walked| walked.sheet.name.as_str()).collect();
    let weight = walked.iter().fold(0, |sum: u64, walked| sum.saturating_add(walked.weight));
    Usual::open(bytes, &names, weight)
}

/// The sheets by both readings.
fn both(walked: Vec<Walked>, mut usual: Result<Usual<'_>, String>) -> Contents {
    let mut contents = Contents::default();
    for Walked { sheet, notes, .. } in walked {
        if !sheet.visible {
            contents.sheets.push(sheet);
            continue;
        }
        let found = usual.as_mut().map_err(|reason| reason.clone());
        let found = found.and_then(|usual| usual.sheet(&sheet.name));
        // Dates stand as text: no calendar is needed.
        let (sheet, notes) = agreed(found, (sheet, notes), Epoch::default());
        contents.add(sheet, notes);
    }
    contents
}

fn content<R: BufRead>(
    xml: &mut Xml<R>,
    walked: &mut Vec<Walked>,
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
                    check(Bound::Sheets, walked.len() as u64 + 1, tally.limits.sheets)?;
                    if attribute(&tag, "style-name")
                        .is_some_and(|style| hidden.contains(style.as_ref()))
                    {
                        let weight = Table::new(xml, &name).read(None)?.weight;
                        let sheet = Sheet { name, ..Sheet::default() };
                        walked.push(Walked { sheet, notes: Vec::new(), weight });
                    } else {
                        walked.push(Table::new(xml, &name).read(Some(&mut *tally))?);
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
