//! What is kept of an internal error: a line in the workspace's own log, for the developers.

use std::fs::{File, create_dir_all};
use std::io::Write;
use std::panic;
use std::path::{Path, PathBuf};

/// Where internal errors are written, below the workspace.
const LOG: &str = "log/window.log";

/// The log of a workspace.
pub(crate) fn file(workspace: &Path) -> PathBuf {
    workspace.join(LOG)
}

/// From here on, an internal error leaves a line in the log, beside its usual message.
pub(crate) fn keep_panics(workspace: &Path) {
    let (log, usual) = (file(workspace), panic::take_hook());
    panic::set_hook(Box::new(move |panic| {
        usual(panic);
        // Where the log cannot be written there is nobody left to tell.
        let _ = write(&log, &format!("{} {panic}", env!("CARGO_PKG_VERSION")));
    }));
}

fn write(log: &Path, what: &str) -> std::io::Result<()> {
    log.parent().map_or(Ok(()), create_dir_all)?;
    let mut log = File::options().create(true).append(true).open(log)?;
    writeln!(log, "{}", what.replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_internal_error_leaves_a_line_in_the_log() {
        let workspace = tempfile::tempdir().unwrap();
        keep_panics(workspace.path());
        let outcome = panic::catch_unwind(|| panic!("the water ran out"));
        let _ = panic::take_hook();
        assert!(outcome.is_err());
        let log = std::fs::read_to_string(file(workspace.path())).unwrap();
        assert!(log.contains("the water ran out") && log.contains("log.rs"), "{log}");
        assert_eq!(log.lines().count(), 1);
    }
}
