//! A copy of an enterprise's workbook with each problem marked at its cell, to be sent back.
//!
//! A library that reads a workbook into a model and writes the model anew (umya-spreadsheet,
//! edit-xlsx) writes only what its model knows: form controls, slicers, sparklines, threaded
//! comments, custom XML or a signature of macros are gone then, without a word. So nothing is
//! read into a model here. Every part of the package is handed through as it is packed, and
//! only the parts that a mark touches are copied tag by tag, with the tags of the marks
//! changed or put between ([`package`]).
//!
//! It is done in the program's own process: the workbook has passed the reader's process,
//! the same bounds on parts and bytes stand around every part that is unpacked, and nothing
//! here asks for memory or time by a number that the file states. A panic ends the copy only.

mod comment;
mod copy;
mod derived;
mod drawing;
mod gather;
mod link;
mod list;
mod package;
mod sheet;
mod style;
mod tag;

pub use derived::{DERIVED, is_derived};
pub use list::{Column, List, ListRow, is_list, list_name};
pub use package::{Ending, ending};

use crate::read::Limits;
use crate::read_error::{ReadError, Refusal};
use crate::workbook::Workbook;
use shuiheng_audit::{Doubt, Severity};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is marked in a workbook, and the list of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Marks {
    /// Marked cells by the name of their sheet, then by row and column from 0.
    pub sheets: BTreeMap<String, BTreeMap<(u32, u32), Mark>>,
    /// The list.
    pub list: List,
}

/// A marked cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The worst of what is said of the cell: its fill.
    pub severity: Severity,
    /// What is said of the cell; empty where only the fill marks it, because it is one of
    /// many of which the first says it.
    pub note: String,
}

impl Marks {
    /// What is to be marked in a workbook for doubts about it.
    pub fn of(workbook: &Workbook, doubts: &[Doubt]) -> Self {
        gather::marks(workbook, doubts)
    }
}

/// The colour of the fill that marks a severity: red, green and blue.
pub const fn colour(severity: Severity) -> u32 {
    match severity {
        Severity::Error => 0xFF_A3_A3,
        Severity::Warning => 0xFF_DE_73,
        Severity::Note => 0xDC_D0_F5,
    }
}

/// A severity as the enterprise is told it.
pub const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "必须处理",
        Severity::Warning => "请核实",
        Severity::Note => "说明",
    }
}

/// The bytes of an Office Open XML workbook with marks; everything else of it is as it was.
///
/// # Errors
/// The package is not such that marks could be put in safely, with the reason.
pub fn marked(
    bytes: &[u8],
    name: &str,
    marks: &Marks,
    limits: &Limits,
) -> Result<Vec<u8>, ReadError> {
    let copy = catch_unwind(AssertUnwindSafe(|| package::marked(bytes, marks, limits)));
    let copy = copy.unwrap_or_else(|_| Err(Refusal::Damaged("内部结构异常".to_owned())));
    copy.map_err(|refusal| refusal.of(name))
}
