//! Workbooks of real enterprises and authorities, where they are at hand: each opens, or is
//! refused in words. They are not part of the repository.

use crate::isolated::program;
use shuiheng_import::recognise::{Hints, recognise};
use shuiheng_import::{ReadError, Reader, Refusal, read_isolated};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// The folder that the variable names, or the one that lies beside the repository.
fn folder() -> PathBuf {
    std::env::var_os("SHUIHENG_REAL_WORKBOOKS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/workbooks"),
        PathBuf::from,
    )
}

fn workbooks() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|format| format != "md"))
        .collect();
    paths.sort();
    paths
}

/// A refusal is right where it tells of the file, and not of a reader that was ended.
fn is_told_of_the_file(error: &ReadError) -> bool {
    match error.cause {
        Refusal::Crashed(_)
        | Refusal::NotStarted(_)
        | Refusal::TookTooLong(_)
        | Refusal::TooMuchMemory(_)
        | Refusal::Cancelled => false,
        Refusal::Missing
        | Refusal::NotPermitted
        | Refusal::Folder
        | Refusal::Unreachable(_)
        | Refusal::Empty
        | Refusal::LockFile
        | Refusal::Encrypted
        | Refusal::Protected
        | Refusal::Truncated
        | Refusal::Damaged(_)
        | Refusal::WrongType(_)
        | Refusal::TooLarge { .. }
        | Refusal::NothingReadable(_) => true,
    }
}

#[test]
fn every_real_workbook_at_hand_opens_or_is_refused_in_words() {
    let paths = workbooks();
    if paths.is_empty() {
        let _ = writeln!(std::io::stderr(), "no real workbooks in {}", folder().display());
    }
    let reader = Reader::new(program(), "read");
    for path in paths {
        match read_isolated(&path, &reader, &AtomicBool::new(false)) {
            Ok(workbook) => {
                let recognition = recognise(&workbook, &Hints::default());
                assert_eq!(recognition.sheets.len(), workbook.sheets.len(), "{path:?}");
            }
            Err(error) => assert!(is_told_of_the_file(&error), "{error}"),
        }
    }
}
