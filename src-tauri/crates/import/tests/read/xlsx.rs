//! Office Open XML: cells, formulas, merged and hidden ones, and odd items.

use crate::files::{Parts, open, shown};
use rust_xlsxwriter::{Format, Formula, Workbook as Writer};
use shuiheng_import::workbook::{Cell, Format as Kind, ReadNote, Region};

#[track_caller]
fn check(parts: &Parts, expected: &str) {
    let workbook = open(&parts.bytes(), "a.xlsx").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), expected);
}

#[track_caller]
fn check_rows(rows: &str, expected: &str) {
    check(&Parts::of_rows(rows), expected);
}

#[test]
fn every_type_of_cell_is_read() {
    let mut parts = Parts::of_rows(
        r#"<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>120.5</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#DIV/0!</v></c></row>
           <row r="2"><c r="A2" t="inlineStr"><is><r><t>染色</t></r><r><t xml:space="preserve"> 车间</t></r><rPh><t>ranse</t></rPh></is></c><c r="B2" t="str"><f>A1</f><v>甲</v></c><c r="C2" t="d"><v>2024-09-10</v></c><c r="D2" s="1"><v>45545</v></c></row>"#,
    );
    parts.strings =
        "<sst><si><t>无</t></si><si><t>用水&amp;排水_x000D_\n单元</t></si></sst>".to_owned();
    parts.styles =
        r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>"#
            .to_owned();
    check(
        &parts,
        "A1 '用水&排水\n单元'\nB1 120.5\nC1 true\nD1 #DIV/0!\nA2 '染色 车间'\nB2 '甲'\nC2 2024-09-10\nD2 2024-09-10",
    );
}

