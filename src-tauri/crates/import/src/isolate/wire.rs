//! How the answer travels from the reading process to its parent: piece by piece, so that
//! neither of them holds a second copy of the workbook.

use crate::read_error::ReadError;
use crate::workbook::{Row, Workbook};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};

/// Begins an answer; changes with the form of [`Workbook`].
const BEGIN: &[u8] = b"SHUIHENG-WORKBOOK-2\n";
/// Ends an answer, so that half of one is not taken for a whole.
const END: &[u8] = b"\nEND\n";
/// Cells that travel together, at least.
const CELLS: usize = 4_096;

/// Writes an answer: the workbook without its rows, then each sheet's rows, some at a time,
/// up to a piece without rows. Each row is let go of once it is written.
pub(super) fn write(
    mut answer: Result<Workbook, ReadError>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut sheets: Vec<Vec<Row>> = Vec::new();
    if let Ok(workbook) = &mut answer {
        sheets.extend(workbook.sheets.iter_mut().map(|sheet| std::mem::take(&mut sheet.rows)));
    }
    let mut piece = Vec::new();
    out.write_all(BEGIN)?;
    put(&answer, &mut piece, out)?;
    for rows in sheets {
        let (mut some, mut cells) = (Vec::new(), 0);
        for row in rows {
            cells += row.cells.len();
            some.push(row);
            if cells >= CELLS {
                put(&some, &mut piece, out)?;
                some.clear();
                cells = 0;
            }
        }
        if !some.is_empty() {
            put(&some, &mut piece, out)?;
        }
        put(&Vec::<Row>::new(), &mut piece, out)?;
    }
    out.write_all(END)?;
    out.flush()
}

/// The answer in a process's output, while it is being written; none where it is not whole.
pub(super) fn read(output: &mut impl Read) -> Option<Result<Workbook, ReadError>> {
    let mut piece = Vec::new();
    marked(output, BEGIN)?;
    let mut answer: Result<Workbook, ReadError> = take(output, &mut piece)?;
    if let Ok(workbook) = &mut answer {
        for sheet in &mut workbook.sheets {
            loop {
                let mut rows: Vec<Row> = take(output, &mut piece)?;
                if rows.is_empty() {
                    break;
                }
                sheet.rows.append(&mut rows);
            }
        }
    }
    marked(output, END)?;
    let is_over = output.read(&mut [0]).ok()? == 0;
    is_over.then_some(answer)
}

/// Writes a piece behind its length.
fn put(value: &impl Serialize, piece: &mut Vec<u8>, out: &mut impl Write) -> io::Result<()> {
    piece.clear();
    postcard::to_io(value, &mut *piece).map_err(io::Error::other)?;
    out.write_all(&(piece.len() as u64).to_le_bytes())?;
    out.write_all(piece)
}

/// Takes a piece.
fn take<T: DeserializeOwned>(output: &mut impl Read, piece: &mut Vec<u8>) -> Option<T> {
    let mut length = [0; 8];
    output.read_exact(&mut length).ok()?;
    let length = u64::from_le_bytes(length);
    piece.clear();
    // The length is not believed: no more memory is asked for than comes.
    output.take(length).read_to_end(piece).ok()?;
    let (value, rest) = postcard::take_from_bytes(piece).ok()?;
    (rest.is_empty() && piece.len() as u64 == length).then_some(value)
}

/// Goes behind a mark; none where another stands.
fn marked(output: &mut impl Read, mark: &[u8]) -> Option<()> {
    let mut found = vec![0; mark.len()];
    output.read_exact(&mut found).ok()?;
    (found == mark).then_some(())
}
