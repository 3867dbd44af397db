//! The file: readable, searchable, linked, the same every time.

use crate::paper::{document, faces, texts};
use crate::sample;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId};
use shuiheng_report::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::process::Command;

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn sample_report() -> (Layout, Vec<u8>) {
    let diagnosis = shuiheng_audit::diagnose(sample::case(), &sample::library());
    let document = compose(&diagnosis, &sample::meta());
    let layout = layout(&document, &faces());
    let bytes =
        pdf(&layout, &document.properties, &faces(), &go_on).expect("the report is written");
    (layout, bytes)
}

fn resolved<'a>(pdf: &'a Pdf, object: &'a Object) -> &'a Object {
    match object {
        Object::Reference(id) => pdf.get_object(*id).expect("the reference leads to an object"),
        other => other,
    }
}

fn catalog(pdf: &Pdf) -> &Dictionary {
    pdf.catalog().expect("there is a catalog")
}

fn words(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a text")
}

/// The table of codes and characters of each font.
fn spelling(pdf: &Pdf) -> BTreeMap<Vec<u8>, BTreeMap<u16, String>> {
    let page = *pdf.get_pages().values().next().expect("there is a page");
    let fonts = pdf.get_page_fonts(page).expect("the page has fonts");
    let read = |font: &Dictionary| {
        let map = resolved(pdf, font.get(b"ToUnicode").expect("ToUnicode"));
        let stream = map.as_stream().expect("a stream");
        let text = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        let text = String::from_utf8_lossy(&text).into_owned();
        let hex = |word: &str| word.trim_matches(['<', '>']).to_owned();
        let mut codes = BTreeMap::new();
        for line in text.lines().filter(|line| line.starts_with('<')) {
            let parts: Vec<String> = line.split_whitespace().map(hex).collect();
            let [code, spelled] = parts.as_slice() else { continue };
            let Ok(code) = u16::from_str_radix(code, 16) else { continue };
            let units: Vec<u16> = (0..spelled.len() / 4)
                .filter_map(|at| u16::from_str_radix(&spelled[at * 4..at * 4 + 4], 16).ok())
                .collect();
            codes.insert(code, String::from_utf16(&units).expect("UTF-16"));
        }
        codes
    };
    fonts.into_iter().map(|(name, font)| (name, read(font))).collect()
}

/// The text of a page as its operators and the fonts' tables spell it.
fn read_back(
    pdf: &Pdf,
    page: ObjectId,
    fonts: &BTreeMap<Vec<u8>, BTreeMap<u16, String>>,
) -> String {
    let content = pdf.get_and_decode_page_content(page).expect("content");
    let mut font: Option<&BTreeMap<u16, String>> = None;
    let mut out = String::new();
    for operation in content.operations {
        match (operation.operator.as_str(), operation.operands.first()) {
            ("Tf", Some(Object::Name(name))) => font = fonts.get(name),
            ("Tj", Some(Object::String(bytes, _))) => {
                let codes = font.expect("a font is set");
                for pair in bytes.chunks(2) {
                    let code = u16::from_be_bytes([pair[0], pair[1]]);
                    out.push_str(codes.get(&code).expect("the code has a character"));
                }
            }
            _ => {}
        }
    }
    out
}

fn sorted(text: impl Iterator<Item = char>) -> String {
    let mut chars: Vec<char> = text.filter(|c| !c.is_whitespace()).collect();
    chars.sort_unstable();
    chars.into_iter().collect()
}

#[test]
fn every_character_of_every_page_can_be_read_back() {
    let (layout, bytes) = sample_report();
    let pdf = Pdf::load_mem(&bytes).expect("the file opens");
    let fonts = spelling(&pdf);
    assert_eq!(pdf.get_pages().len(), layout.pages.len());
    for (page, id) in layout.pages.iter().zip(pdf.get_pages().values()) {
        let shown = sorted(texts(page).flat_map(|run| run.text.chars()));
        assert_eq!(sorted(read_back(&pdf, *id, &fonts).chars()), shown);
    }
}

#[test]
fn characters_of_one_glyph_are_spelled_as_the_more_frequent_one() {
    let text = "SB-001-07、SB‑002，A·B·C•D，1–2";
    // 黑体: there the two points are one glyph.
    let note = Paragraph { runs: vec![Run::plain(text)], manner: Manner::Note };
    let document = document(vec![Block::Paragraph(note)]);
    let layout = layout(&document, &faces());
    let bytes = pdf(&layout, &document.properties, &faces(), &go_on).expect("it is written");
    let pdf = Pdf::load_mem(&bytes).expect("the file opens");
    let fonts = spelling(&pdf);
    let all: String = pdf.get_pages().values().map(|page| read_back(&pdf, *page, &fonts)).collect();
    assert!(all.contains("SB-001-07、SB-002，A·B·C·D，1–2"), "{all}");
}

