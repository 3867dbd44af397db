//! The library: its rows with where they come from, who confirmed them and their versions;
//! tables of quotas that are taken in; libraries that are merged; the choice for a product.

use super::Quota;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryList {
    /// Rows that fit what was searched for.
    pub rows: Vec<LibraryRow>,
    /// Tables: code and name.
    pub tables: Vec<LibraryOption>,
    /// Rows in all.
    pub total: u32,
    /// Rows that are confirmed, in all.
    pub confirmed: u32,
    /// Who confirmed last: what the form begins with.
    pub by: String,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
    /// What undo would take back in the workspace; null where there is nothing.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
}

/// A code and its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryOption {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// Which row of which table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryKey {
    /// quotas, limits, tolerances, coverage, data_quality, checks.
    pub table: String,
    /// Identity in the table.
    pub id: String,
}

/// A row of the library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryRow {
    /// Table, by code.
    pub table: String,
    /// Identity in the table.
    pub id: String,
    /// Table, in words.
    pub table_name: String,
    /// Kind within the table, by code; empty where the table has no kinds.
    pub kind: String,
    /// Kind, in words.
    pub kind_name: String,
    /// Product, indicator, method or check.
    pub name: String,
    /// Standard or document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Industry.
    pub industry: String,
    /// Condition or scope.
    pub condition: String,
    /// Values with their names, printed.
    pub values: String,
    /// Unit, printed.
    pub unit: String,
    /// Dates and how the row may be used, in words; empty where there is nothing to say.
    pub standing: String,
    /// confirmed, changed, unconfirmed.
    pub state: String,
    /// The state in words: 已核实, 内容已修改，原核实失效, 未核实.
    pub state_name: String,
    /// Who confirmed it, when and from what; empty where nobody has.
    pub confirmed: String,
    /// shipped, own, revised.
    pub origin: String,
    /// The origin in words.
    pub origin_name: String,
    /// Made up as an example.
    pub example: bool,
}

/// A row with everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryDetail {
    /// The row.
    pub row: LibraryRow,
    /// Every field that holds something, in order.
    pub fields: Vec<LibraryField>,
    /// The row as it is edited; null for other tables.
    pub quota: Option<Quota>,
    /// Confirmations, the newest first.
    pub confirmations: Vec<LibraryConfirmation>,
    /// Versions, the newest first; empty for rows that cannot be edited.
    pub versions: Vec<LibraryVersion>,
}

/// A field by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryField {
    /// Name.
    pub name: String,
    /// Value, printed.
    pub value: String,
}

/// That somebody held a row against its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryConfirmation {
    /// Its record.
    pub id: String,
    /// Who.
    pub by: String,
    /// When.
    pub on: String,
    /// Document.
    pub document: String,
    /// Page or clause.
    pub clause: String,
    /// Name of the photo or scan; empty where there is none.
    pub scan: String,
    /// True while the row is what was confirmed.
    pub current: bool,
    /// Who withdrew it, when and why; empty where it stands.
    pub withdrawn: String,
}

/// What a person says when confirming rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryConfirming {
    /// The rows, all of one document.
    pub rows: Vec<LibraryKey>,
    /// Who.
    pub by: String,
    /// When, `YYYY-MM-DD`.
    pub on: String,
    /// Document that lies before the person.
    pub document: String,
    /// Page or clause.
    pub clause: String,
    /// Handle of the picked photo or scan; null for none.
    pub scan: Option<String>,
}

/// A version of a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryVersion {
    /// Its number, from 1.
    pub number: u32,
    /// Who made it; empty for what ships.
    pub by: String,
    /// When.
    pub on: String,
    /// Why, or from which file.
    pub reason: String,
    /// What it changed of the version before.
    pub changes: Vec<LibraryChange>,
}

/// A field that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryChange {
    /// Field, by name.
    pub field: String,
    /// Before, printed; empty where there was nothing.
    pub before: String,
    /// After, printed.
    pub after: String,
}

