//! The list of synonyms as a file: three columns under a header, as CSV or as a workbook.

use crate::table_text::{harmless, plain, quoted};
use crate::{Error, Result};
use rust_xlsxwriter::{Workbook as Xlsx, XlsxError};
use shuiheng_audit::Text;
use shuiheng_import::recognise::{Synonym, synonym_meanings};
use shuiheng_import::workbook::{Cell, Row, Workbook};
use std::path::Path;

const HEADERS: [&str; 3] = ["表头", "上级表头", "含义"];
const ENGLISH: [&str; 3] = ["header", "under", "meaning"];

/// The list as the bytes of a file.
pub(crate) fn bytes(list: &[Synonym], path: &Path) -> Result<Vec<u8>> {
    let is_workbook = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    if is_workbook {
        return workbook(list).map_err(|cause| Error::internal("writing the synonyms", cause));
    }
    // The mark at the beginning makes spreadsheets read UTF-8.
    let mut text = String::from("\u{feff}");
    for fields in lines(list) {
        let quoted: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
        text.push_str(&quoted.join(","));
        text.push_str("\r\n");
    }
    Ok(text.into_bytes())
}

fn workbook(list: &[Synonym]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Xlsx::new();
    let sheet = book.add_worksheet();
    sheet.set_name("表头同义词")?;
    for (col, width) in [(0, 28), (1, 20), (2, 20)] {
        sheet.set_column_width(col, width)?;
    }
    for (row, fields) in (0_u32..).zip(lines(list)) {
        for (col, field) in (0_u16..).zip(&fields) {
            sheet.write_string(row, col, field)?;
        }
    }
    book.save_to_buffer()
}

fn lines(list: &[Synonym]) -> Vec<[String; 3]> {
    let name = |code: &str| {
        let known = synonym_meanings().iter().find(|(known, _)| *known == code);
        known.map_or_else(|| code.to_owned(), |(_, zh)| (*zh).to_owned())
    };
    let line = |synonym: &Synonym| {
        [harmless(&synonym.header), harmless(&synonym.under), name(&synonym.meaning)]
    };
    std::iter::once(HEADERS.map(str::to_owned)).chain(list.iter().map(line)).collect()
}

/// The synonyms of a file with the lines that they stand on, from 1.
pub(crate) fn rows(workbook: &Workbook) -> Result<Vec<(u32, Synonym)>> {
    let sheets = workbook.sheets.iter().filter(|sheet| sheet.visible);
    let found = sheets.flat_map(|sheet| {
        sheet.rows.iter().enumerate().map(move |(at, row)| (&sheet.rows[at + 1..], row))
    });
    let (rest, columns) = found
        .filter_map(|(rest, row)| Some((rest, columns(row)?)))
        .next()
        .ok_or_else(|| no_header(&workbook.name))?;
    let synonym = |row: &Row| {
        let field = |col: Option<u32>| {
            let cell = row.cells.iter().find(|cell| Some(cell.0) == col).map(|cell| &cell.1);
            plain(cell.map(text).unwrap_or_default().trim())
        };
        let [header, under, meaning] = columns.map(field);
        let synonym = Synonym { header, under, meaning }.in_code();
        (row.index + 1, synonym)
    };
    Ok(rest.iter().map(synonym).filter(|(_, synonym)| *synonym != Synonym::default()).collect())
}

/// Where the columns stand, where a row is the header.
fn columns(row: &Row) -> Option<[Option<u32>; 3]> {
    let place = |at: usize| {
        let named = |cell: &&(u32, Cell)| {
            let name = text(&cell.1);
            let name = name.trim();
            name == HEADERS[at] || name.eq_ignore_ascii_case(ENGLISH[at])
        };
        row.cells.iter().find(named).map(|cell| cell.0)
    };
    let columns = [place(0), place(1), place(2)];
    (columns[0].is_some() && columns[2].is_some()).then_some(columns)
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Moment(text) => text.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => String::new(),
    }
}

fn no_header(name: &str) -> Error {
    Error::refused(
        Text::new(
            format!("“{name}”中没有“表头”“含义”两列，不是表头同义词表。"),
            format!("{name} has no columns “header” and “meaning”"),
        ),
        Text::new(
            "先用 synonym export 导出一份，按其格式填写。",
            "export the list first and fill in that file",
        ),
    )
}
