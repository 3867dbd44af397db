//! The log of changes (更改记录), as the window shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which part of the log is asked for. Empty texts and none ask for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LogQuery {
    /// The language of the words: `zh` or `en`.
    pub lang: String,
    /// Only changes before this one: the last of the page before.
    pub before: Option<String>,
    /// Only changes of this person.
    pub by: String,
    /// Only changes of a kind of record, by its code.
    pub kind: String,
    /// Only changes in which these words occur: in what was done, why, on what, or in values.
    pub text: String,
    /// Only changes of this unit and its streams.
    pub unit: Option<String>,
    /// Of that unit, only this quantity, by its code; `withdrawal_total` for all sources.
    pub item: Option<String>,
    /// Only changes of this record.
    pub record: Option<String>,
}

/// A page of the log, the newest change first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ChangeLog {
    /// The changes, at most fifty.
    pub changes: Vec<LoggedChange>,
    /// True where there are older ones.
    pub more: bool,
    /// Everybody who made a change.
    pub people: Vec<String>,
    /// The kinds of records that were ever changed, in the order of the program.
    pub kinds: Vec<LogKind>,
    /// What is asked about, in words; empty for everything.
    pub subject: String,
}

/// A kind of record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LogKind {
    /// The name on the wire.
    pub code: String,
    /// The name on screen.
    pub name: String,
}

/// A change: who wanted what, when and why, and what it did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LoggedChange {
    /// Its identity.
    pub id: String,
    /// When, by the clock of this computer: `2024-09-12T10:20:30`.
    pub at: String,
    /// By whom.
    pub by: String,
    /// What was done.
    pub what: String,
    /// Why; empty where nobody said.
    pub reason: String,
    /// True where it is taken back.
    pub undone: bool,
    /// `undo` or `redo` where it took another change back or brought it back; else empty.
    pub turns: String,
    /// True where it was made on another computer.
    pub elsewhere: bool,
    /// What it did to each record; the first fifty.
    pub records: Vec<LoggedRecord>,
    /// How many records more it changed.
    pub further: u32,
}

/// What a change did to a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LoggedRecord {
    /// The kind of record, by its code.
    pub kind: String,
    /// Its name on screen.
    pub kind_name: String,
    /// What people call the record; empty where the kind says it.
    pub subject: String,
    /// `made`, `changed` or `removed`.
    pub done: String,
    /// The fields that differ.
    pub fields: Vec<LoggedField>,
}

/// A field before and after, with units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LoggedField {
    /// What it is called.
    pub field: String,
    /// What it was; — where it was not known.
    pub before: String,
    /// What it is.
    pub after: String,
}
