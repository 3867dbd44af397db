//! Formulas without a stored result: computed where that is plainly safe, left and told otherwise.

use crate::files::{Parts, open, shown};
use shuiheng_import::workbook::ReadNote;

/// A sheet of cells, each `A1 number`, `A1 'text'` or `A1 =formula`.
fn sheet(cells: &[(&str, &str)]) -> String {
    let cells = cells.iter().map(|(place, content)| {
        if let Some(formula) = content.strip_prefix('=') {
            let formula = formula.replace('&', "&amp;").replace('<', "&lt;");
            format!(r#"<row><c r="{place}"><f>{formula}</f></c></row>"#)
        } else if let Some(text) = content.strip_prefix('\'') {
            format!(r#"<row><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>"#)
        } else {
            format!(r#"<row><c r="{place}"><v>{content}</v></c></row>"#)
        }
    });
    format!("<worksheet><sheetData>{}</sheetData></worksheet>", cells.collect::<String>())
}

fn of_sheets(sheets: &[&[(&str, &str)]], state: &str) -> Parts {
    let list: String = (1..=sheets.len())
        .map(|number| {
            let state = if number == 2 { state } else { "" };
            format!(r#"<sheet name="表{number}" sheetId="{number}" r:id="rId{number}"{state}/>"#)
        })
        .collect();
    Parts {
        workbook: format!(r#"<workbook xmlns:r="r"><sheets>{list}</sheets></workbook>"#),
        sheets: sheets.iter().map(|cells| sheet(cells)).collect(),
        ..Parts::default()
    }
}

const GIVEN: [(&str, &str); 8] = [
    ("A1", "'染色"),
    ("A2", "'锅炉"),
    ("A3", "'染色"),
    ("B1", "1.5"),
    ("B2", "2"),
    ("B3", "3.25"),
    ("B4", "'说明"),
    ("C1", "0"),
];

/// The cell D1 with a formula over the given cells.
#[track_caller]
fn check(formula: &str, expected: &str) {
    let cells = [&GIVEN[..], &[("D1", formula)]].concat();
    let workbook = open(&of_sheets(&[&cells], "").bytes(), "a.xlsx").unwrap();
    let shown = shown(&workbook.sheets[0]);
    let line = shown.lines().find(|line| line.starts_with("D1 ")).unwrap_or_default();
    assert_eq!(line, format!("D1 {expected}"), "{formula} in {shown}");
    let told = matches!(&workbook.notes[..], [ReadNote::Recomputed { cells, .. }] if cells[0].2 == formula[1..]);
    assert_eq!(told, !expected.starts_with('='), "{formula} {:?}", workbook.notes);
}

#[test]
fn plain_formulas_have_the_results_of_a_spreadsheet_program() {
    for (formula, expected) in [
        ("=B1+B2*2", "5.5"),
        ("=-2^2", "4"),
        ("=2^3^2", "64"),
        ("=(B1+B2)/2%", "175"),
        ("=SUM(B1:B5)", "6.75"),
        ("=SUM($B$1,B3:B2,1)", "7.75"),
        ("=AVERAGE(B1:B2)", "1.75"),
        ("=COUNT(A1:B9)", "3"),
        ("=MIN(B1:B3)+MAX(B1:B3)", "4.75"),
        ("=ROUND(B1*1.35,2)", "2.03"),
        ("=ROUND(-2.5,0)", "-3"),
        ("=ROUND(2.675,2)", "2.68"),
        ("=ABS(B1-B2)", "0.5"),
        ("=IF(B1>=1.5,B2,B3)", "2"),
        ("=IF(A1=\"染色\",1,0)", "1"),
        ("=IF(B1<>1.5,B9,\"无\")", "'无'"),
        ("=SUMIF(A1:A3,\"染色\",B1:B3)", "4.75"),
        ("=SUMIF(B1:B3,2)", "2"),
        ("=A1", "'染色'"),
        ("=IF(B9=\"\",\"空\",B9)", "'空'"),
        ("=1.5e2", "150"),
    ] {
        check(formula, expected);
    }
}

#[test]
fn what_is_not_plainly_safe_is_left_as_it_is() {
    for formula in [
        "=NOW()",
        "=RAND()",
        "=INDIRECT(\"B1\")",
        "=WEBSERVICE(\"http://example.com\")",
        "=[1]Sheet1!A1",
        "='C:\\[a.xlsx]S'!A1",
        "=OFFSET(B1,0,0)",
        "=B1/C1",
        "=B1/B9",
        "=B9",
        "=B1+B9",
        "=B9*2",
        "=SUM(B5:B9)",
        "=A1+1",
        "=\"5\"+1",
        "=SUM(B:B)",
        "=SUM(1:3)",
        "=SUMIF(A1:A3,\"染*\",B1:B3)",
        "=SUMIF(B1:B3,\">1\")",
        "=名称*2",
        "=表9!B1",
        "=SUM(B1:B3",
        "=B1 B2",
        "=D1+1",
        "=SUM(B1:D1)",
        "=@B1",
        "=B1#",
        "={1,2}",
        "=IF(B1,1,0)",
        "=TODAY()-1",
    ] {
        check(formula, &format!("={}", &formula[1..]));
    }
}

#[test]
fn formulas_lean_on_each_other_over_sheets_in_any_order() {
    let first = [("A1", "=表2!A1*2"), ("A2", "='表2'!A2+A1")];
    let second = [("A1", "=A2+1"), ("A2", "=A3"), ("A3", "5")];
    let workbook = open(&of_sheets(&[&first, &second], "").bytes(), "a.xlsx").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "A1 12\nA2 17");
    assert_eq!(shown(&workbook.sheets[1]), "A1 6\nA2 5\nA3 5");
}

#[test]
fn what_was_not_read_is_never_taken_for_zero() {
    let first = [("A1", "=SUM(表2!A1:A3)"), ("A2", "=表2!A3+1"), ("A3", "=1+1")];
    let second = [("A3", "5")];
    let hidden = open(&of_sheets(&[&first, &second], r#" state="hidden""#).bytes(), "a.xlsx");
    assert_eq!(shown(&hidden.unwrap().sheets[0]), "A1 =SUM(表2!A1:A3)\nA2 =表2!A3+1\nA3 2");
    let mut covered = of_sheets(&[&first, &[("A1", "1"), ("A2", "2"), ("A3", "5")]], "");
    covered.sheets[1] = covered.sheets[1].replace(
        "</worksheet>",
        r#"<mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>"#,
    );
    let covered = open(&covered.bytes(), "a.xlsx").unwrap();
    assert_eq!(shown(&covered.sheets[0]), "A1 =SUM(表2!A1:A3)\nA2 =表2!A3+1\nA3 2");
}

#[test]
fn circles_long_chains_and_deep_brackets_end() {
    let circle = [("A1", "=A2+1"), ("A2", "=A1+1"), ("B1", "=1+1")];
    let workbook = open(&of_sheets(&[&circle], "").bytes(), "a.xlsx").unwrap();
    assert_eq!(shown(&workbook.sheets[0]), "A1 =A2+1\nB1 2\nA2 =A1+1");
    let chain: Vec<(String, String)> = (1..2_000)
        .map(|row| (format!("A{row}"), format!("=A{}+1", row + 1)))
        .chain([("A2000".to_owned(), "1".to_owned())])
        .collect();
    let chain: Vec<_> = chain.iter().map(|(at, text)| (at.as_str(), text.as_str())).collect();
    let workbook = open(&of_sheets(&[&chain], "").bytes(), "a.xlsx").unwrap();
    assert_eq!(shown(&workbook.sheets[0]).lines().next(), Some("A1 2000"));
    let deep = format!("={}1{}", "(".repeat(500), ")".repeat(500));
    check(&deep, &deep.clone());
    let wide = format!("=0{}", "+1".repeat(1_500));
    check(&wide, "1500");
}
