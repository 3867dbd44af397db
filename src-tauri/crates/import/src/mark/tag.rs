//! Tags and text as they are written: escapes, attributes set in a tag, names with a prefix.

use crate::read::xml::attributes_of;
use quick_xml::events::BytesStart;
use std::fmt::Write as _;

/// Text between tags. Characters that XML cannot hold are left out, and what Excel would
/// take for an escape of its own (`_x000A_`) is told from it.
pub(super) fn text(words: &str) -> String {
    escaped(words, false)
}

/// Text of an attribute in double quotes.
pub(super) fn attribute_text(words: &str) -> String {
    escaped(words, true)
}

fn escaped(words: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    for (at, character) in words.char_indices() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '_' if !in_attribute && is_escape(&words[at..]) => out.push_str("_x005F_"),
            '\n' | '\t' => out.push(character),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}

fn is_escape(words: &str) -> bool {
    let bytes = words.as_bytes();
    bytes.len() >= 7
        && bytes.starts_with(b"_x")
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
        && bytes[6] == b'_'
}

/// The prefix of a tag's name with its colon: `x:` of `x:row`.
pub(super) fn prefix(name: &str) -> &str {
    name.find(':').map_or("", |colon| &name[..=colon])
}

/// A tag with an attribute set to a value that needs no escape; the others stay as they are.
pub(super) fn with(
    tag: &BytesStart<'_>,
    key: &str,
    value: impl std::fmt::Display,
) -> BytesStart<'static> {
    let raw: &str = tag;
    let name = tag.name();
    let name: &str = name.as_ref();
    let rest = tag.attributes_raw();
    let mut content = String::with_capacity(raw.len() + 16);
    content.push_str(name);
    let own = attributes_of(rest).find(|(own, _)| *own == key).map(|(_, value)| value);
    match own.map(|own| (own.as_ptr() as usize - rest.as_ptr() as usize, own.len())) {
        Some((at, length)) => {
            let _ = write!(content, "{}{value}{}", &rest[..at], &rest[at + length..]);
        }
        None => {
            let _ = write!(content, "{} {key}=\"{value}\"", rest.trim_end());
        }
    }
    BytesStart::from_content(content, name.len())
}

/// A tag without an attribute.
pub(super) fn without(tag: &BytesStart<'_>, key: &str) -> BytesStart<'static> {
    let name = tag.name();
    let name: &str = name.as_ref();
    let rest = tag.attributes_raw();
    let Some((_, value)) = attributes_of(rest).find(|(own, _)| *own == key) else {
        return tag.to_owned();
    };
    let end = value.as_ptr() as usize - rest.as_ptr() as usize + value.len() + 1;
    let before = &rest[..end];
    let start = before.rfind(key).unwrap_or(end);
    let content = format!("{name}{}{}", &rest[..start], rest[end..].trim_start());
    BytesStart::from_content(content, name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_with(raw: &str, value: u32, expected: &str) {
        let tag = BytesStart::from_content(raw, 1);
        assert_eq!(&*with(&tag, "s", value), expected);
    }

    #[test]
    fn an_attribute_is_set_and_the_others_stay_as_they_are() {
        check_with(r#"c r="A1""#, 7, r#"c r="A1" s="7""#);
        check_with(r#"c r="A1" s='3' t="s""#, 7, r#"c r="A1" s='7' t="s""#);
        check_with("c", 7, r#"c s="7""#);
        check_with(r#"c  r="A1" "#, 7, r#"c  r="A1" s="7""#);
        let row = BytesStart::from_content(r#"row r="1" spans="1:5" ht="20""#, 3);
        assert_eq!(&*without(&row, "spans"), r#"row r="1" ht="20""#);
    }

    #[test]
    fn text_is_written_so_that_it_comes_back_the_same() {
        assert_eq!(text("=A<1>&\u{1}\"'"), "=A&lt;1&gt;&amp;\"'");
        assert_eq!(text("_x000A_ _x00_"), "_x005F_x000A_ _x00_");
        assert_eq!(attribute_text("'a\"b'!A1"), "'a&quot;b'!A1");
    }
}
