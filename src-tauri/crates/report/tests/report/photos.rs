//! Photos from the site: each with its number, its words and its pixels, in the PDF and for
//! Word; no appendix where there are none.

use crate::paper::{faces, written};
use crate::sample;
use shuiheng_report::*;
use std::io::{Cursor, Read};
use std::sync::Arc;

/// The beginning of a JPEG of grey: all that is read of one that passes through.
fn jpeg(width: u16, height: u16) -> Arc<Bitmap> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8];
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend([1, 1, 0x11, 0, 0xFF, 0xD9]);
    Arc::new(Bitmap::photo(&bytes).expect("a JPEG"))
}

fn photo(caption: &str, about: &str, bitmap: Arc<Bitmap>) -> ReportPhoto {
    ReportPhoto { caption: caption.into(), about: about.into(), bitmap }
}

fn with(photos: Vec<ReportPhoto>, content: ReportContent) -> (Document, Layout) {
    let diagnosis = shuiheng_audit::diagnose(sample::case(), &sample::library());
    let meta = ReportMeta { photos, content, ..sample::meta() };
    let document = compose(&diagnosis, &meta);
    let layout = layout(&document, &faces());
    (document, layout)
}

fn three() -> Vec<ReportPhoto> {
    vec![
        photo("总表", "水表 01", jpeg(2000, 1500)),
        photo("", "染色车间", jpeg(1500, 2000)),
        photo("冷却塔溢流", "", jpeg(300, 90)),
    ]
}

#[test]
fn a_page_has_the_photos_with_their_words_below_them() {
    let (_, layout) = with(three(), ReportContent::default());
    let images = |page: &Page| -> Vec<Image> {
        let image = |item: &Item| match item {
            Item::Image(image) => Some(image.clone()),
            _ => None,
        };
        page.items.iter().filter_map(image).collect()
    };
    let page = layout.pages.iter().find(|page| images(page).len() == 3).expect("all on a page");
    let said = written(page).replace(char::is_whitespace, "");
    for words in ["总表（水表 01）", "染色车间", "冷却塔溢流"] {
        let words = words.replace(char::is_whitespace, "");
        assert!(said.contains(&words), "{words}: {said}");
    }
    for image in images(page) {
        let bitmap = &image.bitmap;
        let shape = f64::from(bitmap.width) / f64::from(bitmap.height);
        assert!((image.width / image.height - shape).abs() < 1e-6, "not stretched");
        assert!(image.x > 70.0 && image.x + image.width < page.width - 50.0, "within the page");
        assert!(image.width <= f64::from(bitmap.width) * 0.72 + 1e-6, "not coarser than 100 dpi");
    }
    let figures = layout.elements.iter().filter(|element| element.alt == "总表（水表 01）");
    assert_eq!(figures.count(), 1, "who does not see it is told");
}

#[test]
fn without_photos_or_with_the_part_left_out_there_is_no_appendix() {
    let heading = |document: &Document| {
        document.body.iter().any(
            |block| matches!(block, Block::Heading(heading) if heading.text.contains("现场照片")),
        )
    };
    assert!(!heading(&with(Vec::new(), ReportContent::default()).0));
    assert!(heading(&with(three(), ReportContent::default()).0));
    let left_out = PartChoice { id: "photos".into(), shown: false, ..PartChoice::default() };
    let content = ReportContent { parts: vec![left_out], ..ReportContent::default() };
    let (document, _) = with(three(), content);
    assert!(!heading(&document));
    assert!(!document.body.iter().any(|block| matches!(block, Block::Photos(_))));
}

#[test]
fn numbers_follow_the_appendix() {
    let (document, _) = with(three(), ReportContent::default());
    let numbers: Vec<String> = document
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Photos(row) => Some(row.iter().map(|photo| photo.number.clone())),
            _ => None,
        })
        .flatten()
        .collect();
    let letter = numbers[0].trim_start_matches('图').trim_end_matches("-1").to_owned();
    let expected = [1, 2, 3].map(|at| format!("图{letter}-{at}"));
    assert_eq!(numbers, expected);
    assert!(letter.chars().all(|c| c.is_ascii_uppercase()), "{letter}");
}

#[test]
fn the_report_for_word_has_them_too() {
    let (document, _) = with(three(), ReportContent::default());
    let (plain, _) = with(Vec::new(), ReportContent::default());
    let parts = |document: &Document| {
        let made = docx(document, &faces()).expect("the report for Word");
        let mut package = zip::ZipArchive::new(Cursor::new(made.bytes)).expect("a package");
        let names: Vec<String> =
            package.file_names().map(|name| name.expect("a name").into_owned()).collect();
        let mut relations = String::new();
        let mut part = package.by_name("word/_rels/document.xml.rels").expect("relations");
        part.read_to_string(&mut relations).expect("text");
        (names, relations)
    };
    let (names, relations) = parts(&document);
    let photos: Vec<&String> = names.iter().filter(|name| name.ends_with(".jpeg")).collect();
    assert_eq!(photos.len(), 3, "{names:?}");
    for photo in photos {
        let named = photo.trim_start_matches("word/");
        assert!(relations.contains(&format!("Target=\"{named}\"")), "{named}: {relations}");
    }
    let (names, _) = parts(&plain);
    assert!(!names.iter().any(|name| name.ends_with(".jpeg")));
}
