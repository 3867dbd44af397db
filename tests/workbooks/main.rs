//! Real workbooks, from their bytes to the diagnosis, each against the answer beside it
//! that a water auditor can read: `cargo test -p tests --test workbooks -- 07` runs those
//! whose name holds `07`.

#![allow(clippy::unwrap_used, reason = "a check that cannot read what it checks fails")]
#![allow(clippy::print_stdout, reason = "a test program says how its tests went")]

mod answer;
mod compare;
mod doubts;
mod quantity;

use answer::Answer;
use serde_json::Value;
use shuiheng_api::{Done, Job, Lang, ProfileFile, Reader};
use shuiheng_audit::Product;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The argument that makes this program the child that reads a workbook.
const READ: &str = "__read";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    if let [word, path] = arguments.as_slice()
        && word == OsStr::new(READ)
    {
        return shuiheng_api::serve_reader(path.as_ref());
    }
    let wanted: Vec<_> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let wanted: Vec<_> = wanted.into_iter().filter(|word| !word.starts_with('-')).collect();
    let chosen =
        |name: &str| wanted.is_empty() || wanted.iter().any(|wanted| name.contains(wanted));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("workbooks");
    let (mut passed, mut failures) = (0, Vec::new());
    for (name, files) in pairs(&folder).into_iter().filter(|(name, _)| chosen(name)) {
        let faults = faults(&files);
        println!("test {name} ... {}", if faults.is_empty() { "ok" } else { "FAILED" });
        if faults.is_empty() { passed += 1 } else { failures.push((name, faults)) }
    }
    for (name, faults) in &failures {
        println!("\n---- {name}");
        faults.iter().for_each(|fault| println!("  {fault}"));
    }
    let word = if failures.is_empty() { "ok" } else { "FAILED" };
    println!("\ntest result: {word}. {passed} passed; {} failed; 0 ignored", failures.len());
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Files by the name that they share: a workbook and its answer.
fn pairs(folder: &Path) -> BTreeMap<String, Vec<PathBuf>> {
    let mut pairs: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.is_file() && name.starts_with(|first: char| first.is_ascii_digit()) {
            pairs.entry(name).or_default().push(path);
        }
    }
    pairs
}

/// All in which the diagnosis differs from the answer.
fn faults(files: &[PathBuf]) -> Vec<String> {
    let is_answer = |path: &&PathBuf| path.extension() == Some(OsStr::new("md"));
    let (answers, workbooks): (Vec<_>, Vec<_>) = files.iter().partition(is_answer);
    let ([answer], [workbook]) = (answers.as_slice(), workbooks.as_slice()) else {
        return vec![format!("不是一个工作簿配一份答案：{files:?}")];
    };
    let answer = match Answer::parse(&std::fs::read_to_string(answer).unwrap()) {
        Ok(answer) => answer,
        Err(faults) => return faults,
    };
    let found = diagnosed(workbook);
    match (&answer.refusal, found) {
        (Some(words), Err(said)) => doubts::of_refusal(words, &said),
        (Some(_), Ok(_)) => vec!["本应拒绝，却读出了结果".into()],
        (None, Err(said)) => vec![format!("被拒绝：{said}")],
        (None, Ok(found)) => compare::faults(&answer, &found),
    }
}

/// The document of the diagnosis, or why the workbook was refused.
fn diagnosed(workbook: &Path) -> Result<Value, String> {
    let reader = Reader::new(std::env::current_exe().unwrap(), READ);
    let files = [workbook.to_owned()];
    shuiheng_api::diagnose_files(&files, ProfileFile::default(), None, &reader, &Job::quiet())
        .map(|done| with_registers(&done))
        .map_err(|error| format!("{}{}", error.message.zh, error.fix.zh))
}

/// The document, and beside it the products and the count of meters, which it holds only
/// as far as they are judged.
fn with_registers(done: &Done) -> Value {
    let mut document = done.document(Lang::Zh);
    let case = &done.diagnosis.case;
    let product = |product: &Product| {
        let output = product.output.map(|output| output.to_string()).unwrap_or_default();
        format!("{} {output} {}", product.name, product.unit)
    };
    document["products"] = case.profile.products.iter().map(product).collect();
    document["meters"] = case.meters.len().into();
    apart(&mut document["totals"]);
    document["units"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .for_each(|unit| apart(&mut unit["values"]));
    document
}

/// The contract counts condensate as reuse; an answer tells them apart.
fn apart(values: &mut Value) {
    if let (Some(reuse), Some(condensate)) =
        (values["reuse"].as_f64(), values.get("condensate").and_then(Value::as_f64))
    {
        values["reuse"] = (reuse - condensate).into();
    }
}
