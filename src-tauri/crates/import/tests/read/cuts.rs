//! Files that were cut off or changed on their way: each is read or refused, none ends in a panic.

use crate::files::{Parts, open};
use shuiheng_import::Refusal;
use std::fmt::Write as _;

#[track_caller]
fn check(bytes: &[u8], expected: &Refusal) {
    assert_eq!(open(bytes, "a.xlsx").unwrap_err().cause, *expected);
}

fn whole() -> Vec<u8> {
    let rows = (1..400).fold(String::new(), |mut rows, row| {
        let _ = write!(rows, r#"<row><c r="A{row}"><v>{}</v></c></row>"#, row * 7919 % 1000);
        rows
    });
    Parts::of_rows(&rows).bytes()
}

#[test]
fn a_file_that_is_cut_off_is_refused_by_that() {
    let bytes = whole();
    assert!(open(&bytes, "a.xlsx").is_ok());
    check(&bytes[..10], &Refusal::Truncated);
    check(&bytes[..bytes.len() / 2], &Refusal::Truncated);
    check(&bytes[..bytes.len() - 10], &Refusal::Truncated);
}

/// A whole file of each format.
fn each_format() -> Vec<(&'static str, Vec<u8>)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let of = |folder: &str, name: &'static str| {
        (name, std::fs::read(root.join(folder).join(name)).unwrap())
    };
    let html = "<html><table><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr></table>";
    let xml = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet Name='表'><Table><Row><Cell><Data Type='Number'>1</Data></Cell></Row></Table></Worksheet></Workbook>";
    vec![
        ("表.xlsx", whole()),
        of("tests/quirks", "hidden-and-merged.xls"),
        of("tests/quirks", "long-allocation-table.xls"),
        of("tests/quirks", "formulas-without-results.xls"),
        of("tests/quirks", "short-cells.xlsb"),
        of("tests/quirks", "hidden-and-merged.ods"),
        ("导出.htm", html.as_bytes().to_vec()),
        ("旧表.xml", xml.as_bytes().to_vec()),
        ("表.csv", "用水单元,取水量\n染色,120.5\n\"a\nb\",2\n".as_bytes().to_vec()),
    ]
}

#[track_caller]
fn survives(bytes: &[u8], name: &str) {
    // Either answer is right; what matters is that there is one, in words.
    if let Err(error) = open(bytes, name) {
        assert!(!error.to_string().contains("内部结构异常"), "{name}: {error}");
        assert!(!error.fix().zh.is_empty());
    }
}

#[test]
fn a_file_of_any_format_may_end_at_any_place() {
    for (name, bytes) in each_format() {
        assert!(open(&bytes, name).is_ok(), "{name}");
        for twentieth in 0..20 {
            let cut = &bytes[..bytes.len() * twentieth / 20];
            survives(cut, name);
            // What has its directory at its end is not taken for whole without it.
            let zipped = ["xlsx", "xlsb", "ods"].iter().any(|format| name.ends_with(format));
            assert!(!zipped || open(cut, name).is_err(), "{name} {twentieth}");
        }
    }
}

#[test]
fn no_changed_byte_and_no_cut_ends_in_a_panic() {
    for (name, bytes) in each_format() {
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] = broken[at].wrapping_add(0x81);
            survives(&broken, name);
        }
    }
    let bytes = whole();
    for length in 2..bytes.len() {
        assert!(open(&bytes[..length], "a.xlsx").is_err(), "{length}");
    }
}
