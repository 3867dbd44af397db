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
fn a_count_of_strings_is_not_believed_either_where_the_list_begins_twice() {
    let mut parts = Parts::of_rows(r#"<row><c r="A1" t="s"><v>0</v></c></row>"#);
    parts.strings =
        r#"<sst uniqueCount="4000000000"><sst count="6"><si><t>甲</t></si></sst></sst>"#.to_owned();
    // Whether such a list can be read at all is not what matters: memory is not asked for it.
    let _ = open(&parts.bytes(), "a.xlsx");
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
fn columns_named_as_hidden_over_and_over_are_hidden_once() {
    let columns = r#"<col min="1" max="16384" hidden="1"/>"#.repeat(200_000);
    let sheet = format!("<cols>{columns}</cols><sheetData><row><c><v>1</v></c></row></sheetData>");
    let workbook = open(&Parts::of_sheet(&sheet).bytes(), "a.xlsx").unwrap();
    assert_eq!(workbook.sheets[0].hidden_cols.len(), 16_384);
}

#[test]
fn a_merged_region_with_its_corners_exchanged_is_put_right_and_a_wrong_one_named() {
    let sheet = r#"<sheetData><row><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="C3:B2"/><mergeCell ref="A5:XFE9"/><mergeCell ref="1:180"/><mergeCell/></mergeCells>"#;
    let workbook = open(&Parts::of_sheet(sheet).bytes(), "a.xlsx").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "A1 1\nB1 2");
    let region = shuiheng_import::workbook::Region { top: 1, left: 1, bottom: 2, right: 2 };
    assert_eq!(workbook.sheets[0].merges, [region]);
    let named: Vec<&str> = workbook
        .notes
        .iter()
        .filter_map(|note| match note {
            ReadNote::CellUnreadable { cell, .. } => Some(cell.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(named, ["A5:XFE9", "1:180", ""]);
}

#[test]
fn twenty_thousand_sheets_are_refused_by_their_number() {
    let mut list = String::new();
    for number in 1..=20_000 {
        let _ = write!(list, r#"<sheet name="{number}" sheetId="{number}" r:id="rId1"/>"#);
    }
    let workbook = format!(r#"<workbook xmlns:r="r"><sheets>{list}</sheets></workbook>"#);
    let parts = Parts { workbook, ..Parts::default() };
    check(&parts.bytes(), &refused(Bound::Sheets, 256));
}

#[test]
fn a_shared_formula_over_a_whole_column_is_read_in_time() {
    let mut rows = String::from(
        r#"<row r="1"><c r="A1"><f t="shared" ref="A1:A300000" si="0">SUM(B1:Z1)</f><v>1</v></c></row>"#,
    );
    for row in 2..=300_000 {
        let _ = write!(rows, r#"<row r="{row}"><c r="A{row}"><f t="shared" si="0"/></c></row>"#);
    }
    let limits = Limits { ratio: 10_000, ..Limits::default() };
    let workbook = read(&Parts::of_rows(&rows).bytes(), "a.xlsx", &limits).unwrap();
    assert_eq!(workbook.sheets[0].rows.len(), 300_000);
}

#[test]
fn a_workbook_without_its_relations_or_without_sheets_is_refused_in_words() {
    let bytes =
        zip(&[("xl/workbook.bin", b"\x83\x01\x00"), ("xl/worksheets/sheet1.bin", b"\x81\x01\x00")]);
    let none = Parts { workbook: "<workbook/>".to_owned(), ..Parts::default() }.bytes();
    for (bytes, name) in [(bytes, "a.xlsb"), (none, "a.xlsx")] {
        let error = open(&bytes, name).unwrap_err();
        assert!(error.to_string().contains("没有工作表"), "{error}");
    }
}

#[test]
fn a_workbook_under_another_name_is_read_all_the_same() {
    let rows = r#"<row><c r="A1"><v>1</v></c></row>"#;
    for name in ["表.xls", "表.csv", "表", "表.et", "表.xlsm"] {
        assert_eq!(shown(&open(&Parts::of_rows(rows).bytes(), name).unwrap().sheets[0]), "A1 1");
    }
}

#[test]
fn no_bytes_by_chance_end_in_a_panic() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut bytes = |length: usize| -> Vec<u8> {
        let next = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        };
        (0..length).map(next).collect()
    };
    for start in
        [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"<table", b"\x09\x08"]
    {
        for length in [0, 1, 10, 100, 5_000] {
            let file = [start, &bytes(length)].concat();
            if let Err(error) = open(&file, "a.xlsx") {
                assert!(!error.to_string().contains("内部结构异常"), "{error}");
            }
        }
    }
}
