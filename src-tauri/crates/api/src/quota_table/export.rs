//! The library as a table: every field of every quota, so that what is read again is the
//! same. Confirmations stand beside the rows for people; they are never read from a table.

use crate::library::{Field, Value};
use crate::present::said;
use crate::table_text::{harmless, quoted};
use crate::{Error, Result};
use rust_xlsxwriter::{Workbook as Xlsx, XlsxError};
use shuiheng_audit::Quota;
use std::path::Path;

/// The head of the column that says who confirmed.
const CONFIRMED: &str = "核实记录（仅供查看）";

/// The quotas as the bytes of a file: a workbook where its name ends in `.xlsx`, else CSV.
///
/// # Errors
/// The workbook cannot be made.
pub(crate) fn export(quotas: &[Quota], path: &Path) -> Result<Vec<u8>> {
    let is_workbook = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    if is_workbook {
        return workbook(quotas).map_err(|cause| Error::internal("writing the library", cause));
    }
    // The mark at the beginning makes spreadsheets read UTF-8.
    let mut text = String::from("\u{feff}");
    let names = Field::ALL.iter().map(|(.., zh)| (*zh).to_owned()).chain([CONFIRMED.to_owned()]);
    push_line(&mut text, names);
    for quota in quotas {
        let fields = Field::ALL.iter().map(|(field, ..)| match field.of(quota) {
            Value::Text(text) => harmless(&text),
            number @ Value::Number(_) => number.printed(),
        });
        push_line(&mut text, fields.chain([harmless(&confirmed(quota))]));
    }
    Ok(text.into_bytes())
}

fn push_line(text: &mut String, fields: impl Iterator<Item = String>) {
    let fields: Vec<String> = fields.map(|field| quoted(&field)).collect();
    text.push_str(&fields.join(","));
    text.push_str("\r\n");
}

fn confirmed(quota: &Quota) -> String {
    quota.confirmed.as_ref().map_or_else(|| "未核实".to_owned(), said)
}

fn workbook(quotas: &[Quota]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Xlsx::new();
    let sheet = book.add_worksheet();
    sheet.set_name("用水定额")?;
    sheet.set_freeze_panes(1, 0)?;
    for (col, (field, _, zh)) in (0_u16..).zip(Field::ALL) {
        let width = match field {
            Field::Title | Field::Condition | Field::Notes | Field::Quote => 36,
            field if field.is_level() || field.is_day() => 12,
            _ => 18,
        };
        sheet.set_column_width(col, width)?;
        sheet.write_string(0, col, zh)?;
    }
    let last = Field::ALL.len() as u16;
    sheet.write_string(0, last, CONFIRMED)?;
    for (row, quota) in (1_u32..).zip(quotas) {
        for (col, (field, ..)) in (0_u16..).zip(Field::ALL) {
            match field.of(quota) {
                Value::Text(text) if text.is_empty() => {}
                Value::Text(text) => {
                    sheet.write_string(row, col, harmless(&text))?;
                }
                Value::Number(Some(number)) => {
                    sheet.write_number(row, col, number)?;
                }
                Value::Number(None) => {}
            }
        }
        sheet.write_string(row, last, confirmed(quota))?;
    }
    book.save_to_buffer()
}
