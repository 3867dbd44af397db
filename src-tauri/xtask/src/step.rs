//! One command of a longer way: announced, shown while it runs, its output kept.

use crate::{Outcome, place};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A command from the repository's root.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root()).env("NO_COLOR", "1");
    command
}

/// Cargo, the one that runs this.
pub(crate) fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments);
    cargo
}

/// The command on a screen of its own, and with a session bus of its own, where there is
/// no desktop to disturb.
pub(crate) fn on_screen(cargo: &Command) -> Command {
    if !cfg!(target_os = "linux") {
        let mut plain = command(cargo.get_program());
        plain.args(cargo.get_args());
        return plain;
    }
    let mut screen = command("dbus-run-session");
    screen.args(["--", "xvfb-run", "-a", "-s", "-screen 0 1920x1080x24"]);
    screen.arg(cargo.get_program()).args(cargo.get_args());
    screen
}

/// npm, in the page's folder.
pub(crate) fn npm<const N: usize>(arguments: [&str; N]) -> Command {
    let mut npm = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(arguments).current_dir(place::ui());
    npm
}

/// Runs a command to its good end.
pub(crate) fn run(what: &str, command: &mut Command) -> Outcome {
    println!("==> {what}");
    let begun = Instant::now();
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if !status.success() {
        return Err(format!("{what}: {status}"));
    }
    println!("    {:.0} s", begun.elapsed().as_secs_f64());
    Ok(())
}

/// What a command said, and whether it ended well.
pub(crate) struct Said {
    /// Its standard output.
    pub(crate) text: String,
    /// Whether it ended well.
    pub(crate) good: bool,
}

/// Runs a command and keeps what it says on standard output, showing it at the same time.
pub(crate) fn listen(what: &str, command: &mut Command) -> Outcome<Said> {
    println!("==> {what}");
    let started = command.stdout(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| cannot_start(command, &error))?;
    let mut text = String::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|error| format!("{what}: {error}"))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            text.push_str(&line);
            text.push('\n');
        }
    }
    let status = child.wait().map_err(|error| format!("{what}: {error}"))?;
    Ok(Said { text, good: status.success() })
}

/// What a command prints, unseen; none where it cannot start or does not end well.
pub(crate) fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program is on the search path.
pub(crate) fn on_path(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| is_program(&folder.join(program)))
}

fn is_program(path: &Path) -> bool {
    path.is_file() || path.with_extension("exe").is_file() || path.with_extension("cmd").is_file()
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("{} cannot be started: {error}", command.get_program().to_string_lossy())
}
