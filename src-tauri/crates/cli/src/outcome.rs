//! How a command ends: its exit code and what is said on standard error.

use serde::Serialize;
use shuiheng_api::{Code, Error, Lang, Result};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A command that did what it was asked.
pub(crate) enum Outcome {
    /// Done; warnings may stand in the result.
    Done,
    /// The input was read but does not satisfy `--strict`: why.
    NotSatisfied(Vec<String>),
}

/// Exit code 4.
pub(crate) fn not_satisfied(reasons: &[String]) -> ExitCode {
    for reason in reasons {
        say(reason);
    }
    ExitCode::from(4)
}

/// Exit code 3 for what a person can mend, 5 for a fault of the program.
pub(crate) fn failed(error: &Error, lang: Lang) -> ExitCode {
    let failure = error.in_lang(lang);
    say(&failure.message);
    if !failure.fix.is_empty() {
        say(&failure.fix);
    }
    match error.code {
        Code::Internal => {
            if let Some(log) = log(&failure.message) {
                say(&format!(
                    "{}{}",
                    if lang == Lang::Zh { "日志：" } else { "log: " },
                    log.display()
                ));
            }
            ExitCode::from(5)
        }
        Code::Refused | Code::NotFound | Code::Cancelled | Code::Conflict => ExitCode::from(3),
    }
}

/// Leaves the message where it can be found again.
fn log(message: &str) -> Option<PathBuf> {
    let path = std::env::temp_dir().join(format!("shuiheng-{}.log", std::process::id()));
    std::fs::write(&path, format!("shuiheng {}\n{message}\n", env!("CARGO_PKG_VERSION")))
        .ok()
        .map(|()| path)
}

/// A line on standard error. That nobody listens is no fault of the work.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Text on standard output.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out
        .write_all(text.as_bytes())
        .and_then(|()| out.write_all(b"\n"))
        .and_then(|()| out.flush())
    {
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(shuiheng_api::unwritable(Path::new("-"), &cause))
        }
        _ => Ok(()),
    }
}

/// A JSON document on standard output or in a file; the old file stays whole where the
/// new one cannot be written.
pub(crate) fn json(value: &impl Serialize, out: Option<&Path>) -> Result<()> {
    let Some(path) = out else { return print_json(value) };
    let mut text = serde_json::to_vec_pretty(value).map_err(|cause| unwritten(path, cause))?;
    text.push(b'\n');
    shuiheng_api::write_whole(path, &text)
}

fn print_json(value: &impl Serialize) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from);
    match written.and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(shuiheng_api::unwritable(Path::new("-"), &cause))
        }
        _ => Ok(()),
    }
}

fn unwritten(path: &Path, cause: serde_json::Error) -> Error {
    shuiheng_api::unwritable(path, &cause.into())
}

/// Starts the window that stands beside this program.
pub(crate) fn open_window() -> Result<Outcome> {
    let missing = || shuiheng_api::no_window();
    let own = std::env::current_exe().map_err(|_| missing())?;
    let window = own.with_file_name(format!("shuiheng-desktop{}", std::env::consts::EXE_SUFFIX));
    std::process::Command::new(window).spawn().map_err(|_| missing())?;
    Ok(Outcome::Done)
}
