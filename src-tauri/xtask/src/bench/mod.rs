//! `cargo xtask bench`: our jobs against what a user would otherwise take for them, in one run,
//! turn by turn. The table goes to the terminal and to `target/bench/results.md`.

mod contest;
mod cost;
mod ground;
mod job;
mod python;
mod reports;
mod table;
mod window;

use crate::step::{cargo, run};
use crate::{Outcome, place};
use contest::Contest;
use ground::Ground;
use job::Workplace;

/// What can be measured on its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// From workbooks to results and reports.
    Reports,
    /// Reading large workbooks.
    Reading,
    /// Reconciling networks.
    Networks,
    /// The window.
    Window,
}

impl Group {
    /// All that can be measured.
    pub(crate) const ALL: [Self; 4] = [Self::Reports, Self::Reading, Self::Networks, Self::Window];
}

/// Measures the jobs of some groups and writes the table.
pub(crate) fn some(groups: &[Group]) -> Outcome {
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
    let mut within = String::new();
    for group in groups {
        for contest in contests(*group, &workplace)? {
            results.push(contest.run(&workplace)?);
        }
        match group {
            Group::Reports => within += &reports::within(&workplace)?,
            Group::Window => match window::measured() {
                Ok(page) => within += &page,
                Err(why) => println!("==> without the window: {why}"),
            },
            Group::Reading | Group::Networks => {}
        }
    }
    ground.ends();
    let page = table::page(&ground, &results) + &within;
    let out = workplace.folder.join("results.md");
    std::fs::write(&out, &page).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("\n{page}\nwritten to {}", out.display());
    Ok(())
}

/// All at once, so that no library is built twice with other features.
fn build() -> Outcome {
    let mut build = cargo(["build", "--release", "--bin", "shuiheng"]);
    build.args(["-p", "shuiheng-cli", "-p", "shuiheng-import"]);
    build.args(["-p", "shuiheng-report", "-p", "shuiheng-api"]);
    build.args(["--features", "shuiheng-report/bench,shuiheng-api/bench"]);
    for example in ["bare", "stages", "bare_pdf", "report_speed"] {
        build.args(["--example", example]);
    }
    run("building the command line and what it is measured with for release", &mut build)
}

/// What can be measured here: without Python there is no made file to read.
fn contests(group: Group, workplace: &Workplace) -> Outcome<Vec<Contest>> {
    let made = workplace.python.is_some();
    let mut contests = Vec::new();
    match group {
        Group::Reports => {
            contests.push(job::sample(workplace));
            contests.push(reports::typesetters(workplace)?);
            contests.push(reports::batch(workplace)?);
            if made {
                contests.push(job::long_report(workplace)?);
            }
        }
        Group::Reading if made => contests.push(job::reading(workplace)?),
        Group::Networks if made => contests.extend(job::networks(workplace)?),
        Group::Window if made => contests.extend(window::peer(workplace)?),
        Group::Reading | Group::Networks | Group::Window => {}
    }
    Ok(contests)
}
