//! Cell styles, as far as they tell dates from numbers.

use crate::read::fault::Fault;
use crate::read::moment::{Meaning, built_in, by_code};
use crate::read::package::Package;
use crate::read::xml::{attribute, reader};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// The meaning of each cell style in order.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<Meaning>, Fault> {
    let Some(part) = package.part(part)? else { return Ok(Vec::new()) };
    let (mut xml, mut buffer) = (reader(part), Vec::new());
    let mut formats = BTreeMap::new();
    let mut styles = Vec::new();
    let mut cells = false;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let code = attribute(&tag, "formatCode").unwrap_or_default();
                    formats.insert(number(&tag), by_code(&code));
                }
                "cellXfs" => cells = true,
                "xf" if cells => styles.push(number(&tag)),
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => cells = false,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(styles
        .into_iter()
        .map(|id| formats.get(&id).copied().unwrap_or_else(|| built_in(id)))
        .collect())
}

fn number(tag: &BytesStart<'_>) -> u32 {
    attribute(tag, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0)
}
