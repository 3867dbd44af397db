//! Compound files, the containers of `.xls`: which streams stand at the top, and their bytes.
//!
//! The library for them refuses files whose allocation table is longer than the file, which
//! is how a widespread JavaScript library writes `.xls`. Here only what is used is checked.

use super::biff::Bytes;
use std::collections::BTreeMap;

/// The first bytes of a compound file.
pub(crate) const MARK: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Sector numbers from here on are marks: end of a chain, free, and so on.
const MARKS: u32 = 0xFFFF_FFFA;
const ENTRY: usize = 128;

/// A compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// Of each sector, the next in its chain.
    next: Vec<u32>,
    /// The same for the small sectors inside `small`.
    small_next: Vec<u32>,
    small: Vec<u8>,
    small_sector: usize,
    /// Streams shorter than this lie in small sectors.
    cutoff: usize,
    entries: BTreeMap<String, Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Reads the tables of a file; none where they are broken or cut off.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = 1_usize << bytes.u16(30).filter(|shift| (7..=16).contains(shift))?;
        let small_sector = 1_usize << bytes.u16(32).filter(|shift| (4..=12).contains(shift))?;
        let mut file = Self {
            bytes,
            sector,
            next: Vec::new(),
            small_next: Vec::new(),
            small: Vec::new(),
            small_sector,
            cutoff: bytes.u32(56)? as usize,
            entries: BTreeMap::new(),
        };
        file.next = file.table(bytes)?;
        let directory = file.chain(bytes.u32(48)?, usize::MAX)?;
        file.small_next = numbers(&file.chain(bytes.u32(60)?, usize::MAX)?);
        let root = directory.get(..ENTRY)?;
        file.small = file.chain(root.u32(116)?, root.u32(120)? as usize)?;
        file.entries = top(&directory);
        Some(file)
    }

    /// Names of the streams and folders at the top, in lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// True where a stream or folder of this name, in lower case, stands at the top.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// The bytes of a stream; none where it does not exist or is cut off.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.get(name)?;
        if entry.size >= self.cutoff {
            return self.chain(entry.start, entry.size);
        }
        let mut bytes = Vec::with_capacity(entry.size);
        let mut at = entry.start;
        while bytes.len() < entry.size {
            let from = (at as usize).checked_mul(self.small_sector)?;
            bytes.extend_from_slice(
                self.small.get(from..(from + self.small_sector).min(self.small.len()))?,
            );
            at = *self.small_next.get(at as usize)?;
            if at >= MARKS {
                break;
            }
        }
        bytes.truncate(entry.size);
        (bytes.len() == entry.size).then_some(bytes)
    }

    /// The allocation table: its sectors are listed in the header and in sectors of their own.
    fn table(&self, bytes: &[u8]) -> Option<Vec<u32>> {
        let mut sectors: Vec<u32> = (0..109).map_while(|at| bytes.u32(76 + 4 * at)).collect();
        let mut more = bytes.u32(68)?;
        let mut seen = 0;
        while more < MARKS && seen <= bytes.len() / self.sector {
            let list = numbers(self.at(more)?);
            let (link, list) = list.split_last()?;
            sectors.extend_from_slice(list);
            more = *link;
            seen += 1;
        }
        let most = bytes.len() / self.sector + 1;
        let used = sectors.into_iter().filter(|sector| *sector < MARKS).take(most);
        Some(used.map_while(|sector| self.at(sector)).flat_map(numbers).collect())
    }

    fn at(&self, sector: u32) -> Option<&'a [u8]> {
        let from = (sector as usize).checked_add(1)?.checked_mul(self.sector)?;
        // The last sector may be cut short: its end is padding.
        self.bytes.get(from..(from + self.sector).min(self.bytes.len()))
    }

    /// The sectors of a chain up to a size; of unknown size, to the chain's end.
    fn chain(&self, start: u32, size: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = start;
        while at < MARKS && bytes.len() < size {
            bytes.extend_from_slice(self.at(at)?);
            // A chain that is longer than the file goes round in circles.
            if bytes.len() > self.bytes.len() {
                return None;
            }
            at = *self.next.get(at as usize)?;
        }
        if size == usize::MAX {
            return Some(bytes);
        }
        bytes.truncate(size);
        (bytes.len() == size).then_some(bytes)
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .map(|number| u32::from_le_bytes([number[0], number[1], number[2], number[3]]))
        .collect()
}

/// The entries that stand directly below the root: a tree by left and right neighbours.
fn top(directory: &[u8]) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    let mut open: Vec<u32> = directory.u32(76).into_iter().collect();
    let mut left = directory.len() / ENTRY;
    while let Some(index) = open.pop() {
        let from = (index as usize).saturating_mul(ENTRY);
        let Some(entry) = directory.get(from..from.saturating_add(ENTRY)) else { continue };
        if left == 0 {
            break;
        }
        left -= 1;
        open.extend([entry.u32(68), entry.u32(72)].into_iter().flatten());
        let length = usize::from(entry.u16(64).unwrap_or(0)).clamp(2, 64) - 2;
        let name =
            encoding_rs::UTF_16LE.decode_without_bom_handling(&entry[..length]).0.to_lowercase();
        let (start, size) = (entry.u32(116).unwrap_or(MARKS), entry.u32(120).unwrap_or(0) as usize);
        entries.insert(name, Entry { start, size });
    }
    entries
}
