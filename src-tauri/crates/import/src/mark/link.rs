//! The parts that tell of other parts: relationships, content types, the list of sheets.

use super::copy::{Edit, Out, copy, put};
use super::tag::{attribute_text, prefix};
use crate::read::fault::Fault;
use crate::read::xml::{attribute, reader};
use quick_xml::events::Event;
use std::collections::BTreeSet;

/// The namespaces that a workbook is written in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dialect {
    /// Of sheets and workbooks.
    pub(super) main: &'static str,
    /// Of relationships; their types begin with it.
    pub(super) relation: &'static str,
}

const TRANSITIONAL: Dialect = Dialect {
    main: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    relation: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
};
const STRICT: Dialect = Dialect {
    main: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    relation: "http://purl.oclc.org/ooxml/officeDocument/relationships",
};

impl Dialect {
    /// The dialect of a workbook's part.
    pub(super) fn of(workbook: &str) -> Result<Self, Fault> {
        let known = [TRANSITIONAL, STRICT];
        let found = known.into_iter().find(|dialect| workbook.contains(dialect.main));
        found.ok_or_else(|| Fault::part("工作簿的命名空间不明"))
    }
}

/// Puts markup before the end of an element.
struct Behind<'m> {
    /// The element, by its depth and local name.
    element: (u32, &'m str),
    /// Makes the markup from the prefix of the element's name.
    markup: &'m dyn Fn(&str) -> String,
    done: bool,
}

impl Edit for Behind<'_> {
    fn event(&mut self, event: Event<'_>, depth: u32, out: &mut Out<'_>) -> Result<(), Fault> {
        let (wanted, name) = self.element;
        match &event {
            Event::End(tag) if depth == wanted && tag.local_name().as_ref() == name => {
                self.done = true;
                put(out, &(self.markup)(prefix(tag.name().as_ref())))?;
            }
            Event::Empty(tag) if depth == wanted && tag.local_name().as_ref() == name => {
                self.done = true;
                let end = tag.to_end().into_owned();
                let inside = (self.markup)(prefix(tag.name().as_ref()));
                out.write_event(Event::Start(tag.to_owned()))?;
                put(out, &inside)?;
                return Ok(out.write_event(Event::End(end))?);
            }
            _ => {}
        }
        Ok(out.write_event(event)?)
    }
}

/// A part with markup put before the end of one of its elements.
fn behind(
    part: &[u8],
    element: (u32, &str),
    markup: &dyn Fn(&str) -> String,
) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::with_capacity(part.len() + 512);
    let mut edit = Behind { element, markup, done: false };
    copy(reader(part), &mut edit, &mut bytes)?;
    if edit.done { Ok(bytes) } else { Err(Fault::part(format!("缺少 {}", element.1))) }
}

/// A relationship that is added: its id, type and target.
pub(super) struct Relation {
    /// Its id.
    pub(super) id: String,
    /// The last word of its type.
    pub(super) kind: &'static str,
    /// The part it leads to.
    pub(super) part: String,
}

/// The relationships of a part with further ones.
pub(super) fn relations(
    part: Option<&[u8]>,
    added: &[Relation],
    dialect: Dialect,
) -> Result<Vec<u8>, Fault> {
    const EMPTY: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
    let markup = |p: &str| -> String {
        let one = |relation: &Relation| {
            format!(
                "<{p}Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"/{}\"/>",
                relation.id, dialect.relation, relation.kind, relation.part
            )
        };
        added.iter().map(one).collect()
    };
    behind(part.unwrap_or(EMPTY), (0, "Relationships"), &markup)
}

/// The content types with those of further parts.
pub(super) fn content_types(part: &[u8], added: &[(String, &str)]) -> Result<Vec<u8>, Fault> {
    let text = String::from_utf8_lossy(part).to_lowercase();
    let vml = !text.contains("extension=\"vml\"") && !text.contains("extension='vml'");
    let markup = |p: &str| -> String {
        let vml = if vml {
            format!(
                "<{p}Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
            )
        } else {
            String::new()
        };
        let own = added.iter().map(|(name, kind)| {
            format!("<{p}Override PartName=\"/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/>")
        });
        own.fold(vml, |all, own| all + &own)
    };
    behind(part, (0, "Types"), &markup)
}

/// The workbook's part with a further sheet behind the others.
pub(super) fn workbook(
    part: &[u8],
    name: &str,
    id: &str,
    dialect: Dialect,
) -> Result<Vec<u8>, Fault> {
    let number = sheet_numbers(part)?.last().copied().unwrap_or(0).saturating_add(1);
    let (name, relation) = (attribute_text(name), dialect.relation);
    let markup = |p: &str| {
        format!(
            "<{p}sheet xmlns:r=\"{relation}\" name=\"{name}\" sheetId=\"{number}\" r:id=\"{id}\"/>"
        )
    };
    behind(part, (1, "sheets"), &markup)
}

fn sheet_numbers(part: &[u8]) -> Result<BTreeSet<u32>, Fault> {
    let (mut xml, mut buffer, mut numbers) = (reader(part), Vec::new(), BTreeSet::new());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sheet" => {
                numbers.extend(attribute(&tag, "sheetId").and_then(|id| id.parse::<u32>().ok()));
            }
            Event::Eof => return Ok(numbers),
            _ => {}
        }
    }
}
