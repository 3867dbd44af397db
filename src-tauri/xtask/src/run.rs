//! `cargo xtask run`: the program with the sample enterprises.

use crate::step::{cargo, command, run};
use crate::{Outcome, machine, page, place};
use std::path::Path;

/// Opens the window in a workspace of its own, filled with the samples the first time.
pub(crate) fn window() -> Outcome {
    if cfg!(target_os = "linux") && !has_display() {
        return Err("no display here (DISPLAY and WAYLAND_DISPLAY are not set): \
                    start it on a desktop, or use `cargo xtask run --headless`"
            .into());
    }
    machine::for_window()?;
    page::build()?;
    println!("    a debug build: quicker to make, slower to run than a release (cargo xtask dist)");
    run(
        "building the window; the first time takes some ten minutes",
        &mut cargo(["build", "-p", "shuiheng-desktop", "-p", "shuiheng-cli"]),
    )?;
    let workspace = place::target().join("sample-workspace");
    let mut window = command(place::executable("debug", "shuiheng-desktop"));
    window.arg("--workspace").arg(&workspace).arg("--samples");
    run(&format!("the window is open; its workspace is {}", workspace.display()), &mut window)
}

/// Runs the sample program without a window.
pub(crate) fn headless() -> Outcome {
    run("building the command line", &mut cargo(["build", "-p", "shuiheng-cli"]))?;
    let out = place::target().join("demo");
    let mut demo = command(place::executable("debug", "shuiheng"));
    run("running the sample program", demo.arg("demo").arg("--out").arg(&out))?;
    let mut reports = reports(&out)?;
    if reports.is_empty() {
        return Err(format!("no report in {}", out.display()));
    }
    reports.sort();
    println!("{} reports in {}", reports.len(), out.display());
    reports.iter().for_each(|report| println!("  {report}"));
    Ok(())
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The PDF files below a folder.
fn reports(folder: &Path) -> Outcome<Vec<String>> {
    let unreadable = |error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in folder.read_dir().map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            found.extend(reports(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "pdf") {
            found.push(path.display().to_string());
        }
    }
    Ok(found)
}
