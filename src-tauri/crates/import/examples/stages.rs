//! Reading in a process of its own and recognising, timed apart, with nothing printed but
//! the times: `cargo run --release -p shuiheng-import --example stages -- FILE`

use shuiheng_import::recognise::{Hints, recognise};
use shuiheng_import::{Reader, read_isolated, serve};
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

/// Makes this program the reading process.
const READ: &str = "--read";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let first = arguments.next().ok_or("which file?")?;
    if first == READ {
        let path = arguments.next().ok_or("which file?")?;
        return Ok(serve(Path::new(&path), &mut io::stdout().lock()));
    }
    let reader = Reader::new(std::env::current_exe()?, READ);
    let begun = Instant::now();
    let workbook = read_isolated(Path::new(&first), &reader, &AtomicBool::new(false));
    let workbook = workbook.map_err(|refused| refused.to_string())?;
    let read = begun.elapsed();
    let recognised = recognise(&workbook, &Hints::default());
    let whole = begun.elapsed();
    writeln!(
        io::stdout(),
        "read {:.3} s, recognised {:.3} s: {} units, {} streams, {} doubts",
        read.as_secs_f64(),
        (whole - read).as_secs_f64(),
        recognised.site.units.len(),
        recognised.site.streams.len(),
        recognised.doubts.len()
    )?;
    Ok(ExitCode::SUCCESS)
}
