//! The stream of records that a BIFF workbook consists of.

use crate::read::biff::Bytes;

/// A record: its kind, and its data.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// Its kind.
    pub(super) kind: u16,
    /// Its data.
    pub(super) data: &'a [u8],
}

/// Records from a place in the stream to its end, or to the first that is cut off.
#[derive(Clone, Debug)]
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// Records from an offset on.
    pub(super) fn from(stream: &'a [u8], offset: usize) -> Self {
        Self { rest: stream.get(offset..).unwrap_or_default() }
    }

    /// The data of records that continue the last one.
    pub(super) fn continued(&mut self) -> Vec<&'a [u8]> {
        const CONTINUE: u16 = 0x003C;
        let mut parts = Vec::new();
        let mut ahead = self.clone();
        while let Some(record) = ahead.next().filter(|record| record.kind == CONTINUE) {
            parts.push(record.data);
            *self = ahead.clone();
        }
        parts
    }
}

/// The records of a sheet itself, from its place in the stream to its end, each with its own
/// place: those of embedded charts are left out.
pub(super) fn of_sheet(stream: &[u8], offset: usize) -> impl Iterator<Item = (usize, Record<'_>)> {
    const BEGIN: u16 = 0x0809;
    const END: u16 = 0x000A;
    let (mut at, mut depth) = (offset, 0_usize);
    let records = Records::from(stream, offset).map_while(move |record| {
        let place = at;
        at += 4 + record.data.len();
        match record.kind {
            BEGIN => depth += 1,
            END if depth <= 1 => return None,
            END => depth -= 1,
            _ => {}
        }
        Some((depth, place, record))
    });
    records.filter(|(depth, _, _)| *depth <= 1).map(|(_, place, record)| (place, record))
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = self.rest.u16(0)?;
        let length = usize::from(self.rest.u16(2)?);
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some(Record { kind, data })
    }
}
