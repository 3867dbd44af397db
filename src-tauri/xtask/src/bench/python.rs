//! Python with the packages of the baseline, in an environment of its own.

use crate::step::{ask, command, run};
use crate::{Outcome, place};
use std::path::{Path, PathBuf};

/// Makes the environment where it is missing or old; gives its Python.
pub(super) fn environment(folder: &Path) -> Outcome<PathBuf> {
    let environment = folder.join("venv");
    let programs = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = environment.join(programs).join("python");
    let wanted = place::root().join("tests/bench/requirements.txt");
    let stamp = environment.join("installed.txt");
    let requirements = std::fs::read(&wanted);
    let requirements = requirements.map_err(|error| format!("{}: {error}", wanted.display()))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == requirements) {
        return Ok(python);
    }
    if ask("python3", &["-c", "import venv, ensurepip"]).is_none() {
        return Err("python3 with venv is needed for the baseline (apt: python3-venv)".into());
    }
    run(
        "making an environment for the baseline",
        command("python3").args(["-m", "venv"]).arg(&environment),
    )?;
    run(
        "installing the baseline's packages",
        command(&python).args(["-m", "pip", "install", "--quiet", "-r"]).arg(&wanted),
    )?;
    std::fs::write(&stamp, requirements)
        .map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(python)
}
