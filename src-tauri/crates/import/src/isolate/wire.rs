//! How the answer travels from the reading process to its parent: piece by piece, so that
//! neither of them holds a second copy of the workbook; and, of a large sheet, before all of
//! it has been checked.

use crate::read::outlet::{Offer, Outlet};
use crate::read_error::ReadError;
use crate::workbook::{Row, Workbook};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Read, Write};

/// Begins an answer; changes with the form of [`Workbook`].
const BEGIN: &[u8] = b"SHUIHENG-WORKBOOK-3\n";
/// Ends an answer, so that half of one is not taken for a whole.
const END: &[u8] = b"\nEND\n";
/// Cells that travel together, at least.
const CELLS: usize = 4_096;

/// A piece of what is said.
#[derive(Serialize, Deserialize)]
enum Piece<'p> {
    /// Further rows: ahead of an offer, or behind an answer.
    Rows(Cow<'p, [Row]>),
    /// What the file holds with the rows so far, if the check finds nothing.
    Offer(Offer),
    /// The check has found nothing: the offer is the answer.
    Agreed,
    /// The workbook without its rows, which follow sheet by sheet, each up to a piece without
    /// rows; or why there is none. Whatever was offered does not count.
    Answer(Result<Workbook, ReadError>),
}

/// The output of the reading process.
pub(super) struct Output<W> {
    out: W,
    piece: Vec<u8>,
}

impl<W: Write> Output<W> {
    /// Begins the output.
    pub(super) fn begin(mut out: W) -> io::Result<Self> {
        out.write_all(BEGIN)?;
        Ok(Self { out, piece: Vec::new() })
    }

    /// Writes the answer and ends the output; none says that the offer is the answer. Each row
    /// is let go of once it is written.
    pub(super) fn answer(mut self, answer: Result<Option<Workbook>, ReadError>) -> io::Result<()> {
        match answer {
            Ok(None) => self.put(&Piece::Agreed)?,
            Ok(Some(workbook)) => self.workbook(workbook)?,
            Err(error) => self.put(&Piece::Answer(Err(error)))?,
        }
        self.out.write_all(END)?;
        self.out.flush()
    }

    fn workbook(&mut self, mut workbook: Workbook) -> io::Result<()> {
        let rows = workbook.sheets.iter_mut().map(|sheet| std::mem::take(&mut sheet.rows));
        let sheets: Vec<Vec<Row>> = rows.collect();
        self.put(&Piece::Answer(Ok(workbook)))?;
        for rows in sheets {
            let (mut some, mut cells) = (Vec::new(), 0);
            for row in rows {
                cells += row.cells.len();
                some.push(row);
                if cells >= CELLS {
                    self.put(&Piece::Rows(Cow::Borrowed(&some)))?;
                    some.clear();
                    cells = 0;
                }
            }
            if !some.is_empty() {
                self.put(&Piece::Rows(Cow::Borrowed(&some)))?;
            }
            self.put(&Piece::Rows(Cow::Borrowed(&[])))?;
        }
        Ok(())
    }

    /// Writes a piece behind its length.
    fn put(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        self.piece.clear();
        postcard::to_io(piece, &mut self.piece).map_err(io::Error::other)?;
        self.out.write_all(&(self.piece.len() as u64).to_le_bytes())?;
        self.out.write_all(&self.piece)
    }
}

impl<W: Write + Send> Outlet for Output<W> {
    fn rows(&mut self, rows: &[Row]) -> io::Result<()> {
        if rows.is_empty() { Ok(()) } else { self.put(&Piece::Rows(Cow::Borrowed(rows))) }
    }

    fn offer(&mut self, offer: Offer) -> io::Result<()> {
        self.put(&Piece::Offer(offer))?;
        self.out.flush()
    }
}

/// The answer in a process's output, while it is being written, and what `work` makes of it;
/// none where it is not whole. The work is done on what is offered already, and once more
/// where the answer is another.
pub(super) fn read<T>(
    output: &mut impl Read,
    mut work: impl FnMut(&Workbook) -> T,
) -> Option<Result<(Workbook, T), ReadError>> {
    let mut piece = Vec::new();
    marked(output, BEGIN)?;
    let mut ahead: Vec<Row> = Vec::new();
    let mut offered = None;
    let answer = loop {
        match take(output, &mut piece)? {
            Piece::Rows(rows) => ahead.append(&mut rows.into_owned()),
            Piece::Offer(offer) => {
                let workbook = offer.complete(std::mem::take(&mut ahead))?;
                let made = work(&workbook);
                offered = Some((workbook, made));
            }
            Piece::Agreed => {
                finish(output)?;
                return Some(Ok(offered?));
            }
            Piece::Answer(answer) => break answer,
        }
    };
    drop((ahead, offered));
    let answer = answer.map(|workbook| with_rows(workbook, output, &mut piece));
    let workbook = match answer {
        Ok(workbook) => workbook?,
        Err(error) => {
            finish(output)?;
            return Some(Err(error));
        }
    };
    finish(output)?;
    let made = work(&workbook);
    Some(Ok((workbook, made)))
}

/// A workbook with the rows that follow it.
fn with_rows(
    mut workbook: Workbook,
    output: &mut impl Read,
    piece: &mut Vec<u8>,
) -> Option<Workbook> {
    for sheet in &mut workbook.sheets {
        loop {
            let Piece::Rows(rows) = take(output, piece)? else { return None };
            if rows.is_empty() {
                break;
            }
            sheet.rows.append(&mut rows.into_owned());
        }
    }
    Some(workbook)
}

/// Takes a piece.
fn take(output: &mut impl Read, piece: &mut Vec<u8>) -> Option<Piece<'static>> {
    let mut length = [0; 8];
    output.read_exact(&mut length).ok()?;
    let length = u64::from_le_bytes(length);
    piece.clear();
    // The length is not believed: no more memory is asked for than comes.
    output.take(length).read_to_end(piece).ok()?;
    let (value, rest) = postcard::take_from_bytes(piece).ok()?;
    (rest.is_empty() && piece.len() as u64 == length).then_some(value)
}

/// Goes behind the end of the output; none where more follows.
fn finish(output: &mut impl Read) -> Option<()> {
    marked(output, END)?;
    (output.read(&mut [0]).ok()? == 0).then_some(())
}

/// Goes behind a mark; none where another stands.
fn marked(output: &mut impl Read, mark: &[u8]) -> Option<()> {
    let mut found = vec![0; mark.len()];
    output.read_exact(&mut found).ok()?;
    (found == mark).then_some(())
}
