//! Large sheets, which go ahead to the parent of the reading process while calamine is still
//! checking them: what arrives is what is read without that.

use crate::files::{Parts, open};
use crate::isolated::{Folder, program};
use shuiheng_import::workbook::{Cell, ReadNote, Workbook};
use shuiheng_import::{Reader, read_and};
use std::sync::atomic::AtomicBool;

/// Rows of figures that do not pack well.
fn rows() -> String {
    let mut random = 12_u64;
    let row = |row: u32| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        format!(
            r#"<row r="{row}"><c r="A{row}"><v>{row}.5</v></c><c r="B{row}" t="s"><v>{}</v></c><c r="C{row}"><v>{}E-3</v></c></row>"#,
            row % 2,
            random >> 20
        )
    };
    (1..=20_000).map(row).collect()
}

/// A large sheet with a last row and with what stands behind its rows.
fn large(last: &str, behind: &str) -> String {
    let last = format!(r#"<row r="20001">{last}</row>"#);
    format!("<worksheet><sheetData>{}{last}</sheetData>{behind}</worksheet>", rows())
}

fn workbook(sheets: Vec<String>) -> Parts {
    let listed = (1..=sheets.len())
        .map(|at| format!(r#"<sheet name="表{at}" sheetId="{at}" r:id="rId{at}"/>"#));
    let workbook = format!(
        r#"<workbook xmlns:r="r"><sheets>{}</sheets></workbook>"#,
        listed.collect::<String>()
    );
    let strings =
        r#"<sst><si><t>水表</t></si><si><r><t>流量</t></r><r><t xml:space="preserve">计 </t></r></si></sst>"#.to_owned();
    let styles =
        r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
            .to_owned();
    Parts { workbook, strings, styles, sheets }
}

/// Checks that the parent gets what is read in this process, and gives that, and how often
/// something was made of it.
#[track_caller]
fn arrived(parts: &Parts) -> (Workbook, u32) {
    let folder = Folder::new();
    let path = folder.file("水平衡.xlsx", &parts.bytes());
    let mut times = 0;
    let mut cells = |workbook: &Workbook| {
        times += 1;
        workbook.sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| row.cells.len()).sum()
    };
    let reader = Reader::new(program(), "read");
    let (workbook, made): (_, usize) =
        read_and(&path, &reader, &AtomicBool::new(false), &mut cells).unwrap();
    assert_eq!(workbook, open(&parts.bytes(), "水平衡.xlsx").unwrap());
    assert_eq!(cells(&workbook), made, "it is made of what arrived in the end");
    (workbook, times - 1)
}

/// The cells of the last row of a large sheet.
fn last(workbook: &Workbook, sheet: usize) -> &[(u32, Cell)] {
    let row = workbook.sheets[sheet].rows.last().unwrap();
    assert_eq!((row.index, workbook.sheets[sheet].rows.len()), (20_000, 20_001));
    &row.cells
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn every_kind_of_plain_cell_goes_ahead() {
    let cells = r#"<c r="A20001" t="inlineStr"><is><r><t xml:space="preserve">染色 &amp; </t></r><r><t>皂洗_x000D_</t></r><rPh><t>ran</t></rPh></is></c><c r="B20001" t="s"><v>1</v></c><c r="C20001" t="str"><f>A1&amp;""</f><v>1.5 &lt; 2</v></c><c r="D20001" t="b"><v>1</v></c><c r="E20001" t="e"><v>#DIV/0!</v></c><c r="F20001" s="1"><v>45545</v></c><c r="G20001" t="inlineStr"><is><t> </t></is></c><c r="H20001" s="1"/><c r="I20001"><f>A1*2</f><v>-0.25e2</v></c>"#;
    let (workbook, times) = arrived(&workbook(vec![large(cells, "")]));
    assert_eq!(times, 1);
    assert_eq!(workbook.notes, []);
    let expected = [
        text("染色 & 皂洗\n"),
        text("流量计 "),
        text("1.5 < 2"),
        Cell::Bool(true),
        Cell::Error("#DIV/0!".into()),
        Cell::Moment("2024-09-10".into()),
        Cell::Number(-25.0),
    ];
    let columns = [0, 1, 2, 3, 4, 5, 8];
    assert_eq!(last(&workbook, 0), columns.into_iter().zip(expected).collect::<Vec<_>>());
}

#[test]
fn sheets_and_notes_keep_their_order() {
    let small = |cell: &str| {
        format!(
            "<worksheet><sheetData><row>{cell}<c r=\"B1\"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>"
        )
    };
    let cells = r#"<c r="A20001"><v>1</v></c><c r="B20001"><v>2</v></c>"#;
    let merged = r#"<mergeCells><mergeCell ref="A20001:B20001"/></mergeCells>"#;
    let first = small(r#"<c r="A1"><v>1</v></c>"#);
    let (workbook, times) = arrived(&workbook(vec![first.clone(), large(cells, merged), first]));
    assert_eq!(times, 1);
    assert_eq!(last(&workbook, 1), [(0, Cell::Number(1.0))]);
    let note = |number: u32, row: u32| ReadNote::CoveredIgnored {
        sheet: format!("表{number}"),
        cells: vec![(row, 1)],
    };
    assert_eq!(workbook.notes, [note(1, 0), note(2, 20_000), note(3, 0)]);
}

#[test]
fn a_formula_that_waits_for_a_result_lets_nothing_go_ahead() {
    let waits = "<worksheet><sheetData><row><c r=\"A1\"><f>表2!A20001*2</f></c></row></sheetData></worksheet>";
    let cells = r#"<c r="A20001"><v>21</v></c>"#;
    let (found, times) = arrived(&workbook(vec![waits.to_owned(), large(cells, "")]));
    assert_eq!((times, &found.sheets[0].rows[0].cells[0].1), (1, &Cell::Number(42.0)));
    let (found, times) =
        arrived(&workbook(vec![large(r#"<c r="A20001"><f>A20000*2</f></c>"#, "")]));
    assert_eq!((times, last(&found, 0)), (1, &[(0, Cell::Number(40_001.0))][..]));
}

#[test]
fn what_calamine_reads_otherwise_does_not_count() {
    // Blanks that the file does not ask to be kept are not, for calamine.
    let cells = r#"<c r="A20001" t="inlineStr"><is><t> 水表 </t></is></c>"#;
    let (found, times) = arrived(&workbook(vec![large(cells, "")]));
    assert_eq!(times, 2, "what was offered is made once more");
    assert_eq!(last(&found, 0), [(0, text("水表"))]);
    assert_eq!(found.notes, []);
}

#[test]
fn two_large_sheets_wait_for_each_other() {
    let cell = |value: u32| large(&format!(r#"<c r="A20001"><v>{value}</v></c>"#), "");
    let (found, times) = arrived(&workbook(vec![cell(1), cell(2)]));
    assert_eq!(times, 1);
    assert_eq!(last(&found, 0), [(0, Cell::Number(1.0))]);
    assert_eq!(last(&found, 1), [(0, Cell::Number(2.0))]);
}
