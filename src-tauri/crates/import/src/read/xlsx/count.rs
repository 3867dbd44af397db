//! What was met on the way through a sheet's cells, to tell whether two passes met the same.

use crate::workbook::Cell;

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

/// The cells that two passes read, in their order: a digest of their places and contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Digest(u64);

impl Digest {
    /// Adds the next cell.
    #[inline]
    pub(super) fn add(&mut self, (row, column): (u32, u32), cell: &Cell) {
        self.word(u64::from(row) << 32 | u64::from(column));
        match cell {
            Cell::Number(number) => self.word(number.to_bits()),
            Cell::Bool(value) => self.words(b'b', &[u8::from(*value)]),
            Cell::Text(text) => self.words(b't', text.as_bytes()),
            Cell::Moment(text) => self.words(b'm', text.as_bytes()),
            Cell::Error(text) => self.words(b'e', text.as_bytes()),
            Cell::Uncomputed(text) => self.words(b'u', text.as_bytes()),
        }
    }

    fn words(&mut self, kind: u8, bytes: &[u8]) {
        self.word(u64::from(kind) << 56 | bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    #[inline]
    fn word(&mut self, word: u64) {
        // Each step can be undone, so that one difference is never lost; turning the digest
        // brings its upper bits to where the product spreads them.
        const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(FACTOR);
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;
    use crate::workbook::Cell;

    fn digest(cells: &[((u32, u32), Cell)]) -> Digest {
        let mut digest = Digest::default();
        cells.iter().for_each(|(place, cell)| digest.add(*place, cell));
        digest
    }

    #[test]
    fn cells_that_differ_in_place_kind_or_content_have_another_digest() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let sheet = |first: Cell, second: Cell| [((0, 0), first), ((0, 1), second)];
        let given = sheet(Cell::Number(2.0), text("甲"));
        let same = sheet(Cell::Number(2.0), text("甲"));
        assert_eq!(digest(&given), digest(&same));
        for other in [
            sheet(Cell::Number(-2.0), text("甲")),
            sheet(Cell::Number(2.0), text("乙")),
            sheet(Cell::Number(2.0), Cell::Error("甲".into())),
            sheet(text("2"), text("甲")),
            sheet(text("甲"), Cell::Number(2.0)),
            [((0, 0), Cell::Number(2.0)), ((1, 0), text("甲"))],
        ] {
            assert_ne!(digest(&given), digest(&other), "{other:?}");
        }
        let signs = |sign: f64| sheet(Cell::Number(sign), Cell::Number(sign));
        assert_ne!(digest(&signs(0.0)), digest(&signs(-0.0)), "two signs do not cancel out");
    }
}
