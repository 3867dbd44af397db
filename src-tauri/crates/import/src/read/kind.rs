//! What a file is, by its content, whatever its name says.

use super::compound::{Compound, MARK};
use super::package::Package;
use crate::read_error::{Foreign, Refusal};

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip: one of several kinds, told by its parts.
    Zip,
    /// A compound file with a BIFF workbook.
    Xls,
    /// Text.
    Text,
}

/// Beginnings of files that are no workbooks.
const FOREIGN: &[(&[u8], Foreign)] = &[
    (b"%PDF", Foreign::Pdf),
    (b"\x89PNG", Foreign::Picture),
    (b"\xFF\xD8\xFF", Foreign::Picture),
    (b"GIF8", Foreign::Picture),
    (b"II*\0", Foreign::Picture),
    (b"MM\0*", Foreign::Picture),
    (b"Rar!", Foreign::Archive),
    (b"7z\xBC\xAF", Foreign::Archive),
    (b"\x1F\x8B", Foreign::Archive),
    (b"{\\rtf", Foreign::RichText),
    (b"SQLite format 3\0", Foreign::Database),
    (b"\0\x01\0\0Standard", Foreign::Database),
    (b"MZ\x90\0", Foreign::Program),
    (b"\x7FELF", Foreign::Program),
    // Worksheets of Excel 2, 3 and 4 stand outside of a compound file.
    (b"\x09\0\x04\0", Foreign::OldExcel),
    (b"\x09\x02\x06\0", Foreign::OldExcel),
    (b"\x09\x04\x06\0", Foreign::OldExcel),
];

/// Marks that document protection of companies leaves at the beginning of a file.
const PROTECTED: &[&[u8]] = &[b"E-SafeNet", b"%TSD-Header-###%"];

/// The kind of a file, or why it cannot be read.
pub(super) fn tell(bytes: &[u8], name: &str) -> Result<Kind, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if name.starts_with("~$") && bytes.len() < 1024 {
        return Err(Refusal::LockFile);
    }
    let head = &bytes[..bytes.len().min(512)];
    if PROTECTED.iter().any(|mark| head.windows(mark.len()).any(|window| window == *mark)) {
        return Err(Refusal::Protected);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(b"PK") && bytes.len() < 64 {
        return Err(Refusal::Truncated);
    }
    if bytes.starts_with(MARK) {
        return compound(bytes);
    }
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Err(Refusal::WrongType(Foreign::Picture));
    }
    match FOREIGN.iter().find(|(start, _)| bytes.starts_with(start)) {
        Some((_, foreign)) => Err(Refusal::WrongType(*foreign)),
        None => Ok(Kind::Text),
    }
}

/// A compound file by its streams.
fn compound(bytes: &[u8]) -> Result<Kind, Refusal> {
    // The tables are often the last thing to be written, so half a file has none.
    let file = Compound::open(bytes).ok_or(Refusal::Truncated)?;
    if file.has("encryptedpackage") {
        Err(Refusal::Encrypted)
    } else if file.has("workbook") || file.has("book") {
        Ok(Kind::Xls)
    } else if file.has("worddocument") {
        Err(Refusal::WrongType(Foreign::Word))
    } else if file.has("powerpoint document") {
        Err(Refusal::WrongType(Foreign::PowerPoint))
    } else if file.names().any(|name| name.starts_with("__properties_version")) {
        Err(Refusal::WrongType(Foreign::Mail))
    } else {
        Err(Refusal::WrongType(Foreign::Compound))
    }
}

/// A kind of workbook inside a zip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zipped {
    /// Office Open XML.
    Xlsx,
    /// Office binary.
    Xlsb,
    /// OpenDocument.
    Ods,
}

/// The kind of a zipped file by its parts, or why it cannot be read.
pub(super) fn tell_zipped(package: &mut Package<'_>) -> Result<Zipped, Refusal> {
    let mime = package.bytes("mimetype").ok().flatten().unwrap_or_default();
    let mime = String::from_utf8_lossy(&mime).into_owned();
    if mime.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(Zipped::Ods);
    }
    if mime.starts_with("application/vnd.oasis.opendocument") {
        return Err(Refusal::WrongType(Foreign::OpenDocument));
    }
    let any = |test: &dyn Fn(&str) -> bool| package.names().any(test);
    if any(&|name| name.ends_with("workbook.bin")) {
        Ok(Zipped::Xlsb)
    } else if any(&|name| name.starts_with("xl/") || name.ends_with("workbook.xml")) {
        Ok(Zipped::Xlsx)
    } else if any(&|name| name == "content.xml") {
        Ok(Zipped::Ods)
    } else if any(&|name| name.starts_with("word/")) {
        Err(Refusal::WrongType(Foreign::Word))
    } else if any(&|name| name.starts_with("ppt/")) {
        Err(Refusal::WrongType(Foreign::PowerPoint))
    } else if any(&|name| name.ends_with(".iwa")) {
        Err(Refusal::WrongType(Foreign::Numbers))
    } else {
        Err(Refusal::WrongType(Foreign::Archive))
    }
}
