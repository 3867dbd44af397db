//! Text in BIFF: Unicode in version 8, in a code page before.

use crate::read::biff::Bytes;
use encoding_rs::{Encoding, GBK, UTF_16LE};

/// How a workbook writes text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Script {
    /// BIFF8: UTF-16, with the upper bytes left out where all are zero.
    Unicode,
    /// BIFF5: an 8-bit code page.
    CodePage(&'static Encoding),
}

impl Script {
    /// Text with a length of two bytes before it.
    pub(super) fn long(self, data: &[u8]) -> Option<String> {
        match self {
            Self::Unicode => Source::new(vec![data]).string(),
            Self::CodePage(page) => {
                let length = usize::from(data.u16(0)?);
                Some(page.decode_without_bom_handling(data.get(2..2 + length)?).0.into_owned())
            }
        }
    }

    /// Text with a length of one byte before it.
    pub(super) fn short(self, data: &[u8]) -> Option<String> {
        let length = usize::from(*data.first()?);
        match self {
            Self::Unicode => {
                let wide = data.get(1)? & 1 == 1;
                let chars = data.get(2..2 + if wide { 2 * length } else { length })?;
                Some(unicode(chars, wide))
            }
            Self::CodePage(page) => {
                Some(page.decode_without_bom_handling(data.get(1..1 + length)?).0.into_owned())
            }
        }
    }
}

fn unicode(bytes: &[u8], wide: bool) -> String {
    if wide {
        UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
    } else {
        bytes.iter().copied().map(char::from).collect()
    }
}

/// The encoding of a code page; GBK where the page is not known, since the files are Chinese.
pub(super) fn code_page(page: u16) -> &'static Encoding {
    codepage::to_encoding(page).unwrap_or(GBK)
}

/// True where bytes that are said to be western text are Chinese in GBK: every byte above
/// ASCII belongs to a pair, and the pairs are characters in use.
pub(super) fn is_chinese(samples: &[&[u8]]) -> bool {
    let (mut chinese, mut other) = (0_usize, 0_usize);
    for sample in samples {
        let Some(text) = GBK.decode_without_bom_handling_and_without_replacement(sample) else {
            return false;
        };
        for c in text.chars().filter(|c| !c.is_ascii()) {
            match c {
                '\u{4E00}'..='\u{9FA5}' | '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' => {
                    chinese += 1
                }
                _ => other += 1,
            }
        }
    }
    chinese > other * 4
}

/// Text that runs on from one record into those that continue it.
pub(super) struct Source<'a> {
    parts: std::vec::IntoIter<&'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Source<'a> {
    /// Text in a record and those that continue it.
    pub(super) fn new(parts: Vec<&'a [u8]>) -> Self {
        let mut parts = parts.into_iter();
        let rest = parts.next().unwrap_or_default();
        Self { parts, rest }
    }

    /// True where nothing is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        while self.rest.is_empty() {
            if !self.turn() {
                return true;
            }
        }
        false
    }

    fn turn(&mut self) -> bool {
        match self.parts.next() {
            Some(part) => {
                self.rest = part;
                true
            }
            None => false,
        }
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            self.turn();
        }
        let taken = self.rest.get(..count)?;
        self.rest = &self.rest[count..];
        Some(taken)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.rest.len() {
            count -= self.rest.len();
            if !self.turn() {
                return None;
            }
        }
        self.rest = &self.rest[count..];
        Some(())
    }

    /// The next string with its length of two bytes; formatting and reading aids are skipped.
    pub(super) fn string(&mut self) -> Option<String> {
        let length = usize::from(self.take(2)?.u16(0)?);
        let flags = *self.take(1)?.first()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.take(2)?.u16(0)?) };
        let extra = if flags & 4 == 0 { 0 } else { self.take(4)?.u32(0)? as usize };
        let text = self.characters(length, flags & 1 == 1)?;
        self.skip(4 * runs)?;
        self.skip(extra)?;
        Some(text)
    }

    /// So many characters; where they run on into the next record, it says anew how wide they are.
    fn characters(&mut self, length: usize, wide: bool) -> Option<String> {
        let (mut wide, mut left) = (wide, length);
        let mut text = String::with_capacity(length);
        loop {
            let width = if wide { 2 } else { 1 };
            let count = left.min(self.rest.len() / width);
            text.push_str(&unicode(self.take_here(count * width), wide));
            left -= count;
            if left == 0 {
                return Some(text);
            }
            if !self.turn() {
                return None;
            }
            wide = self.take(1)?.first()? & 1 == 1;
        }
    }

    fn take_here(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        taken
    }
}
