//! Large sheets, which are read while they are still being scanned: nothing else is different.

use crate::files::{Parts, open};
use shuiheng_import::workbook::{Cell, ReadNote, Workbook};
use shuiheng_import::{Bound, Limits, Refusal, read};

/// Rows of figures that do not pack well, with a last one of one's own.
fn bytes(last: &str) -> Vec<u8> {
    let mut random = 12_u64;
    let mut rows: String = (1..=30_000)
        .map(|row| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            format!(
                r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="C{row}"><v>{}</v></c></row>"#,
                random >> 20
            )
        })
        .collect();
    rows += last;
    let bytes = Parts::of_rows(&rows).bytes();
    assert!(bytes.len() > 200_000, "{} bytes are no large sheet", bytes.len());
    bytes
}

/// Checks that all rows are there, and gives the rest.
#[track_caller]
fn opened(last: &str) -> (Workbook, Vec<(u32, Cell)>) {
    let mut workbook = open(&bytes(last), "a.xlsx").unwrap();
    let rows = &mut workbook.sheets[0].rows;
    let further = rows.split_off(30_000).into_iter().flat_map(|row| row.cells).collect();
    for (at, row) in (0_u32..).zip(rows) {
        assert_eq!((row.index, row.cells.len()), (at, 2));
        assert_eq!(row.cells[0], (0, Cell::Number(f64::from(at) + 1.0)));
    }
    (workbook, further)
}

#[test]
fn its_cells_are_those_of_the_file() {
    let (workbook, further) = opened(r#"<row r="30001"><c r="B30001" t="b"><v>1</v></c></row>"#);
    assert_eq!(workbook.notes, []);
    assert_eq!(further, [(1, Cell::Bool(true))]);
}

#[test]
fn a_formula_without_a_result_is_told() {
    let (workbook, further) = opened(r#"<row r="30001"><c r="B30001"><f>NOW()</f></c></row>"#);
    assert_eq!(workbook.notes, []);
    assert_eq!(further, [(1, Cell::Uncomputed("NOW()".into()))]);
}

#[test]
fn a_formula_that_can_be_computed_safely_is_computed_and_told() {
    let (workbook, further) = opened(r#"<row r="30001"><c r="B30001"><f>A1*2</f></c></row>"#);
    assert!(matches!(&workbook.notes[..], [ReadNote::Recomputed { .. }]), "{:?}", workbook.notes);
    assert_eq!(further, [(1, Cell::Number(2.0))]);
}

#[test]
fn an_odd_item_costs_one_cell() {
    let (workbook, further) =
        opened(r#"<row r="30001"><c r="XFE30001"><v>9</v></c><c r="B30001"><v>2</v></c></row>"#);
    let named = |note: &ReadNote| matches!(note, ReadNote::CellUnreadable { cell, .. } if cell == "XFE30001");
    assert!(workbook.notes.iter().any(named), "{:?}", workbook.notes);
    assert_eq!(further, [(1, Cell::Number(2.0))]);
}

#[test]
fn a_bound_that_it_passes_is_named() {
    let limits = Limits { cells: 50_000, ..Limits::default() };
    let refusal = read(&bytes(""), "a.xlsx", &limits).unwrap_err().cause;
    assert_eq!(refusal, Refusal::TooLarge { bound: Bound::Cells, limit: 50_000 });
    let limits = Limits { part: 1_000_000, ..Limits::default() };
    let refusal = read(&bytes(""), "a.xlsx", &limits).unwrap_err().cause;
    assert_eq!(refusal, Refusal::TooLarge { bound: Bound::Part, limit: 1_000_000 });
}
