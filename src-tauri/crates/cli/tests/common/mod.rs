//! The command line, run as a person runs it.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)]

use serde_json::Value;
use shuiheng_api::{App, Job, Reader, view};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub fn shuiheng<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shuiheng")).args(arguments).output().unwrap()
}

/// The JSON that `diagnose --json` prints for a file.
#[track_caller]
pub fn diagnosed(file: &Path) -> Value {
    let output = shuiheng([OsStr::new("diagnose"), file.as_os_str(), OsStr::new("--json")]);
    assert!(
        output.status.success(),
        "{}: {}",
        file.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[track_caller]
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

/// What a command said on standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A sample's file.
pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples").join(name)
}

/// The services over a workspace.
pub fn app(folder: &Path) -> App {
    App::open(folder, Reader::new(env!("CARGO_BIN_EXE_shuiheng"), "__read")).unwrap()
}

/// A diagnosis with a file taken over.
pub fn imported(app: &App, file: &Path) -> view::Diagnosis {
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let preview = app.preview_import(&id, file, &Job::quiet()).unwrap();
    app.accept_import(&id, &preview.token, view::ImportDecision::replace()).unwrap()
}
