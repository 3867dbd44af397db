//! The copy that goes back to the enterprise: nothing of it is lost, each problem stands at
//! its cell, and the list names them all.
#![allow(missing_docs, clippy::unwrap_used)]

mod package;

use package::Package;
use rust_xlsxwriter::{Chart, ChartType, Format, Formula, Note, Workbook as Writer};
use shuiheng_audit::{CellRef, Doubt, DoubtCode, Severity, Text};
use shuiheng_import::mark::{Marks, is_list, list_name, marked};
use shuiheng_import::workbook::{Cell, Workbook};
use shuiheng_import::{Limits, read};

/// A workbook with what is easily lost: formulas, a chart, comments, merged and hidden cells,
/// odd names, text that looks like a formula.
fn written() -> Vec<u8> {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet.set_name("1号车间 'A'&\"B\"").unwrap();
    sheet.merge_range(0, 0, 0, 4, "水平衡表", &Format::new().set_bold()).unwrap();
    for row in 2..6_u32 {
        sheet.write(row, 0, format!("单元{row}")).unwrap();
        let style = Format::new().set_num_format("0.000").set_italic();
        sheet.write_with_format(row, 1, f64::from(row) * 1.5, &style).unwrap();
    }
    sheet.write(7, 0, "=1+1").unwrap();
    sheet.write_formula(7, 1, Formula::new("=SUM(B3:B6)").set_result("27")).unwrap();
    sheet.insert_note(2, 1, &Note::new("已有的批注").set_author("企业")).unwrap();
    sheet.set_row_hidden(5).unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values(("1号车间 'A'&\"B\"", 2, 1, 5, 1));
    sheet.insert_chart(10, 3, &chart).unwrap();
    let dark = Format::new().set_font_color("#FFFFFF").set_background_color("#1F4E78");
    let other = book.add_worksheet();
    other.set_name("问题清单").unwrap();
    other.write_with_format(0, 0, "用水单元", &dark).unwrap();
    book.define_name("用水量", "='1号车间 ''A''&\"B\"'!$B$3:$B$6").unwrap();
    book.save_to_buffer().unwrap()
}

fn book(bytes: &[u8]) -> Workbook {
    read(bytes, "企业.xlsx", &Limits::default()).unwrap()
}

/// A doubt about cells of a sheet: `("sheet", row, col)`.
fn doubt(book: &Workbook, severity: Severity, places: &[(usize, u32, u32)], said: &str) -> Doubt {
    let place = |(sheet, row, col): &(usize, u32, u32)| CellRef {
        file: book.sha256.as_str().into(),
        sheet: book.sheets[*sheet].name.as_str().into(),
        row: *row,
        col: *col,
        to: None,
    };
    let places = places.iter().map(place).collect();
    let words = |zh: &str| Text::new(zh, "en");
    Doubt::new(severity, DoubtCode::TextNumber, places, words(said), words("请核实。"))
}

fn doubts(book: &Workbook) -> Vec<Doubt> {
    vec![
        doubt(book, Severity::Note, &[(0, 2, 1)], "=说明<甲>。"),
        doubt(book, Severity::Error, &[(0, 2, 1), (0, 20, 9), (0, 3, 7)], "必须改。"),
        doubt(book, Severity::Warning, &[(0, 0, 3)], "标题。"),
        doubt(book, Severity::Warning, &[(1, 0, 0)], "表头。"),
        doubt(book, Severity::Note, &[], "没有位置。"),
    ]
}

fn copy(bytes: &[u8], doubts: &[Doubt]) -> (Marks, Vec<u8>) {
    let marks = Marks::of(&book(bytes), doubts);
    let copy = marked(bytes, "企业.xlsx", &marks, &Limits::default()).unwrap();
    (marks, copy)
}

#[test]
fn every_cell_of_the_original_is_in_the_copy_and_the_list_comes_behind() {
    let bytes = written();
    let original = book(&bytes);
    let (_, copy) = copy(&bytes, &doubts(&original));
    let copy = book(&copy);
    assert_eq!(copy.sheets[..2], original.sheets);
    assert_eq!(copy.sheets[2].name, "问题清单2");
    assert!(is_list(&copy.sheets[2]));
    assert!(!copy.sheets[..2].iter().any(is_list));
    assert_eq!(copy.notes, original.notes);
}

#[test]
fn parts_that_no_mark_touches_are_the_same_bytes() {
    let bytes = written();
    let (_, copy) = copy(&bytes, &doubts(&book(&bytes)));
    let (before, after) = (Package::open(&bytes), Package::open(&copy));
    let touched = |name: &str| {
        name.ends_with(".rels")
            || name.starts_with("xl/worksheets/")
            || ["[Content_Types].xml", "xl/styles.xml", "xl/workbook.xml"].contains(&name)
            || name.starts_with("xl/comments")
            || name.ends_with(".vml")
    };
    for (name, part) in before.parts() {
        assert!(after.has(name), "{name}");
        assert!(touched(name) || after.text(name) == *part, "{name}");
    }
    assert!(after.has("xl/charts/chart1.xml"));
}

