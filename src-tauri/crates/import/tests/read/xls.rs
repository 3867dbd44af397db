//! BIFF workbooks put together record by record.

use crate::files::{open, shown};
use encoding_rs::GBK;
use shuiheng_import::workbook::{ReadNote, Workbook};
use shuiheng_import::{ReadError, Refusal};
use std::io::{Cursor, Write};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A workbook of one sheet: records of its first part, and of its sheet.
fn workbook(version: u16, globals: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    let name: &[u8] = if version == 0x0600 { b"\x01\x00S" } else { b"\x01S" };
    let start = |kind| record(0x0809, &words(&[version, kind, 0, 0]));
    let end = record(0x000A, &[]);
    let globals: Vec<u8> = [start(5), globals.concat()].concat();
    let offset = (globals.len() + 4 + 6 + name.len() + end.len()) as u32;
    let listed = record(0x0085, &[&offset.to_le_bytes()[..], &[0, 0], name].concat());
    let stream = [globals, listed, end.clone(), start(0x10), sheet.concat(), end].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let stream_name = if version == 0x0600 { "Workbook" } else { "Book" };
    file.create_stream(stream_name).unwrap().write_all(&stream).unwrap();
    file.into_inner().into_inner()
}

fn read(version: u16, globals: &[Vec<u8>], sheet: &[Vec<u8>]) -> Result<Workbook, ReadError> {
    open(&workbook(version, globals, sheet), "a.xls")
}

#[track_caller]
fn check(workbook: Result<Workbook, ReadError>, expected: &str) {
    assert_eq!(shown(&workbook.unwrap().sheets[0]), expected);
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    record(0x0203, &[&words(&[row, column, 0])[..], &value.to_le_bytes()].concat())
}

fn formula(row: u16, column: u16, result: [u8; 8]) -> Vec<u8> {
    record(0x0006, &[&words(&[row, column, 0])[..], &result, &[0; 8]].concat())
}

fn label(row: u16, column: u16, text: &[u8]) -> Vec<u8> {
    record(0x0204, &[&words(&[row, column, 0, text.len() as u16])[..], text].concat())
}

#[test]
fn numbers_in_the_short_form_and_errors_are_read() {
    let short = |bits: u32| record(0x027E, &[&words(&[1, 0, 0])[..], &bits.to_le_bytes()].concat());
    check(read(0x0600, &[], &[number(0, 0, 120.5), short((1234 << 2) | 3)]), "A1 120.5\nA2 12.34");
    check(read(0x0600, &[], &[short(0x3FF8_0000)]), "A2 1.5");
    let several = record(0x00BD, &words(&[2, 1, 0, 10, 0, 0, 14, 0, 2]));
    check(read(0x0600, &[], &[several]), "B3 2\nC3 3");
    let error = record(0x0205, &[&words(&[0, 0, 0])[..], &[0x2A, 1]].concat());
    check(read(0x0600, &[], &[error]), "A1 #N/A");
}

#[test]
fn text_that_runs_on_into_the_next_record_is_read_whole() {
    let first: Vec<u8> = [&[0; 8][..], &words(&[3]), &[1], &words(&[0x67D3, 0x8272])].concat();
    let more: Vec<u8> = [&[0][..], b"A", &words(&[2]), &[0], b"B1"].concat();
    let globals = [record(0x00FC, &first), record(0x003C, &more)];
    let cell = |row: u16, index: u32| {
        record(0x00FD, &[&words(&[row, 0, 0])[..], &index.to_le_bytes()].concat())
    };
    check(read(0x0600, &globals, &[cell(0, 0), cell(1, 1)]), "A1 '染色A'\nA2 'B1'");
    let lost = read(0x0600, &globals, &[cell(0, 9), number(1, 0, 1.0)]).unwrap();
    assert!(matches!(&lost.notes[..], [ReadNote::CellUnreadable { cell, .. }] if cell == "A1"));
}

