//! From sheets of cells to units, streams and doubts: by meaning, never by position.
//!
//! A sheet is a `Grid`; its headers are bands; under each stand blocks. The
//! words of a header (`term`, `heading`) and the arithmetic of the rows (`sums`,
//! `column`) say what a block means. `choose` tells workshops from summaries and
//! copies, and `draft` puts the site together. Nothing is dropped without a doubt.

// Words, numbers and units of measure.
mod measure;
mod number;
mod synonym;
mod term;
mod text;
mod word;

// Where tables stand on a sheet.
mod band;
mod block;
mod grid;
mod heading;
mod line;
mod long_list;
mod pages;

// What a table means.
mod caption;
mod chosen;
mod column;
mod figures;
mod form;
mod hours;
mod kind;
mod label;
mod layout;
mod phase;
mod record;
mod scaled;
mod signature;
mod state;
mod sums;
mod table;
mod value;
mod worked;

// What several tables mean together.
mod annual;
mod choose;
mod date;
mod facts;
mod profile;

mod ledger;
mod register;
mod scale;
mod share;
mod sides;
mod stated;
mod summary;

// What comes of it.
mod choice;
mod draft;
mod outline;
mod remark;
mod report;
mod review;
mod workbook_pass;

pub use choice::{Choices, ColumnChoice, HeaderChoice, Remembered, RowChoice, TableChoice};
pub use profile::{Fact, FactValue, ProfileField};
pub use report::{
    BlockReport, ColumnReport, Hints, Meaning, Recognition, RowReport, RowRole, SheetReport,
    SheetRole,
};
pub use synonym::{Synonym, SynonymFault, synonym_meanings};

use crate::workbook::Workbook;

/// Recognises a workbook. The same workbook and hints give the same result.
pub fn recognise(workbook: &Workbook, hints: &Hints) -> Recognition {
    workbook_pass::recognise(workbook, hints)
}