#[test]
fn a_formula_without_a_stored_result_is_told_from_one_with_an_empty_text() {
    check_rows(r#"<row><c r="A1"><f>B1*2</f></c></row>"#, "A1 =B1*2");
    check_rows(r#"<row><c r="A1"><f>B1*2</f><v/></c></row>"#, "A1 =B1*2");
    check_rows(r#"<row><c r="A1"><f>B1*2</f><v></v></c></row>"#, "A1 =B1*2");
    check_rows(r#"<row><c r="A1" t="str"><f>IF(1,"")</f><v></v></c></row>"#, "");
    check_rows(r#"<row><c r="A1"><f>B1*2</f><v>0</v></c></row>"#, "A1 0");
}

#[test]
fn a_shared_formula_without_results_is_written_out_for_each_cell() {
    check_rows(
        r#"<row><c r="C1"><f t="shared" si="0" ref="C1:C3">A1+$B$1</f></c></row><row><c r="C2"><f t="shared" si="0"/></c></row><row><c r="C3"><f t="shared" si="0"/><v>5</v></c></row>"#,
        // The cells that it names are empty, so that it cannot be computed here.
        "C1 =A1+$B$1\nC2 =A2+$B$1\nC3 5",
    );
}

#[test]
fn zeros_of_a_workbook_that_nobody_computed_are_no_results() {
    let rows = r#"<row><c r="A1"><v>7</v></c><c r="B1"><f>A1*NOW()</f><v>0</v></c></row>"#;
    let computed = format!(r#"{rows}<row><c r="B2"><f>A1</f><v>7</v></c></row>"#);
    let pending = |rows: &str| Parts {
        workbook: Parts::default()
            .workbook
            .replace("<sheets>", r#"<calcPr fullCalcOnLoad="1"/><sheets>"#),
        ..Parts::of_rows(rows)
    };
    check(&pending(rows), "A1 7\nB1 =A1*NOW()");
    check(&pending(&computed), "A1 7\nB1 0\nB2 7");
    let workbook = open(&pending(&computed).bytes(), "a.xlsx").unwrap();
    assert_eq!(workbook.notes, [ReadNote::RecalculationPending]);
}

#[test]
fn cells_and_rows_that_do_not_say_where_they_stand_follow_their_neighbours() {
    check_rows(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row r=\"9\"><c r=\"C9\"><v>4</v></c><c><v>5</v></c></row>",
        "A1 1\nB1 2\nA2 3\nC9 4\nD9 5",
    );
}

#[test]
fn one_odd_item_costs_one_cell_and_is_named() {
    let rows = r#"<row><c r="A1" t="n"><v>12,5</v></c><c r="B1" t="xyz"><v>1</v></c><c r="C1" t="s"><v>99</v></c><c r="XFE1"><v>8</v></c><c r="A1048577"><v>9</v></c><c r="D1"><v>1</v></c><c r="D1"><v>2</v></c></row>"#;
    let workbook = open(&Parts::of_rows(rows).bytes(), "a.xlsx").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "D1 1");
    let cells: Vec<&str> = workbook
        .notes
        .iter()
        .map(|note| match note {
            ReadNote::CellUnreadable { cell, .. } => cell.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(cells, ["A1", "B1", "C1", "XFE1", "A1048577", "D1"]);
}

#[test]
fn a_dimension_that_is_no_reference_costs_nothing() {
    let sheet = r#"<dimension ref="1:180"/><sheetData><row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1"><v>3</v></c></row></sheetData>"#;
    check(&Parts::of_sheet(sheet), "A1 #SPILL!\nB1 3");
}

/// Checks the cells, and what the note says where calamine was not let at the sheet or did
/// not read it whole.
#[track_caller]
fn check_reader(sheet: &str, expected: &str, reason: Option<&str>) {
    let workbook = open(&Parts::of_sheet(sheet).bytes(), "a.xlsx").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), expected, "{sheet}");
    match (&workbook.notes[..], reason) {
        ([], None) => {}
        ([ReadNote::ReadTolerantly { sheet, reason }], Some(words)) => {
            assert!(sheet == "平衡表" && reason.contains(words), "{reason}");
        }
        (notes, _) => panic!("{sheet}: {notes:?}"),
    }
}

#[test]
fn a_sheet_that_calamine_does_not_read_whole_is_read_tolerantly_and_said_to_be() {
    let cells = |cells: &str| format!("<sheetData><row>{cells}</row></sheetData>");
    let usual = r#"<c r="A1"><v>-1.5e-3</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="inlineStr"><is><t>甲</t></is></c><c t="str"><f>A1</f><v>a&amp;b</v></c><c><f>1/0</f></c><c/>"#;
    check_reader(&cells(usual), "A1 -0.0015\nB1 false\nC1 #N/A\nD1 '甲'\nE1 'a&b'\nF1 =1/0", None);
    check_reader(&cells("<c><v>3</v></c><!-- <c/> -->"), "A1 3", None);
    // Calamine takes what stands before the comment for the whole number.
    check_reader(&cells("<c><v>1<!-- -->2</v></c>"), "A1 12", Some("不合常规"));
    check_reader(&cells(r#"<c t="e"><v>#SPILL!</v></c>"#), "A1 #SPILL!", Some("calamine 报告"));
    check_reader(
        &format!(r#"<dimension ref="1:180"/>{}"#, cells("<c><v>3</v></c>")),
        "A1 3",
        Some("calamine 报告"),
    );
    check_reader(
        &format!("{0}{0}", cells(r#"<c r="A1"><v>3</v></c>"#)).replacen("A1", "B2", 1),
        "A1 3\nB2 3",
        Some("重复"),
    );
}

#[test]
fn a_number_of_a_shared_string_that_is_none_is_not_the_first_string() {
    let mut parts = Parts::of_rows(
        r#"<row><c t="s"><v>1x</v></c><c t="s"><v></v></c><c t="s"><v> 1 </v></c></row>"#,
    );
    parts.strings = "<sst><si><t>甲</t></si><si><t>乙</t></si></sst>".to_owned();
    check(&parts, "C1 '乙'");
}

#[test]
fn a_unit_of_measure_in_a_number_format_makes_no_date() {
    let mut parts = Parts::of_rows(r#"<row><c s="1"><v>120.5</v></c></row>"#);
    parts.styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.00 m3/d"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#
        .to_owned();
    check(&parts, "A1 120.5");
}

#[test]
fn cells_out_of_order_are_put_in_order() {
    check_rows(
        r#"<row r="3"><c r="B3"><v>4</v></c><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#,
        "A1 1\nA3 3\nB3 4",
    );
}

#[test]
fn only_the_first_cell_of_a_merged_region_counts() {
    let sheet = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c><c r="C2"><v>5</v></c></row></sheetData><mergeCells><mergeCell ref="B2:A1"/><mergeCell ref="1:180"/><mergeCell ref="B1:C1"/></mergeCells>"#;
    let workbook = open(&Parts::of_sheet(sheet).bytes(), "a.xlsx").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "A1 1\nC1 3\nC2 5");
    assert!(workbook.sheets[0].merges.contains(&Region { top: 0, left: 0, bottom: 1, right: 1 }));
    let covered =
        ReadNote::CoveredIgnored { sheet: "平衡表".to_owned(), cells: vec![(0, 1), (1, 0)] };
    assert!(workbook.notes.contains(&covered), "{:?}", workbook.notes);
}

#[test]
fn hidden_rows_columns_and_sheets_are_told() {
    let mut parts = Parts::of_sheet(
        r#"<cols><col min="2" max="3" hidden="1"/><col min="5" max="99999" hidden="0"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="4" hidden="1"><c r="A4"><v>4</v></c></row></sheetData>"#,
    );
    parts.workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="表" r:id="rId1" state="odd"/><sheet name="存档" r:id="rId2" state="veryHidden"/></sheets></workbook>"#.to_owned();
    parts.sheets.push(parts.sheets[0].clone());
    let workbook = open(&parts.bytes(), "a.xlsx").unwrap();
    let sheet = &workbook.sheets[0];
    assert!(sheet.visible);
    assert_eq!(sheet.hidden_rows.iter().collect::<Vec<_>>(), [&3]);
    assert_eq!(sheet.hidden_cols.iter().collect::<Vec<_>>(), [&1, &2]);
    assert_eq!(shown(sheet), "A1 1\nA4 4");
    assert!(!workbook.sheets[1].visible && workbook.sheets[1].rows.is_empty());
}

#[test]
fn one_bad_sheet_costs_that_sheet() {
    let mut parts = Parts::of_rows(r#"<row><c r="A1"><v>1</v></c></row>"#);
    parts.workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="好" r:id="rId1"/><sheet name="坏" r:id="rId2"/></sheets></workbook>"#.to_owned();
    parts.sheets.push("<worksheet><sheetData><row><c r=\"A1\"><v>1</row>".to_owned());
    let workbook = open(&parts.bytes(), "a.xlsx").unwrap();
    assert_eq!(workbook.sheets.len(), 1);
    assert!(
        matches!(&workbook.notes[..], [ReadNote::SheetUnreadable { sheet, .. }] if sheet == "坏")
    );
    parts.workbook = parts.workbook.replace("rId1", "rId2");
    let error = open(&parts.bytes(), "a.xlsx").unwrap_err();
    assert!(error.text().zh.contains("没有一张工作表能够读取"), "{error}");
}

#[test]
fn parts_are_found_by_their_links_however_their_names_are_written() {
    let bytes = crate::files::zip(&[
        ("_rels\\.rels", br#"<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Book/Main.xml"/></Relationships>"#),
        ("Book\\main.xml", br#"<x:workbook xmlns:x="x" xmlns:r="r"><x:sheets><x:sheet name="T" r:id="q"/></x:sheets></x:workbook>"#),
        ("book/_rels/Main.xml.rels", br#"<Relationships><Relationship Id="q" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="../S/one.xml"/></Relationships>"#),
        ("s/ONE.xml", br#"<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c r='B2'><x:v>6</x:v></x:c></x:row></x:sheetData></x:worksheet>"#),
        ("xl/theme.xml", b"<a/>"),
    ]);
    assert_eq!(shown(&open(&bytes, "a.xlsx").unwrap().sheets[0]), "B2 6");
}

#[test]
fn a_workbook_written_by_a_library_is_read_as_another_library_reads_it() {
    use calamine::{Data, Reader as _, Xlsx};
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    for row in 0..200_u32 {
        sheet.write_string(row, 0, format!("用水单元 {row} <&>\"'")).unwrap();
        sheet.write_number(row, 1, f64::from(row) * 0.1 - 3.0).unwrap();
        sheet.write_boolean(row, 2, row % 2 == 0).unwrap();
        sheet.write_formula(row, 3, Formula::new("B1*2").set_result("1.25e-7")).unwrap();
        sheet.write_number_with_format(row, 4, 45_000.0 + f64::from(row), &date).unwrap();
    }
    let bytes = writer.save_to_buffer().unwrap();
    let ours = open(&bytes, "C:\\现场\\a.xlsx").unwrap();
    let mut theirs = Xlsx::new(std::io::Cursor::new(&bytes)).unwrap();
    let theirs = theirs.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!((ours.format, ours.name.as_str(), ours.sha256.len()), (Kind::Xlsx, "a.xlsx", 64));
    // The writer asks every reader to compute anew; that is all there is to note.
    assert_eq!(ours.notes, [ReadNote::RecalculationPending]);
    let mut count = 0;
    for (row, column, value) in theirs.used_cells() {
        let cell = ours.sheets[0].cell(row as u32, column as u32).unwrap();
        let same = match (value, cell) {
            (Data::String(theirs), Cell::Text(ours)) => theirs == ours,
            (Data::Float(theirs), Cell::Number(ours)) => theirs == ours,
            (Data::Bool(theirs), Cell::Bool(ours)) => theirs == ours,
            (Data::DateTime(theirs), Cell::Moment(ours)) => {
                let (year, month, day, ..) = theirs.to_ymd_hms_milli();
                **ours == *format!("{year:04}-{month:02}-{day:02}")
            }
            _ => false,
        };
        assert!(same, "{row},{column}: {value:?} {cell:?}");
        count += 1;
    }
    assert_eq!(count, 1000);
}