#[test]
fn a_marked_cell_keeps_all_of_its_format_but_the_fill() {
    let bytes = written();
    let (_, copy) = copy(&bytes, &doubts(&book(&bytes)));
    let package = Package::open(&copy);
    let format = package.format_of("xl/worksheets/sheet1.xml", "B3");
    let before = Package::open(&bytes).format_of("xl/worksheets/sheet1.xml", "B3");
    assert_ne!(format, before);
    for kept in ["numFmtId", "fontId", "borderId"] {
        assert_eq!(package.attribute(&format, kept), package.attribute(&before, kept), "{kept}");
    }
    assert!(package.fill(&format).contains("FFFFA3A3"), "the worst of two severities");
    assert!(
        package.fill(&package.format_of("xl/worksheets/sheet1.xml", "A1")).contains("FFFFDE73")
    );
    // Cells and rows that the sheet did not have.
    for made in ["H4", "J21"] {
        let format = package.format_of("xl/worksheets/sheet1.xml", made);
        assert!(package.fill(&format).contains("FFFFA3A3"), "{made}");
    }
}

#[test]
fn white_letters_can_be_read_on_the_light_fill() {
    let bytes = written();
    let (_, copy) = copy(&bytes, &doubts(&book(&bytes)));
    let package = Package::open(&copy);
    let format = package.format_of("xl/worksheets/sheet2.xml", "A1");
    assert!(!package.font(&format).contains("FFFFFFFF"));
}

#[test]
fn comments_that_were_there_stay_and_are_added_to() {
    let bytes = written();
    let (_, copy) = copy(&bytes, &doubts(&book(&bytes)));
    let package = Package::open(&copy);
    let comments = package.text("xl/comments1.xml");
    let here = package.between(&comments, "<comment ref=\"B3\"", "</comment>");
    assert!(here.contains("已有的批注"));
    assert!(
        here.contains("【必须处理】必须改。请核实。\n【说明】=说明&lt;甲&gt;。请核实。"),
        "{here}"
    );
    assert_eq!(comments.matches("<comment ref=").count(), 4);
    assert_eq!(comments.matches("ref=\"B3\"").count(), 1);
    let drawing = package.text("xl/drawings/vmlDrawing1.vml");
    assert_eq!(drawing.matches("<v:shape ").count(), 4, "one shape for each comment");
    assert_eq!(drawing.matches("id=\"_x0000_t202\"").count(), 1);
}

#[test]
fn the_list_names_every_problem_worst_first_and_leads_to_its_cell() {
    let bytes = written();
    let (_, copy) = copy(&bytes, &doubts(&book(&bytes)));
    let list = &book(&copy).sheets[2];
    let text = |row, col| match list.cell(row, col) {
        Some(Cell::Text(text)) => text.clone(),
        other => panic!("{row} {col}: {other:?}"),
    };
    assert_eq!(text(2, 1), "必须处理");
    assert_eq!(text(2, 2), "1号车间 'A'&\"B\"!B3、J21、H4");
    assert_eq!(text(2, 3), "必须改。");
    assert_eq!(text(2, 4), "请核实。");
    assert_eq!((text(3, 1), text(4, 1)), ("请核实".into(), "请核实".into()));
    assert_eq!(text(5, 3), "=说明<甲>。");
    assert_eq!(list.cell(6, 2), None, "a problem without a place");
    let xml = Package::open(&copy).text("xl/worksheets/sheet3.xml");
    assert!(xml.contains("location=\"'1号车间 ''A''&amp;&quot;B&quot;'!B3\""));
    assert!(!xml.contains("<f>"));
}

#[test]
fn a_copy_of_a_copy_has_both_lists_and_the_lists_are_not_data() {
    let bytes = written();
    let (_, first) = copy(&bytes, &doubts(&book(&bytes)));
    let again = book(&first);
    let (_, second) = copy(&first, &doubts(&again));
    let second = book(&second);
    assert_eq!(second.sheets.len(), 4);
    assert_eq!(second.sheets.iter().filter(|sheet| is_list(sheet)).count(), 2);
}

#[test]
fn a_name_for_the_list_is_one_that_no_sheet_has() {
    assert_eq!(list_name(["水平衡"].into_iter()), "问题清单");
    assert_eq!(list_name(["问题清单", "问题清单2"].into_iter()), "问题清单3");
}

#[test]
fn a_sheet_whose_rows_are_out_of_order_is_not_changed() {
    let bytes = written();
    let package = Package::open(&bytes);
    let sheet = package.text("xl/worksheets/sheet2.xml");
    let twice = sheet.replace("</sheetData>", "<row r=\"1\"><c r=\"B1\"/></row></sheetData>");
    let bytes = package.with("xl/worksheets/sheet2.xml", &twice);
    let original = book(&bytes);
    let marks = Marks::of(&original, &[doubt(&original, Severity::Note, &[(1, 0, 0)], "甲。")]);
    assert!(marked(&bytes, "企业.xlsx", &marks, &Limits::default()).is_err());
}

#[test]
fn a_drawing_that_calls_its_namespaces_otherwise_is_added_to() {
    let bytes = written();
    let package = Package::open(&bytes);
    let name = "xl/drawings/vmlDrawing1.vml";
    let other = package.text(name).replace("v:", "ns1:").replace("<x:", "<ns2:");
    let other = other.replace("</x:", "</ns2:").replace("xmlns:x=", "xmlns:ns2=");
    let bytes = package.with(name, &other);
    let (_, copy) = copy(&bytes, &doubts(&book(&bytes)));
    let drawing = Package::open(&copy).text(name);
    assert_eq!(drawing.matches("<ns1:shape ").count(), 1, "{drawing}");
    assert_eq!(drawing.matches("<v:shape xmlns:v=").count(), 3);
}
