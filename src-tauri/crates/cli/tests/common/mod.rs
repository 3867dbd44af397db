//! The command line, run as a person runs it.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)]

use serde_json::Value;
use std::ffi::OsStr;
use std::path::Path;
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
