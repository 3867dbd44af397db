//! The contents: a field that Word and WPS take for their own table of contents, with its
//! entries as they stand in the PDF until a person has them counted anew.
//!
//! Said in XML: the library begins the field and its first entry in one run, which LibreOffice
//! prints as code, and has no word for the gallery that offers to count anew.

use super::text::bookmark;
use super::{pack, style};
use crate::display::{Folio, Layout};
use crate::document::{Block, Document, Heading};
use crate::layout::{Orientation, roman};

/// Headings down to this level are listed, as in the PDF.
const DEEPEST: u8 = 2;
/// What stands where the contents go, until the package is written.
pub(super) const MARK: &str = "\u{E000}contents\u{E000}";

/// The contents of a document, whose headings stand on these pages.
pub(super) fn contents(document: &Document, pages: &Layout) -> String {
    let page = |label: &str| {
        let found = pages.bookmarks.iter().find(|bookmark| bookmark.label == label);
        found.and_then(|bookmark| match pages.pages.get(bookmark.spot.page)?.folio {
            Folio::Arabic(number) => Some(number.to_string()),
            Folio::Roman(number) => Some(roman(number)),
            Folio::None => None,
        })
    };
    let headings = document.front.iter().chain(&document.body).filter_map(|block| match block {
        Block::Heading(heading) if heading.listed && heading.level <= DEEPEST => Some(heading),
        _ => None,
    });
    let mut before = format!(
        "{}{}{}",
        mark("begin"),
        code(&format!(r#" TOC \o "1-{DEEPEST}" \h \z \u "#)),
        mark("separate")
    );
    let mut entries = String::new();
    for heading in headings {
        let page = page(&heading.label()).unwrap_or_default();
        entries.push_str(&entry(heading, &page, &std::mem::take(&mut before)));
    }
    let title = paragraph(style::CONTENTS_TITLE, "<w:pageBreakBefore />", &run("目  录"));
    let end = paragraph(style::NOTE, "", &format!("{before}{}", mark("end")));
    format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\" />\
         <w:docPartUnique /></w:docPartObj></w:sdtPr>\
         <w:sdtContent>{title}{entries}{end}</w:sdtContent></w:sdt>"
    )
}

/// A line of the contents; `before` stands in its paragraph before it.
fn entry(heading: &Heading, page: &str, before: &str) -> String {
    let edge = style::twips(Orientation::Portrait.width());
    let tabs =
        format!("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{edge}\" /></w:tabs>");
    let anchor = bookmark(&heading.anchor);
    let words = format!(
        "{before}<w:hyperlink w:anchor=\"{anchor}\" w:history=\"1\">{}<w:r><w:tab /></w:r>{}{}{}{}{}\
         </w:hyperlink>",
        run(&heading.label()),
        mark("begin"),
        code(&format!(r" PAGEREF {anchor} \h ")),
        mark("separate"),
        run(page),
        mark("end"),
    );
    paragraph(&format!("ToC{}", heading.level.clamp(1, DEEPEST)), &tabs, &words)
}

fn paragraph(style: &str, properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\" />{properties}</w:pPr>{words}</w:p>")
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", pack::escaped(words))
}

fn mark(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\" /></w:r>")
}

fn code(words: &str) -> String {
    let words = pack::escaped(words);
    format!("<w:r><w:instrText xml:space=\"preserve\">{words}</w:instrText></w:r>")
}
