//! `cargo xtask run|test|bench|dist`: from a machine with Rust and Node to a running program.
//!
//! It installs what is missing, asks nothing, and says what it does while it does it.

#![expect(clippy::print_stdout, reason = "its output is for the terminal")]

mod bench;
mod dist;
mod machine;
mod page;
mod place;
mod run;
mod step;
mod tally;
mod test;

use std::process::ExitCode;

/// What went wrong, as a sentence for the terminal.
type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "\
cargo xtask run              opens the window with the sample program, in a workspace of its own
cargo xtask run --headless   runs the sample program without a window and says where its reports lie
cargo xtask test             every check and test; the last line says how many passed and failed
cargo xtask bench            measures every job against what would be taken for it otherwise
cargo xtask bench reports    one group of them: reports, reading, networks or window
cargo xtask dist             packs the command line and the window for release";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run"] => run::window(),
        ["run", "--headless"] => run::headless(),
        ["test"] => test::all(),
        ["bench"] => bench::some(&bench::Group::ALL),
        ["bench", "reports"] => bench::some(&[bench::Group::Reports]),
        ["bench", "reading"] => bench::some(&[bench::Group::Reading]),
        ["bench", "networks"] => bench::some(&[bench::Group::Networks]),
        ["bench", "window"] => bench::some(&[bench::Group::Window]),
        ["dist"] => dist::all(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("xtask: {what}");
            ExitCode::FAILURE
        }
    }
}
