//! Bounds on a file. They refused none of the real workbooks that they were tried on.

/// Bounds on a file; what exceeds one is refused by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, bytes.
    pub file: u64,
    /// Parts inside a zipped workbook.
    pub parts: u64,
    /// One part when unpacked, bytes.
    pub part: u64,
    /// All parts when unpacked, bytes.
    pub unpacked: u64,
    /// Unpacked over packed size, asked above `ratio_from`.
    pub ratio: u64,
    /// Unpacked size from which the ratio is asked, bytes.
    pub ratio_from: u64,
    /// Sheets.
    pub sheets: u64,
    /// Cells that hold something, over all sheets.
    pub cells: u64,
    /// Text of all cells, bytes.
    pub text: u64,
    /// One piece of text or markup, bytes.
    pub token: u64,
}

/// Elements inside each other, in XML and in HTML. Real workbooks have fewer than thirty.
pub(crate) const NESTING: u64 = 256;
/// Columns of one sheet that may be named as hidden, each as often as it is named: a file that
/// names them over and over is not to be followed.
pub(crate) const HIDDEN_COLUMNS: u64 = 16 * 16_384;

const MIB: u64 = 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 256 * MIB,
            parts: 10_000,
            part: 512 * MIB,
            unpacked: 1024 * MIB,
            ratio: 200,
            ratio_from: 16 * MIB,
            sheets: 256,
            cells: 5_000_000,
            text: 256 * MIB,
            token: 16 * MIB,
        }
    }
}
