//! The reading process on its own: `reader read FILE`. The other words make it misbehave in
//! the ways that the watch must survive.

use shuiheng_import::{confine, serve};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let word = arguments.next().unwrap_or_default();
    let Some(path) = arguments.next() else { return ExitCode::from(2) };
    match word.to_str() {
        Some("read") => serve(Path::new(&path), std::io::stdout()),
        Some("hang") => loop {
            std::thread::park();
        },
        Some("devour") => {
            confine();
            let hoard: Vec<Vec<u8>> =
                (1..).map(|size: usize| vec![1; size << 20]).take(1_000).collect();
            ExitCode::from(u8::from(hoard.is_empty()))
        }
        Some("crash") => std::process::abort(),
        Some("mute") => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}
