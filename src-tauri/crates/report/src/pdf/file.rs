//! The file: the objects of the library as it writes them, behind them the small ones, packed,
//! and one table of all.
//!
//! The library can pack objects too, and copies and spells each several times over: for the
//! structure of a report, thousands of cells, that is half of its time.

use super::PdfError;
use super::deflate::Deflater;
use super::finish::failed;
use super::small::{DENSE, Small, named};
use lopdf::{Document, Object};
use pdf_writer::{Chunk, Filter, Name, Ref, Str};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;

/// Small objects that are packed together: a reader unpacks all of them to see one.
const PACK: usize = 200;

/// How hard small objects are deflated: they are much alike and weigh little in any case.
const LIGHTLY: u32 = 2;

/// Bytes of the identity of a file.
const IDENTITY: usize = 16;

/// Where an object stands in the file.
enum Place {
    /// By itself, from this byte on.
    Alone(usize),
    /// In a pack, at this place of it.
    Packed { pack: Ref, at: u16 },
}

/// Writes a document whose small objects stand apart.
pub(super) fn write(document: &mut Document, mut small: Small) -> Result<Vec<u8>, PdfError> {
    let trailer = |key: &[u8]| document.trailer.get(key).and_then(Object::as_reference);
    let (root, info) = (trailer(b"Root").map_err(failed)?, trailer(b"Info").map_err(failed)?);
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let weight: usize = streams.map(|stream| stream.content.len()).sum();
    let mut bytes = Vec::with_capacity(weight + weight / 4);
    document.save_to(&mut bytes).map_err(failed)?;
    let (end, table) = table(&bytes).ok_or_else(|| failed("no table of objects"))?;
    bytes.truncate(end);
    let mut places: BTreeMap<i32, Place> =
        table.into_iter().map(|(name, at)| (name, Place::Alone(at))).collect();
    let mut deflater = Deflater::new(LIGHTLY);
    pack(&mut small, (&mut bytes, &mut places), &mut deflater)?;
    // Places are told in four bytes.
    i32::try_from(bytes.len()).map_err(failed)?;
    let digest = Sha256::digest(&bytes);
    let begin = bytes.len();
    let name = small.name();
    places.insert(name.get(), Place::Alone(begin));
    let size = name.get() + 1;
    let rows = deflater.deflated(&rows(&places, size))?;
    let mut last = Chunk::with_settings(DENSE);
    let mut stream = last.stream(name, &rows);
    stream.filter(Filter::FlateDecode);
    stream.pair(Name(b"Type"), Name(b"XRef")).pair(Name(b"Size"), size);
    stream.insert(Name(b"W")).array().items([1, 4, 2]);
    stream.pair(Name(b"Root"), named(root)).pair(Name(b"Info"), named(info));
    // Equal reports are equal files.
    let identity = Str(digest.get(..IDENTITY).unwrap_or(&digest));
    stream.insert(Name(b"ID")).array().items([identity; 2]);
    drop(stream);
    bytes.extend_from_slice(last.as_bytes());
    writeln!(bytes, "startxref\n{begin}\n%%EOF").map_err(failed)?;
    Ok(bytes)
}

/// Adds the small objects behind the others.
fn pack(
    small: &mut Small,
    (bytes, places): (&mut Vec<u8>, &mut BTreeMap<i32, Place>),
    deflater: &mut Deflater,
) -> Result<(), PdfError> {
    let packs: Vec<Ref> = (0..small.count().div_ceil(PACK)).map(|_| small.name()).collect();
    let objects: Vec<(Ref, &[u8])> = small.objects().collect();
    for (pack, objects) in packs.into_iter().zip(objects.chunks(PACK)) {
        let (mut index, mut words) = (String::new(), Vec::new());
        for (at, (name, own)) in (0..).zip(objects) {
            places.insert(name.get(), Place::Packed { pack, at });
            index.push_str(&format!("{} {} ", name.get(), words.len()));
            words.extend_from_slice(own);
            words.push(b'\n');
        }
        let content = deflater.deflated(&[index.as_bytes(), &words].concat())?;
        places.insert(pack.get(), Place::Alone(bytes.len()));
        let mut own = Chunk::with_settings(DENSE);
        let mut stream = own.stream(pack, &content);
        stream.filter(Filter::FlateDecode);
        stream.pair(Name(b"Type"), Name(b"ObjStm"));
        stream.pair(Name(b"N"), whole(objects.len())).pair(Name(b"First"), whole(index.len()));
        drop(stream);
        bytes.extend_from_slice(own.as_bytes());
    }
    Ok(())
}

/// A count as the format holds it, within a file of which all places can be told.
fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Where each object stands, up to the last but one name before `size`: seven bytes each.
fn rows(places: &BTreeMap<i32, Place>, size: i32) -> Vec<u8> {
    let row = |name: i32| {
        let (kind, first, second) = match places.get(&name) {
            Some(Place::Alone(at)) => (1, whole(*at), 0),
            Some(Place::Packed { pack, at }) => (2, pack.get(), *at),
            // Not to be given out again.
            None => (0, 0, u16::MAX),
        };
        let mut row = [kind; 7];
        row[1..5].copy_from_slice(&first.to_be_bytes());
        row[5..].copy_from_slice(&second.to_be_bytes());
        row
    };
    (0..size).flat_map(row).collect()
}

/// Where the table stands that ends what the library wrote, and where by it each object begins.
fn table(bytes: &[u8]) -> Option<(usize, Vec<(i32, usize)>)> {
    let mark = b"startxref\n";
    let end = bytes.windows(mark.len()).rposition(|piece| piece == mark)?;
    let told = std::str::from_utf8(bytes.get(end + mark.len()..)?).ok()?;
    let begin = told.lines().next()?.parse().ok()?;
    let table = String::from_utf8_lossy(bytes.get(begin..end)?);
    let mut lines = table.lines();
    lines.next().filter(|line| *line == "xref")?;
    let (mut places, mut name) = (Vec::new(), 0);
    for line in lines.take_while(|line| !line.starts_with("trailer")) {
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            [first, _] => name = first.parse().ok()?,
            [at, _, kind] => {
                if kind == "n" {
                    places.push((name, at.parse().ok()?));
                }
                name += 1;
            }
            _ => return None,
        }
    }
    Some((begin, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_library_is_read() {
        let objects = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n4 0 obj\n7\nendobj\n";
        let table_at = objects.len();
        let file = format!(
            "{objects}xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n4 1\n0000000030 \
             00000 n \ntrailer\n<</Size 5>>\nstartxref\n{table_at}\n%%EOF"
        );
        assert_eq!(table(file.as_bytes()), Some((table_at, vec![(1, 9), (4, 30)])));
        assert_eq!(table(b"startxref\n0\n%%EOF"), None);
        assert_eq!(table(b""), None);
    }

    #[test]
    fn a_row_says_where_an_object_stands() {
        let places = BTreeMap::from([
            (1, Place::Alone(0x0102_0304)),
            (3, Place::Packed { pack: Ref::new(1), at: 5 }),
        ]);
        let expected = [
            [0, 0, 0, 0, 0, 255, 255],
            [1, 1, 2, 3, 4, 0, 0],
            [0, 0, 0, 0, 0, 255, 255],
            [2, 0, 0, 0, 1, 0, 5],
        ]
        .concat();
        assert_eq!(rows(&places, 4), expected);
    }
}
