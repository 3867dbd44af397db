//! Recognition of workbooks as enterprises send them: each folder of `cases` holds a
//! workbook as a plain grid and what must be made of it.
//!
//! Grids: `# name` begins a sheet (`# name (隐藏)` a hidden one); cells stand between `|`;
//! `<` belongs to the merged cell at its left, `^` to the one above; `'12` is text;
//! `=…` a formula without a result; `@…` a date; `!days 330` a hint; `!hide row 5` and
//! `!hide col C` hide.

#[path = "grid/mod.rs"]
mod grid;

#[path = "recognise/choices.rs"]
mod choices;

use expect_test::expect_file;
use std::path::Path;

#[test]
fn every_layout_is_read_as_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> =
        std::fs::read_dir(&cases).expect("the cases").flatten().map(|entry| entry.path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let text = std::fs::read_to_string(folder.join("input.txt")).expect("an input");
        let (workbook, hints) = grid::parse(&text);
        let recognition = shuiheng_import::recognise::recognise(&workbook, &hints);
        expect_file![folder.join("expected.txt")].assert_eq(&grid::told::describe(&recognition));
    }
}

#[test]
fn a_header_of_the_most_text_that_a_cell_holds_is_read() {
    let long = "m3 per day or 吨".repeat(2_500);
    let text =
        format!("# 水平衡\n用水单元 | 取水量 | 循环水量 | 排水量 | {long}\n清洗 | 3 | 0 | 3 | 2\n");
    let (workbook, hints) = grid::parse(&text);
    let recognition = shuiheng_import::recognise::recognise(&workbook, &hints);
    assert_eq!(recognition.site.units.len(), 1);
}

#[test]
fn a_unit_of_measure_is_looked_for_in_the_longest_text_too() {
    // Bounded by the length of a unit, not by the square of the text's.
    let long = "unit".to_owned() + &"unknown<".repeat(4_000);
    let text =
        format!("# 水平衡\n{long}\n用水单元 | 取水量 | 循环水量 | 排水量\n清洗 | 3 | 0 | 3\n");
    let (workbook, hints) = grid::parse(&text);
    let recognition = shuiheng_import::recognise::recognise(&workbook, &hints);
    assert_eq!(recognition.site.units.len(), 1);
}
