//! The package: what the library has no word for is said here, once, and everything is
//! deflated, which the library leaves undone.

use super::DocxError;
use super::style::{colour, twips};
use super::table::MARK;
use crate::display::Colour;
use crate::firm::Accent;
use crate::layout::Orientation;
use crate::style::{ACCENT, HEAD_FILL};
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// What begins the number of a paragraph.
const NUMBER: &str = "w14:paraId=\"";

/// Packs the parts of a package anew. Equal reports are equal files: paragraphs are counted
/// here, since the library counts on from one report to the next, and the clock is left out.
pub(super) fn packed(package: &[u8], accent: Accent) -> Result<Vec<u8>, DocxError> {
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
            bytes = counted(&coloured(&amended(&text), accent), &mut paragraphs).into_bytes();
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

/// Rows of headers, which their height stands for until here; the right edge of the
/// contents, which the library sets far outside the paper; and the beginning of the contents
/// in a paragraph of its own, without which LibreOffice prints their first line as code.
fn amended(text: &str) -> String {
    let marked = format!(r#"<w:trHeight w:val="{MARK}" w:hRule="atLeast" />"#);
    let edge = format!(r#"w:pos="{}""#, twips(Orientation::Portrait.width()));
    let text = text.replace(&marked, "<w:tblHeader />").replace(r#"w:pos="80000""#, &edge);
    parted(&text).unwrap_or(text)
}

/// The text with the colour of a firm in the place of the one that ships.
fn coloured(text: &str, accent: Accent) -> String {
    let (ink, tint) = accent.colours();
    let attribute = |of: Colour| format!("\"{}\"", colour(of));
    text.replace(&attribute(ACCENT), &attribute(ink))
        .replace(&attribute(HEAD_FILL), &attribute(tint))
}

/// The text with the first line of the contents after their beginning; none where it has no
/// contents.
fn parted(text: &str) -> Option<String> {
    let code = text.find("<w:instrText>TOC ")?;
    let begins = text[..code].rfind("<w:p ")?;
    let run = "</w:r>";
    let ends = code + text[code..].find(run)? + run.len();
    // The line's own paragraph begins like the one that it stood in.
    let head = &text[begins..begins + text[begins..].find("</w:pPr>")? + "</w:pPr>".len()];
    let (before, after) = text.split_at(ends);
    Some(format!("{before}</w:p>{head}{after}"))
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
    fn the_contents_begin_in_a_paragraph_of_their_own() {
        let text = "<w:p a><w:pPr x /></w:pPr><w:r><w:instrText>TOC 1</w:instrText></w:r><w:r>1</w:r></w:p>";
        let expected = "<w:p a><w:pPr x /></w:pPr><w:r><w:instrText>TOC 1</w:instrText></w:r></w:p>\
                        <w:p a><w:pPr x /></w:pPr><w:r>1</w:r></w:p>";
        assert_eq!(parted(text).as_deref(), Some(expected));
        assert_eq!(parted("<w:p />"), None);
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
