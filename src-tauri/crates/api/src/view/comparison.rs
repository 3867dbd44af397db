//! A corrected file beside what the diagnosis holds: what changed, what follows, what to decide.

use super::{Cell, Doubt, ImportReading, SourceFile};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a corrected file changes, cell by cell, and what that does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportComparison {
    /// Name of the file in force; empty where no file was taken over yet.
    pub file_before: String,
    /// Why the cells could not be compared; empty where they were.
    pub not_compared: String,
    /// Sheets with cells that differ, and sheets that only one file has.
    pub sheets: Vec<SheetChange>,
    /// What follows for the balance, the indicators and the comparisons.
    pub effects: Vec<ImportEffect>,
    /// Figures of a person that the file has otherwise.
    pub conflicts: Vec<ImportConflict>,
    /// Figures that change where the file replaces everything.
    pub replaced: u32,
    /// Figures that change where a person's own are kept.
    pub merged: u32,
}

/// The cells of a sheet that differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SheetChange {
    /// Name of the sheet.
    pub sheet: String,
    /// changed, added, removed.
    pub kind: String,
    /// How many cells differ; `cells` may be the first of them.
    pub count: u32,
    /// The cells.
    pub cells: Vec<CellChange>,
}

/// A cell that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CellChange {
    /// The cell in the file in force; null where its row is new.
    pub before_cell: Option<Cell>,
    /// The cell in the corrected file; null where its row is gone.
    pub cell: Option<Cell>,
    /// What the row is called.
    pub row: String,
    /// Content before; empty where there was none.
    pub before: String,
    /// Content now; empty where there is none.
    pub after: String,
    /// The unit and quantity that it feeds, where known.
    pub feeds: String,
}

/// A result before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportEffect {
    /// total, unit, indicator, comparison.
    pub group: String,
    /// What it is.
    pub what: String,
    /// As it is now, printed.
    pub before: String,
    /// Where the file replaces everything, printed.
    pub replaced: String,
    /// Where a person's own figures are kept, printed.
    pub merged: String,
}

/// A figure of a person that the file has otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportConflict {
    /// Its name in a decision.
    pub key: String,
    /// Unit by name.
    pub unit: String,
    /// Quantity by name.
    pub quantity: String,
    /// The person's figure, printed.
    pub own: String,
    /// The file's figure, printed.
    pub file: String,
    /// The cell in the file.
    pub cell: Option<Cell>,
    /// True where the file splits the quantity otherwise, so that the person's figure
    /// cannot stand beside it: the file's counts.
    pub fixed: bool,
}

/// What a person decides on a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportDecision {
    /// replace, merge, keep.
    pub decision: String,
    /// Of the conflicts those where the file's figure is taken, by key; for merge.
    pub from_file: Vec<String>,
}

impl ImportDecision {
    fn of(decision: &str, from_file: Vec<String>) -> Self {
        Self { decision: decision.to_owned(), from_file }
    }

    /// The file's figures replace what the diagnosis holds.
    pub fn replace() -> Self {
        Self::of("replace", Vec::new())
    }

    /// The file's figures are taken, a person's own stay but those named.
    pub fn merge(from_file: Vec<String>) -> Self {
        Self::of("merge", from_file)
    }

    /// The file is kept as a source; figures stay as they are.
    pub fn keep() -> Self {
        Self::of("keep", Vec::new())
    }
}

/// What a workbook holds, before anything is taken over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    /// Handle for accepting it.
    pub token: String,
    /// The file.
    pub file: SourceFile,
    /// The enterprise's name as found; empty where not.
    pub enterprise: String,
    /// Operating days as found.
    pub operating_days: Option<f64>,
    /// Units found.
    pub units: u32,
    /// Products found.
    pub products: u32,
    /// Meters found.
    pub meters: u32,
    /// Amounts of years, months or bills found.
    pub use_periods: u32,
    /// Readings of meters found.
    pub readings: u32,
    /// Rows of equipment found.
    pub equipment: u32,
    /// Figures of water quality found.
    pub quality: u32,
    /// Intake by the file, m³/d.
    pub intake: Option<f64>,
    /// True where this very file was imported before: accepting changes nothing.
    pub known: bool,
    /// True where the diagnosis holds figures that accepting would replace.
    pub replaces: bool,
    /// What differs from what the diagnosis holds.
    pub differences: Vec<ImportDifference>,
    /// Doubts.
    pub doubts: Vec<Doubt>,
    /// How it was read, and what can be chosen instead.
    pub reading: ImportReading,
}

/// A figure that a corrected file changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportDifference {
    /// changed, added, removed.
    pub kind: String,
    /// Unit, product or meter by name.
    pub what: String,
    /// Quantity by name; empty for the whole.
    pub quantity: String,
    /// Before, printed; empty where it was not there.
    pub before: String,
    /// After, printed.
    pub after: String,
    /// The cell in the new file.
    pub cell: Option<Cell>,
}
