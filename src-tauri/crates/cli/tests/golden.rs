//! The reports of the samples as they are kept: pages, fonts, structure, bookmarks, and every
//! word of every page. `UPDATE_EXPECT=1` writes them anew.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::shuiheng;
use expect_test::expect_file;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const SAMPLES: [&str; 7] =
    ["dyeing", "fibre", "paper", "cogeneration", "food", "plating", "chemical"];

fn resolved<'a>(pdf: &'a Pdf, object: &'a Object) -> &'a Object {
    match object {
        Object::Reference(id) => pdf.get_object(*id).unwrap(),
        other => other,
    }
}

fn dictionary<'a>(pdf: &'a Pdf, object: &'a Object) -> &'a Dictionary {
    resolved(pdf, object).as_dict().unwrap()
}

/// Bookmarks with the pages that they lead to, from 1.
fn bookmarks(pdf: &Pdf) -> Vec<(usize, String, usize)> {
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let mut out = Vec::new();
    let mut open = vec![(0, pdf.catalog().unwrap().get(b"Outlines").unwrap())];
    while let Some((depth, object)) = open.pop() {
        let entry = dictionary(pdf, object);
        if let Ok(next) = entry.get(b"Next") {
            open.push((depth, next));
        }
        if let Ok(title) = entry.get(b"Title") {
            let leads = entry.get(b"Dest").and_then(Object::as_array).unwrap();
            let page = leads[0].as_reference().unwrap();
            let at = pages.iter().position(|id| *id == page).unwrap();
            out.push((depth, lopdf::decode_text_string(title).unwrap(), at + 1));
        }
        if let Ok(first) = entry.get(b"First") {
            open.push((depth + 1, first));
        }
    }
    out
}

type Spelling = BTreeMap<Vec<u8>, BTreeMap<u16, String>>;

/// The character of each code of each font.
fn spelling(pdf: &Pdf, page: ObjectId) -> Spelling {
    let read = |font: &Dictionary| {
        let map = resolved(pdf, font.get(b"ToUnicode").unwrap()).as_stream().unwrap();
        let text = map.decompressed_content().unwrap_or_else(|_| map.content.clone());
        let text = String::from_utf8_lossy(&text).into_owned();
        let pair = |line: &str| {
            let hex: Vec<&str> =
                line.split_whitespace().map(|one| one.trim_matches(['<', '>'])).collect();
            let [code, spelled] = hex.as_slice() else { return None };
            let units: Vec<u16> = (0..spelled.len() / 4)
                .filter_map(|at| u16::from_str_radix(&spelled[at * 4..at * 4 + 4], 16).ok())
                .collect();
            Some((u16::from_str_radix(code, 16).ok()?, String::from_utf16(&units).ok()?))
        };
        text.lines().filter(|line| line.starts_with('<')).filter_map(pair).collect()
    };
    let fonts = pdf.get_page_fonts(page).unwrap();
    fonts.into_iter().map(|(name, font)| (name, read(font))).collect()
}

/// The text of a page: a line for each baseline, and bars between the cells on it.
fn text(pdf: &Pdf, page: ObjectId, fonts: &Spelling) -> String {
    let content = pdf.get_and_decode_page_content(page).unwrap();
    let (mut font, mut baseline, mut out) = (None, None, String::new());
    // In 0.01 pt: a text is placed by how far it stands from the one before.
    let mut height = 0;
    let mut is_new = false;
    for operation in content.operations {
        match (operation.operator.as_str(), operation.operands.as_slice()) {
            ("BDC", _) => is_new = true,
            ("Tf", [Object::Name(name), ..]) => font = fonts.get(name),
            ("BT", _) => height = 0,
            ("Td", [.., up]) => {
                height += (up.as_float().unwrap() * 100.0).round() as i64;
                if baseline != Some(height) {
                    out.push('\n');
                    baseline = Some(height);
                } else if is_new {
                    out.push('|');
                }
                is_new = false;
            }
            ("Tj", [Object::String(bytes, _)]) => {
                for pair in bytes.chunks(2) {
                    out.push_str(&font.unwrap()[&u16::from_be_bytes([pair[0], pair[1]])]);
                }
            }
            _ => {}
        }
    }
    out
}

/// Dates that change from day to day are not kept: that of the report on the cover and on the
/// page for signatures.
fn undated(page: usize, line: &str) -> String {
    let name = "报告日期：";
    let date = line.trim_end_matches(name);
    let is_date = date.starts_with(|c: char| c.is_ascii_digit())
        && date.ends_with(['日', '月'])
        && date.chars().all(|c| c.is_ascii_digit() || "年月日".contains(c));
    if page < 2 && is_date { line.replace(date, "〔日期〕") } else { line.to_owned() }
}

/// How many elements of each role the structure has.
fn structure(pdf: &Pdf) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let dictionaries = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    for element in dictionaries.filter(|one| one.has_type(b"StructElem")) {
        if let Ok(role) = element.get(b"S").and_then(Object::as_name) {
            *counts.entry(String::from_utf8_lossy(role).into_owned()).or_default() += 1;
        }
    }
    counts
}

/// What is kept of a report, as a person reads it.
fn told(bytes: &[u8]) -> String {
    let pdf = Pdf::load_mem(bytes).unwrap();
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let fonts = spelling(&pdf, *pages.last().unwrap());
    let mut out = format!("{} 页\n\n字体\n", pages.len());
    let names: BTreeSet<String> = pdf
        .get_page_fonts(pages[0])
        .unwrap()
        .values()
        .map(|font| {
            let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap();
            // The six letters before it change with the glyphs that are used.
            String::from_utf8_lossy(&name[7..]).into_owned()
        })
        .collect();
    for name in names {
        writeln!(out, "{name}").unwrap();
    }
    out.push_str("\n结构\n");
    for (role, count) in structure(&pdf) {
        writeln!(out, "{role} {count}").unwrap();
    }
    out.push_str("\n书签\n");
    for (depth, label, page) in bookmarks(&pdf) {
        writeln!(out, "{}{label} …… {page}", "  ".repeat(depth - 1)).unwrap();
    }
    for (at, page) in pages.iter().enumerate() {
        let size = pdf.get_dictionary(*page).unwrap().get(b"MediaBox").unwrap();
        let size = resolved(&pdf, size).as_array().unwrap();
        let across = size[2].as_float().unwrap() > size[3].as_float().unwrap();
        writeln!(out, "\n== {}{} ==", at + 1, if across { "（横）" } else { "" }).unwrap();
        for line in text(&pdf, *page, &fonts).lines().filter(|line| !line.trim().is_empty()) {
            writeln!(out, "{}", undated(at, line)).unwrap();
        }
    }
    out
}

#[test]
fn the_reports_of_the_samples_are_as_they_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let made = shuiheng(["demo".as_ref(), "--out".as_ref(), folder.path().as_os_str()]);
    assert!(made.status.success());
    for sample in SAMPLES {
        let bytes = std::fs::read(folder.path().join(format!("reports/{sample}.pdf"))).unwrap();
        assert!(bytes.len() < 1_500_000, "{sample}: {}", bytes.len());
        expect_file![format!("golden/{sample}.txt")].assert_eq(&told(&bytes));
    }
}
