//! The page: its packages and its build.

use crate::step::{npm, run};
use crate::{Outcome, machine, place};
use std::path::Path;
use std::time::SystemTime;

/// Installs the page's packages where they are missing or older than their lock file.
pub(crate) fn install() -> Outcome {
    machine::for_page()?;
    let installed = changed(&place::ui().join("node_modules/.package-lock.json"));
    let wanted = changed(&place::ui().join("package-lock.json"));
    if installed.is_some() && installed >= wanted {
        return Ok(());
    }
    run("installing the page's packages", &mut npm(["ci", "--no-audit", "--no-fund"]))
}

/// Builds the page, so that no window shows an old one.
pub(crate) fn build() -> Outcome {
    install()?;
    run("building the page", &mut npm(["run", "build"]))
}

fn changed(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|file| file.modified()).ok()
}
