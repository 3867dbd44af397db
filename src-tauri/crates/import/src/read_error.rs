//! Why a file was refused, in words that say what was found and what to do.

use serde::{Deserialize, Serialize};
mod words;

use shuiheng_audit::Text;
use std::fmt;

/// A file that was refused: which, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadError {
    /// The file's name without its folder.
    pub file: String,
    /// Why it was refused.
    pub cause: Refusal,
}

/// Why a file was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// There is no such file.
    Missing,
    /// The system does not let this user read it.
    NotPermitted,
    /// It is a folder.
    Folder,
    /// The disk or the network gave an error, with the system's words.
    Unreachable(String),
    /// It holds no bytes.
    Empty,
    /// A lock file that an office program leaves beside an open workbook.
    LockFile,
    /// It opens with a password only.
    Encrypted,
    /// It was encrypted by a company's document protection.
    Protected,
    /// Its end is missing.
    Truncated,
    /// Its inside is broken, with the reader's words.
    Damaged(String),
    /// It is something else than a workbook.
    WrongType(Foreign),
    /// It is above a bound.
    TooLarge {
        /// Which bound.
        bound: Bound,
        /// The bound's value, in the bound's unit.
        limit: u64,
    },
    /// Reading took longer than this many seconds.
    TookTooLong(u64),
    /// Reading took more memory than this many MiB.
    TooMuchMemory(u64),
    /// The user stopped it.
    Cancelled,
    /// No sheet of it could be read, with the first sheet's reason.
    NothingReadable(String),
    /// The reading process ended without an answer, with what it left.
    Crashed(String),
    /// The reading process could not be started, with the system's words.
    NotStarted(String),
}

/// A bound on a file; what exceeds it is not a water-balance workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// Size of the file, bytes.
    File,
    /// Parts inside the file.
    Parts,
    /// Size of one part when unpacked, bytes.
    Part,
    /// Size of all parts when unpacked, bytes.
    Unpacked,
    /// Unpacked size over packed size.
    Ratio,
    /// Sheets.
    Sheets,
    /// Rows of a sheet.
    Rows,
    /// Columns of a sheet.
    Columns,
    /// Cells that hold something.
    Cells,
    /// Text in all cells, bytes.
    Text,
    /// One piece of text or markup, bytes.
    Token,
    /// Elements of markup inside each other.
    Nesting,
}

impl Bound {
    /// Every bound.
    pub const ALL: [Self; 12] = [
        Self::File,
        Self::Parts,
        Self::Part,
        Self::Unpacked,
        Self::Ratio,
        Self::Sheets,
        Self::Rows,
        Self::Columns,
        Self::Cells,
        Self::Text,
        Self::Token,
        Self::Nesting,
    ];
}

/// What a file is that is no workbook, told by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// Portable Document Format.
    Pdf,
    /// A Word document.
    Word,
    /// A PowerPoint presentation.
    PowerPoint,
    /// An e-mail saved by Outlook.
    Mail,
    /// A picture.
    Picture,
    /// A web page without a table, also under the name of a workbook.
    Html,
    /// A web page with its parts in one file.
    WebArchive,
    /// Another XML document.
    Xml,
    /// An OpenDocument text or drawing.
    OpenDocument,
    /// A workbook of Apple Numbers.
    Numbers,
    /// An archive of files.
    Archive,
    /// A workbook of Excel 4 or older.
    OldExcel,
    /// A database.
    Database,
    /// A program.
    Program,
    /// A container of an office program whose kind is not known.
    Compound,
    /// Rich text.
    RichText,
    /// Bytes of no known kind.
    Unknown,
}

impl Refusal {
    /// The refusal of a file by name.
    pub(crate) fn of(self, file: &str) -> ReadError {
        ReadError { file: file.to_owned(), cause: self }
    }
}

impl ReadError {
    /// What was found, with the file's name.
    pub fn text(&self) -> Text {
        let found = self.cause.found();
        let refused = |verb: &str, what: &str| format!("{verb}“{}”：{what}", self.file);
        Text::new(
            format!("{}。", refused("无法读取", &found.zh)),
            format!("cannot read “{}”: {}", self.file, found.en),
        )
    }

    /// What to do about it, with the file's name.
    pub fn fix(&self) -> Text {
        let fix = self.cause.fix();
        Text::new(format!("“{}”：{}", self.file, fix.zh), format!("“{}”: {}", self.file, fix.en))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().zh)
    }
}

impl std::error::Error for ReadError {}
