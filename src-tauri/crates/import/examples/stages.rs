//! Reading in a process of its own and recognising, as the program does both, with nothing
//! printed but the times: `cargo run --release -p shuiheng-import --example stages -- FILE`
//!
//! A large sheet is recognised while it is still being checked, so recognising may begin
//! before reading ends.

use shuiheng_import::recognise::{Hints, recognise};
use shuiheng_import::workbook::Workbook;
use shuiheng_import::{Reader, read_and, serve};
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
        return Ok(serve(Path::new(&path), io::stdout()));
    }
    let reader = Reader::new(std::env::current_exe()?, READ);
    let begun = Instant::now();
    let work = |workbook: &Workbook| {
        let read = begun.elapsed();
        let recognition = recognise(workbook, &Hints::default());
        (read, begun.elapsed(), recognition)
    };
    let answer = read_and(Path::new(&first), &reader, &AtomicBool::new(false), work);
    let (workbook, (read, recognised, recognition)) =
        answer.map_err(|refused| refused.to_string())?;
    writeln!(
        io::stdout(),
        "read after {:.3} s, recognised after {:.3} s, checked after {:.3} s: \
         {} sheets, {} units, {} streams, {} doubts",
        read.as_secs_f64(),
        recognised.as_secs_f64(),
        begun.elapsed().as_secs_f64(),
        workbook.sheets.len(),
        recognition.site.units.len(),
        recognition.site.streams.len(),
        recognition.doubts.len()
    )?;
    // As the program does: what a process holds ends with it.
    std::process::exit(0)
}