/// A table of quotas that waits to be taken over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuotaImport {
    /// Handle for the next call.
    pub token: String,
    /// The file, or that it was pasted.
    pub name: String,
    /// Sheets that hold something.
    pub sheets: Vec<String>,
    /// The sheet that is read.
    pub sheet: String,
    /// Rows of the head, from 1: first and last.
    pub head: [u32; 2],
    /// Columns.
    pub columns: Vec<QuotaColumn>,
    /// What a column can mean: code and name.
    pub meanings: Vec<LibraryOption>,
    /// What holds for every row that does not say it itself: field code and text.
    pub common: BTreeMap<String, String>,
    /// True where what the columns mean was remembered of a table before.
    pub remembered: bool,
    /// Rows that were read.
    pub rows: Vec<QuotaImportRow>,
    /// Rows that hold no quota, and why they were passed over.
    pub skipped: Vec<QuotaSkipped>,
    /// Rows without a doubt that is to be looked at.
    pub sound: u32,
    /// Rows that are the same as in the library already.
    pub same: u32,
    /// Rows that cannot be taken over.
    pub blocked: u32,
}

/// A column of such a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuotaColumn {
    /// From 0.
    pub col: u32,
    /// Letter.
    pub letter: String,
    /// Head as written.
    pub header: String,
    /// Field code; empty: not taken.
    pub field: String,
    /// Field name.
    pub field_name: String,
    /// The unit that the head states; empty where none.
    pub unit: String,
    /// True where a person chose the meaning.
    pub chosen: bool,
    /// The first texts below it.
    pub samples: Vec<String>,
}

/// A row that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuotaImportRow {
    /// Row of the table, from 1.
    pub line: u32,
    /// The quota as it would be kept.
    pub quota: Quota,
    /// new, same, version, blocked.
    pub state: String,
    /// The state in words.
    pub state_name: String,
    /// True where nothing is to be looked at.
    pub sound: bool,
    /// Doubts.
    pub doubts: Vec<QuotaDoubt>,
    /// What it changes of the row that the library has.
    pub changes: Vec<LibraryChange>,
}

/// A doubt on a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuotaDoubt {
    /// error, warning, note.
    pub severity: String,
    /// Code.
    pub code: String,
    /// The column, from 0; null where it is about the row.
    pub col: Option<u32>,
    /// What was found.
    pub message: String,
}

/// A row that was passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuotaSkipped {
    /// Row of the table, from 1.
    pub line: u32,
    /// Its text.
    pub text: String,
    /// Why.
    pub reason: String,
}

/// What a person chose for such a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuotaImportChoices {
    /// The sheet; empty: the one with the most rows.
    pub sheet: String,
    /// Meaning of columns: column from 0, and field code; empty: not taken.
    pub fields: BTreeMap<u32, String>,
    /// What holds for every row that does not say it itself.
    pub common: BTreeMap<String, String>,
}

/// A colleague's library held against this one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryMerge {
    /// Handle for the next call.
    pub token: String,
    /// The file.
    pub name: String,
    /// Rows that are new here.
    pub added: Vec<LibraryMergeRow>,
    /// Rows of which the file has a newer version.
    pub newer: Vec<LibraryMergeRow>,
    /// Rows that both changed: a person decides.
    pub conflicts: Vec<LibraryMergeRow>,
    /// Rows that are the same.
    pub same: u32,
    /// Rows of which this library has the newer version.
    pub older: u32,
    /// Confirmations that are new here.
    pub confirmations: u32,
}

/// A row of the file beside the row here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LibraryMergeRow {
    /// Row.
    pub id: String,
    /// Product and standard, for people.
    pub name: String,
    /// Who made the file's version, when and why.
    pub made: String,
    /// Who made the version here; empty where there is none.
    pub made_here: String,
    /// Where they differ: here and in the file.
    pub changes: Vec<LibraryChange>,
}

/// How the row that judges a product was chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuotaChoice {
    /// The row; empty where there is none.
    pub id: String,
    /// True where the program proposed it.
    pub proposed: bool,
    /// Why that row.
    pub reason: String,
    /// How its edition stands to the balance period, in words; empty where there is no row.
    pub standing: String,
    /// What asked for a reason.
    pub objections: Vec<String>,
    /// Where the library's row differs by now from the version that judges; empty where it
    /// does not.
    pub newer: Vec<LibraryChange>,
    /// What can be done where there is no row; empty where there is one.
    pub advice: Vec<String>,
}

/// A row that can be chosen for a product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuotaOffer {
    /// The row.
    pub quota: Quota,
    /// proposed, open, reasoned, never.
    pub standing: String,
    /// How its edition stands to the balance period, in words.
    pub standing_name: String,
    /// What asks for a reason, or why it can never be chosen.
    pub objections: Vec<String>,
}
