//! Counts what is taken out of a file, so that no file takes more than its bounds.

use super::fault::Exceeded;
use super::limits::Limits;
use crate::read_error::Bound;

/// Cells and text taken so far, against their bounds.
#[derive(Clone, Debug)]
pub(crate) struct Tally<'a> {
    /// The bounds.
    pub(crate) limits: &'a Limits,
    cells: u64,
    text: u64,
}

impl<'a> Tally<'a> {
    /// Nothing taken yet.
    pub(crate) const fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0, text: 0 }
    }

    /// One more cell, with so many bytes of text.
    pub(crate) fn cell(&mut self, text: usize) -> Result<(), Exceeded> {
        self.cells += 1;
        check(Bound::Cells, self.cells, self.limits.cells)?;
        self.text(text)
    }

    /// So many bytes of text more.
    pub(crate) fn text(&mut self, bytes: usize) -> Result<(), Exceeded> {
        self.text += bytes as u64;
        check(Bound::Text, self.text, self.limits.text)
    }

    /// A piece of text as it stands in the file, of so many bytes.
    pub(crate) fn within_token(&self, bytes: usize) -> Result<(), Exceeded> {
        check(Bound::Token, bytes as u64, self.limits.token)
    }
}

/// Refuses a value above its bound.
pub(crate) fn check(bound: Bound, value: u64, limit: u64) -> Result<(), Exceeded> {
    if value <= limit { Ok(()) } else { Err(Exceeded { bound, limit }) }
}
