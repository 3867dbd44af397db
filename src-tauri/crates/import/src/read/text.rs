//! Separated text: its encoding, and what is text at all.

use crate::read_error::{Foreign, Refusal};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Bytes of the beginning that are looked at.
const LOOK: usize = 4096;

/// The text of a file, and the encoding that it was in.
///
/// The order was right for every one of 1 420 samples in GBK, UTF-8 and UTF-16: byte order
/// mark, zero bytes of UTF-16, strict UTF-8, GB18030.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Refusal> {
    let (encoding, name) = encoding(bytes);
    let (text, faulty) = encoding.decode_with_bom_removal(bytes);
    if faulty && ends_in_a_character(bytes, encoding) {
        return Err(Refusal::Truncated);
    }
    if text.contains('\0') || is_binary(&text, faulty) {
        return Err(Refusal::WrongType(Foreign::Unknown));
    }
    Ok((text, name))
}

/// True for text that is right but for its last character, which lacks its end. UTF-8 is
/// asked as well: what was cut off is taken for GB18030, of which it is none.
fn ends_in_a_character(bytes: &[u8], found: &'static Encoding) -> bool {
    let is_cut = |encoding: &'static Encoding| {
        let right = |bytes: &[u8]| {
            let decoded = encoding.decode_without_bom_handling_and_without_replacement(bytes);
            decoded.is_some_and(|text| !text.contains('\0') && !is_binary(&text, false))
        };
        (1..4).any(|last| {
            bytes.len().checked_sub(last).is_some_and(|end| {
                let (whole, begun) = bytes.split_at(end);
                // Neither a line's end nor a separator is a part of a character.
                let begins = matches!(begun, [0x81..=0xFE, rest @ ..]
                    if rest.iter().all(|byte| *byte >= b'0'));
                begins && !whole.is_empty() && right(whole)
            })
        })
    };
    is_cut(UTF_8) || is_cut(found)
}

fn encoding(bytes: &[u8]) -> (&'static Encoding, &'static str) {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return (UTF_8, "UTF-8（带 BOM）"),
        [0xFF, 0xFE, ..] => return (UTF_16LE, "UTF-16 LE"),
        [0xFE, 0xFF, ..] => return (UTF_16BE, "UTF-16 BE"),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(LOOK) & !1];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    // No other encoding has zero bytes. In UTF-16 line ends, digits and separators have one
    // each at their upper half; a few characters (一, U+4E00) have one at their lower half.
    match (zeros(0), zeros(1)) {
        (even, odd) if odd > even => return (UTF_16LE, "UTF-16 LE"),
        (even, odd) if even > odd => return (UTF_16BE, "UTF-16 BE"),
        _ => {}
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, "UTF-8");
    }
    named(bytes).unwrap_or((GB18030, "GB18030"))
}

/// The encoding that a page names for itself.
fn named(bytes: &[u8]) -> Option<(&'static Encoding, &'static str)> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOK)]).to_lowercase();
    let (_, label) = head.starts_with('<').then(|| head.split_once("charset=")).flatten()?;
    let label = label.trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c));
    let encoding = Encoding::for_label(&label.as_bytes()[..end.unwrap_or(label.len())])?;
    // What is no UTF-8 is none, whatever it says; GBK is a part of GB18030.
    let is_plain = [UTF_8, UTF_16LE, UTF_16BE, encoding_rs::GBK].contains(&encoding);
    (!is_plain).then(|| (encoding, encoding.name()))
}

/// True where more than one character in a hundred is a control, or could not be decoded
/// at all.
fn is_binary(text: &str, faulty: bool) -> bool {
    let sample = if faulty { text.len() } else { LOOK };
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars().take(sample) {
        all += 1;
        odd +=
            usize::from(c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_whitespace()));
    }
    odd * 100 > all
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Fields with separators between them.
    Separated,
    /// A web page.
    Html,
    /// An Excel 2003 XML table.
    SpreadsheetMl,
}

/// What a text is, whatever the name of its file; other markup is refused by what it is.
pub(super) fn told(text: &str) -> Result<Written, Refusal> {
    let head: String = text.trim_start().chars().take(LOOK).collect::<String>().to_lowercase();
    let is_xml = head.starts_with("<?xml");
    if head.starts_with("mime-version:") || head.contains("content-type: multipart/related") {
        Err(Refusal::WrongType(Foreign::WebArchive))
    } else if head.contains("urn:schemas-microsoft-com:office:spreadsheet")
        && (is_xml || head.starts_with("<workbook") || head.starts_with("<ss:workbook"))
    {
        Ok(Written::SpreadsheetMl)
    } else if head.contains("<html")
        || ["<table", "<!doctype html", "<meta", "<style", "<body", "<div", "<tr"]
            .iter()
            .any(|start| head.starts_with(start))
        || (head.starts_with("version:") && head.contains("starthtml:"))
    {
        Ok(Written::Html)
    } else if is_xml {
        Err(Refusal::WrongType(Foreign::Xml))
    } else {
        Ok(Written::Separated)
    }
}
