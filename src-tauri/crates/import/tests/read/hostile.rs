//! Files made to harm, or broken: a refusal in words, at once, in little memory.

use crate::files::{Parts, open, shown, zip};
use shuiheng_import::workbook::ReadNote;
use shuiheng_import::{Bound, Limits, Refusal, read};
use std::fmt::Write as _;

#[track_caller]
fn check(bytes: &[u8], expected: &Refusal) {
    assert_eq!(open(bytes, "a.xlsx").unwrap_err().cause, *expected);
}

fn refused(bound: Bound, limit: u64) -> Refusal {
    Refusal::TooLarge { bound, limit }
}

/// The refusal of a workbook by a bound that a test can reach.
#[track_caller]
fn check_bound(parts: &Parts, limits: Limits, bound: Bound, limit: u64) {
    let error = read(&parts.bytes(), "a.xlsx", &limits).unwrap_err();
    assert_eq!(error.cause, refused(bound, limit));
}

fn whole() -> Vec<u8> {
    let rows = (1..400).fold(String::new(), |mut rows, row| {
        let _ = write!(rows, r#"<row><c r="A{row}"><v>{}</v></c></row>"#, row * 7919 % 1000);
        rows
    });
    Parts::of_rows(&rows).bytes()
}

#[test]
fn a_cell_in_the_far_corner_costs_no_memory() {
    let rows = r#"<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>2</v></c></row>"#;
    let workbook = open(&Parts::of_rows(rows).bytes(), "a.xlsx").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "A1 1\nXFD1048576 2");
}

#[test]
fn a_reference_past_the_grid_is_named_and_not_wrapped() {
    for reference in ["XFE1", "A1048577", "A4294967297", "AAAAAAAAAAAA1", "A99999999999999999999"] {
        let rows = format!(r#"<row><c r="{reference}"><v>1</v></c></row>"#);
        let workbook = open(&Parts::of_rows(&rows).bytes(), "a.xlsx").unwrap();
        assert!(workbook.sheets[0].rows.is_empty());
        assert!(
            matches!(&workbook.notes[..], [ReadNote::CellUnreadable { cell, .. }] if cell == reference)
        );
    }
}

#[test]
fn a_count_of_strings_that_lies_is_not_believed() {
    let mut parts = Parts::of_rows(r#"<row><c r="A1" t="s"><v>0</v></c></row>"#);
    parts.strings =
        r#"<sst count="4000000000" uniqueCount="4000000000"><si><t>甲</t></si></sst>"#.to_owned();
    assert_eq!(shown(&open(&parts.bytes(), "a.xlsx").unwrap().sheets[0]), "A1 '甲'");
}

#[test]
fn a_bomb_of_blanks_is_refused_by_its_ratio() {
    let parts = Parts::of_sheet(&" ".repeat(40 << 20));
    check(&parts.bytes(), &refused(Bound::Ratio, 200));
}

#[test]
fn a_directory_that_lies_about_sizes_is_found_out_while_unpacking() {
    let mut bytes = Parts::of_sheet(&" ".repeat(40 << 20)).bytes();
    // The directory states a size of 1 000 bytes for each part.
    let size = |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    for at in 0..bytes.len() - 4 {
        let field = match &bytes[at..at + 4] {
            b"PK\x01\x02" => at + 24,
            b"PK\x03\x04" => at + 22,
            _ => continue,
        };
        if size(&bytes, field) > 1_000 {
            bytes[field..field + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        }
    }
    let error = open(&bytes, "a.xlsx").unwrap_err();
    let sheet_lost = matches!(error.cause, Refusal::NothingReadable(_));
    assert!(sheet_lost || error.cause == refused(Bound::Ratio, 200), "{error}");
}

#[test]
fn each_bound_is_named_when_it_is_passed() {
    let limits = Limits::default();
    let rows = r#"<row><c r="A1" t="str"><v>甲乙丙</v></c><c><v>1</v></c><c><v>1</v></c></row>"#;
    let parts = Parts::of_rows(rows);
    check_bound(&parts, Limits { file: 100, ..limits }, Bound::File, 100);
    check_bound(&parts, Limits { parts: 5, ..limits }, Bound::Parts, 5);
    check_bound(&parts, Limits { part: 60, ..limits }, Bound::Part, 60);
    check_bound(&parts, Limits { unpacked: 300, ..limits }, Bound::Unpacked, 300);
    check_bound(&parts, Limits { sheets: 0, ..limits }, Bound::Sheets, 0);
    check_bound(&parts, Limits { cells: 2, ..limits }, Bound::Cells, 2);
    check_bound(&parts, Limits { text: 8, ..limits }, Bound::Text, 8);
    assert!(
        read(&parts.bytes(), "a.xlsx", &Limits { cells: 3, text: 9, sheets: 1, ..limits }).is_ok()
    );
    let long = Parts::of_rows(&format!(
        r#"<row><c t="str"><v>{}</v></c></row>"#,
        "9876543210".repeat(20_000)
    ));
    check_bound(&long, Limits { token: 100_000, ..limits }, Bound::Token, 100_000);
}

#[test]
fn repeats_in_an_opendocument_sheet_are_not_spread_beyond_the_bound() {
    let sheet = |row: &str| {
        let content = format!(
            r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:spreadsheet><table:table table:name="表">{row}</table:table></office:spreadsheet></office:document-content>"#
        );
        zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.as_bytes()),
        ])
    };
    let filled = sheet(
        r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="40" office:value-type="float" office:value="1"/></table:table-row>"#,
    );
    check(&filled, &refused(Bound::Cells, 5_000_000));
    let empty = sheet(
        r#"<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#,
    );
    assert_eq!(shown(&open(&empty, "a.ods").unwrap().sheets[0]), "A1048576 1");
}

