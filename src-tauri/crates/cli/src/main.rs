//! `shuiheng`: the command line over the same services as the window. It links no web view.

mod args;
mod case;
mod demo;
mod diagnose;
mod diagram;
mod inspect;
mod issued;
mod log;
mod outcome;
mod person;
mod program;
mod quota;
mod reconcile;
mod synonym;

use args::{Arguments, Command};
use clap::Parser;
use outcome::Outcome;
use std::ffi::OsStr;
use std::process::ExitCode;

/// The hidden argument that makes this program the child that reads a workbook.
const READ: &str = "__read";

fn main() -> ExitCode {
    let mut raw = std::env::args_os().skip(1);
    if raw.next().as_deref() == Some(OsStr::new(READ)) {
        return match raw.next() {
            Some(path) => shuiheng_api::serve_reader(path.as_ref()),
            None => ExitCode::from(2),
        };
    }
    let arguments = Arguments::parse();
    let lang = arguments.lang.into();
    match run(arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NotSatisfied(reasons)) => outcome::not_satisfied(&reasons),
        Err(error) => outcome::failed(&error, lang),
    }
}

fn run(arguments: Arguments) -> shuiheng_api::Result<Outcome> {
    let lang = arguments.lang.into();
    match arguments.command {
        None => outcome::open_window(),
        Some(Command::Diagnose(job)) => diagnose::run(job, lang),
        Some(Command::Inspect(job)) => inspect::run(&job, lang),
        Some(Command::Reconcile(job)) => reconcile::run(&job, lang),
        Some(Command::Template { out }) => demo::template(&out),
        Some(Command::Demo { out }) => demo::run(&out),
        Some(Command::Diagram(job)) => diagram::run(&job),
        Some(Command::Case(job)) => case::run(job, arguments.workspace.as_deref(), lang),
        Some(Command::Verify { file, json }) => {
            issued::verify(&file, json, arguments.workspace.as_deref())
        }
        Some(Command::Person(job)) => person::run(job, arguments.workspace.as_deref()),
        Some(Command::Report(job)) => program::batch(job, arguments.workspace.as_deref()),
        Some(Command::Rollup(job)) => program::rollup(&job, arguments.workspace.as_deref()),
        Some(Command::Package(job)) => program::package(job, arguments.workspace.as_deref()),
        Some(Command::Backup(job)) => program::backup(&job, arguments.workspace.as_deref()),
        Some(Command::Restore(job)) => program::restore(&job, arguments.workspace.as_deref()),
        Some(Command::Check(job)) => program::check(&job, arguments.workspace.as_deref()),
        Some(Command::Quota(job)) => quota::run(job, arguments.workspace.as_deref(), lang),
        Some(Command::Synonym(job)) => synonym::run(job, arguments.workspace.as_deref(), lang),
    }
}
