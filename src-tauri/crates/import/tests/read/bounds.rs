//! Every bound on a file, passed on purpose: the refusal names it, its value and what to do.

use crate::files::{Parts, open, zip};
use shuiheng_import::{Bound, Limits, ReadError, read};

/// A file that passes the bound under these limits, and the bound's value.
fn passing(bound: Bound) -> (Vec<u8>, &'static str, Limits, u64) {
    let limits = Limits::default();
    let rows = r#"<row><c r="A1" t="str"><v>甲乙丙</v></c><c><v>1</v></c><c><v>1</v></c></row>"#;
    let parts = Parts::of_rows(rows).bytes();
    let (limits, limit) = match bound {
        Bound::File => (Limits { file: 100, ..limits }, 100),
        Bound::Parts => (Limits { parts: 5, ..limits }, 5),
        Bound::Part => (Limits { part: 60, ..limits }, 60),
        Bound::Unpacked => (Limits { unpacked: 300, ..limits }, 300),
        Bound::Sheets => (Limits { sheets: 0, ..limits }, 0),
        Bound::Cells => (Limits { cells: 2, ..limits }, 2),
        Bound::Text => (Limits { text: 8, ..limits }, 8),
        Bound::Ratio => {
            let blanks = Parts::of_sheet(&" ".repeat(40 << 20)).bytes();
            return (blanks, "a.xlsx", limits, 200);
        }
        Bound::Token => {
            let long = "9876543210".repeat(20_000);
            let long = Parts::of_rows(&format!(r#"<row><c t="str"><v>{long}</v></c></row>"#));
            return (long.bytes(), "a.xlsx", Limits { token: 100_000, ..limits }, 100_000);
        }
        Bound::Nesting => {
            return (Parts::of_sheet(&"<a>".repeat(300)).bytes(), "a.xlsx", limits, 256);
        }
        Bound::Rows => {
            return ("1,2\n".repeat(1_048_577).into_bytes(), "a.csv", limits, 1_048_576);
        }
        Bound::Columns => return (b"1,".repeat(16_385), "a.csv", limits, 16_384),
    };
    (parts, "a.xlsx", limits, limit)
}

fn refusal(bound: Bound) -> (ReadError, u64) {
    let (bytes, name, limits, limit) = passing(bound);
    (read(&bytes, name, &limits).unwrap_err(), limit)
}

#[test]
fn each_bound_is_named_when_it_is_passed() {
    for bound in Bound::ALL {
        let (error, limit) = refusal(bound);
        assert_eq!(error.cause, shuiheng_import::Refusal::TooLarge { bound, limit });
        let (text, fix) = (error.text(), error.fix());
        let figure = if limit % (1 << 20) == 0 && limit > 1 << 20 { limit >> 20 } else { limit };
        let in_mib = [Bound::File, Bound::Part, Bound::Unpacked, Bound::Text, Bound::Token];
        let said = in_mib.contains(&bound) || text.zh.contains(&figure.to_string());
        assert!(said, "{bound:?}: {}", text.zh);
        assert!(text.zh.contains(&error.file) && text.zh.ends_with('。'), "{}", text.zh);
        assert!(fix.zh.contains("导入") && !fix.en.is_empty(), "{}", fix.zh);
    }
}

#[test]
fn no_two_bounds_have_the_same_words() {
    let mut words: Vec<String> =
        Bound::ALL.iter().map(|bound| refusal(*bound).0.text().zh).collect();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), Bound::ALL.len());
}

#[test]
fn what_is_just_inside_the_bounds_is_read() {
    let rows = r#"<row><c r="A1" t="str"><v>甲乙丙</v></c><c><v>1</v></c><c><v>1</v></c></row>"#;
    let bytes = Parts::of_rows(rows).bytes();
    let limits = Limits { cells: 3, text: 9, sheets: 1, ..Limits::default() };
    assert!(read(&bytes, "a.xlsx", &limits).is_ok());
    assert!(open("1,2\n".repeat(1_048_576).as_bytes(), "a.csv").is_ok());
    assert!(open(&b"1,".repeat(16_383), "a.csv").is_ok());
    let deep = "<a>".repeat(250) + &"</a>".repeat(250) + "<sheetData/>";
    assert!(open(&Parts::of_sheet(&deep).bytes(), "a.xlsx").is_ok());
}

#[test]
fn bounds_hold_for_web_tables_and_xml_tables_as_well() {
    let refused = |bytes: &[u8], bound: Bound, limits: &Limits| {
        let error = read(bytes, "导出.xls", limits).map(|_| ()).unwrap_err();
        let found = matches!(error.cause, shuiheng_import::Refusal::TooLarge { bound: other, .. } if other == bound);
        assert!(found, "{error}");
    };
    let limits = Limits::default();
    refused(&b"<table>".repeat(300), Bound::Nesting, &limits);
    refused(
        &[&b"<table>"[..], &b"<tr><td colspan=99999>1<td>2".repeat(2)].concat(),
        Bound::Columns,
        &limits,
    );
    let long = format!("<table><tr><td>{}", "x".repeat(2_000));
    refused(long.as_bytes(), Bound::Token, &Limits { token: 1_000, ..limits });
    let many = "<table><tr><td>1</table>".repeat(20);
    refused(many.as_bytes(), Bound::Cells, &Limits { cells: 3, ..limits });
    let xml = |inside: &str| {
        format!(
            "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>{inside}</Workbook>"
        )
    };
    let sheet = |row: &str| xml(&format!("<Worksheet><Table>{row}</Table></Worksheet>"));
    refused(sheet("<Row Index='1048577'/>").as_bytes(), Bound::Rows, &limits);
    refused(sheet("<Row><Cell Index='16385'/></Row>").as_bytes(), Bound::Columns, &limits);
    refused(xml(&"<a>".repeat(300)).as_bytes(), Bound::Nesting, &limits);
    refused(
        xml(&"<Worksheet><Table/></Worksheet>".repeat(3)).as_bytes(),
        Bound::Sheets,
        &Limits { sheets: 2, ..limits },
    );
    let deep = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "<a>".repeat(300).as_bytes()),
    ]);
    refused(&deep, Bound::Nesting, &limits);
}
