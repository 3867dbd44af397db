//! What was met on the way through a sheet's cells, to tell whether two passes met the same.

/// The kind of content of a stored cell, as far as it can be told without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing, or text that is only blanks.
    Nothing,
    /// A number or a date.
    Number,
    /// A shared string.
    Shared,
    /// Text in the cell.
    Text,
    /// True or false.
    Bool,
    /// An error.
    Error,
    /// A date in ISO 8601.
    Date,
}

/// Cells met in their order: how many, and a digest of their places and kinds of content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Cells that hold something.
    pub(super) filled: u64,
    digest: u64,
}

impl Count {
    /// Adds the next cell.
    #[inline]
    pub(super) fn add(&mut self, (row, column): (u32, u32), content: Content) {
        // FNV-1a over whole words: every place and kind changes all that follows.
        const PRIME: u64 = 0x0000_0100_0000_01B3;
        let word = u64::from(row) << 24 | u64::from(column) << 4 | content as u64;
        self.digest = (self.digest ^ word).wrapping_mul(PRIME);
        self.filled += u64::from(content != Content::Nothing);
    }
}
