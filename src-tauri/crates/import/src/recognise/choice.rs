//! What a person chose of a table: what it is, in which unit, what its columns and rows are.

use super::layout::header_key;
use super::report::{Meaning, RowRole, SheetRole};
use serde::{Deserialize, Serialize};
use shuiheng_audit::FlowUnit;

/// What was chosen of tables of one layout. It holds for any of them, wherever they stand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// What the table is for.
    pub role: Option<SheetRole>,
    /// The unit of measure of its flows, where a column has none of its own.
    pub unit: Option<FlowUnit>,
    /// What its columns mean.
    pub columns: Vec<ColumnChoice>,
}

/// What was chosen of a column; it is found by its headers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnChoice {
    /// Its headers from the top, joined by `/`.
    pub header: String,
    /// Which of the columns of the table with these headers, from 0 at the left.
    #[serde(default)]
    pub nth: usize,
    /// What it means.
    pub meaning: Option<Meaning>,
    /// Its unit of measure.
    pub unit: Option<FlowUnit>,
}

/// What was chosen of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowChoice {
    /// Row, from 0; in a table whose units stand across, the column.
    pub row: u32,
    /// Its name as written; where another name stands there, the choice does not hold.
    pub name: String,
    /// What it is.
    pub role: RowRole,
}

/// Rows of a sheet that a person takes for the header of a table, where the program finds
/// none or finds others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeaderChoice {
    /// The sheet.
    pub sheet: String,
    /// The first row, from 0.
    pub top: u32,
    /// The last row, from 0.
    pub bottom: u32,
}

/// What was chosen of one table of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableChoice {
    /// The sheet.
    pub sheet: String,
    /// The row of the table's first cell, from 0.
    pub row: u32,
    /// The column of the table's first cell, from 0.
    pub col: u32,
    /// The fingerprint of its layout; where the table there has another, nothing of it holds.
    pub layout: String,
    /// What was chosen of the table and its columns.
    pub choices: Choices,
    /// What was chosen of its rows.
    pub rows: Vec<RowChoice>,
}

/// What was chosen of a layout before, and is used again where that layout is met.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// By what the report names it.
    pub id: String,
    /// The fingerprint of the layout.
    pub layout: String,
    /// What was chosen.
    pub choices: Choices,
}

impl Choices {
    /// True where nothing was chosen.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// These choices over others: what is chosen here wins.
    #[must_use]
    pub fn over(&self, others: &Self) -> Self {
        let mut columns = self.columns.clone();
        for other in &others.columns {
            match columns.iter_mut().find(|own| own.is_of(&other.header, other.nth)) {
                Some(own) => {
                    own.meaning = own.meaning.or(other.meaning);
                    own.unit = own.unit.or(other.unit);
                }
                None => columns.push(other.clone()),
            }
        }
        Self { role: self.role.or(others.role), unit: self.unit.or(others.unit), columns }
    }
}

impl ColumnChoice {
    /// True where the choice is of that column: the nth of those with these headers.
    pub fn is_of(&self, header: &str, nth: usize) -> bool {
        self.nth == nth && self.is_headed(header)
    }

    /// True where the choice is of a column with these headers.
    pub(crate) fn is_headed(&self, header: &str) -> bool {
        header_key(&self.header) == header_key(header)
    }
}
