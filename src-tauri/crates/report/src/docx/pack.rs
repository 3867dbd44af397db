//! The package: what the library has no word for is said here, once, and everything is
//! deflated, which the library leaves undone.

use super::DocxError;
use super::contents;
use super::style::colour;
use super::table::MARK;
use crate::display::Colour;
use crate::firm::Accent;
use crate::style::{ACCENT, HEAD_FILL};
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// What begins the number of a paragraph.
const NUMBER: &str = "w14:paraId=\"";

/// What stands in the document in words of the format.
pub(super) struct Said {
    /// The contents.
    pub(super) contents: String,
    /// Sections in their order.
    pub(super) sections: Vec<String>,
}

/// Packs the parts of a package anew. Equal reports are equal files: paragraphs are counted
/// here, since the library counts on from one report to the next, and the clock is left out.
pub(super) fn packed(package: &[u8], accent: Accent, said: &Said) -> Result<Vec<u8>, DocxError> {
    let failed = |cause: &dyn std::fmt::Display| DocxError::Write(cause.to_string());
    let mut parts = ZipArchive::new(Cursor::new(package)).map_err(|cause| failed(&cause))?;
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut paragraphs = 0;
    let photos = photos(&mut parts);
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).map_err(|cause| failed(&cause))?;
        if part.is_dir() {
            continue;
        }
        let mut name = part.name().map_err(|cause| failed(&cause))?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).map_err(|cause| failed(&cause))?;
        if name.ends_with(".xml") {
            let text = String::from_utf8_lossy(&bytes);
            bytes = counted(&coloured(&amended(&text, said), accent), &mut paragraphs).into_bytes();
        }
        if name.ends_with(".rels") {
            let named =
                photos.iter().fold(String::from_utf8_lossy(&bytes).into_owned(), |text, photo| {
                    text.replace(&short(photo), &short(&jpeg(photo)))
                });
            bytes = named.into_bytes();
        } else if photos.contains(&name) {
            name = jpeg(&name);
        }
        packed.start_file(name, options).map_err(|cause| failed(&cause))?;
        packed.write_all(&bytes).map_err(|cause| failed(&cause))?;
    }
    Ok(packed.finish().map_err(|cause| failed(&cause))?.into_inner())
}

/// The parts that the library calls PNG, as it calls every picture, and that are a JPEG.
fn photos(parts: &mut ZipArchive<Cursor<&[u8]>>) -> BTreeSet<String> {
    let mut photos = BTreeSet::new();
    for at in 0..parts.len() {
        let Ok(mut part) = parts.by_index(at) else { continue };
        let Ok(name) = part.name().map(std::borrow::Cow::into_owned) else { continue };
        let mut begin = [0; 2];
        let is_jpeg = name.ends_with(".png") && part.read_exact(&mut begin).is_ok();
        if is_jpeg && begin == [0xFF, 0xD8] {
            photos.insert(name);
        }
    }
    photos
}

/// The name of a part that is a JPEG.
fn jpeg(name: &str) -> String {
    format!("{}.jpeg", name.trim_end_matches(".png"))
}

/// A part as relations name it: from the folder of the document.
fn short(name: &str) -> String {
    format!("\"{}\"", name.trim_start_matches("word/"))
}

/// Rows of headers, which their height stands for until here; the contents in the place of
/// their mark; each section as it was said; and no empty properties, which stand where the
/// format wants them last.
fn amended(text: &str, said: &Said) -> String {
    let marked = format!(r#"<w:trHeight w:val="{MARK}" w:hRule="atLeast" />"#);
    let text = text.replace(&marked, "<w:tblHeader />").replace("<w:rPr />", "");
    sectioned(&with_contents(&text, &said.contents), &said.sections)
}

/// The text with the contents in the place of the paragraph that stands for them.
fn with_contents(text: &str, contents: &str) -> String {
    let around = text.find(contents::MARK).and_then(|at| {
        let end = "</w:p>";
        Some((text[..at].rfind("<w:p ")?, at + text[at..].find(end)? + end.len()))
    });
    match around {
        Some((from, to)) => format!("{}{contents}{}", &text[..from], &text[to..]),
        None => text.to_owned(),
    }
}

/// The text with each section as it is said in its place.
fn sectioned(text: &str, sections: &[String]) -> String {
    let (begin, end) = ("<w:sectPr>", "</w:sectPr>");
    let mut pieces = text.split(begin);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for (at, piece) in pieces.enumerate() {
        match (sections.get(at), piece.split_once(end)) {
            (Some(section), Some((_, after))) => out.push_str(&format!("{section}{after}")),
            _ => out.push_str(&format!("{begin}{piece}")),
        }
    }
    out
}

/// Words within the format.
pub(super) fn escaped(words: &str) -> String {
    let marks = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;")];
    marks.iter().fold(words.to_owned(), |words, (mark, safe)| words.replace(mark, safe))
}

/// The text with the colour of a firm in the place of the one that ships.
fn coloured(text: &str, accent: Accent) -> String {
    let (ink, tint) = accent.colours();
    let attribute = |of: Colour| format!("\"{}\"", colour(of));
    text.replace(&attribute(ACCENT), &attribute(ink))
        .replace(&attribute(HEAD_FILL), &attribute(tint))
}

/// The text with its paragraphs numbered from `count` on.
fn counted(text: &str, count: &mut u32) -> String {
    let mut pieces = text.split(NUMBER);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        *count += 1;
        let rest = piece.find('"').map_or("", |end| &piece[end..]);
        out.push_str(NUMBER);
        out.push_str(&format!("{count:08X}"));
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contents_take_the_place_of_their_mark() {
        let text = format!("<w:p a><w:r>1</w:r></w:p><w:p b>{}</w:p><w:p c />", contents::MARK);
        assert_eq!(with_contents(&text, "<c />"), "<w:p a><w:r>1</w:r></w:p><c /><w:p c />");
        assert_eq!(with_contents("<w:p />", "<c />"), "<w:p />");
    }

    #[test]
    fn each_section_stands_as_it_is_said() {
        let text = "<p><w:sectPr><a /></w:sectPr></p><w:sectPr></w:sectPr><w:sectPr>x</w:sectPr>";
        let sections = ["<one />".to_owned(), "<two />".to_owned()];
        let expected = "<p><one /></p><two /><w:sectPr>x</w:sectPr>";
        assert_eq!(sectioned(text, &sections), expected);
    }

    #[test]
    fn words_keep_their_marks() {
        assert_eq!(escaped("甲<乙>&\"丙\""), "甲&lt;乙&gt;&amp;&quot;丙&quot;");
    }

    #[test]
    fn paragraphs_are_counted_from_one_on() {
        let mut count = 0;
        let text = r#"<w:p w14:paraId="0000079a"><w:p w14:paraId="0000079b" x="1">"#;
        let expected = r#"<w:p w14:paraId="00000001"><w:p w14:paraId="00000002" x="1">"#;
        assert_eq!(counted(text, &mut count), expected);
        assert_eq!((counted("<a />", &mut count), count), ("<a />".to_owned(), 2));
    }
}
