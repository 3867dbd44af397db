//! Little workbooks that only other programs can write.

use crate::files::{open, shown};
use shuiheng_import::workbook::{Format, ReadNote, Region, Workbook};

fn quirk(name: &str) -> Workbook {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/quirks").join(name);
    open(&std::fs::read(path).unwrap(), name).unwrap()
}

#[track_caller]
fn check(name: &str, format: Format, expected: &str) {
    let workbook = quirk(name);
    assert_eq!(workbook.format, format);
    // No note: calamine has read all of it, and read it right.
    assert_eq!(workbook.notes, [], "{name}");
    assert_eq!(shown(&workbook.sheets[0]), expected);
}

const COMMON: &str = "A1 '嘉兴示例纺织有限公司水平衡测试表'\nA2 '用水单元'\nB2 '取水量'\nD2 '循环水量'\nE2 '测试日期'\nA3 '染色车间'\nB3 120.5\nC3 241\nD3 360\nE3 2024-09-10\nA4 '隐藏的行'\nB4 1\nC4 2\nD4 3\nE4 2024-09-11T08:30:00\nA5 '锅炉房'\nB5 0.1\nC5 #DIV/0!";
const END: &str = "A6 'a & b <c>'\nB6 ' 两端有空格 '\nC6 '行一\n行二'";

#[test]
fn each_format_tells_the_same_of_the_same_table() {
    check("hidden-and-merged.ods", Format::Ods, &format!("{COMMON}\nD5 1\nE5 PT08H30M00S\n{END}"));
    check("hidden-and-merged.xls", Format::Xls, &format!("{COMMON}\nD5 true\nE5 08:30:00\n{END}"));
}

#[test]
fn hidden_and_merged_cells_are_told_in_each_format() {
    let region = |top, left, bottom, right| Region { top, left, bottom, right };
    for name in ["hidden-and-merged.ods", "hidden-and-merged.xls"] {
        let workbook = quirk(name);
        let sheet = &workbook.sheets[0];
        assert_eq!(sheet.merges, [region(0, 0, 0, 4), region(1, 1, 1, 2)], "{name}");
        assert_eq!(sheet.hidden_rows.iter().collect::<Vec<_>>(), [&3], "{name}");
        assert_eq!(sheet.hidden_cols.iter().collect::<Vec<_>>(), [&3], "{name}");
        let archive = &workbook.sheets[1];
        assert_eq!(
            (archive.name.as_str(), archive.visible, archive.rows.len()),
            ("存档", false, 0),
            "{name}"
        );
    }
    let workbook = quirk("short-cells.xlsb");
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.merges, [region(3, 2, 3, 3)]);
    assert_eq!(sheet.hidden_rows.iter().collect::<Vec<_>>(), [&1]);
    assert_eq!(sheet.hidden_cols.iter().collect::<Vec<_>>(), [&1]);
    assert!(!workbook.sheets[1].visible);
}

#[test]
fn a_formula_that_nobody_computed_has_no_result() {
    check(
        "formulas-without-results.xls",
        Format::Xls,
        "A1 '车间'\nB1 '取水量'\nA2 '染色'\nB2 12.5\nA3 '合计'\nB3 =",
    );
}

#[test]
fn cells_in_the_short_form_are_read_and_said_to_be_unusual() {
    let workbook = quirk("short-cells.xlsb");
    assert_eq!(workbook.format, Format::Xlsb);
    let [ReadNote::ReadTolerantly { sheet, reason }] = &workbook.notes[..] else {
        panic!("{:?}", workbook.notes)
    };
    assert_eq!(sheet, "水平衡表");
    assert_eq!(reason, "calamine 未读出的单元格有 11 个（B1、C1、D1、B2、C2 等）");
    assert_eq!(
        shown(&workbook.sheets[0]),
        "A1 '用水单元'\nB1 '取水量'\nC1 '循环水量'\nD1 '备注'\nA2 '染色车间'\nB2 120.5\nC2 360\nD2 '甲'\nA3 '锅炉房'\nB3 0.1\nC3 true\nD3 #DIV/0!\nA4 '合计'\nB4 120.6\nC4 12345678.25",
    );
}

#[test]
fn a_container_with_a_table_longer_than_the_file_is_read() {
    let workbook = quirk("long-allocation-table.xls");
    let cell = workbook.sheets[0].cell(3, 2);
    assert_eq!(cell, Some(&shuiheng_import::workbook::Cell::Number(12_345_678.25)));
}