#[test]
fn two_hundred_thousand_merged_regions_are_read_in_time() {
    let mut sheet = String::from("<sheetData>");
    let mut merges = String::new();
    for row in 1..=200_000 {
        let _ = write!(sheet, r#"<row><c r="A{row}"><v>1</v></c><c><v>2</v></c></row>"#);
        let _ = write!(merges, r#"<mergeCell ref="A{row}:B{row}"/><mergeCell ref="C1:D1048576"/>"#);
    }
    sheet += &format!("</sheetData><mergeCells>{merges}</mergeCells>");
    let limits = Limits { ratio: 10_000, ..Limits::default() };
    let workbook = read(&Parts::of_sheet(&sheet).bytes(), "a.xlsx", &limits).unwrap();
    assert!(workbook.sheets[0].rows.iter().all(|row| row.cells.len() == 1));
}

#[test]
fn too_many_bad_cells_cost_the_sheet() {
    let rows = r#"<row><c t="odd"><v>1</v></c></row>"#.repeat(2_000);
    let error = open(&Parts::of_rows(&rows).bytes(), "a.xlsx").unwrap_err();
    assert!(matches!(error.cause, Refusal::NothingReadable(_)), "{error}");
}

#[test]
fn a_file_that_is_cut_off_is_refused_by_that() {
    let bytes = whole();
    assert!(open(&bytes, "a.xlsx").is_ok());
    check(&bytes[..10], &Refusal::Truncated);
    check(&bytes[..bytes.len() / 2], &Refusal::Truncated);
    check(&bytes[..bytes.len() - 10], &Refusal::Truncated);
}

#[test]
fn no_flipped_byte_and_no_cut_ends_in_a_panic() {
    let bytes = whole();
    for at in 0..bytes.len() {
        let mut broken = bytes.clone();
        broken[at] ^= 0x55;
        // Either answer is right; what matters is that there is one.
        if let Err(error) = open(&broken, "a.xlsx") {
            assert!(!error.to_string().contains("内部结构异常"), "{at}: {error}");
        }
    }
    for length in 2..bytes.len() {
        assert!(open(&bytes[..length], "a.xlsx").is_err(), "{length}");
    }
    for name in [
        "hidden-and-merged.xls",
        "short-cells.xlsb",
        "hidden-and-merged.ods",
        "long-allocation-table.xls",
    ] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../tests/quirks")
            .join(name);
        let bytes = std::fs::read(path).unwrap();
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] = broken[at].wrapping_add(0x81);
            if let Err(error) = open(&broken, name) {
                assert!(!error.to_string().contains("内部结构异常"), "{name} {at}: {error}");
            }
        }
    }
}
