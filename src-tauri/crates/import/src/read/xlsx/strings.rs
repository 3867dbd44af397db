//! Shared strings, and rich text inside cells.

use crate::read::fault::Fault;
use crate::read::package::Package;
use crate::read::tally::Tally;
use crate::read::xml::{Xml, push_text, reader, skip};
use quick_xml::events::Event;
use std::io::BufRead;

/// All shared strings in order. The count that the part states is not believed.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    tally: &mut Tally<'_>,
) -> Result<Vec<String>, Fault> {
    let mut strings = Vec::new();
    let Some(part) = package.part(part)? else { return Ok(strings) };
    let (mut xml, mut buffer) = (reader(part), Vec::new());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                let mut text = String::new();
                rich(&mut xml, "si", &mut text)?;
                tally.text(text.len())?;
                strings.push(unescaped(text));
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.push(String::new()),
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of a string element up to its end, its runs put together and its reading
/// aids (拼音) left out.
pub(super) fn rich<R: BufRead>(
    xml: &mut Xml<R>,
    end: &str,
    text: &mut String,
) -> Result<(), Fault> {
    let mut buffer = Vec::new();
    let mut inside = false;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => inside = true,
                "rPh" => skip(xml, &tag)?,
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "t" => inside = false,
            Event::End(tag) if tag.local_name().as_ref() == end => return Ok(()),
            Event::Eof => return Err(Fault::part(format!("文字未结束（{end}）"))),
            event if inside => push_text(&event, text),
            _ => {}
        }
    }
}

/// Text with the workbook format's own escapes resolved: `_x000D_` is a carriage return.
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") && !text.contains('\r') {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        match escape(&rest[at..]) {
            Some(c) => {
                plain.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    plain.push_str(rest);
    plain.replace("\r\n", "\n").replace('\r', "\n")
}

/// The character of `_xHHHH_` at the start of a text.
fn escape(text: &str) -> Option<char> {
    let code = text.get(2..6).filter(|_| text.as_bytes().get(6) == Some(&b'_'))?;
    if !code.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    char::from_u32(u32::from_str_radix(code, 16).ok()?)
}
