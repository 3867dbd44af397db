//! The broken files of `tests/broken`, each held to the answer that stands in its table.

use crate::files::shown;
use crate::isolated::program;
use shuiheng_import::recognise::{Hints, recognise};
use shuiheng_import::workbook::Workbook;
use shuiheng_import::{ReadError, Reader, Refusal, read_isolated};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/broken")
}

/// The word for an answer in the table.
fn word(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Missing => "missing",
        Refusal::NotPermitted => "not permitted",
        Refusal::Folder => "folder",
        Refusal::Unreachable(_) => "unreachable",
        Refusal::Empty => "empty",
        Refusal::LockFile => "lock file",
        Refusal::Encrypted => "password",
        Refusal::Protected => "protected",
        Refusal::Truncated => "truncated",
        Refusal::Damaged(_) => "damaged",
        Refusal::WrongType(_) => "other kind",
        Refusal::TooLarge { .. } => "too large",
        Refusal::TookTooLong(_) => "too long",
        Refusal::TooMuchMemory(_) => "too much memory",
        Refusal::Cancelled => "cancelled",
        Refusal::NothingReadable(_) => "nothing readable",
        Refusal::Crashed(_) => "crashed",
        Refusal::NotStarted(_) => "not started",
    }
}

/// What was read, and what a person is told of it.
fn told(workbook: &Workbook) -> String {
    let cells = workbook.sheets.iter().map(|sheet| format!("{}\n{}", sheet.name, shown(sheet)));
    let doubts = recognise(workbook, &Hints::default()).doubts;
    let doubts = doubts.iter().map(|doubt| doubt.message.zh.clone());
    cells.chain(doubts).collect::<Vec<_>>().join("\n")
}

fn answer(name: &str) -> (&'static str, String) {
    let reader = Reader::new(program(), "read");
    match read_isolated(&folder().join(name), &reader, &AtomicBool::new(false)) {
        Ok(workbook) => ("read", told(&workbook)),
        Err(error) => (word(&error.cause), refused(name, &error)),
    }
}

/// What a person is told of a refusal: the file, what it is, and what to do.
fn refused(name: &str, error: &ReadError) -> String {
    let (text, fix) = (error.text(), error.fix());
    for sentence in [&text.zh, &text.en, &fix.zh, &fix.en] {
        assert!(sentence.contains(name), "{name}: {sentence}");
    }
    format!("{}\n{}", text.zh, fix.zh)
}

#[test]
fn every_broken_file_is_answered_as_its_table_says() {
    let table = std::fs::read_to_string(folder().join("expected.txt")).unwrap();
    let mut named = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let [name, expected, words] = columns[..] else { panic!("three columns: {line}") };
        assert!(named.insert(name.to_owned()), "{name} stands twice");
        let (found, told) = answer(name);
        let absent: Vec<&str> =
            words.split(';').map(str::trim).filter(|word| !told.contains(word)).collect();
        if found != expected || !absent.is_empty() {
            wrong.push(format!("{name}: {found}, without {absent:?}:\n{told}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.is_file());
    let files: BTreeSet<String> = files
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "README.md" && name != "expected.txt")
        .collect();
    assert_eq!(named, files, "each file stands in the table");
}
