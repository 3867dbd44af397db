//! What the window shows of a workbook before it is taken over: the sheet as it is, what
//! each part was taken for, and what can be chosen instead.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a workbook was read, and what can be chosen instead.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportReading {
    /// Its sheets, in the file's order.
    pub sheets: Vec<ImportSheet>,
    /// The tables found on them.
    pub tables: Vec<ImportTable>,
    /// What the file gives for the whole site.
    pub totals: Vec<ImportTotal>,
    /// Whether the site closes: closed, attention, open, unknown.
    pub closure: String,
    /// Units that do not close.
    pub open_units: u32,
    /// True where the file gives something that can be taken over.
    pub usable: bool,
    /// How many doubts must be settled before the figures can be used.
    pub blocking: u32,
    /// The choices that this reading obeys.
    pub choices: ImportChoices,
    /// What can be chosen.
    pub offers: ImportOffers,
}

/// A sheet of the workbook.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportSheet {
    /// Its name.
    pub name: String,
    /// What it is for, in words.
    pub role_name: String,
    /// Why.
    pub reason: String,
    /// False for a hidden sheet.
    pub visible: bool,
    /// Rows up to the last that holds something.
    pub rows: u32,
    /// Columns up to the last that holds something.
    pub cols: u32,
}

/// A table found on a sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportTable {
    /// The sheet.
    pub sheet: String,
    /// First row, from 0.
    pub top: u32,
    /// First column, from 0.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
    /// Its cells: `A4:P21`.
    pub range: String,
    /// True where units stand across and quantities down: then `col` of its columns are
    /// rows.
    pub transposed: bool,
    /// What it is for.
    pub role: String,
    /// The same in words.
    pub role_name: String,
    /// Its unit of measure; empty where not known.
    pub unit: String,
    /// The same as printed.
    pub unit_symbol: String,
    /// As written in the file.
    pub unit_as_written: String,
    /// The fingerprint of its layout: tables with the same headers have the same.
    pub layout: String,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
    /// What was chosen before for tables of this layout; null where nothing was.
    pub remembered: Option<RememberedLayout>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportColumn {
    /// Column, from 0; in a transposed table the row.
    pub col: u32,
    /// `D`, or `第5行`.
    pub letter: String,
    /// Its headers from the top.
    pub header: String,
    /// Row of its lowest header, from 0.
    pub header_row: u32,
    /// Column of its lowest header, from 0.
    pub header_col: u32,
    /// What it means; empty where not recognised.
    pub meaning: String,
    /// The same in words.
    pub meaning_name: String,
    /// Its unit of measure; empty where it holds no flow or none is known.
    pub unit: String,
    /// The same as printed.
    pub unit_symbol: String,
    /// How sure the meaning is, from 0 to 1.
    pub confidence: f64,
    /// Why.
    pub reason: String,
    /// True where a person chose it.
    pub chosen: bool,
}

/// What was chosen before for tables of a layout.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RememberedLayout {
    /// Identity.
    pub id: String,
    /// The enterprise for which it holds; empty: for everyone.
    pub enterprise: String,
    /// When it was remembered, ISO 8601.
    pub made: String,
    /// By whom.
    pub by: String,
    /// From which file.
    pub file: String,
    /// False where it was switched off for this file.
    pub used: bool,
}

/// A sum over the site.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportTotal {
    /// Code of the quantity.
    pub code: String,
    /// In words.
    pub name: String,
    /// m³/d, or % where the code ends so; null where not known.
    pub value: Option<f64>,
}

/// What can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportOffers {
    /// Meanings of columns.
    pub meanings: Vec<ImportOffer>,
    /// Units of measure.
    pub units: Vec<ImportOffer>,
    /// What a table is for.
    pub roles: Vec<ImportOffer>,
    /// What a row is.
    pub row_roles: Vec<ImportOffer>,
}

/// One thing that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportOffer {
    /// Its code.
    pub code: String,
    /// In words.
    pub name: String,
}

/// What a person chose for the import of one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ImportChoices {
    /// What was chosen of its tables.
    pub tables: Vec<ImportTableChoice>,
    /// Rows that are headers of tables.
    pub headers: Vec<ImportHeaderChoice>,
    /// Operating days of the year; obeyed where the diagnosis has none.
    pub operating_days: Option<f64>,
    /// Hours of work in a day for flows per hour.
    pub working_hours: Option<f64>,
    /// Remembered layouts that are not to be used, by identity.
    pub without: Vec<String>,
}

/// Rows of a sheet that are the header of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ImportHeaderChoice {
    /// The sheet.
    pub sheet: String,
    /// The first row, from 0.
    pub top: u32,
    /// The last row, from 0.
    pub bottom: u32,
}

/// What was chosen of a table, which is found by its first cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ImportTableChoice {
    /// The sheet.
    pub sheet: String,
    /// First row, from 0.
    pub top: u32,
    /// First column, from 0.
    pub left: u32,
    /// What it is for.
    pub role: Option<String>,
    /// Its unit of measure.
    pub unit: Option<String>,
    /// What was chosen of its columns.
    pub columns: Vec<ImportColumnChoice>,
    /// What was chosen of its rows.
    pub rows: Vec<ImportRowChoice>,
}

/// What was chosen of a column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ImportColumnChoice {
    /// Column, from 0; in a transposed table the row.
    pub col: u32,
    /// What it means.
    pub meaning: Option<String>,
    /// Its unit of measure.
    pub unit: Option<String>,
}

/// What was chosen of a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ImportRowChoice {
    /// Row, from 0; in a transposed table the column.
    pub row: u32,
    /// What it is.
    pub role: String,
}

/// A window of a sheet as it is, with what each cell was taken for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportPiece {
    /// The sheet.
    pub sheet: String,
    /// First row, from 0.
    pub top: u32,
    /// First column, from 0.
    pub left: u32,
    /// Cells that hold something or are spoken of, row by row.
    pub cells: Vec<ImportCell>,
    /// Merged regions that reach into the window.
    pub merges: Vec<ImportRegion>,
    /// Rows of tables in the window.
    pub rows: Vec<ImportRow>,
}

/// A cell of the sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportCell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
    /// As shown.
    pub text: String,
    /// What it was taken for: header, name, figure, total, of_which, check, section, note,
    /// unit, fact, unread, hidden; empty outside of any table.
    pub took: String,
    /// The quantity of a figure, in words.
    pub quantity: String,
    /// The gravest doubt that names it: error, warning, note; empty where none does.
    pub doubt: String,
}

/// A merged region.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportRegion {
    /// First row, from 0.
    pub top: u32,
    /// First column, from 0.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// A row of a table; a column of a transposed one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// Row, from 0.
    pub row: u32,
    /// First row of its table, from 0.
    pub top: u32,
    /// First column of its table, from 0.
    pub left: u32,
    /// What it is.
    pub role: String,
    /// The same in words.
    pub role_name: String,
    /// Why.
    pub reason: String,
}

/// A header that a person gave a meaning, for all workbooks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Synonym {
    /// The header.
    pub header: String,
    /// The header above it, below which alone it holds; empty: anywhere.
    pub under: String,
    /// Code of its meaning.
    pub meaning: String,
    /// The same in words.
    pub meaning_name: String,
    /// When it was added, ISO 8601.
    pub made: String,
    /// By whom.
    pub by: String,
}
