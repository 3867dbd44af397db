//! A new workbook with the cells of a file as they were read, to be marked: for files whose
//! own form cannot be added to.

use crate::{Error, Result};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Worksheet, XlsxError};
use shuiheng_import::Limits;
use shuiheng_import::mark::{self, Marks, list_name};
use shuiheng_import::workbook::{Cell, Sheet, Workbook};
use std::collections::BTreeMap;

/// Length of a text that a cell takes, characters.
const TEXT: usize = 32_767;
/// Length of the name of a sheet, characters.
const NAME: usize = 31;

/// The new workbook with marks. `why` says why the original was not added to, where that
/// is not its format.
pub(super) fn marked(workbook: &Workbook, mut marks: Marks, why: &str) -> Result<Vec<u8>> {
    let broken = |cause: &dyn std::fmt::Display| Error::internal("问题标注副本无法生成", cause);
    let names = names(workbook);
    let bytes = written(workbook, &names).map_err(|cause| broken(&cause))?;
    marks.sheets = std::mem::take(&mut marks.sheets)
        .into_iter()
        .map(|(sheet, cells)| (names.get(&sheet).cloned().unwrap_or(sheet), cells))
        .collect();
    for (sheet, _, _) in marks.list.rows.iter_mut().filter_map(|row| row.link.as_mut()) {
        if let Some(name) = names.get(sheet) {
            sheet.clone_from(name);
        }
    }
    marks.list.name = list_name(names.values().map(String::as_str));
    let why = if why.is_empty() { String::new() } else { format!("{why}，") };
    marks.list.remark =
        format!("{why}本副本只含数值和文字；格式和公式请见原件“{}”。", workbook.name);
    mark::marked(&bytes, &workbook.name, &marks, &Limits::default()).map_err(|cause| broken(&cause))
}

/// The name of each sheet as a workbook takes it: no mark that Excel forbids, not too long,
/// and none twice.
fn names(workbook: &Workbook) -> BTreeMap<String, String> {
    let mut taken: Vec<String> = Vec::new();
    let mut names = BTreeMap::new();
    for sheet in &workbook.sheets {
        let plain: String = sheet
            .name
            .chars()
            .map(|c| if c.is_control() || "[]:*?/\\".contains(c) { '_' } else { c })
            .take(NAME)
            .collect();
        let plain = plain.trim_matches('\'').to_owned();
        let plain = if plain.trim().is_empty() { "表".to_owned() } else { plain };
        let mut name = plain.clone();
        let mut number = 2;
        while taken.contains(&name.to_lowercase()) {
            let end = format!("({number})");
            name = plain.chars().take(NAME - end.len()).collect::<String>() + &end;
            number += 1;
        }
        taken.push(name.to_lowercase());
        names.insert(sheet.name.clone(), name);
    }
    names
}

fn written(
    workbook: &Workbook,
    names: &BTreeMap<String, String>,
) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    // Without a fixed time the bytes would change with the clock.
    let time = ExcelDateTime::from_ymd(2024, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author("水衡").set_creation_datetime(&time));
    let mut shown = false;
    for sheet in &workbook.sheets {
        let page = book.add_worksheet();
        page.set_name(names.get(&sheet.name).map_or(sheet.name.as_str(), String::as_str))?;
        if !sheet.visible {
            page.set_hidden(true);
        } else if !shown {
            page.set_active(true);
            shown = true;
        }
        copied(page, sheet)?;
    }
    if !shown {
        // A workbook must show a sheet; the list is added to this one later.
        book.add_worksheet().set_name(list_name(names.values().map(String::as_str)) + "·")?;
    }
    book.save_to_buffer()
}

fn copied(page: &mut Worksheet, sheet: &Sheet) -> std::result::Result<(), XlsxError> {
    for region in &sheet.merges {
        // A region that Excel would not take (one cell, or over another) is no loss of content.
        let (left, right) = (region.left as u16, region.right as u16);
        let _ = page.merge_range(region.top, left, region.bottom, right, "", &Format::new());
    }
    for row in &sheet.rows {
        for (col, cell) in &row.cells {
            written_cell(page, (row.index, *col as u16), cell)?;
        }
    }
    for row in &sheet.hidden_rows {
        page.set_row_hidden(*row)?;
    }
    for col in &sheet.hidden_cols {
        page.set_column_hidden(*col as u16)?;
    }
    Ok(())
}

/// A cell; what begins with = + - @ is text like any other.
fn written_cell(
    page: &mut Worksheet,
    (row, col): (u32, u16),
    cell: &Cell,
) -> std::result::Result<(), XlsxError> {
    let begin = |text: &str| text.chars().take(TEXT).collect::<String>();
    match cell {
        Cell::Number(number) if number.is_finite() => page.write_number(row, col, *number)?,
        Cell::Number(number) => page.write_string(row, col, number.to_string())?,
        Cell::Bool(value) => page.write_boolean(row, col, *value)?,
        Cell::Text(text) => page.write_string(row, col, begin(text))?,
        Cell::Moment(text) | Cell::Error(text) => page.write_string(row, col, begin(text))?,
        Cell::Uncomputed(formula) => {
            let shown = format!("={}", formula.trim_start_matches('='));
            page.write_string(row, col, begin(&shown))?
        }
    };
    Ok(())
}
