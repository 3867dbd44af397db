//! What one run of a program costs.

use super::job::Workplace;
use crate::{Outcome, place};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The cost of one run.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    /// By the clock on the wall, seconds.
    pub(super) wall: f64,
    /// Processor time of the program and its children, seconds, where it can be had.
    pub(super) cpu: Option<f64>,
    /// Resident memory of the program and its children at its highest, bytes.
    pub(super) memory: Option<f64>,
}

/// Runs a program to its good end, its standard output thrown away; gives what it cost and
/// what it said on standard error.
pub(super) fn of(program: &Command, workplace: &Workplace) -> Outcome<(Cost, String)> {
    let note = workplace.folder.join("cost.txt");
    // The watch asks the system what only Unix tells.
    match workplace.python.as_deref().filter(|_| cfg!(unix)) {
        Some(python) => {
            let (_, said) = timed(&mut watched(program, python, &note))?;
            Ok((read(&note)?, said))
        }
        None => timed(&mut again(program, Command::new(program.get_program()))),
    }
}

/// The program under `measure.py`, which asks the system for processor time and memory.
fn watched(program: &Command, python: &Path, note: &Path) -> Command {
    let mut watch = Command::new(python);
    watch.arg(place::root().join("tests/bench/measure.py")).arg(note).arg(program.get_program());
    again(program, watch)
}

/// A `Command` cannot be copied: the same arguments and variables, in the same place, for
/// another start.
fn again(program: &Command, mut start: Command) -> Command {
    start.args(program.get_args()).current_dir(place::root());
    start.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    start
}

fn timed(command: &mut Command) -> Outcome<(Cost, String)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let begun = Instant::now();
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output();
    let wall = begun.elapsed().as_secs_f64();
    let output = output.map_err(|error| format!("{name}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(format!("{name}: {}\n{said}", output.status));
    }
    Ok((Cost { wall, cpu: None, memory: None }, said))
}

fn read(note: &Path) -> Outcome<Cost> {
    let text = std::fs::read_to_string(note);
    let text = text.map_err(|error| format!("{}: {error}", note.display()))?;
    parse(&text).ok_or_else(|| format!("{}: not understood: {text}", note.display()))
}

/// Wall seconds, processor seconds and bytes, as `measure.py` writes them.
fn parse(text: &str) -> Option<Cost> {
    let numbers: Option<Vec<f64>> = text.split_whitespace().map(|word| word.parse().ok()).collect();
    match numbers?[..] {
        [wall, cpu, memory] => Some(Cost { wall, cpu: Some(cpu), memory: Some(memory) }),
        _ => None,
    }
}
