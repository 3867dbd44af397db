//! The parts of a zipped workbook, under bounds: on the directory before anything is
//! unpacked, and on the bytes that really come out, since a directory can lie.

use super::fault::{Exceeded, Fault};
use super::limits::Limits;
use super::tally::check;
use super::trail::{Ahead, Trail};
use crate::read_error::{Bound, Refusal};
use std::collections::BTreeMap;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use zip::ZipArchive;
use zip::result::ZipError;

/// A zipped workbook.
pub(crate) struct Package<'a> {
    zip: ZipArchive<Ahead<'a>>,
    trail: Arc<Trail>,
    /// Index of each part by its name in lower case with forward slashes.
    names: BTreeMap<String, usize>,
    size: u64,
    unpacked: u64,
    limits: Limits,
}

/// An unpacked part, to be read through a buffer.
pub(crate) type Part<'p> = BufReader<Bounded<'p>>;

impl<'a> Package<'a> {
    /// Opens a package after a look at its directory.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Refusal> {
        let file = Ahead::new(bytes);
        let trail = file.trail();
        let mut zip = ZipArchive::new(file).map_err(|error| broken(&error, bytes))?;
        check(Bound::Parts, zip.len() as u64, limits.parts).map_err(|over| over.refusal())?;
        let mut names = BTreeMap::new();
        let mut total: u64 = 0;
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|error| broken(&error, bytes))?;
            names.insert(plain(&String::from_utf8_lossy(part.name_raw())), index);
            total = total.saturating_add(part.size());
            directory_bounds(part.size(), part.compressed_size(), total, limits)
                .map_err(|over| over.refusal())?;
        }
        Ok(Self { zip, trail, names, size: bytes.len() as u64, unpacked: 0, limits: *limits })
    }

    /// Names of all parts, in lower case.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// True where no two parts have the same name, so that every reader finds the same one.
    pub(crate) fn is_unambiguous(&self) -> bool {
        self.names.len() == self.zip.len()
    }

    /// What tells a second reader of the same bytes how far this one has come.
    pub(crate) fn trail(&self) -> Arc<Trail> {
        Arc::clone(&self.trail)
    }

    /// The packed size of a part, bytes; 0 where the package has none of this name.
    pub(crate) fn packed(&mut self, name: &str) -> u64 {
        let index = self.names.get(&plain(name)).copied();
        index
            .and_then(|index| self.zip.by_index_raw(index).ok())
            .map_or(0, |part| part.compressed_size())
    }

    /// A part; none where the package has none of this name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, Fault> {
        let Some(index) = self.names.get(&plain(name)) else { return Ok(None) };
        let inner = self.zip.by_index(*index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                Fault::File(Refusal::Encrypted)
            }
            other => Fault::part(format!("{name}: {other}")),
        })?;
        let part = Bounded {
            packed: inner.compressed_size(),
            inner: Box::new(inner),
            file: self.size,
            read: 0,
            run: 0,
            unpacked: &mut self.unpacked,
            limits: self.limits,
        };
        Ok(Some(BufReader::with_capacity(1 << 16, part)))
    }

    /// Reads parts once more that have been gone through: what comes out of them counts once.
    pub(crate) fn once_more<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.unpacked;
        let made = read(self);
        self.unpacked = before;
        made
    }

    /// A whole part in memory; none where the package has none of this name.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(mut part) = self.part(name)? else { return Ok(None) };
        part.get_mut().run = NO_RUN;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }
}

/// Programs write `xl\workbook.xml`, `/xl/workbook.xml` and `xl/Workbook.xml` alike.
pub(crate) fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn directory_bounds(size: u64, packed: u64, total: u64, limits: &Limits) -> Result<(), Exceeded> {
    check(Bound::Part, size, limits.part)?;
    check(Bound::Unpacked, total, limits.unpacked)?;
    ratio(size, packed, limits)
}

fn ratio(size: u64, packed: u64, limits: &Limits) -> Result<(), Exceeded> {
    if size <= limits.ratio_from {
        Ok(())
    } else {
        check(Bound::Ratio, size / packed.max(1), limits.ratio)
    }
}

/// A zip that does not end as one was cut off; any other fault is damage.
fn broken(error: &ZipError, bytes: &[u8]) -> Refusal {
    const END: &[u8] = b"PK\x05\x06";
    const END_SIZE: usize = 22;
    let tail = &bytes[bytes.len().saturating_sub(66_000)..];
    if tail.windows(END_SIZE).any(|window| window.starts_with(END)) {
        Refusal::Damaged(error.to_string())
    } else {
        Refusal::Truncated
    }
}

/// What went wrong while unpacking, in the words of a person.
fn unpacking(error: &io::Error) -> io::Error {
    let words = error.to_string();
    let found = if words.contains("checksum") {
        "内容与校验值不符"
    } else if words.contains("declared") {
        "解压后的大小与文件目录所载不符"
    } else {
        "压缩数据已损坏"
    };
    io::Error::new(error.kind(), found)
}

/// Marks a part in which a piece of text may be as long as the part.
const NO_RUN: u64 = u64::MAX;

/// The bytes of a part as they are unpacked, each counted against the bounds.
pub(crate) struct Bounded<'p> {
    inner: Box<dyn Read + 'p>,
    packed: u64,
    file: u64,
    read: u64,
    /// Bytes since the last `<`: the length of the piece that the XML reader must hold.
    run: u64,
    unpacked: &'p mut u64,
    limits: Limits,
}

impl Bounded<'_> {
    fn count(&mut self, bytes: &[u8]) -> Result<(), Exceeded> {
        let count = bytes.len() as u64;
        self.read += count;
        *self.unpacked += count;
        check(Bound::Part, self.read, self.limits.part)?;
        check(Bound::Unpacked, *self.unpacked, self.limits.unpacked)?;
        ratio(self.read, self.packed, &self.limits)?;
        ratio(*self.unpacked, self.file, &self.limits)?;
        if self.run == NO_RUN {
            return Ok(());
        }
        self.run = match bytes.iter().rposition(|byte| *byte == b'<') {
            Some(at) => count - at as u64,
            None => self.run + count,
        };
        check(Bound::Token, self.run, self.limits.token)
    }
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer).map_err(|error| unpacking(&error))?;
        self.count(&buffer[..count]).map_err(io::Error::other)?;
        Ok(count)
    }
}
