//! Recognition of workbooks as enterprises send them: each folder of `cases` holds a
//! workbook as a plain grid and what must be made of it.
//!
//! Grids: `# name` begins a sheet (`# name (隐藏)` a hidden one); cells stand between `|`;
//! `<` belongs to the merged cell at its left, `^` to the one above; `'12` is text;
//! `=…` a formula without a result; `@…` a date; `!days 330` a hint; `!hide row 5` and
//! `!hide col C` hide.

#[path = "grid/mod.rs"]
mod grid;

use expect_test::expect_file;
use shuiheng_audit::{Item, Quantity, Source};
use shuiheng_import::recognise::{ColumnChoice, Hints, Meaning, recognise};
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
        expect_file![folder.join("expected.txt")].assert_eq(&grid::describe(&recognition));
    }
}

#[test]
fn a_meaning_chosen_by_a_person_wins() {
    let text = "# 表\n单位：m³/d\n机台 | 取水量 | 园区乙水 | 耗水量 | 排水量 | 漏失水量\n染缸 | 10 | 5 | 1 | 14 | 0";
    let (workbook, _) = grid::parse(text);
    let choice = |meaning| Hints {
        columns: vec![ColumnChoice { sheet: "表".into(), col: 2, meaning }],
        ..Hints::default()
    };
    let reclaimed = Item::Withdrawal(Source::Reclaimed);
    let unknown = recognise(&workbook, &Hints::default());
    assert!(unknown.doubts.iter().any(|doubt| doubt.code.code() == "column_unrecognised"));
    let chosen = recognise(&workbook, &choice(Meaning::Quantity(Quantity::Item(reclaimed))));
    assert!(!chosen.doubts.iter().any(|doubt| doubt.code.code() == "column_unrecognised"));
    let unit = &chosen.site.units[0].id;
    let flow = chosen
        .site
        .streams
        .iter()
        .find(|stream| stream.item_for(unit, |_| shuiheng_audit::Role::Use) == Some(reclaimed));
    let value = flow.and_then(|stream| stream.figure.as_ref()).map(|figure| figure.value.value());
    assert_eq!(value, Some(5.0));
    let ignored = recognise(&workbook, &choice(Meaning::Known));
    assert!(!ignored.doubts.iter().any(|doubt| doubt.code.code() == "column_unrecognised"));
}
