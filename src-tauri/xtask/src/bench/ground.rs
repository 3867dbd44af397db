//! What was measured on what: without it no figure can be compared with another day's.

use crate::step::ask;
use std::fs;

/// The machine, the program's version, and how busy the machine was.
pub(super) struct Ground {
    /// Processor and cores.
    machine: String,
    /// The commit that was built.
    commit: String,
    /// Load averages before and after.
    load: [Option<String>; 2],
}

impl Ground {
    /// As it is before the first turn.
    pub(super) fn new() -> Self {
        Self { machine: machine(), commit: commit(), load: [load(), None] }
    }

    /// Notes how busy the machine is after the last turn.
    pub(super) fn ends(&mut self) {
        self.load[1] = load();
    }

    /// As sentences for the head of the table.
    pub(super) fn told(&self) -> String {
        let [before, after] = self.load.each_ref().map(|load| load.as_deref().unwrap_or("unknown"));
        format!(
            "{}; {}. Load average (1, 5, 15 minutes) before: {before}; after: {after}.",
            self.machine, self.commit
        )
    }
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let known = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = known.lines().find_map(|line| line.strip_prefix("model name"));
    let model =
        model.map_or(std::env::consts::ARCH, |model| model.trim_start_matches([' ', '\t', ':']));
    format!("{cores} cores of {model}, {}", std::env::consts::OS)
}

fn commit() -> String {
    let Some(commit) = ask("git", &["rev-parse", "--short", "HEAD"]) else {
        return "commit unknown".to_owned();
    };
    // Only what the program is built of.
    let built = ["status", "--porcelain", "--", "src-tauri/crates", "assets", "Cargo.lock"];
    let changed = ask("git", &built).is_some_and(|changes| !changes.is_empty());
    format!("commit {}{}", commit.trim(), if changed { " with uncommitted changes" } else { "" })
}

fn load() -> Option<String> {
    let load = fs::read_to_string("/proc/loadavg").ok()?;
    Some(load.split(' ').take(3).collect::<Vec<_>>().join(", "))
}
