//! Small steps over XML: attributes, text with its entities, and skipping.

use super::fault::Fault;
use super::limits::NESTING;
use super::tally::check;
use crate::read_error::Bound;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;
use std::io::BufRead;

/// XML as a stream of events, nested no deeper than its bound.
///
/// Entities that a document declares for itself are never expanded: each stays a reference.
pub(crate) struct Xml<R> {
    reader: Reader<R>,
    depth: u64,
}

impl<R: BufRead> Xml<R> {
    /// The next event.
    pub(crate) fn read_event_into<'b>(
        &mut self,
        buffer: &'b mut Vec<u8>,
    ) -> Result<Event<'b>, Fault> {
        let event = self.reader.read_event_into(buffer)?;
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                check(Bound::Nesting, self.depth, NESTING)?;
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Ok(event)
    }
}

/// The attributes of an element in their order: local name, and value as it stands.
///
/// Own scanning: attributes are half of what a sheet consists of, and the library's
/// iterator checks names for duplicates and namespaces that no sheet has.
pub(crate) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.rest.as_bytes();
        let equals = bytes.iter().position(|byte| *byte == b'=')?;
        let open =
            equals + 1 + bytes[equals + 1..].iter().position(|byte| !byte.is_ascii_whitespace())?;
        let quote = bytes[open];
        if quote != b'"' && quote != b'\'' {
            return None;
        }
        let close = open + 1 + bytes[open + 1..].iter().position(|byte| *byte == quote)?;
        let (key, value) = (self.rest[..equals].trim_ascii(), &self.rest[open + 1..close]);
        self.rest = &self.rest[close + 1..];
        let prefix = key.bytes().rposition(|byte| byte == b':').map_or(0, |colon| colon + 1);
        Some((&key[prefix..], value))
    }
}

/// The attributes of an element.
#[inline]
pub(crate) fn attributes<'a>(start: &'a BytesStart<'_>) -> Attributes<'a> {
    Attributes { rest: start.attributes_raw() }
}

/// The attributes in the text of a tag, from behind its name on.
#[inline]
pub(crate) fn attributes_of(raw: &str) -> Attributes<'_> {
    Attributes { rest: raw }
}

/// An attribute by its name, with or without a prefix, its entities resolved.
pub(crate) fn attribute<'a>(start: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    attributes(start).find(|(key, _)| *key == name).map(|(_, value)| plain(value))
}

/// An attribute's value with its entities resolved.
pub(crate) fn plain(value: &str) -> Cow<'_, str> {
    if value.contains('&') {
        unescape(value).unwrap_or(Cow::Borrowed(value))
    } else {
        Cow::Borrowed(value)
    }
}

/// True where an attribute says yes in one of the ways that programs write it.
pub(crate) fn is_true(value: Option<Cow<'_, str>>) -> bool {
    value.is_some_and(|value| matches!(value.as_ref(), "1" | "true" | "on"))
}

/// Adds a character or named entity to text.
pub(crate) fn push_reference(reference: &BytesRef<'_>, text: &mut String) {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => text.push(c),
        Ok(None) => match resolve_predefined_entity(reference) {
            Some(known) => text.push_str(known),
            None => text.extend(["&", reference, ";"]),
        },
        Err(_) => text.push(char::REPLACEMENT_CHARACTER),
    }
}

/// Adds what an event says to text; other events say nothing.
pub(crate) fn push_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(part),
        Event::CData(part) => text.push_str(part),
        Event::GeneralRef(reference) => push_reference(reference, text),
        _ => {}
    }
}

/// Walks to the end of the element that `start` has begun.
pub(crate) fn skip<R: BufRead>(xml: &mut Xml<R>, start: &BytesStart<'_>) -> Result<(), Fault> {
    let (outside, mut buffer) = (xml.depth.saturating_sub(1), Vec::new());
    while xml.depth > outside {
        buffer.clear();
        if matches!(xml.read_event_into(&mut buffer)?, Event::Eof) {
            return Err(Fault::part(format!("{} 未结束", start.name().as_ref())));
        }
    }
    Ok(())
}

/// A reader of XML over a part.
pub(crate) fn reader<R: BufRead>(part: R) -> Xml<R> {
    Xml { reader: Reader::from_reader(part), depth: 0 }
}
