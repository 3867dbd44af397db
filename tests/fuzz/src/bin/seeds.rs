//! `seeds FOLDER FILE…`: takes workbooks apart into first inputs for the fuzzer.

use shuiheng_fuzz::KINDS;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// Seeds longer than this make the fuzzer slow.
const LONGEST: usize = 64 * 1024;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let Some(folder) = arguments.next() else { return Ok(()) };
    std::fs::create_dir_all(&folder)?;
    let mut seeds = Vec::new();
    for file in arguments {
        let bytes = std::fs::read(&file)?;
        taken_apart(&file, &bytes, &mut seeds);
    }
    for (number, (kind, mut inside)) in seeds.into_iter().enumerate() {
        inside.truncate(LONGEST);
        let seed = [&[kind], inside.as_slice()].concat();
        std::fs::write(folder.join(format!("seed-{number:04}")), seed)?;
    }
    Ok(())
}

fn kind(name: &str) -> u8 {
    KINDS.iter().position(|kind| *kind == name).map_or(0, |at| at as u8)
}

fn taken_apart(file: &Path, bytes: &[u8], seeds: &mut Vec<(u8, Vec<u8>)>) {
    let format = file.extension().and_then(|format| format.to_str()).unwrap_or_default();
    if bytes.starts_with(b"PK") {
        seeds.extend(parts(bytes));
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        seeds.extend(stream(bytes).map(|stream| (kind("stream.xls"), stream)));
    } else if matches!(format, "csv" | "txt" | "tsv") {
        seeds.push((kind("text.csv"), bytes.to_vec()));
    } else {
        seeds.push((kind("page.xls"), bytes.to_vec()));
    }
    if bytes.len() < LONGEST {
        seeds.push((kind("raw.xlsx"), bytes.to_vec()));
    }
}

fn parts(bytes: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let Ok(mut part) = zip.by_index(index) else { continue };
        let Ok(name) = part.name().map(std::borrow::Cow::into_owned) else { continue };
        let of = if name.contains("worksheets/sheet") && name.ends_with(".xml") {
            "sheet.xlsx"
        } else if name.contains("worksheets/sheet") && name.ends_with(".bin") {
            "sheet.xlsb"
        } else if name.ends_with("sharedStrings.xml") {
            "strings.xlsx"
        } else if name.ends_with("xl/styles.xml") {
            "styles.xlsx"
        } else if name.ends_with("xl/workbook.xml") {
            "book.xlsx"
        } else if name == "content.xml" {
            "content.ods"
        } else {
            continue;
        };
        let mut inside = Vec::new();
        if part.read_to_end(&mut inside).is_ok() {
            parts.push((kind(of), inside));
        }
    }
    parts
}

fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut stream = Vec::new();
    let name = if file.exists("/Workbook") { "/Workbook" } else { "/Book" };
    file.open_stream(name).ok()?.read_to_end(&mut stream).ok()?;
    Some(stream)
}
