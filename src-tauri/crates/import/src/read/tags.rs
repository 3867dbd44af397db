//! The tags of an XML part and the text before each: a scan for what does not need every
//! event of an XML reader.
//!
//! It runs over each sheet beside calamine, so it must cost little: bytes are only searched
//! for the ends of tags, and copied.

use super::fault::Fault;
use super::limits::NESTING;
use super::tally::check;
use super::xml::{Attributes, attributes_of};
use crate::read_error::Bound;
use std::io::Read;
use std::ops::Range;

/// Bytes that are read at a time.
const CHUNK: usize = 1 << 16;

/// A part while it is being scanned.
pub(crate) struct Tags<R> {
    part: R,
    buffer: Vec<u8>,
    /// Where in the buffer the scan stands.
    at: usize,
    tag: Range<usize>,
    text: Range<usize>,
    /// The text where it is not one plain run of bytes.
    pieces: Vec<u8>,
    /// True where the text is not one plain run of bytes: a comment, a CDATA section or an
    /// instruction stands in it.
    pub(crate) is_mixed: bool,
    depth: u64,
}

/// A tag as it stands, without its brackets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'a> {
    inside: &'a [u8],
}

impl<R: Read> Tags<R> {
    /// A part from its start.
    pub(crate) fn new(part: R) -> Self {
        Self {
            part,
            buffer: Vec::with_capacity(2 * CHUNK),
            at: 0,
            tag: 0..0,
            text: 0..0,
            pieces: Vec::new(),
            is_mixed: false,
            depth: 0,
        }
    }

    /// Goes on to the next tag; false at the part's end.
    pub(crate) fn advance(&mut self) -> Result<bool, Fault> {
        self.is_mixed = false;
        loop {
            self.forget();
            let start = self.at;
            if !self.seek(b'<')? {
                return Ok(false);
            }
            self.text = start..self.at - 1;
            let open = self.at;
            self.close(open)?;
            let inside = &self.buffer[self.tag.clone()];
            match inside.first() {
                Some(b'!') if inside.starts_with(b"!--") => self.up_to(open, b"--")?,
                Some(b'!') if inside.starts_with(b"![CDATA[") => {
                    self.up_to(open, b"]]")?;
                    self.set_apart();
                    self.text = open + 8..self.tag.end - 2;
                }
                Some(b'!') => {}
                Some(b'?') => self.up_to(open, b"?")?,
                _ => {
                    while has_open_quote(&self.buffer[self.tag.clone()]) {
                        self.close(open)?;
                    }
                    if self.is_mixed {
                        self.set_apart();
                    }
                    return self.nest();
                }
            }
            self.set_apart();
        }
    }

    /// Counts the elements that are open at the tag.
    fn nest(&mut self) -> Result<bool, Fault> {
        let inside = &self.buffer[self.tag.clone()];
        if inside.first() == Some(&b'/') {
            self.depth = self.depth.saturating_sub(1);
        } else if inside.last() != Some(&b'/') {
            self.depth += 1;
            check(Bound::Nesting, self.depth, NESTING)?;
        }
        Ok(true)
    }

    /// Goes behind a text where just these marks stand around it from here on, with no tag
    /// between them, and gives the text; nowhere else. The marks begin and end one element and
    /// end the one that holds it. Most cells are written alike, and this is quicker than tag by
    /// tag.
    pub(crate) fn between(&mut self, before: &[u8], behind: &[u8]) -> Option<&[u8]> {
        let ahead = self.buffer[self.at..].strip_prefix(before)?;
        let length = ahead.iter().position(|byte| *byte == b'<')?;
        if !ahead[length..].starts_with(behind) {
            return None;
        }
        self.depth = self.depth.saturating_sub(1);
        let start = self.at + before.len();
        self.at = start + length + behind.len();
        Some(&self.buffer[start..start + length])
    }

