//! A writer is killed at any moment; what it was told is saved must be there.
//!
//! This file starts itself again as the writer, so it has no test harness.

use chrono::DateTime;
use shuiheng_audit::Text;
use shuiheng_store::{Intent, Kind, Opening, Record, RecordId, Scope, Store, StoreError};
use std::{
    env,
    error::Error,
    io::{self, BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
};

/// How often the writer is killed.
const ROUNDS: u64 = 16;
/// Records in a change: enough that most kills fall inside one.
const RECORDS: u64 = 60;

fn main() -> Result<(), Box<dyn Error>> {
    match env::args().collect::<Vec<_>>().as_slice() {
        [_, word, folder] if word == "write" => Ok(write(Path::new(folder))?),
        _ => survive(),
    }
}

fn open(folder: &Path) -> Result<Store, StoreError> {
    Store::open(folder, Opening { now: DateTime::UNIX_EPOCH })
}

/// Writes change after change, and says on its output which ones are saved, until killed.
fn write(folder: &Path) -> Result<(), StoreError> {
    let mut store = open(folder)?;
    let first = store.list_all::<(u64, u64)>(Kind::Note)?.len() as u64 / RECORDS;
    for number in first.. {
        save(&mut store, number)?;
        let mut out = io::stdout();
        if writeln!(out, "{number}").and_then(|()| out.flush()).is_err() {
            break;
        }
    }
    Ok(())
}

fn save(store: &mut Store, number: u64) -> Result<(), StoreError> {
    let now = DateTime::UNIX_EPOCH;
    let ids: Vec<RecordId> = (0..RECORDS).map(|_| store.new_id(now)).collect();
    let label = Text::new("记录", "Record");
    let intent = Intent { label, author: "示例".into(), reason: String::new(), now };
    store.transact(&intent, |draft| {
        ids.into_iter().zip(0..).try_for_each(|(id, part)| {
            let body = (number, part);
            draft.put(&Record { id, kind: Kind::Note, scope: Scope::Workspace, body })
        })
    })?;
    store.keep_file(&number.to_be_bytes(), "n.bin")?;
    Ok(())
}

fn survive() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let (mut saved, mut more) = (0, 0);
    for round in 1..=ROUNDS {
        let told = run_and_kill(folder.path(), round)?;
        saved = told.unwrap_or(saved);
        let store = open(folder.path())?;
        let found = store.list_all::<(u64, u64)>(Kind::Note)?;
        let mut found: Vec<_> = found.into_iter().map(|record| record.body).collect();
        found.sort_unstable();
        let whole = found.len() as u64 / RECORDS;
        let expected: Vec<_> =
            (0..whole).flat_map(|n| (0..RECORDS).map(move |part| (n, part))).collect();
        assert_eq!(found, expected, "round {round}: a change is there whole or not at all");
        assert!(saved < whole, "round {round}: change {saved} was saved, and {whole} are there");
        more += whole - saved - 1;
        assert_eq!(store.check()?.problems, [], "round {round}");
    }
    let changes = saved + 1;
    writeln!(
        io::stdout(),
        "{ROUNDS} kills, {changes} changes saved, none lost, {more} saved unsaid"
    )?;
    Ok(())
}

/// The number of the last change that the writer said was saved before it was killed.
fn run_and_kill(folder: &Path, changes: u64) -> Result<Option<u64>, Box<dyn Error>> {
    let mut writer = Command::new(env::current_exe()?)
        .arg("write")
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()?;
    let out = writer.stdout.take().ok_or("the writer has an output")?;
    let mut lines = BufReader::new(out).lines();
    let mut told = None;
    for line in lines.by_ref().take(usize::try_from(changes)?) {
        told = Some(line?.parse()?);
    }
    assert!(told.is_some(), "the writer saved something");
    if changes.is_multiple_of(2) {
        wait_for_commit(folder);
    }
    // SIGKILL on Unix. By now the writer is inside its next change.
    writer.kill()?;
    writer.wait()?;
    // What it still said before it died counts as well.
    for line in lines {
        told = Some(line?.parse()?);
    }
    Ok(told)
}

/// Waits until the writer has begun to write its next change to the log, so that the kill
/// falls into a commit; not for ever, as the kill is as good at any other moment.
fn wait_for_commit(folder: &Path) {
    let log = folder.join("workspace.sqlite3-wal");
    let written = || log.metadata().and_then(|log| log.modified()).ok();
    let before = written();
    let mut looks = 0;
    while looks < 1_000_000 && written() == before {
        looks += 1;
    }
}
