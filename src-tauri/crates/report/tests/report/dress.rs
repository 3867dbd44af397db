//! What a report wears and carries: a firm's template, the mark of a draft, the data.

use crate::paper::{faces, written};
use crate::sample;
use lopdf::{Document as Pdf, Object};
use shuiheng_report::*;
use std::ops::ControlFlow;
use std::process::Command;

fn made(meta: &ReportMeta) -> (Document, Layout, Vec<u8>) {
    let diagnosis = shuiheng_audit::diagnose(sample::case(), &sample::library());
    let document = compose(&diagnosis, meta);
    let layout = layout(&document, &faces());
    let bytes = pdf(&layout, &document.properties, &faces(), &|_| ControlFlow::Continue(()))
        .expect("the report is written");
    (document, layout, bytes)
}

fn issued() -> ReportMeta {
    let issue = Issue { number: "2024-017".into(), data: "ab".repeat(32), since: None };
    ReportMeta { issue: Some(issue), ..sample::meta() }
}

fn with_data() -> ReportMeta {
    let attachment = Attachment {
        name: "shuiheng-data.json".into(),
        description: "本报告所依据的诊断数据".into(),
        mime: "application/json",
        bytes: br#"{"schema":"shuiheng.diagnosis/1"}"#.to_vec(),
    };
    ReportMeta { attachment: Some(attachment), ..sample::meta() }
}

/// The first operators of each page.
fn beginnings(bytes: &[u8]) -> Vec<String> {
    let pdf = Pdf::load_mem(bytes).expect("the file opens");
    let pages = pdf.get_pages();
    let begin = |id| {
        let content = pdf.get_page_content(id);
        String::from_utf8_lossy(&content[..content.len().min(60)]).into_owned()
    };
    pages.values().map(|id| begin(*id)).collect()
}

#[test]
fn a_draft_bears_a_mark_behind_its_text_and_nobody_reads_it_as_text() {
    let (document, layout, bytes) = made(&sample::meta());
    assert_eq!(document.dress.watermark.as_deref(), Some("征求意见稿"));
    let begin = beginnings(&bytes);
    assert!(!begin[0].starts_with("/Artifact <<"), "the cover says it in a frame");
    assert!(begin[1..].iter().all(|page| page.starts_with("/Artifact <</Type /Pagination")));
    // It lies within the page, whichever way that stands.
    let [left, top, right, bottom] = Item::Shape(layout.watermark.expect("a mark")).bounds();
    assert!(left > -298.0 && right < 298.0 && top > -298.0 && bottom < 298.0);
    let marked = |page: &Page| written(page).matches("征求意见稿").count();
    assert!(layout.pages[3..].iter().all(|page| marked(page) <= 1), "only in the running head");
}

#[test]
fn an_issued_report_bears_no_mark() {
    let (_, layout, bytes) = made(&issued());
    assert_eq!(layout.watermark, None);
    assert!(beginnings(&bytes).iter().all(|page| !page.starts_with("/Artifact <<")));
}

#[test]
fn the_data_lie_within_the_file_as_it_was_given() {
    let (_, _, bytes) = made(&with_data());
    let pdf = Pdf::load_mem(&bytes).expect("the file opens");
    let catalog = pdf.catalog().expect("a catalog");
    let files = catalog.get(b"AF").and_then(Object::as_array).expect("files");
    let file = pdf.get_object(files[0].as_reference().expect("a reference")).expect("there");
    let file = file.as_dict().expect("a dictionary");
    let relation = file.get(b"AFRelationship").and_then(Object::as_name).expect("a name");
    assert_eq!(relation, b"Data");
    let stream = file.get(b"EF").and_then(Object::as_dict).and_then(|files| files.get(b"F"));
    let stream = pdf.get_object(stream.and_then(Object::as_reference).expect("a reference"));
    let stream = stream.and_then(Object::as_stream).expect("a stream");
    let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    assert_eq!(content, br#"{"schema":"shuiheng.diagnosis/1"}"#);
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("<pdfaid:part>3</pdfaid:part>"), "PDF/A-3 allows files of any kind");
    assert!(String::from_utf8_lossy(&made(&sample::meta()).2).contains("<pdfaid:part>2<"));
}

#[test]
fn the_data_are_left_out_where_the_auditor_says_so() {
    let content = ReportContent { without_data: true, ..ReportContent::default() };
    let (document, ..) = made(&ReportMeta { content, ..with_data() });
    assert_eq!(document.dress.attachment, None);
}

#[test]
fn a_firm_puts_its_name_number_clauses_and_colour_on_the_report() {
    let mut pixels = tiny_skia::Pixmap::new(60, 20).expect("pixels");
    pixels.fill(tiny_skia::Color::from_rgba8(11, 83, 90, 255));
    let template = Template {
        firm: "嘉兴示例节水咨询有限公司".into(),
        qualification: "示例-0001".into(),
        contact: "嘉兴市示例路1号\n0573-00000000".into(),
        clauses: "1. 未经书面同意不得部分复制。\n2. 对来样负责。".into(),
        accent: Accent::Teal,
        head: "节水诊断".into(),
        foot: "内部资料".into(),
        logo: Bitmap::read(&pixels.encode_png().expect("a picture")).ok(),
    };
    let mut case = sample::case();
    case.profile.auditor = String::new();
    let diagnosis = shuiheng_audit::diagnose(case, &sample::library());
    let meta = ReportMeta { template, ..issued() };
    let document = compose(&diagnosis, &meta);
    let layout = layout(&document, &faces());
    let cover = written(&layout.pages[0]);
    assert!(
        cover.contains("嘉兴示例节水咨询有限公司") && cover.contains("资质证书编号：示例-0001")
    );
    assert!(layout.pages[0].items.iter().any(|item| matches!(item, Item::Image(_))));
    let sheet = written(&layout.pages[1]);
    for words in ["联系方式：", "0573-00000000", "声明", "（2）对来样负责。"] {
        assert!(sheet.contains(words), "{words} in {sheet}");
    }
    let body = written(layout.pages.last().expect("pages"));
    assert!(body.starts_with("节水诊断") || body.contains("节水诊断"), "{body}");
    assert!(body.contains("内部资料"));
    let colours: Vec<Colour> = layout
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| if let Item::Text(run) = item { Some(run.colour) } else { None })
        .collect();
    let (ink, _) = Accent::Teal.colours();
    let (before, _) = Accent::Blue.colours();
    assert!(colours.contains(&ink) && !colours.contains(&before));
    pdf(&layout, &document.properties, &faces(), &|_| ControlFlow::Continue(()))
        .expect("the report is written");
    docx(&document, &faces()).expect("and for Word");
}

#[test]
fn a_checker_of_the_format_finds_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for (at, meta) in [sample::meta(), issued(), with_data()].iter().enumerate() {
        let path = folder.path().join(format!("{at}.pdf"));
        std::fs::write(&path, made(meta).2).expect("it is written");
        // Where the checker is not installed there is nothing to ask.
        let Ok(told) = Command::new("qpdf").arg("--check").arg(&path).output() else { return };
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stdout));
    }
}