    /// Puts the text so far aside, for more of it follows.
    fn set_apart(&mut self) {
        if !self.is_mixed {
            self.pieces.clear();
            self.is_mixed = true;
        }
        let text = std::mem::take(&mut self.text);
        self.pieces.extend_from_slice(&self.buffer[text]);
    }

    /// Drops what has been scanned, once little is left behind it.
    fn forget(&mut self) {
        if self.at > CHUNK {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
    }

    /// Goes behind the next of these bytes; false where there is none.
    fn seek(&mut self, byte: u8) -> Result<bool, Fault> {
        loop {
            let ahead = &self.buffer[self.at..];
            if let Some(distance) = ahead.iter().position(|other| *other == byte) {
                self.at += distance + 1;
                return Ok(true);
            }
            self.at = self.buffer.len();
            if self.part.by_ref().take(CHUNK as u64).read_to_end(&mut self.buffer)? == 0 {
                return Ok(false);
            }
        }
    }

    /// Ends the tag at the next bracket.
    fn close(&mut self, open: usize) -> Result<(), Fault> {
        if !self.seek(b'>')? {
            return Err(Fault::part("标记未结束"));
        }
        self.tag = open..self.at - 1;
        Ok(())
    }

    /// Reads on where the bracket that was found belongs to the inside.
    fn up_to(&mut self, open: usize, end: &[u8]) -> Result<(), Fault> {
        while !self.buffer[self.tag.clone()].ends_with(end) {
            self.close(open)?;
        }
        Ok(())
    }

    /// The tag.
    pub(crate) fn tag(&self) -> Tag<'_> {
        Tag { inside: &self.buffer[self.tag.clone()] }
    }

    /// The text between the tag and the one before it, its entities as they stand.
    pub(crate) fn text(&self) -> &[u8] {
        if self.is_mixed { &self.pieces } else { &self.buffer[self.text.clone()] }
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
        check("<?xml version='>'?><a b=\"1\">x</a>", "[a b=1 !]x[/a]");
        check("<x:a q:b='1' c = \"2\"/><d />", "[a/ b=1 c=2][d/]");
        check("<a b='x>y' c=\"'>'\">t</a>", "[a b=x>y c='>']t[/a]");
        check("<a>1<!-- <b> -- > --><!----></a>", "[a]1[/a !]");
        check("<a><![CDATA[<c>]]></a>", "[a]<c>[/a !]");
        check("<!DOCTYPE x><a>&lt;</a>tail", "[a !]&lt;[/a]");
    }

    #[test]
    fn a_part_longer_than_the_buffer_is_scanned_alike() {
        let long = "y".repeat(200_000);
        check(&format!("<a>{long}<b c='{long}'/></a>"), &format!("[a]{long}[b/ c={long}][/a]"));
        let many: String =
            (0..50_000).map(|at| format!("<c r='{at}'><!--{at}-->{at}</c>")).collect();
        let seen: String = (0..50_000).map(|at| format!("[c r={at}]{at}[/c !]")).collect();
        check(&many, &seen);
    }

    #[test]
    fn a_text_between_marks_is_taken_where_just_these_stand() {
        let xml = "<c><v>1.5</v></c>".repeat(300) + "<c><v>2<!-- --></v></c><c><f/></c>";
        let mut tags = Tags::new(xml.as_bytes());
        let mut taken = Vec::new();
        while tags.advance().unwrap() {
            let text = tags.between(b"<v>", b"</v></c>").map(<[u8]>::to_vec);
            taken.extend(text.map(|text| String::from_utf8(text).unwrap()));
        }
        assert_eq!(taken, vec!["1.5"; 300], "and none is nested in another");
    }

    #[test]
    fn a_tag_without_an_end_is_a_fault() {
        for xml in ["<a", "<a b='>", "<!-- >", "<![CDATA[x>", "a<"] {
            let mut tags = Tags::new(xml.as_bytes());
            assert!(tags.advance().is_err(), "{xml}");
        }
    }
}
