//! Tables of quotas as people have them: copied out of a PDF or a workbook, exported by this
//! program. Read into rows with doubts; nothing is dropped without being told.

mod column;
mod doubt;
mod export;
mod head;
mod known;
mod plain;
mod row;
mod settle;
mod term;
mod unit;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use column::Column;
pub(crate) use doubt::RowDoubt;
pub(crate) use export::export;
pub(crate) use plain::with_tabs;
pub(crate) use row::{ReadRow, RowState};

use crate::library::Field;
use crate::record::QuotaLayoutBody;
use crate::{Error, Result};
use head::Head;
use shuiheng_audit::{Library, Text};
use shuiheng_import::workbook::{Sheet, Workbook};
use std::collections::BTreeMap;

/// What a person chose for a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TableChoices {
    /// The sheet; empty: the one that looks most like a table of quotas.
    pub(crate) sheet: String,
    /// Meaning of columns; none: not taken.
    pub(crate) fields: BTreeMap<u32, Option<Field>>,
    /// What holds for every row that does not say it itself.
    pub(crate) common: BTreeMap<Field, String>,
}

/// A table that was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReadTable {
    /// The sheet.
    pub(crate) sheet: String,
    /// First and last row of the head, from 0; none where the table has no head.
    pub(crate) head: Option<(u32, u32)>,
    pub(crate) columns: Vec<Column>,
    /// What holds for every row that does not say it itself.
    pub(crate) common: BTreeMap<Field, String>,
    /// True where the meaning of columns was remembered of a table before.
    pub(crate) remembered: bool,
    pub(crate) rows: Vec<ReadRow>,
    /// Rows that hold no quota: line from 0, text, and why.
    pub(crate) skipped: Vec<(u32, String, Text)>,
}

/// Reads a table of quotas. `remembered` are meanings that persons chose for tables before;
/// `library` is what rows are held against.
///
/// # Errors
/// No sheet holds anything, or there is none of the name that was chosen.
pub(crate) fn read(
    workbook: &Workbook,
    choices: &TableChoices,
    remembered: &[QuotaLayoutBody],
    library: &Library,
) -> Result<ReadTable> {
    let terms = term::terms()?;
    let filled = workbook.sheets.iter().filter(|sheet| sheet.visible && !sheet.rows.is_empty());
    let looked: Vec<(&Sheet, Option<Head>)> =
        filled.map(|sheet| (sheet, head::find(sheet, &terms))).collect();
    let (sheet, head) = if choices.sheet.is_empty() {
        let score = |found: &Option<Head>| found.as_ref().map_or(0, |head| head.score);
        looked.iter().rev().max_by_key(|(_, head)| score(head))
    } else {
        looked.iter().find(|(sheet, _)| sheet.name == choices.sheet)
    }
    .ok_or_else(|| empty(&workbook.name))?;
    let mut columns = column::columns(sheet, head.as_ref(), &terms);
    let headers: Vec<String> = columns.iter().map(|column| column.header.clone()).collect();
    let known = remembered.iter().find(|body| head.is_some() && body.headers == headers);
    for column in &mut columns {
        if let Some(code) = known.and_then(|body| body.fields.get(&column.header)) {
            column.field = Field::from_code(code);
        }
        if let Some(field) = choices.fields.get(&column.col) {
            column.field = *field;
            column.chosen = true;
        }
    }
    let mut common = head::said_above(sheet, head.as_ref());
    common.extend(choices.common.iter().map(|(field, text)| (*field, text.clone())));
    common.retain(|_, text| !text.trim().is_empty());
    let first = head.as_ref().map_or(0, |head| head.last + 1);
    let (rows, skipped) = row::rows(sheet, first, &columns, &common, library);
    Ok(ReadTable {
        sheet: sheet.name.clone(),
        head: head.as_ref().map(|head| (head.first, head.last)),
        columns,
        common,
        remembered: known.is_some(),
        rows,
        skipped,
    })
}

fn empty(name: &str) -> Error {
    Error::refused(
        Text::new(format!("“{name}”中没有可读取的表格。"), format!("{name} holds no table")),
        Text::new(
            "请复制或选择含产品、单位和定额数值的表格。",
            "copy or choose a table of products, units and values",
        ),
    )
}

/// Sheets of a workbook that hold something.
pub(crate) fn sheets(workbook: &Workbook) -> Vec<String> {
    let filled = workbook.sheets.iter().filter(|sheet| sheet.visible && !sheet.rows.is_empty());
    filled.map(|sheet| sheet.name.clone()).collect()
}
