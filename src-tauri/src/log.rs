//! What is kept of an internal error: a line in the workspace's own log, for the developers.

use std::fs::{File, create_dir_all};
use std::io::Write;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Where internal errors are written, below the workspace.
const LOG: &str = "log/window.log";

/// The workspace that is open; none before the first one.
static WORKSPACE: Mutex<Option<PathBuf>> = Mutex::new(None);

/// The log of a workspace.
pub(crate) fn file(workspace: &Path) -> PathBuf {
    workspace.join(LOG)
}

/// From here on, internal errors are written into the log of this workspace.
pub(crate) fn keep_in(workspace: &Path) {
    *WORKSPACE.lock().unwrap_or_else(PoisonError::into_inner) = Some(workspace.to_owned());
}

/// From here on, an internal error leaves a line in the log, beside its usual message.
pub(crate) fn keep_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        usual(panic);
        let open = WORKSPACE.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(workspace) = open {
            // Where the log cannot be written there is nobody left to tell.
            let _ = write(&file(&workspace), &format!("{} {panic}", env!("CARGO_PKG_VERSION")));
        }
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
        keep_panics();
        keep_in(workspace.path());
        let outcome = panic::catch_unwind(|| panic!("the water ran out"));
        let _ = panic::take_hook();
        assert!(outcome.is_err());
        let log = std::fs::read_to_string(file(workspace.path())).unwrap();
        assert!(log.contains("the water ran out") && log.contains("log.rs"), "{log}");
        assert_eq!(log.lines().count(), 1);
    }
}
