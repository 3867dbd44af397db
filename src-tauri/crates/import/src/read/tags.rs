//! The tags of an XML part and the text before each: a scan for what does not need every
//! event of an XML reader.
//!
//! It runs over each sheet beside calamine, so it must cost little: bytes are only searched
//! for the ends of tags, and copied.

use super::fault::Fault;
use super::xml::{Attributes, attributes_of};
use std::io::BufRead;

/// A part while it is being scanned.
pub(crate) struct Tags<R> {
    part: R,
    tag: Vec<u8>,
    text: Vec<u8>,
    /// True where the text is not one plain run of bytes: a comment or a CDATA section
    /// stands in it.
    pub(crate) is_mixed: bool,
}

/// A tag as it stands, without its brackets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'a> {
    inside: &'a [u8],
}

impl<R: BufRead> Tags<R> {
    /// A part from its start.
    pub(crate) fn new(part: R) -> Self {
        Self { part, tag: Vec::with_capacity(256), text: Vec::with_capacity(256), is_mixed: false }
    }

    /// Goes on to the next tag; false at the part's end.
    pub(crate) fn advance(&mut self) -> Result<bool, Fault> {
        self.text.clear();
        self.is_mixed = false;
        loop {
            self.part.read_until(b'<', &mut self.text)?;
            if self.text.pop() != Some(b'<') {
                return Ok(false);
            }
            self.tag.clear();
            self.more()?;
            match self.tag.first() {
                Some(b'!') if self.tag.starts_with(b"!--") => {
                    self.up_to(b"--")?;
                    self.is_mixed = true;
                }
                Some(b'!') if self.tag.starts_with(b"![CDATA[") => {
                    self.up_to(b"]]")?;
                    self.text.extend_from_slice(&self.tag[8..self.tag.len() - 2]);
                    self.is_mixed = true;
                }
                Some(b'!') => {}
                Some(b'?') => self.up_to(b"?")?,
                _ => {
                    while has_open_quote(&self.tag) {
                        self.tag.push(b'>');
                        self.more()?;
                    }
                    return Ok(true);
                }
            }
        }
    }

    fn more(&mut self) -> Result<(), Fault> {
        let read = self.part.read_until(b'>', &mut self.tag)?;
        if read > 0 && self.tag.pop() == Some(b'>') {
            Ok(())
        } else {
            Err(Fault::part("标记未结束"))
        }
    }

    /// Reads on where the bracket that was found belongs to the inside.
    fn up_to(&mut self, end: &[u8]) -> Result<(), Fault> {
        while !self.tag.ends_with(end) {
            self.tag.push(b'>');
            self.more()?;
        }
        Ok(())
    }

    /// The tag.
    pub(crate) fn tag(&self) -> Tag<'_> {
        Tag { inside: &self.tag }
    }

    /// The text between the tag and the one before it, its entities as they stand.
    pub(crate) fn text(&self) -> &[u8] {
        &self.text
    }
}

/// True where a value that holds a bracket was cut at it.
fn has_open_quote(tag: &[u8]) -> bool {
    let count = |quote: u8| tag.iter().filter(|byte| **byte == quote).count();
    if count(b'\'') == 0 {
        return count(b'"') % 2 == 1;
    }
    let mut open = None;
    for byte in tag {
        match open {
            None if matches!(byte, b'"' | b'\'') => open = Some(*byte),
            Some(quote) if quote == *byte => open = None,
            _ => {}
        }
    }
    open.is_some()
}

impl<'a> Tag<'a> {
    /// Its name without a prefix, and whether it begins or ends an element.
    #[inline]
    pub(crate) fn name(self) -> Name<'a> {
        let is_end = self.inside.first() == Some(&b'/');
        let plain = &self.inside[usize::from(is_end)..];
        let end = plain.iter().position(|byte| *byte == b'/' || byte.is_ascii_whitespace());
        let name = &plain[..end.unwrap_or(plain.len())];
        let prefix = name.iter().position(|byte| *byte == b':').map_or(0, |colon| colon + 1);
        let local = &name[prefix..];
        if is_end { Name::End(local) } else { Name::Start(local) }
    }

    /// True where the element ends with this tag.
    pub(crate) fn is_empty(self) -> bool {
        self.inside.last() == Some(&b'/')
    }

    /// The attributes in their order; none where they are not UTF-8, which no reader of the
    /// part lets pass.
    pub(crate) fn attributes(self) -> Attributes<'a> {
        let start = self.inside.iter().position(u8::is_ascii_whitespace);
        let raw = start.map_or(&b""[..], |start| &self.inside[start..]);
        attributes_of(std::str::from_utf8(raw).unwrap_or_default())
    }
}

/// The local name of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name<'a> {
    /// Of a tag that begins an element.
    Start(&'a [u8]),
    /// Of a tag that ends one.
    End(&'a [u8]),
}

#[cfg(test)]
mod tests {
    use super::{Name, Tags};

    #[track_caller]
    fn check(xml: &str, expected: &str) {
        let mut tags = Tags::new(xml.as_bytes());
        let mut seen = Vec::new();
        while tags.advance().unwrap() {
            let tag = tags.tag();
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let name = match tag.name() {
                Name::Start(name) if tag.is_empty() => text(name) + "/",
                Name::Start(name) => text(name),
                Name::End(name) => format!("/{}", text(name)),
            };
            let values: String =
                tag.attributes().map(|(key, value)| format!(" {key}={value}")).collect();
            let text = text(tags.text());
            seen.push(format!("{text}[{name}{values}{}]", if tags.is_mixed { " !" } else { "" }));
        }
        assert_eq!(seen.concat(), expected);
    }

    #[test]
    fn tags_are_found_whatever_stands_between_them() {
        check("<?xml version='1.0'?><a b=\"1\">x</a>", "[a b=1]x[/a]");
        check("<x:a q:b='1' c = \"2\"/><d />", "[a/ b=1 c=2][d/]");
        check("<a b='x>y' c=\"'>'\">t</a>", "[a b=x>y c='>']t[/a]");
        check("<a>1<!-- <b> -- > --><!----></a>", "[a]1[/a !]");
        check("<a><![CDATA[<c>]]></a>", "[a]<c>[/a !]");
        check("<!DOCTYPE x><a>&lt;</a>tail", "[a]&lt;[/a]");
    }

    #[test]
    fn a_tag_without_an_end_is_a_fault() {
        for xml in ["<a", "<a b='>", "<!-- >", "<![CDATA[x>", "a<"] {
            let mut tags = Tags::new(xml.as_bytes());
            assert!(tags.advance().is_err(), "{xml}");
        }
    }
}
