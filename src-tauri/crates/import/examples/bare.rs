//! The least that reading can cost: every sheet through calamine's `worksheet_range`, with
//! no bounds, no process of its own, and nothing recognised. The benchmarks compare with it.
//!
//! `cargo run --release -p shuiheng-import --example bare -- FILE`

use calamine::{Reader, open_workbook_auto};
use std::error::Error;
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("which file?")?;
    let mut workbook = open_workbook_auto(path)?;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name)?;
        let filled = range.used_cells().count();
        writeln!(io::stdout(), "{name}: {} rows, {filled} cells", range.height())?;
    }
    Ok(())
}
