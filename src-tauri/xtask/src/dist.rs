//! `cargo xtask dist`: what is handed out, the command line and an installable package.

use crate::step::{cargo, command, run};
use crate::{Outcome, machine, page, place};
use std::path::{Path, PathBuf};

/// Builds for release and gathers what is handed out in `target/dist`.
pub(crate) fn all() -> Outcome {
    machine::for_window()?;
    page::install()?;
    // The package takes the command line in, so it comes first.
    run(
        "building the command line for release",
        &mut cargo(["build", "--release", "-p", "shuiheng-cli"]),
    )?;
    run(
        "building the window for release; the first time takes some ten minutes",
        tauri().args(["build", "--no-bundle"]),
    )?;
    run("packing", tauri().args(["bundle", "--bundles", "deb"]))?;
    let packages = place::target().join("release/bundle/deb");
    let mut made = vec![place::executable("release", "shuiheng")];
    made.extend(with_ending(&packages, "deb")?);
    gather(&made)
}

/// Tauri's own command line, as the page's packages pin it. It runs from the root.
fn tauri() -> std::process::Command {
    let name = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
    command(place::ui().join("node_modules/.bin").join(name))
}

fn with_ending(folder: &Path, ending: &str) -> Outcome<Vec<PathBuf>> {
    let entries = folder.read_dir().map_err(|error| format!("{}: {error}", folder.display()))?;
    let paths = entries.flatten().map(|entry| entry.path());
    Ok(paths.filter(|path| path.extension().is_some_and(|it| it == ending)).collect())
}

fn gather(made: &[PathBuf]) -> Outcome {
    let folder = place::target().join("dist");
    let failed = |error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(&folder).map_err(failed)?;
    for file in made {
        let Some(name) = file.file_name() else { continue };
        let bytes = std::fs::copy(file, folder.join(name)).map_err(failed)?;
        println!("  {} ({:.1} MB)", folder.join(name).display(), bytes as f64 / 1e6);
    }
    Ok(())
}
