//! The report for Word: the same words as the PDF, real headings, captions and tables.

use crate::sample;
use shuiheng_audit::*;
use shuiheng_report::*;
use std::io::{Cursor, Read};

fn faces() -> Typefaces {
    Typefaces::new(RareFace::None)
}

fn document() -> Document {
    compose(&diagnose(sample::case(), &sample::library()), &sample::meta())
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a package");
    let mut text = String::new();
    let mut held = archive.by_name(name).expect("the part");
    held.read_to_string(&mut text).expect("text");
    text
}

fn main_part(document: &Document) -> String {
    part(&docx(document, &faces()).expect("a file").bytes, "word/document.xml")
}

/// The words of a part, without its marks and without the codes of fields.
fn words(part: &str) -> String {
    let text: String = part
        .split('<')
        .filter(|piece| !piece.starts_with("w:instrText"))
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
        .collect();
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    marks.iter().fold(text, |text, (mark, plain)| text.replace(mark, plain))
}

fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    document.front.iter().chain(&document.body)
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.replace('\u{200B}', "")).collect()
}

#[test]
fn every_word_of_the_report_is_in_it() {
    let document = document();
    let said = words(&main_part(&document));
    for block in blocks(&document) {
        let expected: Vec<String> = match block {
            Block::Heading(heading) => vec![heading.label()],
            Block::Paragraph(paragraph) => vec![plain(&paragraph.runs)],
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| row.cells.iter());
                let titles = table.columns.iter().map(|column| column.title.clone());
                cells.map(|cell| plain(cell)).chain(titles).collect()
            }
            Block::Figure(figure) => vec![format!("{}  {}", figure.number, figure.title)],
            Block::Photos(row) => {
                row.iter().map(|photo| format!("{}  {}", photo.number, photo.title)).collect()
            }
            Block::Cards(cards) => cards.iter().map(|card| card.note.clone()).collect(),
            Block::Signatures(sheet) => sheet.roles.iter().map(|role| role.role.clone()).collect(),
            Block::PageBreak => Vec::new(),
        };
        for one in expected {
            assert!(said.contains(&one), "“{one}” is not in it");
        }
    }
    assert!(said.contains(&document.cover.enterprise));
}

