//! `cargo xtask bench`: our jobs against what a user would otherwise take for them, in one run,
//! turn by turn. The table goes to the terminal and to `target/bench/results.md`.

mod contest;
mod cost;
mod ground;
mod job;
mod python;
mod reports;
mod table;

use crate::step::{cargo, run};
use crate::{Outcome, place};
use contest::Contest;
use ground::Ground;
use job::Workplace;

/// Measures all jobs and writes the table.
pub(crate) fn all() -> Outcome {
    build()?;
    let folder = place::target().join("bench");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let python = python::environment(&folder);
    if let Err(why) = &python {
        println!("==> without Python, only our side of what needs no made file: {why}");
    }
    let workplace = Workplace { folder, python: python.ok() };
    let mut ground = Ground::new();
    let mut results = Vec::new();
    for contest in contests(&workplace)? {
        results.push(contest.run(&workplace)?);
    }
    ground.ends();
    let page = table::page(&ground, &results);
    let out = workplace.folder.join("results.md");
    std::fs::write(&out, &page).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("\n{page}\nwritten to {}", out.display());
    Ok(())
}

fn build() -> Outcome {
    run(
        "building the command line for release",
        &mut cargo(["build", "--release", "-p", "shuiheng-cli"]),
    )?;
    run(
        "building the readers to compare with for release",
        &mut cargo([
            "build",
            "--release",
            "-p",
            "shuiheng-import",
            "--example",
            "bare",
            "--example",
            "stages",
        ]),
    )
}

/// What can be measured here: without Python there is no made file to read.
fn contests(workplace: &Workplace) -> Outcome<Vec<Contest>> {
    let mut contests = vec![job::sample(workplace)];
    contests.push(reports::typesetters(workplace)?);
    contests.push(reports::batch(workplace)?);
    if workplace.python.is_some() {
        contests.push(job::reading(workplace)?);
        contests.push(job::long_report(workplace)?);
        contests.extend(job::networks(workplace)?);
    }
    Ok(contests)
}
