//! Workbooks as plain text.

// A wrong notation is a mistake in a test and ends it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

pub(crate) mod told;

use shuiheng_audit::Days;
use shuiheng_import::recognise::Hints;
use shuiheng_import::workbook::{Cell, Format, Region, Row, Sheet, Workbook};

/// A workbook and hints from the plain notation.
pub(crate) fn parse(text: &str) -> (Workbook, Hints) {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut hints = Hints::default();
    let mut row = 0;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            let hidden = name.strip_suffix(" (隐藏)");
            let name = hidden.unwrap_or(name).to_owned();
            sheets.push(Sheet { name, visible: hidden.is_none(), ..Sheet::default() });
            row = 0;
        } else if let Some(command) = line.strip_prefix('!') {
            let words: Vec<&str> = command.split_whitespace().collect();
            match words[..] {
                ["days", days] => hints.operating_days = Days::new(days.parse().expect("days")),
                ["sheet", name] => hints.sheets.push(name.into()),
                ["hide", "row", row] => {
                    sheets
                        .last_mut()
                        .expect("a sheet")
                        .hidden_rows
                        .insert(row.parse::<u32>().expect("a row") - 1);
                }
                ["hide", "col", col] => {
                    sheets
                        .last_mut()
                        .expect("a sheet")
                        .hidden_cols
                        .insert(u32::from(col.as_bytes()[0] - b'A'));
                }
                _ => panic!("{command}"),
            }
        } else {
            add_row(sheets.last_mut().expect("a sheet"), row, line);
            row += 1;
        }
    }
    for sheet in &mut sheets {
        sheet.merges.retain(|region| (region.top, region.left) != (region.bottom, region.right));
        if !sheet.visible {
            sheet.rows.clear();
        }
    }
    let workbook = Workbook {
        name: "例.xlsx".into(),
        sha256: "0".repeat(64),
        format: Format::Xlsx,
        sheets,
        notes: Vec::new(),
    };
    (workbook, hints)
}

fn add_row(sheet: &mut Sheet, row: u32, line: &str) {
    let mut cells = Vec::new();
    for (col, text) in line.split('|').enumerate() {
        let col = u32::try_from(col).expect("a column");
        let text = text.trim_matches(' ');
        match text {
            "" => {}
            "<" => grow(sheet, row, col - 1, (row, col)),
            "^" => grow(sheet, row - 1, col, (row, col)),
            text => {
                cells.push((col, cell(text)));
                sheet.merges.push(Region { top: row, left: col, bottom: row, right: col });
            }
        }
    }
    if !cells.is_empty() {
        sheet.rows.push(Row { index: row, cells });
    }
}

fn grow(sheet: &mut Sheet, row: u32, col: u32, to: (u32, u32)) {
    let region = sheet
        .merges
        .iter_mut()
        .find(|region| region.holds(row, col))
        .expect("a cell to merge with");
    region.bottom = region.bottom.max(to.0);
    region.right = region.right.max(to.1);
}

fn cell(text: &str) -> Cell {
    if let Some(text) = text.strip_prefix('\'') {
        return Cell::Text(text.into());
    }
    if text.starts_with('=') {
        return Cell::Uncomputed(text.into());
    }
    if let Some(moment) = text.strip_prefix('@') {
        return Cell::Moment(moment.into());
    }
    if text.starts_with('#') && (text.ends_with('!') || text.ends_with('?')) {
        return Cell::Error(text.into());
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Cell::Number(number),
        _ => Cell::Text(text.replace("\\n", "\n")),
    }
}