#[test]
fn headings_captions_tables_and_pictures_are_real() {
    let document = document();
    let part = main_part(&document);
    let count = |what: fn(&Block) -> bool| blocks(&document).filter(|block| what(block)).count();
    let headings = count(|block| matches!(block, Block::Heading(_)));
    assert_eq!(part.matches(r#"<w:pStyle w:val="Heading"#).count(), headings);
    let figures = count(|block| matches!(block, Block::Figure(_)));
    assert_eq!(part.matches("<pic:pic ").count(), figures);
    let tables = count(|block| matches!(block, Block::Table(table) if !table.number.is_empty()));
    assert_eq!(part.matches(r#"<w:pStyle w:val="Caption""#).count(), figures + tables);
    let headers: usize = blocks(&document)
        .map(|block| match block {
            Block::Table(table) => {
                1 + usize::from(table.columns.iter().any(|column| column.group.is_some()))
            }
            _ => 0,
        })
        .sum();
    assert_eq!(part.matches("<w:tblHeader />").count(), headers, "each header is repeated");
    // Each counts those of its kind in its chapter.
    assert_eq!(part.matches(r" SEQ ").count(), figures + tables);
    assert!(part.contains(r" SEQ 表5 \* ARABIC ") && part.contains(r" SEQ 图5 \* ARABIC "));
}

#[test]
fn the_contents_are_those_of_word_with_entries_and_pages() {
    let document = document();
    let part = main_part(&document);
    let (_, contents) = part.split_once("<w:sdtContent>").expect("contents");
    let (contents, _) = contents.split_once("</w:sdtContent>").expect("their end");
    assert!(part.contains(r#"<w:docPartGallery w:val="Table of Contents" />"#));
    assert!(contents.contains(r#" TOC \o &quot;1-2&quot; \h \z \u "#), "{contents}");
    // The code of the field stands in a run of its own, or LibreOffice prints it.
    let runs = contents.split("</w:r>").filter(|run| run.contains("<w:instrText"));
    assert!(runs.into_iter().all(|run| !run.contains("fldChar") && !run.contains("<w:t>")));
    let listed: Vec<&Heading> = blocks(&document)
        .filter_map(|block| match block {
            Block::Heading(heading) if heading.level <= 2 => Some(heading),
            _ => None,
        })
        .collect();
    let said = words(contents);
    let pages = layout(&document, &faces());
    let entries: Vec<&str> = contents.split("<w:hyperlink ").skip(1).collect();
    assert_eq!(entries.len(), listed.len());
    for (heading, entry) in listed.iter().zip(&entries) {
        assert!(said.contains(&heading.label()), "{}", heading.label());
        let bookmark = pages.bookmarks.iter().find(|one| one.label == heading.label());
        let folio = bookmark.map(|one| pages.pages[one.spot.page].folio);
        let Some(Folio::Arabic(number)) = folio else { continue };
        assert!(entry.contains(&format!(">{number}</w:t>")), "{}: {entry}", heading.label());
    }
}

#[test]
fn pages_are_counted_like_those_of_the_pdf_and_every_one_has_head_and_foot() {
    let part = main_part(&document());
    let sections: Vec<&str> = part
        .split("<w:sectPr>")
        .skip(1)
        .filter_map(|rest| rest.split("</w:sectPr>").next())
        .collect();
    let (cover, others) = sections.split_first().expect("a section");
    assert!(!cover.contains("headerReference"), "{cover}");
    let (front, body) = others.split_first().expect("more sections");
    assert!(front.contains(r#"<w:pgNumType w:fmt="lowerRoman" w:start="1" />"#), "{front}");
    assert!(body[0].contains(r#"<w:pgNumType w:fmt="decimal" w:start="1" />"#), "{}", body[0]);
    for section in others {
        assert!(section.contains("headerReference") && section.contains("footerReference"));
    }
    assert!(body[1..].iter().all(|section| !section.contains("w:start=")), "counted on");
}

#[test]
fn every_foot_says_how_many_pages_there_are() {
    let document = document();
    let pages = layout(&document, &faces()).pages;
    let total = pages.iter().filter(|page| matches!(page.folio, Folio::Arabic(_))).count();
    let file = docx(&document, &faces()).expect("a file").bytes;
    let foot = part(&file, "word/footer1.xml");
    assert!(foot.contains("PAGEREF _last"), "{foot}");
    assert!(words(&foot).ends_with(&format!("第 1 页  共 {total} 页")), "{}", words(&foot));
    // The field counts to where the file ends.
    let whole = part(&file, "word/document.xml");
    let (_, after) = whole.split_once(r#"w:name="_last""#).expect("the bookmark");
    assert!(!after.contains("<w:t ") && !after.contains("<w:drawing"), "{after}");
}

#[test]
fn references_lead_to_bookmarks() {
    let part = main_part(&document());
    let anchors: Vec<&str> =
        part.split(r#"w:anchor=""#).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(!anchors.is_empty());
    for anchor in anchors.iter().filter(|anchor| !anchor.starts_with("_Toc")) {
        assert!(part.contains(&format!(r#"w:name="{anchor}""#)), "{anchor} leads nowhere");
    }
}

#[test]
fn wide_pages_stand_on_their_side_and_end() {
    let part = main_part(&document());
    let (turned, sections) =
        (part.matches(r#"w:orient="landscape""#).count(), part.matches("<w:sectPr>").count());
    assert!(turned > 0 && sections > turned, "{turned} of {sections}");
}

#[test]
fn the_same_report_is_the_same_file() {
    let document = document();
    let once = || docx(&document, &faces()).expect("a file");
    assert!(once() == once(), "two files differ");
}

#[test]
fn names_with_marks_of_xml_do_not_break_it() {
    let mut case = sample::case();
    case.profile.name = "甲<乙>&\"丙\"有限公司".into();
    let document = compose(&diagnose(case, &sample::library()), &sample::meta());
    assert!(words(&main_part(&document)).contains("甲<乙>&\"丙\"有限公司"));
}