#[test]
fn chinese_text_under_a_western_code_page_is_rescued() {
    let cell = label(0, 0, &GBK.encode("染色车间").0);
    let page = |page| record(0x0042, &words(&[page]));
    for stated in [936, 1252, 10_000] {
        check(read(0x0500, &[page(stated)], std::slice::from_ref(&cell)), "A1 '染色车间'");
    }
    let rescued = read(0x0500, &[page(1252)], &[cell]).unwrap();
    assert_eq!(rescued.notes, [ReadNote::Encoding("GBK".to_owned())]);
    check(read(0x0500, &[page(1252)], &[label(0, 0, b"caf\xE9 m\xB3/d")]), "A1 'café m³/d'");
}

#[test]
fn text_of_version_8_is_not_taken_for_the_code_page() {
    let cell = record(0x0204, &[&words(&[0, 0, 0, 4])[..], &[0], b"m\xB3/d"].concat());
    let workbook = read(0x0600, &[record(0x0042, &words(&[936]))], &[cell]).unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "A1 'm³/d'");
    assert_eq!(workbook.notes, []);
}

#[test]
fn what_calamine_cuts_off_is_read_from_the_records_and_said_to_be() {
    let text_follows = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let begin = record(0x0207, &[&words(&[4])[..], &[0], b"ab"].concat());
    let more = record(0x003C, &[&[0][..], b"cd"].concat());
    let cells = [formula(1, 1, text_follows), begin, more, number(2, 0, 7.0)];
    let workbook = read(0x0600, &[], &cells).unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "B2 'abcd'\nA3 7");
    assert_eq!(
        workbook.notes,
        [ReadNote::ReadTolerantly {
            sheet: "S".to_owned(),
            reason: "两种读法内容不同的单元格有 1 个（B2）".to_owned()
        }]
    );
}

#[test]
fn the_whole_workbook_tells_an_empty_text_from_no_result() {
    let empty = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let zero = 0_f64.to_le_bytes();
    let one = 1_f64.to_le_bytes();
    let by_excel = record(0x01C1, &[0; 8]);
    check(read(0x0600, &[], &[formula(0, 0, empty), formula(1, 0, zero)]), "A1 =\nA2 =");
    check(
        read(0x0600, &[], &[formula(0, 0, empty), formula(1, 0, one), formula(2, 0, zero)]),
        "A2 1\nA3 0",
    );
    check(read(0x0600, &[by_excel], &[formula(0, 0, empty), formula(1, 0, zero)]), "A2 0");
}

#[test]
fn a_cell_in_the_far_corner_costs_no_memory() {
    let dimensions = record(
        0x0200,
        &[&u32::MAX.to_le_bytes()[..], &u32::MAX.to_le_bytes(), &words(&[0, 256, 0])].concat(),
    );
    let cells = [dimensions, number(0, 0, 1.0), number(65_535, 255, 2.0)];
    let workbook = read(0x0600, &[], &cells).unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "A1 1\nIV65536 2");
    let note = &workbook.notes[..];
    assert!(matches!(note, [ReadNote::ReadTolerantly { reason, .. }] if reason.contains("稀疏")));
}

#[test]
fn an_encrypted_or_broken_workbook_is_refused_by_that() {
    let encrypted = read(0x0600, &[record(0x002F, &[1, 0, 1, 0])], &[]);
    assert_eq!(encrypted.unwrap_err().cause, Refusal::Encrypted);
    let obscured = read(0x0500, &[record(0x002F, &[0, 0, 7, 7])], &[]);
    assert_eq!(obscured.unwrap_err().cause, Refusal::Encrypted);
    let whole = workbook(0x0600, &[], &vec![number(0, 0, 1.0); 1_000]);
    assert_eq!(open(&whole[..whole.len() / 2], "a.xls").unwrap_err().cause, Refusal::Truncated);
}
