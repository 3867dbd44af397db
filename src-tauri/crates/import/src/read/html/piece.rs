//! HTML as a run of tags and texts: tolerant, in one pass, nothing looked up twice.

use std::borrow::Cow;

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text with its entities as they stand.
    Text(&'a str),
    /// A tag that begins an element: its name as written, and what stands behind it.
    Start(&'a str, Attributes<'a>),
    /// A tag that ends one.
    End(&'a str),
}

/// The inside of a tag behind its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a>(&'a str);

/// Elements whose inside is no text of the page.
const UNSEEN: [&str; 5] = ["style", "script", "xml", "title", "noscript"];

/// A page while it is being gone through.
pub(super) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    /// A page from its start.
    pub(super) const fn new(page: &'a str) -> Self {
        Self { rest: page }
    }

    /// The text up to the next bracket that begins a tag.
    fn text(&mut self) -> Piece<'a> {
        let from = usize::from(self.rest.starts_with('<'));
        let end = self.rest[from..].find('<').map_or(self.rest.len(), |at| from + at);
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Piece::Text(text)
    }

    /// Goes behind the end of a comment or an instruction; an open one swallows the page.
    fn pass(&mut self, end: &str) {
        self.rest = self.rest.find(end).map_or("", |at| &self.rest[at + end.len()..]);
    }

    fn tag(&mut self, is_end: bool) -> Piece<'a> {
        let Some(close) = bracket(self.rest) else {
            return Piece::Text(std::mem::take(&mut self.rest));
        };
        let inside = &self.rest[1 + usize::from(is_end)..close];
        self.rest = &self.rest[close + 1..];
        let end = inside.find(|c: char| c.is_ascii_whitespace() || c == '/');
        let (name, attributes) = inside.split_at(end.unwrap_or(inside.len()));
        if is_end {
            return Piece::End(name);
        }
        if !attributes.ends_with('/') && UNSEEN.iter().any(|other| other.eq_ignore_ascii_case(name))
        {
            self.pass_unseen(name);
        }
        Piece::Start(name, Attributes(attributes))
    }

    /// Goes to the end of an element whose inside is not seen.
    fn pass_unseen(&mut self, name: &str) {
        let end = self.rest.match_indices("</").find(|(at, _)| {
            let behind = self.rest.as_bytes().get(at + 2..at + 2 + name.len());
            behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name.as_bytes()))
        });
        self.rest = end.map_or("", |(at, _)| &self.rest[at..]);
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let mut ahead = self.rest.bytes();
            return match (ahead.next()?, ahead.next()) {
                (b'<', Some(b'!')) if self.rest.starts_with("<!--") => {
                    self.pass("-->");
                    continue;
                }
                (b'<', Some(b'!' | b'?')) => {
                    self.pass(">");
                    continue;
                }
                (b'<', Some(b'/')) => Some(self.tag(true)),
                (b'<', Some(letter)) if letter.is_ascii_alphabetic() => Some(self.tag(false)),
                _ => Some(self.text()),
            };
        }
    }
}

/// Where the tag that stands at the start ends; none where it does not.
fn bracket(tag: &str) -> Option<usize> {
    let mut open = None;
    let mut last = b' ';
    for (at, byte) in tag.bytes().enumerate() {
        match open {
            // A quote begins a value only behind an equals sign: `x:fmla=…5'` has a loose one.
            None if matches!(byte, b'"' | b'\'') && last == b'=' => open = Some(byte),
            None if byte == b'>' => return Some(at),
            Some(quote) if quote == byte => open = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    None
}

impl<'a> Attributes<'a> {
    /// The value of an attribute by its name in lower case; empty where it has none.
    pub(super) fn value(self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.0;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end =
                rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
            if rest.is_empty() {
                return None;
            }
            let (key, behind) = rest.split_at(end.max(usize::from(end == 0)));
            let (value, behind) = match behind.trim_ascii_start().strip_prefix('=') {
                Some(behind) => value_of(behind.trim_ascii_start()),
                None => ("", behind),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(plain(value));
            }
            rest = behind;
        }
    }

    /// True where the element is not shown.
    pub(super) fn is_hidden(self) -> bool {
        let style = self.value("style").unwrap_or_default().to_lowercase().replace(' ', "");
        style.contains("display:none") || self.value("hidden").is_some()
    }
}

/// A value at the start, and what stands behind it.
fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()))
}

/// Text with its entities resolved; one that is not known stays as it stands.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 10;
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.bytes().take(LONGEST).position(|byte| byte == b';');
        match end.and_then(|end| Some((character(&part[..end])?, &part[end + 1..]))) {
            Some((c, behind)) => {
                plain.push(c);
                plain.push_str(behind);
            }
            None => {
                plain.push('&');
                plain.push_str(part);
            }
        }
    }
    Cow::Owned(plain)
}

fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).filter(|c| *c != '\0');
    }
    Some(match entity {
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "sup1" => '¹',
        "sup2" => '²',
        "sup3" => '³',
        "middot" => '·',
        "deg" => '°',
        "times" => '×',
        "divide" => '÷',
        "plusmn" => '±',
        "micro" => 'µ',
        "permil" => '‰',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "ldquo" => '“',
        "rdquo" => '”',
        "le" => '≤',
        "ge" => '≥',
        "minus" => '−',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Piece, Pieces};

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let shown = Pieces::new(page).map(|piece| match piece {
            Piece::Text(text) => format!("{{{}}}", super::plain(text)),
            Piece::End(name) => format!("[/{name}]"),
            Piece::Start(name, attributes) => {
                let a = attributes.value("a").map(|a| format!(" a={a}")).unwrap_or_default();
                format!("[{name}{a}]")
            }
        });
        assert_eq!(shown.collect::<String>(), expected);
    }

    #[test]
    fn a_page_falls_into_tags_and_texts_however_it_is_written() {
        check("<TD b=1 A=2>x</TD>", "[TD a=2]{x}[/TD]");
        check("<td a='x>y'>1</td >", "[td a=x>y]{1}[/td]");
        check("<td a = \"1&amp;2\" b/>3", "[td a=1&2]{3}");
        check("<td a>3", "[td a=]{3}");
        check("<!-- <td> --><!DOCTYPE x><?xml?>a<br/>b", "{a}[br]{b}");
        check("<style>td>a{}</style>x<XML><p></xml>", "[style][/style]{x}[XML][/xml]");
        check("1 < 2 &lt; 3 &sup3;&#179;&#x4e00;&odd;&", "{1 }{< 2 < 3 ³³一&odd;&}");
        check("<td a='", "{<td a='}");
        check("<!-- open", "");
        check("<script>never closed", "[script]");
    }
}
