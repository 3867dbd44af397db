//! The window: how fast it opens and answers, and what auditors open instead.

use super::contest::{Contest, Contestant};
use super::job::Workplace;
use super::reports;
use crate::step::{ask, cargo, listen, on_screen, run};
use crate::{Outcome, machine, page, place};
use std::path::PathBuf;

/// Units in the balance that is opened.
const UNITS: &str = "500";

/// Builds the window for release, as its journeys need it, and lets it be measured on a
/// screen of its own; gives a page of Markdown.
pub(super) fn measured() -> Outcome<String> {
    let window = built()?;
    let mut speed = cargo(["test", "--workspace", "--exclude", "shuiheng-desktop"]);
    speed.args(["--features", "tests/bench", "--test", "window_speed"]);
    let mut on_screen = on_screen(&speed);
    let said = listen("measuring the window", on_screen.env("SHUIHENG_BIN", window))?;
    if !said.good {
        return Err("the window could not be measured, see above".into());
    }
    Ok(said.text)
}

/// The window, set aside: any other build of it would write another variant to the same place.
/// One that is named by `SHUIHENG_BIN` is taken as it is.
fn built() -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os("SHUIHENG_BIN") {
        return Ok(named.into());
    }
    machine::for_journeys()?;
    page::build()?;
    let build = ["build", "--release", "-p", "shuiheng-desktop", "--features", "e2e"];
    run("building the window for release, as its journeys need it", &mut cargo(build))?;
    let aside = place::executable("e2e", "bench-desktop");
    std::fs::create_dir_all(place::target().join("e2e"))
        .and_then(|()| std::fs::copy(place::executable("release", "shuiheng-desktop"), &aside))
        .map_err(|error| format!("{}: {error}", aside.display()))?;
    Ok(aside)
}

/// What auditors open a balance with: no water audit tool of China can be had for a benchmark,
/// so the same workbook is opened by a spreadsheet, without a window, until it has read,
/// computed and written it again.
pub(super) fn peer(workplace: &Workplace) -> Outcome<Option<Contest>> {
    if ask("soffice", &["--version"]).is_none() {
        return Ok(None);
    }
    let workbook = workplace.made("make_site.py", "peer.xlsx", &["--units", UNITS])?;
    let ours = Workplace::diagnose_only(&workbook);
    let mut office = reports::office(workplace)?;
    office.args(["--convert-to", "ods", "--outdir"]);
    office.arg(workplace.folder.join("office-out")).arg(&workbook);
    Ok(Some(Contest {
        title: format!(
            "A balance of {UNITS} units opened without a window: ours with its whole diagnosis, \
             LibreOffice Calc until the workbook is read and written again"
        ),
        turns: 5,
        contestants: vec![
            Contestant { name: "shuiheng diagnose", command: ours },
            Contestant { name: "LibreOffice Calc", command: office },
        ],
        measure: 0,
    }))
}
