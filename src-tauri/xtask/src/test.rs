//! `cargo xtask test`: every check and test, and one line that adds them up.

use crate::step::{self, cargo, listen, npm};
use crate::tally::Tally;
use crate::{Outcome, machine, page, place};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

/// All but the window: it takes the system's web view, and is tested by its journeys.
const ENGINE: [&str; 3] = ["--workspace", "--exclude", "shuiheng-desktop"];

/// Runs everything, also after a failure, so that one run shows all there is to mend.
pub(crate) fn all() -> Outcome {
    machine::for_journeys()?;
    page::install()?;
    let mut checks = Checks::default();
    checks.check("the format", &mut cargo(["fmt", "--all", "--check"]));
    checks.check("the lints", cargo(["clippy", "--all-targets"]).args(ENGINE).args(DENIED));
    let bindings = bindings();
    checks.check("the tests of the engine", cargo(["test", "--no-fail-fast"]).args(ENGINE));
    checks.equal("the types that the page shares with Rust", &bindings, &self::bindings());
    checks.check("the page", &mut npm(["run", "check"]));
    match build_window() {
        Ok(window) => checks.journeys(&window),
        Err(what) => checks.fail(&what),
    }
    checks.report()
}

const DENIED: [&str; 3] = ["--", "-D", "warnings"];

/// What was run, and how it went.
#[derive(Default)]
struct Checks {
    tally: Tally,
    failures: Vec<String>,
}

impl Checks {
    fn check(&mut self, what: &str, command: &mut Command) {
        match listen(what, command) {
            Ok(said) => {
                let tally = Tally::of(&said.text, said.good);
                self.tally += tally;
                if tally.failed > 0 {
                    self.failures.push(format!("{what}: {} failed", tally.failed));
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    fn fail(&mut self, what: &str) {
        println!("{what}");
        self.tally += Tally { passed: 0, failed: 1 };
        self.failures.push(what.to_owned());
    }

    /// The engine's tests write the bindings: where they changed, the kept ones were old.
    fn equal(&mut self, what: &str, kept: &Files, written: &Files) {
        println!("==> {what}");
        if kept == written && !kept.is_empty() {
            self.tally += Tally { passed: 1, failed: 0 };
        } else {
            self.fail("ui/src/bindings was out of date; it has been rewritten: commit it");
        }
    }

    fn journeys(&mut self, window: &PathBuf) {
        let desktop = ["test", "-p", "shuiheng-desktop", "--features", "e2e", "--lib"];
        self.check("the tests of the window's Rust side", &mut cargo(desktop));
        // Over the whole engine, so that its crates are not built anew with fewer features.
        let mut journeys = cargo(["test", "--features", "tests/e2e", "--test", "window"]);
        let mut on_screen = step::on_screen(journeys.args(ENGINE).arg("--no-fail-fast"));
        self.check("journeys through the window", on_screen.env("SHUIHENG_BIN", window));
    }

    fn report(self) -> Outcome {
        println!();
        self.failures.iter().for_each(|failure| println!("not good: {failure}"));
        println!("{} passed, {} failed", self.tally.passed, self.tally.failed);
        if self.tally.failed == 0 { Ok(()) } else { Err("not all is good, see above".into()) }
    }
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The generated types of the page; unreadable is the same as not there, and fails.
fn bindings() -> Files {
    let folder = place::ui().join("src/bindings");
    let entries = folder.read_dir().into_iter().flatten().flatten();
    entries.filter_map(|entry| Some((entry.path(), std::fs::read(entry.path()).ok()?))).collect()
}

/// Builds the window as the journeys need it, and sets it aside: any other build of it
/// would write another variant to the same place.
fn build_window() -> Outcome<PathBuf> {
    page::build()?;
    let build = ["build", "-p", "shuiheng-desktop", "--features", "e2e"];
    step::run("building the window for its journeys", &mut cargo(build))?;
    let built = place::executable("debug", "shuiheng-desktop");
    let aside = place::executable("e2e", "shuiheng-desktop");
    let folder = place::target().join("e2e");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::copy(&built, &aside))
        .map_err(|error| format!("{}: {error}", aside.display()))?;
    Ok(aside)
}