#[test]
fn fonts_are_embedded_and_cut_down() {
    let (_, bytes) = sample_report();
    let pdf = Pdf::load_mem(&bytes).expect("the file opens");
    let page = *pdf.get_pages().values().next().expect("a page");
    let fonts = pdf.get_page_fonts(page).expect("fonts");
    assert!((3..=4).contains(&fonts.len()), "{}", fonts.len());
    for font in fonts.values() {
        let name = font.get(b"BaseFont").and_then(Object::as_name).expect("a name");
        assert_eq!(name.get(6), Some(&b'+'));
        let below = font.get(b"DescendantFonts").and_then(Object::as_array).expect("below");
        let below = resolved(&pdf, &below[0]).as_dict().expect("a dictionary");
        let about = resolved(&pdf, below.get(b"FontDescriptor").expect("about"));
        let file = about.as_dict().and_then(|about| about.get(b"FontFile2")).expect("embedded");
        let size = resolved(&pdf, file).as_stream().expect("a stream").content.len();
        assert!((2_000..400_000).contains(&size), "{size}");
    }
}

#[test]
fn the_file_is_the_same_every_time() {
    assert!(sample_report().1 == sample_report().1);
}

#[test]
fn another_report_has_another_identity() {
    let id = |bytes: &[u8]| {
        let pdf = Pdf::load_mem(bytes).expect("the file opens");
        let id = pdf.trailer.get(b"ID").and_then(Object::as_array).expect("an identity").clone();
        assert_eq!(id[0], id[1]);
        id[0].as_str().expect("a string").to_vec()
    };
    let small = |text: &str| {
        let document = document(vec![Block::Paragraph(Paragraph::plain(text))]);
        let layout = layout(&document, &faces());
        pdf(&layout, &document.properties, &faces(), &go_on).expect("it is written")
    };
    assert_eq!(id(&small("甲")).len(), 16);
    assert_ne!(id(&small("甲乙")), id(&small("乙甲")));
}

#[test]
fn links_lead_to_pages_and_are_printed_with_them() {
    let (layout, bytes) = sample_report();
    let pdf = Pdf::load_mem(&bytes).expect("the file opens");
    let pages = pdf.get_pages();
    let mut count = 0;
    for id in pages.values() {
        let page = pdf.get_dictionary(*id).expect("a page");
        let Ok(list) = page.get(b"Annots").and_then(Object::as_array) else { continue };
        assert!(!list.is_empty());
        for link in list {
            let link = resolved(&pdf, link).as_dict().expect("a link");
            assert_eq!(link.get(b"F").and_then(Object::as_i64).expect("flags"), 4);
            let target = link.get(b"Dest").and_then(Object::as_array).expect("a place");
            let page = target[0].as_reference().expect("a page");
            assert!(pages.values().any(|id| *id == page));
            count += 1;
        }
    }
    let wanted: Vec<&Link> = layout
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| if let Item::Link(link) = item { Some(link) } else { None })
        .collect();
    assert!(wanted.iter().all(|link| layout.places.contains_key(&link.target)));
    assert_eq!(count, wanted.len());
    assert!(count > 40, "{count}");
}

