//! Separated text: encodings, delimiters, rows, numbers.

use crate::files::{open, shown};
use encoding_rs::GB18030;
use shuiheng_import::workbook::{Format, ReadNote};

const TABLE: &str = "用水单元,取水量（m3/d）\r\n染色车间,120.5\r\n一般,3\r\n";
const SHOWN: &str = "A1 '用水单元'\nB1 '取水量（m3/d）'\nA2 '染色车间'\nB2 120.5\nA3 '一般'\nB3 3";

#[track_caller]
fn check_encoding(bytes: &[u8], encoding: &str) {
    let workbook = open(bytes, "表.csv").unwrap();
    assert_eq!((workbook.format, workbook.sheets[0].name.as_str()), (Format::Csv, "表"));
    assert_eq!(workbook.notes, [ReadNote::Encoding(encoding.to_owned())]);
    assert_eq!(shown(&workbook.sheets[0]), SHOWN);
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn the_encoding_is_told_from_the_bytes() {
    check_encoding(TABLE.as_bytes(), "UTF-8");
    check_encoding(format!("\u{FEFF}{TABLE}").as_bytes(), "UTF-8（带 BOM）");
    check_encoding(&GB18030.encode(TABLE).0, "GB18030");
    check_encoding(&utf16(TABLE, u16::to_le_bytes), "UTF-16 LE");
    check_encoding(&utf16(TABLE, u16::to_be_bytes), "UTF-16 BE");
    check_encoding(&utf16(&format!("\u{FEFF}{TABLE}"), u16::to_le_bytes), "UTF-16 LE");
    check_encoding(&utf16(&format!("\u{FEFF}{TABLE}"), u16::to_be_bytes), "UTF-16 BE");
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let workbook = open(text.as_bytes(), "a.csv").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), expected, "{text:?}");
}

#[test]
fn the_delimiter_is_the_one_that_most_rows_agree_on() {
    check("甲\t乙\n1\t2", "A1 '甲'\nB1 '乙'\nA2 1\nB2 2");
    check("甲;乙\n1,5;2,5\n3;4", "A1 '甲'\nB1 '乙'\nA2 '1,5'\nB2 '2,5'\nA3 3\nB3 4");
    check("甲|乙\n1|2", "A1 '甲'\nB1 '乙'\nA2 1\nB2 2");
    check("水平衡表\n甲,乙\n1,2", "A1 '水平衡表'\nA2 '甲'\nB2 '乙'\nA3 1\nB3 2");
    check("sep=;\n甲;乙", "A1 '甲'\nB1 '乙'");
    check("只有一列\n3", "A1 '只有一列'\nA2 3");
}

#[test]
fn quoted_fields_hold_delimiters_and_line_ends() {
    check(
        "\"染色,印花\",\"a\r\nb\"\n\"说\"\"明\"\"\",2",
        "A1 '染色,印花'\nB1 'a\nb'\nA2 '说\"明\"'\nB2 2",
    );
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    check("\na,b\n\n\nc,d\n,\ne,f", "A2 'a'\nB2 'b'\nA5 'c'\nB5 'd'\nA7 'e'\nB7 'f'");
    check("a,b\r\n\r\nc,d\r\n", "A1 'a'\nB1 'b'\nA3 'c'\nB3 'd'");
}

#[test]
fn only_a_plain_decimal_number_is_a_number() {
    check("0,1\n-2.50,0.5", "A1 0\nB1 1\nA2 -2.5\nB2 0.5");
    check("0012,1e5\n+3,.5", "A1 '0012'\nB1 '1e5'\nA2 '+3'\nB2 '.5'");
    check("15%,3.\n1234567890123456,NaN", "A1 '15%'\nB1 '3.'\nA2 '1234567890123456'\nB2 'NaN'");
    check("\"1,234.5\", 7 ", "A1 '1,234.5'\nB1 7");
}

#[test]
fn a_stray_byte_costs_a_remark_and_not_the_file() {
    let mut bytes = GB18030.encode(&TABLE.repeat(20)).0.into_owned();
    bytes.extend_from_slice(b"x,\xFF\n");
    let workbook = open(&bytes, "a.csv").unwrap();
    assert!(
        matches!(&workbook.notes[..], [ReadNote::Encoding(_), ReadNote::CellUnreadable { cell, .. }] if cell == "B61"),
        "{:?}",
        workbook.notes
    );
}

#[test]
fn commas_between_thousands_do_not_part_the_fields_of_a_tabbed_table() {
    check("1,205\t2,300\n3,410\t4,500\n", "A1 '1,205'\nB1 '2,300'\nA2 '3,410'\nB2 '4,500'");
}
