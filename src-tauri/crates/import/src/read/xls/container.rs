//! A plain compound file around a workbook's stream, for calamine to open.
//!
//! Calamine follows the sector chains of the file that it is given, also in circles, and
//! refuses the tables that a widespread JavaScript library writes. The stream has been taken
//! out of the real file by then; in a container of our own there is nothing left to trip on.

use super::globals::Entry;
use super::record::of_sheet;
use crate::read::compound::MARK;

const SECTOR: usize = 4096;
const FREE: u32 = 0xFFFF_FFFF;
const END: u32 = 0xFFFF_FFFE;
const TABLE: u32 = 0xFFFF_FFFD;
/// Sectors of the table that the header itself can list.
const LISTED: usize = 109;

/// A compound file that holds the stream as its workbook; none where it is too large for one.
///
/// Sectors, from the first: the table, the directory, the stream.
pub(super) fn container(stream: &[u8]) -> Option<Vec<u8>> {
    let data = stream.len().div_ceil(SECTOR).max(1);
    let per_sector = SECTOR / 4;
    let tables = (data + 1).div_ceil(per_sector - 1);
    if tables > LISTED {
        return None;
    }
    let mut file = header(tables as u32);
    let chain = |from: usize, count: usize| {
        (from + 1..from + count).map(|next| next as u32).chain(std::iter::once(END))
    };
    let used: Vec<u32> = std::iter::repeat_n(TABLE, tables)
        .chain(std::iter::once(END))
        .chain(chain(tables + 1, data))
        .collect();
    push(&mut file, &used);
    push(&mut file, &vec![FREE; tables * per_sector - used.len()]);
    // What is shorter than a sector would have to lie among small sectors: zeros fill it up.
    let size = stream.len().max(SECTOR);
    directory(&mut file, tables as u32 + 1, size as u64);
    file.extend_from_slice(stream);
    file.resize((1 + tables + 1 + data) * SECTOR, 0);
    Some(file)
}

fn header(tables: u32) -> Vec<u8> {
    let mut header = MARK.to_vec();
    header.resize(24, 0);
    for half in [0x003E_u16, 4, 0xFFFE, 12, 6, 0, 0, 0] {
        header.extend_from_slice(&half.to_le_bytes());
    }
    // One directory sector, the tables, where the directory starts, no transaction, the
    // shortest stream in full sectors, no small sectors, no further list of tables.
    push(&mut header, &[1, tables, tables, 0, SECTOR as u32, END, 0, END, 0]);
    let listed: Vec<u32> =
        (0..LISTED as u32).map(|at| if at < tables { at } else { FREE }).collect();
    push(&mut header, &listed);
    header.resize(SECTOR, 0);
    header
}

fn directory(file: &mut Vec<u8>, start: u32, size: u64) {
    let end = file.len() + SECTOR;
    // The root's own stream holds the small sectors. There are none, and yet calamine wants
    // it to begin somewhere.
    for (name, kind, child, start, size) in
        [("Root Entry", 5_u8, 1, start, 0), ("Workbook", 2, FREE, start, size)]
    {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = entry.len() as u16 + 2;
        entry.resize(64, 0);
        entry.extend_from_slice(&length.to_le_bytes());
        entry.extend_from_slice(&[kind, 1]);
        push(&mut entry, &[FREE, FREE, child]);
        entry.resize(116, 0);
        push(&mut entry, &[start]);
        entry.extend_from_slice(&size.to_le_bytes());
        file.extend_from_slice(&entry);
    }
    file.resize(end, 0);
}

fn push(bytes: &mut Vec<u8>, numbers: &[u32]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

/// The stream without its statements of how far sheets reach. They only tell calamine how
/// much memory to ask for, and they can lie.
pub(super) fn without_extents(stream: &[u8], sheets: &[Entry]) -> Vec<u8> {
    const EXTENT: u16 = 0x0200;
    const BLANK: u16 = 0x0201;
    let mut plain = stream.to_vec();
    for (at, _) in sheets
        .iter()
        .flat_map(|sheet| of_sheet(stream, sheet.offset))
        .filter(|(_, record)| record.kind == EXTENT)
    {
        plain[at..at + 2].copy_from_slice(&BLANK.to_le_bytes());
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::container;
    use std::io::{Cursor, Read};

    #[test]
    fn another_reader_finds_the_stream_in_the_container() {
        for length in [0, 1, 4_095, 4_096, 4_097, 5_000_000] {
            let stream: Vec<u8> = (0..length).map(|at: usize| (at % 251) as u8).collect();
            let file = container(&stream).unwrap();
            let mut file = cfb::CompoundFile::open(Cursor::new(file)).unwrap();
            let mut read = Vec::new();
            file.open_stream("/Workbook").unwrap().read_to_end(&mut read).unwrap();
            assert_eq!(&read[..length], &stream);
            assert_eq!(read.len(), length.max(4_096));
        }
    }
}
