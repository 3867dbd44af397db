//! Files that were handed over, their sheets and cells, and the doubts about them.

use serde::{Deserialize, Serialize};
use shuiheng_audit::Name;
use ts_rs::TS;

/// An imported file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SourceFile {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// When it was imported, ISO 8601.
    pub imported: String,
    /// Its sheets as they were recognised.
    pub sheets: Vec<SheetReport>,
}

/// What a sheet was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SheetReport {
    /// Its name.
    pub name: String,
    /// balance, summary, meters, production, ignored, hidden …
    pub role: String,
    /// The role in words.
    pub role_name: String,
    /// Why.
    pub reason: String,
    /// Unit of measure, printed; empty where none.
    pub unit_of_measure: String,
    /// Range of the table: `A5:Q26`; empty where none.
    pub range: String,
    /// Columns of its tables.
    pub columns: Vec<ColumnReport>,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ColumnReport {
    /// Letters: `D`.
    pub column: String,
    /// Header as written, from the top: 重复利用水量 / 循环水量.
    pub header: String,
    /// What it was taken for; empty where not recognised.
    pub meaning: String,
    /// How sure, 0 to 1.
    pub confidence: f64,
}

/// A cell of an imported file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Cell {
    /// SHA-256 of the file.
    // Held once, however many cells are of it: a large diagnosis tells of some thousands.
    #[ts(type = "string")]
    pub file: Name,
    /// Sheet.
    #[ts(type = "string")]
    pub sheet: Name,
    /// `D8` or `B5:H5`.
    pub a1: String,
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
    /// Last row and column, from 0, where a range is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub to: Option<(u32, u32)>,
}

/// A doubt on the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Doubt {
    /// error, warning, note.
    pub severity: String,
    /// True where it must be settled before the figures can be used.
    pub blocking: bool,
    /// Code.
    pub code: String,
    /// Cells.
    pub cells: Vec<Cell>,
    /// What was found and assumed.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// A piece of a sheet of a kept file, around a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SheetPiece {
    /// File name.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// First row, from 0.
    pub top: u32,
    /// First column, from 0.
    pub left: u32,
    /// Texts of the cells, row by row.
    pub rows: Vec<Vec<String>>,
}
