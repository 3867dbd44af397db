//! The floor of a report as a process of its own: reads a display list, writes its pages as a
//! PDF and does nothing else. For `cargo xtask bench`.
//!
//! `cargo run --release -p shuiheng-report --features bench --example bare_pdf -- LIST OUT.pdf`

use shuiheng_report::bare::{Pages, bare};
use shuiheng_report::{RareFace, Typefaces, write_file};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [list, out] = arguments.as_slice() else { return Err("LIST OUT.pdf".into()) };
    let pages = Pages::from_bytes(&std::fs::read(list)?).ok_or("this is no display list")?;
    let faces = Typefaces::new(RareFace::File("assets/fonts/ReportSans-Rare.ttf".into()));
    // Written as safely as ours: whole, or not at all.
    write_file(&bare(&pages, &faces)?, Path::new(out))?;
    eprintln!("{} pages", pages.pages.len());
    Ok(())
}
