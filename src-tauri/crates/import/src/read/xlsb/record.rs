//! The stream of records that a part of a binary workbook consists of.

use crate::read::biff::Bytes;
use crate::read::fault::{Exceeded, Fault};
use crate::read_error::Bound;
use std::io::{ErrorKind, Read};

/// Records of a part, read one after the other into one buffer.
pub(super) struct Records<R> {
    part: R,
    data: Vec<u8>,
    /// The longest record that is let through, bytes.
    longest: u64,
}

impl<R: Read> Records<R> {
    /// Records of a part from its start.
    pub(super) fn new(part: R, longest: u64) -> Self {
        Self { part, data: Vec::new(), longest }
    }

    /// The next record's kind and data; none at the part's end.
    pub(super) fn next(&mut self) -> Result<Option<(u16, &[u8])>, Fault> {
        let Some(low) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(low);
        if low & 0x80 != 0 {
            kind = (kind & 0x7F) | (u16::from(self.needed()? & 0x7F) << 7);
        }
        let mut length = 0_u64;
        for shift in [0, 7, 14, 21] {
            let byte = self.needed()?;
            length |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > self.longest {
            return Err(Exceeded { bound: Bound::Token, limit: self.longest }.into());
        }
        self.data.clear();
        self.part.by_ref().take(length).read_to_end(&mut self.data)?;
        if (self.data.len() as u64) < length {
            return Err(Fault::part("记录不完整"));
        }
        Ok(Some((kind, &self.data)))
    }

    fn byte(&mut self) -> Result<Option<u8>, Fault> {
        let mut byte = [0];
        match self.part.read_exact(&mut byte) {
            Ok(()) => Ok(Some(byte[0])),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn needed(&mut self) -> Result<u8, Fault> {
        self.byte()?.ok_or_else(|| Fault::part("记录不完整"))
    }
}

/// Text with a length of four bytes before it, and the bytes that it takes.
pub(super) fn wide(data: &[u8]) -> Option<(String, usize)> {
    let end = (data.u32(0)? as usize).checked_mul(2)?.checked_add(4)?;
    let text = encoding_rs::UTF_16LE.decode_without_bom_handling(data.get(4..end)?).0;
    Some((text.into_owned(), end))
}