#[test]
fn marks_and_texts_stand_one_within_the_other() {
    let (_, bytes) = sample_report();
    let pdf = Pdf::load_mem(&bytes).expect("the file opens");
    let mut within_text = 0;
    for id in pdf.get_pages().into_values() {
        let content = pdf.get_page_content(id);
        let content = lopdf::content::Content::decode(&content).expect("operators");
        let mut open = Vec::new();
        for operation in &content.operations {
            match operation.operator.as_str() {
                begin @ ("BT" | "BDC" | "BMC") => {
                    assert!(begin != "BT" || !open.contains(&"BT"), "a text within a text");
                    within_text += usize::from(begin == "BDC" && open.contains(&"BT"));
                    open.push(if begin == "BT" { "BT" } else { "mark" });
                }
                "ET" => assert_eq!(open.pop(), Some("BT"), "a mark goes on behind its text"),
                "EMC" => assert_eq!(open.pop(), Some("mark"), "a mark ends before its text"),
                "m" | "re" | "Do" | "q" | "cm" => {
                    assert!(!open.contains(&"BT"), "a path in a text")
                }
                "Td" | "Tj" | "TJ" => assert!(open.contains(&"BT"), "text outside of a text"),
                _ => {}
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
    assert!(within_text > 100, "{within_text}");
}

/// Labels of the bookmarks below one, indented.
fn outline(pdf: &Pdf, parent: &Dictionary, depth: usize, out: &mut Vec<String>) {
    let mut next = parent.get(b"First").ok();
    let (mut before, mut count): (Option<ObjectId>, i64) = (None, 0);
    while let Some(id) = next.and_then(|next| next.as_reference().ok()) {
        let entry = pdf.get_dictionary(id).expect("a bookmark");
        assert_eq!(entry.get(b"Prev").and_then(Object::as_reference).ok(), before);
        let place = entry.get(b"Dest").and_then(Object::as_array).expect("a place");
        assert!(pdf.get_dictionary(place[0].as_reference().expect("a page")).is_ok());
        assert!(place[3].as_float().expect("a height") > 0.0);
        let label = words(entry.get(b"Title").expect("a title"));
        out.push(format!("{}{label}", "  ".repeat(depth)));
        outline(pdf, entry, depth + 1, out);
        (before, count) = (Some(id), count + 1);
        next = entry.get(b"Next").ok();
    }
    if count > 0 {
        let stated = parent.get(b"Count").and_then(Object::as_i64).expect("a count");
        assert_eq!(stated, if depth == 0 { count } else { -count });
    }
}

#[test]
fn bookmarks_are_nested_and_closed() {
    let (layout, bytes) = sample_report();
    let pdf = Pdf::load_mem(&bytes).expect("the file opens");
    let root = resolved(&pdf, catalog(&pdf).get(b"Outlines").expect("bookmarks"));
    let mut labels = Vec::new();
    outline(&pdf, root.as_dict().expect("a dictionary"), 0, &mut labels);
    assert_eq!(labels.len(), layout.bookmarks.len());
    assert_eq!(labels[..4], ["责任页", "摘要", "目录", "1  项目概况"]);
    assert_eq!(labels[4], "  1.1  任务来源");
}

#[test]
fn the_file_says_what_it_is() {
    let (_, bytes) = sample_report();
    let pdf = Pdf::load_mem(&bytes).expect("the file opens");
    assert_eq!(pdf.version, "1.7");
    let catalog = catalog(&pdf);
    assert_eq!(catalog.get(b"PageMode").and_then(Object::as_name).ok(), Some(&b"UseOutlines"[..]));
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).ok(), Some(&b"zh-CN"[..]));
    let info = resolved(&pdf, pdf.trailer.get(b"Info").expect("info")).as_dict().expect("info");
    assert_eq!(words(info.get(b"Title").expect("a title")), "嘉兴示例印染有限公司节水诊断报告");
    assert_eq!(
        info.get(b"CreationDate").and_then(Object::as_str).ok(),
        Some(&b"D:20241115000000+08'00'"[..])
    );
    assert!(!info.has(b"GTS_PDFXVersion"));
    let metadata = resolved(&pdf, catalog.get(b"Metadata").expect("metadata"));
    let metadata = metadata.as_stream().expect("a stream");
    assert!(!metadata.dict.has(b"Filter"));
    let text = String::from_utf8_lossy(&metadata.content);
    assert!(text.contains("嘉兴示例印染有限公司节水诊断报告"));
    assert!(
        text.contains("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>")
    );
    let labels = resolved(&pdf, catalog.get(b"PageLabels").expect("labels"));
    let labels = labels.as_dict().and_then(|l| l.get(b"Nums")).and_then(Object::as_array);
    assert_eq!(labels.expect("ranges").len(), 6);
}

#[test]
fn names_with_marks_of_xml_do_not_break_the_metadata() {
    let document = document(vec![Block::Paragraph(Paragraph::plain("甲"))]);
    let layout = layout(&document, &faces());
    let bytes = pdf(&layout, &document.properties, &faces(), &go_on).expect("it is written");
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("节水诊断报告 &lt;&amp;&quot;测试&quot;&gt;"));
}

#[test]
fn it_stops_between_pages_when_asked_and_hands_nothing_out() {
    let document = document(vec![Block::Paragraph(Paragraph::plain("甲"))]);
    let layout = layout(&document, &faces());
    for last in 0..=layout.pages.len() {
        let stop = |progress: Progress| {
            assert_eq!(progress.pages, layout.pages.len());
            if progress.done == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let result = pdf(&layout, &document.properties, &faces(), &stop);
        assert!(matches!(result, Err(PdfError::Cancelled)), "stopped at {last}");
    }
}

#[test]
fn a_report_of_forty_pages_is_small() {
    let diagnosis = shuiheng_audit::diagnose(sample::large(120), &sample::library());
    let done = report(&diagnosis, &sample::meta(), &faces(), &go_on).expect("it is written");
    assert!(done.pages >= 40, "{}", done.pages);
    // Of these, what names headings, rows and cells for readers who do not see them is a seventh.
    assert!(done.bytes.len() < 12_500 * done.pages, "{} for {}", done.bytes.len(), done.pages);
    assert!(done.bytes.len() < 1_500_000, "{}", done.bytes.len());
    assert_eq!(done.remark(), None);
}

#[test]
fn readers_of_the_format_have_no_complaint() {
    let (_, bytes) = sample_report();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.pdf");
    write_file(&bytes, &path).expect("it is written");
    let check = Command::new("qpdf").arg("--check").arg(&path).output().expect("qpdf runs");
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(check.status.success(), "{said}");
    assert!(said.contains("No syntax or stream encoding errors"), "{said}");
    let text = Command::new("pdftotext").arg(&path).arg("-").output().expect("pdftotext runs");
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    for sentence in ["用水单元水平衡表", "溢流染色机组", "续表C-1", "第 1 页 共"]
    {
        assert!(text.contains(sentence), "{sentence} cannot be found");
    }
}
