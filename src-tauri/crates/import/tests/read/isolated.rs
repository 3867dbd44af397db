//! The reading process: its answers, and what happens when it gives none.

use crate::files::{Parts, open};
use shuiheng_import::{Reader, Refusal, read_handed, read_isolated};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// The example that reads; `cargo test` builds it beside the tests.
pub(crate) fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().and_then(Path::parent).unwrap().join("examples/reader");
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    assert!(program.exists(), "{program:?}: run `cargo test -p shuiheng-import`, which builds it");
    program
}

pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn workbook() -> Vec<u8> {
    Parts::of_rows(r#"<row><c r="A1"><v>0.1</v></c><c r="B1"><f>A1*2</f></c></row>"#).bytes()
}

#[track_caller]
fn end_of(word: &str, clock: Duration, cancel: bool) -> Refusal {
    let folder = Folder::new();
    let reader = Reader { clock, ..Reader::new(program(), word) };
    let answer =
        read_isolated(&folder.file("水平衡.xlsx", &workbook()), &reader, &AtomicBool::new(cancel));
    let error = answer.unwrap_err();
    assert_eq!(error.file, "水平衡.xlsx");
    error.cause
}

const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn the_answer_is_the_same_as_in_this_process() {
    let folder = Folder::new();
    let path = folder.file("现场 水平衡.xlsx", &workbook());
    let reader = Reader::new(program(), "read");
    let answer = read_isolated(&path, &reader, &AtomicBool::new(false)).unwrap();
    assert_eq!(answer, open(&workbook(), "现场 水平衡.xlsx").unwrap());
}

#[test]
fn a_refusal_arrives_as_it_was_given() {
    let folder = Folder::new();
    let reader = Reader::new(program(), "read");
    let refusal =
        |path: &Path| read_isolated(path, &reader, &AtomicBool::new(false)).unwrap_err().cause;
    assert_eq!(refusal(&folder.file("半.xlsx", &workbook()[..200])), Refusal::Truncated);
    assert_eq!(refusal(&folder.file("空.xlsx", b"")), Refusal::Empty);
    assert_eq!(refusal(&folder.0.path().join("没有.xlsx")), Refusal::Missing);
    assert_eq!(refusal(folder.0.path()), Refusal::Folder);
}

#[test]
fn a_process_that_hangs_is_stopped_by_the_clock() {
    assert_eq!(end_of("hang", Duration::from_millis(1_000), false), Refusal::TookTooLong(1));
}

#[test]
fn a_process_is_stopped_by_the_user() {
    assert_eq!(end_of("hang", MINUTE, true), Refusal::Cancelled);
}

#[cfg(unix)]
#[test]
fn a_process_that_takes_too_much_memory_ends_by_its_cap() {
    assert_eq!(end_of("devour", MINUTE, false), Refusal::TooMuchMemory(512));
}

#[test]
fn a_process_that_crashes_or_says_nothing_is_reported() {
    assert!(matches!(end_of("crash", MINUTE, false), Refusal::Crashed(_)));
    assert!(matches!(end_of("mute", MINUTE, false), Refusal::Crashed(_)));
}

#[test]
fn a_reader_that_cannot_be_started_is_reported() {
    let folder = Folder::new();
    let reader = Reader::new(folder.0.path().join("no-such-program"), "read");
    let answer =
        read_isolated(&folder.file("a.xlsx", &workbook()), &reader, &AtomicBool::new(false));
    assert!(matches!(answer.unwrap_err().cause, Refusal::NotStarted(_)));
}

#[test]
fn a_pasted_table_is_read_in_a_process_of_its_own_as_well() {
    let reader = Reader::new(program(), "read");
    let handed =
        |bytes: &[u8], name: &str| read_handed(bytes, name, &reader, &AtomicBool::new(false));
    let pasted = "用水单元\t取水量\r\n\"染色\n车间\"\t1,205.5\r\n合计\t=B2\r\n";
    let workbook = handed(pasted.as_bytes(), "粘贴的表格").unwrap();
    assert_eq!(workbook, open(pasted.as_bytes(), "粘贴的表格").unwrap());
    assert_eq!(workbook.sheets[0].name, "粘贴的表格");
    assert_eq!(
        crate::files::shown(&workbook.sheets[0]),
        "A1 '用水单元'\nB1 '取水量'\nA2 '染色\n车间'\nB2 '1,205.5'\nA3 '合计'\nB3 '=B2'"
    );
    let refused = handed(b"", "粘贴的表格").unwrap_err();
    assert_eq!((refused.file.as_str(), refused.cause), ("粘贴的表格", Refusal::Empty));
}
