//! How the answer travels from the reading process to its parent.

use crate::read_error::ReadError;
use crate::workbook::Workbook;
use std::io::{self, Write};

/// Begins an answer; changes with the form of [`Workbook`].
const BEGIN: &[u8] = b"SHUIHENG-WORKBOOK-1\n";
/// Ends an answer, so that half of one is not taken for a whole.
const END: &[u8] = b"\nEND\n";

/// Writes an answer.
pub(super) fn write(answer: &Result<Workbook, ReadError>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(BEGIN)?;
    postcard::to_io(answer, &mut *out).map_err(io::Error::other)?;
    out.write_all(END)?;
    out.flush()
}

/// The answer in a process's output; none where it is not whole.
pub(super) fn read(output: &[u8]) -> Option<Result<Workbook, ReadError>> {
    let body = output.strip_prefix(BEGIN)?;
    let (answer, rest) = postcard::take_from_bytes(body).ok()?;
    (rest == END).then_some(answer)
}
