//! Cells from standard input through `rust_xlsxwriter`: `workbooks OUT`.

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};
use serde_json::Value;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::args_os().nth(1).ok_or("a file to write is needed")?;
    let book: Value = serde_json::from_reader(std::io::stdin())?;
    let mut workbook = Workbook::new();
    for sheet in list(&book["sheets"]) {
        let page = workbook.add_worksheet();
        page.set_name(text(&sheet["name"]))?;
        if sheet["state"] != "visible" {
            page.set_hidden(true);
        }
        let anchors = merged(page, sheet)?;
        for cell in list(&sheet["cells"]) {
            let place = (number(&cell[0]) - 1, u16::try_from(number(&cell[1]) - 1)?);
            if !anchors.contains(&place) {
                write(page, place, &cell[2])?;
            }
        }
        for row in list(&sheet["hidden_rows"]) {
            page.set_row_hidden(number(row) - 1)?;
        }
        for col in list(&sheet["hidden_cols"]) {
            page.set_column_hidden(position(&format!("{}1", text(col))).1)?;
        }
    }
    workbook.save(std::path::Path::new(&out))?;
    Ok(())
}

/// Writes merged cells with the text of their first; gives those first cells.
fn merged(page: &mut Worksheet, sheet: &Value) -> Result<Vec<(u32, u16)>, Box<dyn Error>> {
    let mut anchors = Vec::new();
    for range in list(&sheet["merges"]) {
        let (first, last) = text(range).split_once(':').ok_or("a range")?;
        let (first, last) = (position(first), position(last));
        let of = |cell: &&Value| {
            number(&cell[0]) == first.0 + 1 && number(&cell[1]) == u32::from(first.1) + 1
        };
        let value = list(&sheet["cells"]).iter().find(of).map_or("", |cell| text(&cell[2]));
        page.merge_range(first.0, first.1, last.0, last.1, value, &Format::new())?;
        anchors.push(first);
    }
    Ok(anchors)
}

fn write(page: &mut Worksheet, at: (u32, u16), value: &Value) -> Result<(), XlsxError> {
    if let Some(text) = value.as_str() {
        page.write_string(at.0, at.1, text)?;
    } else if let Some(number) = value.as_f64() {
        page.write_number(at.0, at.1, number)?;
    } else if let Some(formula) = value["formula"].as_str() {
        let result = &value["result"];
        let shown = result.as_str().map_or_else(|| result.to_string(), str::to_owned);
        let formula = Formula::new(formula);
        // Without a result it writes 0, as it does for everyone.
        let formula = if result.is_null() { formula } else { formula.set_result(shown) };
        page.write_formula(at.0, at.1, formula)?;
    } else {
        let format = Format::new().set_num_format(text(&value["format"]));
        page.write_number_with_format(
            at.0,
            at.1,
            value["number"].as_f64().unwrap_or(0.0),
            &format,
        )?;
    }
    Ok(())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number(value: &Value) -> u32 {
    value.as_u64().and_then(|value| u32::try_from(value).ok()).unwrap_or(0)
}

/// Row and column of `B5`, from zero.
fn position(cell: &str) -> (u32, u16) {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase).count();
    let column = cell
        .bytes()
        .take(letters)
        .fold(0, |column, letter| column * 26 + u16::from(letter - b'A') + 1);
    (cell[letters..].parse::<u32>().unwrap_or(1) - 1, column - 1)
}
