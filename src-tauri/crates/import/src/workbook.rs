//! A workbook as it was read: sheets of sparse cells, before anything is understood.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A file of tables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// File name without its folder.
    pub name: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// What the bytes are, whatever the name says.
    pub format: Format,
    /// Sheets in the file's order.
    pub sheets: Vec<Sheet>,
    /// What was noticed while reading, as plain facts for the recogniser to pass on.
    pub notes: Vec<ReadNote>,
}

/// A file format, told by content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Office Open XML, with or without macros.
    Xlsx,
    /// Office binary workbook.
    Xlsb,
    /// BIFF5 or BIFF8.
    Xls,
    /// OpenDocument.
    Ods,
    /// Separated text, in any encoding.
    Csv,
    /// Tables of a web page, or of the clipboard.
    Html,
    /// An Excel 2003 XML table.
    SpreadsheetMl,
}

/// Something noticed while reading that does not stop the reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ReadNote {
    /// A sheet that could not be read, with the reader's reason.
    SheetUnreadable {
        /// The sheet.
        sheet: String,
        /// The reader's reason.
        reason: String,
    },
    /// The text encoding that was recognised for separated text.
    Encoding(String),
    /// One cell, or one merged region, that could not be read; the rest of the sheet was.
    CellUnreadable {
        /// The sheet.
        sheet: String,
        /// Its address as the file gives it: `C5`.
        cell: String,
        /// The reader's reason, in Chinese.
        reason: String,
    },
    /// Cells that lie under a merged region, hold a value of their own that nobody sees,
    /// and were left out; only the region's first cell counts.
    CoveredIgnored {
        /// The sheet.
        sheet: String,
        /// Row and column of each, from 0.
        cells: Vec<(u32, u32)>,
    },
    /// Formulas without a result in the file, whose results were computed here from the other
    /// cells: each holds its value now.
    Recomputed {
        /// The sheet.
        sheet: String,
        /// Row and column of each, from 0, with its formula.
        cells: Vec<(u32, u32, String)>,
    },
    /// The file asks to be computed anew when opened: stored results may be out of date.
    RecalculationPending,
    /// A sheet that the usual reader refused, or read otherwise than the file's own records
    /// say: its cells were taken from those records.
    ReadTolerantly {
        /// The sheet.
        sheet: String,
        /// What the usual reader did, in Chinese.
        reason: String,
    },
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name; for separated text the file's stem.
    pub name: String,
    /// False for a hidden sheet. Its cells are then not read.
    pub visible: bool,
    /// Rows that hold something, from the top.
    pub rows: Vec<Row>,
    /// Merged regions.
    pub merges: Vec<Region>,
    /// Hidden rows, from 0.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns, from 0.
    pub hidden_cols: BTreeSet<u32>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number, from 0.
    pub index: u32,
    /// Cells that hold something, from the left: column from 0, and content.
    pub cells: Vec<(u32, Cell)>,
}

/// The content of a cell.
// What is rare is boxed, so that a cell is three words wide: a large sheet holds millions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Text as it stands.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A date, a time or a duration, in ISO 8601. Never a flow.
    Moment(Box<str>),
    /// An error value: `#DIV/0!`.
    Error(Box<str>),
    /// A formula whose result the file does not hold.
    Uncomputed(Box<str>),
}

/// A rectangle of cells, ends included, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Region {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

impl Region {
    /// True where the cell lies inside.
    pub const fn holds(&self, row: u32, col: u32) -> bool {
        self.top <= row && row <= self.bottom && self.left <= col && col <= self.right
    }
}

impl Sheet {
    /// The content of a cell; none where it is empty.
    pub fn cell(&self, row: u32, col: u32) -> Option<&Cell> {
        let row = self.rows.binary_search_by_key(&row, |row| row.index).ok()?;
        let cells = &self.rows[row].cells;
        cells.binary_search_by_key(&col, |cell| cell.0).ok().map(|at| &cells[at].1)
    }
}
