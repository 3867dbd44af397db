//! Little files that unpack to much, in every way that is known: refused at once, by name.

use crate::files::{Parts, open, zip};
use shuiheng_import::{Bound, Limits, Refusal, read};
use std::fmt::Write as _;

const MIB: usize = 1 << 20;

#[track_caller]
fn check(bytes: &[u8], bound: Bound) {
    let error = open(bytes, "a.xlsx").map(|_| ()).unwrap_err();
    let found = matches!(error.cause, Refusal::TooLarge { bound: other, .. } if other == bound);
    assert!(found, "{error}");
}

/// One cell after the other, without addresses.
fn cells(count: usize) -> Parts {
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(1_000));
    Parts::of_rows(&row.repeat(count / 1_000))
}

#[test]
fn a_bomb_is_refused_by_its_ratio_wherever_it_lies() {
    check(&Parts::of_sheet(&" ".repeat(40 * MIB)).bytes(), Bound::Ratio);
    let long = format!(r#"<row><c t="str"><v>{}</v></c></row>"#, "a".repeat(40 * MIB));
    check(&Parts::of_rows(&long).bytes(), Bound::Ratio);
    let text = "a".repeat(40 * MIB);
    let strings = format!("<sst><si><t>{text}</t></si></sst>");
    check(&Parts { strings, ..Parts::default() }.bytes(), Bound::Ratio);
    let styles = format!("<styleSheet>{}</styleSheet>", "<xf/>".repeat(8 * MIB));
    check(&Parts { styles, ..Parts::default() }.bytes(), Bound::Ratio);
    let unread: &[u8] = &vec![b' '; 40 * MIB];
    check(&zip(&[("xl/workbook.xml", b"<workbook/>"), ("xl/media/a.bin", unread)]), Bound::Ratio);
}

#[test]
fn many_little_bombs_are_refused_by_what_they_unpack_to_together() {
    let sheets: Vec<String> = (0..12).map(|_| " ".repeat(15 * MIB)).collect();
    let mut list = String::new();
    for number in 1..=12 {
        let _ = write!(list, r#"<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>"#);
    }
    let workbook = format!(r#"<workbook xmlns:r="r"><sheets>{list}</sheets></workbook>"#);
    check(&Parts { workbook, sheets, ..Parts::default() }.bytes(), Bound::Ratio);
}

#[test]
fn thirty_million_cells_are_refused_by_their_number_where_the_ratio_lets_them_through() {
    let limits = Limits { ratio: u64::MAX, ..Limits::default() };
    let error = read(&cells(5_001_000).bytes(), "a.xlsx", &limits).map(|_| ()).unwrap_err();
    assert_eq!(error.cause, Refusal::TooLarge { bound: Bound::Cells, limit: 5_000_000 });
}

#[test]
fn parts_that_share_their_packed_bytes_count_each_for_itself() {
    let mut bytes = zip(&[("xl/workbook.xml", &vec![b' '; 15 * MIB])]);
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    let start = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let entry = bytes[start..end].to_vec();
    // A hundred entries of the directory, all of them of the same bytes.
    let mut tail = bytes.split_off(end);
    const NAME: usize = 46;
    for number in 1..100_u8 {
        bytes.extend_from_slice(&entry[..NAME]);
        bytes.push(b' ' + number);
        bytes.extend_from_slice(&entry[NAME + 1..]);
    }
    let size = (entry.len() * 100) as u32;
    tail[8..10].copy_from_slice(&100_u16.to_le_bytes());
    tail[10..12].copy_from_slice(&100_u16.to_le_bytes());
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    bytes.extend_from_slice(&tail);
    check(&bytes, Bound::Unpacked);
}

#[test]
fn a_workbook_inside_an_archive_is_not_unpacked() {
    let inner = zip(&[("xl/workbook.xml", &vec![b' '; 40 * MIB])]);
    let error = open(&zip(&[("现场/水平衡.xlsx", &inner)]), "a.xlsx").unwrap_err();
    assert!(error.to_string().contains("压缩包"), "{error}");
}

#[test]
fn entities_are_never_expanded() {
    let mut declared = String::from("<!DOCTYPE x [<!ENTITY a0 \"水水水水水水水水水水\">");
    for level in 1..10 {
        let below = format!("&a{};", level - 1).repeat(10);
        let _ = write!(declared, "<!ENTITY a{level} \"{below}\">");
    }
    declared += "]>";
    let rows = r#"<sheetData><row><c t="inlineStr"><is><t>&a9;</t></is></c><c><v>1</v></c></row></sheetData>"#;
    let parts = Parts {
        sheets: vec![format!("{declared}<worksheet>{rows}</worksheet>")],
        ..Parts::default()
    };
    let workbook = open(&parts.bytes(), "a.xlsx").unwrap();
    let first = crate::files::shown(&workbook.sheets[0]);
    assert!(first.len() < 100 && first.ends_with("B1 1"), "{first}");
    let xml = format!(
        "<?xml version='1.0'?>{declared}<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet><Table><Row><Cell><Data>&a9;</Data></Cell></Row></Table></Worksheet></Workbook>"
    );
    let workbook = open(xml.as_bytes(), "a.xls").unwrap();
    assert_eq!(crate::files::shown(&workbook.sheets[0]), "A1 '&a9;'");
    let outside = r#"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>"#;
    let parts = Parts { sheets: vec![outside.to_owned()], ..Parts::default() };
    let told =
        open(&parts.bytes(), "a.xlsx").map(|workbook| crate::files::shown(&workbook.sheets[0]));
    assert!(told.is_err() || told.is_ok_and(|told| told == "A1 '&a;'"));
}
