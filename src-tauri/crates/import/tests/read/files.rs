//! Files made in memory, and workbooks shown as text.

use shuiheng_import::workbook::{Cell, Sheet, Workbook};
use shuiheng_import::{Limits, ReadError, read};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads under the usual limits.
pub(crate) fn open(bytes: &[u8], name: &str) -> Result<Workbook, ReadError> {
    read(bytes, name, &Limits::default())
}

/// A zip of parts.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Parts of a workbook, each to be replaced by a test that is about it.
pub(crate) struct Parts {
    pub(crate) workbook: String,
    pub(crate) strings: String,
    pub(crate) styles: String,
    pub(crate) sheets: Vec<String>,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            workbook: r#"<workbook xmlns:r="r"><sheets><sheet name="平衡表" sheetId="1" r:id="rId1"/></sheets></workbook>"#.to_owned(),
            strings: "<sst/>".to_owned(),
            styles: "<styleSheet/>".to_owned(),
            sheets: vec![String::new()],
        }
    }
}

impl Parts {
    /// A workbook of one sheet with this inside.
    pub(crate) fn of_sheet(inside: &str) -> Self {
        Self { sheets: vec![format!("<worksheet>{inside}</worksheet>")], ..Self::default() }
    }

    /// A workbook of one sheet with these rows.
    pub(crate) fn of_rows(rows: &str) -> Self {
        Self::of_sheet(&format!("<sheetData>{rows}</sheetData>"))
    }

    /// The workbook's bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut links = String::from(
            r#"<Relationships><Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
        );
        for number in 1..=self.sheets.len() {
            links += &format!(
                r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
            );
        }
        links += "</Relationships>";
        let root = r#"<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
        let names: Vec<String> = (1..=self.sheets.len())
            .map(|number| format!("xl/worksheets/sheet{number}.xml"))
            .collect();
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("_rels/.rels", root.as_bytes()),
            ("xl/workbook.xml", self.workbook.as_bytes()),
            ("xl/_rels/workbook.xml.rels", links.as_bytes()),
            ("xl/sharedStrings.xml", self.strings.as_bytes()),
            ("xl/styles.xml", self.styles.as_bytes()),
        ];
        parts.extend(
            names.iter().zip(&self.sheets).map(|(name, sheet)| (name.as_str(), sheet.as_bytes())),
        );
        zip(&parts)
    }
}

/// The cells of a sheet, one a line: `C3 '染色'`, `C4 120.5`, `C5 =B3*2` for a formula
/// without result.
pub(crate) fn shown(sheet: &Sheet) -> String {
    let lines = sheet
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(|(column, cell)| line(row.index, *column, cell)));
    lines.collect::<Vec<_>>().join("\n")
}

fn line(row: u32, column: u32, cell: &Cell) -> String {
    let content = match cell {
        Cell::Text(text) => format!("'{text}'"),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(value) => value.to_string(),
        Cell::Moment(moment) => moment.to_string(),
        Cell::Error(error) => error.to_string(),
        Cell::Uncomputed(formula) => format!("={formula}"),
    };
    format!("{} {content}", address(row, column))
}

fn address(row: u32, column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}
