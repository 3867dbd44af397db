//! Hidden columns, as a file names them in ranges.

use super::limits::HIDDEN_COLUMNS;
use std::collections::BTreeSet;
use std::ops::Range;

/// Hidden columns while a sheet is being read.
#[derive(Debug, Default)]
pub(crate) struct HiddenColumns {
    /// Columns, from 0.
    pub(crate) columns: BTreeSet<u32>,
    named: u64,
}

impl HiddenColumns {
    /// Adds columns. A file that names them over and over is not followed beyond the bound:
    /// by then each column of the sheet can have been named.
    pub(crate) fn add(&mut self, range: Range<u32>) {
        self.named += u64::from(range.end.saturating_sub(range.start));
        if self.named <= HIDDEN_COLUMNS {
            self.columns.extend(range);
        }
    }
}
