//! From the bytes of a file to a [`Workbook`].
//!
//! Content decides, not the name. The values of cells come from calamine. Around it stands
//! what calamine does not do: every count and reference that a file states is checked against
//! what is really there before calamine builds on it; hidden rows and columns, formulas
//! without results and covered cells are told; and what calamine refuses or passes over is
//! read by own, tolerant readers, with a note. Each format's module says which part is whose.

mod biff;
mod compound;
mod contents;
mod csv_table;
pub(crate) mod fault;
mod grid;
mod hidden;
mod html;
mod kind;
mod library;
mod limits;
mod moment;
mod ods;
pub(crate) mod outlet;
pub(crate) mod package;
pub(crate) mod reference;
pub(crate) mod relations;
mod spreadsheetml;
mod suspects;
mod tags;
mod tally;
mod text;
mod trail;
mod two_readings;
mod xls;
mod xlsb;
pub(crate) mod xlsx;
pub(crate) mod xml;

pub use limits::Limits;
pub(crate) use reference::cell as cell_reference;

use crate::read_error::{Bound, ReadError, Refusal};
use crate::recompute::recompute;
use crate::workbook::{Format, ReadNote, Workbook};
use contents::Contents;
use kind::{Kind, Zipped};
use outlet::{Offering, Outlet};
use package::Package;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tally::{Tally, check};
use text::Written;

/// Reads a file that is already in memory, in this process.
///
/// A file made to harm can still exhaust memory here (the old `.xls` above all); what
/// comes from outside is read through [`crate::read_isolated`].
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    let whole = read_through(bytes, name, limits, None)?;
    whole.ok_or_else(|| Refusal::Damaged(BROKEN.to_owned()).of(name))
}

const BROKEN: &str = "内部结构异常";

/// Reads a file as [`read`] does; none where the workbook is what was offered through the
/// outlet before all of it had been checked.
pub(crate) fn read_through(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    outlet: Option<&mut dyn Outlet>,
) -> Result<Option<Workbook>, ReadError> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let workbook = |(format, contents): (Format, Contents)| Workbook {
        name: name.to_owned(),
        sha256: sha256(bytes),
        format,
        sheets: contents.sheets,
        notes: contents.notes,
    };
    let offered = |contents: Contents| workbook((Format::Xlsx, contents));
    let offering = outlet.map(|outlet| Offering::new(outlet, &offered));
    // A panic inside a foreign parser is a fault of the file, not of the program.
    let result = catch_unwind(AssertUnwindSafe(|| contents(bytes, name, limits, offering)));
    let result = result.unwrap_or_else(|_| Err(Refusal::Damaged(BROKEN.to_owned())));
    let Some(found) = result.map_err(|refusal| refusal.of(name))? else { return Ok(None) };
    if let Some(reason) = found.1.nothing_read() {
        return Err(Refusal::NothingReadable(reason.to_owned()).of(name));
    }
    Ok(Some(workbook(found)))
}

fn contents(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    offering: Option<Offering<'_>>,
) -> Result<Option<(Format, Contents)>, Refusal> {
    check(Bound::File, bytes.len() as u64, limits.file).map_err(|over| over.refusal())?;
    let mut tally = Tally::new(limits);
    let found = match kind::tell(bytes, name)? {
        Kind::Text => written(bytes, name, &mut tally)?,
        Kind::Xls => (Format::Xls, xls::read(bytes, &mut tally)?),
        Kind::Zip => {
            let mut package = Package::open(bytes, limits)?;
            match kind::tell_zipped(&mut package)? {
                Zipped::Xlsx => {
                    let found = xlsx::read(bytes, &mut package, &mut tally, offering)?;
                    let Some(mut contents) = found else { return Ok(None) };
                    recompute(&mut contents.sheets, &mut contents.notes);
                    (Format::Xlsx, contents)
                }
                Zipped::Xlsb => (Format::Xlsb, xlsb::read(bytes, &mut package, &mut tally)?),
                Zipped::Ods => (Format::Ods, ods::read(bytes, &mut package, &mut tally)?),
            }
        }
    };
    Ok(Some(found))
}

/// Text: separated fields, or the markup that goes under the name of a workbook.
fn written(bytes: &[u8], name: &str, tally: &mut Tally<'_>) -> Result<(Format, Contents), Refusal> {
    let (text, encoding) = text::decode(bytes)?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (format, mut contents) = match text::told(&text)? {
        Written::Separated => (Format::Csv, csv_table::read(&text, stem, tally)?),
        Written::Html => (Format::Html, html::read(&text, stem, tally)?),
        Written::SpreadsheetMl => (Format::SpreadsheetMl, spreadsheetml::read(&text, tally)?),
    };
    contents.notes.insert(0, ReadNote::Encoding(encoding.to_owned()));
    Ok((format, contents))
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing into a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
