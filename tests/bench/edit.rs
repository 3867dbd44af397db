//! What one changed figure in a balance of 500 units takes without the window: the change in
//! the workspace, the whole diagnosis anew, and its text for the page.

#![allow(clippy::expect_used, reason = "a measurement that cannot go on ends")]
#![allow(clippy::print_stdout, reason = "a measurement says what it found")]

mod plant;

use shuiheng_api::{App, Job, Reader, Telling, view};
use std::ffi::OsStr;
use std::process::ExitCode;
use std::time::Instant;

/// The argument that makes this program the child that reads a workbook.
const READ: &str = "__read";
const EDITS: u32 = 41;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    if let [word, path] = arguments.as_slice()
        && word == OsStr::new(READ)
    {
        return shuiheng_api::serve_reader(path.as_ref());
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("balance.csv");
    std::fs::write(&file, plant::balance()).expect("a table");
    let reader = Reader::new(std::env::current_exe().expect("this program"), READ);
    let app = App::open(&folder.path().join("workspace"), reader).expect("a workspace");
    let id = app.new_diagnosis("示例大型企业").expect("a diagnosis").id;
    let read = app.preview_import(&id, &file, &Job::quiet()).expect("a balance");
    let taken = view::ImportDecision::replace();
    let diagnosis = app.accept_import(&id, &read.token, taken).expect("units");
    let unit = &diagnosis.units[3].id;
    let mut telling = Telling::default();
    telling.whole(&diagnosis).expect("told");
    let (mut changed, mut told) = (Vec::new(), Vec::new());
    for edit in 0..EDITS {
        let begun = Instant::now();
        let value = Some(f64::from(200 + edit));
        let diagnosis =
            app.edit_flow(&id, unit, "withdrawal.tap", value, "measured").expect("a change");
        changed.push(begun.elapsed());
        let begun = Instant::now();
        let different = telling.change(&diagnosis).expect("told");
        let text = serde_json::to_string(&different).expect("text");
        told.push((begun.elapsed(), text.len()));
    }
    changed.sort();
    told.sort();
    let middle = EDITS as usize / 2;
    println!(
        "- a figure in a balance of {} units: changed and diagnosed {:.1} ms (most {:.1}), told what is different {:.1} ms, {:.0} kB",
        plant::UNITS,
        changed[middle].as_secs_f64() * 1e3,
        changed[changed.len() - 1].as_secs_f64() * 1e3,
        told[middle].0.as_secs_f64() * 1e3,
        told[middle].1 as f64 / 1e3,
    );
    ExitCode::SUCCESS
}
