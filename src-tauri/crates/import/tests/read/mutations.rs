//! Whole files whose inside was changed by chance, always the same chance: each is read or
//! refused, none ends in a panic. The fuzzer in `tests/fuzz` does this for as long as one lets it.

use crate::files::{open, zip};
use std::io::{Cursor, Read};
use std::path::Path;

/// Changes of each file.
const CHANGES: u64 = 60;

/// Numbers by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// What stands in files made to harm.
const ODD: [&[u8]; 12] = [
    b"4294967295",
    b"-1",
    b"1e999",
    b"XFD1048576",
    b"A0",
    b"&#0;",
    b"<",
    b"]]>",
    b"\xFF\xFF\xFF\xFF",
    b"\0\0",
    b"\" ",
    b"<c r=\"A1\"><v>",
];

fn changed(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let at = chance.below(bytes.len());
    let end = (at + 1 + chance.below(40)).min(bytes.len());
    match chance.below(5) {
        0 => bytes[at] ^= 1 << chance.below(8),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let copy = bytes[at..end].repeat(1 + chance.below(20));
            bytes.splice(at..at, copy);
        }
        3 => drop(bytes.splice(at..end, ODD[chance.below(ODD.len())].iter().copied())),
        _ => drop(bytes.splice(at..at, ODD[chance.below(ODD.len())].iter().copied())),
    }
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut inside = Vec::new();
        part.read_to_end(&mut inside).unwrap();
        parts.push((part.name().unwrap().into_owned(), inside));
    }
    parts
}

/// The file with one of its parts changed; one that is no zip is its own part.
fn variant(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    if !bytes.starts_with(b"PK") {
        let mut bytes = bytes.to_vec();
        changed(&mut bytes, chance);
        return bytes;
    }
    let mut parts = parts(bytes);
    parts.retain(|(_, inside)| !inside.is_empty());
    let at = chance.below(parts.len());
    for _ in 0..=chance.below(3) {
        changed(&mut parts[at].1, chance);
    }
    let parts: Vec<_> =
        parts.iter().map(|(name, inside)| (name.as_str(), inside.as_slice())).collect();
    zip(&parts)
}

#[test]
fn no_change_by_chance_inside_a_file_ends_in_a_panic() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let files = [
        "assets/samples/food.csv",
        "assets/samples/plating.xlsx",
        "assets/samples/paper.ods",
        "assets/samples/fibre.xls",
        "tests/quirks/hidden-and-merged.ods",
        "tests/quirks/hidden-and-merged.xls",
        "tests/quirks/short-cells.xlsb",
    ];
    for file in files {
        let bytes = std::fs::read(root.join(file)).unwrap();
        for number in 0..CHANGES {
            let variant = variant(&bytes, &mut Chance(number * 7919 + bytes.len() as u64));
            if let Err(error) = open(&variant, file) {
                assert!(!error.to_string().contains("内部结构异常"), "{file} {number}: {error}");
            }
        }
    }
}
