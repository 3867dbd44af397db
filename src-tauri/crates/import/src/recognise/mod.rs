//! From sheets of cells to units, streams and doubts: by meaning, never by position.
//!
//! A sheet is a [`grid::Grid`]; its headers are [`band`]s; under each stand [`block`]s. The
//! words of a header ([`term`], [`heading`]) and the arithmetic of the rows ([`sums`],
//! [`column`]) say what a block means. [`choose`] tells workshops from summaries and
//! copies, and [`draft`] puts the site together. Nothing is dropped without a doubt.

mod band;
mod block;
mod caption;
mod choose;
mod column;
mod draft;
mod facts;
mod figures;
mod grid;
mod heading;
mod label;
mod measure;
mod number;
mod outline;
mod record;
mod register;
mod remark;
mod report;
mod review;
mod scale;
mod sums;
mod table;
mod term;
mod text;
mod value;
mod word;
mod workbook_pass;

pub use report::{
    BlockReport, ColumnChoice, ColumnReport, Hints, Meaning, Recognition, RowReport, RowRole,
    SheetReport, SheetRole,
};

use crate::workbook::Workbook;

/// Recognises a workbook. The same workbook and hints give the same result.
pub fn recognise(workbook: &Workbook, hints: &Hints) -> Recognition {
    workbook_pass::recognise(workbook, hints)
}
